// What the reader has chosen, and who is told when it changes.

/**
 * @typedef {object} State
 * @property {string} q words to search for
 * @property {number[]} tags @property {number[]} who @property {string[]} told seasons: "fam:2"
 * @property {string[]} fates those that are shown
 * @property {number[]} watched the steps of each show: the spoiler fence
 * @property {number} zoom from 0 to 1 @property {"chart" | "list"} view
 * @property {number} selected the event with details; -1 for none @property {boolean} ripple
 * @property {number} pair the comparison that is open @property {number[]} opened years that are shown whole
 * @property {number} office whose holders stand beside the rails
 */

export const SHOWN_FATES = ["shared", "moved", "replaced", "averted", "added", "kept", "untold"];

/** The state of a page without an address. @param {number[]} watched @returns {State} */
export function initialState(watched) {
  return {
    q: "",
    tags: [],
    who: [],
    told: [],
    fates: [...SHOWN_FATES],
    watched,
    zoom: 0,
    view: "chart",
    selected: -1,
    ripple: false,
    pair: 0,
    opened: [],
    office: 0,
  };
}

/** A value that is in a list is taken out, another is put in. @template T @param {T[]} list @param {T} value @returns {T[]} */
export const toggled = (list, value) => (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]);
