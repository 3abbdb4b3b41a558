// What the page knows: the JSON that `timeline.exports.html.data` writes, and the tables that follow from it.

/** @typedef {{ id: string, name: string, parent: number, pod: number, podDay: number | null, podIn: number[], shows: number[] }} Timeline */
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
 * @property {number[]} year @property {number[][]} heldSets @property {number[]} held @property {number[][]} own
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

/** The days of an event for a picture: an open end is as early, or as late, as the other. @param {Events} events @param {number} i */
export function daysOf(events, i) {
  const [first, last] = [events.first[i], events.last[i]];
  const known = /** @type {number} */ (first ?? last);
  return /** @type {const} */ ([first ?? known, last ?? known]);
}

/** Read an element of JSON. @param {string} name @returns {any} */
export function readJson(name) {
  const element = document.querySelector(`script[data-ui="${name}"]`);
  return element ? JSON.parse(element.textContent || "null") : null;
}

/** A finite or infinite day. @param {Day} day */
export const dayNumber = (day) => (day === null ? Infinity : day === "past" ? -Infinity : day);
