// The menus of the bar: several seasons, tags and people at once, and how far each show was watched.

import { stepName } from "./fence.js";
import { folded } from "./items.js";
import { h } from "./nodes.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {{ value: string | number, name: string, count: number }} Choice */
/** @typedef {(patch: Partial<State>) => void} Change */

const SEARCHED = 12;

/** @param {string} name @returns {HTMLDetailsElement} */
const menu = (name) => /** @type {HTMLDetailsElement} */ (document.querySelector(`details[data-menu="${name}"]`));

/** @param {ArrayLike<number>[]} lists @param {number} size */
function counted(lists, size) {
  const counts = new Array(size).fill(0);
  for (const list of lists) for (const value of Array.from(list)) counts[value] += 1;
  return counts;
}

/** Fill the menus. @param {Data} data @param {() => State} state @param {Change} change */
export function fillMenus(data, state, change) {
  const { events } = data;
  /** @param {string[]} names @param {number[][]} lists @returns {Choice[]} */
  const named = (names, lists) => {
    const counts = counted(lists, names.length);
    return names.map((name, value) => ({ value, name, count: counts[value] }));
  };
  fill("told", "Seasons", seasonChoices(data), (value) => change({ told: flip(state().told, String(value)) }));
  const tags = named(events.tagNames, events.tags).sort((a, b) => a.name.localeCompare(b.name));
  fill("tag", "Tags", tags, (value) => change({ tags: flip(state().tags, Number(value)) }));
  fill("who", "People", named(events.peopleNames, events.people), (value) => change({ who: flip(state().who, Number(value)) }));
  fillShows(data, state, change);
  closeOutside();
}

/** @template T @param {T[]} list @param {T} value */
const flip = (list, value) => (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]);

/** @param {Data} data @returns {Choice[]} */
function seasonChoices(data) {
  const { events } = data;
  return data.steps.flatMap((steps, show) => {
    const seasons = [...new Set(steps.map(([season]) => season))];
    return seasons.map((season) => {
      const count = events.show.filter((of, i) => of === show && (season === null || events.season[i] === season)).length;
      const value = data.shows[show].id + (season === null ? "" : `:${season}`);
      return { value, name: data.shows[show].name + (season === null ? "" : ` S${season}`), count };
    });
  });
}

/** @param {string} name @param {string} label @param {Choice[]} choices @param {(value: string | number) => void} choose */
function fill(name, label, choices, choose) {
  const box = menu(name);
  box.hidden = !choices.length;
  const list = h("div", { role: "group", "aria-label": label });
  box.addEventListener("toggle", () => {
    if (!box.open || list.childElementCount) return;
    for (const { value, name: text, count } of choices) {
      const input = h("input", { type: "checkbox", value, change: () => choose(value) });
      list.append(h("label", {}, input, h("span", {}, text), h("small", {}, String(count))));
    }
    box.dispatchEvent(new Event("filled"));
  });
  const pop = /** @type {Element} */ (box.querySelector(".pop"));
  if (choices.length > SEARCHED) {
    const find = h("input", { type: "search", placeholder: "Find", "aria-label": `Find in ${label.toLowerCase()}` });
    find.addEventListener("input", () => {
      const words = folded(find.value);
      for (const each of list.children) /** @type {HTMLElement} */ (each).hidden = !folded(each.textContent || "").includes(words);
    });
    pop.append(find);
  }
  pop.append(list);
}

/** A slider for each show, if there are several. @param {Data} data @param {() => State} state @param {Change} change */
function fillShows(data, state, change) {
  const box = menu("shows");
  box.hidden = data.shows.length < 2;
  if (data.shows.length < 2) return;
  const pop = /** @type {Element} */ (box.querySelector(".pop"));
  data.shows.forEach(({ name }, show) => {
    const input = h("input", { type: "range", min: 0, max: data.steps[show].length, "aria-label": `How far you have watched ${name}`, "data-show": show });
    input.addEventListener("input", () => {
      const watched = state().watched.slice();
      watched[show] = Number(input.value);
      change({ watched });
    });
    pop.append(h("div", { class: "show" }, h("div", {}, name, " ", h("small", { "data-seen": show })), input));
  });
}

/** A click outside closes an open menu, and so does Escape. */
function closeOutside() {
  document.addEventListener("click", (event) => {
    for (const box of document.querySelectorAll("details.menu[open]")) {
      if (!box.contains(/** @type {Node} */ (event.target))) /** @type {HTMLDetailsElement} */ (box).open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const box = /** @type {HTMLDetailsElement | null} */ (event.target instanceof Element ? event.target.closest("details.menu[open]") : null);
    if (event.key !== "Escape" || !box) return;
    box.open = false;
    /** @type {HTMLElement} */ (box.firstElementChild).focus();
    event.stopPropagation();
  });
}

/** Show in the menus what is chosen. @param {Data} data @param {State} state */
export function syncMenus(data, state) {
  /** @type {[string, string, string[], (string | number)[]][]} */
  const chosen = [
    ["told", "Season", state.told.map((each) => each.replace(/:(\d+)$/, " S$1")), state.told],
    ["tag", "Tag", state.tags.map((tag) => data.events.tagNames[tag]), state.tags],
    ["who", "Person", state.who.map((person) => data.events.peopleNames[person]), state.who],
  ];
  for (const [name, label, words, values] of chosen) {
    const box = menu(name);
    const summary = /** @type {Element} */ (box.firstElementChild);
    summary.textContent = words.length ? words.join(", ") : label;
    box.classList.toggle("set", words.length > 0);
    const check = () => {
      for (const input of box.querySelectorAll("input[type=checkbox]")) {
        const field = /** @type {HTMLInputElement} */ (input);
        field.checked = values.map(String).includes(field.value);
      }
    };
    box.addEventListener("filled", check, { once: true });
    check();
  }
  for (const input of document.querySelectorAll("input[data-show]")) {
    const field = /** @type {HTMLInputElement} */ (input);
    const show = Number(field.dataset.show);
    field.value = String(state.watched[show]);
    const words = seenWords(data, show, state.watched[show]);
    field.setAttribute("aria-valuetext", words);
    /** @type {Element} */ (document.querySelector(`[data-seen="${show}"]`)).textContent = words;
  }
}

/** How far a show was watched, in words. @param {Data} data @param {number} show @param {number} step */
function seenWords(data, show, step) {
  if (!step) return "nothing";
  return step >= data.steps[show].length ? "all of it" : `up to ${stepName(data, show, step).replace(`${data.shows[show].name} `, "")}`;
}
