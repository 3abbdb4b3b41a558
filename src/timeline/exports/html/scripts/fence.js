// The spoiler fence: how far the reader has watched each show, and what is seen then, as in `timeline.source.fence`.

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Step} Step */
/** @typedef {{ events: Uint8Array, timelines: Uint8Array }} Seen */

/** How many steps of each show there are. @param {Data} data */
export const wholeStory = (data) => data.steps.map((steps) => steps.length);

/** Whether everything has been watched. @param {Data} data @param {number[]} watched */
export const isAll = (data, watched) => watched.every((step, show) => step >= data.steps[show].length);

/** The steps watched after so many episodes in the order of airing. @param {Data} data @param {number} count */
export function watchedAfter(data, count) {
  const watched = data.steps.map(() => 0);
  for (const [show, step] of data.airing.slice(0, count)) watched[show] = Math.max(watched[show], step);
  return watched;
}

/** The number of episodes in the order of airing up to the last that has been watched. @param {Data} data @param {number[]} watched */
export function airedBy(data, watched) {
  let count = 0;
  data.airing.forEach(([show, step], k) => {
    if (step <= watched[show]) count = k + 1;
  });
  return count;
}

/** Which events and timelines are seen. @param {Data} data @param {number[]} watched @returns {Seen} */
export function seenAfter(data, watched) {
  const { events, timelines } = data;
  const seen = new Uint8Array(events.step.length).fill(1);
  const found = new Uint8Array(timelines.length).fill(1);
  if (isAll(data, watched)) return { events: seen, timelines: found };
  events.step.forEach((step, i) => {
    seen[i] = events.show[i] < 0 || step <= watched[events.show[i]] ? 1 : 0;
  });
  found.fill(0);
  found[0] = 1;
  // Whoever is told of an event is told of its timelines, what they descend from, and where each parts.
  const waiting = [...new Set(events.own.flatMap((own, i) => (seen[i] ? own : [])))];
  while (waiting.length) {
    const t = /** @type {number} */ (waiting.pop());
    if (t < 0 || (found[t] && t > 0)) continue;
    found[t] = 1;
    if (timelines[t].pod >= 0) seen[timelines[t].pod] = 1;
    waiting.push(timelines[t].parent, ...timelines[t].podIn.filter((each) => each > 0));
  }
  const stays = timelines.map((timeline, t) => found[t] > 0 || (t > 0 && !timeline.shows.length));
  for (let t = 1; t < timelines.length; t += 1) found[t] = isShownWithParents(data, stays, t) ? 1 : 0;
  return { events: seen, timelines: found };
}

/** @param {Data} data @param {boolean[]} stays @param {number} timeline */
function isShownWithParents(data, stays, timeline) {
  for (let t = timeline; t > 0; t = data.timelines[t].parent) if (!stays[t]) return false;
  return true;
}

/** A step as fans write it: "S2E5", "S2", or the name of a show without seasons. @param {Data} data @param {number} show @param {number} step */
export function stepName(data, show, step) {
  const [season, episode] = data.steps[show][step - 1];
  const code = (season === null ? "" : `S${season}`) + (episode === null ? "" : `E${episode}`);
  return [data.shows.length > 1 || !code ? data.shows[show].name : "", code].filter(Boolean).join(" ");
}

/** The fence as `--up-to` takes it: "fam:s2e5,star-city"; "none" if nothing was watched. @param {Data} data @param {number[]} watched */
export function limitText(data, watched) {
  const parts = watched.map((step, show) => {
    if (!step) return "";
    if (step >= data.steps[show].length) return data.shows[show].id;
    const [season, episode] = data.steps[show][step - 1];
    return `${data.shows[show].id}:s${season}${episode === null ? "" : `e${episode}`}`;
  });
  return parts.filter(Boolean).join(",") || "none";
}

/** The steps watched that a text means; null for one that means nothing. @param {Data} data @param {string} text */
export function readLimits(data, text) {
  if (text === "none") return data.steps.map(() => 0);
  const watched = data.steps.map(() => 0);
  for (const part of text.split(",")) {
    const [, id, season, episode] = /^(.*?)(?::s(\d+)(?:e(\d+))?)?$/i.exec(part.trim()) || [];
    const show = data.shows.findIndex((each) => each.id === id);
    if (show < 0) return null;
    watched[show] = season === undefined ? data.steps[show].length : lastStep(data.steps[show], +season, episode);
  }
  return watched;
}

/** @param {Step[]} steps @param {number} season @param {string | undefined} episode */
function lastStep(steps, season, episode) {
  let found = 0;
  steps.forEach(([ofSeason, number], k) => {
    const isBefore = ofSeason !== null && ofSeason < season;
    const isIn = ofSeason === season && (episode === undefined || (number !== null && number <= +episode));
    if (isBefore || isIn) found = k + 1;
  });
  return found;
}
