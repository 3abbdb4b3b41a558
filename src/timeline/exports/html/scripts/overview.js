// The overview: the whole of time, linear, with a bar a year for each history, and a frame around what the window shows.

import { daysOf, spansOf } from "./data.js";
import { toOrdinal, yearOf, yearWords } from "./calendar.js";
import { at } from "./marks.js";
import { s, textWidth, ui } from "./nodes.js";
import { colorOf } from "./colors.js";
import { seasonBars } from "./strips.js";

/** @typedef {import("./chart.js").View} View */
/** @typedef {{ first: number, toPixel: (day: number) => number, toDay: (pixel: number) => number, isFlat: boolean, frame: SVGElement | null, widest: number, size: [number, number] }} Strip */

/** @type {Strip} */
export const strip = { first: 0, toPixel: () => 0, toDay: () => 0, isFlat: false, frame: null, widest: 30, size: [0, 0] };

/**
 * Draw the overview of what passes the filters.
 * @param {Pick<View, "data" | "state" | "model">} view @param {boolean} isFlat whether it lies above the list
 * @param {[number, number]} size its width and height
 */
export function drawOverview(view, isFlat, size) {
  const { data, model } = view;
  const svg = ui("overview");
  const [width, height] = size;
  strip.size = size;
  const shown = model.filtered.events;
  if (!width || !height || !shown.length) {
    svg.replaceChildren();
    strip.frame = null;
    return;
  }
  let [first, last] = [Infinity, -Infinity];
  for (const i of shown) {
    const [from, to] = daysOf(data.events, i);
    [first, last] = [Math.min(first, from), Math.max(last, to)];
  }
  const [from, to] = [toOrdinal(yearOf(first), 1, 1), toOrdinal(yearOf(last) + 1, 1, 1)];
  const [margin, length] = [isFlat ? 12 : 16, isFlat ? width - 24 : height - 30];
  strip.isFlat = isFlat;
  strip.first = from;
  strip.toPixel = (day) => margin + ((day - from) / (to - from)) * length;
  strip.toDay = (pixel) => from + ((pixel - margin) / length) * (to - from);
  const names = decades(from, to, length, height);
  const middle = isFlat ? height / 2 - 4 : Math.max(width / 2 + 14, (strip.widest + 6 + width) / 2);
  strip.frame = s("rect", { fill: "none", stroke: "var(--ink2)", rx: 3 });
  const across = isFlat ? height - 8 : width - middle - 2;
  svg.replaceChildren(
    ...seasonBars(/** @type {View} */ (view)).map((bar) => {
      const start = strip.toPixel(bar.first);
      const size = Math.max(3, strip.toPixel(bar.last) - start);
      return isFlat
        ? s("rect", { x: at(start), width: at(size), y: 0, height: across, fill: "var(--band)" })
        : s("rect", { y: at(start), height: at(size), x: middle, width: across, fill: "var(--band)" });
    }),
    ...bars(view, from, to, length, middle, isFlat ? height / 2 - 7 : Math.min(width / 2 - 22, width - middle - 4)),
    ...names,
    ...parting(view, middle),
    strip.frame,
  );
}

/** @param {Pick<View, "data" | "state" | "model">} view @param {number} from @param {number} to @param {number} length @param {number} middle @param {number} most */
function bars({ data, state, model }, from, to, length, middle, most) {
  const years = yearOf(to - 1) - yearOf(from) + 1;
  const step = Math.max(1, Math.ceil(years / (length / 2)));
  const { years: all } = spansOf(data.events);
  /** @type {Map<number, [number, number]>} */
  const counts = new Map();
  model.filtered.events.forEach((i) => {
    const year = Math.floor(all[i] / step) * step;
    const both = counts.get(year) || [0, 0];
    both[model.compared.sides[i] === "R" ? 1 : 0] += 1;
    counts.set(year, both);
  });
  const peak = Math.sqrt(Math.max(8, ...[...counts.values()].flat()));
  const { base, alt } = data.comparisons[state.pair];
  return [...counts].flatMap(([year, both]) =>
    both.flatMap((count, side) => {
      if (!count) return [];
      const size = at((Math.sqrt(count) / peak) * most);
      const start = strip.toPixel(toOrdinal(year, 1, 1));
      const thick = at(Math.max(1.5, strip.toPixel(toOrdinal(year + step, 1, 1)) - start - 1));
      const fill = colorOf(data, side ? alt : base);
      return strip.isFlat
        ? s("rect", { x: at(start), width: thick, y: side ? middle : at(middle - size), height: size, fill })
        : s("rect", { y: at(start), height: thick, x: side ? middle + 1 : at(middle - 1 - size), width: size, fill });
    }),
  );
}

/** @param {number} from @param {number} to @param {number} length @param {number} height */
function decades(from, to, length, height) {
  const years = yearOf(to - 1) - yearOf(from) + 1;
  const room = length / (strip.isFlat ? 46 : 22);
  const step = [1, 5, 10, 20, 50, 100, 200, 500, 1000].find((each) => years / each <= room) || 10 ** Math.ceil(Math.log10(years / room));
  const found = [];
  for (let round = Math.ceil((yearOf(from) - 1) / step) * step; round <= yearOf(to - 1); round += step) {
    const year = step > 1 && round <= 0 ? round + 1 : round; // 300 BC is round, as people count
    if (year < yearOf(from)) continue;
    const place = at(strip.toPixel(toOrdinal(year, 1, 1)));
    const name = yearWords(year).replace("AD ", "");
    const half = textWidth(name, 11.5) / 2;
    const middle = Math.max(half, Math.min(strip.size[0] - half, place));
    found.push(strip.isFlat ? s("text", { x: at(middle), y: height - 1, "text-anchor": "middle" }, name) : s("text", { x: 0, y: place + 4 }, name));
  }
  strip.widest = Math.max(...found.map((text) => textWidth(text.textContent || "", 11.5)), 30);
  return found;
}

/** @param {Pick<View, "data" | "state" | "model">} view @param {number} middle @returns {SVGElement[]} */
function parting({ data, state, model }, middle) {
  const { podDay } = data.comparisons[state.pair];
  if (!model.isParted || podDay === null) return [];
  const place = at(strip.toPixel(podDay));
  const where = strip.isFlat ? { cx: place, cy: middle } : { cx: middle, cy: place };
  return [s("circle", { ...where, r: 3.2, fill: "var(--bg)", stroke: "var(--ink)", "stroke-width": 1.5 })];
}

/** Put the frame around the days that the window shows. @param {number} first @param {number} last */
export function frameDays(first, last) {
  if (!strip.frame) return;
  const [start, end] = [strip.toPixel(first), strip.toPixel(last)];
  const along = { [strip.isFlat ? "x" : "y"]: at(start), [strip.isFlat ? "width" : "height"]: at(Math.max(5, end - start)) };
  const across = strip.isFlat ? { y: 0.5, height: strip.size[1] - 10 } : { x: strip.widest + 6, width: strip.size[0] - 7 - strip.widest };
  for (const [name, value] of Object.entries({ ...along, ...across })) strip.frame.setAttribute(name, String(value));
}
