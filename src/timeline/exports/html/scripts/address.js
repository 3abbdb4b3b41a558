// The state in the address: `#id?q=&tag=&who=&told=&up=&z=&view=&pair=&…`. What is missing has its default.

import { isAll, limitText, readLimits, wholeStory } from "./fence.js";
import { initialState, SHOWN_FATES } from "./state.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */

const ALL_FATES = [...SHOWN_FATES, "making"];

/** The part of the address behind `#`; empty for the default. @param {Data} data @param {State} state @param {(i: number) => string} idOf */
export function addressOf(data, state, idOf) {
  const { events, timelines, comparisons } = data;
  const query = new URLSearchParams();
  if (state.q.trim()) query.append("q", state.q.trim());
  for (const tag of state.tags) query.append("tag", events.tagNames[tag]);
  for (const person of state.who) query.append("who", events.peopleNames[person]);
  for (const season of state.told) query.append("told", season);
  if (!isAll(data, state.watched)) query.append("up", limitText(data, state.watched));
  if (state.zoom) query.append("z", String(Math.round(state.zoom * 100)));
  if (state.view === "list") query.append("view", "list");
  if (state.ripple) query.append("rip", "1");
  if (state.pair) {
    const pair = comparisons[state.pair];
    query.append("pair", `${timelines[pair.base].id},${timelines[pair.alt].id}`);
  }
  const hidden = SHOWN_FATES.filter((fate) => !state.fates.includes(fate));
  if (hidden.length) query.append("hide", hidden.join(","));
  if (state.fates.includes("making")) query.append("show", "making");
  for (const year of state.opened) query.append("open", String(year));
  if (state.office) query.append("office", data.offices[state.office]);
  const id = state.selected < 0 ? "" : encodeURIComponent(idOf(state.selected));
  const text = query.toString();
  return id + (text ? `?${text}` : "");
}

/**
 * The state of an address; what it does not understand, it leaves at the default.
 * @param {Data} data @param {string} hash without `#` @param {(id: string) => number} indexOf @returns {State}
 */
export function stateOf(data, hash, indexOf) {
  const state = initialState(wholeStory(data));
  const mark = hash.indexOf("?");
  const query = new URLSearchParams(mark < 0 ? "" : hash.slice(mark + 1));
  state.selected = indexOf(decoded(mark < 0 ? hash : hash.slice(0, mark)));
  state.q = query.get("q") || "";
  state.tags = numbers(data.events.tagNames, query.getAll("tag"));
  state.who = numbers(data.events.peopleNames, query.getAll("who"));
  const shows = data.shows.map((show) => show.id);
  state.told = query.getAll("told").filter((text) => shows.includes(text.replace(/:\d+$/, "")));
  state.watched = readLimits(data, query.get("up") || "") || state.watched;
  const zoom = Number(query.get("z"));
  state.zoom = zoom >= 0 && zoom <= 100 ? zoom / 100 : 0;
  state.view = query.get("view") === "list" ? "list" : "chart";
  state.ripple = query.get("rip") === "1" && state.selected >= 0;
  const names = data.comparisons.map((pair) => `${data.timelines[pair.base].id},${data.timelines[pair.alt].id}`);
  state.pair = Math.max(0, names.indexOf(query.get("pair") || ""));
  const hidden = (query.get("hide") || "").split(",");
  state.fates = ALL_FATES.filter((fate) => (fate === "making" ? query.get("show") === fate : !hidden.includes(fate)));
  state.opened = query.getAll("open").map(Number).filter(Number.isInteger);
  state.office = Math.max(0, data.offices.indexOf(query.get("office") || ""));
  return state;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string[]} names @param {string[]} texts @returns {number[]} */
const numbers = (names, texts) => texts.map((text) => names.indexOf(text)).filter((number) => number >= 0);
