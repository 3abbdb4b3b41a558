// What an item of the list says: its sign, whose it is, its date and title, and what it answers in another history.

import { addressTo, dateOf, idOf, titleOf } from "./items.js";
import { elementOf } from "./list.js";
import { h, s } from "./nodes.js";
import { STATUS_OF } from "./pairs.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./model.js").Model} Model */

/** What a base event, and an alternate one, says of the other, as in `timeline.exports.html.items`. @type {Record<string, [string, string]>} */
const LINES = {
  moved: ["moved to", "moved from"],
  replaced: ["replaced by", "in place of"],
  averted: ["averted by", "so this never happens:"],
};

/** @type {Map<number, { verb: string, other: number, drift: string }[]> | null} */
let answers = null;

/** What each event says of the others of its pairs, in all comparisons, each once. @param {Data} data */
function answersOf(data) {
  if (answers) return answers;
  answers = new Map();
  for (const [base, alt, kind, drift] of data.comparisons.flatMap(({ joins }) => joins)) {
    const [ofBase, ofAlt] = LINES[STATUS_OF[kind]];
    for (const [i, other, verb] of /** @type {[number, number, string][]} */ ([[base, alt, ofBase], [alt, base, ofAlt]])) {
      const lines = answers.get(i) || [];
      if (!lines.some((line) => line.other === other && line.verb === verb && line.drift === drift)) lines.push({ verb, other, drift });
      answers.set(i, lines);
    }
  }
  return answers;
}

/** The item of an event as `template.html.j2` writes it; `tell` says the rest. @param {Data} data @param {number} i @returns {HTMLLIElement} */
export function itemOf(data, i) {
  const link = h("a", { href: addressTo(i) }, h("span", { class: "sr" }), h("time", {}, dateOf(i)), h("b", {}, titleOf(i)));
  const lines = (answersOf(data).get(i) || []).map(({ verb, other, drift }) =>
    h("span", { class: "vs", "data-o": other }, `${verb} `, h("a", { href: addressTo(other) }, titleOf(other)), drift ? " · " : "", drift ? h("em", {}, drift) : ""),
  );
  return h("li", { id: idOf(i) }, s("svg", { class: "g", "aria-hidden": "true" }, s("use", {})), link, ...lines);
}

/** @type {{ compared: import("./pairs.js").Compared | null, early: Set<number> }} */
const joined = { compared: null, early: new Set() };

/** The events of the pairs whose alternate event comes before the other. @param {Data} data @param {State} state @param {Model} model */
function earlyOf(data, state, { compared }) {
  if (joined.compared === compared) return joined.early;
  const { joins } = data.comparisons[state.pair];
  const early = new Set(compared.joins.flatMap((k) => (joins[k][4].includes("earlier") ? joins[k].slice(0, 2) : [])));
  return Object.assign(joined, { compared, early }).early;
}

/** Say in an item what follows from the fence and the open pair; nothing that is fenced is left in it. */
/** @param {Data} data @param {State} state @param {Model} model @param {number} i */
export function tell(data, state, model, i) {
  const item = elementOf(i);
  if (!item) return;
  const { compared, seen } = model;
  const [side, fate] = [compared.sides[i], compared.fates[i] || "aside"];
  const signed = side !== "S" && side !== "X" && ["moved", "replaced", "averted", "kept"].includes(fate);
  const isEarly = fate === "moved" && signed && earlyOf(data, state, model).has(i);
  const glyph = `#_${side}-${signed ? fate : "plain"}${isEarly ? "-early" : ""}`;
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
}

/** @param {Data} data @param {State} state @param {string} side @param {number} i */
export function whose(data, state, side, i) {
  const { base, alt } = data.comparisons[state.pair];
  if (side === "S" || side === "B") return "Both";
  const timeline = side === "R" ? alt : side === "L" ? base : data.events.own[i][0] || 0;
  if (!timeline) return "Our history";
  return data.timelines.length === 2 ? "Theirs" : data.timelines[timeline].name;
}
