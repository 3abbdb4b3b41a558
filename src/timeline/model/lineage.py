"""What a timeline holds: its own events, and what it inherits from its ancestors.

An ATL inherits what its parent holds that comes before its point of divergence (POD), and every `both` event that names
no show or timeline. The parent may be an ATL itself and inherits in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import FUTURE
from timeline.model.events import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.model.dates import EdtfDate
    from timeline.model.world import State, Timeline


@dataclass(frozen=True, slots=True)
class Pod:
    """The point of divergence of an ATL: the event, and what of its parent's history comes before it."""

    id: str
    date: EdtfDate
    timeline: str
    """The ATL that leaves its parent here."""
    rank: int
    """Its place in the order of time, as `Event.rank`."""
    shared: tuple[str, ...] = ()
    """The ids of events that come before it although their place in the order of time is no earlier.

    That is its causes, over any number of links, and events of the same place with an earlier time or a lower `order`.
    """

    def is_after(self, row: Event | State) -> bool:
        """Tell whether an event or a state comes before the POD, and so is inherited if the parent holds it."""
        return row.date.place < self.date.place or (isinstance(row, Event) and row.id in self.shared)


class Segment(NamedTuple):
    """The part of one timeline's own events that a branch holds: those before each of some PODs."""

    timeline: str
    pods: tuple[Pod, ...]
    """The PODs on the way down to the branch, its own first; none for the branch itself."""

    @property
    def parted(self) -> float:
        """The first day on which the branch may have left this timeline; infinite where it never does."""
        return min((pod.date.first for pod in self.pods), default=FUTURE)


class Lineage(NamedTuple):
    """A timeline and the ancestors it inherits from, itself first, `real` last."""

    segments: tuple[Segment, ...]

    @property
    def id(self) -> str:
        return self.segments[0].timeline

    def segment(self, timeline: str) -> Segment | None:
        """Return what is held of a timeline; None where this one neither is it nor descends from it."""
        return next((segment for segment in self.segments if segment.timeline == timeline), None)

    def holds(self, row: Event | State) -> bool:
        """Tell whether the event happens, or the state holds, in this timeline."""
        if row.is_everywhere:
            return True
        return any(
            segment.timeline in row.timelines and all(pod.is_after(row) for pod in segment.pods)
            for segment in self.segments
        )

    def declared_for(self, dates: Mapping[str, EdtfDate]) -> str | None:
        """Return, of dates by timeline such as those of a death, the timeline whose date counts here.

        That is this timeline itself, else the nearest ancestor with a date certainly before the two part.
        """
        for segment in self.segments:
            date = dates.get(segment.timeline)
            if date and (not segment.pods or date.last < segment.parted):
                return segment.timeline
        return None

    def common_ancestor(self, other: Lineage) -> str:
        """Return the nearest timeline that both are or descend from."""
        theirs = {segment.timeline for segment in other.segments}
        return next(segment.timeline for segment in self.segments if segment.timeline in theirs)

    def pods_since(self, other: Lineage) -> tuple[Pod, ...]:
        """Return the PODs by which the two left their common ancestor, of either side; none for a timeline and itself."""
        common = self.common_ancestor(other)
        sides = self.segment(common), other.segment(common)
        return tuple(pod for side in sides if side for pod in side.pods)

    def parting(self, other: Lineage) -> Pod | None:
        """Return the POD at which the two part: the first since their common ancestor."""
        return min(self.pods_since(other), key=lambda pod: pod.rank, default=None)


def lineage(timelines: Mapping[str, Timeline], pods: Mapping[str, Pod], timeline: str) -> Lineage:
    """Return the lineage of a timeline; an ATL without a POD never leaves its parent.

    Expects parents that lead to `real`, as a checked document has them.
    """
    segments = [Segment(timeline, ())]
    passed: tuple[Pod, ...] = ()
    current = timelines[timeline]
    while current.parent is not None:
        passed += (pods[current.id],) if current.id in pods else ()
        segments.append(Segment(current.parent, passed))
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
