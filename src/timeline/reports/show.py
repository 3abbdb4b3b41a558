"""A list of events: columns, JSON and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell
from timeline.formats.report import Report
from timeline.reports.columns import EVENT_COLUMNS, code_cell, title_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.model.events import Event


def report(events: Sequence[Event]) -> Report[Event]:
    """Report on events."""
    return Report(EVENT_COLUMNS, events, lambda event: event.to_dict(), _grid, events)


def _grid(events: Sequence[Event], width: int) -> Grid:
    from timeline.formats.fit import TITLE, WIDE, ScreenColumn, fitted

    columns: list[ScreenColumn[Event]] = [
        ScreenColumn("Date", lambda event: event.date.text),
        ScreenColumn("Kind", lambda event: Cell(event.kind, event.kind)),
        ScreenColumn("Told in", code_cell),
        ScreenColumn("Title", title_cell, wraps=True, least=TITLE),
        ScreenColumn("Place", lambda event: Cell(event.place or "", "dim"), wraps=True, from_width=WIDE),
        ScreenColumn("People", lambda event: Cell(", ".join(event.people), "dim"), wraps=True, from_width=WIDE),
    ]
    return fitted([events], columns, width, "Events")
