"""The timelines of a history: what each branches off and where, its shows, and how much happens in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import REAL
from timeline.store.conditions import held_by, with_facet, with_id

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    found = []
    for timeline, depth in _with_depths(world):
        own, pod = with_facet("timeline", [timeline.id]), world.pods.get(timeline.id)
        named = chronicle.shows(own) if timeline.id != REAL else set()
        shows = tuple(
            show for show in world.shows.values() if (show.timeline or show.id) == timeline.id or show.id in named
        )
        held = chronicle.count(held_by(world.lineage(timeline.id)))
        found.append(Branch(timeline, depth, pods[pod.id] if pod else None, shows, chronicle.count(own), held))
    return found


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
