// The colors of the histories. Each keeps its own, whatever it is compared with and whatever the filters leave out.

/** @typedef {import("./data.js").Data} Data */

const COLORS = ["var(--ours)", "var(--theirs)", "var(--third)", "var(--fourth)"];

/** The number of a timeline's color, as in names of classes. @param {Data} data @param {number} timeline */
export const colorNumber = (data, timeline) => data.timelines[timeline].color;

/** The color of a timeline. @param {Data} data @param {number} timeline */
export const colorOf = (data, timeline) => COLORS[colorNumber(data, timeline)];
