"""Fit a table to the screen: a report describes its columns once, and `fitted` decides how to show them.

All widths are terminal cells; a wide character takes two.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from timeline.formats.cells import cells
from timeline.formats.grid import GAP, Cell, Grid, GridColumn
from timeline.model.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


R = TypeVar("R")
Shown = str | Cell | list[Cell] | None
"""What a column shows for a row: one line, or several below each other."""

NARROWEST = 12
"""The width that a column of wrapped texts needs, unless all of them are shorter."""
TITLE = 20
"""The width that a title needs to be readable."""


class ScreenColumn(NamedTuple, Generic[R]):
    """One column of a table on a screen, and how it adapts to a narrow one."""

    header: str
    shown: Callable[[R], Shown]
    wraps: bool = False
    align_right: bool = False
    least: int = NARROWEST
    """The width that it needs if it wraps."""
    from_width: int = 0
    """The screen width from which it appears."""
    below: str | None = None
    """On narrower screens, its text moves below the column to its left, after this prefix; None leaves it out."""
    drops: int = 0
    """If the table does not fit, columns with the highest number are dropped first; those with 0 stay."""
    once: bool = False
    """Whether only the first row of a group shows it."""
    marks: bool = False
    """Whether its text is the id of the event that the row is about, and the row is to be marked with it, shown or not."""


class Fill(NamedTuple, Generic[R]):
    """A last column that takes the remaining width, such as bars."""

    least: int
    most: int
    column: Callable[[int], ScreenColumn[R]]
    """Returns the column for a width."""
    is_needed: bool = False
    """Whether the table fits only if this column does."""


def fitted(
    groups: Sequence[Sequence[R]],
    columns: Sequence[ScreenColumn[R]],
    width: int,
    name: str,
    *,
    is_labelled: bool = False,
    is_spaced: bool = False,
    fill: Fill[R] | None = None,
) -> Grid:
    """Return a table if it fits on the screen, else the rows stacked in one column with this name."""
    grid = table(groups, columns, width, is_spaced=is_spaced, fill=fill)
    return grid or stacked(groups, columns, width, name, is_labelled=is_labelled)


def table(
    groups: Sequence[Sequence[R]],
    columns: Sequence[ScreenColumn[R]],
    width: int,
    *,
    is_spaced: bool = False,
    fill: Fill[R] | None = None,
) -> Grid | None:
    """Return a table of the columns that fit on the screen; None if the columns that may not be dropped do not fit."""
    kept = [column for column in columns if column.from_width <= width or column.below is not None]
    marked = _marking(columns)
    while True:
        laid = _laid_out(groups, kept, width, marked)
        room = width - sum(laid.widths) - GAP * (len(laid.widths) - 1)
        if room >= (fill.least + GAP if fill and fill.is_needed else 0):
            break
        first = max(column.drops for column in kept)
        if first == 0:
            return None
        kept = [column for column in kept if column.drops < first]
    if fill and room - GAP >= fill.least:
        laid = _laid_out(groups, [*kept, fill.column(min(room - GAP, fill.most))], width, marked)
    return Grid(laid.columns, laid.groups, spaced=is_spaced)


class _Laid(NamedTuple):
    """Columns, their cells, and the width that each column needs."""

    columns: list[GridColumn]
    groups: list[list[Sequence[Cell]]]
    widths: list[int]


def _marking(columns: Sequence[ScreenColumn[R]]) -> Callable[[R, Sequence[Cell]], Sequence[Cell]]:
    """Return what marks the cells of a row with its event, if a column says to."""
    of = next((column.shown for column in columns if column.marks), None)
    if of is None:
        return lambda row, line: line
    return lambda row, line: [line[0]._replace(event=cells_of(of(row))[0].text), *line[1:]]


def _laid_out(
    groups: Sequence[Sequence[R]],
    columns: Sequence[ScreenColumn[R]],
    width: int,
    marked: Callable[[R, Sequence[Cell]], Sequence[Cell]],
) -> _Laid:
    stacks: list[list[ScreenColumn[R]]] = []
    for column in columns:
        if column.from_width <= width:
            stacks.append([column])
        else:
            stacks[-1].append(column)
    laid = [
        [marked(row, line) for number, row in enumerate(group) for line in _lines(stacks, row, number)]
        for group in groups
    ]
    lines = [line for group in laid for line in group]
    drawn, widths = [], []
    for at, (column, *_) in enumerate(stacks):
        longest = max((cells(one_line(line[at].text)) for line in lines), default=0)
        needed = min(longest, column.least) if column.wraps else longest
        kept = max(needed, NARROWEST) if column.wraps else needed
        widths.append(max(cells(column.header), needed))
        drawn.append(GridColumn(column.header, column.wraps, column.align_right, kept))
    return _Laid(drawn, laid, widths)


def _lines(stacks: Sequence[Sequence[ScreenColumn[R]]], row: R, number: int) -> Iterator[list[Cell]]:
    """Return the lines of a row, with the texts that moved below each column."""
    parts = []
    for first, *moved in stacks:
        shown = [Cell("")] if first.once and number else cells_of(first.shown(row))
        below = (cell for column in moved for cell in _after(column.below or "", column.shown(row)))
        parts.append([*shown, *(cell for cell in below if cell.text)])
    return (list(line) for line in zip_longest(*parts, fillvalue=Cell("")))


def _after(text: str, shown: Shown) -> list[Cell]:
    """Return cells with a text before theirs; empty cells stay empty."""
    return [cell._replace(text=f"{text}{cell.text}") if cell.text else cell for cell in cells_of(shown)]


def cells_of(shown: Shown) -> list[Cell]:
    """Return what a column shows as cells."""
    if isinstance(shown, list):
        return shown
    return [shown if isinstance(shown, Cell) else Cell(shown or "")]


def stacked(
    groups: Sequence[Sequence[R]],
    columns: Sequence[ScreenColumn[R]],
    width: int,
    name: str,
    *,
    is_labelled: bool = False,
) -> Grid:
    """Return the rows in one column with this name, each on its own lines.

    Columns that do not wrap share a line, and the others follow below it. With labels, every column but the first has
    its own line that starts with the header.
    """
    kept = [column for column in columns if column.from_width <= width or column.below is not None]
    lines = labelled if is_labelled else _joined
    later = [column for column in kept if not column.once]
    marked = _marking(columns)
    stacks = [
        [marked(row, [cell]) for cell in lines(later if number else kept, row)]
        for group in groups
        for number, row in enumerate(group)
    ]
    return Grid([GridColumn(name, wraps=True)], stacks, spaced=any(len(stack) > 1 for stack in stacks))


def _joined(columns: Sequence[ScreenColumn[R]], row: R) -> Iterator[Cell]:
    shown = (_after(column.below or "", column.shown(row)) for column in columns)
    for line in zip_longest(*shown, fillvalue=Cell("")):
        pairs = [(column, cell) for column, cell in zip(columns, line, strict=True) if cell.text]
        short = [cell for column, cell in pairs if not column.wraps]
        if short:
            styled = next((cell for cell in short if cell.style != "plain"), short[0])
            yield Cell("  ".join(cell.text for cell in short), styled.style)
        yield from (cell for column, cell in pairs if column.wraps)


def labelled(columns: Sequence[ScreenColumn[R]], row: R) -> Iterator[Cell]:
    """Yield the first column of a row, then the others, each behind its header."""
    first, *rest = columns
    yield from cells_of(first.shown(row))
    for column in rest:
        label = f"{column.header}: " if column.header else ""
        yield from (cell for cell in _after(label, column.shown(row)) if cell.text)
