// The items of the list: the page's own elements, found once. The chart only places them.


/** @typedef {{ text: string, address: string | null }} Source */
/** @typedef {{ sources: Source[], summary: string, place: string }} Body what an event says beside its title */

/** @type {HTMLLIElement[]} */
export const items = [...document.querySelectorAll("li.e")].map((item) => /** @type {HTMLLIElement} */ (item));

/** @type {Map<string, number>} */
const indices = new Map(items.map((item, i) => [item.id, i]));

/** The index of an event by its id; -1 if there is none. @param {string} id */
export const indexOf = (id) => indices.get(id) ?? -1;

/** @param {number} i @param {string} part */
const textOf = (i, part) => (items[i].querySelector(part) || { textContent: "" }).textContent || "";

/** @param {number} i */
export const titleOf = (i) => textOf(i, "b");

/** @param {number} i */
export const dateOf = (i) => textOf(i, "time");

/** @param {number} i @returns {HTMLAnchorElement} */
export const linkOf = (i) => /** @type {HTMLAnchorElement} */ (items[i].querySelector(":scope > a"));

/** @type {[Source[] | [string, string | null][], string | null, string][] | null} */
let unpacked = null;

/** Unpack what the page keeps compressed; without that, this does nothing. @returns {Promise<void>} */
export async function unpack() {
  const element = document.querySelector('script[data-ui="bodies"]');
  if (!element || unpacked) return;
  const bytes = Uint8Array.from(atob(element.textContent || ""), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  unpacked = await new Response(stream).json();
}

/** What an event says beside its title, as far as it is unpacked. @param {number} i @returns {Body} */
export function bodyOf(i) {
  const row = unpacked && unpacked[i];
  const sources = row
    ? row[0].map((source) => /** @type {[string, string | null]} */ (/** @type {unknown} */ (source)))
    : [...items[i].querySelectorAll(".src > *")].map((each) => [each.textContent || "", each.getAttribute("href")]);
  return {
    sources: sources.map(([text, address]) => ({ text: String(text), address: /** @type {string | null} */ (address) })),
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

