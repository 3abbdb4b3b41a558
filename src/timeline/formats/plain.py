"""A table of a report's columns as they are: what `--columns` shows, and a report without a layout of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from timeline.formats.cells import cells
from timeline.formats.fit import NARROWEST, ScreenColumn, cells_of, fitted, labelled, stacked, table
from timeline.formats.grid import GAP, Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from timeline.formats.grid import Grid, GridColumn
    from timeline.formats.report import Column, Report

R = TypeVar("R")
T = TypeVar("T")

MEASURED = 200
"""How many rows are looked at before the first is drawn."""


def default_grid(report: Report[R], width: int) -> Grid:
    """Return a table of a report's brief columns; long texts wrap, numbers are right-aligned.

    More than `MEASURED` rows are drawn as they come. Columns are as wide as `measured` rows need; a longer text goes on
    below itself, as in a column that is too narrow, and a longer number moves the rest of its line.
    """
    rows = measured(report.rows)
    columns = [_screen_column(column, rows) for column in report.columns if column.brief]
    name = columns[0].header
    if len(rows) == len(report.rows):
        return fitted([rows], columns, width, name, is_labelled=True)
    grid = table([rows], columns, width)
    if grid is None:
        below = stacked([rows], columns, width, name, is_labelled=True)
        lines_of = _Each(report.rows, lambda row: [[cell] for cell in labelled(columns, row)])
        return below._replace(groups=lines_of, sample=[[Cell(" " * width)]])
    lines = _Each(report.rows, lambda row: [cells_of(column.shown(row))[0] for column in columns])
    wrapping = [column if column.align_right else column._replace(wraps=True) for column in grid.columns]
    return grid._replace(columns=wrapping, groups=[lines], sample=_sample(grid.columns, grid.groups, width))


def measured(rows: Sequence[R]) -> Sequence[R]:
    """Return the rows by which a table is laid out: all of a few, else the first, and others from everywhere.

    To measure all of a long answer, all of it would have to be read before the first line is there.
    """
    number = len(rows)
    if number <= MEASURED:
        return list(rows)  # each is looked at several times, and may be read from the index each time
    first = MEASURED // 2
    return [*rows[:first], *rows[first :: -(-(number - first) // (MEASURED - first))]]


class _Each(Generic[R, T]):
    """What a function makes of each row, made anew whenever it is iterated."""

    def __init__(self, rows: Iterable[R], make: Callable[[R], T]) -> None:
        self._rows, self._make = rows, make

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._rows)


def _sample(
    columns: Sequence[GridColumn], groups: Iterable[Iterable[Sequence[Cell]]], width: int
) -> Sequence[Sequence[Cell]]:
    """Return the lines by which columns get their widths; one in which nothing stands is `NARROWEST`, if there is room."""
    lines = [line for group in groups for line in group]
    longest = [max(cells(line[at].text) for line in lines) for at in range(len(columns))]
    needed = [max(cells(column.header), min(most, NARROWEST)) for column, most in zip(columns, longest, strict=True)]
    room = width - GAP * (len(columns) - 1) - sum(needed)
    blank = [Cell("")] * len(columns)
    for at, most in enumerate(longest):
        if not most and NARROWEST - needed[at] <= room:
            room -= max(NARROWEST - needed[at], 0)
            blank[at] = Cell(" " * NARROWEST)
    return [*lines, blank]


def _screen_column(column: Column[R], rows: Sequence[R]) -> ScreenColumn[R]:
    is_number = any(isinstance(column.value(row), int | float) for row in rows)
    is_long = any(cells(column.on_screen(row)) > NARROWEST for row in rows)
    header = column.header or column.name.replace("_", " ").capitalize()
    return ScreenColumn(header, column.on_screen, wraps=is_long and not is_number, align_right=is_number)
