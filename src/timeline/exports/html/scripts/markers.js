// The marks of events on the rails, the leaders to their labels, and which mark is under the pointer.

import { railOf } from "./gutter.js";
import { NAMED, UNNAMED, at, look, outline } from "./marks.js";
import { s } from "./nodes.js";
import { yAt } from "./scale.js";
import { daysOf } from "./data.js";

/** @typedef {import("./chart.js").View} View */
/** @typedef {{ x: number, y: number, i: number, side: number, ink: string, fill: string, size: number, shape: string, isNamed: boolean }} Spot */

/** Where the mark of each shown event stands, and how it looks; a kept event has two. @param {View} view @param {import("./gutter.js").Aside[]} rails @returns {Spot[]} */
export function spotsOf(view, rails) {
  const { data, state, model, layout, railX, parting, color } = view;
  const { base, alt, pod } = data.comparisons[state.pair];
  /** @type {Spot[]} */
  const found = [];
  model.filtered.shown.forEach((shown, i) => {
    if (!shown) return;
    const side = model.compared.sides[i];
    const fate = model.compared.fates[i];
    const y = layout.marks[i];
    const isNamed = !Number.isNaN(layout.labels[i]);
    const isSelected = i === state.selected;
    /** @param {number} x @param {0 | 1} column @param {string} own */
    const put = (x, column, own) => {
      const { shape, ink, size } = look(fate || "aside", column);
      const stroke = ink === "history" ? own : `var(--${ink})`;
      const isPod = i === pod && model.isParted;
      const radius = (isNamed ? NAMED : UNNAMED) * size * (isPod ? 1.6 : 1) * (isSelected ? 1.5 : 1);
      const fill = data.events.vague[i] || shape === "ring" ? "var(--bg)" : stroke;
      found.push({ x, y, i, side: column, ink: stroke, fill, size: radius, shape, isNamed: isNamed || isSelected });
    };
    if (side === "X") {
      const rail = railOf(view, rails, i);
      if (rail) put(rail.from(y), 0, color(rail.timeline));
    } else if (side === "R") put(railX(1, y), 1, color(alt));
    else if (side === "S" && y <= parting) put(layout.frame.middle, 0, color(base));
    else put(railX(0, y), 0, color(base));
    if (side === "B" && model.isParted) put(railX(1, y), 1, color(alt));
  });
  return found.sort((a, b) => a.y - b.y);
}

/** @param {View} view @param {Spot[]} spots @returns {SVGElement} */
export function drawnSpots(view, spots) {
  const { state, model, layout } = view;
  const kin = state.ripple ? model.kin : null;
  const group = s("g", { class: "marks" });
  /** @type {Map<string, string[]>} the small ones are one path for each look */
  const small = new Map();
  for (const spot of spots) {
    const d = outline(spot.shape, spot.x, spot.y, spot.size);
    const key = [spot.ink, spot.fill, kin && kin.has(spot.i) ? "kin" : ""].join("|");
    if (spot.isNamed) continue;
    const paths = small.get(key);
    if (paths) paths.push(d);
    else small.set(key, [d]);
  }
  for (const [key, paths] of small) {
    const [stroke, fill, kind] = key.split("|");
    group.append(s("path", { class: kind || null, d: paths.join(""), stroke, fill, "stroke-width": 1.2 }));
  }
  for (const spot of spots.filter((each) => each.isNamed)) {
    const kind = (kin && kin.has(spot.i)) || spot.i === state.selected ? "kin" : null;
    if (spot.i === state.selected) group.append(...capsule(view, spot));
    group.append(s("path", { class: kind, d: outline(spot.shape, spot.x, spot.y, spot.size), stroke: spot.ink, fill: spot.shape === "cross" ? "none" : spot.fill, "stroke-width": 1.8 }));
  }
  group.prepend(leaders(layout, spots, model.compared.sides));
  return group;
}

/** The double lines between the two marks of what is kept. @param {View} view @param {Spot[]} spots @returns {SVGElement[]} */
export function keptTies(view, spots) {
  return spots
    .filter((each) => each.side === 1 && view.model.compared.fates[each.i] === "kept")
    .map(({ x, y }) => {
      const left = at(view.railX(0, y));
      return s("path", { class: "kept-tie", d: `M${left} ${at(y - 1.8)}H${at(x)}M${left} ${at(y + 1.8)}H${at(x)}` });
    });
}

/** The span of the selected event, if it is not a single day. @param {View} view @param {Spot} spot @returns {SVGElement[]} */
function capsule({ data, layout }, spot) {
  const [first, last] = daysOf(data.events, spot.i);
  if (first === last) return [];
  const [top, bottom] = [yAt(layout.scale, first), yAt(layout.scale, last + 1)];
  return [s("rect", { x: at(spot.x - 7), y: at(top), width: 14, height: at(Math.max(6, bottom - top)), rx: 7, fill: spot.ink, opacity: 0.22 })];
}

/** Thin lines from marks to labels that do not stand beside them. @param {import("./layout.js").Layout} layout @param {Spot[]} spots @param {string[]} sides */
function leaders({ frame, labels }, spots, sides) {
  let d = "";
  for (const spot of spots) {
    const label = labels[spot.i];
    if (Number.isNaN(label)) continue;
    const isRight = spot.side === 1;
    const edge = isRight ? frame.right : frame.left;
    const isBoth = isRight && sides[spot.i] === "B";
    if (isBoth || (Math.abs(label - spot.y) <= 1 && Math.abs(spot.x - edge) <= 3)) continue;
    const way = isRight ? 1 : -1;
    d += `M${at(spot.x + way * 6)} ${at(spot.y)}L${at(edge + way * 13)} ${at(label)}`;
  }
  return s("path", { class: "leader", d });
}

/** The event whose mark is nearest to a place, if it is near; -1 for none. @param {Spot[]} spots in the order of height @param {number} x @param {number} y */
export function spotAt(spots, x, y) {
  const REACH = 9;
  let [low, high] = [0, spots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spots[middle].y < y - REACH) low = middle + 1;
    else high = middle;
  }
  let [best, distance] = [-1, REACH];
  for (let k = low; k < spots.length && spots[k].y <= y + REACH; k += 1) {
    const off = Math.hypot(spots[k].x - x, spots[k].y - y);
    if (off < distance) [best, distance] = [spots[k].i, off];
  }
  return best;
}
