"""What a timeline holds: its own events, and what it inherits from its ancestors.

An ATL inherits what its parent holds before its point of divergence (POD), and every `both` event without show or timeline.
The parent may be an ATL itself, which inherits in the same way.
"""

from __future__ import annotations

from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import FUTURE
from timeline.model.events import Event
from timeline.model.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.model.dates import EdtfDate
    from timeline.model.world import State, Timeline


class Pod(Value):
    """The point of divergence of an ATL: the event, and which of its parent's events come before it."""

    id: str
    date: EdtfDate
    timeline: str
    """The ATL that leaves its parent here."""
    rank: int
    """The rank of the event in the order of time."""
    shared: tuple[str, ...] = ()
    """The ids of events that come before it although their place in the order of time is not earlier.

    These are its causes, direct and indirect, and events with the same place and an earlier time or a lower `order`.
    """

    def is_after(self, row: Event | State) -> bool:
        """Return whether an event or a state comes before the POD, so that it is inherited if the parent holds it."""
        return row.date.place < self.date.place or (isinstance(row, Event) and row.id in self.shared)


class Segment(NamedTuple):
    """The part of one timeline's own events that a branch holds: those before each of some PODs."""

    timeline: str
    left: tuple[Pod, ...]
    """The PODs from the branch up to `real`, that of the branch first: one tuple for all segments of a lineage."""
    between: int
    """How many of them are between this timeline and the branch; 0 for the branch itself."""
    limit: float = FUTURE
    """The first place in the order of time that one of these has; infinite without any."""
    is_shared: bool = False
    """Whether one of these has events before it although their place is not earlier."""

    @property
    def pods(self) -> tuple[Pod, ...]:
        """The PODs between this timeline and the branch, that of the branch first."""
        return self.left[: self.between]

    @property
    def key(self) -> tuple[str, str | None]:
        """What two segments share that hold the same: the timeline, and the branch that leaves it by these PODs."""
        return self.timeline, self.left[0].timeline if self.between else None

    @property
    def parted(self) -> float:
        """The first day on which the branch may have left this timeline; infinite if it never does."""
        return min((pod.date.first for pod in self.pods), default=FUTURE)


class Lineage(NamedTuple):
    """A timeline and the ancestors it inherits from, itself first, `real` last."""

    segments: tuple[Segment, ...]

    @property
    def id(self) -> str:
        return self.segments[0].timeline

    def segment(self, timeline: str) -> Segment | None:
        """Return what this timeline holds of another; None if it does not descend from it."""
        return next((segment for segment in self.segments if segment.timeline == timeline), None)

    def since(self, timeline: str) -> tuple[Segment, ...] | None:
        """Return the segments of this timeline and of those between it and an ancestor; None if it is no ancestor."""
        found = self.segment(timeline)
        return self.segments[: self.segments.index(found)] if found else None

    def holds(self, row: Event | State) -> bool:
        """Return whether the event happens, or the state holds, in this timeline."""
        if row.is_everywhere:
            return True
        return any(
            segment.timeline in row.timelines and all(pod.is_after(row) for pod in segment.pods)
            for segment in self.segments
        )

    def declared_for(self, dates: Mapping[str, EdtfDate]) -> str | None:
        """Return the timeline whose date counts here, given dates by timeline, such as those of a death.

        It is this timeline itself, else the nearest ancestor with a date that is certainly before the two part.
        """
        for segment in self.segments:
            date = dates.get(segment.timeline)
            if date and (not segment.pods or date.last < segment.parted):
                return segment.timeline
        return None

    def common_ancestor(self, other: Lineage) -> str:
        """Return the nearest timeline that both descend from; it may be one of the two."""
        if self.segment(other.id):
            return other.id
        theirs = {segment.timeline for segment in other.segments}
        return next(segment.timeline for segment in self.segments if segment.timeline in theirs)

    def pods_since(self, other: Lineage) -> tuple[Pod, ...]:
        """Return the PODs at which both sides left their common ancestor; none for a timeline and itself."""
        common = self.common_ancestor(other)
        sides = self.segment(common), other.segment(common)
        return tuple(pod for side in sides if side for pod in side.pods)

    def parting(self, other: Lineage) -> Pod | None:
        """Return the POD at which the two part: the first since their common ancestor."""
        return min(self.pods_since(other), key=lambda pod: pod.rank, default=None)


def lineage(timelines: Mapping[str, Timeline], pods: Mapping[str, Pod], timeline: str) -> Lineage:
    """Return the lineage of a timeline; an ATL without a POD never leaves its parent.

    The parents have to lead to `real`, as in a valid document.
    """
    path = [timeline]
    while (parent := timelines[path[-1]].parent) is not None:
        path.append(parent)
    left = tuple(pods[each] for each in path if each in pods)
    between = accumulate((each in pods for each in path), initial=0)
    limits = list(accumulate((pod.date.place for pod in left), min, initial=FUTURE))
    is_shared = list(accumulate((bool(pod.shared) for pod in left), or_, initial=False))
    counts = zip(path, between, strict=False)
    return Lineage(tuple(Segment(each, left, n, limits[n], is_shared[n]) for each, n in counts))


def ancestors(timelines: Mapping[str, Timeline], timeline: str) -> list[str]:
    """Return the ids of the timelines that `timeline` descends from, its parent first; a circle is followed once."""
    path: dict[str, None] = {}
    parent = timelines[timeline].parent
    while parent is not None and parent in timelines and parent not in path and parent != timeline:
        path[parent] = None
        parent = timelines[parent].parent
    return list(path)


def parents_first(timelines: Mapping[str, Timeline]) -> Iterator[Timeline]:
    """Yield every timeline after its parent, `real` first; without those whose parents lead to a circle."""
    children: dict[str | None, list[Timeline]] = {}
    for timeline in timelines.values():
        children.setdefault(timeline.parent, []).append(timeline)
    waiting = list(children.get(None, ()))
    for timeline in waiting:  # it grows
        yield timeline
        waiting += children.get(timeline.id, ())
