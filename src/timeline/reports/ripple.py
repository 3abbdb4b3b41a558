"""What follows from an event, and a ranking of events by that: columns, JSON and screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.fit import TITLE, ScreenColumn, stacked, table
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report
from timeline.reports.rows import code_cell, counted, id_columns
from timeline.reports.why import ROOMY, figure, id_of, report_on_events, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
    from timeline.model.causality import Reach
    from timeline.questions.why import Step


def report(steps: Sequence[Step]) -> Report[Step]:
    """Report on what follows from an event."""
    figures: list[Column[Step]] = [
        Column("depth", lambda step: step.depth, brief=True),
        Column("events", lambda step: step.reach.events, brief=True),
        Column("years", lambda step: step.reach.years, brief=True),
        Column("follows", lambda step: id_of(steps, step.after)),
        Column("pod_of", lambda step: step.pod_of),
    ]
    return report_on_events(steps, lambda step: step.event, figures, _tree, _follows)


def ranking(reaches: Sequence[Reach]) -> Report[Reach]:
    """Report on how much follows from events."""
    figures: list[Column[Reach]] = [
        Column("events", lambda reach: reach.events, brief=True),
        Column("years", lambda reach: reach.years, brief=True),
    ]
    return report_on_events(reaches, lambda reach: reach.event, figures, _ranking, _ranked)


def _follows(steps: Sequence[Step]) -> str:
    first = steps[0]
    follow = f"{counted(first.reach.events, 'event')} {'follows' if first.reach.events == 1 else 'follow'}"
    years = f" over {counted(first.reach.years, 'year')}" if first.reach.years else ""
    return f"{follow} from: {first.event.title}{years}"


def _ranked(reaches: Sequence[Reach]) -> str:
    return f"{counted(len(reaches), 'event')} by what follows from them"


def _tree(steps: Sequence[Step], screen: Screen) -> Grid:
    return tree(
        steps, screen, figure("Events", lambda step: step.reach.events), figure("Years", lambda step: step.reach.years)
    )


def _ranking(reaches: Sequence[Reach], screen: Screen) -> Grid:
    figures: list[ScreenColumn[Reach]] = [
        ScreenColumn("Events", lambda reach: Cell(str(reach.events), "strong"), align_right=True),
        figure("Years", lambda reach: reach.years),
    ]
    ids: list[ScreenColumn[Reach]] = id_columns(lambda reach: reach.event, screen)
    event: list[ScreenColumn[Reach]] = [
        ScreenColumn("Date", lambda reach: reach.event.date.text),
        ScreenColumn("Event", lambda reach: reach.event.title, wraps=True, least=TITLE),
        *ids,
        ScreenColumn("Told in", lambda reach: code_cell(reach.event), from_width=ROOMY),
    ]
    grid = table([reaches], [*figures, *event], screen.width)
    return grid or stacked([reaches], [*event, *figures], screen.width, "Events", is_labelled=True)
