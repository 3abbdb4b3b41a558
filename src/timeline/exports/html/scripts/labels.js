// The labels of the chart: the list's own items, which stay in the order of time, whether they are named or only dotted.

import { colorNumber } from "./colors.js";
import { eventCount, isLong, isPacked, listed } from "./items.js";
import { elementOf, eventAt, heldItems, hold, isAway, isThere, linkOf } from "./list.js";
import { tell } from "./telling.js";

/** @typedef {import("./chart.js").View} View */
/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./model.js").Model} Model */

/** So many labels of a packed page are in the document at once. */
export const MOST_LABELS = 400;

/** What each item was last given, so that only what changes is touched. @type {WeakMap<Element, Given>} */
const given = new WeakMap();

/** @typedef {{ classes: string, place: string, edition: number, isLeftOut: boolean, rank: string }} Given `isLeftOut`: by Tab */

/** Which item Tab reaches in a chart, where all others are left out. */
const roving = { isOn: false, stop: -1 };

/** Items that were told what they say before this are told anew. */
let edition = 0;

/** What items say has changed. */
export function retell() {
  edition += 1;
}

/**
 * Give the items their classes and, in a chart, those near the window their places.
 * @param {Data} data @param {State} state @param {Model} model @param {View | null} view null for the list
 */
export function placeItems(data, state, model, view) {
  roving.isOn = view !== null;
  if (view && isLong) hold(labelled(view));
  for (const i of heldItems()) dress(data, state, model, view, i);
  if (view) rove(view, state);
  else roving.stop = -1;
}

/** The named events near the window; of too many, those nearest to its middle. @param {View} view */
function labelled({ layout: { labels }, near: [top, bottom] }) {
  /** @type {number[]} */
  const found = [];
  labels.forEach((y, i) => y >= top && y <= bottom && found.push(i));
  if (found.length <= MOST_LABELS) return found;
  const off = (/** @type {number} */ i) => Math.abs(labels[i] - (top + bottom) / 2);
  return found.sort((a, b) => off(a) - off(b)).slice(0, MOST_LABELS).sort((a, b) => a - b);
}

/** The classes of an item beside its fate: where its label stands. @param {View | null} view @param {number} i @param {boolean} isNear */
function placeClasses(view, i, isNear) {
  if (!view) return isAway(i) ? "away" : "";
  const { layout, model, state } = view;
  const isOn = isNear && !Number.isNaN(layout.labels[i]);
  const parts = [isOn ? "on" : ""];
  if (model.compared.sides[i] !== "R") parts.push("left");
  if (model.big.has(i)) parts.push("big");
  if (state.ripple && model.kin && model.kin.has(i)) parts.push("kin");
  return parts.filter(Boolean).join(" ");
}

/** @param {Data} data @param {State} state @param {Model} model @param {View | null} view @param {number} i */
function dress(data, state, model, view, i) {
  const item = /** @type {HTMLLIElement} */ (elementOf(i));
  const last = given.get(item) || { classes: item.className, place: "", edition: isPacked ? -1 : 0, isLeftOut: false, rank: "" };
  given.set(item, last);
  if (last.edition !== edition) tell(data, state, model, i);
  last.edition = edition;
  if (last.isLeftOut !== roving.isOn) leaveOut(item, roving.isOn);
  last.isLeftOut = roving.isOn;
  const side = model.compared.sides[i];
  const color = side === "X" ? ` c${colorNumber(data, data.events.own[i][0] || 0)}` : "";
  const fixed = `e ${side} ${model.compared.fates[i] || "aside"}${color}${side === "S" ? " one" : ""}${data.events.vague[i] ? " vague" : ""}`;
  const y = view ? view.layout.labels[i] : NaN;
  const isNear = view !== null && (isLong ? !Number.isNaN(y) : y >= view.near[0] && y <= view.near[1]);
  const { pod } = data.comparisons[state.pair];
  const marked = `${i === pod && model.isParted ? " pod" : ""}${i === state.selected ? " sel" : ""}${model.filtered.shown[i] ? "" : " no"}`;
  const classes = `${fixed}${marked} ${placeClasses(view, i, isNear)}`.trim();
  if (last.classes !== classes) {
    item.className = classes;
    last.classes = classes;
  }
  if (isLong) number(item, last, model, i);
  if (view && isNear) place(view, item, last, i, y);
  else if (!view) unplace(item, last);
}

