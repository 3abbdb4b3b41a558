// Which label stands in which row, as in `timeline.exports.layout.rows`: the heaviest choose first, then they swap rows
// until they stand in order of time.

export const BLOCK = 3.2;

/** @typedef {{ first: number, last: number, middle: number }} Place the rows of a span, and the one of its middle */
/** @typedef {{ first: number, last: number, rows: number, top: number }} Block neighbouring cells that share their rows */

/** The row at a height. @param {number} y @param {number} top @param {number} row @param {number} count */
export function rowOf(y, top, row, count) {
  return Math.max(0, Math.min(count - 1, Math.floor((y - top) / row)));
}

/**
 * The row of each event that gets one, in the order given: the free row nearest to the middle of its span, and no farther
 * than `reach` rows from the span (null: any distance).
 * @param {Iterable<number>} order @param {Map<number, Place>} places @param {number} count @param {number | null} reach
 * @returns {Map<number, number>}
 */
export function placed(order, places, count, reach) {
  const free = new Uint8Array(count).fill(1);
  let left = count;
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const event of order) {
    if (!left) break;
    const row = nearest(free, /** @type {Place} */ (places.get(event)), reach);
    if (row >= 0) {
      found.set(event, row);
      free[row] = 0;
      left -= 1;
    }
  }
  return found;
}

/** @param {Uint8Array} free @param {Place} place @param {number | null} reach */
function nearest(free, place, reach) {
  const low = reach === null ? 0 : Math.max(0, place.first - reach);
  const high = reach === null ? free.length - 1 : Math.min(free.length - 1, place.last + reach);
  let best = -1;
  let [bestBeyond, bestOff] = [Infinity, Infinity];
  for (let row = low; row <= high; row += 1) {
    if (!free[row]) continue;
    const beyond = Math.max(place.first - row, row - place.last, 0);
    const off = Math.abs(row - place.middle);
    if (beyond < bestBeyond || (beyond === bestBeyond && off < bestOff)) [best, bestBeyond, bestOff] = [row, beyond, off];
  }
  return best;
}

/**
 * Rows after some events have swapped theirs so that they stand in the order of a key, then of their indices.
 * @param {Map<number, number>} rows @param {Iterable<number>} moving @param {(event: number) => number} key
 */
export function inOrder(rows, moving, key) {
  const chosen = [...moving].filter((event) => rows.has(event)).sort((a, b) => key(a) - key(b) || a - b);
  const slots = chosen.map((event) => /** @type {number} */ (rows.get(event))).sort((a, b) => a - b);
  const found = new Map(rows);
  chosen.forEach((event, k) => found.set(event, slots[k]));
  return found;
}

/**
 * Join neighbouring cells, given by their tops and the end of the last, into blocks of at least `BLOCK` rows.
 * @param {number[]} tops @param {number} row @returns {Block[]}
 */
export function blocks(tops, row) {
  /** @param {number} first @param {number} last */
  const isLow = (first, last) => tops[last + 1] - tops[first] < BLOCK * row;
  /** @type {Block[]} */
  const found = [];
  const count = tops.length - 1;
  for (let first = 0; first < count; ) {
    let last = first;
    while (last + 1 < count && isLow(first, last) && isLow(last + 1, last + 1)) last += 1;
    const height = tops[last + 1] - tops[first];
    const rows = Math.max(Math.floor(height / row + 0.05), height >= 0.8 * row ? 1 : 0);
    found.push({ first, last, rows, top: tops[first] + Math.max(0, (height - rows * row) / 2) });
    first = last + 1;
  }
  return found;
}
