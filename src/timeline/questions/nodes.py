"""Events in the lanes of a graph, and which events they join; read from the index as they are needed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from timeline.model.drift import drift_between
from timeline.questions.diverge import Divergence
from timeline.questions.pairs import STATUS_OF_LINK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline.model.events import Event
    from timeline.model.lineage import Lineage
    from timeline.questions.pairs import Status
    from timeline.questions.tally import Row
    from timeline.store.chronicle import Chronicle

T = TypeVar("T")

AT_ONCE = 250
"""How many rows are read at once."""


class Join(NamedTuple):
    """A pair of events, as `diverge` has it."""

    pair: Divergence
    """Its base timeline is the nearest ancestor that holds the base event."""
    lanes: tuple[str, ...]
    """The timelines in whose lanes its events stand: of the base, of the alternate; one if it has one event."""


class Node(NamedTuple):
    """An event in a lane."""

    event: Event
    timeline: str
    """Whose lane it stands in."""
    joins: tuple[Join, ...]
    """Its pairs, at least one, then those with the timelines that leave it untold or keep it."""
    is_pod: bool = False
    """Whether its timeline begins with it."""
    years: tuple[int, ...] = ()
    """The years of alternate events that stand for it, other than its own; for all details only."""

    @property
    def status(self) -> Status:
        """The status of its first pair."""
        return self.joins[0].pair.status


class Reader:
    """Reads rows of a tally."""

    def __init__(self, chronicle: Chronicle, pods: Mapping[str, int]) -> None:
        """`pods` has the rank of the point of divergence of each timeline."""
        self._chronicle = chronicle
        self._pods = pods

    def events(self, ranks: Iterable[int]) -> dict[int, Event]:
        """Return the events with these ranks."""
        return self._chronicle.by_rank(ranks)

    def nodes(self, rows: Iterable[Row]) -> Iterator[Node]:
        """Yield the nodes of rows, in their order."""
        for several in batches(rows):
            events = self.events(rank for row in several for rank in ranks_in(row))
            for row in several:
                yield self.node(row, events)

    def node(self, row: Row, events: Mapping[int, Event]) -> Node:
        """Return the node of a row whose events are read."""
        event = events[row.rank]
        beside = tuple(self._beside(row, event, timeline) for timeline in row.beside)
        if row.context:
            return Node(event, row.timeline, beside)
        is_pod = self.is_pod(row)
        bases = {(status, events[rank].id): rank for status, rank in row.links}
        links = [(STATUS_OF_LINK[link], target) for link, target in event.links]
        pairs = [
            self._pair(row, status, events[rank], event, is_pod=is_pod or rank == self._pods.get(row.timeline))
            for status, target in links
            if (rank := bases.get((status, target))) is not None
        ]
        own = pairs or [self._added(row.timeline, event, is_pod=is_pod)]
        return Node(event, row.timeline, (*own, *beside), is_pod)

    def is_pod(self, row: Row) -> bool:
        """Tell whether a timeline begins with the event of a row."""
        return row.context is None and self._pods.get(row.timeline) == row.rank

    def _pair(self, row: Row, status: Status, base: Event, event: Event, *, is_pod: bool) -> Join:
        timeline = row.timeline
        holder = next(line.id for line in self._parent(timeline).path if line.holds(base))
        drift = None if status == "averted" else drift_between(base.date, event.date)
        return Join(
            Divergence(status, base, event, drift, holder, timeline, is_pod), (self.owner(timeline, base), timeline)
        )

    def owner(self, timeline: str, base: Event) -> str:
        """Return the nearest ancestor of a timeline of which an event is its own."""
        owner = self._parent(timeline).nearest(None if base.is_everywhere else base.timelines)
        assert owner is not None
        return owner

    def _added(self, timeline: str, event: Event, *, is_pod: bool) -> Join:
        base = self._parent(timeline).id
        return Join(Divergence("added", None, event, None, base, timeline, is_pod), (timeline,))

    def _beside(self, row: Row, event: Event, timeline: str) -> Join:
        base = self._parent(timeline).id
        if row.context == "kept":
            return Join(Divergence("kept", event, event, None, base, timeline), (base, timeline))
        return Join(Divergence("untold", event, None, None, base, timeline), (row.timeline,))

    def _parent(self, timeline: str) -> Lineage:
        parent = self._chronicle.world.lineage(timeline).parent
        assert parent is not None
        return parent


def ranks_in(row: Row) -> Iterator[int]:
    """Yield the ranks of all events of a row."""
    yield row.rank
    yield from (rank for _, rank in row.links)


def batches(each: Iterable[T]) -> Iterator[list[T]]:
    """Yield what is to be read at once."""
    waiting = iter(each)
    while several := list(islice(waiting, AT_ONCE)):
        yield several