/** @type {{ filtered: Model["filtered"] | null, ranks: Int32Array }} */
const ranked = { filtered: null, ranks: new Int32Array(0) };

/** Say which of how many an item is, as the others may not be in the document. @param {Element} item @param {Given} last @param {Model} model @param {number} i */
function number(item, last, { filtered }, i) {
  if (ranked.filtered !== filtered) {
    let rank = 0;
    Object.assign(ranked, { filtered, ranks: new Int32Array(eventCount()).map((_, k) => (filtered.shown[k] ? ++rank : 0)) });
  }
  const rank = `${ranked.ranks[i]}/${filtered.total}`;
  if (last.rank === rank) return;
  last.rank = rank;
  item.setAttribute("aria-posinset", String(ranked.ranks[i]));
  item.setAttribute("aria-setsize", String(filtered.total));
}

/**
 * Leave the links of an item out of those that Tab reaches, or not; beside a chart, only its title is read. The style says so, too,
 * but what is in an item that is not drawn, a browser reads without it. @param {Element} item @param {boolean} isOut
 */
function leaveOut(item, isOut) {
  for (const link of item.querySelectorAll("a")) {
    if (isOut) link.tabIndex = -1;
    else link.removeAttribute("tabindex");
  }
  for (const line of item.querySelectorAll(".vs, details")) {
    if (isOut) line.setAttribute("aria-hidden", "true");
    else line.removeAttribute("aria-hidden");
  }
}

let isAllDrawn = false;

/**
 * Draw the items far from the window, too, before Tab passes them: one by one, a browser needs a millisecond for each.
 * @param {boolean} isWanted
 */
export function drawAll(isWanted) {
  if (isLong || isAllDrawn === isWanted) return;
  isAllDrawn = isWanted;
  for (const item of listed) item.style.contentVisibility = isWanted ? "visible" : "";
}

/** @param {View} view @param {HTMLElement} item @param {{ place: string }} last @param {number} i @param {number} y */
function place({ layout, model }, item, last, i, y) {
  const { frame } = layout;
  const isRight = model.compared.sides[i] === "R";
  const x = Math.round(isRight ? frame.right + 14 : frame.axis + frame.strip + 2);
  const width = Math.floor(frame.column - 16);
  const top = Math.round(y - (frame.isTwo ? 17 : 10));
  const where = `${x} ${top} ${width}`;
  if (last.place === where) return;
  last.place = where;
  item.style.width = `${width}px`;
  item.style.transform = `translate(${x}px,${top}px)`;
}

/** In the list, an item stands where it comes. @param {HTMLElement} item @param {{ place: string }} last */
function unplace(item, last) {
  if (!last.place) return;
  item.style.removeProperty("width");
  item.style.removeProperty("transform");
  last.place = "";
}

/** One item can be reached by Tab; the arrows go on from there. @param {View} view @param {State} state */
function rove(view, state) {
  const { labels } = view.layout;
  const isStop = (/** @type {number} */ i) => i >= 0 && isThere(i) && !Number.isNaN(labels[i]);
  const wanted = [eventAt(document.activeElement), state.selected, roving.stop].find(isStop);
  moveStop(wanted ?? heldItems().find(isStop) ?? -1);
}

/** Give an item the focus; where it is not in the document, it comes there. @param {import("./main.js").App} app @param {number} i */
export function focusItem({ data, state, model, view }, i) {
  const link = linkOf(i);
  dress(data, state, model, view, i);
  if (view) moveStop(i);
  link.focus({ preventScroll: true });
}

/** Make an item the one that Tab reaches. @param {number} i */
function moveStop(i) {
  if (isThere(roving.stop)) linkOf(roving.stop).tabIndex = -1;
  if (i >= 0) linkOf(i).tabIndex = 0;
  roving.stop = i;
}
