"""A table of cells, and its lines on a screen: columns as wide as their texts, those that wrap as wide as there is room."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.cells import cells
from timeline.formats.lines import Span, cut, mark, wrapped
from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.formats.lines import Line, Screen, Style

GAP = 2
"""Blanks between two columns."""


class Cell(NamedTuple):
    """One cell: a line of text, which may wrap if its column allows it."""

    text: str
    style: Style = "plain"
    event: str = ""
    """The id of the event that its row is about; only the first cell of a row says it."""


class GridColumn(NamedTuple):
    """One column of a grid, and how it behaves when space is short."""

    header: str
    wraps: bool = False
    align_right: bool = False
    least: int = 0
    """The width in terminal cells that it keeps, if space is short."""


class Grid(NamedTuple):
    """Columns and groups of rows."""

    columns: Sequence[GridColumn]
    groups: Iterable[Iterable[Sequence[Cell]]]
    spaced: bool = False
    """Whether to put a blank line between groups."""
    then: Grid | None = None
    """Another grid below this one, with its own columns."""
    sample: Sequence[Sequence[Cell]] | None = None
    """The rows by which the widths are chosen, where not all are measured before the first is drawn."""


def grid_lines(grid: Grid, screen: Screen) -> Iterator[Line]:
    """Yield the lines of a grid, then those of the grid below it."""
    widths = _widths(grid, screen.width)
    if any(column.header for column in grid.columns):
        header = [Cell(column.header, "strong") for column in grid.columns]
        yield from _row(grid.columns, header, widths, screen)
    for number, group in enumerate(grid.groups):
        if grid.spaced and number:
            yield []
        for row in group:
            yield from _row(grid.columns, row, widths, screen)
    if grid.then is not None:
        yield []
        yield from grid_lines(grid.then, screen)


def _widths(grid: Grid, width: int) -> list[int]:
    """Return the widths of the columns. What is left beside those that do not wrap is shared by those that do."""
    needed = [cells(column.header) for column in grid.columns]
    for row in chain.from_iterable(grid.groups) if grid.sample is None else grid.sample:
        needed = [max(most, cells(one_line(cell.text))) for most, cell in zip(needed, row, strict=True)]
    fixed = sum(most for most, column in zip(needed, grid.columns, strict=True) if not column.wraps)
    left = width - GAP * (len(needed) - 1) - fixed
    wrapping = sorted((n for n, column in enumerate(grid.columns) if column.wraps), key=lambda n: needed[n])
    for count, n in zip(range(len(wrapping), 0, -1), wrapping, strict=True):
        share = max(left // count, grid.columns[n].least, 1)
        needed[n] = min(needed[n], share)
        left -= needed[n]
    return needed


def _row(columns: Sequence[GridColumn], row: Sequence[Cell], widths: Sequence[int], screen: Screen) -> Iterator[Line]:
    """Yield the lines of a row: a cell that is too long goes on below itself, or is cut where its column does not wrap.

    A number is not cut.
    """
    texts = [
        wrapped(cell.text, width)
        if column.wraps
        else [one_line(cell.text) if column.align_right else cut(cell.text, width, screen.signs.to)]
        for column, cell, width in zip(columns, row, widths, strict=True)
    ]
    for parts in zip_longest(*texts, fillvalue=""):
        line: Line = []
        event = row[0].event
        for column, cell, text, width in zip(columns, row, parts, widths, strict=True):
            blank = " " * (width - cells(text))
            gap = " " * GAP if line else ""
            line += (
                [Span(gap + blank), Span(text, cell.style)]
                if column.align_right
                else [
                    Span(gap),
                    Span(text, cell.style),
                    Span(blank),
                ]
            )
        yield [mark(event), *line] if event else line
