// Which events are shown. A pair stays together: where one event matches, the other is shown, as `diverge` does.

import { STATUS_OF } from "./pairs.js";
import { folded, searchText } from "./items.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./pairs.js").Compared} Compared */
/** @typedef {{ shown: Uint8Array, events: number[], counts: Record<string, number>, total: number }} Filtered */

/** @type {string[]} */
let texts = [];

/** Forget what a search looks at, because more of it has been unpacked. */
export function forgetTexts() {
  texts = [];
}

/** Whether anything but fates and the fence narrows the events. @param {State} state */
export const isNarrowed = (state) => Boolean(state.q.trim() || state.tags.length || state.who.length || state.told.length);

/** The fate by which an event is filtered; "" for one that no fate hides. @param {string} fate */
const chipOf = (fate) => (fate === "alike" ? "kept" : fate === "aside" ? "" : fate);

/** @param {Data} data @param {State} state @param {Uint8Array} seen @returns {Uint8Array} */
function matching(data, state, seen) {
  const { events } = data;
  const words = folded(state.q).split(/\s+/).filter(Boolean);
  if (words.length && !texts.length) texts = events.tags.map((_, i) => searchText(i, wordsOf(data, i)));
  const seasons = state.told.map((text) => text.split(":"));
  const found = new Uint8Array(seen.length);
  for (let i = 0; i < seen.length; i += 1) {
    const isIn =
      seen[i] &&
      (!state.tags.length || state.tags.some((tag) => events.tags[i].includes(tag))) &&
      (!state.who.length || state.who.some((person) => events.people[i].includes(person))) &&
      (!seasons.length || seasons.some(([show, season]) => isOf(data, i, show, season))) &&
      words.every((word) => texts[i].includes(word));
    found[i] = isIn ? 1 : 0;
  }
  return found;
}

/** @param {Data} data @param {number} i @returns {string[]} */
const wordsOf = ({ events }, i) => [
  ...events.tags[i].map((tag) => events.tagNames[tag]),
  ...events.people[i].map((person) => events.peopleNames[person]),
];

/** @param {Data} data @param {number} i @param {string} show @param {string | undefined} season */
function isOf(data, i, show, season) {
  const of = data.shows[data.events.show[i]];
  return of !== undefined && of.id === show && (season === undefined || String(data.events.season[i]) === season);
}

/** The events that are shown, and how many of each fate match. @param {Data} data @param {State} state @param {Uint8Array} seen @param {Compared} compared @returns {Filtered} */
export function filtered(data, state, seen, compared) {
  const { events, comparisons } = data;
  const matches = matching(data, state, seen);
  const { fates, joins } = compared;
  const wanted = new Set(["", ...state.fates]);
  /** @type {Record<string, number>} */
  const counts = {};
  const shown = matches.slice();
  for (const k of joins) {
    const [base, alt, kind] = comparisons[state.pair].joins[k];
    if (!matches[base] && !matches[alt]) continue;
    shown[base] = 1;
    shown[alt] = 1;
    if (events.fits[base] || events.fits[alt]) counts[STATUS_OF[kind]] = (counts[STATUS_OF[kind]] || 0) + 1;
  }
  /** @type {number[]} */
  const list = [];
  const paired = new Set(Object.values(STATUS_OF));
  for (let i = 0; i < shown.length; i += 1) {
    const fate = chipOf(fates[i]);
    if (matches[i] && !paired.has(fate) && (fates[i] !== "alike") && events.fits[i]) counts[fate] = (counts[fate] || 0) + 1;
    if (shown[i] && !wanted.has(fate)) shown[i] = 0;
    if (shown[i]) list.push(i);
  }
  return { shown, events: list, counts, total: list.length };
}
