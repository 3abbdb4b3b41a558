// The page: data, state, what follows from both, and drawing it anew when something changes.

import { addressOf, stateOf } from "./address.js";
import { toOrdinal, yearOf, yearWords } from "./calendar.js";
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
import { drawOverview, frameDays, strip } from "./overview.js";
import { listenToPointer } from "./pointer.js";
import { cellOf, dayAt, yAt } from "./scale.js";
import { initialState } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {{ day: number, y: number }} Anchor a day, and where in the window it stays */

/** From how many events on only the labels near the window are placed. */
const MANY = 1500;

const small = matchMedia("(max-width: 899px)");
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
    this.told = `${this.state.watched};0`;
    /** Where the list begins on the page, and the height that is left for it in the window. */
    this.top = 0;
    this.scroll = 0;
    /** The classes of the chart that follow from its width. */
    this.kind = "";
    this.sizes = "";
    this.fit = 600;
  }

  /** Take over the page. */
  start() {
    this.dress(!small.matches);
    listenToBar(this.data, () => this.state, (patch) => this.change(patch), () => this.reset());
    listenToKeys(this);
    listenToPointer(this);
    addEventListener("hashchange", () => this.read());
    addEventListener("popstate", () => this.read());
    addEventListener("scroll", () => requestAnimationFrame(() => this.scrolled()), { passive: true });
    addEventListener("resize", () => requestAnimationFrame(() => this.draw()));
    ui("details").addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
      if (!link) return;
      event.preventDefault();
      this.follow(link.getAttribute("href") || "");
    });
    this.listenToOverview();
    this.read();
    unpack().then(() => {
      forgetTexts();
      if (this.state.q) this.draw();
      else if (this.state.selected >= 0) this.details();
    });
  }

  /** Take the state from the address. */
  read() {
    this.state = stateOf(this.data, location.hash.slice(1), indexOf);
    this.draw();
    this.details();
    if (this.state.selected >= 0) this.reveal(this.state.selected);
  }

  /** Write the state into the address; a step that Back undoes if `isStep`. @param {boolean} isStep */
  write(isStep) {
    const address = addressOf(this.data, this.state, items.map((item) => item.id));
    if (`#${address}` === (location.hash || "#")) return;
    const url = address ? `#${address}` : location.pathname + location.search;
    if (isStep) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  }

  /** Change some of the state; the day in the middle of the window stays where it is, or the one of an anchor. */
  /** @param {Partial<State>} patch @param {Anchor | null} anchor */
  change(patch, anchor = null) {
    const kept = anchor || this.middle();
    Object.assign(this.state, patch);
    this.draw();
    if ("watched" in patch || "ripple" in patch || "pair" in patch) this.details();
    if (kept && this.view) this.keep(kept);
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

  /** Scroll so that a day is at a height of the window. @param {Anchor} anchor */
  keep({ day, y }) {
    if (!this.view) return;
    scrollTo(0, scrollY + ui("list").getBoundingClientRect().top + yAt(this.view.layout.scale, day) - y);
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
    placeItems(data, state, this.model, this.view, this.near());
    if (!this.view) hideEmptyYears(this.model);
    drawOverview({ data, state, model: this.model }, small.matches, small.matches ? [innerWidth, 48] : [104, Math.max(420, innerHeight - this.top - 10)]);
    this.scrolled();
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
    this.spots = drawChart(view, {
      openPair: (pair) => this.change({ pair }),
      toggleYear: (year) => this.toggleYear(year),
    });
    const [year, left, right] = ui("now").children;
    const { base, alt } = this.data.comparisons[this.state.pair];
    set(year, { width: `${frame.axis - 12}px` });
    set(left, { left: `${frame.axis}px`, width: `${frame.left - frame.axis - 6}px` });
    set(right, { left: `${frame.right + 12}px`, width: `${frame.width - frame.right - 12}px` });
    left.textContent = this.data.timelines[base].name;
    right.textContent = this.model.isParted ? this.data.timelines[alt].name : "";
  }

  /** Between which heights labels are placed. @returns {[number, number]} */
  near() {
    if (items.length <= MANY || !this.view) return [-Infinity, Infinity];
    const top = this.scroll - this.top;
    return [top - innerHeight, top + 2 * innerHeight];
  }

  /** Follow the window: the year at its top, the frame in the overview, labels that come near. */
  scrolled() {
    const top = ui("list").getBoundingClientRect().top;
    this.scroll = scrollY;
    const bar = small.matches ? 0 : ui("bar").offsetHeight;
    if (this.view) {
      const { scale } = this.view.layout;
      const cell = scale.cells[cellOf(scale, yearOf(dayAt(scale, bar + 44 - top)))];
      ui("now").children[0].textContent = bar + 44 - top > 60 && cell ? yearWords(yearOf(dayAt(scale, bar + 44 - top))) : "";
      frameDays(dayAt(scale, bar - top), dayAt(scale, innerHeight - top));
      if (items.length > MANY) placeItems(this.data, this.state, this.model, this.view, this.near());
      return;
    }
    const headings = [...document.querySelectorAll(".yr:not(.no)")];
    const tops = headings.map((heading) => heading.getBoundingClientRect().top);
    const years = headings.map((heading) => Number(heading.getAttribute("data-y")));
    const first = Math.max(0, tops.findLastIndex((each) => each < 60));
    const last = Math.max(first, tops.findLastIndex((each) => each < innerHeight));
    if (years.length) frameDays(toOrdinal(years[first], 1, 1), toOrdinal(years[last] + 1, 1, 1));
  }

  details() {
    showDetails(this.data, this.state, this.model, {
      close: () => this.select(-1, true),
      ripple: () => this.change({ ripple: !this.state.ripple }),
      copy: () => navigator.clipboard && navigator.clipboard.writeText(location.href),
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
    if (i >= 0) this.reveal(i);
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

  /** Scroll to an event if it is not in the window. @param {number} i */
  reveal(i) {
    const bar = small.matches ? 60 : ui("bar").offsetHeight;
    const list = ui("list").getBoundingClientRect().top;
    const place = this.view ? this.view.layout.labels[i] : NaN;
    const y = !this.view ? items[i].getBoundingClientRect().top : list + (Number.isNaN(place) ? this.view.layout.marks[i] : place);
    const bottom = matchMedia("(max-width: 1240px)").matches && this.state.selected >= 0 ? innerHeight * 0.4 : innerHeight - 60;
    if (y < bar + 50 || y > bottom) scrollTo(0, scrollY + y - (this.view ? innerHeight * 0.42 : bar + 50));
    if (items.length > MANY) this.scrolled();
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

  listenToOverview() {
    const svg = ui("overview");
    const go = (/** @type {PointerEvent} */ event) => {
      const box = svg.getBoundingClientRect();
      const day = strip.toDay(strip.isFlat ? event.clientX - box.left : event.clientY - box.top);
      if (this.view) this.keep({ day, y: innerHeight / 2 });
      else this.scrollToYear(yearOf(day));
    };
    svg.addEventListener("pointerdown", (event) => {
      svg.setPointerCapture(event.pointerId);
      go(event);
      svg.onpointermove = go;
      svg.onpointerup = () => (svg.onpointermove = null);
    });
  }

  /** @param {number} year */
  scrollToYear(year) {
    const headings = [...document.querySelectorAll(".yr:not(.no)")];
    const found = headings.findLast((heading) => Number(heading.getAttribute("data-y")) <= year) || headings[0];
    const item = found && found.nextElementSibling;
    if (item) scrollTo(0, item.getBoundingClientRect().top + scrollY - 120);
  }
}

/** The number of a timeline's color. @param {number} timeline */
const number = (timeline) => ["ours", "theirs", "third", "fourth"].findIndex((name) => colorOf(timeline) === `var(--${name})`);

/** @param {Element} node @param {Record<string, string>} styles */
function set(node, styles) {
  for (const [name, value] of Object.entries(styles)) /** @type {HTMLElement} */ (node).style.setProperty(name, value);
}

new App().start();
