"""Events, filtered: the table of `timeline show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Report, Selection
from timeline.reports.columns import EVENT_COLUMNS, NARROWEST_TITLE, episode_code, event_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle


def event_report(chronicle: Chronicle, events: Sequence[Event]) -> Report[Event]:
    """Report on events."""
    return Report(EVENT_COLUMNS, events, event_record, event_grid, Selection(chronicle, events))


WIDE = 120
"""From so many columns on, events also show place and people."""


def event_grid(events: Sequence[Event], width: int) -> Grid:
    """Lay events out: a row each, or where the screen is narrow the title below the rest."""
    if width < _needed(events):
        return Grid([GridColumn("Events", wraps=True)], [_narrow_rows(event) for event in events], spaced=True)
    columns = [GridColumn("Date"), GridColumn("Kind"), GridColumn("Told in"), GridColumn("Title", wraps=True)]
    wide = width >= WIDE
    if wide:
        columns += [GridColumn("Place", wraps=True), GridColumn("People", wraps=True)]
    return Grid(columns, [[_event_row(event, wide)] for event in events])


def _needed(events: Sequence[Event]) -> int:
    """Return how wide a screen has to be for a row to hold all but the title, and enough of that."""
    dates = max(len(event.date.text) for event in events)
    return dates + max(len(episode_code(event)) for event in events) + len("both") + 3 * len("  ") + NARROWEST_TITLE


def _narrow_rows(event: Event) -> list[list[Cell]]:
    about = "  ".join(text for text in (event.date.text, event.kind, episode_code(event)) if text)
    return [[Cell(about, event.kind)], [Cell(event.title, "strong" if event.kind == "alt" else "plain")]]


def _event_row(event: Event, wide: bool) -> list[Cell]:
    cells = [
        Cell(event.date.text),
        Cell(event.kind, event.kind),
        Cell(episode_code(event), "dim"),
        Cell(event.title, "strong" if event.kind == "alt" else "plain"),
    ]
    return [*cells, Cell(event.place or "", "dim"), Cell(", ".join(event.people), "dim")] if wide else cells
