"""The reports that commands answer with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.report import Report, Selection
from timeline.reports.columns import DIVERGENCE_COLUMNS, EVENT_COLUMNS, divergence_record, event_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.model.divergence import Divergence
    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle


def event_report(chronicle: Chronicle, events: Sequence[Event]) -> Report[Event]:
    """Report on events."""
    return Report(EVENT_COLUMNS, events, event_record, _event_grid, Selection(chronicle, events))


def divergence_report(chronicle: Chronicle, pairs: Sequence[Divergence]) -> Report[Divergence]:
    """Report on divergences; as an events file they are the events of both sides, each once, in the order of time."""
    events = {event.id: event for pair in pairs for event in (pair.base, pair.alt) if event is not None}
    ordered = sorted(events.values(), key=lambda event: event.sort_key)
    return Report(DIVERGENCE_COLUMNS, pairs, divergence_record, _divergence_grid, Selection(chronicle, ordered))


def _event_grid(events: Sequence[Event], width: int) -> Grid:
    from timeline.reports.layouts import event_grid  # laid out for tables only

    return event_grid(events, width)


def _divergence_grid(pairs: Sequence[Divergence], width: int) -> Grid:
    from timeline.reports.layouts import divergence_grid

    return divergence_grid(pairs, width)
