// The chart: everything that is drawn, from a layout. Labels are the items of the list, which `labels.js` places.

import { colorOf, dashesOf } from "./colors.js";
import { daysOf, spansOf } from "./data.js";
import { asideRails, asideTimelines, drawnRails, MOST_RAILS, nameBoxes } from "./gutter.js";
import { drawnAxis } from "./axis.js";
import { rail } from "./joins.js";
import { frameOf, layOut } from "./layout.js";
import { drawnWords, linesOf, lineShapes } from "./lines.js";
import { keptTies, spotShapes, spotsOf } from "./markers.js";
import { at } from "./marks.js";
import { s, ui } from "./nodes.js";
import { yAt } from "./scale.js";
import { drawnShape, paintShapes } from "./shapes.js";
import { drawnOffices, drawnSeasons } from "./strips.js";

/** @typedef {import("./data.js").Data} Data */
/**
 * @typedef {object} View what is drawn, and how
 * @property {Data} data @property {import("./state.js").State} state @property {import("./model.js").Model} model
 * @property {import("./layout.js").Layout} layout @property {number} fit the height of the window
 * @property {number} parting the height at which the two part @property {(side: 0 | 1, y: number) => number} railX
 * @property {(timeline: number) => string} color @property {(timeline: number) => number} toldUntil
 * @property {number[]} place the place of each event among the heaviest
 * @property {[number, number]} near the heights between which it is drawn
 */
/** @typedef {{ openPair: (pair: number) => void, toggleYear: (year: number) => void }} Actions */

/** @param {Data} data @param {import("./state.js").State} state @param {import("./model.js").Model} model @param {number} width @param {number} fit @returns {View} */
export function viewOf(data, state, model, width, fit) {
  const asides = Math.min(MOST_RAILS, asideTimelines(data, state, model).length);
  let frame = frameOf(width, asides, data.offices.length > 0, spansOf(data.events).years.some((year) => year < 1000 || year > 9999));
  if (!model.isParted) frame = alone(frame);
  const layout = layOut(data, state, model, frame, fit);
  const pair = data.comparisons[state.pair];
  const { scale } = layout;
  const parting = model.isParted && pair.podDay !== null ? yAt(scale, pair.podDay) : scale.tops[0];
  const fork = pair.podDay === null ? 26 : Math.max(26, Math.min(90, yAt(scale, pair.podDay + 1200) - parting));
  const place = new Array(model.order.length).fill(0);
  model.order.forEach((i, k) => (place[i] = k));
  /** @type {Map<number, number>} */
  const told = new Map();
  return {
    data, state, model, layout, fit, parting, place,
    near: [-Infinity, Infinity],
    color: (timeline) => colorOf(data, timeline),
    railX: (side, y) => (model.isParted ? rail(y, parting, fork, frame.middle, side ? frame.right : frame.left) : frame.left),
    toldUntil: (timeline) => {
      if (!told.has(timeline)) told.set(timeline, lastTold(data, model, timeline));
      return /** @type {number} */ (told.get(timeline));
    },
  };
}

/** The columns of a single history: one rail, and labels on its left. @param {import("./layout.js").Frame} frame */
function alone(frame) {
  const { width, axis, strip, seasons } = frame;
  const column = Math.min(760, width - axis - strip - seasons - 40);
  const left = axis + strip + column;
  return { ...frame, column, left, right: left, middle: left, gutter: 0, row: column < 462 ? 37 : 21, isTwo: column < 462, isSnug: column < 540 };
}

/** The last day that is told of a timeline; our own goes on. @param {Data} data @param {import("./model.js").Model} model @param {number} timeline */
function lastTold(data, model, timeline) {
  if (!timeline) return Infinity;
  let last = data.timelines[timeline].podDay ?? -Infinity;
  data.events.own.forEach((own, i) => {
    if (own.includes(timeline) && model.seen.events[i]) last = Math.max(last, daysOf(data.events, i)[1]);
  });
  return last;
}

/**
 * Draw what is near the window; the marks that can be pointed at, in the order of height.
 * @param {View} view @param {boolean} isPainted whether marks and lines are painted, not elements
 * @param {Actions} actions @returns {import("./markers.js").Spot[]}
 */
export function drawChart(view, isPainted, actions) {
  const { state, model } = view;
  const rails = asideRails(view);
  const lines = linesOf(view);
  const spots = spotsOf(view, rails);
  const under = [gradient(view), ...drawnSeasons(view), ...drawnAxis(view, actions.toggleYear), ...drawnOffices(view), ...drawnRails(view, rails, actions.openPair), ...mainRails(view)];
  const words = [...drawnWords(view, lines, nameBoxes(view, rails)), ...remark(view)];
  const joins = [...lineShapes(lines, view.near, state.ripple && model.kin !== null), ...keptTies(view, spots)];
  const marks = spotShapes(view, spots);
  if (isPainted) {
    fillSvg(view, "chart", under);
    paint(view, [...joins, ...marks]);
    fillSvg(view, "words", words);
  } else fillSvg(view, "chart", [...under, ...joins.map(drawnShape), ...words, s("g", { class: "marks" }, ...marks.map(drawnShape))]);
  return spots;
}

