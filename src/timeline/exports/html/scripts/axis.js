// The years beside the chart: hairlines, numbers as far as there is room, months where a year is tall, breaks.

import { MONTHS, yearWords } from "./calendar.js";
import { at } from "./marks.js";
import { s } from "./nodes.js";

/** @typedef {import("./chart.js").View} View */
/** @typedef {[top: number, bottom: number]} Used */

/** The year that names a cell: its first; of several before AD 1, the round one, as people count. @param {import("./scale.js").Cell} cell */
const namedYear = ({ year, years }) => (years > 1 && year <= 0 ? year + 1 : year);

/** The name of a cell: a year, a decade, or the first of several years. @param {import("./scale.js").Cell} cell */
const nameOf = (cell) => yearWords(namedYear(cell)) + (cell.years === 10 && cell.year > 0 ? "s" : "");

/** Whether a cell has a round year as its name, as people count. @param {import("./scale.js").Cell} cell @param {number} by */
const isRound = (cell, by) => (namedYear(cell) > 0 ? namedYear(cell) : 1 - namedYear(cell)) % (by * cell.years) === 0;

/** Draw the axis; `toggle` opens a year whole, or closes it. @param {View} view @param {(year: number) => void} toggle @returns {SVGElement[]} */
export function drawnAxis(view, toggle) {
  const { layout } = view;
  const { scale, frame } = layout;
  const { cells, tops } = scale;
  const near = [...cells.keys()].filter((k) => tops[k + 1] >= view.near[0] && tops[k] <= view.near[1]);
  const lines = near.map((k) =>
    cells[k].isBreak
      ? brokenLine(view, k)
      : s("path", { d: `M${frame.axis} ${at(tops[k])}H${at(frame.width - frame.seasons)}`, stroke: "var(--line2)" }),
  );
  /** @type {Used[]} */
  const used = [];
  /** @type {SVGElement[]} */
  const names = [];
  for (const k of byImportance(view, near)) {
    const height = tops[k + 1] - tops[k];
    const isTall = height > 40;
    const y = tops[k] + (height < 24 ? height / 2 + 5 : 19);
    const hasCount = height >= 40 && layout.hidden[k] > 0;
    /** @type {Used} */
    const box = [y - 17, y + (hasCount ? 20 : 6)];
    if (used.some(([top, bottom]) => box[0] < bottom && top < box[1])) continue;
    used.push(box);
    if (cells[k].isBreak) {
      names.push(s("text", { class: "quiet gap-years", x: frame.axis - 12, y: at(y - 1), "text-anchor": "end" }, `⋯ ${cells[k].years.toLocaleString("en")} y`));
      continue;
    }
    const isDecade = isRound(cells[k], 10);
    const group = s("g", { class: "toggle", "data-year": cells[k].year, click: () => toggle(cells[k].year) });
    const kind = isDecade ? "decade" : isTall ? "high" : "";
    group.append(s("text", { class: `year ${kind}`, x: frame.axis - 12, y: at(y), "text-anchor": "end" }, nameOf(cells[k])));
    if (hasCount) group.append(s("text", { class: "hidden-count", x: frame.axis - 12, y: at(y + 15), "text-anchor": "end" }, `+${layout.hidden[k]}`));
    names.push(group);
  }
  return [...lines, ...names, ...drawnMonths(view, used)];
}

/** Cells in the order in which they choose a place for their number. @param {View} view @param {number[]} near @returns {number[]} */
function byImportance({ layout }, near) {
  const { cells, tops } = layout.scale;
  /** @param {number} k */
  const rank = (k) => {
    if (cells[k].isBreak) return 3;
    return (isRound(cells[k], 10) ? 0 : isRound(cells[k], 5) ? 2 : 1) - (tops[k + 1] - tops[k] > 40 ? 3 : 0);
  };
  return near.slice().sort((a, b) => rank(a) - rank(b) || tops[b + 1] - tops[b] - (tops[a + 1] - tops[a]) || a - b);
}

/** A folded run of empty years. @param {View} view @param {number} k */
function brokenLine({ layout }, k) {
  const { frame, scale } = layout;
  const y = (scale.tops[k] + scale.tops[k + 1]) / 2;
  const [from, to] = [frame.axis, frame.width - frame.seasons];
  let d = `M${from} ${at(y)}`;
  for (let x = from; x + 8 <= to; x += 8) d += `l4 -3l4 3`;
  return s("path", { class: "gap", d, stroke: "var(--line)", fill: "none" });
}

/** @param {View} view @param {Used[]} used @returns {SVGElement[]} */
function drawnMonths({ layout, near }, used) {
  const { scale, frame } = layout;
  /** @type {SVGElement[]} */
  const found = [];
  let knot = 0;
  scale.cells.forEach((cell, k) => {
    const parts = cell.isBreak ? 1 : cell.years === 1 ? 12 : 10;
    const start = knot;
    knot += parts;
    if (scale.tops[k + 1] - scale.tops[k] < 230 || cell.years !== 1) return;
    if (scale.tops[k + 1] < near[0] || scale.tops[k] > near[1]) return;
    for (let month = 1; month < 12; month += 1) {
      const y = scale.heights[start + month];
      found.push(s("path", { d: `M${frame.axis - 8} ${at(y)}h5`, stroke: "var(--ink3)", opacity: 0.6 }));
      const isFree = !used.some(([top, bottom]) => y + 14 > top && y < bottom);
      if (scale.heights[start + month + 1] - y > 15 && isFree) {
        found.push(s("text", { class: "month", x: frame.axis - 12, y: at(y + 11), "text-anchor": "end" }, MONTHS[month]));
      }
    }
  });
  return found;
}
