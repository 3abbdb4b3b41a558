// The marks of events on the rails, the leaders to their labels, and which mark is under the pointer.

import { railOf } from "./gutter.js";
import { NAMED, UNNAMED, at, look, outline } from "./marks.js";
import { yAt } from "./scale.js";
import { daysOf } from "./data.js";

/** @typedef {import("./chart.js").View} View */
/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {{ x: number, y: number, i: number, side: number, ink: string, fill: string, size: number, shape: string, isNamed: boolean }} Spot */

const FADED = 0.22;

/** Where the mark of each event near the window stands, and how it looks; a kept event has two. @param {View} view @param {import("./gutter.js").Aside[]} rails @returns {Spot[]} */
export function spotsOf(view, rails) {
  const { data, state, model, layout, railX, parting, color, near } = view;
  const { base, alt, pod } = data.comparisons[state.pair];
  /** @type {Spot[]} */
  const found = [];
  for (const i of layout.placed) {
    const y = layout.marks[i];
    if (y < near[0] || y > near[1]) continue;
    const side = model.compared.sides[i];
    const fate = model.compared.fates[i];
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
  }
  return found.sort((a, b) => a.y - b.y);
}

/** The marks and their leaders. @param {View} view @param {Spot[]} spots @returns {Shape[]} */
export function spotShapes(view, spots) {
  const { state, model, layout } = view;
  const kin = state.ripple ? model.kin : null;
  /** @param {number} i @param {number} opacity */
  const fading = (i, opacity) => (kin && !kin.has(i) ? FADED : opacity);
  /** @type {Map<string, Shape>} the small ones are one path for each look */
  const small = new Map();
  for (const spot of spots) {
    if (spot.isNamed) continue;
    const d = outline(spot.shape, spot.x, spot.y, spot.size);
    const key = [spot.ink, spot.fill, fading(spot.i, 1)].join("|");
    const same = small.get(key);
    if (same) same.d += d;
    else small.set(key, { d, stroke: spot.ink, fill: spot.fill, width: 1.2, opacity: fading(spot.i, 1) });
  }
  const named = spots.filter((each) => each.isNamed).flatMap((spot) => {
    const fill = spot.shape === "cross" ? undefined : spot.fill;
    const d = outline(spot.shape, spot.x, spot.y, spot.size);
    const isSelected = spot.i === state.selected;
    const mark = { d, stroke: spot.ink, fill, width: 1.8, opacity: isSelected ? 1 : fading(spot.i, 1) };
    return isSelected ? [...capsule(view, spot), mark] : [mark];
  });
  const leader = { kind: "leader", d: leaders(layout, spots, model.compared.sides), stroke: "var(--ink3)", width: 1, opacity: kin ? FADED : 0.45 };
  return [leader, ...small.values(), ...named];
}

/** The double lines between the two marks of what is kept. @param {View} view @param {Spot[]} spots @returns {Shape[]} */
export function keptTies(view, spots) {
  const opacity = view.state.ripple && view.model.kin ? FADED : 1;
  return spots
    .filter((each) => each.side === 1 && view.model.compared.fates[each.i] === "kept")
    .map(({ x, y }) => {
      const left = at(view.railX(0, y));
      return { kind: "kept-tie", d: `M${left} ${at(y - 1.8)}H${at(x)}M${left} ${at(y + 1.8)}H${at(x)}`, stroke: "var(--ink3)", width: 0.9, opacity };
    });
}

/** The span of the selected event, if it is not a single day. @param {View} view @param {Spot} spot @returns {Shape[]} */
function capsule({ data, layout }, spot) {
  const [first, last] = daysOf(data.events, spot.i);
  if (first === last) return [];
  const [top, bottom] = [yAt(layout.scale, first), yAt(layout.scale, last + 1)];
  const [x, length] = [at(spot.x - 7), at(Math.max(0, bottom - top - 14))];
  return [{ d: `M${x} ${at(top + 7)}a7 7 0 0 1 14 0v${length}a7 7 0 0 1 -14 0z`, fill: spot.ink, opacity: 0.22 }];
}

/** Thin lines from marks to labels that do not stand beside them, as the `d` of a path. @param {import("./layout.js").Layout} layout @param {Spot[]} spots @param {string[]} sides */
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
  return d;
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
