"""A table for a screen, laid out but not yet drawn, so that reports do not import a terminal library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Style = Literal["plain", "strong", "dim", "alt", "real", "both", "gone", "new"]
"""The meaning of a text; `formats.table` picks its color. A color only repeats what the text says."""


class Cell(NamedTuple):
    """One cell: a line of text, which may wrap if its column allows it."""

    text: str
    style: Style = "plain"


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
    groups: Sequence[Sequence[Sequence[Cell]]]
    spaced: bool = False
    """Whether to put a blank line between groups."""
    below: Sequence[Cell] = ()
    """Lines of any length below the table."""
    then: Grid | None = None
    """Another grid below this one, with its own columns."""
