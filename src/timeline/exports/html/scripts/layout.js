// Where everything in the chart stands: columns, the scale of time, the rows of labels, the heights of marks.

import { spansOf } from "./data.js";
import { inOrder, blocks, placed, rowOf } from "./rows.js";
import { BREAK, LEFT, RIGHT, cellOf, cellsOf, fullHeight, heights, loads, scaleOf, sum, unitOf, yAt, zoomed } from "./scale.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./model.js").Model} Model */
/**
 * @typedef {object} Frame the columns of the chart, in pixels
 * @property {number} width @property {number} axis where the years end @property {number} strip the width of a strip of offices
 * @property {number} column @property {number} left the left rail @property {number} right @property {number} middle
 * @property {number} gutter @property {number} seasons the width for seasons @property {number} row
 * @property {boolean} isTwo whether labels have two lines @property {boolean} isSnug
 */
/**
 * @typedef {object} Layout
 * @property {Frame} frame @property {import("./scale.js").Scale} scale
 * @property {Float64Array} labels the middle of each label; NaN for none
 * @property {Float64Array} marks the height of each mark; NaN for none
 * @property {number[]} placed the events that have a mark, in the order of time
 * @property {Int32Array} hidden how many events of each cell are not named
 * @property {number} named @property {number} height
 * @property {number[]} fulls the full height of each cell
 */

const TOP = 44;
const LEAST = 7;
const MOST_CELLS = 300;
const COARSE = 0.3;

/** So many events have a place at a coarse zoom, where most would be one dot on another: the heaviest. */
const MOST_PLACED = 5000;

/** @param {number} width @param {number} asides how many other rails there are @param {boolean} hasOffices @param {boolean} isWide whether years have long names @returns {Frame} */
export function frameOf(width, asides, hasOffices, isWide) {
  const axis = (width > 1000 ? 64 : 54) + (isWide ? 26 : 0);
  const seasons = width > 1500 ? 96 : width > 1000 ? 72 : 44;
  const strip = hasOffices && width > 1000 ? 24 : 0;
  const gutter = Math.max(118, Math.min(250, width * 0.17 - (width < 1400 ? 30 : 0))) + 36 * asides;
  const column = (width - axis - seasons - gutter - 2 * strip) / 2;
  const left = axis + strip + column;
  return {
    width, axis, strip, column, left, gutter, seasons,
    right: left + gutter,
    middle: left + gutter / 2,
    row: column < 462 ? 37 : 21,
    isTwo: column < 462,
    isSnug: column < 540,
  };
}

/** The side of the chart on which an event stands; -1 for one that stands in neither column. @param {string} side */
export const sideOf = (side) => (side === "R" ? RIGHT : side === "X" ? -1 : LEFT);

/** @param {Data} data @param {State} state @param {Model} model @param {Frame} frame @param {number} fit the height of the window @returns {Layout} */
export function layOut(data, state, model, frame, fit) {
  const shown = model.filtered.events;
  const { days, years } = spansOf(data.events);
  const sides = model.compared.sides.map(sideOf);
  const { scale, fulls } = scaled(state, shown, { days, years }, sides, frame, fit);
  const labels = new Float64Array(days.length).fill(NaN);
  const marks = new Float64Array(days.length).fill(NaN);
  const hidden = new Int32Array(scale.cells.length);
  const found = blocks(scale.tops, frame.row);
  const inBlock = scale.cells.map(() => 0);
  found.forEach((block, k) => inBlock.fill(k, block.first, block.last + 1));
  const cells = new Int32Array(days.length);
  for (const i of shown) cells[i] = cellOf(scale, years[i]);
  const isOpen = (/** @type {number} */ i) => state.opened.includes(scale.cells[cells[i]].year);
  const order = prioritized(state, model).filter((i, k) => state.zoom >= COARSE || k < MOST_PLACED || isOpen(i));
  /** @type {number[][][]} */
  const waiting = found.map(() => [[], []]);
  for (const i of order) if (sides[i] >= 0) waiting[inBlock[cells[i]]][sides[i]].push(i);
  let named = 0;
  found.forEach((block, k) => {
    for (const side of [LEFT, RIGHT]) {
      const rows = block.rows ? inRows(waiting[k][side], block, days, scale, frame.row) : new Map();
      for (const [i, row] of rows) labels[i] = block.top + (row + 0.5) * frame.row;
      named += rows.size;
    }
  });
  for (const i of shown) if (Number.isNaN(labels[i]) && sides[i] >= 0) hidden[cells[i]] += 1;
  const placed = order.length < shown.length ? order.sort((a, b) => a - b) : shown;
  for (const i of placed) {
    const [first, last] = [yAt(scale, days[i][0]), yAt(scale, days[i][1])];
    const label = labels[i];
    marks[i] = Number.isNaN(label) ? (first + last) / 2 : Math.max(first, Math.min(last, label));
  }
  const height = scale.tops[scale.tops.length - 1] + 40;
  return { frame, scale, labels, marks, placed, hidden, named, height, fulls };
}

