"""What happened on a day of the year, in every history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.calendar import from_ordinal
from timeline.model.events import REAL
from timeline.model.today import Anniversary, DayOfYear
from timeline.store.where import every

if TYPE_CHECKING:
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


def on_this_day(chronicle: Chronicle, day: DayOfYear, query: Query) -> list[Anniversary]:
    """Return the events of that month and day that fit a query: our own history's, then what is both, then each ATL's.

    Only what happens on one single day counts, whether that day is certain or not; 29 February is no other day.
    Years are whole numbers between the years of the calendar, which is exact, as month and day are the same.
    """
    one_day = every(("earliest = latest", []), chronicle.where(query))
    found = []
    for event in chronicle.select(one_day, sort=query.sort, reverse=query.reverse):
        year, *rest = from_ordinal(event.date.earliest or 0)
        if rest == [day.month, day.day]:
            found.append(Anniversary(event, day.year - year))
    order = [REAL, "both", *(timeline.id for timeline in chronicle.alternates)]
    found.sort(key=lambda each: order.index(each.history))
    return found[: query.limit]
