// The pointer over the chart: names of dots, zoom at the pointer by wheel and by pinch.

import { dateOf, titleOf } from "./items.js";
import { FATE_WORDS } from "./details.js";
import { spotAt } from "./markers.js";
import { h, ui } from "./nodes.js";

/** @typedef {import("./main.js").App} App */

/** @param {App} app */
export function listenToPointer(app) {
  const list = ui("list");
  list.addEventListener("pointermove", (event) => hover(app, event));
  list.addEventListener("pointerleave", () => (ui("tip").style.display = "none"));
  list.addEventListener("click", (event) => click(app, event));
  const wheel = (/** @type {WheelEvent} */ event) => {
    if (!event.ctrlKey || !app.view) return;
    event.preventDefault();
    app.zoomAt(app.state.zoom - event.deltaY / 600, event.clientY);
  };
  addEventListener("wheel", wheel, { passive: false });
  listenToPinch(app, list);
}

/** @param {App} app @param {MouseEvent} event */
function under(app, event) {
  if (!app.view) return -1;
  const box = ui("list").getBoundingClientRect();
  return spotAt(app.spots, event.clientX - box.left, event.clientY - box.top);
}

/** @param {App} app @param {PointerEvent} event */
function hover(app, event) {
  const tip = ui("tip");
  const isOnLabel = event.target instanceof Element && event.target.closest("li.e");
  const i = isOnLabel ? -1 : under(app, event);
  ui("list").style.cursor = i < 0 ? "" : "pointer";
  tip.style.display = i < 0 ? "none" : "block";
  if (i < 0) return;
  tip.replaceChildren(h("b", {}, titleOf(i)), h("small", {}, `${dateOf(i)} · ${FATE_WORDS[app.model.compared.fates[i]]}`));
  const box = ui("list").getBoundingClientRect();
  tip.style.left = `${Math.min(box.width - 330, Math.max(0, event.clientX - box.left + 14))}px`;
  tip.style.top = `${event.clientY - box.top + 14}px`;
}

/** A click on a label or a dot opens its details; links inside the list lead to their event. @param {App} app @param {MouseEvent} event */
function click(app, event) {
  const target = /** @type {Element} */ (event.target);
  const link = target.closest('a[href^="#"]');
  if (link) {
    event.preventDefault();
    app.follow(link.getAttribute("href") || "");
    return;
  }
  if (target.closest("a, summary, .toggle, .hit")) return;
  const i = under(app, event);
  if (i >= 0) app.select(i, true);
}

/** Two fingers zoom around the place between them. @param {App} app @param {HTMLElement} list */
function listenToPinch(app, list) {
  let [distance, zoom] = [0, 0];
  /** @param {TouchEvent} event */
  const apart = ({ touches: [one, two] }) => Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
  list.addEventListener("touchstart", (event) => {
    if (event.touches.length === 2) [distance, zoom] = [apart(event), app.state.zoom];
  }, { passive: true });
  list.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2 || !distance || !app.view) return;
    event.preventDefault();
    const [one, two] = event.touches;
    app.zoomAt(zoom + Math.log2(apart(event) / distance) / 3, (one.clientY + two.clientY) / 2);
  }, { passive: false });
  list.addEventListener("touchend", () => (distance = 0));
}
