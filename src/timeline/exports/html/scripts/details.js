// The details of one event beside the chart, or below it on a small screen.

import { daysOf } from "./data.js";
import { addressTo, bodyOf, dateOf, titleOf } from "./items.js";
import { effectsOf, walk } from "./model.js";
import { h, s, ui } from "./nodes.js";
import { STATUS_OF } from "./pairs.js";
import { colorNumber, colorOf } from "./colors.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {{ close: () => void, ripple: () => void, copy: (button: Element) => void, filter: (kind: "tags" | "who", value: number) => void }} DetailActions */

const MOST_EFFECTS = 9;

/** @type {Record<string, [string, string]>} */
const VERBS = {
  moved: ["Moved to", "Moved from"],
  replaced: ["Replaced by", "In place of"],
  averted: ["Averted by", "So this never happens"],
};

/** @type {Record<string, string>} */
export const FATE_WORDS = {
  shared: "shared past",
  kept: "the same in both",
  alike: "the same in both",
  moved: "moved",
  replaced: "replaced",
  averted: "averted",
  added: "only here",
  untold: "the other history does not say",
  making: "the making of the shows",
  aside: "another history",
};

/** Show the details of the selected event, or none. @param {Data} data @param {State} state @param {Model} model @param {DetailActions} actions */
export function showDetails(data, state, model, actions) {
  const panel = ui("details");
  const i = state.selected;
  panel.hidden = i < 0 || !model.seen.events[i];
  if (panel.hidden) {
    panel.replaceChildren();
    return;
  }
  const body = bodyOf(i);
  const told = toldIn(data, i);
  panel.replaceChildren(
    h("button", { class: "close", type: "button", "aria-label": "Close details", click: actions.close }, "×"),
    h("div", { class: "meta" }, historyOf(data, state, model, i), ` · ${FATE_WORDS[model.compared.fates[i]] || ""}`),
    h("h2", { tabindex: -1 }, titleOf(i)),
    h("div", { class: "meta" }, [dateOf(i), body.place].filter(Boolean).join(" · "), told ? h("br") : null, told),
    body.summary ? h("p", {}, body.summary) : "",
    ...counterparts(data, state, model, i),
    ...consequences(data, model, i),
    ...words(data, i, actions),
    ...sources(body),
    h(
      "div",
      { class: "acts" },
      h("button", { type: "button", "data-act": "ripple", click: actions.ripple }, state.ripple ? "Show everything" : "Show the ripple"),
      h("button", { type: "button", "data-act": "copy", click: (event) => actions.copy(event.currentTarget) }, "Copy link"),
    ),
  );
  panel.scrollTop = 0;
}

/** @param {Data} data @param {number} i */
function toldIn(data, i) {
  const show = data.events.show[i];
  if (show < 0) return "";
  const [season, episode] = [data.events.season[i], data.events.episode[i]];
  const step = data.steps[show].find(([ofSeason, number]) => ofSeason === season && number === episode && number !== null);
  const parts = [data.shows[show].name, season === null ? "" : `season ${season}`, episode === null ? "" : `episode ${episode}`];
  return parts.filter(Boolean).join(", ") + (step && step[2] ? ` “${step[2]}”` : "");
}

/** @param {Data} data @param {State} state @param {Model} model @param {number} i */
function historyOf(data, state, model, i) {
  const { base, alt } = data.comparisons[state.pair];
  const side = model.compared.sides[i];
  if (side === "S" || side === "B") return h("span", {}, "Both histories");
  const timeline = side === "R" ? alt : side === "L" ? base : data.events.own[i][0] || 0;
  return h("span", { class: `c${colorNumber(data, timeline)}t` }, data.timelines[timeline].name);
}

/** A link to an event with its date. @param {Data} data @param {number} i */
function linkTo(data, i) {
  const own = data.events.own[i][0] || 0;
  const link = h("a", { href: addressTo(i), class: `c${colorNumber(data, own)}t` }, titleOf(i));
  return [link, " ", h("small", {}, dateOf(i))];
}

/** The pairs of an event: in the open comparison, else in any. @param {Data} data @param {State} state @param {Model} model @param {number} i */
export function pairsOf(data, state, model, i) {
  const open = data.comparisons[state.pair];
  const found = model.compared.joins.map((k) => open.joins[k]).filter((join) => join[0] === i || join[1] === i);
  if (found.length) return found;
  const seen = model.seen.events;
  return data.comparisons.flatMap((pair) => pair.joins).filter((join) => (join[0] === i || join[1] === i) && seen[join[0]] && seen[join[1]]);
}

