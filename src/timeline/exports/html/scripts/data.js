// What the page knows: the JSON that `timeline.exports.html.data` writes, and the tables that follow from it.

import { yearOf } from "./calendar.js";

/** @typedef {import("./calendar.js").Year} Year */
/** @typedef {{ id: string, name: string, color: number, dashes: string | null, parent: number, pod: number, podDay: number | null, podIn: number[], shows: number[] }} Timeline */
/** @typedef {readonly [season: number | null, episode: number | null, title: string | null]} Step */
/** @typedef {readonly [base: number, alt: number, kind: string, words: string, short: string]} Join */
/**
 * @typedef {object} Comparison two timelines beside each other
 * @property {number} base @property {number} alt @property {number} siblings
 * @property {number} pod @property {number | null} podDay @property {string} podText @property {string} podTitle
 * @property {string} sides a letter for each event: S shared, L base, R alternate, B both, X aside
 * @property {number[]} declared events that both timelines declare after they part
 * @property {Join[]} joins
 */
/**
 * @typedef {object} Season
 * @property {number} show @property {number | null} number @property {string | null} title @property {number} timeline
 * @property {number} first @property {number} last @property {number} from @property {number} to
 * @property {number | null} starts @property {number | null} knownTo
 */
/** @typedef {number | null | "past"} Day null is the far future */
/**
 * @typedef {object} State what held for a time
 * @property {number} office @property {string} name @property {number} acting @property {Day} first @property {Day} last
 * @property {Day} surelyFrom @property {number} span @property {number} alt @property {number} everywhere
 * @property {number[]} own @property {number[]} held @property {number} show
 * @property {number | null} season @property {number | null} episode
 */
/**
 * @typedef {object} Events columns
 * @property {(number | null)[]} first @property {(number | null)[]} last @property {number[]} vague
 * @property {Year[]} year under which it stands in the list; these never fall @property {number[][]} heldSets @property {number[]} held @property {number[][]} own
 * @property {number[]} both @property {number[]} making @property {string[]} tagNames @property {number[][]} tags
 * @property {string[]} peopleNames @property {number[][]} people @property {number[][]} because
 * @property {[string, number][][]} links @property {number[]} show @property {(number | null)[]} season
 * @property {(number | null)[]} episode @property {number[]} step @property {number[]} outside
 * @property {number[]} sources @property {number[]} fits
 */
/**
 * @typedef {object} Data
 * @property {string} title @property {Timeline[]} timelines @property {{ id: string, name: string }[]} shows
 * @property {Step[][]} steps @property {[show: number, step: number][]} airing @property {Events} events
 * @property {Comparison[]} comparisons @property {Season[]} seasons @property {string[]} offices
 * @property {Day[][]} parted @property {Day[]} knownUntil @property {State[]} states
 */

/** @typedef {{ days: (readonly [number, number])[], middles: number[], years: number[] }} Spans */

/** @type {WeakMap<Events, Spans>} */
const spans = new WeakMap();

/** The days of all events for a picture, their middles and the years of these; an open end is as early, or late, as the other. @param {Events} events @returns {Spans} */
export function spansOf(events) {
  const known = spans.get(events);
  if (known) return known;
  const days = events.first.map((first, i) => {
    const last = events.last[i];
    const some = /** @type {number} */ (first ?? last);
    return /** @type {const} */ ([first ?? some, last ?? some]);
  });
  const middles = days.map(([first, last]) => (first + last) / 2);
  const found = { days, middles, years: middles.map(yearOf) };
  spans.set(events, found);
  return found;
}

/** The days of an event for a picture. @param {Events} events @param {number} i */
export const daysOf = (events, i) => spansOf(events).days[i];

/** Read an element of JSON. @param {string} name @returns {any} */
export function readJson(name) {
  const element = document.querySelector(`script[data-ui="${name}"]`);
  return element ? JSON.parse(element.textContent || "null") : null;
}

/** A finite or infinite day. @param {Day} day */
export const dayNumber = (day) => (day === null ? Infinity : day === "past" ? -Infinity : day);
