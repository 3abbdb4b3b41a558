"""The years under which events stand in the list of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.date_text import year_words
from timeline.model.order import year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.events import Event


def list_years(events: Sequence[Event]) -> list[int | None]:
    """Return the astronomical year under which each of some events in the order of time stands; these never fall.

    It is that of its place, or the earlier one of an effect that it stands before; None if the start is open, which comes
    first of all.
    """
    found: list[int | None] = []
    until: float = float("inf")
    for event in reversed(events):
        until = min(until, float("-inf") if event.date.earliest is None else year_of(event))
        found.append(None if until == float("-inf") else int(until))
    return found[::-1]


def year_heading(year: int | None) -> str:
    """Return the heading above the events of a year, as in `scripts/calendar.js`."""
    return "No known beginning" if year is None else year_words(year)
