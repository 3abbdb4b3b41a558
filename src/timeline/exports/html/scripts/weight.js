// How much an event weighs against others, as in `timeline.exports.layout.weight`: the heaviest are named first.

export const NEIGHBOURHOOD = 4 * 365.25;
const PARTING = 9;
const REPLACED = 0.95;

/** @type {Record<string, number>} */
export const FATES = {
  moved: 0.5,
  replaced: 0.4,
  shared: 0.3,
  averted: 0.25,
  kept: 0.1,
  added: 0.05,
  alike: 0,
  untold: -0.1,
  aside: -0.4,
  making: -0.4,
};

/** @type {Record<string, number>} */
const TAGS = { first: 0.12, war: 0.06, disaster: 0.05, politics: 0.03 };

/**
 * What follows from each event, dampened.
 * @param {ArrayLike<number>} reach @param {Iterable<readonly [number, number]>} joins pairs of a base and an alternate event
 * @returns {number[]}
 */
export function ripples(reach, joins) {
  const found = Array.from(reach, (count) => count ** 0.6);
  for (const [base, alt] of joins) found[base] = Math.max(found[base], (REPLACED * reach[alt]) ** 0.6);
  return found;
}

/**
 * Each value as a share of the largest at most `distance` away from its place.
 * @param {ArrayLike<number>} values @param {ArrayLike<number>} places @param {number} distance @returns {number[]}
 */
export function local(values, places, distance) {
  const order = Array.from(values, (_, index) => index).sort((a, b) => places[a] - places[b] || a - b);
  const found = new Array(values.length).fill(0);
  /** @type {number[]} candidates for the largest, each larger than all behind it */
  const waiting = [];
  let start = 0;
  let ahead = 0;
  for (const index of order) {
    while (ahead < order.length && places[order[ahead]] <= places[index] + distance) {
      while (waiting.length > start && values[waiting[waiting.length - 1]] <= values[order[ahead]]) waiting.pop();
      waiting.push(order[ahead]);
      ahead += 1;
    }
    while (places[waiting[start]] < places[index] - distance) start += 1;
    found[index] = values[index] / Math.max(1, values[waiting[start]]);
  }
  return found;
}

/**
 * The weight of an event: its share of what follows among its neighbours, and its own merits.
 * @param {number} share @param {string} fate @param {string[]} tags @param {number} sources @param {number} people
 * @param {boolean} isBoth @param {boolean} isParting
 */
export function weight(share, fate, tags, sources, people, isBoth = false, isParting = false) {
  let merits = FATES[fate];
  for (const tag of Object.keys(TAGS)) if (tags.includes(tag)) merits += TAGS[tag];
  merits += 0.02 * Math.min(sources, 5) + 0.02 * Math.min(people, 4);
  return share + merits + (isBoth ? 0.15 : 0) + (isParting ? PARTING : 0);
}

/** Indices, the heaviest first; of equals, the earlier. @param {ArrayLike<number>} weights @returns {number[]} */
export function ranking(weights) {
  return Array.from(weights, (_, index) => index).sort((a, b) => weights[b] - weights[a] || a - b);
}

/**
 * How many events follow from each, directly or not, among those that are seen: a set of bits for each, some at a time.
 * @param {number[][]} causes @param {Uint8Array} seen @returns {Float64Array}
 */
export function reaches(causes, seen) {
  const count = causes.length;
  const found = new Float64Array(count);
  const order = causesFirst(causes, seen);
  const words = Math.min(64, Math.ceil(count / 32));
  const bits = new Uint32Array(words * count);
  const hasBits = new Uint8Array(count); // few have any in a long history, whose chains of causes are short
  for (let low = 0; low < count; low += words * 32) {
    for (let at = order.length - 1; at >= 0; at -= 1) {
      const event = order[at];
      const inside = event - low;
      const isInside = inside >= 0 && inside < words * 32;
      if (!hasBits[event] && !isInside) continue;
      const own = event * words;
      for (const cause of causes[event]) {
        if (!seen[cause]) continue;
        if (hasBits[event]) for (let word = 0; word < words; word += 1) bits[cause * words + word] |= bits[own + word];
        if (isInside) bits[cause * words + (inside >> 5)] |= 1 << (inside & 31);
        hasBits[cause] = 1;
      }
      if (!hasBits[event]) continue;
      for (let word = 0; word < words; word += 1) found[event] += ones(bits[own + word]);
      bits.fill(0, own, own + words);
      hasBits[event] = 0;
    }
  }
  return found;
}

/** The events that are seen, each after its causes. @param {number[][]} causes @param {Uint8Array} seen @returns {number[]} */
function causesFirst(causes, seen) {
  const done = new Uint8Array(causes.length);
  /** @type {number[]} */
  const found = [];
  for (let first = 0; first < causes.length; first += 1) {
    const path = [first];
    while (path.length) {
      const event = path[path.length - 1];
      if (done[event] === 2 || !seen[event]) path.pop();
      else if (done[event] === 1) {
        done[event] = 2;
        found.push(event);
        path.pop();
      } else {
        done[event] = 1;
        for (const cause of causes[event]) if (!done[cause] && seen[cause]) path.push(cause);
      }
    }
  }
  return found;
}

/** The number of bits that are set. @param {number} word */
function ones(word) {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