/** The shown events in the order in which they choose their rows. @param {State} state @param {Model} model */
function prioritized(state, model) {
  const order = model.order.filter((i) => model.filtered.shown[i]);
  const { kin } = model;
  if (state.ripple && kin) order.sort((a, b) => Number(kin.has(b)) - Number(kin.has(a)));
  const isShown = state.selected >= 0 && model.filtered.shown[state.selected];
  return isShown ? [state.selected, ...order.filter((i) => i !== state.selected)] : order;
}

/** @param {State} state @param {number[]} shown @param {Pick<import("./data.js").Spans, "days" | "years">} spans @param {number[]} sides @param {Frame} frame @param {number} fit */
function scaled(state, shown, { days, years: all }, sides, frame, fit) {
  const years = new Set(shown.map((i) => all[i]));
  if (!years.size) years.add(all.length ? all[0] : 1);
  const fold = state.zoom < COARSE ? 3 : 25;
  const cells = cellsOf(years, unitOf(years, MOST_CELLS, fold), fold);
  const stretches = shown
    .filter((i) => sides[i] >= 0)
    .map((i) => ({ side: sides[i], first: days[i][0], last: days[i][1] }));
  const held = loads(cells, stretches);
  const fulls = held.map((load, k) => (cells[k].isBreak ? BREAK : fullHeight(load, frame.row)));
  const isFixed = cells.map((cell) => cell.isBreak || state.opened.includes(cell.year));
  const fixed = sum(fulls.filter((_, k) => isFixed[k]));
  const total = zoomed(sum(fulls), fit, state.zoom);
  const power = 0.62 + 0.38 * state.zoom;
  const elastic = heights(fulls.filter((_, k) => !isFixed[k]), Math.max(0, total - fixed), power, LEAST);
  let next = 0;
  const sizes = fulls.map((full, k) => (isFixed[k] ? full : elastic[next++]));
  return { scale: scaleOf(cells, held, sizes, TOP, frame.row), fulls };
}

/** @param {number[]} order @param {import("./rows.js").Block} block @param {(readonly [number, number])[]} days @param {import("./scale.js").Scale} scale @param {number} row */
function inRows(order, block, days, scale, row) {
  const isOne = block.first === block.last;
  const places = new Map(
    order.map((i) => {
      const first = rowOf(yAt(scale, days[i][0]), block.top, row, block.rows);
      const last = rowOf(yAt(scale, days[i][1]), block.top, row, block.rows);
      return [i, { first, last, middle: (first + last) / 2 }];
    }),
  );
  let rows = placed(order, places, block.rows, isOne ? null : 1);
  /** @param {number} i */
  const middle = (i) => days[i][0] + days[i][1];
  const isLong = (/** @type {number} */ i) => days[i][1] - days[i][0] > 31;
  rows = inOrder(rows, isOne ? order.filter((i) => !isLong(i)) : order, middle);
  if (!isOne) return rows;
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const i of order) {
    if (!isLong(i)) continue;
    const key = days[i].join();
    groups.set(key, [...(groups.get(key) || []), i]);
  }
  for (const group of groups.values()) rows = inOrder(rows, group, (i) => i);
  return rows;
}
