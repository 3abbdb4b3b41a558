// The colors and dashes of the histories, as `timeline.exports.layout.colors` gives them: no two have both.

/** @typedef {import("./data.js").Data} Data */

const COLORS = ["var(--ours)", "var(--theirs)", "var(--third)", "var(--fourth)", "var(--fifth)", "var(--sixth)"];

/** The number of a timeline's color, as in names of classes. @param {Data} data @param {number} timeline */
export const colorNumber = (data, timeline) => data.timelines[timeline].color;

/** The color of a timeline. @param {Data} data @param {number} timeline */
export const colorOf = (data, timeline) => COLORS[colorNumber(data, timeline)];

/** The dashes of a timeline's line; null for a line without. @param {Data} data @param {number} timeline */
export const dashesOf = (data, timeline) => data.timelines[timeline].dashes;
