"""The drift line: how much of what is recorded differs, stretch by stretch, and the years below it. Pure."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.signs import ASCII
from timeline.questions.drift import DriftPeriod
from timeline.questions.overview import KINDS
from timeline.questions.pairs import STATUSES
from timeline.reports.bars import sparkline
from timeline.reports.short import year_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.signs import Signs
    from timeline.tui.rows import Rows

GAP = 10
"""Where most of the line would be empty, years without a row count as this many at most."""

_SPACE = 3
"""Blanks between two years of the axis."""

_ASCII_LEVELS = "_.-=+*%#"


class Curve(NamedTuple):
    """The shares of a comparison over a width, and the years that belong to its cells."""

    bars: str
    labels: Sequence[tuple[int, str]]
    """The cells at which the years of the axis begin, and how they are written."""
    years: Sequence[int]
    """The years that have rows."""
    cells: Sequence[int]
    """The cell at which each of these years begins."""

    def cell(self, year: int) -> int:
        """Return the cell at which a year begins, or the one before it."""
        at = bisect_right(self.years, year) - 1
        return self.cells[at] if at >= 0 else 0

    def year(self, cell: int) -> int:
        """Return the year that a cell stands for: the last that begins in it or before it; on a blank, the nearest."""
        at = max(0, bisect_right(self.cells, cell) - 1)
        last = len(self.bars[: cell + 1].rstrip()) - 1
        if at + 1 < len(self.cells) and self.cells[at + 1] - cell < cell - last:
            at = bisect_right(self.cells, self.cells[at + 1]) - 1
        return self.years[at]

    def marked(self, year: int, signs: Signs) -> tuple[str, int, int]:
        """Return the axis with a sign at a year, and where the sign and its year begin and end."""
        text, width = year_heading(year), len(self.bars)
        at = min(self.cell(year), width - 1)
        mark = f"{signs.earlier}{text}" if at + len(text) < width else f"{text}{signs.earlier}"
        start = max(0, at if mark.startswith(signs.earlier) else at - len(text))
        end = min(width, start + len(mark))
        axis = [" "] * width
        for left, label in self.labels:
            if left + len(label) < start or left > end:
                axis[left : left + len(label)] = label
        axis[start:end] = mark[: end - start]
        return "".join(axis), start, end


def curve(rows: Rows, width: int, signs: Signs) -> Curve:
    """Return the drift line of rows, of which there is at least one, over so many cells."""
    told = list(rows.years_told())
    years = [year for year, _, _ in told]
    places = _places(years, width)
    total = places[-1] + 1
    cells = [place * width // total for place in places]
    counts = [[0] * len(KINDS) for _ in range(width)]
    for (_, first, behind), cell, following in zip(told, cells, [*cells[1:], width], strict=True):
        room = max(1, min(following - cell, width // 20 + 1))
        ends = [first - (number * (first - behind) // room) for number in range(room + 1)]
        for number, (start, end) in enumerate(pairwise(ends)):
            count = counts[min(width - 1, cell + number)]
            for kind in range(len(KINDS)):
                count[kind] += rows.kinds.count(kind, start, end)
    bars = "".join(_block(count, signs) for count in counts)
    return Curve(bars, _labels(years, cells, width), years, cells)


def _block(counts: Sequence[int], signs: Signs) -> str:
    """Return the sign of a stretch: its share as a block, a dot where nothing differs, a blank where nothing is."""
    if not any(counts):
        return " "
    found = {status: counts[KINDS.index(status)] for status in STATUSES}
    period = DriftPeriod("", "", found)
    if not period.differ:
        return signs.untold
    if signs is ASCII:
        return _ASCII_LEVELS[min(int(period.share * len(_ASCII_LEVELS)), len(_ASCII_LEVELS) - 1)]
    return sparkline([period.share])


def _places(years: Sequence[int], width: int) -> list[int]:
    """Return where years stand on the line: by time; with shorter gaps where these would take most of it."""
    spans = [later - year for year, later in pairwise(years)]
    if sum(spans) > 2 * sum(min(span, GAP) for span in spans) and sum(spans) > width:
        spans = [min(span, GAP) for span in spans]
    places = [0]
    for span in spans:
        places.append(places[-1] + span)
    return places


def _labels(years: Sequence[int], cells: Sequence[int], width: int) -> list[tuple[int, str]]:
    """Return the years below the line, and where they begin: round ones first, then others where there is room."""
    labels: list[tuple[int, str]] = []
    taken = bytearray(width)
    by_roundness = sorted(range(len(years)), key=lambda each: (_sharpness(years[each]), each))
    for each in by_roundness:
        text, start = year_heading(years[each]), cells[each]
        end = start + len(text)
        if end <= width and not any(taken[max(0, start - _SPACE) : end + _SPACE]):
            taken[start:end] = bytes([1]) * len(text)
            labels.append((start, text))
    return labels


def _sharpness(year: int) -> int:
    """Return how far a year is from being a round number."""
    return next(rank for rank, step in enumerate((100, 50, 10, 5, 1)) if year % step == 0)
