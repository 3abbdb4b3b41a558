// What the page tells of each event. Up to some thousand events, its list says it; of more, the page keeps it compressed.

import { readJson } from "./data.js";

/** @typedef {{ text: string, address: string | null }} Source */
/** @typedef {{ sources: Source[], summary: string, place: string }} Body what an event says beside its title */
/** @typedef {[text: string, address: string | null][]} Sources */

/** Whether the page keeps all texts compressed, so that its list only holds what is near the window. */
export const isPacked = Boolean(document.querySelector('script[data-ui="texts"]'));

/** The items of a list that the page has as it is written; none in a packed page. */
export const listed = /** @type {HTMLLIElement[]} */ ([...document.querySelectorAll("ol[data-ui] > li.e")]);

/** What is known of each event at once. @type {{ ids: string[], titles: string[], dates: string[] }} */
const heads = { ids: [], titles: [], dates: [] };

/** @type {Map<string, number>} */
const indices = new Map();

/** Read the page: its data, and what it tells of each event. @returns {Promise<import("./data.js").Data>} */
export async function readPage() {
  if (isPacked) Object.assign(heads, await unpacked("texts"));
  else {
    for (const item of listed) {
      const [, date, title] = item.children[1].children;
      heads.ids.push(item.id);
      heads.dates.push(date.textContent || "");
      heads.titles.push(title.textContent || "");
    }
  }
  heads.ids.forEach((id, i) => indices.set(id, i));
  return isPacked ? unpacked("data") : readJson("data");
}

/** How many events the page has. */
export const eventCount = () => heads.ids.length;

/** Whether a history is long: beside its chart, the list only holds what is near the window, and marks and lines are painted. */
export const isLong = document.documentElement.classList.contains("many");

/** The index of an event by its id; -1 if there is none. @param {string} id */
export const indexOf = (id) => indices.get(id) ?? -1;

/** @param {number} i */
export const idOf = (i) => heads.ids[i];

/** @param {number} i */
export const titleOf = (i) => heads.titles[i];

/** @param {number} i */
export const dateOf = (i) => heads.dates[i];

/** A link to an event of this page. @param {number} i */
export const addressTo = (i) => `#${encodeURIComponent(heads.ids[i])}`;

/** JSON that the page keeps compressed; null if it does not. @param {string} name @returns {Promise<any>} */
async function unpacked(name) {
  const element = document.querySelector(`script[data-ui="${name}"]`);
  if (!element) return null;
  const letters = atob(element.textContent || "");
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < letters.length; k += 1) bytes[k] = letters.charCodeAt(k);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}

/** @type {[Sources, string | null, string][] | null} */
let bodies = null;

/** Unpack what events say beside their titles, if the page keeps it compressed. @returns {Promise<void>} */
export async function unpackBodies() {
  bodies ||= await unpacked("bodies");
}

/** @param {number} i @param {string} selector */
const textOf = (i, selector) => listed[i]?.querySelector(selector)?.textContent || "";

/** What an event says beside its title, as far as it is unpacked. @param {number} i @returns {Body} */
export function bodyOf(i) {
  const row = bodies && bodies[i];
  /** @type {Sources} */
  const sources = row ? row[0] : [...(listed[i]?.querySelectorAll(".src > *") || [])].map((each) => [each.textContent || "", each.getAttribute("href")]);
  return {
    sources: sources.map(([text, address]) => ({ text, address })),
    summary: row && row.length > 1 ? row[1] || "" : textOf(i, ".sum"),
    place: row && row.length > 1 ? row[2] : textOf(i, ".place"),
  };
}

/** A text for searching: small letters without accents. @param {string} text */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What a search looks at. @param {number} i @param {string[]} words its tags and people */
export function searchText(i, words) {
  const { summary, place } = bodyOf(i);
  return folded([titleOf(i), dateOf(i), summary, place, ...words].join(" "));
}
