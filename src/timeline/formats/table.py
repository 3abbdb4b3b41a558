"""A table for people, drawn by Rich. The only module that imports it.

Cells are `Text`, never markup, and cleaned of control characters: a title from a file may contain "[red]" or an escape
sequence. Colors come from the terminal's own palette, are readable on dark and light backgrounds, and only repeat what a
word or a sign says.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.formats.fit import default_grid
from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from timeline.formats.grid import Cell, Grid
    from timeline.formats.output import Output
    from timeline.formats.report import Report

_STYLES = {
    "plain": "",
    "strong": "bold",
    "dim": "dim",
    "real": "cyan",
    "alt": "bold magenta",
    "both": "green",
    "gone": "red",
    "new": "green",
}
_ANY_HEIGHT = 25
"""Rich ignores the width on a dumb terminal unless it also has a height."""

_BLANKS_AT_THE_END = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$", re.MULTILINE)
"""Padding before the codes that end a style."""

_LINE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
"""One line below the header and no others."""


def render(report: Report[Any], output: Output) -> None:
    """Draw the report's grid; nothing if it has no rows."""
    if not report.rows:
        return
    text = StringIO()
    console = Console(
        file=text,
        width=output.width,
        height=_ANY_HEIGHT,
        force_terminal=output.color == "always" or (output.is_terminal and output.color == "auto"),
        color_system=None if output.color == "never" else "auto",
        no_color=False if output.color == "always" else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    grid: Grid | None = _grid_of(report, output.width)
    while grid is not None:
        console.print(_table(grid))
        for cell in grid.below:
            console.print(_text(cell))
        grid = grid.then
        if grid is not None:
            console.print()
    output.stream.write(_BLANKS_AT_THE_END.sub(r"\1", text.getvalue()))


def _grid_of(report: Report[Any], width: int) -> Grid:
    return report.grid(report.rows, width) if report.grid else default_grid(report, width)


def _table(grid: Grid) -> Table:
    table = Table(box=_LINE, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", show_edge=False)
    table.show_header = any(column.header for column in grid.columns)
    for column in grid.columns:
        table.add_column(
            column.header,
            justify="right" if column.align_right else "left",
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
            min_width=column.least,
        )
    for number, group in enumerate(grid.groups):
        if grid.spaced and number:
            table.add_row()
        for row in group:
            table.add_row(*(_text(cell) for cell in row))
    return table


def _text(cell: Cell) -> Text:
    return Text(one_line(cell.text), style=_STYLES[cell.style])
