// Time to pixels and back: a stretch of time is as long as it has much to tell. See `timeline.exports.layout.scale`,
// which has the same arithmetic and says why.

import { toOrdinal, yearOf } from "./calendar.js";

export const LEFT = 0;
export const RIGHT = 1;
export const TALL = 3.2;
export const BREAK = 22;
const LEAST_FULL = 26;
const PADDING = 8;
const IDLE_PART = 0.35;

/** @typedef {{ side: number, first: number, last: number }} Stretch the days of an event, and its side */
/** @typedef {{ year: number, years: number, isBreak: boolean }} Cell a stretch of whole years, or a folded empty run */
/** @typedef {{ certain: [number[], number[]], vague: [number, number] }} Load what a cell holds, by side and part */
/** @typedef {{ cells: Cell[], tops: number[], days: number[], heights: number[] }} Scale knots, linear between them */

/** The number of values that are no greater than this one. @param {ArrayLike<number>} sorted @param {number} value */
export function bisectRight(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The number of parts: months of a year, or tenths of more years. @param {Cell} cell */
export function partsOf(cell) {
  return cell.isBreak ? 1 : cell.years === 1 ? 12 : 10;
}

/** The first day of each part, and the first day after the cell. @param {Cell} cell @returns {number[]} */
export function startsOf(cell) {
  const parts = partsOf(cell);
  const found = [];
  if (parts === 12) {
    for (let month = 1; month <= 12; month += 1) found.push(toOrdinal(cell.year, month, 1));
    found.push(toOrdinal(cell.year + 1, 1, 1));
    return found;
  }
  const step = Math.floor(cell.years / parts);
  for (let part = 0; part <= parts; part += 1) found.push(toOrdinal(cell.year + step * part, 1, 1));
  return found;
}

/** Up to how many days a span is certain enough to belong to one part. @param {Cell} cell */
function certainDays(cell) {
  const parts = partsOf(cell);
  return parts === 12 ? 31 : Math.floor((366 * cell.years) / parts);
}

/** Cells from the first of these years to the last. @param {Iterable<number>} years @param {number} unit @param {number} fold */
export function cellsOf(years, unit, fold) {
  const starts = [...new Set([...years].map((year) => Math.floor(year / unit) * unit))].sort((a, b) => a - b);
  /** @type {Cell[]} */
  const found = [];
  for (const start of starts) {
    const before = found.length ? found[found.length - 1] : null;
    const after = before ? before.year + before.years : start;
    const empty = Math.floor((start - after) / unit);
    if (empty >= fold) found.push({ year: after, years: start - after, isBreak: true });
    else for (let n = 0; n < empty; n += 1) found.push({ year: after + unit * n, years: unit, isBreak: false });
    found.push({ year: start, years: unit, isBreak: false });
  }
  return found;
}

/** How many years a cell has: the least power of ten with at most so many cells. @param {Iterable<number>} years @param {number} most @param {number} fold */
export function unitOf(years, most, fold) {
  let known = new Set(years);
  let unit = 1;
  while (cellsOf(known, unit, fold).length > most) {
    unit *= 10;
    const size = unit;
    known = new Set([...known].map((year) => Math.floor(year / size) * size));
  }
  return unit;
}

/** What each cell holds. @param {Cell[]} cells @param {Iterable<Stretch>} stretches @returns {Load[]} */
export function loads(cells, stretches) {
  const firsts = cells.map((cell) => cell.year);
  const starts = cells.map(startsOf);
  /** @type {Load[]} */
  const found = cells.map((cell) => ({
    certain: [new Array(partsOf(cell)).fill(0), new Array(partsOf(cell)).fill(0)],
    vague: [0, 0],
  }));
  for (const { side, first, last } of stretches) {
    const middle = (first + last) / 2;
    const place = Math.max(0, bisectRight(firsts, yearOf(middle)) - 1);
    if (last - first > certainDays(cells[place])) found[place].vague[side] += 1;
    else {
      const part = Math.min(Math.max(0, bisectRight(starts[place], middle) - 1), partsOf(cells[place]) - 1);
      found[place].certain[side][part] += 1;
    }
  }
  return found;
}

/** @param {number[]} numbers */
export const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** The height of a cell at which every label fits. @param {Load} load @param {number} row */
export function fullHeight(load, row) {
  const [left, right] = load.certain;
  const stacked = sum(left.map((count, part) => Math.max(count, right[part])));
  const most = Math.max(stacked, sum(left) + load.vague[LEFT], sum(right) + load.vague[RIGHT]);
  return Math.max(LEAST_FULL, row * most + PADDING);
}

/** The height of a picture at a zoom from 0 (`fit`) to 1 (full). @param {number} full @param {number} fit @param {number} zoom */
export function zoomed(full, fit, zoom) {
  return full <= fit ? full : fit * (full / fit) ** zoom;
}

/**
 * Heights that add up to a total, as powers of the full ones: none above its full one, nor below the least.
 * @param {number[]} fulls @param {number} total @param {number} power @param {number} least @returns {number[]}
 */
export function heights(fulls, total, power, least) {
  if (sum(fulls) <= total) return fulls.slice();
  const powers = fulls.map((full) => full ** power);
  /** @param {number} factor */
  const scaled = (factor) => fulls.map((full, k) => Math.min(full, Math.max(least, factor * powers[k])));
  let low = 0;
  let high = Math.max(...fulls.map((full) => full ** (1 - power)));
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (sum(scaled(middle)) > total) high = middle;
    else low = middle;
  }
  return scaled(low);
}

