// The sentence above the chart and the histories to choose from; the sentence is that of `timeline.exports.html.intro`.

import { colorOf, dashesOf } from "./colors.js";
import { lineOf } from "./gutter.js";
import { h, s, ui } from "./nodes.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./model.js").Model} Model */

/** @param {Data} data @param {State} state @param {Model} model */
export function showIntro(data, state, model) {
  const pair = data.comparisons[state.pair];
  const { counts } = model.compared;
  const base = pair.base ? data.timelines[pair.base].name : "Ours";
  const alt = data.timelines.length === 2 ? "theirs" : data.timelines[pair.alt].name;
  const node = ui("intro");
  if (!model.isParted || !pair.podText) {
    const count = model.seen.events.reduce((sum, each) => sum + each, 0);
    node.replaceChildren(`${count.toLocaleString("en")} event${count === 1 ? "" : "s"}.`);
    return;
  }
  const words = inNumbers(counts.moved, counts.replaced, counts.averted, counts.added);
  node.replaceChildren(
    h("span", { class: "o" }, base), " and ", h("span", { class: "t" }, alt),
    ` are one history until ${pair.podText}: `, h("q", {}, pair.podTitle), `. ${words}`,
  );
}

/** @param {number} moved @param {number} replaced @param {number} averted @param {number} added */
function inNumbers(moved, replaced, averted, added) {
  const said = (/** @type {number} */ count) => count.toLocaleString("en");
  const parts = [
    `${said(moved)} ${moved === 1 ? "thing happens" : "things happen"} at another time`,
    `${said(replaced)} ${replaced === 1 ? "is" : "are"} replaced`,
    `${said(averted)} never ${averted === 1 ? "happens" : "happen"}`,
  ];
  return `From there on: ${parts.join(", ")}, and ${said(added)} ${added === 1 ? "is" : "are"} new.`;
}

/** The comparisons as a small tree, if there are several. @param {Data} data @param {State} state @param {Model} model @param {(pair: number) => void} open */
export function showTree(data, state, model, open) {
  const tree = ui("tree");
  const seen = data.comparisons.map((_, k) => k).filter((k) => model.seen.timelines[data.comparisons[k].alt] && model.seen.timelines[data.comparisons[k].base]);
  tree.hidden = seen.length < 2;
  if (tree.hidden) {
    tree.replaceChildren();
    return;
  }
  const focused = document.activeElement && tree.contains(document.activeElement) ? document.activeElement.getAttribute("data-pair") : null;
  tree.replaceChildren(
    ...seen.map((k) => {
      const { base, alt } = data.comparisons[k];
      const depth = Math.max(0, lineOf(data, alt).length - 2);
      const names = `${data.timelines[base].name} and ${data.timelines[alt].name}`;
      return h("button", { type: "button", "data-pair": k, "aria-pressed": String(k === state.pair), click: () => open(k) }, fork([base, alt].map((timeline) => ({ stroke: colorOf(data, timeline), "stroke-dasharray": dashesOf(data, timeline) })), depth), names);
    }),
  );
  if (focused !== null) /** @type {HTMLElement | null} */ (tree.querySelector(`[data-pair="${focused}"]`))?.focus();
}

/** @param {{ stroke: string, "stroke-dasharray": string | null }[]} looks of the base and of the other @param {number} depth */
function fork([base, alt], depth) {
  const x = Math.min(10, depth * 4);
  return s(
    "svg",
    { viewBox: "0 0 26 12", "aria-hidden": "true", fill: "none", "stroke-width": 2 },
    s("path", { d: `M0 6H${x + 4}C${x + 8} 6 ${x + 8} 2 ${x + 12} 2H26`, ...base }),
    s("path", { d: `M${x + 4} 6C${x + 8} 6 ${x + 8} 10 ${x + 12} 10H26`, ...alt }),
  );
}
