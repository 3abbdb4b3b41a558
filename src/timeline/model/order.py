"""The order of time: one total order of the events of a history, the same for every listing, format and fence.

An event's place is a day. If the start of its date is known to the day, it is that day; else it is the last day of the
month, season, year, decade or century in which the date starts, because reference works list dates that are only roughly
known after the others. An open or unknown start comes before all others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.calendar import from_ordinal

if TYPE_CHECKING:
    from timeline.model.events import Event


def year_of(event: Event) -> int:
    """Return the astronomical year of an event's place; if its start is open, the year in which it ends."""
    date = event.date
    return date.year if date.earliest is None else from_ordinal(int(date.place))[0]


def precedes(event: Event, other: Event) -> bool:
    """Return whether an event certainly comes first: by its place, or for the same place by its time or its `order`.

    The order in the files does not count, because it says nothing about what happened.
    """
    places = event.date.place, other.date.place
    if places[0] != places[1]:
        return places[0] < places[1]
    times = event.date.second, other.date.second
    if times[0] is not None and times[1] is not None and times[0] != times[1]:
        return times[0] < times[1]
    return event.order < other.order
