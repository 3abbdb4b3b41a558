"""Rows beside each other: a column for each history, and what stands for something on one line with it.

Between two such lines, each side runs on by itself within its year, so that no half stays empty. So a year needs no other:
how many lines it takes is counted for all years at once, and where its rows stand is found when it comes on the screen.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from timeline.questions.overview import SHARED
from timeline.tui.columns import both, either

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.tui.rows import Rows

NONE = -1
"""Stands for no row in a cell."""

_TOGETHER = 255
"""Stands for the lane of a row that several histories share, or in which two stand against each other."""


class _Year(NamedTuple):
    """A year that has been on the screen."""

    columns: Sequence[Sequence[int]]
    """For each history, the row in each line of the year, or `NONE`."""
    lines: Sequence[int]
    """The line in the year of each of its rows."""


class Sides:
    """The lines of a screen with columns: for each line and column the row that is there."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._seen = rows.seen()
        self._lanes = _lanes(rows, self._seen)
        self._years: dict[int, _Year] = {}
        self._first_rows: list[int] = []
        self._first_lines: list[int] = []
        heights = _Heights(len(rows.lanes))
        line = 0
        for _, first, end in rows.years_told():
            self._first_rows.append(first)
            self._first_lines.append(line)
            year = self._lanes[first:end]
            line += year.count(_TOGETHER) + sum(map(heights.__getitem__, year.split(_SEPARATOR)))
        self._count = line

    def __len__(self) -> int:
        return self._count

    def at(self, line: int) -> list[int]:
        """Return the rows of a line, column by column."""
        number = bisect_right(self._first_lines, line) - 1
        return [column[line - self._first_lines[number]] for column in self._year(number).columns]

    def line_of(self, row: int) -> int:
        """Return the line of a row."""
        number = bisect_right(self._first_rows, row) - 1
        return self._first_lines[number] + self._year(number).lines[row - self._first_rows[number]]

    def pick(self, line: int, column: int) -> int:
        """Return the row in a column of a line or, where there is none, in the nearest column to its left or right."""
        cells = self.at(line)
        order = sorted(range(len(cells)), key=lambda each: (abs(each - column), each))
        return next(cells[each] for each in order if cells[each] != NONE)

    def _year(self, number: int) -> _Year:
        if number not in self._years:
            first = self._first_rows[number]
            behind = self._first_rows[number + 1] if number + 1 < len(self._first_rows) else len(self._rows)
            self._years[number] = self._laid_out(first, behind)
        return self._years[number]

    def _laid_out(self, first: int, behind: int) -> _Year:
        """Return where the rows of a year stand."""
        count = len(self._rows.lanes)
        columns: list[list[int]] = [[] for _ in range(count)]
        lines: list[int] = []
        free = [0] * count
        """For each history, the first line below its last row."""
        for row in range(first, behind):
            lane = self._lanes[row]
            line = max(free) if lane == _TOGETHER else free[lane]
            shown = range(count) if lane == _TOGETHER else (lane,)
            for each in shown:
                columns[each] += [NONE] * (line - len(columns[each]))
                columns[each].append(row if lane != _TOGETHER or self._seen[row] >> each & 1 else NONE)
                free[each] = line + 1
            lines.append(line)
        for column in columns:
            column += [NONE] * (max(free) - len(column))
        return _Year(columns, lines)


_SEPARATOR = bytes([_TOGETHER])


class _Heights(dict[bytes, int]):
    """How many lines rows take of which no two histories share one, by their lanes. There are few such runs, many times."""

    def __init__(self, lanes: int) -> None:
        super().__init__()
        self._lanes = range(lanes)

    def __missing__(self, run: bytes) -> int:
        self[run] = found = max(map(run.count, self._lanes))
        return found


def _lanes(rows: Rows, seen: bytes) -> bytes:
    """Return for each row the lane in which it stands alone, or `_TOGETHER`."""
    together = seen.translate(_SEVERAL)
    if len(rows.lanes) == 2:  # of their common past, only one line is drawn
        past = bytes(0 if kind == SHARED else 255 for kind in range(256))
        linked = bytes(255 if base else 0 for base in rows.base)
        together = both(together, either(rows.kinds.translate(past), linked))
    return either(rows.own, together)


_SEVERAL = bytes(255 if bits & (bits - 1) else 0 for bits in range(256))
