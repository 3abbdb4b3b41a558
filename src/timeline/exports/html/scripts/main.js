// The page: data, state, what follows from both, and drawing it anew when something changes.

import { addressOf, stateOf } from "./address.js";
import { yearOf } from "./calendar.js";
import { colorOf, drawChart, viewOf } from "./chart.js";
import { listenToBar, syncBar } from "./controls.js";
import { daysOf, readJson } from "./data.js";
import { pairsOf, showDetails } from "./details.js";
import { wholeStory } from "./fence.js";
import { forgetTexts, isNarrowed } from "./filters.js";
import { showIntro, showTree } from "./intro.js";
import { indexOf, items, linkOf, unpack } from "./items.js";
import { listenToKeys } from "./keys.js";
import { hideEmptyYears, placeItems, retell } from "./labels.js";
import { modelOf } from "./model.js";
import { ui } from "./nodes.js";
import { drawOverview } from "./overview.js";
import { listenToPointer } from "./pointer.js";
import { cellOf, dayAt } from "./scale.js";
import { followWindow, keepDay, listenToOverview, MANY, reveal, small } from "./scrolling.js";
import { initialState } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./scrolling.js").Anchor} Anchor */

const root = document.documentElement;

/** The page at work. */
export class App {
  constructor() {
    /** @type {import("./data.js").Data} */
    this.data = readJson("data");
    this.state = initialState(wholeStory(this.data));
    this.model = modelOf(this.data, this.state);
    /** @type {import("./chart.js").View | null} null while the list is shown */
    this.view = null;
    /** @type {import("./markers.js").Spot[]} */
    this.spots = [];
    /** What the texts of the page tell: as it is written, the whole history and the first comparison. */
    /** The address that the state was taken from, or written to. */
    this.hash = "";
    this.told = `${this.state.watched};0`;
    /** Where the list begins on the page, and the height that is left for it in the window. */
    this.top = 0;
    this.scroll = 0;
    /** Where the window was when the chart was drawn last. */
    this.painted = 0;
    /** The classes of the chart that follow from its width. */
    this.kind = "";
    this.sizes = "";
    this.fit = 600;
  }

