"""Divergences: columns, JSON, and the screen as a diff or side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.fit import TITLE, ScreenColumn, fitted
from timeline.formats.grid import Cell, Grid, Style
from timeline.formats.report import Column, Report
from timeline.reports.columns import code_cell, code_of, in_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.events import Event
    from timeline.questions.diverge import Divergence

SIDE_BY_SIDE = 150
"""The screen width from which both histories are side by side."""

_COLUMNS: Sequence[Column[Divergence]] = (
    Column("status", lambda pair: pair.status, brief=True),
    Column("base_date", lambda pair: pair.base.date if pair.base else None, brief=True),
    Column("alt_date", lambda pair: pair.alt.date if pair.alt else None, brief=True),
    Column("drift", lambda pair: pair.drift.words if pair.drift else None, brief=True),
    Column("base_title", lambda pair: pair.base.title if pair.base else None, brief=True),
    Column("alt_title", lambda pair: pair.alt.title if pair.alt else None, brief=True),
    Column("show", lambda pair: pair.event.show, brief=True),
    Column("season", lambda pair: pair.event.season, brief=True),
    Column("episode", lambda pair: pair.event.episode),
    Column("drift_days", lambda pair: pair.drift.days if pair.drift else None),
    Column("drift_min", lambda pair: pair.drift.minimum if pair.drift else None),
    Column("drift_max", lambda pair: pair.drift.maximum if pair.drift else None),
    Column("timeline", lambda pair: pair.timeline),
    Column("base_id", lambda pair: pair.base.id if pair.base else None),
    Column("alt_id", lambda pair: pair.alt.id if pair.alt else None),
    Column("base_timeline", lambda pair: pair.base_timeline),
    Column("pod", lambda pair: pair.is_pod),
)


def report(pairs: Sequence[Divergence]) -> Report[Divergence]:
    """Report on divergences; an export has the events of both sides."""
    events = in_time(event for pair in pairs for event in (pair.base, pair.alt))
    return Report(_COLUMNS, pairs, divergence_record, divergence_grid, events)


def divergence_record(pair: Divergence) -> dict[str, object]:
    """Return the JSON object of a divergence, with both complete events."""
    drift = pair.drift
    return {
        "status": pair.status,
        "pod": pair.is_pod,
        "base_timeline": pair.base_timeline,
        "timeline": pair.timeline,
        "drift_days": drift.days if drift else None,
        "drift_min": drift.minimum if drift else None,
        "drift_max": drift.maximum if drift else None,
        "drift": drift.words if drift else None,
        "base": pair.base.to_dict() if pair.base else None,
        "alt": pair.alt.to_dict() if pair.alt else None,
    }


def divergence_grid(pairs: Sequence[Divergence], width: int) -> Grid:
    """Lay out divergences: side by side if there is room, else as a diff with the base above the alternate."""
    if width >= SIDE_BY_SIDE:
        return fitted([pairs], _WIDE, width, "Divergences")
    return fitted([[pair] for pair in pairs], _DIFF, width, "Divergences", is_spaced=True)


def _sides(pair: Divergence) -> list[tuple[str, Event, Style]]:
    """Return the events of a pair with their signs in a diff and their styles."""
    if pair.status == "kept":
        return [("=", pair.event, "both")]
    if pair.status == "untold":
        return [("?", pair.event, "dim")]
    sides: list[tuple[str, Event | None, Style]] = [("-", pair.base, "gone"), ("+", pair.alt, "new")]
    return [(sign, event, style) for sign, event, style in sides if event]


def _status_cells(pair: Divergence) -> list[Cell]:
    return [Cell(pair.status, "strong"), *([Cell("POD", "strong")] if pair.is_pod else [])]


def _title_cells(pair: Divergence) -> list[Cell]:
    """Return the titles of both sides, and below them the drift and the episode."""
    titles = [Cell(event.title, style) for _, event, style in _sides(pair)]
    about = ", ".join(text for text in (pair.drift.words if pair.drift else "", code_of(pair.event)) if text)
    return [*titles, *([Cell(about, "dim")] if about else [])]


def _side(pair: Divergence, text: str | None, style: Style) -> Cell:
    return Cell(text or "", "both" if pair.status == "kept" else style)


_DIFF: Sequence[ScreenColumn[Divergence]] = (
    ScreenColumn("Status", _status_cells),
    ScreenColumn("  Date", lambda pair: [Cell(f"{sign} {event.date}", style) for sign, event, style in _sides(pair)]),
    ScreenColumn("What happens", _title_cells, wraps=True, least=TITLE),
)
_WIDE: Sequence[ScreenColumn[Divergence]] = (
    ScreenColumn("Status", lambda pair: Cell(f"{pair.status}, POD" if pair.is_pod else pair.status, "strong")),
    ScreenColumn("- Date", lambda pair: _side(pair, pair.base.date.text if pair.base else None, "gone")),
    ScreenColumn(
        "- Base", lambda pair: _side(pair, pair.base.title if pair.base else None, "gone"), wraps=True, least=TITLE
    ),
    ScreenColumn("+ Date", lambda pair: _side(pair, pair.alt.date.text if pair.alt else None, "new")),
    ScreenColumn(
        "+ Alternate", lambda pair: _side(pair, pair.alt.title if pair.alt else None, "new"), wraps=True, least=TITLE
    ),
    ScreenColumn("Drift", lambda pair: Cell(pair.drift.words if pair.drift else "", "dim"), wraps=True),
    ScreenColumn("Told in", lambda pair: code_cell(pair.event)),
)
