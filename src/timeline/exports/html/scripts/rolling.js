// The list of a long page: of its items, only those near the window are in the document, between two spaces as high as the
// others; heights are guesses until an item has been there once. What is not packed comes into it piece by piece.

import { yearHeading } from "./calendar.js";
import { eventCount, isPacked } from "./items.js";
import { elementOf, headingHeight, heldItems, hold, space, spaceTop } from "./list.js";
import { ui } from "./nodes.js";

/** @typedef {import("./calendar.js").Year} Year */

const ITEM = 64;
const HEADING = 52;

/** So many rows more, above and below, come into the document at once. */
const PIECE = 200;

/** So many rows between those in the document and those near the window, and the document begins anew: to fill such a gap takes long. */
const FAR_OFF = 2 * PIECE;

/** The rows: events, their years, how high each is, where each begins in the list, and which are in the document. */
const rolls = {
  /** @type {number[]} */ rows: [],
  /** @type {Year[]} */ years: [],
  /** @type {Float64Array} by event, without a heading */ sizes: new Float64Array(0),
  /** @type {number[]} */ tops: [0],
  heading: HEADING,
  width: 0,
  from: 0,
  to: -1,
};

/** Whether a row begins a year, and so has a heading above it. @param {number} row */
const isFirst = (row, { rows, years } = rolls) => row === 0 || years[rows[row]] !== years[rows[row - 1]];

/** Take these events as rows. @param {number[]} shown in the order of time @param {Year[]} years of all events @param {number} width of the list */
export function setRows(shown, years, width) {
  if (rolls.sizes.length !== eventCount() || rolls.width !== width) rolls.sizes = new Float64Array(eventCount()).fill(ITEM);
  const isWhole = !isPacked && heldItems().length >= shown.length;
  Object.assign(rolls, { rows: shown, years, width, from: 0, to: isWhole ? shown.length - 1 : -1 });
  stack();
}

/** Work out where each row begins. */
function stack() {
  let top = 0;
  rolls.tops = rolls.rows.map((i, row) => {
    const own = top;
    top += rolls.sizes[i] + (isFirst(row) ? rolls.heading : 0);
    return own;
  });
  rolls.tops.push(top);
}

/** Where the list begins in the window. */
const listTop = () => ui("list").getBoundingClientRect().top;

/** Where the item of a row begins in the window. @param {number} row */
function topOf(row) {
  const { rows, tops, to, heading } = rolls;
  const item = elementOf(rows[row]);
  if (item && !item.classList.contains("away")) return item.getBoundingClientRect().top;
  const own = tops[row] + (isFirst(row) ? heading : 0);
  return to >= 0 && row > to ? spaceTop() + own - tops[to + 1] : listTop() + own;
}

/** The row at a height of the window. @param {number} y */
function rowAt(y) {
  let [low, high] = [0, rolls.rows.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (topOf(middle) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first and the last row near the window. */
const nearRows = () => [rowAt(-innerHeight), rowAt(2 * innerHeight)];

/** Whether the rows near the window are in the document. */
export function isRolled() {
  const [first, last] = nearRows();
  return rolls.from <= first && last <= rolls.to;
}

/**
 * Hold the rows near the window, and keep what is in the window where it is. What is not packed stays in the document, unless
 * it is far from there.
 * @param {() => void} dress gives items their classes before they are measured @param {number} more so many rows beyond those near
 */
export function roll(dress, more = 0) {
  const { rows } = rolls;
  if (!rows.length) {
    hold([]);
    space(0, 0);
    return;
  }
  const [first, last] = nearRows();
  let [from, to] = [first - more, last + more];
  const anchor = rowAt(0);
  const before = topOf(anchor);
  const isFar = first > rolls.to + FAR_OFF || last < rolls.from - FAR_OFF;
  if (!isPacked && rolls.to >= 0 && !isFar) [from, to] = [Math.min(first, rolls.from - more), Math.max(last, rolls.to + more)];
  [rolls.from, rolls.to] = [Math.max(0, from), Math.min(rows.length - 1, to)];
  const near = rows.slice(rolls.from, rolls.to + 1);
  const headed = near.filter((_, k) => k === 0 || isFirst(rolls.from + k));
  hold(near, new Map(headed.map((i) => [i, yearHeading(rolls.years[i])])));
  dress();
  fit(first, last);
  const after = topOf(anchor);
  if (before < 0 && Math.abs(after - before) >= 1) scrollBy(0, after - before);
}

/** Take more rows into the document. @param {() => void} dress @returns {boolean} whether there are still others */
export function grow(dress) {
  const isWhole = () => rolls.from === 0 && rolls.to === rolls.rows.length - 1;
  if (!isWhole()) roll(dress, PIECE);
  return !isWhole();
}

/** Measure the rows near the window, and give the spaces their heights. @param {number} first @param {number} last */
function fit(first, last) {
  const { rows, sizes, from, to } = rolls;
  const start = rolls.tops[from];
  for (const i of rows.slice(first, last + 1)) sizes[i] = elementOf(i)?.getBoundingClientRect().height ?? ITEM;
  rolls.heading = headingHeight() || HEADING;
  stack();
  const extra = isFirst(from) ? 0 : rolls.heading;
  space(Math.max(0, start - extra), rolls.tops[rows.length] - rolls.tops[to + 1]);
}

/** Where an event begins in the window; NaN if it is in no row. @param {number} i */
export function rowTop(i) {
  const row = rolls.rows.indexOf(i);
  return row < 0 ? NaN : topOf(row);
}

/** The years at a height near the top, and at the bottom, of the window; null if there are no rows. @param {number} top @returns {[Year, Year] | null} */
export function rolledYears(top) {
  if (!rolls.rows.length) return null;
  const [first, last] = [rolls.rows[rowAt(top)], rolls.rows[rowAt(innerHeight)]];
  return [rolls.years[first], rolls.years[last]];
}

/** The first event of the last year up to this one, else of the first year; -1 if there are none. @param {number} year */
export function rolledEventOf(year) {
  const { rows, years } = rolls;
  const last = rows.findLastIndex((i) => (years[i] ?? Infinity) <= year);
  const row = last < 0 ? rows.findIndex((i) => years[i] !== null) : rows.findIndex((i) => years[i] === years[rows[last]]);
  return rows[Math.max(0, row)] ?? -1;
}

/** Hold the first rows, for paper. @param {number} most @param {() => void} dress */
export function unroll(most, dress) {
  const near = rolls.rows.slice(0, most);
  hold(near, new Map(near.filter((_, row) => isFirst(row)).map((i) => [i, yearHeading(rolls.years[i])])));
  dress();
  space(0, 0);
}
