// The list of a packed page: only the items near the window are in the document, between two spaces as high as the others.
// Heights are guesses until an item has been there once.

import { yearWords } from "./calendar.js";
import { eventCount } from "./items.js";
import { elementOf, headingHeight, hold, space } from "./list.js";
import { ui } from "./nodes.js";
import { bisectRight } from "./scale.js";

const ITEM = 64;
const HEADING = 52;

/** The rows: events, their years, whether one begins a year, how high each is, and where each begins in the list. */
const rolls = {
  /** @type {number[]} */ rows: [],
  /** @type {number[]} */ years: [],
  /** @type {Float64Array} by event, without a heading */ sizes: new Float64Array(0),
  /** @type {number[]} */ tops: [0],
  heading: HEADING,
  width: 0,
};

/** Whether a row begins a year, and so has a heading above it. @param {number} row */
const isFirst = (row, { rows, years } = rolls) => row === 0 || years[rows[row]] !== years[rows[row - 1]];

/** Take these events as rows. @param {number[]} shown in the order of time @param {number[]} years of all events @param {number} width of the list */
export function setRows(shown, years, width) {
  if (rolls.sizes.length !== eventCount() || rolls.width !== width) rolls.sizes = new Float64Array(eventCount()).fill(ITEM);
  Object.assign(rolls, { rows: shown, years, width });
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

/** The row at a height of the list. @param {number} y */
const rowAt = (y) => Math.max(0, Math.min(rolls.rows.length - 1, bisectRight(rolls.tops, y) - 1));

/** Where the list begins in the window. */
const listTop = () => ui("list").getBoundingClientRect().top;

/**
 * Hold the rows near the window, and keep what is in the window where it is.
 * @param {() => void} dress gives items their classes before they are measured
 */
export function roll(dress) {
  const { rows } = rolls;
  const top = listTop();
  if (!rows.length) {
    hold([]);
    space(0, 0);
    return;
  }
  const [from, to] = [rowAt(-top - innerHeight), rowAt(2 * innerHeight - top)];
  const anchor = rows[rowAt(-top)];
  const before = elementOf(anchor)?.getBoundingClientRect().top;
  const near = rows.slice(from, to + 1);
  const headed = near.filter((_, k) => k === 0 || isFirst(from + k));
  hold(near, new Map(headed.map((i) => [i, yearWords(rolls.years[i])])));
  dress();
  fit(from, to);
  const after = elementOf(anchor)?.getBoundingClientRect().top;
  if (before !== undefined && after !== undefined && Math.abs(after - before) >= 1) scrollBy(0, after - before);
}

/** Give the spaces their heights, once the rows between them are known. @param {number} from @param {number} to */
function fit(from, to) {
  const { rows, sizes } = rolls;
  const first = rolls.tops[from];
  for (const i of rows.slice(from, to + 1)) sizes[i] = elementOf(i)?.getBoundingClientRect().height ?? ITEM;
  rolls.heading = headingHeight() || HEADING;
  stack();
  const extra = isFirst(from) ? 0 : rolls.heading;
  space(Math.max(0, first - extra), rolls.tops[rows.length] - rolls.tops[to + 1]);
}

/** Where an event begins in the window; NaN if it is in no row. @param {number} i */
export function rowTop(i) {
  const item = elementOf(i);
  const row = rolls.rows.indexOf(i);
  if (row < 0) return NaN;
  return item && !item.classList.contains("away") ? item.getBoundingClientRect().top : listTop() + rolls.tops[row];
}

/** The years at the top and at the bottom of the window; null if there are no rows. @returns {[number, number] | null} */
export function rolledYears() {
  if (!rolls.rows.length) return null;
  const top = listTop();
  const [first, last] = [rolls.rows[rowAt(60 - top)], rolls.rows[rowAt(innerHeight - top)]];
  return [rolls.years[first], rolls.years[last]];
}

/** Where the last year up to this one begins in the window. @param {number} year */
export function yearTop(year) {
  const { rows, years } = rolls;
  const row = rows.findIndex((i) => years[i] >= year);
  const found = row < 0 ? rows.length - 1 : years[rows[row]] > year ? Math.max(0, row - 1) : row;
  return listTop() + rolls.tops[found];
}

/** Hold the first rows, for paper. @param {number} most @param {() => void} dress */
export function unroll(most, dress) {
  const near = rolls.rows.slice(0, most);
  hold(near, new Map(near.filter((_, row) => isFirst(row)).map((i) => [i, yearWords(rolls.years[i])])));
  dress();
  space(0, 0);
}
