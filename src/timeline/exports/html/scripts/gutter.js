// The other histories: thin rails in the gutter between the two that are open. A click on one opens it beside its parent.

import { dashesOf } from "./colors.js";
import { rail } from "./joins.js";
import { at } from "./marks.js";
import { s, textWidth } from "./nodes.js";
import { yAt } from "./scale.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./chart.js").View} View */
/** @typedef {{ timeline: number, x: number, parting: number, from: (y: number) => number }} Aside */

export const MOST_RAILS = 4;
const GAP = 36;
const FORK = 60;

/** @param {Data} data @param {number} timeline @returns {number[]} itself and what it descends from */
export function lineOf(data, timeline) {
  const line = [];
  for (let t = timeline; t >= 0; t = data.timelines[t].parent) line.push(t);
  return line;
}

/** The timelines that are seen and not open. @param {Data} data @param {import("./state.js").State} state @param {import("./model.js").Model} model */
export function asideTimelines(data, state, model) {
  const { base, alt } = data.comparisons[state.pair];
  if (!model.isParted) return [];
  return data.timelines.map((_, t) => t).filter((t) => t !== base && t !== alt && model.seen.timelines[t]);
}

/** The comparison that a click on a rail opens; -1 if there is none. @param {Data} data @param {number} base @param {number} timeline */
export function pairFor(data, base, timeline) {
  const { comparisons } = data;
  const own = comparisons.findIndex((pair) => pair.alt === timeline);
  if (own >= 0) return own;
  const line = lineOf(data, base);
  return comparisons.findIndex((pair) => pair.base === timeline && line.includes(pair.alt));
}

/** Where the rails stand. @param {View} view @returns {Aside[]} */
export function asideRails(view) {
  const { data, state, model, layout, parting, railX } = view;
  const { frame, scale } = layout;
  const { base, alt } = data.comparisons[state.pair];
  /** @type {Map<number, Aside>} */
  const found = new Map();
  let [leftwards, rightwards] = [0, 0];
  for (const t of asideTimelines(data, state, model).slice(0, MOST_RAILS)) {
    const line = lineOf(data, t);
    const isRight = line.includes(alt);
    const isAncestor = lineOf(data, base).includes(t);
    const child = isAncestor ? lineOf(data, base)[lineOf(data, base).indexOf(t) - 1] : t;
    const day = data.timelines[child].podDay;
    const y = day === null ? scale.tops[0] : yAt(scale, day);
    const parent = found.get(data.timelines[t].parent);
    if (isRight) rightwards += 1;
    else leftwards += 1;
    const x = isRight ? frame.right - GAP * rightwards : frame.left + GAP * leftwards;
    const home = isRight && !isAncestor ? /** @param {number} height */ (height) => railX(1, height) : /** @param {number} height */ (height) => railX(0, height);
    /** @type {(y: number) => number} */
    const from = isAncestor || y <= parting ? (height) => (height <= parting ? frame.middle : home(height)) : parent ? parent.from : home;
    const start = parent && !isAncestor && y > parent.parting ? parent.x : from(y);
    found.set(t, { timeline: t, x, parting: y, from: (height) => rail(height, y, FORK, start, x) });
  }
  return [...found.values()];
}

/** Where the name of a rail begins. @param {number} parting */
const nameTop = (parting) => parting + FORK + 12;

/** The places of the names of the rails, which other words leave free. @param {View} view @param {Aside[]} rails @returns {import("./joins.js").Box[]} */
export function nameBoxes({ data }, rails) {
  return rails.map(({ timeline, x, parting }) => [x - 1, nameTop(parting), x + 17, nameTop(parting) + textWidth(data.timelines[timeline].name, 12, 600)]);
}

/** Draw the rails, their dots and names. @param {View} view @param {Aside[]} rails @param {(pair: number) => void} open @returns {SVGElement[]} */
export function drawnRails(view, rails, open) {
  const { data, state, model, layout, color } = view;
  const { base } = data.comparisons[state.pair];
  const end = layout.scale.tops[layout.scale.tops.length - 1];
  const drawn = rails.map((each) => {
    const { timeline, x, parting, from } = each;
    let d = `M${at(from(parting))} ${at(parting)}`;
    for (let step = 1; step <= 12; step += 1) d += `L${at(from(parting + (FORK * step) / 12))} ${at(parting + (FORK * step) / 12)}`;
    d += `V${at(Math.max(end, parting + FORK))}`;
    const pair = pairFor(data, base, timeline);
    const group = s("g", { class: "other", "data-timeline": timeline, color: color(timeline) });
    if (pair >= 0) group.append(s("path", { d, class: "hit", click: () => open(pair) }, s("title", {}, `Open ${data.timelines[timeline].name}`)));
    group.append(s("path", { d, class: "aside", stroke: color(timeline), "stroke-dasharray": dashesOf(data, timeline), "pointer-events": "none" }));
    group.append(s("circle", { cx: at(from(parting)), cy: at(parting), r: 5.5, fill: "var(--bg)", stroke: color(timeline), "stroke-width": 2 }));
    const name = data.timelines[timeline].name;
    group.append(
      s("text", { class: "name", fill: color(timeline), transform: `translate(${at(x + 5)} ${at(nameTop(parting))}) rotate(90)`, "pointer-events": "none" }, name),
    );
    return group;
  });
  const folded = asideTimelines(data, state, model).length - rails.length;
  if (folded > 0) {
    const words = `+${folded} histor${folded === 1 ? "y" : "ies"}`;
    drawn.push(s("text", { x: layout.frame.middle + 14, y: layout.scale.tops[0] - 2, class: "quiet" }, words));
  }
  return drawn;
}

/** The rail on which an event of neither column stands; null for none. @param {View} view @param {Aside[]} rails @param {number} i */
export function railOf({ data }, rails, i) {
  const { own, held, heldSets } = data.events;
  return (
    rails.find((each) => own[i].includes(each.timeline)) ||
    rails.find((each) => heldSets[held[i]].includes(each.timeline)) ||
    null
  );
}
