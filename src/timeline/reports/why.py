"""What led to an event: columns, JSON, and the tree on a screen.

A tree is drawn as version control draws history: every event is a dot. What goes straight down in one column leads from
one to the next; a branch is set in below the event that it leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report, Selection
from timeline.reports.columns import event_columns_of, event_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.model.events import Event
    from timeline.questions.why import Step
    from timeline.store.chronicle import Chronicle


R = TypeVar("R")


ROOMY = 110
"""From so many columns on, trees and rankings also say where an event is told."""


_NARROWEST_TITLE = 24
"""With less room than this beside the rest, every step gets lines of its own."""


def why_report(chronicle: Chronicle, steps: Sequence[Step]) -> Report[Step]:
    """Report on what led to an event."""
    figures: list[Column[Step]] = [
        Column("depth", lambda step: step.depth, brief=True),
        Column("paths", lambda step: step.paths, brief=True),
        Column("leads_to", lambda step: _id_of(steps, step.after), is_prose=True),
        Column("pod_of", lambda step: step.pod_of, is_prose=True),
    ]
    return _report(chronicle, steps, lambda step: step.event, figures, _why_grid)


def _report(
    chronicle: Chronicle,
    rows: Sequence[R],
    event_of: Callable[[R], Event],
    figures: Sequence[Column[R]],
    grid: Callable[[Sequence[R], int], Grid],
) -> Report[R]:
    """Report on rows that are about an event each: its columns and then the figures, in JSON the other way round."""

    def record(row: R) -> dict[str, object]:
        return {**{each.name: each.value(row) for each in figures}, "event": event_record(event_of(row))}

    events = sorted((event_of(row) for row in rows), key=lambda event: event.sort_key)
    return Report([*event_columns_of(event_of), *figures], rows, record, grid, Selection(chronicle, events))


def _id_of(steps: Sequence[Step], number: int | None) -> str | None:
    return None if number is None else steps[number - 1].event.id


def _why_grid(steps: Sequence[Step], width: int) -> Grid:
    return _tree(steps, width, {"Paths": [step.paths for step in steps]})


def _tree(steps: Sequence[Step], width: int, figures: dict[str, list[int | None]]) -> Grid:
    """Lay a tree out: a row a step, and one below where it has further causes."""
    lines = _lines(steps)
    rest = len(str(len(steps))) + max(len(s.event.date.text) for s in steps) + max(len(line) for line, _ in lines) + 6
    figures_width = sum(
        max(len(name), *(len(_number(each)) for each in values)) + 2 for name, values in figures.items()
    )
    if width < rest + figures_width + _NARROWEST_TITLE:
        return _narrow_tree(steps)
    from timeline.reports.columns import episode_code

    roomy = width >= ROOMY
    columns = [GridColumn("No.", align_right=True), GridColumn("Date"), GridColumn(""), GridColumn("Event", wraps=True)]
    columns += [GridColumn("Told in")] if roomy else []
    columns += [GridColumn(name, align_right=True) for name in figures]
    groups = []
    for index, (step, (line, below)) in enumerate(zip(steps, lines, strict=True)):
        row = [Cell(str(step.number), "dim"), Cell(step.event.date.text), Cell(line, "dim"), _title(step)]
        row += [Cell(episode_code(step.event), "dim")] if roomy else []
        row += [Cell(_number(values[index])) for values in figures.values()]
        groups.append([row])
        if step.also:
            groups[-1].append(
                [Cell(""), Cell(""), Cell(below, "dim"), _also(steps, step), *[Cell("")] * (len(row) - 4)]
            )
    return Grid(columns, groups)


def _narrow_tree(steps: Sequence[Step]) -> Grid:
    """Lay a tree out in one column: each step says how many links away it is and what it hangs from."""
    groups = []
    for step in steps:
        depth = "" if step.after is None else f"  depth {step.depth}, by {step.after}"
        rows = [[Cell(f"{step.number}  {step.event.date.text}{depth}", "dim")], [_title(step)]]
        groups.append([*rows, *([[_also(steps, step)]] if step.also else [])])
    return Grid([GridColumn("Events", wraps=True)], groups, spaced=True)


def _title(step: Step) -> Cell:
    title = f"POD: {step.event.title}" if step.pod_of else step.event.title
    return Cell(title, "strong" if step.after is None or step.pod_of else "plain")


def _also(steps: Sequence[Step], step: Step) -> Cell:
    named = (f"{steps[number - 1].event.title} (see no. {number})" for number in step.also)
    return Cell(f"also because of: {'; '.join(named)}", "dim")


def _lines(steps: Sequence[Step]) -> list[tuple[str, str]]:
    """Return what is drawn before each step, and before what is said below it."""
    parents = {step.after for step in steps}
    lines = []
    for step in steps:
        starts = step.after is not None and steps[step.after - 1].level < step.level
        line = "│ " * (step.level - 1) + "├─●" if starts else "│ " * step.level + "●"
        lines.append((line, "│ " * step.level + ("│" if step.number in parents else "")))
    return lines


def _number(value: int | None) -> str:
    return "" if value is None else f"{value}"
