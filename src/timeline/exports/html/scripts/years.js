// The headings of years in a list that the page has as it is written.

import { listedYears } from "./list.js";

/** @typedef {import("./calendar.js").Year} Year */

/** Those that are not hidden, each with the first event below that is not. @type {typeof listedYears} */
let shown = [];

/** Hide the headings that have nothing under them. @param {Uint8Array} events which are shown */
export function hideEmptyYears(events) {
  shown = listedYears.flatMap(({ node, year, from }, k) => {
    const first = events.subarray(0, listedYears[k + 1]?.from).indexOf(1, from);
    node.classList.toggle("no", first < 0);
    return first < 0 ? [] : [{ node, year, from: first }];
  });
}

/** The last heading that begins above a height of the window, else the first; null if there is none. @param {number} y */
function headingAt(y) {
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shown[middle].node.getBoundingClientRect().top < y) low = middle + 1;
    else high = middle;
  }
  return shown[Math.max(0, low - 1)] ?? null;
}

/** The years at a height near the top, and at the bottom, of the window; null if there are none. @param {number} top @returns {[Year, Year] | null} */
export function yearsInSight(top) {
  const [first, last] = [headingAt(top), headingAt(innerHeight)];
  return first && last && [first.year, last.year];
}

/** The first event of the last year up to this one, else of the first year; -1 if there are none. @param {number} year */
export function eventOfYear(year) {
  const heading = shown.findLast((each) => (each.year ?? Infinity) <= year) ?? shown.find((each) => each.year !== null) ?? shown[0];
  return heading?.from ?? -1;
}
