// The menus of the bar: several seasons, tags and people at once, and how far each show was watched.

import { stepName } from "./fence.js";
import { folded } from "./items.js";
import { h } from "./nodes.js";
import { termsOf } from "./terms.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {{ value: string | number, name: string, count: number }} Choice */
/** @typedef {(patch: Partial<State>) => void} Change */

const SEARCHED = 12;

/** What marks the choices of a menu that are chosen, by its name. @type {Map<string, () => void>} */
const checks = new Map();

/** @param {string} name @returns {HTMLDetailsElement} */
const menu = (name) => /** @type {HTMLDetailsElement} */ (document.querySelector(`details[data-menu="${name}"]`));

/** @typedef {() => import("./model.js").Model} ModelNow */

/** Fill the menus; each offers only what can be seen behind the fence. @param {Data} data @param {() => State} state @param {ModelNow} model @param {Change} change */
export function fillMenus(data, state, model, change) {
  const { events } = data;
  /** @param {string[]} names @param {number[][]} lists @returns {Choice[]} */
  const named = (names, lists) => {
    const counts = new Array(names.length).fill(0);
    const seen = model().seen.events;
    lists.forEach((list, i) => {
      if (seen[i]) for (const value of list) counts[value] += 1;
    });
    return names.map((name, value) => ({ value, name, count: counts[value] }));
  };
  fill("told", "Seasons", () => seasonChoices(data, model), (value) => change({ told: flip(state().told, String(value)) }));
  const tags = () => named(events.tagNames, events.tags).sort((a, b) => a.name.localeCompare(b.name));
  fill("tag", "Tags", tags, (value) => change({ tags: flip(state().tags, Number(value)) }));
  fill("who", "People", () => named(events.peopleNames, events.people), (value) => change({ who: flip(state().who, Number(value)) }));
  fillShows(data, state, change);
  fillOffices(data, state, model, change);
  closeOutside();
}

/** @template T @param {T[]} list @param {T} value */
const flip = (list, value) => (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]);

/** @param {Data} data @param {ModelNow} model @returns {Choice[]} */
function seasonChoices({ steps: all, shows, events }, model) {
  const seen = model().seen.events;
  return all.flatMap((steps, show) =>
    [...new Set(steps.map(([season]) => season))].map((season) => {
      const count = events.show.filter((of, i) => seen[i] && of === show && (season === null || events.season[i] === season)).length;
      const value = shows[show].id + (season === null ? "" : `:${season}`);
      return { value, name: shows[show].name + (season === null ? "" : ` S${season}`), count };
    }),
  );
}

/** @param {string} name @param {string} label @param {() => Choice[]} choices @param {(value: string | number) => void} choose */
function fill(name, label, choices, choose) {
  const box = menu(name);
  const all = choices();
  box.hidden = !all.length;
  const list = h("div", { role: "group", "aria-label": label });
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    list.replaceChildren(
      ...choices()
        .filter(({ count }) => count)
        .map(({ value, name: text, count }) => {
          const input = h("input", { type: "checkbox", value, change: () => choose(value) });
          return h("label", {}, input, h("span", {}, text), h("small", {}, String(count)));
        }),
    );
    (checks.get(name) || (() => {}))();
  });
  const pop = /** @type {Element} */ (box.querySelector(".pop"));
  if (all.length > SEARCHED) {
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

/** The office whose holders stand beside the rails, if there are several. @param {Data} data @param {() => State} state @param {ModelNow} model @param {Change} change */
function fillOffices(data, state, model, change) {
  const box = menu("office");
  box.hidden = data.offices.length < 2;
  const list = h("div", { role: "radiogroup", "aria-label": "Whose holders stand beside the rails" });
  /** @type {Element} */ (box.querySelector(".pop")).append(list);
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    list.replaceChildren(
      ...data.offices.flatMap((name, office) => {
        if (!isHeld(data, office, state(), model())) return [];
        const checked = office === state().office;
        return h("label", {}, h("input", { type: "radio", name: "office", checked, change: () => change({ office }) }), h("span", {}, name));
      }),
    );
  });
}

/** Whether an office has a holder that is seen. @param {Data} data @param {number} office @param {State} state @param {import("./model.js").Model} model */
function isHeld(data, office, state, { seen }) {
  return data.timelines.some((_, t) => seen.timelines[t] && termsOf(data, office, t, state.watched, seen).length);
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
    checks.set(name, check);
    check();
  }
  const office = /** @type {Element} */ (menu("office").firstElementChild);
  office.textContent = state.office ? data.offices[state.office] : "Office";
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
