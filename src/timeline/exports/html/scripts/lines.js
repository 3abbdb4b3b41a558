// The joins across the gutter and the words on them.

import { Boxes, FAR, bend, curve, part, slid } from "./joins.js";
import { at } from "./marks.js";
import { s, textWidth } from "./nodes.js";
import { STATUS_OF } from "./pairs.js";

/** @typedef {import("./shapes.js").Shape} Shape */

/** @typedef {import("./chart.js").View} View */
/**
 * @typedef {object} Line a join as it is drawn
 * @property {number} base @property {number} alt @property {string} status @property {string} short
 * @property {number} from the height of the base event @property {number} to that of the alternate one
 * @property {import("./joins.js").Cubic} cubic @property {boolean} isFar @property {boolean} isFaint of two events without labels @property {boolean} isKin @property {number} place
 */

const SIZE = 11.5;
const WEIGHT = 600;

/** So many joins are a hatch, in which those of events without labels only leave a shade. */
const HATCH = 300;

/** The joins between shown events that come near, the lightest first; of many, only those that begin or end there. @param {View} view @returns {Line[]} */
export function linesOf(view) {
  const { data, state, model, layout, railX, fit, place, near } = view;
  const { joins } = data.comparisons[state.pair];
  const { shown } = model.filtered;
  /** @type {Line[]} */
  const found = [];
  for (const k of model.compared.joins) {
    const [base, alt, kind, , short] = joins[k];
    if (!shown[base] || !shown[alt] || model.compared.sides[base] === "X") continue;
    const [from, to] = [layout.marks[base], layout.marks[alt]];
    if (!(Math.min(from, to) <= near[1] && Math.max(from, to) >= near[0])) continue; // or an end has no place
    const drop = Math.abs(from - to);
    const cubic = curve([railX(0, from) + 6, from], [railX(1, to) - 6, to], bend(k, layout.frame.gutter, drop));
    const isKin = state.selected === base || state.selected === alt;
    const isFaint = Number.isNaN(layout.labels[base]) && Number.isNaN(layout.labels[alt]);
    found.push({ base, alt, status: STATUS_OF[kind], short, from, to, cubic, isFar: drop > FAR * fit, isFaint, isKin, place: place[alt] });
  }
  const isIn = (/** @type {number} */ y) => y >= near[0] && y <= near[1];
  const drawn = found.length > HATCH ? found.filter(({ from, to }) => isIn(from) || isIn(to)) : found;
  return drawn.sort((a, b) => b.place - a.place);
}

/** @param {Line[]} lines @param {[number, number]} near @param {boolean} isRipple whether all but the kin of one event recedes @returns {Shape[]} */
export function lineShapes(lines, near, isRipple) {
  const faint = lines.length > HATCH ? " faint hatch" : " faint";
  return lines.flatMap((line) => {
    const kind = `j ${line.status}${line.isFar ? " far" : ""}${line.isFaint ? faint : ""}${line.isKin ? " kin" : ""}`;
    const [start, leave, reach, end] = part(line.cubic, near[0], near[1]);
    const look = lookOf(line, lines.length > HATCH, isRipple);
    if (line.status !== "averted") return [{ ...look, kind, d: `M${spot(start)}C${spot(leave)} ${spot(reach)} ${spot(end)}` }];
    const cap = line.cubic[0][0] + 11;
    if (start[1] !== line.from) return [{ ...look, kind, dash: [4, 3], d: `M${spot(end)}C${spot(reach)} ${spot(leave)} ${spot(start)}` }];
    return [
      { ...look, kind, dash: [4, 3], d: `M${spot(end)}C${spot(reach)} ${spot(leave)} ${at(cap)} ${at(start[1])}` },
      { ...look, kind: `${kind} cap`, d: `M${at(cap)} ${at(start[1] - 6)}v12` },
    ];
  });
}

/** @type {Record<string, { stroke: string, width: number, opacity: number }>} */
const LINE_LOOKS = {
  moved: { stroke: "var(--move)", width: 2.2, opacity: 1 },
  replaced: { stroke: "url(#_gradient)", width: 1.4, opacity: 0.75 },
  averted: { stroke: "var(--gone)", width: 1.3, opacity: 0.75 },
};

/** @param {Line} line @param {boolean} isHatch @param {boolean} isRipple @returns {Omit<Shape, "d">} */
function lookOf({ status, isFar, isFaint, isKin }, isHatch, isRipple) {
  const look = LINE_LOOKS[status];
  if (isKin) return look;
  const width = isFar ? 1.2 : isFaint ? 1.3 : look.width;
  const opacity = isFar ? 0.32 : isFaint ? (isHatch ? 0.07 : 0.4) : look.opacity;
  return { ...look, width, opacity: isRipple ? 0.1 : opacity };
}

/** @param {import("./joins.js").Point} point */
const spot = ([x, y]) => `${at(x)} ${at(y)}`;

/** The words on the joins, moved ones first, where there is room. @param {View} view @param {Line[]} lines @param {import("./joins.js").Box[]} taken @returns {SVGElement[]} */
export function drawnWords(view, lines, taken) {
  const { state, layout } = view;
  const { frame } = layout;
  const boxes = new Boxes();
  for (const box of taken) boxes.add(box);
  /** @type {SVGElement[]} */
  const found = [];
  const order = lines
    .filter((line) => line.short && !line.short.includes("same"))
    .filter((line) => line.status === "moved" || state.zoom >= 0.25 || line.isKin)
    .sort((a, b) => Number(b.isKin) - Number(a.isKin) || Number(b.status === "moved") - Number(a.status === "moved") || a.place - b.place);
  for (const line of order) {
    const kind = `jl ${line.status}${line.isKin ? " kin" : ""}`;
    if (line.isFar) {
      found.push(...farWords(view, line, kind, boxes));
      continue;
    }
    const middle = slid(line.cubic, textWidth(line.short, SIZE, WEIGHT) + 4, 18, [frame.left + 14, frame.right - 14], boxes);
    if (middle) found.push(s("text", { class: kind, x: at(middle[0]), y: at(middle[1] + 4), "text-anchor": "middle" }, line.short));
  }
  return found;
}

/**
 * The words of a join that is too far to see whole, at both of its ends, with an arrow.
 * @param {View} view @param {Line} line @param {string} kind @param {Boxes} boxes @returns {SVGElement[]}
 */
function farWords({ layout }, line, kind, boxes) {
  const { frame, labels } = layout;
  const isUp = line.to < line.from;
  /** @type {[number, number, number, string, string][]} */
  const ends = [
    [line.base, line.from, frame.left + 10, "start", `${isUp ? "↗" : "↘"} ${line.short}`],
    [line.alt, line.to, frame.right - 10, "end", `${line.short} ${isUp ? "↙" : "↖"}`],
  ];
  return ends.flatMap(([event, y, x, anchor, words]) => {
    const width = textWidth(words, SIZE, WEIGHT);
    const left = anchor === "start" ? x : x - width;
    /** @type {import("./joins.js").Box} */
    const box = [left, y - 17, left + width, y - 1];
    if (Number.isNaN(labels[event]) || width > frame.gutter - 20 || !boxes.hasRoom(box)) return [];
    boxes.add(box);
    return [s("text", { class: kind, x, y: at(y - 6), "text-anchor": anchor }, words)];
  });
}

