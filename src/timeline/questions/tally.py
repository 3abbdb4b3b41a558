"""What a graph of histories consists of, as ranks: one pass over the index, without reading an event.

Each row is an event in a lane. What it does to other events follows its links to any timeline that its own descends from,
so it may be `moved` here although `diverge`, which compares a branch with its parent alone, has it as `added`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from itertools import accumulate, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal, to_ordinal
from timeline.model.events import REAL
from timeline.questions.pairs import STATUS_OF_LINK, STATUSES, kept_by, only_in
from timeline.store.conditions import EVERYTHING, Condition, linked_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from timeline.questions.pairs import Status
    from timeline.store.chronicle import Chronicle


class Row(NamedTuple):
    """An event in a lane."""

    rank: int
    """Among the events of the index, in the order of time."""
    timeline: str
    """Whose lane it stands in."""
    links: tuple[tuple[Status, int], ...] = ()
    """What an alternate event does to which others, by their ranks; none if it is added."""
    context: Status | None = None
    """`untold` or `kept` for an event that is no divergence."""
    beside: tuple[str, ...] = ()
    """The timelines that leave the event untold or keep it; of an alternate event, those that leave it untold."""

    @property
    def statuses(self) -> list[Status]:
        """The status of each of the pairs that make it a divergence."""
        if self.context:
            return []
        return [status for status, _ in self.links] or ["added"]

    @property
    def is_added(self) -> bool:
        """Whether the alternate history has it in the place of nothing."""
        return not self.links and self.context is None


def counted(rows: Iterable[Row]) -> Counter[Status]:
    """Return how many divergences have each status."""
    return Counter(status for row in rows for status in row.statuses)


class Tally(NamedTuple):
    """All that is in a graph."""

    rows: Sequence[Row]
    """The alternate events, in the order of time."""
    context: Sequence[tuple[Status, str, Sequence[int]]]
    """Which events, by their ranks, each timeline keeps and leaves untold."""


def tally(
    chronicle: Chronicle, timelines: Sequence[str], fits: Condition, statuses: Collection[Status] = STATUSES
) -> Tally:
    """Return what alternate timelines consist of; a pair counts if it has one of the statuses and one of its events fits.

    On one rank, the timelines are in the given order.
    """
    fitting = None if fits == EVERYTHING else set(chronicle.ranks(fits))
    links: dict[int, list[tuple[Status, int]]] = {}
    for rank, link, target in chronicle.ties(*STATUS_OF_LINK):
        links.setdefault(rank, []).append((STATUS_OF_LINK[link], target))  # type: ignore[index]
    owners = chronicle.owners({target for own in links.values() for _, target in own})
    rows: list[Row] = []
    context: list[tuple[Status, str, Sequence[int]]] = []
    for timeline in timelines:
        alt = chronicle.world.lineage(timeline)
        base = alt.parent or alt
        alone = only_in(chronicle, alt, base)
        for rank in chronicle.ranks(alone):
            every = [tie for tie in links.get(rank, ()) if base.nearest(owners.get(tie[1]))]
            is_fitting = fitting is None or rank in fitting
            own = tuple(tie for tie in every if tie[0] in statuses and (is_fitting or tie[1] in (fitting or ())))
            if own or (is_fitting and not every and "added" in statuses):
                rows.append(Row(rank, timeline, own))
        kept, untold = kept_by(chronicle, alt, base, alone), only_in(chronicle, base, alt) & ~linked_from(alone)
        beside: list[tuple[Status, Condition]] = [("kept", kept), ("untold", untold)]
        context += [(each, timeline, chronicle.ranks(events & fits)) for each, events in beside if each in statuses]
    return Tally(sorted(rows, key=attrgetter("rank")), context)


def with_context(chronicle: Chronicle, found: Tally) -> list[Row]:
    """Return all rows with one for each event that timelines keep or leave untold, in the lane that it belongs to.

    An alternate event that a branch of its timeline leaves untold has a row already.
    """
    owners = chronicle.owners({rank for _, _, ranks in found.context for rank in ranks})
    beside: dict[tuple[int, str, Status], list[str]] = {}
    keepers: dict[int, str] = {}
    for status, timeline, ranks in found.context:
        line = chronicle.world.lineage(timeline)
        base = line.parent or line
        for rank in ranks:
            owner = keepers.setdefault(rank, base.id) if status == "kept" else base.nearest(owners.get(rank))
            beside.setdefault((rank, owner or REAL, status), []).append(timeline)
    rows = [
        row._replace(beside=tuple(beside.pop((row.rank, row.timeline, "untold"), ()))) if beside else row
        for row in found.rows
    ]
    return rows + [Row(rank, lane, (), status, tuple(several)) for (rank, lane, status), several in beside.items()]


def years_of(chronicle: Chronicle) -> dict[int, int]:
    """Return the year in which each event stands, by its rank; an earlier rank never has a later year.

    So a cause that comes before its effect in the order of time, although its place is in a later year, stands in the year
    of its effect, and an event without a known start in the first year.
    """
    places = chronicle.places()
    years = years_in_order([day for _, day in places])
    return {rank: year for (rank, _), year in zip(places, years, strict=True)}


def years_in_order(days: Sequence[int]) -> array[int]:
    """Return the years of events, as `years_of` does, from the days at which they stand in the order of time."""
    lowest = sorted(days)
    if lowest != list(days):  # a cause may come before its effect although it is placed later
        lowest = list(accumulate(reversed(days), min))
        lowest.reverse()
    years = array("q")
    while len(years) < len(days):
        year = from_ordinal(lowest[len(years)])[0]
        years.extend(repeat(year, bisect_left(lowest, to_ordinal(year + 1, 1, 1), len(years)) - len(years)))
    return years
