// What follows from the data and the state, before anything has a place: what is seen, the fates, the weights, the filters.

import { spansOf } from "./data.js";
import { seenAfter } from "./fence.js";
import { filtered } from "./filters.js";
import { compared } from "./pairs.js";
import { local, NEIGHBOURHOOD, ranking, reaches, ripples, weight } from "./weight.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./state.js").State} State */
/**
 * @typedef {object} Model
 * @property {import("./fence.js").Seen} seen
 * @property {import("./pairs.js").Compared} compared
 * @property {ArrayLike<number>} reach how many events follow from each
 * @property {number[]} order the events, the heaviest first
 * @property {import("./filters.js").Filtered} filtered
 * @property {Set<number>} big the heaviest of those shown
 * @property {boolean} isParted whether the two timelines part, as far as is seen
 * @property {Set<number> | null} kin the causes and effects of the selected event, and its counterparts
 */

const BOLD = 40;

/** Everything the model was made of, to make only the changed parts anew. @type {{ fence: string, model: Model | null }} */
const last = { fence: "", model: null };

/** @param {Data} data @param {State} state @returns {Model} */
export function modelOf(data, state) {
  const fence = `${state.watched.join()};${state.pair}`;
  const before = last.fence === fence ? last.model : null;
  const pair = data.comparisons[state.pair];
  const seen = before ? before.seen : seenAfter(data, state.watched);
  const isParted = pair.base !== pair.alt && seen.timelines[pair.alt] > 0 && seen.timelines[pair.base] > 0;
  const fates = before ? before.compared : compared(pair, data.events, seen.events, isParted || pair.base === pair.alt);
  const reach = before ? before.reach : reaches(data.events.because, seen.events);
  const order = before ? before.order : weighed(data, state, fates, reach, isParted);
  const { events } = seen;
  const passed = filtered(data, state, events, fates);
  const big = heaviest(order, passed.shown, fates.fates);
  const kin = state.selected >= 0 ? kinOf(data, state, fates, events) : null;
  last.fence = fence;
  last.model = { seen, compared: fates, reach, order, filtered: passed, big, isParted, kin };
  return last.model;
}

/** The heaviest of those shown, which are bold. @param {number[]} order @param {Uint8Array} shown @param {string[]} fates */
function heaviest(order, shown, fates) {
  /** @type {Set<number>} */
  const found = new Set();
  for (let k = 0; k < order.length && found.size < BOLD; k += 1) {
    if (shown[order[k]] && fates[order[k]] !== "making") found.add(order[k]);
  }
  return found;
}

/** @param {Data} data @param {State} state @param {import("./pairs.js").Compared} fates @param {ArrayLike<number>} reach @param {boolean} isParted */
function weighed(data, state, fates, reach, isParted) {
  const { events, comparisons } = data;
  const pair = comparisons[state.pair];
  const joins = fates.joins.map((k) => /** @type {const} */ ([pair.joins[k][0], pair.joins[k][1]]));
  const { middles } = spansOf(events);
  const share = local(ripples(reach, joins), middles, NEIGHBOURHOOD);
  const weights = share.map((value, i) => {
    const tags = events.tags[i].map((tag) => events.tagNames[tag]);
    const isPod = isParted && i === pair.pod;
    return weight(value, fates.fates[i] || "aside", tags, events.sources[i], events.people[i].length, events.both[i] > 0, isPod);
  });
  return ranking(weights);
}

/** The events that lead to one or follow from it, as far as they are seen. @param {number[][]} links @param {Uint8Array} seen @param {number} from */
export function walk(links, seen, from) {
  /** @type {Set<number>} */
  const found = new Set();
  const waiting = [from];
  while (waiting.length) {
    for (const next of links[/** @type {number} */ (waiting.pop())]) {
      if (seen[next] && !found.has(next)) {
        found.add(next);
        waiting.push(next);
      }
    }
  }
  return found;
}

/** @type {number[][] | null} */
let effects = null;

/** The events that each is a cause of. @param {Data} data @returns {number[][]} */
export function effectsOf(data) {
  if (!effects) {
    /** @type {number[][]} */
    const found = data.events.because.map(() => []);
    data.events.because.forEach((causes, i) => causes.forEach((cause) => found[cause].push(i)));
    effects = found;
  }
  return effects;
}

/** @param {Data} data @param {State} state @param {import("./pairs.js").Compared} fates @param {Uint8Array} seen */
function kinOf(data, state, fates, seen) {
  const joins = data.comparisons[state.pair].joins;
  const found = new Set([...walk(data.events.because, seen, state.selected), ...walk(effectsOf(data), seen, state.selected)]);
  for (const k of fates.joins) {
    const [base, alt] = joins[k];
    if (base === state.selected || alt === state.selected) {
      found.add(base);
      found.add(alt);
    }
  }
  return found.add(state.selected);
}
