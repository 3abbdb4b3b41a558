"""The timelines of a history: what each branches off and where, its shows, and how much happens in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import FUTURE
from timeline.model.events import REAL
from timeline.store.conditions import EVERYTHING, IN_SEVERAL, IS_EVERYWHERE, held_by, with_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.model.events import Event
    from timeline.model.shows import Show
    from timeline.model.world import Timeline, World
    from timeline.store.chronicle import Chronicle


class Branch(NamedTuple):
    """One timeline."""

    timeline: Timeline
    depth: int
    """The number of its ancestors: 0 for `real`."""
    pod: Event | None
    """Its point of divergence; None for `real`, and for an ATL without events."""
    shows: tuple[Show, ...]
    """The shows that tell of it."""
    events: int
    """How many events are declared for it."""
    held: int
    """How many events happen in it: its own, inherited ones, and those that happen everywhere."""


def branches(chronicle: Chronicle) -> list[Branch]:
    """Return every timeline, each followed by those that branch off it, in the order of the file."""
    world = chronicle.world
    pods = {event.id: event for event in chronicle.select(with_id(pod.id for pod in world.pods.values()))}
    own = {timeline: count for timeline, count, _ in chronicle.facet_counts(EVERYTHING, "timeline")}
    held, named, shows = _held(chronicle, own), chronicle.shows_of(), _shows(world)
    found = []
    for timeline, depth in _with_depths(world):
        id_, pod = timeline.id, world.pods.get(timeline.id)
        telling = shows.get(id_, set()) | (named.get(id_, set()) if id_ != REAL else set())
        told = tuple(world.shows[show] for show in world.shows if show in telling) if telling else ()
        found.append(Branch(timeline, depth, pods[pod.id] if pod else None, told, own.get(id_, 0), held[id_]))
    return found


def _shows(world: World) -> dict[str, set[str]]:
    """Return the ids of the shows that are declared for each timeline."""
    found: dict[str, set[str]] = {}
    for show in world.shows.values():
        found.setdefault(show.timeline or show.id, set()).add(show.id)
    return found


def _held(chronicle: Chronicle, declared: Mapping[str, int]) -> dict[str, int]:
    """Return how many events each timeline holds, given how many are declared for each.

    What a timeline holds before a place is counted once for all that inherit it. Events of several timelines may come down
    in several ways, and some come before a POD although their place is not earlier: about these, each timeline is asked.
    """
    world = chronicle.world
    late = with_id({each for pod in world.pods.values() for each in pod.shared})
    odd = ~IS_EVERYWHERE & (IN_SEVERAL | late)
    above: dict[_Part, _Part | None] = {}
    for timeline in world.timelines:
        part: _Part | None = _Part(timeline, FUTURE)
        while part is not None and part not in above:
            above[part] = _above(world, part)
            part = above[part]
    everywhere, has_odd = chronicle.count(IS_EVERYWHERE), chronicle.count(odd)
    own = {} if has_odd else {part: declared.get(part.timeline, 0) for part in above if part.limit == FUTURE}
    asked = [part for part in above if part not in own]
    own.update(zip(asked, chronicle.counts_before(asked, ~odd), strict=True))
    held: dict[_Part, int] = {}
    found: dict[str, int] = {}
    for timeline in world.timelines:
        path: list[_Part] = []
        part = _Part(timeline, FUTURE)
        while part is not None and part not in held:
            path.append(part)
            part = above[part]
        for part in reversed(path):
            over = above[part]
            held[part] = own[part] + (held[over] if over else 0)
        others = chronicle.count(odd & held_by(world.lineage(timeline))) if has_odd else 0
        found[timeline] = everywhere + held[_Part(timeline, FUTURE)] + others
    return found


class _Part(NamedTuple):
    """What a timeline holds before a place in the order of time."""

    timeline: str
    limit: float


def _above(world: World, part: _Part) -> _Part | None:
    """Return the part of the parent that a timeline inherits in one of its own; None for `real`."""
    parent, pod = world.timelines[part.timeline].parent, world.pods.get(part.timeline)
    return None if parent is None else _Part(parent, min(part.limit, pod.date.place) if pod else part.limit)


def in_order(world: World) -> list[str]:
    """Return the ids of all timelines, each followed by those that branch off it, in the order of the file."""
    return [timeline.id for timeline, _ in _with_depths(world)]


def _with_depths(world: World) -> Iterator[tuple[Timeline, int]]:
    """Yield every timeline with its depth, each followed by those that branch off it."""
    children: dict[str | None, list[Timeline]] = {}
    for timeline in reversed(world.timelines.values()):
        children.setdefault(timeline.parent, []).append(timeline)
    waiting = [(world.timelines[REAL], 0)]
    while waiting:
        timeline, depth = waiting.pop()
        yield timeline, depth
        waiting.extend((child, depth + 1) for child in children.get(timeline.id, ()))
