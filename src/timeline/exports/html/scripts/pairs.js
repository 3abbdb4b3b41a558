// What became of each event between two timelines, as far as a fence shows the events: the rules of
// `timeline.questions.pairs`, from which the page's joins come.

/** @typedef {import("./data.js").Events} Events */
/** @typedef {import("./data.js").Comparison} Comparison */
/** @typedef {{ fates: string[], sides: string[], joins: number[], counts: Record<string, number> }} Compared */

export const STATUSES = ["moved", "replaced", "averted", "added", "kept", "untold"];

/** @type {Record<string, string>} */
export const STATUS_OF = { m: "moved", r: "replaced", a: "averted" };

/**
 * The sides and fates of all events, the joins that are seen (their numbers), and how many pairs have each status.
 * If the alternate timeline is not seen, there is one history, in which everything is shared.
 * @param {Comparison} pair @param {Events} events @param {Uint8Array} seen @param {boolean} isAltSeen @returns {Compared}
 */
export function compared(pair, events, seen, isAltSeen) {
  const count = pair.sides.length;
  const sides = isAltSeen ? [...pair.sides] : [...pair.sides].map((side) => ("LB".includes(side) ? "S" : side));
  /** @type {string[]} */
  const fates = new Array(count).fill("");
  /** @type {Record<string, number>} */
  const counts = {};
  for (const status of STATUSES) counts[status] = 0;
  const joins = isAltSeen ? seenJoins(pair, events, seen) : [];
  for (const k of joins) {
    const status = STATUS_OF[pair.joins[k][2]];
    if (!events.fits[pair.joins[k][0]] && !events.fits[pair.joins[k][1]]) continue;
    counts[status] += 1;
    for (const event of pair.joins[k].slice(0, 2)) {
      const before = fates[/** @type {number} */ (event)];
      const isFirst = !before || STATUSES.indexOf(status) < STATUSES.indexOf(before);
      if (isFirst) fates[/** @type {number} */ (event)] = status;
    }
  }
  const answered = pair.siblings ? answeredBySiblings(pair, events, seen) : new Set();
  const declared = new Set(pair.declared);
  for (let i = 0; i < count; i += 1) {
    if (fates[i] || !seen[i]) continue;
    const own = answered.has(i) ? "alike" : withoutPair(sides[i], events.making[i] > 0, declared.has(i));
    fates[i] = own;
    if (own in counts && events.fits[i]) counts[own] += 1;
  }
  return { fates, sides, joins, counts };
}

/** The fate of an event that is in no pair. @param {string} side @param {boolean} isMaking @param {boolean} isDeclared */
function withoutPair(side, isMaking, isDeclared) {
  if (side === "X") return "aside";
  if (isDeclared && side === "B") return "kept";
  if (side === "S") return "shared";
  if (isMaking) return "making";
  return side === "L" ? "untold" : side === "R" ? "added" : "alike";
}

/** @param {Comparison} pair @param {Events} events @param {Uint8Array} seen @returns {number[]} */
function seenJoins(pair, events, seen) {
  /** @type {number[]} */
  const found = [];
  pair.joins.forEach(([base, alt], k) => {
    if (seen[base] && seen[alt] && (!pair.siblings || isLinked(events, seen, base, alt))) found.push(k);
  });
  return found;
}

/**
 * Whether a pair of siblings rests on a link that is seen: of one to the other, or of both to one event.
 * @param {Events} events @param {Uint8Array} seen @param {number} base @param {number} alt
 */
function isLinked(events, seen, base, alt) {
  return events.links[alt].some(
    ([kind, to]) =>
      seen[to] &&
      (to === base ||
        events.links[base].some(([other, target]) => target === to && (kind === "a") === (other === "a"))),
  );
}

/**
 * The events of two siblings that answer each other: both link to an event that neither holds, and both avert it or neither.
 * @param {Comparison} pair @param {Events} events @param {Uint8Array} seen @returns {Set<number>}
 */
function answeredBySiblings(pair, events, seen) {
  /** @param {string} side @returns {[number, string, number][]} */
  const linksOf = (side) =>
    [...pair.sides].flatMap((own, i) =>
      own === side && seen[i] && !events.making[i]
        ? events.links[i].filter(([, to]) => seen[to]).map(([kind, to]) => /** @type {[number, string, number]} */ ([i, kind, to]))
        : [],
    );
  /** @type {Map<string, number[]>} */
  const theirs = new Map();
  for (const [i, kind, to] of linksOf("L")) {
    const key = `${to}:${kind === "a"}`;
    theirs.set(key, [...(theirs.get(key) || []), i]);
  }
  /** @type {Set<number>} */
  const found = new Set();
  for (const [i, kind, to] of linksOf("R")) {
    const others = theirs.get(`${to}:${kind === "a"}`) || [];
    if (!others.length || pair.sides[to] !== "X") continue;
    found.add(i);
    for (const other of others) found.add(other);
  }
  return found;
}
