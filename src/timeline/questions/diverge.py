"""Where timelines part: the pairs of `diverge`, each with one status.

Each side is the set of events that a timeline holds. An event that only the alternate holds is paired with each event that
it links to and that the base holds; without such a link, it is `added`. An event that only the base holds and that no link
names is `untold`. A `both` event after the two part is `kept`. Events that both share before they part are left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from timeline.model.drift import Drift, drift_between
from timeline.model.errors import UsageError
from timeline.model.events import REAL, Event
from timeline.model.names import pick
from timeline.model.query import EVERY_EVENT
from timeline.model.values import Value
from timeline.store.conditions import (
    ABOUT_A_SHOW,
    EVERYTHING,
    Condition,
    before,
    held_by,
    linked_from,
    linked_to,
    own_of,
    with_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline.model.events import Link
    from timeline.model.lineage import Lineage
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


Status = Literal["moved", "replaced", "averted", "added", "kept", "untold"]


STATUSES: tuple[Status, ...] = get_args(Status)


DIVERGENT: tuple[Status, ...] = STATUSES[:4]
"""The statuses that are differences; `kept` and `untold` pairs are listed on request."""


STATUS_OF_LINK: dict[Link, Status] = {"moves": "moved", "replaces": "replaced", "averts": "averted"}


class Divergence(Value):
    """A pair of events, one of the base and one of the alternate timeline, and how they differ. One may be missing."""

    status: Status
    base: Event | None
    alt: Event | None
    drift: Drift | None = None
    """Set for moved and replaced events only."""
    base_timeline: str = ""
    """The id of the base timeline."""
    timeline: str = ""
    """The id of the alternate timeline."""
    is_pod: bool = False
    """Whether one of the events is the point at which the two timelines part."""

    @property
    def event(self) -> Event:
        """The event that places the pair in time: the alternate one if there is one, else the base one."""
        return event_of(self.base, self.alt)


def event_of(base: Event | None, alt: Event | None) -> Event:
    """Return the event that places a pair in time: the alternate one if there is one, else the base one."""
    event = alt or base
    assert event is not None
    return event


def diverge(
    chronicle: Chronicle,
    query: Query = EVERY_EVENT,
    *,
    between: tuple[str, str] | None = None,
    statuses: Iterable[Status] = DIVERGENT,
) -> list[Divergence]:
    """Return the divergences of ATLs from their parents, or between any two timelines (base, alternate).

    The query's timelines choose the ATLs; without any, all ATLs are compared. A pair matches the other filters if one of
    its events does. Each ATL's point of divergence comes first, then its other pairs in the query's order.
    Raises `UsageError` for an unknown name, and for `real`, which has no parent to diverge from.
    """
    wanted = set(statuses)
    fits = chronicle.where(query._replace(timeline=()))
    key = chronicle.sort_key(query.sort)
    found = [
        pair
        for base, alt in _comparisons(chronicle, query.timeline, between)
        for pair in sorted(
            _compare(chronicle, base, alt, fits, wanted), key=lambda pair: (not pair.is_pod, key(pair.event))
        )
    ]
    if query.reverse:
        found.reverse()
    return found[: query.limit]


def parse_status(text: str) -> Status:
    """Return a status by its name; raises `UsageError` if there is no such status."""
    return pick(text, STATUSES, f'there is no status "{text}"')


def _comparisons(
    chronicle: Chronicle, timelines: Iterable[str], between: tuple[str, str] | None
) -> Iterator[tuple[Lineage, Lineage]]:
    """Yield the base and the alternate of each comparison."""
    names = list(timelines)
    if between is not None:
        if names:
            raise UsageError("--timeline and --between cannot be used together")
        base, alt = (chronicle.world.lineage(chronicle.resolve("timeline", name)) for name in between)
        yield base, alt
        return
    for timeline in chosen_alternates(chronicle, names):
        parent = chronicle.world.timelines[timeline].parent or REAL
        yield chronicle.world.lineage(parent), chronicle.world.lineage(timeline)


def chosen_alternates(chronicle: Chronicle, names: Iterable[str]) -> list[str]:
    """Return the ids of the ATLs that names stand for, or of all; raises `UsageError` for an unknown name and `real`."""
    chosen = [chronicle.resolve("timeline", name) for name in names]
    if REAL in chosen:
        known = ", ".join(f'"{timeline.id}"' for timeline in chronicle.world.alternates) or "none here"
        raise UsageError("our own timeline has no parent to diverge from", f"the alternate timelines are {known}")
    return list(dict.fromkeys(chosen)) or [timeline.id for timeline in chronicle.world.alternates]


def only_in(alt: Lineage, base: Lineage) -> Condition:
    """Return the condition that a timeline holds an event of the story and another does not."""
    return held_by(alt) & ~held_by(base) & ~ABOUT_A_SHOW


def kept_by(alt: Lineage, base: Lineage) -> Condition:
    """Return the condition that both timelines hold an event as their own after they part, and that no link names it."""
    parting = alt.parting(base)
    return own_of(base.id) & own_of(alt.id) & ~before([parting] if parting else []) & ~linked_from(only_in(alt, base))


def _compare(
    chronicle: Chronicle, base: Lineage, alt: Lineage, fits: Condition, wanted: set[Status]
) -> Iterator[Divergence]:
    """Yield the pairs of one comparison that match the condition `fits`, in no particular order."""
    alone, other = only_in(alt, base), only_in(base, alt)
    parting = alt.parting(base)
    are_siblings = alt.common_ancestor(base) not in (alt.id, base.id)
    if are_siblings:
        pairs, ids = _siblings(chronicle, base, alone, other)
        answered = with_id(ids)
    else:
        pairs, answered = list(_pairs(chronicle, base, alone, fits)), linked_from(alone)
    if "untold" in wanted:
        pairs += [Divergence("untold", event, None) for event in chronicle.select(other & ~answered & fits)]
    if "kept" in wanted:
        pairs += [Divergence("kept", event, event) for event in chronicle.select(kept_by(alt, base) & fits)]
    fitting = None if fits == EVERYTHING else chronicle.ids(fits)
    pod = parting.id if parting else None
    for pair in pairs:
        ids = {event.id for event in (pair.base, pair.alt) if event}
        if pair.status in wanted and (fitting is None or ids & fitting):
            yield replace(pair, base_timeline=base.id, timeline=alt.id, is_pod=pod in ids)


def _pairs(chronicle: Chronicle, base: Lineage, alone: Condition, fits: Condition) -> Iterator[Divergence]:
    """Yield the pairs of events that only the alternate holds and that may match `fits`."""
    events = chronicle.select(alone & (fits | linked_to(fits)))
    targets = _targets(chronicle, base, events)
    for event in events:
        yield from _pairs_of(event, targets)


def _siblings(
    chronicle: Chronicle, base: Lineage, alone: Condition, other: Condition
) -> tuple[list[Divergence], set[str]]:
    """Return the pairs of two timelines neither of which descends from the other, and the base's events in them.

    Two events are paired if they link to the same event of the common past: if both move or replace it, they are one pair,
    however many such events there are; if both avert it, there is no divergence.
    """
    events, others = chronicle.select(alone), chronicle.select(other)
    targets = _targets(chronicle, base, events)
    theirs: dict[str, list[tuple[Link, Event]]] = {}
    for event in others:
        for link, target in event.links:
            theirs.setdefault(target, []).append((link, event))
    pairs: list[Divergence] = []
    answered: set[str] = set()
    for event in events:
        own = [pair for pair in _pairs_of(event, targets) if pair.status != "added"]
        counterparts = {
            (link == "averts", link == their_link == "moves", their.id): their
            for link, target in event.links
            if target not in targets
            for their_link, their in theirs.get(target, ())
            if (link == "averts") == (their_link == "averts")
        }
        paired: set[str] = set()
        for (averts, both_move, their_id), their in sorted(counterparts.items(), key=lambda item: not item[0][1]):
            if not averts and their_id not in paired:
                paired.add(their_id)
                status: Status = "moved" if both_move else "replaced"
                own.append(Divergence(status, their, event, drift_between(their.date, event.date)))
        answered |= {their.id for their in counterparts.values()}
        pairs += own or ([] if counterparts else [Divergence("added", None, event)])
    return pairs, answered | {pair.base.id for pair in pairs if pair.base}


def _targets(chronicle: Chronicle, base: Lineage, events: Iterable[Event]) -> dict[str, Event]:
    """Return the events, by id, that some events link to and that the base holds."""
    linked = with_id(target for event in events for _, target in event.links)
    return {event.id: event for event in chronicle.select(linked & held_by(base))}


def _pairs_of(event: Event, targets: Mapping[str, Event]) -> Iterator[Divergence]:
    """Yield a pair for each link to an event that the base holds; without such a link, the event is added."""
    links = [(link, targets[target]) for link, target in event.links if target in targets]
    for link, base in links:
        drift = None if link == "averts" else drift_between(base.date, event.date)
        yield Divergence(STATUS_OF_LINK[link], base, event, drift)
    if not links:
        yield Divergence("added", None, event)
