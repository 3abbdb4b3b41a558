// Nodes of the page, made one by one: text from the data never becomes markup.

/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Attribute */

/** @param {Element} node @param {Record<string, Attribute>} attributes @param {(Node | string | null)[]} children */
function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null) node.append(child);
}

/**
 * An element; an attribute that is a function listens to the event of its name.
 * @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {Record<string, Attribute>} attributes
 * @param {...(Node | string | null)} children @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  filled(node, attributes, children);
  return node;
}

/**
 * An element of a drawing.
 * @param {string} tag @param {Record<string, Attribute>} attributes @param {...(Node | string | null)} children
 * @returns {SVGElement}
 */
export function s(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  filled(node, attributes, children);
  return node;
}

/** @type {Map<string, HTMLElement>} */
const known = new Map();

/** The part of the page with this name. @param {string} name @returns {HTMLElement} */
export function ui(name) {
  const found = known.get(name) || /** @type {HTMLElement} */ (document.querySelector(`[data-ui="${name}"]`));
  known.set(name, found);
  return found;
}

/** @type {Map<string, number>} */
const widths = new Map();
/** @type {CanvasRenderingContext2D | null} */
let pen = null;
let family = "";

/** The width of a text in pixels, in the font that this reader's system gives the page. @param {string} text @param {number} size @param {number} weight */
export function textWidth(text, size, weight = 400) {
  const key = `${weight} ${size} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (!pen) {
      pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
      family = getComputedStyle(document.body).fontFamily; // once: it makes the browser work out all styles
    }
    pen.font = `${weight} ${size}px ${family}`;
    width = pen.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}
