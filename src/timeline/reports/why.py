"""What led to an event: columns, JSON, and the tree on a screen.

The tree looks like a version control graph: every event is a dot, a chain runs straight down, and a branch is indented
below the event where it leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from timeline.formats.fit import TITLE, ScreenColumn, stacked, table
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report, record_of
from timeline.reports.columns import code_cell, event_columns_of, in_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.formats.grid import Grid
    from timeline.model.events import Event
    from timeline.questions.why import Step

R = TypeVar("R")


class Branching(Protocol):
    """A row of a tree, which knows its place in it as a `Step` does."""

    @property
    def number(self) -> int: ...
    @property
    def event(self) -> Event: ...
    @property
    def depth(self) -> int | None: ...
    @property
    def after(self) -> int | None: ...
    @property
    def level(self) -> int: ...
    @property
    def also(self) -> tuple[int, ...]: ...
    @property
    def pod_of(self) -> tuple[str, ...]: ...


B = TypeVar("B", bound=Branching)

ROOMY = 110
"""The screen width from which trees and rankings show the episode."""


def report(steps: Sequence[Step]) -> Report[Step]:
    """Report on what led to an event."""
    figures: list[Column[Step]] = [
        Column("depth", lambda step: step.depth, brief=True),
        Column("paths", lambda step: step.paths, brief=True),
        Column("leads_to", lambda step: id_of(steps, step.after)),
        Column("pod_of", lambda step: step.pod_of),
    ]
    return report_on_events(steps, lambda step: step.event, figures, _grid)


def report_on_events(
    rows: Sequence[R],
    event_of: Callable[[R], Event],
    figures: Sequence[Column[R]],
    grid: Callable[[Sequence[R], int], Grid],
) -> Report[R]:
    """Report on rows with an event each: its columns and then the figures, in JSON the other way around."""

    def record(row: R) -> dict[str, object]:
        return {**record_of(figures, row), "event": event_of(row).to_dict()}

    return Report([*event_columns_of(event_of), *figures], rows, record, grid, in_time(map(event_of, rows)))


def id_of(rows: Sequence[Branching], number: int | None) -> str | None:
    """Return the id of the event with this number in a tree."""
    return None if number is None else rows[number - 1].event.id


def figure(header: str, value: Callable[[R], int | None]) -> ScreenColumn[R]:
    """Return a column of numbers; None is empty."""

    def shown(row: R) -> str:
        number = value(row)
        return "" if number is None else str(number)

    return ScreenColumn(header, shown, align_right=True)


def _grid(steps: Sequence[Step], width: int) -> Grid:
    return tree(steps, width, figure("Paths", lambda step: step.paths))


def tree(
    rows: Sequence[B],
    width: int,
    *figures: ScreenColumn[B],
    by: str = "by",
    because: Callable[[B], str] = lambda row: "also because of",
) -> Grid:
    """Lay out a tree; on a narrow screen, each row names its depth and, after the word `by`, its parent.

    `because` returns what precedes the causes of a row that stand elsewhere.
    """
    lines = _lines(rows)
    number: ScreenColumn[B] = ScreenColumn("No.", lambda row: Cell(str(row.number), "dim"), align_right=True)
    date: ScreenColumn[B] = ScreenColumn("Date", lambda row: row.event.date.text)
    line: ScreenColumn[B] = ScreenColumn("", lambda row: lines[row.number - 1])
    depth: ScreenColumn[B] = ScreenColumn(
        "", lambda row: "" if row.after is None else f"depth {row.depth}, {by} {row.after}"
    )
    event: ScreenColumn[B] = ScreenColumn(
        "Event", lambda row: _titles(rows, row, because(row)), wraps=True, least=TITLE
    )
    told: ScreenColumn[B] = ScreenColumn("Told in", lambda row: code_cell(row.event), from_width=ROOMY)
    grid = table([rows], [number, date, line, event, told, *figures], width)
    return grid or stacked([rows], [number, date, depth, event], width, "Events")


def _titles(rows: Sequence[Branching], row: Branching, because: str) -> list[Cell]:
    """Return the title of a row, and below it its other causes."""
    title = f"POD: {row.event.title}" if row.pod_of else row.event.title
    cells = [Cell(title, "strong" if row.after is None or row.pod_of else "plain")]
    if row.also:
        named = (f"{rows[number - 1].event.title} (see no. {number})" for number in row.also)
        cells.append(Cell(f"{because}: {'; '.join(named)}", "dim"))
    return cells


def _lines(rows: Sequence[Branching]) -> list[list[Cell]]:
    """Return the lines of the tree beside each row."""
    parents = {row.after for row in rows}
    lines = []
    for row in rows:
        starts = row.after is not None and rows[row.after - 1].level < row.level
        line = "│ " * (row.level - 1) + "├─●" if starts else "│ " * row.level + "●"
        below = "│ " * row.level + ("│" if row.number in parents else "")
        lines.append([Cell(line, "dim"), *([Cell(below, "dim")] if row.also else [])])
    return lines
