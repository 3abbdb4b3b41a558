"""Scales and their ticks: time in days, months or years, also before the year 1, and counts."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.svg.text import SANS, width
from timeline.model.calendar import MONTHS, days_in_month, from_ordinal, to_ordinal
from timeline.model.date_text import year_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.exports.svg.text import Face

_GAP = 16
"""The least space between two labels."""
_STEPS = (1, 2, 5)
"""The first digits of steps between ticks."""
_MONTHS = (1, 3, 6)
_DAYS = (1, 2, 5, 10, 15)
_EDGE = 0.02
"""The part of a scale that stays free at either end."""


class Tick(NamedTuple):
    """A place on a scale, with its label."""

    at: float
    text: str


class TimeScale(NamedTuple):
    """A linear scale from days (`model.calendar`) to the places between `start` and `end`, in the unit of the picture."""

    first: float
    last: float
    start: float
    end: float

    @classmethod
    def over(cls, days: Iterable[float], start: float, end: float, *, least: float = 366) -> TimeScale:
        """Return a scale on which all these days are, with some space at either end; at least `least` days long.

        Days that are infinite do not count. Without any day, the scale is that of the year 1.
        """
        known = [day for day in days if abs(day) < float("inf")] or [1]
        first, last = min(known), max(known)
        missing = max(least - (last - first), 0)
        edge = max(last - first, least) * _EDGE
        return cls(first - missing / 2 - edge, last + missing / 2 + edge, start, end)

    def at(self, day: float) -> float:
        """Return the place of a day. A day beyond an end, also an infinite one, is at that end."""
        inside = min(max(day, self.first), self.last)
        return self.start + (inside - self.first) / (self.last - self.first) * (self.end - self.start)

    def ticks(self, size: float = 12, face: Face = SANS) -> list[Tick]:
        """Return the ticks at round years, months or days, as close as their labels allow."""
        per_day = abs(self.end - self.start) / (self.last - self.first)
        bounds = ceil(self.first), floor(self.last)
        first, last = (from_ordinal(day)[0] for day in bounds)
        known = (first, last, *((999,) if first < 1000 and last > 0 else ()))  # "AD 999" is longer than "1000"
        room = max(width(year_words(year), size, face) for year in known) + _GAP
        day_room, month_room = (width(text, size, face) + room for text in ("30 Nov ", "Nov "))
        days = next((step for step in _DAYS if step * per_day >= day_room), None)
        months = next((step for step in _MONTHS if step * 30 * per_day >= month_room), None)
        if days:
            found = _days(*bounds, days)
        elif months:
            found = _months(*bounds, months)
        else:
            found = _years(first, last, nice(room / per_day / 365.2425))
        return [Tick(self.at(day), text) for day, text in found if bounds[0] <= day <= bounds[1]]


def nice(least: float) -> int:
    """Return the smallest whole number of at least `least` that is 1, 2 or 5, or that times a power of ten."""
    ten: int = 10 ** floor(log10(max(least, 1)))
    return next(step * ten for step in (*_STEPS, 10) if step * ten >= least)


def _years(first: int, last: int, step: int) -> Iterator[tuple[int, str]]:
    """Yield the first days of round years: 1960, 1980; before AD 1, of round years BC; between the two, of AD 1."""
    if first <= 0:
        for before in range((1 - first) // step * step, max(-last, 0), -step):
            yield to_ordinal(1 - before, 1, 1), year_words(1 - before)
    if first <= 1 <= last and step >= 5:  # there is room beside the next
        yield to_ordinal(1, 1, 1), year_words(1)
    for year in range(max(-(-first // step) * step, step), last + 1, step):
        yield to_ordinal(year, 1, 1), year_words(year)


def _months(first: int, last: int, step: int) -> Iterator[tuple[int, str]]:
    for year in range(from_ordinal(first)[0], from_ordinal(last)[0] + 1):
        for month in range(1, 13, step):
            yield to_ordinal(year, month, 1), f"{MONTHS[month - 1][:3]} {year_words(year)}"


def _days(first: int, last: int, step: int) -> Iterator[tuple[int, str]]:
    year, month, _ = from_ordinal(first)
    while to_ordinal(year, month, 1) <= last:
        latest = days_in_month(year, month)
        for day in range(1, latest + 1, step):
            if day == 1 or latest - day >= step - 1:
                yield to_ordinal(year, month, day), f"{day} {MONTHS[month - 1][:3]} {year_words(year)}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


class CountScale(NamedTuple):
    """A linear scale from 0, at `start`, to `most`, at `end`."""

    most: float
    start: float
    end: float

    def at(self, count: float) -> float:
        """Return the place of a number."""
        return self.start + count / self.most * (self.end - self.start)

    def ticks(self, room: float = 26) -> list[Tick]:
        """Return ticks at 0 and at round whole numbers that are at least `room` apart."""
        step = nice(room / abs(self.end - self.start) * self.most)
        return [Tick(self.at(count), f"{count:,}") for count in range(0, floor(self.most) + 1, step)]
