// The items of the list that are in the document: all of them, or in a packed page those near the window, made when needed.

import { isLong, listed } from "./items.js";
import { h, ui } from "./nodes.js";

/** @type {(HTMLLIElement | undefined)[]} */
const elements = listed.slice();

/** @type {WeakMap<Element, number>} */
const eventsOf = new WeakMap(listed.map((item, i) => [item, i]));

/** The events whose items are in the document, in the order of time; those wanted last. */
let [held, wantedLast] = [listed.map((_, i) => i), new Set([-1])];

/** The headings of years that the page has as it is written, with the events below them. */
export const listedYears = /** @type {HTMLLIElement[]} */ ([...document.querySelectorAll("ol[data-ui] > li.yr")]).map((node) => ({
  node,
  year: node.dataset.y === undefined ? null : Number(node.dataset.y),
  from: eventsOf.get(/** @type {Element} */ (node.nextElementSibling)) ?? 0,
}));

/** The headings that are in the document, by the event below. */
const headings = new Map(listedYears.map(({ node, from }) => [from, node]));

/** Stand for the items above, and below, those that are held. */
const [above, below] = [0, 1].map(() => h("li", { class: "space", role: "presentation", "aria-hidden": "true" }));

/** @type {(i: number) => HTMLLIElement} */
let make = () => h("li");

/** No item of the list is lower, in pixels. */
const LEAST_HEIGHT = 30;

/** Begin a list that does not always hold all items. @param {(i: number) => HTMLLIElement} maker makes those that the page does not have */
export function startList(maker) {
  if (!isLong) return;
  make = maker;
  ui("list").append(below);
}

/** Whether an item is only in the document because it has the focus, or just gets it. @param {number} i */
export const isAway = (i) => isLong && !wantedLast.has(i);

/** Whether an item is in the document. @param {number} i */
export const isThere = (i) => elements[i] !== undefined;

/** The events whose items are in the document. */
export const heldItems = () => held;

/** The item of an event, if it is in the document. @param {number} i */
export const elementOf = (i) => elements[i];

/** The event of an item, or of what is in it; -1 if it is none. @param {Element | null} inside */
export function eventAt(inside) {
  const item = inside && inside.closest("li.e");
  return item ? eventsOf.get(item) ?? -1 : -1;
}

/** The link of an item, which is made if it is not in the document. @param {number} i @returns {HTMLAnchorElement} */
export function linkOf(i) {
  if (!isThere(i)) {
    held = [...held, i].sort((a, b) => a - b);
    arrange(headings.keys());
  }
  return /** @type {HTMLAnchorElement} */ (/** @type {Element} */ (elements[i]).children[1]);
}

/**
 * Hold the items of these events, and the one that has the focus, and no others.
 * @param {number[]} wanted in the order of time @param {Map<number, string>} years the headings above some of them
 */
export function hold(wanted, years = new Map()) {
  const focused = eventAt(document.activeElement);
  wantedLast = new Set(wanted);
  const next = focused < 0 || wantedLast.has(focused) ? wanted : [...wanted, focused].sort((a, b) => a - b);
  const kept = new Set(next);
  for (const i of held) {
    if (kept.has(i)) continue;
    elements[i]?.remove();
    elements[i] = undefined;
  }
  held = next;
  for (const [i, heading] of headings) {
    if (years.get(i) === heading.textContent) continue;
    heading.remove();
    headings.delete(i);
  }
  for (const [i, year] of years) if (!headings.has(i)) headings.set(i, h("li", { class: "yr" }, year));
  arrange(years.keys());
}

/** Put what is held into its order, touching only what is not in place. @param {Iterable<number>} headed */
function arrange(headed) {
  const isHeaded = new Set(headed);
  const list = ui("list");
  /** @type {Element} */
  let next = below;
  const put = (/** @type {Element} */ node) => {
    if (node.nextElementSibling !== next || node.parentNode !== list) list.insertBefore(node, next);
    next = node;
  };
  for (let k = held.length - 1; k >= 0; k -= 1) {
    const i = held[k];
    let item = elements[i];
    if (!item) {
      item = listed[i] || make(i);
      elements[i] = item;
      eventsOf.set(item, i);
    }
    put(item);
    if (isHeaded.has(i)) put(/** @type {Element} */ (headings.get(i)));
  }
  put(above);
}

/** How high the spaces are. @param {number} top @param {number} bottom in pixels */
export function space(top, bottom) {
  above.style.height = `${top}px`;
  below.style.height = `${bottom}px`;
}

/** Where the space below the items begins in the window. */
export const spaceTop = () => below.getBoundingClientRect().top;

/** Items that are drawn wherever they are. @type {HTMLElement[]} */
let drawn = [];

/**
 * Draw an item and those before it, up to two windows, wherever they are: others only get their true heights when they come
 * near the window, and would move it away. @param {number} i
 */
export function drawBefore(i) {
  for (const item of drawn) item.style.contentVisibility = "";
  drawn = [];
  const most = (2 * innerHeight) / LEAST_HEIGHT;
  for (let node = elements[i] ?? null; node && drawn.length < most; node = /** @type {HTMLLIElement | null} */ (node.previousElementSibling)) {
    if (!node.classList.contains("no")) drawn.push(node);
  }
  for (const item of drawn) item.style.contentVisibility = "visible";
}

/** How high the heading of a year is; 0 if there is none. */
export const headingHeight = () => headings.values().next().value?.offsetHeight ?? 0;
