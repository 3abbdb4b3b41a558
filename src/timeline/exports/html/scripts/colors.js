// The colors of the histories, as `timeline.exports.layout.colors` gives them: two that can be compared here have different ones.

/** @typedef {import("./data.js").Data} Data */

const COLORS = ["var(--ours)", "var(--theirs)", "var(--third)", "var(--fourth)"];

/** The number of a timeline's color, as in names of classes. @param {Data} data @param {number} timeline */
export const colorNumber = (data, timeline) => data.timelines[timeline].color;

/** The color of a timeline. @param {Data} data @param {number} timeline */
export const colorOf = (data, timeline) => COLORS[colorNumber(data, timeline)];