  /** Take over the page. */
  start() {
    this.dress(!small.matches);
    listenToBar(this.data, () => this.state, () => this.model, (patch) => this.change(patch), () => this.reset());
    listenToKeys(this);
    listenToPointer(this);
    for (const name of ["hashchange", "popstate"]) addEventListener(name, () => location.hash !== this.hash && this.read());
    addEventListener("scroll", () => requestAnimationFrame(() => followWindow(this)), { passive: true });
    addEventListener("resize", () => requestAnimationFrame(() => this.draw()));
    ui("details").addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
      if (!link) return;
      event.preventDefault();
      this.follow(link.getAttribute("href") || "");
    });
    listenToOverview(this);
    this.read();
    unpack().then(() => {
      forgetTexts();
      if (this.state.q) this.draw();
      else if (this.state.selected >= 0) this.details();
    });
  }

  /** Take the state from the address. */
  read() {
    this.hash = location.hash;
    this.state = stateOf(this.data, location.hash.slice(1), indexOf);
    this.draw();
    this.details();
    if (this.state.selected >= 0) reveal(this, this.state.selected);
  }

  /** Write the state into the address; a step that Back undoes if `isStep`. @param {boolean} isStep */
  write(isStep) {
    const address = addressOf(this.data, this.state, items.map((item) => item.id));
    if (`#${address}` === (location.hash || "#")) return;
    const url = address ? `#${address}` : location.pathname + location.search;
    if (isStep) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
    this.hash = location.hash;
  }

  /** Change some of the state; the day in the middle of the window stays where it is, or the one of an anchor. */
  /** @param {Partial<State>} patch @param {Anchor | null} anchor */
  change(patch, anchor = null) {
    const kept = anchor || this.middle();
    Object.assign(this.state, patch);
    this.draw();
    if ("watched" in patch || "ripple" in patch || "pair" in patch) this.details();
    if (kept && this.view) keepDay(this, kept);
    this.write("pair" in patch);
  }

  /** Everything as it is without an address, but what is selected. */
  reset() {
    const { selected, watched, pair } = this.state;
    this.state = { ...initialState(watched), selected, pair };
    this.draw();
    this.write(false);
    scrollTo(0, 0);
  }

  /** @returns {Anchor | null} */
  middle() {
    return this.view && scrollY > 200 ? { day: this.dayAt(innerHeight / 2), y: innerHeight / 2 } : null;
  }

  /** The day at a height of the window. @param {number} y */
  dayAt(y) {
    return this.view ? dayAt(this.view.layout.scale, y - ui("list").getBoundingClientRect().top) : 0;
  }

  /** Zoom and keep the day under the pointer. @param {number} zoom @param {number} y */
  zoomAt(zoom, y) {
    this.change({ zoom: Math.max(0, Math.min(1, zoom)) }, { day: this.dayAt(y), y });
  }

  /** Draw everything anew. */
  draw() {
    const { data, state } = this;
    this.model = modelOf(data, state);
    const isChart = !small.matches && state.view === "chart";
    this.dress(isChart);
    ui("details").hidden = state.selected < 0 || !this.model.seen.events[state.selected];
    const width = this.measure();
    this.view = isChart ? viewOf(data, state, this.model, width, this.fit) : null;
    this.retell();
    syncBar(data, state, this.model, this.view ? this.view.layout.named : null);
    if (this.view) this.drawChart();
    else ui("list").style.height = "";
    placeItems(data, state, this.model, this.view, this.around(items.length > MANY));
    if (!this.view) hideEmptyYears(this.model);
    drawOverview({ data, state, model: this.model }, small.matches, small.matches ? [innerWidth, 48] : [104, Math.max(420, innerHeight - this.top - 10)]);
    followWindow(this);
  }

  /** Give the page its classes; touching them needlessly would style every item anew. @param {boolean} isChart */
  dress(isChart) {
    const { state } = this;
    const { base, alt } = this.data.comparisons[state.pair];
    const isRipple = isChart && state.ripple && state.selected >= 0;
    const colors = `l${number(base)} r${base === alt ? 1 : number(alt)}`;
    const parts = ["js", colors, isChart ? "chart" : "list-view", isRipple ? "rip" : "", items.length > MANY ? "many" : "", isChart ? this.kind : ""];
    const classes = parts.filter(Boolean).join(" ");
    if (root.className !== classes) root.className = classes;
  }

  /** The texts that follow from the fence and the open pair. */
  retell() {
    const told = `${this.state.watched};${this.state.pair}`;
    if (told === this.told && !ui("tree").hidden) return;
    if (told !== this.told) {
      retell(this.data, this.state, this.model);
      showIntro(this.data, this.state, this.model);
    }
    this.told = told;
    showTree(this.data, this.state, this.model, (pair) => this.change({ pair }));
  }

  /** Measure the page before anything in it is changed; the width of the list. */
  measure() {
    const box = ui("list").getBoundingClientRect();
    const bar = small.matches ? 0 : ui("bar").offsetHeight;
    this.scroll = scrollY;
    this.top = box.top + this.scroll;
    this.fit = Math.max(600, innerHeight - this.top - 62);
    const sizes = [`${innerHeight - this.top - 10}px`, `${bar}px`];
    if (sizes.join() !== this.sizes) {
      this.sizes = sizes.join();
      root.style.setProperty("--oh", sizes[0]);
      root.style.setProperty("--bh", sizes[1]);
    }
    return box.width;
  }

  drawChart() {
    const view = /** @type {import("./chart.js").View} */ (this.view);
    const { frame, height } = view.layout;
    this.kind = `${frame.isTwo ? "two " : ""}${frame.isSnug ? "snug" : ""}`.trim();
    this.dress(true);
    ui("list").style.height = `${height}px`;
    this.paint();
    const [year, left, right] = ui("now").children;
    const { base, alt } = this.data.comparisons[this.state.pair];
    set(year, { width: `${frame.axis - 12}px` });
    set(left, { left: `${frame.axis}px`, width: `${frame.left - frame.axis - 6}px` });
    set(right, { left: `${frame.right + 12}px`, width: `${frame.width - frame.right - 12}px` });
    left.textContent = this.data.timelines[base].name;
    right.textContent = this.model.isParted ? this.data.timelines[alt].name : "";
  }

  /** Draw what is near the window. */
  paint() {
    const view = /** @type {import("./chart.js").View} */ (this.view);
    this.painted = this.scroll;
    view.near = this.around(view.layout.height > 3 * innerHeight);
    this.spots = drawChart(view, {
      openPair: (pair) => this.change({ pair }),
      toggleYear: (year) => this.toggleYear(year),
    });
  }

  /** The heights around the window, or all of them. @param {boolean} isLimited @returns {[number, number]} */
  around(isLimited) {
    const top = this.scroll - this.top;
    return isLimited ? [top - innerHeight, top + 2 * innerHeight] : [-Infinity, Infinity];
  }

  details() {
    showDetails(this.data, this.state, this.model, {
      close: () => this.select(-1, true),
      ripple: () => this.change({ ripple: !this.state.ripple }),
      copy: (button) => {
        const said = (/** @type {string} */ words) => (button.textContent = words);
        if (!navigator.clipboard) said("Copy it from the address bar");
        else navigator.clipboard.writeText(location.href).then(() => said("Copied"), () => said("Copy it from the address bar"));
      },
      filter: (kind, value) => this.change({ [kind]: [...new Set([...this.state[kind], value])] }),
    });
  }

  /** Open an event's details, or close them; `isFocused` moves the focus there and back. @param {number} i @param {boolean} isFocused */
  select(i, isFocused) {
    const before = this.state.selected;
    this.state.selected = i;
    if (i < 0) this.state.ripple = false;
    this.draw();
    this.details();
    this.write(true);
    if (i >= 0) reveal(this, i);
    if (!isFocused) return;
    const heading = ui("details").querySelector("h2");
    if (heading) heading.focus({ preventScroll: true });
    else if (before >= 0) linkOf(before).focus({ preventScroll: true });
  }

  /** Follow a link to an event of the page. @param {string} address */
  follow(address) {
    const i = indexOf(decodeURIComponent(address.slice(1)));
    if (i < 0) return;
    if (!this.model.filtered.shown[i] && isNarrowed(this.state)) Object.assign(this.state, { q: "", tags: [], who: [], told: [] });
    this.select(i, true);
  }

  /** The event that stands against another; -1 for none. @param {number} i */
  counterpartOf(i) {
    const [pair] = i < 0 ? [] : pairsOf(this.data, this.state, this.model, i);
    return pair ? (pair[0] === i ? pair[1] : pair[0]) : -1;
  }

  selectCounterpart() {
    const other = this.counterpartOf(this.state.selected);
    if (other >= 0) this.select(other, true);
  }

  /** Open a year whole, or close it. @param {number} year @param {Anchor | null} anchor */
  toggleYear(year, anchor = null) {
    const { opened } = this.state;
    this.change({ opened: opened.includes(year) ? opened.filter((each) => each !== year) : [...opened, year] }, anchor);
  }

  /** @param {number} i */
  openYearOf(i) {
    if (i < 0 || !this.view) return;
    const { scale, marks } = this.view.layout;
    const [first, last] = daysOf(this.data.events, i);
    const y = marks[i] + ui("list").getBoundingClientRect().top;
    this.toggleYear(scale.cells[cellOf(scale, yearOf((first + last) / 2))].year, { day: (first + last) / 2, y });
  }

}

/** The number of a timeline's color. @param {number} timeline */
const number = (timeline) => ["ours", "theirs", "third", "fourth"].findIndex((name) => colorOf(timeline) === `var(--${name})`);

/** @param {Element} node @param {Record<string, string>} styles */
function set(node, styles) {
  for (const [name, value] of Object.entries(styles)) /** @type {HTMLElement} */ (node).style.setProperty(name, value);
}

new App().start();
