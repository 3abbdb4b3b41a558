"""What happened on a day: the columns (tsv, csv, md), the JSON object and the screen."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.narrow import fitted
from timeline.formats.report import Column, Report, Selection
from timeline.reports.columns import EVENT_COLUMNS, episode_code, event_record
from timeline.reports.show import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.report import Value
    from timeline.model.events import Event
    from timeline.questions.today import Anniversary
    from timeline.store.chronicle import Chronicle

_FIRST = 5
"""So many columns of an event stand before the years."""


def _of_event(column: Column[Event]) -> Column[Anniversary]:
    """Return a column of an event as one of its anniversary."""

    def value(row: Anniversary) -> Value:
        return column.value(row.event)

    return Column(column.name, value, column.brief, column.is_prose)


_EVENT = [_of_event(column) for column in EVENT_COLUMNS]

TODAY_COLUMNS: Sequence[Column[Anniversary]] = (
    *_EVENT[:_FIRST],
    Column("years_ago", lambda row: row.years_ago, brief=True),
    Column("history", lambda row: row.history, brief=True, is_prose=True),
    *_EVENT[_FIRST:],
)


def today_report(chronicle: Chronicle, rows: Sequence[Anniversary]) -> Report[Anniversary]:
    """Report on what happened on a day."""
    events = sorted((row.event for row in rows), key=lambda event: event.sort_key)
    return Report(TODAY_COLUMNS, rows, today_record, today_grid, Selection(chronicle, events))


def today_record(row: Anniversary) -> dict[str, object]:
    """Return the JSON object of an event of the day: the event's own, and how long ago it is in which history."""
    return {**event_record(row.event), "years_ago": row.years_ago, "history": row.history}


def today_grid(rows: Sequence[Anniversary], width: int) -> Grid:
    """Lay the day out, one history after the other."""
    wide = width >= WIDE
    columns = [GridColumn("History"), GridColumn("When", align_right=True), GridColumn("Date"), GridColumn("Told in")]
    columns += [GridColumn("Title", wraps=True), *([GridColumn("Place", wraps=True)] if wide else [])]
    groups = [[_cells(row, wide) for row in group] for _, group in groupby(rows, key=lambda row: row.history)]
    return fitted(Grid(columns, groups, spaced=True), width, "On this day")


def _cells(row: Anniversary, wide: bool) -> list[Cell]:
    event = row.event
    cells = [
        Cell(row.history, event.kind),
        Cell(row.words),
        Cell(event.date.text),
        Cell(episode_code(event), "dim"),
        Cell(event.title, "strong" if event.kind == "alt" else "plain"),
    ]
    return [*cells, Cell(event.place or "", "dim")] if wide else cells
