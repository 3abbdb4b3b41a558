"""A table for a screen, laid out but not yet drawn: no library of terminals is needed to make one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Style = Literal["plain", "strong", "dim", "alt", "real", "both", "gone", "new"]
"""What a piece of text is, from which the drawing takes its colour. No meaning rests on the colour alone."""


class Cell(NamedTuple):
    """One cell: a line of text, which may wrap where its column says so."""

    text: str
    style: Style = "plain"


class GridColumn(NamedTuple):
    """How one column of a grid behaves when space is short."""

    header: str
    wraps: bool = False
    align_right: bool = False
    least: int = 12
    """The cells that it keeps, if it wraps and has texts that long."""


class Grid(NamedTuple):
    """Columns and rows of cells. Each group of rows belongs together and is set off from the next."""

    columns: Sequence[GridColumn]
    groups: Sequence[Sequence[Sequence[Cell]]]
    spaced: bool = False
    """Whether a blank line stands between the groups."""
    below: Sequence[Cell] = ()
    """Lines that stand below the table, of any length."""
    then: Grid | None = None
    """Another one, with columns of its own, that follows below."""
