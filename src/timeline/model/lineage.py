"""What a timeline holds: the segments of its ancestors' histories that it inherits, and its own.

An ATL inherits what its parent holds that begins before the first day of its POD, and every `both` event that names no
other timeline. The parent may be an ATL itself and inherits in the same way, so of each ancestor a branch holds what
begins before the earliest POD on the way down to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.world import State, Timeline

NEVER = float("-inf")
ALWAYS = float("inf")


class Segment(NamedTuple):
    """The part of one timeline's own events that a branch holds: those that begin before the day `before`."""

    timeline: str
    before: float
    """A day number; infinite where all are held."""


class Lineage(NamedTuple):
    """A timeline and the ancestors it inherits from, itself first, `real` last."""

    segments: tuple[Segment, ...]

    @property
    def id(self) -> str:
        return self.segments[0].timeline

    def before(self, timeline: str) -> float:
        """Return the day up to which this lineage holds a timeline's own events; minus infinite where it holds none."""
        return next((segment.before for segment in self.segments if segment.timeline == timeline), NEVER)

    def holds(self, event: Event | State) -> bool:
        """Tell whether the event happens, or the state holds, in this timeline."""
        if event.kind == "both" and event.timeline is None:
            return True
        homes = [event.timeline] if event.timeline else []
        if event.kind == "both":
            homes.append(self.segments[-1].timeline)
        return any(_begins_within(event.date.first, self.before(home)) for home in homes)

    def death_of(self, deaths: Mapping[str, EdtfDate]) -> str | None:
        """Return of deaths by timeline the timeline whose death counts here.

        That is this timeline itself, else the nearest ancestor with a death certainly before the two part.
        """
        for segment in self.segments:
            died = deaths.get(segment.timeline)
            if died and (segment.before == ALWAYS or died.last < segment.before):
                return segment.timeline
        return None

    def common_until(self, other: Lineage) -> float:
        """Return the first day on which the two may differ: that of the earlier POD since their last common point.

        Infinite for a timeline and itself, or where neither has left the common ancestor.
        """
        shared = self._last_shared(other)
        return min(self.before(shared), other.before(shared))

    def branch_off(self, other: Lineage) -> str | None:
        """Return the timeline by which this lineage left what the two share; None where it did not leave it."""
        shared = self._last_shared(other)
        path = [segment.timeline for segment in self.segments]
        position = path.index(shared)
        return path[position - 1] if position else None

    def _last_shared(self, other: Lineage) -> str:
        theirs = {segment.timeline for segment in other.segments}
        return next(segment.timeline for segment in self.segments if segment.timeline in theirs)


def _begins_within(begins: float, before: float) -> bool:
    return before == ALWAYS or begins < before


def lineage(timelines: Mapping[str, Timeline], first_days: Mapping[str, float], timeline: str) -> Lineage:
    """Return the lineage of a timeline.

    `first_days` has the first day of the POD of every ATL that has one; one that has none never leaves its parent.
    Expects parents that lead to `real`, as a checked document has them.
    """
    segments = [Segment(timeline, ALWAYS)]
    before = ALWAYS
    current = timelines[timeline]
    while current.parent is not None:
        before = min(before, first_days.get(current.id, ALWAYS))
        segments.append(Segment(current.parent, before))
        current = timelines[current.parent]
    return Lineage(tuple(segments))


def ancestors(timelines: Mapping[str, Timeline], timeline: str) -> list[str]:
    """Return the ids of the timelines that `timeline` descends from, its parent first; a cycle ends where it closes."""
    path: list[str] = []
    parent = timelines[timeline].parent
    while parent is not None and parent in timelines and parent not in path and parent != timeline:
        path.append(parent)
        parent = timelines[parent].parent
    return path
