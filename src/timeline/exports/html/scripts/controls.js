// The bar above the chart: search, fence, zoom, view and the chips, which are filter, legend and counts at once.

import { airedBy, isAll, stepName, watchedAfter } from "./fence.js";
import { fillMenus, syncMenus } from "./menus.js";
import { ui } from "./nodes.js";
import { toggled } from "./state.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./menus.js").Change} Change */

const WAIT = 120;

/** @param {string} name @returns {HTMLInputElement} */
export const field = (name) => /** @type {HTMLInputElement} */ (ui(name));

/** Listen to the bar. @param {Data} data @param {() => State} state @param {import("./menus.js").ModelNow} model @param {Change} change @param {() => void} reset */
export function listenToBar(data, state, model, change, reset) {
  let timer = 0;
  field("search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => change({ q: field("search").value }), WAIT);
  });
  field("zoom").addEventListener("input", () => change({ zoom: Number(field("zoom").value) / 100 }));
  const fence = field("fence");
  fence.max = String(data.airing.length);
  fence.addEventListener("input", () => change({ watched: watchedAfter(data, Number(fence.value)) }));
  /** @type {HTMLElement} */ (fence.closest("label")).hidden = !data.airing.length;
  ui("reset").addEventListener("click", reset);
  ui("more").addEventListener("click", () => {
    const isOpen = ui("bar").classList.toggle("open");
    ui("more").setAttribute("aria-expanded", String(isOpen));
  });
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => change({ view: button.getAttribute("data-view") === "list" ? "list" : "chart" }));
  }
  for (const button of ui("chips").children) {
    const fate = button.getAttribute("data-fate") || "";
    button.addEventListener("click", () => change({ fates: toggled(state().fates, fate) }));
  }
  fillMenus(data, state, model, change);
}

/** Show in the bar what is chosen, and how many events there are. @param {Data} data @param {State} state @param {import("./model.js").Model} model @param {import("./chart.js").View | null} view */
export function syncBar(data, state, model, view) {
  if (document.activeElement !== field("search")) field("search").value = state.q;
  field("zoom").value = String(Math.round(state.zoom * 100));
  const count = airedBy(data, state.watched);
  field("fence").value = String(count);
  const words = fenceWords(data, state.watched, count);
  ui("fence-name").textContent = words;
  field("fence").setAttribute("aria-valuetext", words);
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === state.view));
  }
  for (const button of ui("chips").children) {
    const fate = button.getAttribute("data-fate") || "";
    button.setAttribute("aria-pressed", String(state.fates.includes(fate)));
    /** @type {Element} */ (button.querySelector("i")).textContent = (model.filtered.counts[fate] || 0).toLocaleString("en");
    /** @type {HTMLElement} */ (button).hidden = fate === "making" && !data.events.making.some((isMaking) => isMaking > 0);
  }
  syncMenus(data, state);
  ui("count").textContent = countWords(model, view);
}

/** @param {Data} data @param {number[]} watched @param {number} count */
function fenceWords(data, watched, count) {
  if (isAll(data, watched)) return "all told";
  if (!count) return "nothing yet";
  const isMixed = watchedAfter(data, count).join() !== watched.join();
  const [show, step] = data.airing[count - 1];
  return isMixed ? "by show" : `up to ${stepName(data, show, step)}`;
}

/** @param {import("./model.js").Model} model @param {import("./chart.js").View | null} view */
function countWords({ filtered, seen }, view) {
  const { total } = filtered;
  const [placed, named] = view ? [view.layout.placed.length, view.layout.named] : [total, total];
  const events = `${total.toLocaleString("en")} event${total === 1 ? "" : "s"}`;
  const drawn = placed >= total ? "" : `, the heaviest ${placed.toLocaleString("en")} drawn`;
  const labelled = named >= total ? "" : `, ${named.toLocaleString("en")} labelled`;
  const hidden = seen.events.length - seen.events.reduce((sum, each) => sum + each, 0);
  return events + drawn + labelled + (hidden ? ` · ${hidden.toLocaleString("en")} fenced off` : "");
}
