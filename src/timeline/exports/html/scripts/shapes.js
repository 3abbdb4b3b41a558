// Marks and lines as shapes, which are drawn as elements, or painted where they are too many to be elements.

import { s } from "./nodes.js";

/**
 * @typedef {object} Shape
 * @property {string} d as of a path @property {string} [kind] the classes of its element
 * @property {string} [stroke] a color: `var(--name)`, or `url(#_gradient)` for that of the joins @property {string} [fill]
 * @property {number} [width] of the stroke @property {number} [opacity] @property {number[]} [dash]
 */
/** @typedef {{ left: number, right: number, from: string, to: string }} Gradient the colors of the two histories, and where they are */

/** @param {Shape} shape @returns {SVGElement} */
export function drawnShape({ d, kind, stroke, fill, width, opacity, dash }) {
  return s("path", {
    class: kind, d, stroke, fill: fill ?? "none", "stroke-width": width, opacity: opacity === 1 ? null : opacity, "stroke-dasharray": dash?.join(" "),
  });
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const forced = matchMedia("(forced-colors: active)");

/** The colors of the page as a canvas takes them. @type {Map<string, string>} */
const inks = new Map();

/** Call this when the colors of the page change. @param {() => void} act */
export function onNewColors(act) {
  for (const query of [dark, forced]) {
    query.addEventListener("change", () => {
      inks.clear();
      act();
    });
  }
}

/** @param {string} color */
function inkOf(color) {
  if (forced.matches) return color === "var(--bg)" ? "Canvas" : "CanvasText";
  let ink = inks.get(color);
  if (ink === undefined) {
    ink = getComputedStyle(document.documentElement).getPropertyValue(color.slice(4, -1));
    inks.set(color, ink);
  }
  return ink;
}

/** Sharper than this, nobody sees it, and the memory it takes grows with the square. */
const SHARPEST = 2;

/** How far a shape reaches beyond the rails: a mark, the end of a leader, the span of an event. */
const ASIDE = 24;

/**
 * Paint shapes on a canvas that is as wide as they need (every pixel costs) and reaches from one height of the chart to another.
 * @param {HTMLCanvasElement} canvas @param {Shape[]} shapes @param {[number, number]} near @param {Gradient} gradient
 */
export function paintShapes(canvas, shapes, [top, bottom], gradient) {
  const scale = Math.min(SHARPEST, devicePixelRatio);
  const left = Math.floor(gradient.left - ASIDE);
  const width = Math.ceil(gradient.right + ASIDE) - left;
  const height = Math.max(0, bottom - top);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px`, left: `${left}px`, top: `${top}px` });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
  const across = pen.createLinearGradient(gradient.left, 0, gradient.right, 0);
  across.addColorStop(0, inkOf(gradient.from));
  across.addColorStop(1, inkOf(gradient.to));
  for (const { d, stroke, fill, width: thickness = 1, opacity = 1, dash = [] } of shapes) {
    const path = new Path2D(d);
    pen.globalAlpha = opacity;
    if (fill) {
      pen.fillStyle = inkOf(fill);
      pen.fill(path);
    }
    if (!stroke) continue;
    pen.strokeStyle = stroke.startsWith("url") ? across : inkOf(stroke);
    pen.lineWidth = thickness;
    pen.setLineDash(dash);
    pen.stroke(path);
  }
}
