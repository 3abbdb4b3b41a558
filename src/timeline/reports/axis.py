"""A common time axis for bars on a screen, with a scale of years."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from timeline.model.calendar import from_ordinal, to_ordinal

_STEPS = (1, 2, 5)
"""Steps between the years of a scale; also their multiples by powers of ten."""


class Axis(NamedTuple):
    """A range of whole years over a width in cells."""

    first_year: int
    last_year: int
    width: int

    @classmethod
    def over(cls, first: int, last: int, width: int) -> Axis:
        """Return the axis from the year of the first day to the year of the last."""
        return cls(from_ordinal(first)[0], from_ordinal(last)[0], width)

    def bar(self, first: int, last: int, *, opens: bool = False, goes_on: bool = False) -> str:
        """Return a bar for a range of days, at least half a cell long, with an arrow at an open end."""
        start, end = floor(self._at(first)), ceil(self._at(last + 1))
        cells = [
            _BLOCKS[2 * cell in range(start, end), 2 * cell + 1 in range(start, end)] for cell in range(self.width)
        ]
        if opens and start >= 2:
            cells[start // 2 - 1] = "◂"
        if goes_on and (end + 1) // 2 < self.width:
            cells[(end + 1) // 2] = "▸"
        return "".join(cells).rstrip()

    def scale(self) -> str:
        """Return as many years as fit, each above the cell where it begins."""
        years = self.last_year - self.first_year + 1
        widest = max(len(str(self.first_year)), len(str(self.last_year))) + 2
        step = _step(ceil(years * widest / self.width))
        text = str(self.first_year)
        for year in range(self.first_year // step * step + step, self.last_year + 1, step):
            cell = (year - self.first_year) * self.width // years
            if cell > len(text) and cell + len(str(year)) <= self.width:
                text = text.ljust(cell) + str(year)
        return text

    def _at(self, day: int) -> Fraction:
        """Return the number of half cells before a day; all years have the same width."""
        year = from_ordinal(day)[0]
        new_year = to_ordinal(year, 1, 1)
        years = year - self.first_year + Fraction(day - new_year, to_ordinal(year + 1, 1, 1) - new_year)
        return years * 2 * self.width / (self.last_year - self.first_year + 1)


_BLOCKS = {(True, True): "█", (True, False): "▌", (False, True): "▐", (False, False): " "}
"""A cell by whether its left half and its right half are filled."""


def _step(least: int) -> int:
    """Return the smallest step of at least this many years."""
    ten = 1
    while True:
        for step in _STEPS:
            if step * ten >= least:
                return step * ten
        ten *= 10
