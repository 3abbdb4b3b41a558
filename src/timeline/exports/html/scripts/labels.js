// The labels of the chart: the list's own items, which stay in the order of time, whether they are named or only dotted.

import { items, linkOf } from "./items.js";
import { ui } from "./nodes.js";

/** @typedef {import("./chart.js").View} View */

/** What each item was last given, so that only what changes is touched. */
const given = { classes: items.map((item) => item.className), places: /** @type {string[]} */ ([]), stop: -1, isRoving: false };

/** The classes of an item beside its fate: where its label stands. @param {View | null} view @param {number} i @param {boolean} isNear */
function placeClasses(view, i, isNear) {
  if (!view) return "";
  const { layout, model, state } = view;
  const isOn = isNear && !Number.isNaN(layout.labels[i]);
  const parts = [isOn ? "on" : ""];
  if (model.compared.sides[i] !== "R") parts.push("left");
  if (model.big.has(i)) parts.push("big");
  if (state.ripple && model.kin && model.kin.has(i)) parts.push("kin");
  return parts.filter(Boolean).join(" ");
}

/**
 * Give every item its classes and, in a chart, its place. Far from the window, an item of a long history is not placed.
 * @param {import("./data.js").Data} data @param {import("./state.js").State} state @param {import("./model.js").Model} model
 * @param {View | null} view null for the list @param {[number, number]} near the heights between which labels are placed
 */
export function placeItems(data, state, model, view, near) {
  const { sides, fates } = model.compared;
  const { pod } = data.comparisons[state.pair];
  items.forEach((item, i) => {
    const side = sides[i];
    const color = side === "X" ? ` c${colorNumber(data.events.own[i][0] || 0)}` : "";
    const fixed = `e ${side} ${fates[i] || "aside"}${color}${side === "S" ? " one" : ""}${data.events.vague[i] ? " vague" : ""}`;
    const y = view ? view.layout.labels[i] : NaN;
    const isNear = y >= near[0] && y <= near[1];
    const marked = `${i === pod && model.isParted ? " pod" : ""}${i === state.selected ? " sel" : ""}${model.filtered.shown[i] ? "" : " no"}`;
    const classes = `${fixed}${marked} ${placeClasses(view, i, isNear)}`.trim();
    if (given.classes[i] !== classes) {
      item.className = classes;
      given.classes[i] = classes;
    }
    if (view && isNear) place(view, i, y);
  });
  if (view) rove(view, state);
  else settle();
}

/** @param {number} timeline */
const colorNumber = (timeline) => (timeline ? ((timeline - 1) % 3) + 1 : 0);

/** @param {View} view @param {number} i @param {number} y */
function place({ layout, model }, i, y) {
  const { frame } = layout;
  const isRight = model.compared.sides[i] === "R";
  const x = Math.round(isRight ? frame.right + 14 : frame.axis + frame.strip + 2);
  const width = Math.floor(frame.column - 16);
  const where = `${x} ${Math.round(y - (frame.isTwo ? 17 : 10))} ${width}`;
  if (given.places[i] === where) return;
  given.places[i] = where;
  items[i].style.width = `${width}px`;
  items[i].style.transform = `translate(${x}px,${Math.round(y - (frame.isTwo ? 17 : 10))}px)`;
}

/** One item can be reached by Tab; the arrows go on from there. @param {View} view @param {import("./state.js").State} state */
function rove(view, state) {
  const { labels } = view.layout;
  if (!given.isRoving) for (const link of document.querySelectorAll("li.e a")) /** @type {HTMLElement} */ (link).tabIndex = -1;
  given.isRoving = true;
  const hasFocus = items.findIndex((item) => item === (document.activeElement && document.activeElement.closest("li.e")));
  const wanted = [hasFocus, state.selected, given.stop].find((i) => i >= 0 && !Number.isNaN(labels[i]));
  moveStop(wanted ?? labels.findIndex((y) => !Number.isNaN(y)));
}

/** Make an item the one that Tab reaches. @param {number} i */
export function moveStop(i) {
  if (given.stop >= 0) linkOf(given.stop).tabIndex = -1;
  if (i >= 0) linkOf(i).tabIndex = 0;
  given.stop = i;
}

/** In the list, every link can be reached. */
function settle() {
  if (!given.isRoving) return;
  for (const link of document.querySelectorAll("li.e a")) link.removeAttribute("tabindex");
  given.isRoving = false;
  given.stop = -1;
}

/**
 * What an item says about itself: whose history it is of, the sign before it, and the lines about its counterparts. Nothing
 * that is fenced is left in it.
 * @param {import("./data.js").Data} data @param {import("./state.js").State} state @param {import("./model.js").Model} model
 */
export function retell(data, state, model) {
  const { compared, seen } = model;
  const { joins } = data.comparisons[state.pair];
  const early = new Set(compared.joins.flatMap((k) => (joins[k][4].includes("earlier") ? [joins[k][0], joins[k][1]] : [])));
  items.forEach((item, i) => {
    const [side, fate] = [compared.sides[i], compared.fates[i] || "aside"];
    const signed = side !== "S" && side !== "X" && ["moved", "replaced", "averted", "kept"].includes(fate);
    const glyph = `#_${side}-${signed ? fate : "plain"}${fate === "moved" && signed && early.has(i) ? "-early" : ""}`;
    const [sign, link, ...lines] = item.children;
    const use = /** @type {Element} */ (sign.firstElementChild);
    if (use.getAttribute("href") !== glyph) use.setAttribute("href", glyph);
    const prefix = /** @type {Element} */ (link.firstElementChild);
    const words = `${whose(data, state, side, i)}: `;
    if (prefix.textContent !== words) prefix.textContent = words;
    for (const line of lines) {
      const other = line.getAttribute("data-o");
      if (other !== null) /** @type {HTMLElement} */ (line).hidden = !seen.events[Number(other)] || !seen.events[i];
    }
  });
}

/** @param {import("./data.js").Data} data @param {import("./state.js").State} state @param {string} side @param {number} i */
export function whose(data, state, side, i) {
  const { base, alt } = data.comparisons[state.pair];
  if (side === "S" || side === "B") return "Both";
  const timeline = side === "R" ? alt : side === "L" ? base : data.events.own[i][0] || 0;
  if (!timeline) return "Our history";
  return data.timelines.length === 2 ? "Theirs" : data.timelines[timeline].name;
}

/** The headings of the list that have nothing under them. @param {import("./model.js").Model} model */
export function hideEmptyYears(model) {
  /** @type {Element | null} */
  let heading = null;
  let isEmpty = true;
  let i = 0;
  for (const child of ui("list").children) {
    if (child.classList.contains("yr")) {
      if (heading) heading.classList.toggle("no", isEmpty);
      [heading, isEmpty] = [child, true];
    } else if (child.classList.contains("e")) {
      if (model.filtered.shown[i]) isEmpty = false;
      i += 1;
    }
  }
  if (heading) heading.classList.toggle("no", isEmpty);
}
