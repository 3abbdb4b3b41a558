// The page around the chart: its classes, its measures, and the names above the columns.

import { colorNumber } from "./colors.js";
import { isLong, isPacked } from "./items.js";
import { ui } from "./nodes.js";
import { small } from "./scrolling.js";

/** @typedef {import("./main.js").App} App */

const root = document.documentElement;

/** Give the page its classes; touching them needlessly would style every item anew. @param {App} app @param {boolean} isChart */
export function dressPage({ data, state, kind }, isChart) {
  const { base, alt } = data.comparisons[state.pair];
  const isRipple = isChart && state.ripple && state.selected >= 0;
  const colors = `l${colorNumber(data, base)} r${colorNumber(data, alt)}`;
  const parts = ["js", colors, isChart ? "chart" : "list-view", isRipple ? "rip" : "", isLong ? "many" : "", isPacked ? "packed" : "", isChart ? kind : ""];
  const classes = parts.filter(Boolean).join(" ");
  if (root.className !== classes) root.className = classes;
}

/** Measure the page before anything in it is changed; the width of the list. @param {App} app */
export function measurePage(app) {
  const box = ui("list").getBoundingClientRect();
  const bar = small.matches ? 0 : ui("bar").offsetHeight;
  app.scroll = scrollY;
  app.top = box.top + app.scroll;
  app.fit = Math.max(600, innerHeight - app.top - 62);
  const sizes = [`${innerHeight - app.top - 10}px`, `${bar}px`];
  if (sizes.join() !== app.sizes) {
    app.sizes = sizes.join();
    root.style.setProperty("--oh", sizes[0]);
    root.style.setProperty("--bh", sizes[1]);
  }
  return box.width;
}

/** Put the names of the two histories above their columns. */
/** @param {import("./data.js").Data} data @param {import("./state.js").State} state @param {import("./model.js").Model} model @param {import("./layout.js").Frame} frame */
export function nameColumns(data, state, model, frame) {
  const [year, left, right] = ui("now").children;
  const { base, alt } = data.comparisons[state.pair];
  set(year, { width: `${frame.axis - 12}px` });
  set(left, { left: `${frame.axis}px`, width: `${frame.left - frame.axis - 6}px` });
  set(right, { left: `${frame.right + 12}px`, width: `${frame.width - frame.right - 12}px` });
  left.textContent = data.timelines[base].name;
  right.textContent = model.isParted ? data.timelines[alt].name : "";
}

/** @param {Element} node @param {Record<string, string>} styles */
function set(node, styles) {
  for (const [name, value] of Object.entries(styles)) /** @type {HTMLElement} */ (node).style.setProperty(name, value);
}
