"""The lanes of a graph of histories: one for each timeline, in the order in which they stand beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import REAL
from timeline.model.lineage import with_ancestors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from timeline.model.world import Timeline, World


class Lane(NamedTuple):
    """One timeline of a graph."""

    timeline: Timeline
    shows: tuple[str, ...]
    """The names of the shows that tell of it, without one that the timeline is named after."""
    is_idle: bool
    """Whether none of its events is in the graph."""

    @property
    def id(self) -> str:
        return self.timeline.id


def in_lanes(world: World, chosen: Iterable[str], forks: Mapping[str, int]) -> list[str]:
    """Return the chosen timelines and their ancestors, `real` first, each branch right of its parent.

    Of brothers, the one that parts last (by the ranks in `forks`) is nearest to the parent, so that few lines cross.
    A timeline without a fork never leaves its parent and has no lane.
    """
    wanted = with_ancestors(world.timelines, chosen)
    children: dict[str, list[str]] = {}
    for timeline in world.timelines.values():
        if timeline.id in wanted and timeline.id != REAL:
            children.setdefault(timeline.parent or REAL, []).append(timeline.id)
    found: list[str] = []
    waiting = [REAL]
    while waiting:
        current = waiting.pop()
        if current == REAL or current in forks:
            found.append(current)
        waiting += sorted(children.get(current, ()), key=lambda each: forks.get(each, 0))
    return found


def lanes(world: World, timelines: Sequence[str], busy: Collection[str]) -> list[Lane]:
    """Return the lanes of timelines, of which those that are `busy` have events in the graph."""
    found = []
    shows: dict[str, list[str]] = {}
    for show in world.shows.values():
        shows.setdefault(show.timeline or show.id, []).append(show.name)
    for name in timelines:
        timeline = world.timelines[name]
        named = tuple(show for show in shows.get(name, ()) if show not in (timeline.name, name))
        found.append(Lane(timeline, named, name not in busy))
    return found
