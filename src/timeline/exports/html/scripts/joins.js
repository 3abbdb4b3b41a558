// The lines between two histories, as in `timeline.exports.layout.joins`: rails that part, curves, and places for words.

export const SLIDES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
export const FAR = 0.8;

/** @typedef {readonly [number, number]} Point */
/** @typedef {readonly [Point, Point, Point, Point]} Cubic two ends, and between them the points that bend it */
/** @typedef {readonly [number, number, number, number]} Box left, top, right, bottom */

/** A smooth way from 0 to 1, flat at both ends. @param {number} t */
export function smoothstep(t) {
  const share = Math.max(0, Math.min(1, t));
  return share * share * (3 - 2 * share);
}

/**
 * Where a rail is at a height: it leaves `start` at the parting and reaches `end` when the fork is over.
 * @param {number} y @param {number} parting @param {number} fork @param {number} start @param {number} end
 */
export function rail(y, parting, fork, start, end) {
  return start + (end - start) * smoothstep((y - parting) / fork);
}

/** How far aside the middle of a join lies. @param {number} number @param {number} gutter @param {number} drop */
export function bend(number, gutter, drop) {
  return (((37 * number) % 7) - 3) * Math.min(gutter / 10, drop / 60);
}

/** A curve that leaves and arrives level. @param {Point} start @param {Point} end @param {number} aside @returns {Cubic} */
export function curve(start, end, aside) {
  const middle = (start[0] + end[0]) / 2 + aside;
  return [start, [middle, start[1]], [middle, end[1]], end];
}

/** The point at a share of a curve. @param {Cubic} line @param {number} t @returns {Point} */
export function pointAt(line, t) {
  const u = 1 - t;
  const weights = [u ** 3, 3 * u * u * t, 3 * u * t * t, t ** 3];
  /** @param {0 | 1} axis */
  const along = (axis) => weights.reduce((total, w, k) => total + w * line[k][axis], 0);
  return [along(0), along(1)];
}

/**
 * The part of a curve between two heights: a line much longer than the window costs much to draw, above all if it is dashed.
 * @param {Cubic} line of `curve` @param {number} top @param {number} bottom @returns {Cubic}
 */
export function part(line, top, bottom) {
  const [from, to] = [line[0][1], line[3][1]];
  if (Math.min(from, to) >= top && Math.max(from, to) <= bottom) return line;
  /** @param {number} y the share of the curve that is over at a height */
  const share = (y) => {
    const wanted = Math.max(0, Math.min(1, (y - from) / (to - from)));
    let [low, high] = [0, 1];
    for (let turn = 0; turn < 30; turn += 1) {
      const middle = (low + high) / 2;
      if (smoothstep(middle) < wanted) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const [first, last] = from < to ? [share(top), share(bottom)] : [share(bottom), share(top)];
  const head = split(line, last)[0];
  return last > 0 ? split(head, first / last)[1] : line;
}

/** @param {Cubic} line @param {number} t @returns {[Cubic, Cubic]} */
function split([a, b, c, d], t) {
  /** @param {Point} one @param {Point} other @returns {Point} */
  const mid = (one, other) => [one[0] + (other[0] - one[0]) * t, one[1] + (other[1] - one[1]) * t];
  const [ab, bc, cd] = [mid(a, b), mid(b, c), mid(c, d)];
  const [abc, bcd] = [mid(ab, bc), mid(bc, cd)];
  const point = mid(abc, bcd);
  return [[a, ab, abc, point], [point, bcd, cd, d]];
}

/** Boxes that do not overlap, found by their heights. */
export class Boxes {
  constructor() {
    /** @type {Map<number, Box[]>} */
    this.bands = new Map();
  }

  /** Take the place of a box. @param {Box} box */
  add(box) {
    for (let band = Math.floor(box[1] / 32); band <= Math.floor(box[3] / 32); band += 1) {
      const found = this.bands.get(band);
      if (found) found.push(box);
      else this.bands.set(band, [box]);
    }
  }

  /** Whether no box overlaps this one. @param {Box} box */
  hasRoom(box) {
    for (let band = Math.floor(box[1] / 32); band <= Math.floor(box[3] / 32); band += 1) {
      for (const other of this.bands.get(band) || []) {
        if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
      }
    }
    return true;
  }
}

/**
 * The first free place on a curve for a label, by its middle, taken; null if there is none.
 * @param {Cubic} line @param {number} width @param {number} height @param {Point} within @param {Boxes} boxes
 * @returns {Point | null}
 */
export function slid(line, width, height, within, boxes) {
  for (const t of SLIDES) {
    const [x, y] = pointAt(line, t);
    /** @type {Box} */
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    if (within[0] <= box[0] && box[2] <= within[1] && boxes.hasRoom(box)) {
      boxes.add(box);
      return [x, y];
    }
  }
  return null;
}
