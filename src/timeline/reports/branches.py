"""Timelines: columns, and a screen with every branch below its parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.fit import TITLE, ScreenColumn, fitted
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report
from timeline.model.date_text import date_text
from timeline.model.events import REAL
from timeline.reports.rows import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
    from timeline.questions.branches import Branch

_COLUMNS: Sequence[Column[Branch]] = (
    Column("timeline", lambda row: row.timeline.id, brief=True),
    Column("parent", lambda row: row.timeline.parent, brief=True),
    Column("pod_date", lambda row: row.pod.date if row.pod else None, brief=True, header="Parts on"),
    Column("pod", lambda row: row.pod.id if row.pod else None, brief=True, header="POD"),
    Column("shows", lambda row: tuple(show.id for show in row.shows), brief=True),
    Column("events", lambda row: row.events, brief=True),
    Column("held", lambda row: row.held),
    Column("name", lambda row: row.timeline.name),
    Column("pod_title", lambda row: row.pod.title if row.pod else None),
)


def report(rows: Sequence[Branch], history: str | None = None) -> Report[Branch]:
    """Report on the timelines of a history, which has a name if its file says so."""
    extra: Sequence[Column[Branch]] = (
        Column("pod_date_text", lambda row: date_text(row.pod.date) if row.pod else None),
        Column("history", lambda row: history),
    )
    return Report(_COLUMNS, rows, grid=_grid, headline=_headline, extra=extra)


def _headline(rows: Sequence[Branch]) -> str:
    atls = sum(row.timeline.id != REAL for row in rows)
    return f"{counted(len(rows), 'timeline')}, {atls:,} alternate"


def _name(row: Branch) -> Cell:
    return Cell("  " * row.depth + row.timeline.id, "real" if row.timeline.id == REAL else "alt")


def _shows(row: Branch) -> Cell:
    return Cell(", ".join(show.id for show in row.shows), "dim")


_SCREEN: Sequence[ScreenColumn[Branch]] = (
    ScreenColumn("Timeline", _name),
    ScreenColumn("Events", lambda row: f"{row.events:,}", align_right=True),
    ScreenColumn("Parts on", lambda row: row.pod.date.text if row.pod else None),
    ScreenColumn("Point of divergence", lambda row: row.pod.title if row.pod else None, wraps=True, least=TITLE),
    ScreenColumn("Shows", _shows, wraps=True),
)


def _grid(rows: Sequence[Branch], screen: Screen) -> Grid:
    """Lay out timelines, each branch indented below its parent."""
    return fitted([rows], _SCREEN, screen.width, "Timelines")