/** @param {Data} data @param {State} state @param {Model} model @param {number} i */
function counterparts(data, state, model, i) {
  return pairsOf(data, state, model, i).map(([base, alt, kind, drift]) => {
    const verb = VERBS[STATUS_OF[kind]][base === i ? 0 : 1];
    return h(
      "div",
      { class: "card" },
      h("div", { class: "meta" }, verb, drift ? " · " : "", drift ? h("b", {}, drift) : ""),
      ...linkTo(data, base === i ? alt : base),
      kind === "a" ? "" : dumbbell(data, state, base, alt, drift),
    );
  });
}

/** The two dates of a pair on one linear axis. @param {Data} data @param {State} state @param {number} base @param {number} alt @param {string} drift */
function dumbbell(data, state, base, alt, drift) {
  const spans = [daysOf(data.events, base), daysOf(data.events, alt)];
  const [low, high] = [Math.min(...spans.map((span) => span[0])), Math.max(...spans.map((span) => span[1]))];
  /** @param {number} day */
  const x = (day) => Math.round((14 + ((day - low) / Math.max(1, high - low)) * 300) * 10) / 10;
  /** @param {readonly [number, number]} span */
  const middle = ([first, last]) => x((first + last) / 2);
  const pair = data.comparisons[state.pair];
  const colors = [colorOf(data, pair.base), colorOf(data, pair.alt)];
  const [from, to] = [middle(spans[0]), middle(spans[1])];
  return s(
    "svg",
    { viewBox: "0 0 328 46", role: "img", "aria-label": drift || "not known how far apart" },
    ...[12, 36].map((y, k) => s("path", { d: `M8 ${y}H320`, stroke: colors[k], opacity: 0.4 })),
    ...spans.map(([first, last], k) =>
      s("rect", { x: x(first) - 3, width: x(last) - x(first) + 6, y: k ? 32 : 8, height: 8, rx: 4, fill: colors[k], opacity: 0.3 }),
    ),
    s("path", { d: `M${from} 12L${to} 36`, stroke: "var(--move)", "stroke-width": 2 }),
    s("circle", { cx: from, cy: 12, r: 4.5, fill: colors[0] }),
    s("circle", { cx: to, cy: 36, r: 4.5, fill: colors[1] }),
  );
}

/** @param {Data} data @param {Model} model @param {number} i */
function consequences(data, model, i) {
  const seen = model.seen.events;
  const { because } = data.events;
  const causes = because[i].filter((cause) => seen[cause]);
  const effects = effectsOf(data)[i].filter((effect) => seen[effect]);
  /** @type {HTMLElement[]} */
  const found = [];
  if (causes.length) {
    found.push(h("h3", {}, "Because"), h("ul", {}, ...causes.map((cause) => h("li", {}, ...linkTo(data, cause)))));
    const all = walk(because, seen, i);
    if (all.size > causes.length) found.push(h("small", {}, `${all.size} causes in all, back to ${dateOf(Math.min(...all))}`));
  }
  if (effects.length) {
    const first = effects.slice(0, MOST_EFFECTS);
    found.push(h("h3", {}, "What follows"), h("ul", {}, ...first.map((effect) => h("li", {}, ...linkTo(data, effect)))));
    const all = walk(effectsOf(data), seen, i).size;
    if (all > first.length) found.push(h("small", {}, `${all} events follow in all`));
  }
  return found;
}

/** The people and tags of an event; each is a button that filters by it. @param {Data} data @param {number} i @param {DetailActions} actions */
function words({ events }, i, actions) {
  /** @param {string} heading @param {"tags" | "who"} kind @param {number[]} values @param {string[]} names */
  const list = (heading, kind, values, names) =>
    values.length
      ? [h("h3", {}, heading), ...values.map((value) => h("button", { class: "tag", type: "button", click: () => actions.filter(kind, value) }, names[value]))]
      : [];
  return [...list("People", "who", events.people[i], events.peopleNames), ...list("Tags", "tags", events.tags[i], events.tagNames)];
}

/** @param {import("./items.js").Body} body @returns {HTMLElement[]} */
function sources({ sources: all }) {
  if (!all.length) return [];
  const lines = all.map(({ text, address }) =>
    h("li", {}, address && /^https?:\/\//.test(address) ? h("a", { href: address, rel: "noopener noreferrer" }, text) : text),
  );
  return [h("h3", {}, "Sources"), h("ul", { class: "src" }, ...lines)];
}

