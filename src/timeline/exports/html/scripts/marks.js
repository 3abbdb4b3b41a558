// How a fate looks, as in `timeline.exports.layout.marks`: shape for the fate, filling for certainty, color for the history.

export const NAMED = 4.6;
export const UNNAMED = 2.6;

/** @typedef {{ shape: string, ink: string, size: number }} Look */

const DISC = { shape: "disc", ink: "history", size: 1 };
const DIAMOND = { shape: "diamond", ink: "history", size: 1 };
const SQUARE = { shape: "square", ink: "history", size: 1 };
const QUIET = { shape: "disc", ink: "ink3", size: 0.8 };
const RING = { shape: "ring", ink: "ink3", size: 0.8 };

/** @type {Record<string, [Look, Look]>} */
export const LOOKS = {
  shared: [DISC, DISC],
  moved: [DIAMOND, DIAMOND],
  replaced: [SQUARE, SQUARE],
  averted: [{ shape: "cross", ink: "gone", size: 1 }, DISC],
  added: [DISC, DISC],
  kept: [DISC, DISC],
  alike: [DISC, DISC],
  untold: [QUIET, QUIET],
  making: [RING, RING],
  aside: [DISC, DISC],
};

/** How an event looks on the left (0) or on the right (1). @param {string} fate @param {number} side @returns {Look} */
export const look = (fate, side) => LOOKS[fate][side];

/** A number as short as a tenth of a pixel. @param {number} value */
export const at = (value) => Math.round(value * 10) / 10;

/** The outline of a mark, as the `d` of a path. @param {string} shape @param {number} x @param {number} y @param {number} r */
export function outline(shape, x, y, r) {
  if (shape === "cross") return `M${at(x - r)} ${at(y - r)}l${at(2 * r)} ${at(2 * r)}m0 ${at(-2 * r)}l${at(-2 * r)} ${at(2 * r)}`;
  if (shape === "diamond") {
    const d = r * 1.4;
    return `M${at(x)} ${at(y - d)}l${at(d)} ${at(d)}l${at(-d)} ${at(d)}l${at(-d)} ${at(-d)}z`;
  }
  if (shape === "square") return `M${at(x - r)} ${at(y - r)}h${at(2 * r)}v${at(2 * r)}h${at(-2 * r)}z`;
  return `M${at(x - r)} ${at(y)}a${at(r)} ${at(r)} 0 1 0 ${at(2 * r)} 0a${at(r)} ${at(r)} 0 1 0 ${at(-2 * r)} 0z`;
}
