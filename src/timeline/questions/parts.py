"""The parts of a graph: years with their events, and what is folded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.questions.nodes import Node, batches
from timeline.questions.tally import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.questions.lanes import Lane
    from timeline.questions.nodes import Reader
    from timeline.questions.pairs import Status
    from timeline.questions.prominence import Prominence

Detail = Literal["brief", "pairs", "full", "all"]
DETAILS: tuple[Detail, ...] = get_args(Detail)
"""Many added events folded; all of them; none of them; and what is kept and untold as well."""

SHOWN = 2
"""How many of the added events of a timeline in a year are shown if there are many; a rest of one is shown as well."""
HEADED = 3
"""From how many events on a year has a heading."""


class Fork(NamedTuple):
    """Where a lane begins."""

    lane: Lane
    date: EdtfDate | None
    """The date of the point of divergence if that is not in the graph itself."""


class Rest(NamedTuple):
    """Added events of a timeline in a year that are folded."""

    timeline: str
    told: Mapping[tuple[str | None, int | None], int]
    """How many of them each season of each show tells of."""
    is_all: bool
    """Whether no other is shown."""


class Again(NamedTuple):
    """An event in its own year that is in the graph only because alternate ones of other years stand for it."""

    event: Event
    timeline: str
    """In whose lane it stands."""
    years: tuple[int, ...]
    """The years of those."""


class Past(NamedTuple):
    """The history that all share before the first point of divergence, folded."""

    first: int
    last: int
    events: int


class Quiet(NamedTuple):
    """Years without anything to show, folded."""

    first: int
    last: int
    counts: Mapping[Status, int]
    """How many pairs have each status."""


Item = Fork | Node | Again | Rest


@dataclass(frozen=True, slots=True)
class Year:
    """A year, and what happens in it."""

    year: int
    counts: Mapping[Status, int]
    """How many pairs have each status, those of folded events too."""
    is_headed: bool
    """Whether it has enough events for a heading."""
    items: Callable[[], Iterator[Item]] = field(repr=False, compare=False)
    """Reads what happens in it, in order."""


Part = Past | Quiet | Year


@dataclass(frozen=True, slots=True)
class YearRows:
    """What happens in a year, by ranks."""

    rows: Sequence[Row] = ()
    forks: Sequence[tuple[int, Fork]] = ()
    again: Sequence[tuple[int, str, tuple[int, ...]]] = ()
    """Events that alternate ones of other years stand for: rank, a timeline of those, their years."""

    @property
    def number(self) -> int:
        """How many events there are."""
        return len({row.rank for row in self.rows} | {rank for rank, _, _ in self.again})

    def items(self, detail: Detail, reader: Reader, prominence: Prominence) -> Iterator[Item]:
        """Yield the items in the order of time, what is folded last."""
        hidden = list(_hidden(self.rows, detail, reader, prominence))
        places = {(row.rank, row.timeline) for row in hidden}
        seen = {rank: years for rank, _, years in self.again}
        there = {row.rank for row in self.rows}
        entries: list[tuple[int, Fork | Row | tuple[str, tuple[int, ...]]]] = [
            *self.forks,
            *((rank, (timeline, years)) for rank, timeline, years in self.again if rank not in there),
            *((row.rank, row) for row in self.rows if (row.rank, row.timeline) not in places),
        ]
        entries.sort(key=itemgetter(0))  # it keeps the order of those on one rank: a fork comes first
        for several in batches(entries):
            events = reader.events(n for rank, entry in several for n in (rank, *_linked(entry)))
            for rank, entry in several:
                if isinstance(entry, Fork):
                    yield entry
                elif isinstance(entry, Row):
                    yield reader.node(entry, events)._replace(years=seen.get(rank, ()))
                else:
                    yield Again(events[rank], reader.owner(entry[0], events[rank]), entry[1])
        yield from _rests(hidden, self.rows, reader)


def _linked(entry: object) -> Iterator[int]:
    return (rank for _, rank in entry.links) if isinstance(entry, Row) else iter(())


def _hidden(rows: Sequence[Row], detail: Detail, reader: Reader, prominence: Prominence) -> Iterator[Row]:
    """Yield the rows that are folded."""
    added: dict[str, list[Row]] = {}
    for row in rows:
        if row.is_added and not reader.is_pod(row):
            added.setdefault(row.timeline, []).append(row)
    for several in added.values():
        if detail == "pairs":
            yield from several
        elif detail == "brief" and len(several) > SHOWN + 1:
            shown = prominence.first((row.rank for row in several), SHOWN)
            yield from (row for row in several if row.rank not in shown)


def _rests(hidden: Sequence[Row], rows: Sequence[Row], reader: Reader) -> Iterator[Rest]:
    """Yield what is folded, by timeline."""
    added = Counter(row.timeline for row in rows if row.is_added)
    for timeline in dict.fromkeys(row.timeline for row in hidden):
        told: Counter[tuple[str | None, int | None]] = Counter()
        ranks = [row.rank for row in hidden if row.timeline == timeline]
        for several in batches(ranks):
            told.update((event.show, event.season) for event in reader.events(several).values())
        yield Rest(timeline, told, len(ranks) == added[timeline])
