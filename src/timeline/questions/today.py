"""The events on one day of the year, in all histories."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import MONTHS, from_ordinal, to_ordinal
from timeline.model.events import REAL
from timeline.store.conditions import ON_ONE_DAY

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


_LEAP = 366
"""The days of a leap year."""


class DayOfYear(NamedTuple):
    """A day of the year, and the year from which to count back."""

    month: int
    day: int
    year: int

    @property
    def words(self) -> str:
        """The day without its year: "20 July"."""
        return f"{self.day} {MONTHS[self.month - 1]}"


class Anniversary(NamedTuple):
    """An event on a day of the year."""

    event: Event
    years_ago: int
    """Negative for an event in the future."""

    @property
    def history(self) -> str:
        """The history in which it happens: "both", or the id of its timeline."""
        return "both" if self.event.kind == "both" else self.event.timeline or REAL

    @property
    def words(self) -> str:
        """How long ago: "57 years ago", "this year", "in 3 years"."""
        count = abs(self.years_ago)
        if not count:
            return "this year"
        spelled = "1 year" if count == 1 else f"{count} years"
        return f"{spelled} ago" if self.years_ago > 0 else f"in {spelled}"


def today(chronicle: Chronicle, day: DayOfYear, query: Query) -> list[Anniversary]:
    """Return the events on a month and day that match a query: those of our history, of both, and of each ATL.

    Only events whose date is a single day count, certain or not. 29 February matches only itself. The difference in years
    is exact, because month and day are the same.
    """
    found = []
    days = {rank: on for rank, on in _on_one_day(chronicle, query) if from_ordinal(on)[1:] == (day.month, day.day)}
    events = chronicle.by_rank(days)
    for rank, on in days.items():
        found.append(Anniversary(events[rank], day.year - from_ordinal(on)[0]))
    order = [REAL, "both", *(timeline.id for timeline in chronicle.world.alternates)]
    found.sort(key=lambda each: order.index(each.history))
    return found[: query.limit]


def nearest_days(chronicle: Chronicle, day: DayOfYear, query: Query) -> list[tuple[DayOfYear, int]]:
    """Return the last day of the year before a day and the first one after it that have matching events, with their number.

    The year is a circle: 31 December is one day before 1 January. Empty where no day has any.
    """
    counts = Counter(from_ordinal(on)[1:] for _, on in _on_one_day(chronicle, query))
    counts.pop((day.month, day.day), None)
    ahead = {each: (_number(*each) - _number(day.month, day.day)) % _LEAP for each in counts}
    ends = dict.fromkeys((max(ahead, key=ahead.__getitem__), min(ahead, key=ahead.__getitem__))) if ahead else {}
    return [(DayOfYear(*each, day.year), counts[each]) for each in ends]


def _number(month: int, day: int) -> int:
    """Return the number of a day in a leap year."""
    return to_ordinal(2000, month, day) - to_ordinal(2000, 1, 1)


def _on_one_day(chronicle: Chronicle, query: Query) -> list[tuple[int, int]]:
    """Return the rank and the day of each event on a single day, in the order of the query."""
    found = chronicle.days(ON_ONE_DAY & chronicle.where(query), query.sort)
    return found[::-1] if query.reverse else found
