"""What a timeline holds: its own events, and what it inherits from its ancestors.

An ATL inherits what its parent holds before its point of divergence (POD), and every `both` event without show or timeline.
The parent may be an ATL itself, which inherits in the same way.
"""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import FUTURE
from timeline.model.events import Event
from timeline.model.values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

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
    branch: Lineage
    between: int
    """How many PODs are between this timeline and the branch; 0 for the branch itself."""
    limit: float
    """The first place in the order of time that one of these has; infinite without any."""
    parted: float
    """The first day on which the branch may have left this timeline; infinite if it never does."""
    is_shared: bool
    """Whether one of these has events before it although their place is not earlier."""

    @property
    def pods(self) -> tuple[Pod, ...]:
        """The PODs between this timeline and the branch, that of the branch first."""
        return tuple(islice(self.branch.pods, self.between))

    @property
    def key(self) -> tuple[str, str | None]:
        """What two segments share that hold the same: the timeline, and the branch that leaves it by these PODs."""
        return self.timeline, next(self.branch.pods).timeline if self.between else None


class Lineage:
    """A timeline and the ancestors it inherits from. It refers to the lineage of its parent, and copies nothing."""

    __slots__ = ("_segments", "depth", "id", "parent", "pod")

    def __init__(self, timeline: str, parent: Lineage | None = None, pod: Pod | None = None) -> None:
        """Continue the lineage of the parent; a timeline without a POD never leaves it."""
        self.id = timeline
        self.parent = parent
        self.pod = pod
        self.depth: int = 0 if parent is None else parent.depth + 1
        """The number of its ancestors."""
        self._segments: tuple[Segment, ...] | None = None

    @property
    def path(self) -> Iterator[Lineage]:
        """Itself and its ancestors, `real` last."""
        line: Lineage | None = self
        while line is not None:
            yield line
            line = line.parent

    @property
    def pods(self) -> Iterator[Pod]:
        """The PODs from this timeline up to `real`, its own first."""
        return (line.pod for line in self.path if line.pod is not None)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What it holds of itself and of each ancestor, in the order of `path`."""
        if self._segments is None:
            self._segments = tuple(self.among(None))
        return self._segments

    def among(self, timelines: Collection[str] | None) -> Iterator[Segment]:
        """Yield what this timeline holds of some timelines, or of all, the nearest first."""
        between, limit, parted, is_shared = 0, FUTURE, FUTURE, False
        missing = self.depth + 1 if timelines is None else len(timelines)
        for line in self.path:
            if timelines is None or line.id in timelines:
                yield Segment(line.id, self, between, limit, parted, is_shared)
                missing -= 1
                if not missing:
                    return
            if line.pod is not None:
                between += 1
                limit, parted = min(limit, line.pod.date.place), min(parted, line.pod.date.first)
                is_shared = is_shared or bool(line.pod.shared)

    def reaching(self, place: float) -> Iterator[Segment]:
        """Yield the segments that may have an event at a place in the order of time or later."""
        return takewhile(lambda segment: segment.limit > place or segment.is_shared, self.among(None))

    def below(self, others: Collection[str]) -> Iterator[Segment]:
        """Yield the segments up to one of some others, which holds all that is inherited from there on."""
        return takewhile(lambda each: each.timeline == self.id or each.timeline not in others, self.among(None))

    def segment(self, timeline: str) -> Segment | None:
        """Return what this timeline holds of another; None if it does not descend from it."""
        return next(self.among((timeline,)), None)

    def since(self, other: Lineage) -> tuple[Segment, ...] | None:
        """Return the segments of this timeline and of those between it and an ancestor; None if it is no ancestor."""
        steps = self.depth - other.depth
        above = next(islice(self.path, steps, None)) if steps >= 0 else None
        return tuple(islice(self.among(None), steps)) if above and above.id == other.id else None

    def holds(self, row: Event | State) -> bool:
        """Return whether the event happens, or the state holds, in this timeline."""
        if row.is_everywhere:
            return True
        for line in self.path:
            if line.id in row.timelines:
                return True
            if line.pod is not None and not line.pod.is_after(row):
                return False
        return False

    def nearest(self, timelines: Collection[str] | None) -> str | None:
        """Return the first of itself and its ancestors that is one of some timelines, or that there is at all."""
        return next((line.id for line in self.path if timelines is None or line.id in timelines), None)

    def declared_for(self, dates: Mapping[str, EdtfDate]) -> str | None:
        """Return the timeline whose date counts here, given dates by timeline, such as those of a death.

        It is this timeline itself, else the nearest ancestor with a date that is certainly before the two part.
        """
        for segment in self.among(dates):
            if not segment.between or dates[segment.timeline].last < segment.parted:
                return segment.timeline
        return None

    def common_ancestor(self, other: Lineage) -> str:
        """Return the nearest timeline that both descend from; it may be one of the two."""
        least = min(self.depth, other.depth)
        one, two = (islice(line.path, line.depth - least, None) for line in (self, other))
        return next(mine.id for mine, theirs in zip(one, two, strict=True) if mine.id == theirs.id)

    def pods_since(self, other: Lineage) -> tuple[Pod, ...]:
        """Return the PODs at which both sides left their common ancestor; none for a timeline and itself."""
        common = self.common_ancestor(other)
        sides = (takewhile(lambda line: line.id != common, side.path) for side in (self, other))
        return tuple(line.pod for side in sides for line in side if line.pod is not None)

    def parting(self, other: Lineage) -> Pod | None:
        """Return the POD at which the two part: the first since their common ancestor."""
        return min(self.pods_since(other), key=lambda pod: pod.rank, default=None)


def lineage(
    timelines: Mapping[str, Timeline], pods: Mapping[str, Pod], timeline: str, known: dict[str, Lineage]
) -> Lineage:
    """Return the lineage of a timeline; those that are not yet `known`, its own and some of its ancestors', become so.

    The parents have to lead to `real`, as in a valid document.
    """
    missing: list[str] = []
    current: str | None = timeline
    while current is not None and current not in known:
        missing.append(current)
        current = timelines[current].parent
    for each in reversed(missing):
        parent = timelines[each].parent
        known[each] = Lineage(each, None if parent is None else known[parent], pods.get(each))
    return known[timeline]


def above(timelines: Mapping[str, Timeline], timeline: str) -> Iterator[str]:
    """Yield the ids of the timelines that `timeline` descends from, its parent first; a circle is followed once."""
    seen = {timeline}
    parent = timelines[timeline].parent
    while parent is not None and parent in timelines and parent not in seen:
        yield parent
        seen.add(parent)
        parent = timelines[parent].parent


def with_ancestors(timelines: Mapping[str, Timeline], chosen: Iterable[str]) -> set[str]:
    """Return the ids of some timelines and of all that they descend from."""
    found: set[str] = set()
    for each in chosen:
        current: str | None = each
        while current is not None and current not in found:
            found.add(current)
            current = timelines[current].parent
    return found


def parents_first(timelines: Mapping[str, Timeline]) -> Iterator[Timeline]:
    """Yield every timeline after its parent, `real` first; without those whose parents lead to a circle."""
    children: dict[str | None, list[Timeline]] = {}
    for timeline in timelines.values():
        children.setdefault(timeline.parent, []).append(timeline)
    waiting = list(children.get(None, ()))
    for timeline in waiting:  # it grows
        yield timeline
        waiting += children.get(timeline.id, ())
