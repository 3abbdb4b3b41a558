"""What becomes of a table that the screen is too narrow for: one column, its rows as lines below each other."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
"""Blanks between two columns of a table."""
NARROWEST = 12
"""The columns that a wrapping column of a table needs, unless all of its cells are shorter."""


def fitted(grid: Grid, width: int, name: str, *, is_labelled: bool = False) -> Grid:
    """Return a grid as it is where it fits the screen, else in one column of that name.

    There what does not wrap shares a line, and what wraps follows on lines of its own; or, where cells make no sense
    without the headers of their columns, each has its line with that, but for the first.
    """
    rows = [row for group in grid.groups for row in group]
    needed = sum(_needed(column, index, rows) + GAP for index, column in enumerate(grid.columns))
    if needed - GAP <= width:
        return grid
    lines = _labelled if is_labelled else _lines
    groups = [[lines(grid.columns, row) for row in group] for group in grid.groups]
    flat = [[[cell] for cell in cells] for group in groups for cells in group]
    return Grid([GridColumn(name, wraps=True)], flat, spaced=True, below=grid.below)


def _needed(column: GridColumn, index: int, rows: Sequence[Sequence[Cell]]) -> int:
    longest = max((columns_of(row[index].text) for row in rows), default=0)
    return max(len(column.header), min(longest, NARROWEST) if column.wraps else longest)


def columns_of(text: str) -> int:
    """Return about how many columns of a screen a text takes: two a wide character, none a combining one."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in one_line(text)
    )


def _lines(columns: Sequence[GridColumn], row: Sequence[Cell]) -> list[Cell]:
    pairs = list(zip(columns, row, strict=True))
    short = "  ".join(cell.text for column, cell in pairs if not column.wraps and cell.text)
    return [*([Cell(short)] if short else []), *(cell for column, cell in pairs if column.wraps and cell.text)]


def _labelled(columns: Sequence[GridColumn], row: Sequence[Cell]) -> list[Cell]:
    rest = zip(columns[1:], row[1:], strict=True)
    return [row[0], *(Cell(f"{column.header}: {cell.text}", cell.style) for column, cell in rest if cell.text)]
