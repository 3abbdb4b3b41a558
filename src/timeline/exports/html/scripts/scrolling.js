// The window over the page: what is at its top, where it goes, and what comes near.

import { toOrdinal, yearOf, yearWords } from "./calendar.js";
import { items } from "./items.js";
import { placeItems } from "./labels.js";
import { ui } from "./nodes.js";
import { frameDays, strip } from "./overview.js";
import { cellOf, dayAt, yAt } from "./scale.js";

/** @typedef {import("./main.js").App} App */
/** @typedef {{ day: number, y: number }} Anchor a day, and where in the window it stays */

/** From how many events on only the labels near the window are placed. */
export const MANY = 1500;

export const small = matchMedia("(max-width: 899px)");

/** Follow the window: the year at its top, the frame in the overview, labels that come near. @param {App} app */
export function followWindow(app) {
  const top = ui("list").getBoundingClientRect().top;
  app.scroll = scrollY;
  const bar = small.matches ? 0 : ui("bar").offsetHeight;
  if (app.view) {
    const { scale } = app.view.layout;
    const cell = scale.cells[cellOf(scale, yearOf(dayAt(scale, bar + 44 - top)))];
    ui("now").children[0].textContent = bar + 44 - top > 60 && cell ? yearWords(yearOf(dayAt(scale, bar + 44 - top))) : "";
    frameDays(dayAt(scale, bar - top), dayAt(scale, innerHeight - top));
    if (items.length > MANY) placeItems(app.data, app.state, app.model, app.view, app.near());
    return;
  }
  const headings = [...document.querySelectorAll(".yr:not(.no)")];
  const tops = headings.map((heading) => heading.getBoundingClientRect().top);
  const years = headings.map((heading) => Number(heading.getAttribute("data-y")));
  const first = Math.max(0, tops.findLastIndex((each) => each < 60));
  const last = Math.max(first, tops.findLastIndex((each) => each < innerHeight));
  if (years.length) frameDays(toOrdinal(years[first], 1, 1), toOrdinal(years[last] + 1, 1, 1));
}

/** Scroll so that a day is at a height of the window. @param {App} app @param {Anchor} anchor */
export function keepDay(app, { day, y }) {
  if (!app.view) return;
  scrollTo(0, scrollY + ui("list").getBoundingClientRect().top + yAt(app.view.layout.scale, day) - y);
}

/** Scroll to an event if it is not in the window. @param {App} app @param {number} i */
export function reveal(app, i) {
  const bar = small.matches ? 60 : ui("bar").offsetHeight;
  const list = ui("list").getBoundingClientRect().top;
  const place = app.view ? app.view.layout.labels[i] : NaN;
  const y = !app.view ? items[i].getBoundingClientRect().top : list + (Number.isNaN(place) ? app.view.layout.marks[i] : place);
  const bottom = matchMedia("(max-width: 1240px)").matches && app.state.selected >= 0 ? innerHeight * 0.4 : innerHeight - 60;
  if (y < bar + 50 || y > bottom) scrollTo(0, scrollY + y - (app.view ? innerHeight * 0.42 : bar + 50));
  if (items.length > MANY) followWindow(app);
}

/** A click on the overview, or a drag, goes there. @param {App} app */
export function listenToOverview(app) {
  const svg = ui("overview");
  const go = (/** @type {PointerEvent} */ event) => {
    const box = svg.getBoundingClientRect();
    const day = strip.toDay(strip.isFlat ? event.clientX - box.left : event.clientY - box.top);
    if (app.view) keepDay(app, { day, y: innerHeight / 2 });
    else scrollToYear(yearOf(day));
  };
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    go(event);
    svg.onpointermove = go;
    svg.onpointerup = () => (svg.onpointermove = null);
  });
}

/** @param {number} year */
function scrollToYear(year) {
  const headings = [...document.querySelectorAll(".yr:not(.no)")];
  const found = headings.findLast((heading) => Number(heading.getAttribute("data-y")) <= year) || headings[0];
  const item = found && found.nextElementSibling;
  if (item) scrollTo(0, item.getBoundingClientRect().top + scrollY - 120);
}
