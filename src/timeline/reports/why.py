"""What led to an event: columns, JSON, and the tree on a screen.

The tree looks like a version control graph: every event is a dot, a chain runs straight down, and a branch is indented
below the event where it leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from timeline.formats.fit import TITLE, ScreenColumn, stacked, table
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report, record_of
from timeline.reports.columns import event_columns_of, extra_columns_of, in_time
from timeline.reports.rows import code_cell, counted, id_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
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
    return report_on_events(steps, lambda step: step.event, figures, _grid, _headline)


def report_on_events(
    rows: Sequence[R],
    event_of: Callable[[R], Event],
    figures: Sequence[Column[R]],
    grid: Callable[[Sequence[R], Screen], Grid],
    headline: Callable[[Sequence[R]], str],
) -> Report[R]:
    """Report on rows with an event each: its columns, then the figures; in JSON, the figures come first."""

    def record(row: R) -> dict[str, object]:
        return {"id": event_of(row).id, **record_of(figures, row), "event": event_of(row).to_dict()}

    columns, events = [*event_columns_of(event_of), *figures], in_time(map(event_of, rows))
    return Report(columns, rows, record, grid, events, headline=headline, extra=extra_columns_of(event_of))


def id_of(steps: Sequence[Branching], number: int | None) -> str | None:
    """Return the id of the event with this number in a tree."""
    return None if number is None else steps[number - 1].event.id


def figure(header: str, value: Callable[[R], int | None]) -> ScreenColumn[R]:
    """Return a column of numbers; None is empty."""

    def shown(row: R) -> str:
        number = value(row)
        return "" if number is None else str(number)

    return ScreenColumn(header, shown, align_right=True)


def _headline(steps: Sequence[Step]) -> str:
    return f"{counted(len(steps) - 1, 'event')} led to: {steps[0].event.title}"


def _grid(steps: Sequence[Step], screen: Screen) -> Grid:
    return tree(steps, screen, figure("Paths", lambda step: step.paths))


def tree(
    steps: Sequence[B],
    screen: Screen,
    *figures: ScreenColumn[B],
    by: str = "by",
    because: Callable[[B], str] = lambda step: "also because of",
) -> Grid:
    """Lay out a tree, one row per step; on a narrow screen, each step names its depth and, after `by`, its parent.

    `because` returns what precedes the causes of a step that stand elsewhere.
    """
    lines = tree_lines(steps)
    ids: list[ScreenColumn[B]] = id_columns(lambda step: step.event, screen)
    number: ScreenColumn[B] = ScreenColumn("No.", lambda step: Cell(str(step.number), "dim"), align_right=True)
    date: ScreenColumn[B] = ScreenColumn("Date", lambda step: step.event.date.text)
    line: ScreenColumn[B] = ScreenColumn("", lambda step: lines[step.number - 1])
    depth: ScreenColumn[B] = ScreenColumn(
        "", lambda step: "" if step.after is None else f"depth {step.depth}, {by} {step.after}"
    )
    event: ScreenColumn[B] = ScreenColumn(
        "Event", lambda step: _titles(steps, step, because(step)), wraps=True, least=TITLE
    )
    code: ScreenColumn[B] = ScreenColumn("Told in", lambda step: code_cell(step.event), from_width=ROOMY)
    grid = table([steps], [number, date, line, event, *ids, code, *figures], screen.width)
    return grid or stacked([steps], [number, date, depth, event, *ids], screen.width, "Events")


def _titles(steps: Sequence[Branching], step: Branching, because: str) -> list[Cell]:
    """Return the title of a step, and below it its other causes."""
    title = f"POD: {step.event.title}" if step.pod_of else step.event.title
    cells = [Cell(title, "strong" if step.after is None or step.pod_of else "plain")]
    if step.also:
        named = (f"{steps[number - 1].event.title} (see no. {number})" for number in step.also)
        cells.append(Cell(f"{because}: {'; '.join(named)}", "dim"))
    return cells


def tree_lines(steps: Sequence[Branching]) -> list[list[Cell]]:
    """Return the lines of the tree beside each step."""
    parents = {step.after for step in steps}
    lines = []
    for step in steps:
        starts = step.after is not None and steps[step.after - 1].level < step.level
        line = "│ " * (step.level - 1) + "├─●" if starts else "│ " * step.level + "●"
        below = "│ " * step.level + ("│" if step.number in parents else "")
        lines.append([Cell(line, "dim"), *([Cell(below, "dim")] if step.also else [])])
    return lines
