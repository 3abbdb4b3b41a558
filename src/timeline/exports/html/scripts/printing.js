// Paper has no window: a long page prints as much of its list as anybody reads on paper, and says how much that is.

import { isLong } from "./items.js";
import { placeItems } from "./labels.js";
import { h, ui } from "./nodes.js";
import { setRows, unroll } from "./rolling.js";

/** @typedef {import("./main.js").App} App */

/** How many events are printed; some hundred pages. */
const MOST_PRINTED = 5000;

/** @param {App} app */
export function listenToPrinter(app) {
  if (!isLong) return;
  const note = h("p", { class: "note" });
  addEventListener("beforeprint", () => {
    const { events } = app.model.filtered;
    setRows(events, app.data.events.year, 0);
    unroll(MOST_PRINTED, () => placeItems(app.data, app.state, app.model, null));
    const [printed, all] = [Math.min(MOST_PRINTED, events.length), events.length].map((count) => count.toLocaleString("en"));
    if (printed !== all) note.textContent = `The first ${printed} of ${all} events. What the search and the filters leave out is not printed.`;
    if (printed !== all) ui("list").before(note);
  });
  addEventListener("afterprint", () => {
    note.remove();
    app.draw();
  });
}