/** The share of each part in the height of a cell. @param {Load} load @param {number} height @param {number} row */
export function shares(load, height, row) {
  const [left, right] = load.certain;
  const parts = left.length;
  if (height < TALL * row) return new Array(parts).fill(1 / parts);
  const vague = Math.max(...load.vague) / parts;
  const weights = left.map((count, part) => Math.max(count, right[part]) + IDLE_PART + vague);
  const whole = sum(weights);
  return weights.map((weight) => weight / whole);
}

/**
 * The scale of cells with these heights, beginning at `top`.
 * @param {Cell[]} cells @param {Load[]} cellLoads @param {number[]} sizes @param {number} top @param {number} row @returns {Scale}
 */
export function scaleOf(cells, cellLoads, sizes, top, row) {
  const tops = [top];
  /** @type {number[]} */ const days = [];
  /** @type {number[]} */ const ys = [];
  cells.forEach((cell, k) => {
    const starts = startsOf(cell);
    let y = tops[k];
    shares(cellLoads[k], sizes[k], row).forEach((share, part) => {
      days.push(starts[part]);
      ys.push(y);
      y += share * sizes[k];
    });
    tops.push(tops[k] + sizes[k]);
  });
  if (cells.length) {
    const last = startsOf(cells[cells.length - 1]);
    days.push(last[last.length - 1]);
    ys.push(tops[tops.length - 1]);
  }
  return { cells, tops, days, heights: ys };
}

/** @param {number[]} froms @param {number[]} tos @param {number} value */
function between(froms, tos, value) {
  const place = bisectRight(froms, value);
  if (place === 0) return tos[0];
  if (place === froms.length) return tos[tos.length - 1];
  const [low, high] = [froms[place - 1], froms[place]];
  return tos[place - 1] + ((value - low) / (high - low)) * (tos[place] - tos[place - 1]);
}

/** The height of a day. @param {Scale} scale @param {number} day */
export const yAt = (scale, day) => between(scale.days, scale.heights, day);

/** The day at a height: the inverse of `yAt`. @param {Scale} scale @param {number} y */
export const dayAt = (scale, y) => between(scale.heights, scale.days, y);

/** The index of the cell that a year is in. @param {Scale} scale @param {number} year */
export function cellOf(scale, year) {
  let [low, high] = [0, scale.cells.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scale.cells[middle].year <= year) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
