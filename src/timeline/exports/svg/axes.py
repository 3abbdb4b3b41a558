"""Scales and their ticks: time in days, months or years, also before the year 1, and counts."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.svg.text import SANS, width
from timeline.model.calendar import MONTHS, days_in_month, from_ordinal, to_ordinal
from timeline.model.date_text import year_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.exports.svg.text import Face

_GAP = 16
"""The least space between two labels."""
_STEPS = (1, 2, 5)
"""The first digits of steps between ticks."""
_MONTHS = (1, 3, 6)
_DAYS = (1, 2, 5, 10, 15)
_EDGE = 0.02
"""The part of a scale that stays free at either end."""
_CROWD = 5
"""From so many items on, a few of them can be far from the others."""
_FEW = 10
"""One in so many items may be far."""
_FAR = 1 / 3
"""Items are far if they are away from the next by more than this part of all the time."""
_CLOSER = 90
"""The room for the part of a scale that is drawn closer."""


class Tick(NamedTuple):
    """A place on a scale, with its label."""

    at: float
    text: str


class TimeScale(NamedTuple):
    """A scale from days (`model.calendar`) to the places between `start` and `end`, in the unit of the picture.

    It is linear from one of its corners to the next; without any, as a whole.
    """

    first: float
    last: float
    start: float
    end: float
    corners: tuple[tuple[float, float], ...] = ()
    """Days between the ends, with their places, at which the scale changes."""

    @classmethod
    def over(cls, days: Iterable[float], start: float, end: float, *, least: float = 366) -> TimeScale:
        """Return a linear scale on which all these days are, with some space at either end; at least `least` days long.

        Days that are infinite do not count. Without any day, the scale is that of the year 1.
        """
        known = [day for day in days if abs(day) < float("inf")] or [1]
        first, last = min(known), max(known)
        missing = max(least - (last - first), 0)
        edge = max(last - first, least) * _EDGE
        return cls(first - missing / 2 - edge, last + missing / 2 + edge, start, end)

    @classmethod
    def with_corners(
        cls, items: Iterable[Iterable[float]], start: float, end: float, days: Iterable[float] = ()
    ) -> TimeScale:
        """Return a scale for items with their days, and some `days` more, on which a few far items do not press the others.

        If an end of the time is there only for at most a tenth of the items, or for one, that end is drawn closer.
        """
        known = [[day for day in item if abs(day) < float("inf")] for item in items]
        known = [item for item in known if item]
        others = [day for day in days if abs(day) < float("inf")]
        plain = cls.over([day for item in (*known, others) for day in item], start, end)
        if len(known) < _CROWD:
            return plain
        early = _far([min(item) for item in known], others, plain)
        late = _far([-max(item) for item in known], [-day for day in others], plain)
        first = plain.first if early is None else early
        last = plain.last if late is None else -late
        if last <= first or (early is None and late is None):
            return plain
        edge = (last - first) * _EDGE
        left = ((first - edge, start + _CLOSER),) if early is not None and first - edge > plain.first else ()
        right = ((last + edge, end - _CLOSER),) if late is not None and last + edge < plain.last else ()
        return plain._replace(corners=left + right)

    def at(self, day: float) -> float:
        """Return the place of a day. A day beyond an end, also an infinite one, is at that end."""
        inside = min(max(day, self.first), self.last)
        part = next(part for part in self.parts() if inside <= part.last)
        return part.start + (inside - part.first) / (part.last - part.first) * (part.end - part.start)

    def parts(self) -> list[TimeScale]:
        """Return the linear parts, from the first day to the last."""
        ends = ((self.first, self.start), *self.corners, (self.last, self.end))
        return [TimeScale(day, to_day, place, to_place) for (day, place), (to_day, to_place) in pairwise(ends)]

    def closer_parts(self) -> list[TimeScale]:
        """Return the parts that are drawn closer than the rest."""
        *_, usual = sorted(self.parts(), key=lambda part: part._per_day())
        return [part for part in self.parts() if part != usual]

    def ticks(self, size: float = 12, face: Face = SANS) -> list[Tick]:
        """Return the ticks at round years, months or days, as close as their labels allow."""
        found: list[Tick] = []
        for part in sorted(self.parts(), key=lambda part: -part._per_day()):
            for tick in part._own_ticks(size, face):
                room = width(tick.text, size, face) / 2 + _GAP / 2
                if all(abs(tick.at - other.at) >= room + width(other.text, size, face) / 2 for other in found):
                    found.append(tick)
        return sorted(found, reverse=self.end < self.start)

    def _per_day(self) -> float:
        return abs(self.end - self.start) / (self.last - self.first)

    def _own_ticks(self, size: float, face: Face) -> list[Tick]:
        """Return the ticks of a linear scale."""
        per_day = self._per_day()
        bounds = ceil(self.first), floor(self.last)
        first, last = (from_ordinal(day)[0] for day in bounds)
        known = (first, last, *((999,) if first < 1000 and last > 0 else ()))  # "AD 999" is longer than "1000"
        room = max(width(year_words(year), size, face) for year in known) + _GAP
        day_room, month_room = (width(text, size, face) + room for text in ("30 Nov ", "Nov "))
        days = next((step for step in _DAYS if step * per_day >= day_room), None)
        months = next((step for step in _MONTHS if step * 30 * per_day >= month_room), None)
        if days:
            ticks = _days(*bounds, days)
        elif months:
            ticks = _months(*bounds, months)
        else:
            ticks = _years(first, last, nice(room / per_day / 365.2425))
        return [Tick(self.at(day), text) for day, text in ticks if bounds[0] <= day <= bounds[1]]


def _far(firsts: Sequence[float], others: Sequence[float], plain: TimeScale) -> float | None:
    """Return the day from which on the time is no longer that of few items; None if they do not press the others.

    `firsts` are the first days of all items, and `others` days that are never far.
    """
    ordered = sorted(firsts)
    most = max(1, len(ordered) // _FEW)
    jump, place = max((ordered[at] - ordered[at - 1], at) for at in range(1, most + 1))
    nearest = min([ordered[place], *others])
    is_far = jump > (plain.last - plain.first) * _FAR and nearest - ordered[place - 1] > jump / 2
    return nearest if is_far else None


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
