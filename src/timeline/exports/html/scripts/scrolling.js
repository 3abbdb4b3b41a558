// The window over the page: what is at its top, where it goes, and what comes near.

import { toOrdinal, yearOf, yearWords } from "./calendar.js";
import { isLong, isPacked } from "./items.js";
import { placeItems } from "./labels.js";
import { drawBefore, elementOf } from "./list.js";
import { ui } from "./nodes.js";
import { frameDays, strip } from "./overview.js";
import { grow, isRolled, roll, rolledEventOf, rolledYears, rowTop } from "./rolling.js";
import { cellOf, dayAt, yAt } from "./scale.js";
import { eventOfYear, yearsInSight } from "./years.js";

/** @typedef {import("./main.js").App} App */
/** @typedef {{ day: number, y: number }} Anchor a day, and where in the window it stays */

export const small = matchMedia("(max-width: 899px)");

/** How much of the window the bar covers. */
const barHeight = () => (small.matches ? 0 : ui("bar").offsetHeight);

/** Follow the window: the year at its top, the frame in the overview, labels and items that come near. @param {App} app */
export function followWindow(app) {
  const top = ui("list").getBoundingClientRect().top;
  app.scroll = scrollY;
  const isNew = Math.abs(app.scroll - app.painted) >= innerHeight / 2;
  if (!app.view) {
    if (isLong && isNew && !isRolled()) rollList(app);
    const years = listYears();
    if (years) frameDays(firstDay(years[0]), firstDay(years[1] === null ? null : years[1] + 1));
    return;
  }
  const bar = barHeight();
  const { scale } = app.view.layout;
  const year = yearOf(dayAt(scale, bar + 44 - top));
  ui("now").children[0].textContent = bar + 44 - top > 60 && scale.cells[cellOf(scale, year)] ? yearWords(year) : "";
  frameDays(dayAt(scale, bar - top), dayAt(scale, innerHeight - top));
  if (isNew) app.paint();
}

/** Hold the items of a long list that are near the window; the others follow, unless they are packed. @param {App} app */
export function rollList(app) {
  app.painted = scrollY;
  roll(() => placeItems(app.data, app.state, app.model, null));
  if (!isPacked && !growing) growing = window.setTimeout(growList, PAUSE, app);
}

/** Between two pieces of a list, whoever scrolls or types has his turn. */
const PAUSE = 30;

let growing = 0;

/** @param {App} app */
function growList(app) {
  const isMore = !app.view && grow(() => placeItems(app.data, app.state, app.model, null));
  growing = isMore ? window.setTimeout(growList, PAUSE, app) : 0;
}

/** Scroll so that a day is at a height of the window. @param {App} app @param {Anchor} anchor */
export function keepDay(app, { day, y }) {
  if (!app.view) return;
  scrollTo(0, scrollY + ui("list").getBoundingClientRect().top + yAt(app.view.layout.scale, day) - y);
}

/** The day that the window shows; null at the top of the page. @param {App} app */
export function dayInSight(app) {
  if (scrollY <= 200) return null;
  if (app.view) return app.dayAt(innerHeight / 2);
  const years = listYears();
  return years && years[0] !== null ? toOrdinal(years[0], 7, 1) : null;
}

/** The first day of a year; of what has no known beginning, that of the overview. @param {import("./calendar.js").Year} year */
const firstDay = (year) => (year === null ? strip.first : toOrdinal(year, 1, 1));

/** The years at the top and at the bottom of the window over the list; null if there are none. */
function listYears() {
  const top = barHeight() + 60; // below a heading that stays there
  return isLong ? rolledYears(top) : yearsInSight(top);
}

/** Scroll to a day, or in the list to its year. @param {App} app @param {number} day */
export function showDay(app, day) {
  if (app.view) {
    keepDay(app, { day, y: innerHeight / 2 });
    return;
  }
  lead(app, isLong ? rolledEventOf(yearOf(day)) : eventOfYear(yearOf(day)), 120);
}

/**
 * Scroll to an event that is shown. @param {App} app @param {number} i
 * @param {number} wanted the height in the window where it is to be @param {(y: number) => boolean} isFine whether it can stay where it is
 */
function lead(app, i, wanted, isFine = () => false) {
  for (const _ of isLong && !app.view ? [1, 2] : [1]) {
    if (!app.view) drawBefore(i);
    const y = placeOf(app, i);
    if (!Number.isNaN(y) && !isFine(y)) scrollTo(0, scrollY + y - wanted);
    followWindow(app); // where items are not yet measured, the first time only leads near
  }
}

/** Where an event is in the window; NaN if it is not shown. @param {App} app @param {number} i */
function placeOf(app, i) {
  if (!app.model.filtered.shown[i]) return NaN;
  if (!app.view) return isLong ? rowTop(i) : elementOf(i)?.getBoundingClientRect().top ?? NaN;
  const { labels, marks } = app.view.layout;
  return ui("list").getBoundingClientRect().top + (Number.isNaN(labels[i]) ? marks[i] : labels[i]);
}

/** Scroll to an event if it is not in the window. @param {App} app @param {number} i */
export function reveal(app, i) {
  const bar = small.matches ? 60 : ui("bar").offsetHeight;
  const isCovered = matchMedia("(max-width: 1240px)").matches && app.state.selected >= 0;
  const bottom = isCovered ? innerHeight * 0.34 : innerHeight - 60;
  const wanted = Math.max(bar + 50, app.view ? innerHeight * (isCovered ? 0.28 : 0.42) : bar + 50);
  lead(app, i, wanted, (y) => y >= bar + 50 && y <= bottom);
}

/** A click on the overview, or a drag, goes there. @param {App} app */
export function listenToOverview(app) {
  const svg = ui("overview");
  const go = (/** @type {PointerEvent} */ event) => {
    const box = svg.getBoundingClientRect();
    showDay(app, strip.toDay(strip.isFlat ? event.clientX - box.left : event.clientY - box.top));
  };
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    go(event);
    svg.onpointermove = go;
    svg.onpointerup = () => (svg.onpointermove = null);
  });
}
