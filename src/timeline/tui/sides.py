"""Rows beside each other: a column for each history, and what stands for something on one line with it.

Between two such lines, each side runs on by itself within its year, so that no half stays empty.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from timeline.questions.overview import SHARED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.tui.rows import Rows

NONE = -1
"""Stands for no row in a cell."""


class Sides:
    """The lines of a screen with columns: for each line and column the row that is there."""

    def __init__(self, rows: Rows) -> None:
        self.columns = [array("i") for _ in rows.lanes]
        """For each history, the row in each line, or `NONE`."""
        self.lines = array("i", bytes(4 * len(rows)))
        """The line of each row."""
        _Zip(rows, self).fill()

    def __len__(self) -> int:
        return len(self.columns[0])

    def at(self, line: int) -> list[int]:
        """Return the rows of a line, column by column."""
        return [column[line] for column in self.columns]

    def pick(self, line: int, column: int) -> int:
        """Return the row in a column of a line or, where there is none, in the nearest column to its left or right."""
        cells = self.at(line)
        order = sorted(range(len(cells)), key=lambda each: (abs(each - column), each))
        return next(cells[each] for each in order if cells[each] != NONE)


class _Zip:
    """Fills the columns row by row."""

    def __init__(self, rows: Rows, sides: Sides) -> None:
        self._rows = rows
        self._sides = sides
        self._runs: list[list[int]] = [[] for _ in rows.lanes]
        """The rows of one history alone since the last line that several share."""

    def fill(self) -> None:
        rows, runs = self._rows, self._runs
        told, base, kinds, own, holds, years = rows.told, rows.base, rows.kinds, rows.own, rows.holds, rows.years
        year = None
        for row in range(len(rows)):
            this = years[told[row]]
            if this != year:
                self._flush()
                year = this
            is_shared = base[row] or (holds[row] & (holds[row] - 1) and (kinds[row] != SHARED or len(runs) > 2))
            shown = rows.lanes_of(row) if is_shared else ()
            if len(shown) > 1:
                self._flush()
                self._together(row, shown)
            else:
                runs[own[row]].append(row)
        self._flush()

    def _together(self, row: int, shown: Sequence[int]) -> None:
        """Put a row that several histories share, or in which two stand against each other, on a line of its own."""
        self._sides.lines[row] = len(self._sides)
        for lane, column in enumerate(self._sides.columns):
            column.append(row if lane in shown else NONE)

    def _flush(self) -> None:
        runs: Sequence[list[int]] = self._runs
        longest = max(map(len, runs))
        if not longest:
            return
        start = len(self._sides)
        for run, column in zip(runs, self._sides.columns, strict=True):
            for place, row in enumerate(run):
                self._sides.lines[row] = start + place
            column.extend(run)
            column.extend([NONE] * (longest - len(run)))
            run.clear()
