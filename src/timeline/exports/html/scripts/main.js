// The page: data, state, what follows from both, and drawing it anew when something changes.

import { addressOf, stateOf } from "./address.js";
import { yearOf } from "./calendar.js";
import { drawChart, viewOf } from "./chart.js";
import { listenToBar, syncBar } from "./controls.js";
import { daysOf } from "./data.js";
import { pairsOf, showDetails } from "./details.js";
import { wholeStory } from "./fence.js";
import { forgetTexts, isNarrowed } from "./filters.js";
import { showIntro, showTree } from "./intro.js";
import { idOf, indexOf, isLong, readPage, unpackBodies } from "./items.js";
import { dressPage, measurePage, nameColumns } from "./dressing.js";
import { listenToKeys } from "./keys.js";
import { drawAll, focusItem, placeItems, retell } from "./labels.js";
import { hold, startList } from "./list.js";
import { modelOf } from "./model.js";
import { ui } from "./nodes.js";
import { drawOverview } from "./overview.js";
import { listenToPointer } from "./pointer.js";
import { listenToPrinter } from "./printing.js";
import { setRows } from "./rolling.js";
import { cellOf, dayAt } from "./scale.js";
import { dayInSight, followWindow, keepDay, listenToOverview, reveal, rollList, showDay, small } from "./scrolling.js";
import { onNewColors } from "./shapes.js";
import { initialState } from "./state.js";
import { itemOf } from "./telling.js";
import { hideEmptyYears } from "./years.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./scrolling.js").Anchor} Anchor */

/** The page at work. */
export class App {
  /** @param {import("./data.js").Data} data */
  constructor(data) {
    this.data = data;
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
    startList((i) => itemOf(this.data, i));
    listenToBar(this.data, () => this.state, () => this.model, (patch) => this.change(patch), () => this.reset());
    listenToKeys(this);
    listenToPointer(this);
    listenToPrinter(this);
    onNewColors(() => this.view && this.paint());
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
    unpackBodies().then(() => {
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
    const address = addressOf(this.data, this.state, idOf);
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
    const day = "view" in patch ? dayInSight(this) : null;
    Object.assign(this.state, patch);
    this.draw(kept);
    if (day !== null) showDay(this, day);
    if ("watched" in patch || "ripple" in patch || "pair" in patch) this.details();
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

  /** Draw everything anew. @param {Anchor | null} anchor a day that is to be at a height of the window */
  draw(anchor = null) {
    const { data, state } = this;
    this.model = modelOf(data, state);
    const isChart = !small.matches && state.view === "chart";
    if (isLong && isChart && !this.view) hold([]);
    if (!isChart) drawAll(false);
    dressPage(this, isChart);
    ui("details").hidden = state.selected < 0 || !this.model.seen.events[state.selected];
    const width = measurePage(this);
    this.view = isChart ? viewOf(data, state, this.model, width, this.fit) : null;
    this.retell();
    syncBar(data, state, this.model, this.view);
    if (this.view) this.drawChart(anchor);
    else this.drawList(width);
    drawOverview({ data, state, model: this.model }, small.matches, small.matches ? [innerWidth, 48] : [104, Math.max(420, innerHeight - this.top - 10)]);
    followWindow(this);
  }

  /** The texts that follow from the fence and the open pair. */
  retell() {
    const told = `${this.state.watched};${this.state.pair}`;
    if (told === this.told && !ui("tree").hidden) return;
    if (told !== this.told) {
      retell();
      showIntro(this.data, this.state, this.model);
    }
    this.told = told;
    showTree(this.data, this.state, this.model, (pair) => this.change({ pair }));
  }

  /** @param {number} width */
  drawList(width) {
    ui("list").style.height = "";
    const { events, shown } = this.model.filtered;
    if (isLong) {
      setRows(events, this.data.events.year, width);
      rollList(this);
    } else {
      placeItems(this.data, this.state, this.model, null);
      hideEmptyYears(shown);
    }
  }

  /** @param {Anchor | null} anchor */
  drawChart(anchor) {
    const view = /** @type {import("./chart.js").View} */ (this.view);
    const { frame, height } = view.layout;
    this.kind = `${frame.isTwo ? "two " : ""}${frame.isSnug ? "snug" : ""}`.trim();
    dressPage(this, true);
    ui("list").style.height = `${height}px`;
    if (anchor) keepDay(this, anchor);
    this.scroll = scrollY;
    this.paint();
    nameColumns(this.data, this.state, this.model, frame);
  }

  /** Draw what is near the window, and place the labels there. */
  paint() {
    const view = /** @type {import("./chart.js").View} */ (this.view);
    this.painted = this.scroll;
    const top = this.scroll - this.top;
    view.near = view.layout.height > 3 * innerHeight ? [top - innerHeight, top + 2 * innerHeight] : [-Infinity, Infinity];
    this.spots = drawChart(view, isLong, {
      openPair: (pair) => this.change({ pair }),
      toggleYear: (year) => this.toggleYear(year),
    });
    placeItems(this.data, this.state, this.model, view);
  }

  /** Show the details anew; who is in them stays there. */
  details() {
    const { activeElement } = document;
    const isInside = ui("details").contains(activeElement);
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
    if (!isInside) return;
    const act = activeElement?.getAttribute("data-act");
    const same = ui("details").querySelector(act ? `[data-act="${act}"]` : "h2");
    if (same instanceof HTMLElement) same.focus({ preventScroll: true });
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
    else if (before >= 0) focusItem(this, before);
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

new App(await readPage()).start();