/** @param {View} view @param {string} name @param {SVGElement[]} nodes */
function fillSvg({ layout }, name, nodes) {
  const svg = ui(name);
  svg.setAttribute("width", String(layout.frame.width));
  svg.setAttribute("height", String(layout.height));
  svg.replaceChildren(...nodes);
}

/** @param {View} view @param {import("./shapes.js").Shape[]} shapes */
function paint({ layout, near, data, state, color }, shapes) {
  const { left, right } = layout.frame;
  const { base, alt } = data.comparisons[state.pair];
  const canvas = /** @type {HTMLCanvasElement} */ (ui("canvas"));
  const gradient = { left, right, from: color(base), to: color(alt) };
  paintShapes(canvas, shapes, [Math.max(0, near[0]), Math.min(layout.height, near[1])], gradient);
}

/** Where there is only one history yet. @param {View} view @returns {SVGElement[]} */
function remark({ data, state, model, layout, parting }) {
  const { podText } = data.comparisons[state.pair];
  const top = layout.scale.tops[0];
  const isTaken = layout.labels.some((y, i) => model.compared.sides[i] === "R" && y < top + 22 + layout.frame.row);
  if (!model.isParted || parting - top <= 110 || !podText || isTaken) return [];
  return [s("text", { x: layout.frame.right + 14, y: top + 18 }, `One history until ${podText}.`)];
}

/** @param {View} view */
function gradient({ layout, color, data, state }) {
  const { base, alt } = data.comparisons[state.pair];
  const { left, right } = layout.frame;
  const ends = { id: "_gradient", gradientUnits: "userSpaceOnUse", x1: left, x2: right, y1: 0, y2: 0 };
  return s(
    "defs",
    {},
    s("linearGradient", ends, s("stop", { offset: 0, "stop-color": color(base) }), s("stop", { offset: 1, "stop-color": color(alt) })),
  );
}

/** The two open histories: one trunk, then a fork; dotted where nothing is told yet. @param {View} view @returns {SVGElement[]} */
function mainRails(view) {
  const { layout, parting, model, data, state, color, railX } = view;
  const { frame, scale } = layout;
  const [top, end] = [scale.tops[0], scale.tops[scale.tops.length - 1]];
  const { base, alt } = data.comparisons[state.pair];
  if (!model.isParted) return toldRail(view, base, `M${at(frame.left)} ${at(top)}`, frame.left, top, end);
  const x = frame.middle;
  const trunk = [
    s("path", { class: "rail", d: `M${at(x - 1.25)} ${at(top)}V${at(parting)}`, stroke: color(base), "stroke-dasharray": dashesOf(data, base) }),
    s("path", { class: "rail", d: `M${at(x + 1.25)} ${at(top)}V${at(parting)}`, stroke: color(alt), "stroke-dasharray": dashesOf(data, alt) }),
  ];
  /** @param {0 | 1} side @param {number} timeline @returns {SVGElement[]} */
  const branch = (side, timeline) => {
    let d = `M${at(x)} ${at(parting)}`;
    let y = parting;
    for (; y < parting + 90 && Math.abs(railX(side, y) - (side ? frame.right : frame.left)) > 0.05; y += 5) {
      d += `L${at(railX(side, y))} ${at(y)}`;
    }
    return toldRail(view, timeline, d + `L${at(side ? frame.right : frame.left)} ${at(y)}`, side ? frame.right : frame.left, y, end);
  };
  return [...trunk, ...branch(0, base), ...branch(1, alt)];
}

/** @param {View} view @param {number} timeline @param {string} start @param {number} x @param {number} from @param {number} end @returns {SVGElement[]} */
function toldRail(view, timeline, start, x, from, end) {
  const { layout, color, data } = view;
  const told = view.toldUntil(timeline);
  const until = Math.max(from, Math.min(end, told === Infinity ? end : yAt(layout.scale, told) + 6));
  const found = [s("path", { class: "rail", d: `${start}V${at(until)}`, stroke: color(timeline), "stroke-dasharray": dashesOf(data, timeline) })];
  if (until >= end) return found;
  found.push(s("path", { d: `M${at(x)} ${at(until + 4)}V${at(end)}`, stroke: color(timeline), "stroke-width": 2.5, "stroke-dasharray": "1 6", "stroke-linecap": "round", fill: "none" }));
  const isRight = x === layout.frame.right;
  const y = Math.max(until + 34, lowestLabel(view, isRight) + layout.frame.row / 2 + 13);
  if (end - until > 40) found.push(s("text", { class: "quiet untold-yet", x: x + (isRight ? 14 : -14), y: at(y), "text-anchor": isRight ? "start" : "end" }, "not told yet"));
  return found;
}

/** The middle of the last label in a column. @param {View} view @param {boolean} isRight */
function lowestLabel({ layout, model }, isRight) {
  return layout.labels.reduce((low, y, i) => (!Number.isNaN(y) && (model.compared.sides[i] === "R") === isRight ? Math.max(low, y) : low), 0);
}
