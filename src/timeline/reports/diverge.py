"""Divergences: columns, JSON, and the screen as a diff or side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn, Style
from timeline.formats.report import Column, Report, Selection
from timeline.reports.columns import NARROWEST_TITLE, episode_code, event_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.events import Event
    from timeline.questions.diverge import Divergence
    from timeline.store.chronicle import Chronicle


DIVERGENCE_COLUMNS: Sequence[Column[Divergence]] = (
    Column("status", lambda pair: pair.status, brief=True),
    Column("base_date", lambda pair: pair.base.date.text if pair.base else None, brief=True),
    Column("alt_date", lambda pair: pair.alt.date.text if pair.alt else None, brief=True),
    Column("drift", lambda pair: pair.drift.words if pair.drift else None, brief=True),
    Column("base_title", lambda pair: pair.base.title if pair.base else None, brief=True, is_prose=True),
    Column("alt_title", lambda pair: pair.alt.title if pair.alt else None, brief=True, is_prose=True),
    Column("show", lambda pair: pair.told.show, brief=True, is_prose=True),
    Column("season", lambda pair: pair.told.season, brief=True),
    Column("episode", lambda pair: pair.told.episode),
    Column("drift_days", lambda pair: pair.drift.days if pair.drift else None),
    Column("drift_min", lambda pair: pair.drift.minimum if pair.drift else None),
    Column("drift_max", lambda pair: pair.drift.maximum if pair.drift else None),
    Column("timeline", lambda pair: pair.timeline, is_prose=True),
    Column("base_id", lambda pair: pair.base.id if pair.base else None, is_prose=True),
    Column("alt_id", lambda pair: pair.alt.id if pair.alt else None, is_prose=True),
)


def divergence_record(pair: Divergence) -> dict[str, object]:
    """Return a divergence's JSON object, with both events whole."""
    drift = pair.drift
    return {
        "status": pair.status,
        "drift_days": drift.days if drift else None,
        "drift_min": drift.minimum if drift else None,
        "drift_max": drift.maximum if drift else None,
        "drift": drift.words if drift else None,
        "base": event_record(pair.base) if pair.base else None,
        "alt": event_record(pair.alt) if pair.alt else None,
    }


def divergence_report(chronicle: Chronicle, pairs: Sequence[Divergence]) -> Report[Divergence]:
    """Report on divergences; as an events file they are the events of both sides, each once, in the order of time."""
    events = {event.id: event for pair in pairs for event in (pair.base, pair.alt) if event is not None}
    ordered = sorted(events.values(), key=lambda event: event.sort_key)
    return Report(DIVERGENCE_COLUMNS, pairs, divergence_record, divergence_grid, Selection(chronicle, ordered))


SIDE_BY_SIDE = 150
"""From so many columns on, the two histories of a divergence stand beside each other."""


def divergence_grid(pairs: Sequence[Divergence], width: int) -> Grid:
    """Lay divergences out: side by side where there is room, else as a diff, base above alternate."""
    if width >= SIDE_BY_SIDE:
        return _side_by_side(pairs)
    dates = max(len(event.date.text) for pair in pairs for event in (pair.base, pair.alt) if event)
    is_narrow = width < len("replaced") + len("  + ") + dates + len("  ") + NARROWEST_TITLE
    return _narrow(pairs) if is_narrow else _stacked(pairs)


def _narrow(pairs: Sequence[Divergence]) -> Grid:
    """Lay divergences out in one column, every cell of the diff on lines of its own."""
    groups = []
    for pair in pairs:
        cells = [cell for row in _stacked_rows(pair) for cell in row if cell.text]
        groups.append([[cell] for cell in cells])
    return Grid([GridColumn("Divergences", wraps=True)], groups, spaced=True)


_SIGNS: dict[str, tuple[str, Style]] = {
    "base": ("-", "gone"),
    "alt": ("+", "new"),
    "kept": ("=", "both"),
    "untold": ("?", "dim"),
}


def _stacked(pairs: Sequence[Divergence]) -> Grid:
    columns = [GridColumn("Status"), GridColumn("  Date"), GridColumn("What happens", wraps=True)]
    return Grid(columns, [_stacked_rows(pair) for pair in pairs], spaced=True)


def _stacked_rows(pair: Divergence) -> list[list[Cell]]:
    """Return a pair's lines: the base's event, the alternate's, and how far apart they are, as told where."""
    rows = []
    if pair.status in ("kept", "untold"):
        rows.append(_side(pair.told, pair.status))
    else:
        if pair.base:
            rows.append(_side(pair.base, "base"))
        if pair.alt:
            rows.append(_side(pair.alt, "alt"))
    status = [Cell(pair.status, "strong"), *([Cell("POD", "strong")] if pair.is_pod else [])]
    about = ", ".join(text for text in (pair.drift.words if pair.drift else "", episode_code(pair.told)) if text)
    if about:
        rows.append([Cell(""), Cell(about, "dim")])
    while len(rows) < len(status):
        rows.append([Cell(""), Cell("")])
    return [[status[index] if index < len(status) else Cell(""), *row] for index, row in enumerate(rows)]


def _side(event: Event, side: str) -> list[Cell]:
    sign, style = _SIGNS[side]
    return [Cell(f"{sign} {event.date.text}", style), Cell(event.title, style)]


def _side_by_side(pairs: Sequence[Divergence]) -> Grid:
    columns = [
        GridColumn("Status"),
        GridColumn("- Date"),
        GridColumn("- Base", wraps=True),
        GridColumn("+ Date"),
        GridColumn("+ Alternate", wraps=True),
        GridColumn("Drift", wraps=True),
        GridColumn("Told in"),
    ]
    return Grid(columns, [[_wide_row(pair)] for pair in pairs])


def _wide_row(pair: Divergence) -> list[Cell]:
    base, alt = pair.base, pair.alt
    styles: tuple[Style, Style] = ("both", "both") if pair.status == "kept" else ("gone", "new")
    return [
        Cell(f"{pair.status}, POD" if pair.is_pod else pair.status, "strong"),
        Cell(base.date.text if base else "", styles[0]),
        Cell(base.title if base else "", styles[0]),
        Cell(alt.date.text if alt else "", styles[1]),
        Cell(alt.title if alt else "", styles[1]),
        Cell(pair.drift.words if pair.drift else "", "dim"),
        Cell(episode_code(pair.told), "dim"),
    ]
