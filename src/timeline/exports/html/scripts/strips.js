// What stands along the columns: the seasons of the shows on the right, and who held an office in each history.

import { yearsBetween } from "./calendar.js";
import { at } from "./marks.js";
import { s, textWidth } from "./nodes.js";
import { yAt } from "./scale.js";
import { termsOf } from "./terms.js";

/** @typedef {import("./chart.js").View} View */
/** @typedef {import("./data.js").Season} Season */
/** @typedef {{ season: Season, first: number, last: number, names: string[], short: string }} Bar */

const REPEAT = 420;

/** The length of a name along a strip, as the stylesheet has it, with some air. @param {string} name */
const lengthOf = (name) => textWidth(name, 12, 500) + 6;

/** The seasons that are seen, with the days they cover as far as they were watched. @param {View} view @returns {Bar[]} */
export function seasonBars({ data, state, model }) {
  const { events } = data;
  const { base, alt } = data.comparisons[state.pair];
  return data.seasons
    .filter((season) => [base, alt].includes(season.timeline) && model.seen.timelines[season.timeline])
    .filter((season) => state.watched[season.show] >= season.from)
    .map((season) => {
      const isWhole = state.watched[season.show] >= season.to;
      const own = isWhole ? [] : [...events.show.keys()].filter((i) => model.seen.events[i] && isToldIn(data, i, season));
      const firsts = own.map((i) => events.first[i] ?? Infinity);
      const first = isWhole ? season.first : season.starts ?? Math.min(...firsts);
      const last = isWhole ? season.last : Math.max(first, ...own.map((i) => Math.min(events.last[i] ?? first, season.last)));
      return { season, first, last, ...namesOf(data, season, first, last) };
    })
    .filter((bar) => Number.isFinite(bar.first))
    .sort((a, b) => a.season.show - b.season.show || a.first - b.first);
}

/** @param {import("./data.js").Data} data @param {number} i @param {Season} season */
function isToldIn({ events }, i, season) {
  return events.show[i] === season.show && (season.number === null || events.season[i] === season.number) && !events.making[i];
}

/** @param {import("./data.js").Data} data @param {Season} season @param {number} first @param {number} last */
function namesOf(data, season, first, last) {
  const show = data.shows[season.show].name;
  const main = data.seasons[0].show === season.show;
  if (season.number === null) return { names: [show], short: initials(show) };
  const code = `season ${season.number}`;
  const names = [`${show}, ${code} · ${yearsBetween(first, last)}`, main ? code : `${show} S${season.number}`];
  return { names, short: main ? `S${season.number}` : `${initials(show)} S${season.number}` };
}

/** @param {string} name */
const initials = (name) => name.split(/\s+/).map((word) => word[0] || "").join("").slice(0, 4);

/** @param {View} view @returns {SVGElement[]} */
export function drawnSeasons(view) {
  const { data, state, layout, color } = view;
  const { frame, scale } = layout;
  const { alt } = data.comparisons[state.pair];
  /** @type {number[]} */
  const lanes = [];
  /** @type {SVGElement[]} */
  const found = [];
  for (const { season, first, last, names, short } of seasonBars(view)) {
    const top = yAt(scale, first);
    const bottom = Math.max(top + 14, yAt(scale, last));
    let lane = 0;
    while (lanes[lane] > top - 2) lane += 1;
    lanes[lane] = bottom;
    const x = frame.width - frame.seasons + 8 + lane * 26;
    if (x + 16 > frame.width && lane) continue;
    const height = at(bottom - top);
    if (!lane && season.timeline === alt) {
      found.push(s("rect", { x: frame.right + 8, y: at(top), width: at(Math.max(0, x - frame.right - 8)), height, rx: 3, fill: "var(--band)" }));
    }
    found.push(s("rect", { x, y: at(top), width: 5, height, rx: 2.5, fill: color(season.timeline), opacity: lane ? 0.5 : 1 }));
    const fitting = names.find((name) => bottom - top > lengthOf(name));
    if (fitting) found.push(...repeated(view, fitting, "strip", x + 10, top, bottom));
    else if (!lane || x + 10 + lengthOf(short) < frame.width) {
      found.push(s("text", { class: "strip", x: x + 10, y: at((top + bottom) / 2 + 4) }, short));
    }
  }
  return found;
}

/** A name along a bar, again and again on a long one, so that it is in sight. @param {View} view @param {string} name @param {string} kind @param {number} x @param {number} top @param {number} bottom */
function repeated({ near }, name, kind, x, top, bottom) {
  const found = [];
  const length = lengthOf(name);
  const skipped = Math.max(0, Math.floor((Math.max(near[0], 0) - length - top) / REPEAT)) * REPEAT;
  for (let y = top + 3 + skipped; y <= near[1] && (y === top + 3 || y + length < bottom); y += REPEAT) {
    found.push(s("text", { class: kind, transform: `translate(${x} ${at(y)}) rotate(90)` }, name));
  }
  return found;
}

/** A strip of office-holders along each rail: those of the alternate history from where the two part. @param {View} view @returns {SVGElement[]} */
export function drawnOffices(view) {
  const { data, state, model, layout } = view;
  const { frame } = layout;
  if (!frame.strip || !data.offices.length) return [];
  const { base, alt, podDay } = data.comparisons[state.pair];
  const found = drawnTerms(view, base, frame.axis + 7, -Infinity);
  const { isParted } = model;
  if (isParted) found.push(...drawnTerms(view, alt, frame.width - frame.seasons - frame.strip + 7, podDay ?? -Infinity));
  return found;
}

/** @param {View} view @param {number} timeline @param {number} x @param {number} from @returns {SVGElement[]} */
function drawnTerms(view, timeline, x, from) {
  const { data, state, model, layout, color } = view;
  const { scale } = layout;
  const { days } = scale;
  const [start, end] = [days[0], view.toldUntil(timeline)];
  const terms = termsOf(data, state.office, timeline, state.watched, model.seen);
  /** @type {SVGElement[]} */
  const found = [];
  terms.forEach((term, k) => {
    const [first, last] = [Math.max(term.first, start, from), Math.min(term.last, end)];
    if (last <= first) return;
    const [top, bottom] = [yAt(scale, first), yAt(scale, last)];
    const group = s("g", { class: "term" }, s("title", {}, `${data.offices[state.office]}: ${term.state.name}`));
    group.append(s("rect", { x, y: at(top + 0.5), width: 5, height: at(Math.max(1, bottom - top - 1)), rx: 1.5, fill: color(timeline), opacity: k % 2 ? 0.38 : 0.75 }));
    const names = [term.state.name, term.state.name.split(" ").slice(-1)[0]];
    const name = names.find((each) => bottom - top > lengthOf(each));
    if (name) group.append(...repeated(view, name, "strip quiet", x + 8, top, bottom));
    found.push(group);
  });
  return found;
}
