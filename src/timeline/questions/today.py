"""What happened on a day of the year, in every history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal
from timeline.model.events import REAL
from timeline.store.conditions import ON_ONE_DAY

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class DayOfYear(NamedTuple):
    """A day of any year, and the year from which on others are counted back."""

    month: int
    day: int
    year: int

    @property
    def words(self) -> str:
        """The day without its year: "20 July"."""
        return f"{self.day} {_MONTHS[self.month - 1]}"


class Anniversary(NamedTuple):
    """An event on such a day."""

    event: Event
    years_ago: int
    """Negative where the event lies ahead."""

    @property
    def history(self) -> str:
        """In which history it happens: "both", or the id of its timeline."""
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
    """Return the events of that month and day that fit a query: our own history's, then what is both, then each ATL's.

    Only what happens on one single day counts, whether that day is certain or not; 29 February is no other day.
    Years are whole numbers between the years of the calendar, which is exact, as month and day are the same.
    """
    found = []
    for event in chronicle.select(ON_ONE_DAY & chronicle.where(query), sort=query.sort, reverse=query.reverse):
        year, *rest = from_ordinal(event.date.earliest or 0)
        if rest == [day.month, day.day]:
            found.append(Anniversary(event, day.year - year))
    order = [REAL, "both", *(timeline.id for timeline in chronicle.world.alternates)]
    found.sort(key=lambda each: order.index(each.history))
    return found[: query.limit]
