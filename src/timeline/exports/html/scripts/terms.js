// Who held an office when, in one timeline, as far as a fence shows it: `timeline.model.terms` over what
// `timeline.source.fence` leaves, so that a strip beside a rail tells what `timeline who --up-to` tells.

import { dayNumber } from "./data.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").State} State */
/** @typedef {import("./fence.js").Seen} Seen */
/** @typedef {{ state: State, first: number, last: number, isOpen: boolean }} Term `isOpen`: its end is not known */

/**
 * The terms of an office in a timeline, in the order of time.
 * @param {Data} data @param {number} office @param {number} timeline @param {number[]} watched @param {Seen} seen @returns {Term[]}
 */
export function termsOf(data, office, timeline, watched, seen) {
  const until = knownDays(data, watched, seen);
  const states = data.states.filter((state) => state.office === office && state.held[timeline] >= 0);
  const left = states.flatMap((state) => fencedState(data, state, watched, seen, until));
  const whole = new Map(cut(data, timeline, states.map(openly), Infinity, new Set()).map((term) => [term.state, term.last]));
  const free = cut(data, timeline, left, Infinity, new Set());
  const ended = new Set(
    free
      .filter((term) => term.state.held[timeline] > 0 && term.last !== dayNumber(term.state.last))
      .filter((term) => whole.get(term.state) === term.last)
      .map((term) => term.state),
  );
  return cut(data, timeline, left, until[timeline], ended);
}

/** @param {State} state @returns {Term} */
const openly = (state) => ({ state, first: dayNumber(state.first), last: dayNumber(state.last), isOpen: state.last === null });

/** The last day up to which each timeline is known, as `timeline.source.reach` has it. @param {Data} data @param {number[]} watched @param {Seen} seen */
export function knownDays(data, watched, seen) {
  const days = data.knownUntil.map(dayNumber);
  data.timelines.forEach((timeline, t) => {
    if (!t || timeline.shows.every((show) => watched[show] >= data.steps[show].length)) return;
    let known = -Infinity;
    for (const season of data.seasons) {
      const isSeen = timeline.shows.includes(season.show) && watched[season.show] >= season.to;
      if (isSeen && season.knownTo !== null) known = Math.max(known, season.knownTo);
    }
    const { events } = data;
    events.own.forEach((own, i) => {
      if (!own.includes(t) || !seen.events[i] || events.show[i] < 0 || events.making[i] || events.outside[i]) return;
      known = Math.max(known, events.first[i] ?? -Infinity);
    });
    days[t] = Math.min(days[t], known);
  });
  return days.map((day, t) => (seen.timelines[t] ? day : -Infinity));
}

/** Whether the watched episodes tell of a state, or no show does. @param {Data} data @param {State} state @param {number[]} watched */
function isTold(data, state, watched) {
  if (state.show < 0 || watched[state.show] >= data.steps[state.show].length) return true;
  const [season, episode] = data.steps[state.show][watched[state.show] - 1] || [-1, null];
  if (state.season === null || season === null) return false;
  if (state.season !== season) return state.season < season;
  const next = data.steps[state.show][watched[state.show]];
  const isWhole = episode === null || !next || next[0] !== season;
  return isWhole || (state.episode !== null && state.episode <= /** @type {number} */ (episode));
}

/**
 * A state as far as it is known, or nothing.
 * @param {Data} data @param {State} state @param {number[]} watched @param {Seen} seen @param {number[]} until @returns {Term[]}
 */
function fencedState(data, state, watched, seen, until) {
  const term = openly(state);
  const told = isTold(data, state, watched);
  const isUnseen = state.show >= 0 && watched[state.show] === 0;
  if (!told && (state.season !== null || (state.alt && isUnseen))) return [];
  const own = state.own.filter((t) => seen.timelines[t]);
  if (!state.alt || !own.length) return own.length || state.everywhere ? [term] : [];
  const holders = data.timelines.map((_, t) => t).filter((t) => state.held[t] >= 0 && seen.timelines[t]);
  const tellers = holders.filter((t) => data.timelines[t].shows.length);
  const known = Math.max(...[...own, ...tellers].map((t) => until[t]));
  if (term.first > known && !(state.show >= 0 && told)) return [];
  const isComplete = state.show >= 0 && watched[state.show] >= data.steps[state.show].length;
  if (term.last <= known || !state.span || isComplete) return [term];
  return term.first === -Infinity ? [term] : [{ ...term, last: Infinity, isOpen: true }];
}

/**
 * The terms that states make in a timeline: a state of its own ends an inherited one for good.
 * @param {Data} data @param {number} timeline @param {Term[]} states @param {number} until the last day that is known
 * @param {Set<State>} ended those with an end that is known for sure
 * @returns {Term[]}
 */
function cut(data, timeline, states, until, ended) {
  const placed = states.filter(({ state, first }) => (state.alt && !state.held[timeline]) || first <= until);
  const found = placed.map((term) => {
    const distance = term.state.held[timeline];
    const parted = dayNumber(data.parted[timeline][distance] ?? null);
    const nearer = placed
      .filter(({ state }) => state.alt && state.held[timeline] < distance && dayNumber(state.surelyFrom) >= parted)
      .sort((a, b) => a.first - b.first)
      .find(({ first }) => first > term.first);
    let { last, isOpen } = term;
    if (nearer && nearer.first < last) [last, isOpen] = [dayNumber(nearer.state.surelyFrom), false];
    const known = (!term.state.alt || distance) && !ended.has(term.state) ? until : Infinity;
    const isSpan = term.state.span || last !== dayNumber(term.state.last);
    if (known < Infinity && last > Math.min(known, parted) && isSpan && term.first > -Infinity) [last, isOpen] = [Infinity, true];
    return { ...term, last, isOpen };
  });
  return found.sort((a, b) => a.first - b.first || a.last - b.last);
}
