"""What follows from an event, and which events reach farthest: columns, JSON and screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report
from timeline.reports.why import ROOMY, _id_of, _number, _report, _tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.model.causality import Reach
    from timeline.questions.why import Step
    from timeline.store.chronicle import Chronicle


def ripple_report(chronicle: Chronicle, steps: Sequence[Step]) -> Report[Step]:
    """Report on what follows from an event."""
    figures: list[Column[Step]] = [
        Column("depth", lambda step: step.depth, brief=True),
        Column("events", lambda step: step.reach.events, brief=True),
        Column("years", lambda step: step.reach.years, brief=True),
        Column("follows", lambda step: _id_of(steps, step.after), is_prose=True),
        Column("pod_of", lambda step: step.pod_of, is_prose=True),
    ]
    return _report(chronicle, steps, lambda step: step.event, figures, _ripple_grid)


def reach_report(chronicle: Chronicle, reaches: Sequence[Reach]) -> Report[Reach]:
    """Report on how far events reach."""
    figures: list[Column[Reach]] = [
        Column("events", lambda reach: reach.events, brief=True),
        Column("years", lambda reach: reach.years, brief=True),
    ]
    return _report(chronicle, reaches, lambda reach: reach.event, figures, _reach_grid)


def _ripple_grid(steps: Sequence[Step], width: int) -> Grid:
    return _tree(steps, width, _reach_figures(step.reach for step in steps))


def _reach_figures(reaches: Iterable[Reach]) -> dict[str, list[int | None]]:
    found = list(reaches)
    return {"Events": [reach.events for reach in found], "Years": [reach.years for reach in found]}


def _reach_grid(reaches: Sequence[Reach], width: int) -> Grid:
    from timeline.reports.columns import episode_code

    columns = [GridColumn("Events", align_right=True), GridColumn("Years", align_right=True), GridColumn("Date")]
    columns += [GridColumn("Event", wraps=True), *([GridColumn("Told in")] if width >= ROOMY else [])]
    groups = []
    for reach in reaches:
        row = [Cell(_number(reach.events), "strong"), Cell(_number(reach.years)), Cell(reach.event.date.text)]
        row += [Cell(reach.event.title), *([Cell(episode_code(reach.event), "dim")] if width >= ROOMY else [])]
        groups.append([row])
    return Grid(columns, groups)
