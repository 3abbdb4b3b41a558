// The keyboard. In the chart one item can be reached by Tab, and the arrows go from there.

import { field } from "./controls.js";
import { drawAll, focusItem } from "./labels.js";
import { eventAt } from "./list.js";
import { reveal } from "./scrolling.js";

/** @typedef {import("./main.js").App} App */

const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

/** @param {App} app */
export function listenToKeys(app) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && app.view) drawAll(true);
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = /** @type {Element} */ (event.target);
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
      if (event.key === "Escape") leaveField(app, /** @type {HTMLInputElement} */ (target));
      if (target === field("search") && (event.key === "Enter" || event.key === "ArrowDown")) enterEvents(app, event);
      return;
    }
    const i = eventAt(target);
    if (ARROWS.includes(event.key)) {
      if (i >= 0) focusNext(app, i, event.key);
      else if (app.state.selected >= 0 && target.closest("aside") === null) stepSelected(app, event.key);
      else return;
      event.preventDefault();
      return;
    }
    const act = actions(app, i)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** @param {App} app @param {HTMLInputElement} input */
function leaveField(app, input) {
  if (input === field("search") && input.value) {
    input.value = "";
    app.change({ q: "" });
  }
  input.blur();
}

/** Go from the search to the first event that it found. @param {App} app @param {KeyboardEvent} event */
function enterEvents(app, event) {
  const q = field("search").value;
  if (q !== app.state.q) app.change({ q }); // what is typed is looked for a little later
  const [first] = reachable(app);
  if (first === undefined) return;
  event.preventDefault();
  reveal(app, first);
  focusItem(app, first);
}

/** @param {App} app @param {number} focused @returns {Record<string, () => void>} */
function actions(app, focused) {
  const { state } = app;
  /** @param {number} by */
  const zoom = (by) => () => app.change({ zoom: Math.max(0, Math.min(1, state.zoom + by)) });
  return {
    "/": () => field("search").focus(),
    "+": zoom(0.15),
    "=": zoom(0.15),
    "-": zoom(-0.15),
    0: () => app.change({ zoom: 0 }),
    Escape: () => app.select(-1, true),
    j: () => stepSelected(app, "ArrowDown"),
    k: () => stepSelected(app, "ArrowUp"),
    o: () => app.selectCounterpart(),
    r: () => state.selected >= 0 && app.change({ ripple: !state.ripple }),
    l: () => app.change({ view: state.view === "chart" ? "list" : "chart" }),
    y: () => app.openYearOf(focused >= 0 ? focused : state.selected),
  };
}

/** The events that the arrows reach: those named in the chart, else those shown. @param {App} app @returns {number[]} */
function reachable(app) {
  const { view, model } = app;
  const { events } = model.filtered;
  if (!view) return events;
  const { labels } = view.layout;
  return events.filter((i) => !Number.isNaN(labels[i])).sort((a, b) => labels[a] - labels[b] || a - b);
}

/** Select the next or the previous of all events that are shown, or the counterpart. @param {App} app @param {string} key */
function stepSelected(app, key) {
  if (key === "ArrowLeft" || key === "ArrowRight") {
    app.selectCounterpart();
    return;
  }
  const order = app.model.filtered.events;
  if (!order.length) return;
  const place = order.indexOf(app.state.selected);
  const next = key === "ArrowDown" ? place + 1 : place < 0 ? order.length - 1 : place - 1;
  app.select(order[Math.max(0, Math.min(order.length - 1, next))], true);
}

/** Move the focus along a history, or across to the counterpart, else to what is nearest there. @param {App} app @param {number} i @param {string} key */
function focusNext(app, i, key) {
  const order = reachable(app);
  const { sides } = app.model.compared;
  const isRight = (/** @type {number} */ event) => sides[event] === "R";
  let next = i;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const along = app.view ? order.filter((each) => isRight(each) === isRight(i)) : order;
    const place = along.indexOf(i) + (key === "ArrowDown" ? 1 : -1);
    next = along[Math.max(0, Math.min(along.length - 1, place))];
  } else {
    const other = app.counterpartOf(i);
    const across = order.filter((each) => isRight(each) !== isRight(i));
    const { marks } = app.view ? app.view.layout : { marks: null };
    /** @param {number} event */
    const off = (event) => (marks ? Math.abs(marks[event] - marks[i]) : Math.abs(event - i));
    next = order.includes(other) ? other : across.sort((a, b) => off(a) - off(b))[0] ?? i;
  }
  reveal(app, next);
  focusItem(app, next);
}
