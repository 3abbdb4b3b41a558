"""Two histories side by side: their shared past, then the pairs of `diverge`, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.errors import UsageError
from timeline.model.events import REAL
from timeline.model.names import first_of
from timeline.model.query import EVERY_EVENT
from timeline.questions.diverge import drift_of, event_of, paired
from timeline.questions.listed import Listed
from timeline.questions.pairs import STATUSES
from timeline.store.conditions import before, held_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.drift import Drift
    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.questions.pairs import Pair, Status
    from timeline.store.chronicle import Chronicle


_ROOM = 23
"""The columns that are left for the names of timelines in a message, on a screen of 80."""

SHARED: Literal["shared"] = "shared"
"""The status of events that both histories share from before they part. They are not divergences."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comparison: a pair of `diverge`, or an event of the shared past in both columns."""

    status: Status | Literal["shared"]
    base: Event | None
    alt: Event | None
    drift: Drift | None = None
    is_pod: bool = False

    @property
    def event(self) -> Event:
        """The event that places the line in time."""
        return event_of(self.base, self.alt)

    @property
    def year(self) -> int:
        """The year of the line."""
        return self.event.date.year

    @property
    def rank(self) -> int:
        """The rank of that event."""
        return self.event.rank


class Shared(NamedTuple):
    """An event of the shared past, by its rank."""

    rank: int
    status: Literal["shared"] = SHARED
    is_pod: bool = False

    @property
    def base(self) -> int:
        """The event, as the base has it."""
        return self.rank

    @property
    def alt(self) -> int:
        """The same, as the alternate has it."""
        return self.rank


class Comparison(NamedTuple):
    """Two timelines by their ids, and their lines in the order of time."""

    base: str
    alt: str
    lines: Sequence[Line]


def compare(
    chronicle: Chronicle,
    query: Query = EVERY_EVENT,
    *,
    between: tuple[str, str] | None = None,
) -> Comparison | None:
    """Return two timelines side by side: an ATL and its parent, or any two (base, alternate).

    The query's timeline names the ATL; it may be left out if there is only one. A line matches the other filters if one of
    its events does. None if there is no ATL.
    Raises `UsageError` for an unknown name, for an order other than by date, and if it is unclear which ATL to compare.
    """
    found = side_by_side(chronicle, query, between=between)
    return found and found._replace(lines=list(found.lines))


def side_by_side(chronicle: Chronicle, query: Query, *, between: tuple[str, str] | None = None) -> Comparison | None:
    """Return two timelines as `compare` does, each line read when it is asked for."""
    if query.sort != "date":
        raise UsageError("a comparison is always sorted by date", "leave out --sort")
    if between is None:
        timeline = _the_alternate(chronicle, query)
        if timeline is None:
            return None
        query = query._replace(timeline=(timeline,))
        sides = chronicle.world.timelines[timeline].parent or REAL, timeline
    else:
        sides = chronicle.resolve("timeline", between[0]), chronicle.resolve("timeline", between[1])
    pairs = paired(chronicle, query._replace(limit=None, reverse=False), between=between, statuses=STATUSES)
    named = {pair.base for pair in pairs}
    shared = [Shared(rank) for rank in _shared(chronicle, query, *sides) if rank not in named]
    lines: list[Pair | Shared] = sorted([*pairs, *shared], key=lambda line: line.rank, reverse=query.reverse)
    return Comparison(*sides, Listed(chronicle, lines[: query.limit], _line))


def _line(pair: Pair | Shared, base: Event | None, alt: Event | None) -> Line:
    drift = None if pair.status == SHARED else drift_of(pair.status, base, alt)
    return Line(pair.status, base, alt, drift, pair.is_pod)


def _the_alternate(chronicle: Chronicle, query: Query) -> str | None:
    """Return the ATL that the query names, or else the only one; None if there is none."""
    chosen = list(dict.fromkeys(chronicle.resolve("timeline", name) for name in query.timeline))
    known = [timeline.id for timeline in chronicle.world.alternates]
    if len(chosen or known) > 1:
        names = first_of(chosen or known, _ROOM)
        hint = "choose one with --timeline, or two with --between"
        if not names.endswith('"'):
            hint = "timeline branches lists them; choose with --timeline or --between"
        raise UsageError(f"there are several timelines to compare: {names}", hint)
    return next(iter(chosen or known), None)


def _shared(chronicle: Chronicle, query: Query, base: str, alt: str) -> list[int]:
    """Return the ranks of the events that match the query and that both timelines hold from before they part."""
    sides = chronicle.world.lineage(base), chronicle.world.lineage(alt)
    past = held_by(sides[0]) & held_by(sides[1]) & before(sides[1].pods_since(sides[0]))
    return chronicle.ranks(past & chronicle.where(query._replace(timeline=())))
