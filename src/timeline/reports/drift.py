"""How far histories have moved apart: columns, and the screen with bars and a sparkline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from timeline.formats.fit import Fill, ScreenColumn, fitted
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report
from timeline.questions.diverge import STATUSES
from timeline.questions.drift import DriftPeriod, together
from timeline.reports.bars import bar, sparkline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.grid import Grid
    from timeline.questions.diverge import Status


def _count(status: Status, row: DriftPeriod) -> int:
    return row.counts[status]


_COLUMNS: Sequence[Column[DriftPeriod]] = (
    Column("period", lambda row: row.period, brief=True),
    *(Column[DriftPeriod](status, partial(_count, status), brief=True) for status in STATUSES),
    Column("differ", lambda row: row.differ, brief=True),
    Column("recorded", lambda row: row.recorded, brief=True),
    Column("share", lambda row: row.share, brief=True),
    Column("mean_shift_days", lambda row: row.mean_shift, brief=True, digits=1),
    Column("mean_distance_days", lambda row: row.mean_distance, brief=True, digits=1),
    Column("timeline", lambda row: row.timeline, brief=True),
)
_LONG = 730
"""Distances of at least this many days are shown in years."""


def report(rows: Sequence[DriftPeriod]) -> Report[DriftPeriod]:
    """Report on how far histories have moved apart."""
    return Report(_COLUMNS, rows, grid=_grid)


def _grid(rows: Sequence[DriftPeriod], width: int) -> Grid:
    """Lay out periods by timeline, each with a line for all of them, and a sparkline of the shares below."""
    timelines = list(dict.fromkeys(row.timeline for row in rows))
    groups = [[row for row in rows if row.timeline == timeline] for timeline in timelines]
    is_named = len(timelines) > 1
    below = [line for group in groups for line in _sparklines(group, is_named, width)]
    columns: list[ScreenColumn[DriftPeriod]] = [
        ScreenColumn(
            "Period", lambda row: Cell(row.period or "no season", "strong" if row.period == "all" else "plain")
        ),
        *([ScreenColumn[DriftPeriod]("Timeline", lambda row: Cell(row.timeline, "dim"))] if is_named else []),
        *(ScreenColumn(each.capitalize(), partial(_count_cell, each), align_right=True, drops=2) for each in STATUSES),
        ScreenColumn("Differ", lambda row: Cell(f"{row.share:.0%}", "strong"), align_right=True),
        ScreenColumn("Mean shift", lambda row: shift_text(row.mean_shift), align_right=True, drops=1),
    ]
    summed = [[*group, together(group)] for group in groups]
    return fitted(summed, columns, width, "Share that differs", is_spaced=is_named, fill=_BARS, below=below)


def _count_cell(status: Status, row: DriftPeriod) -> Cell:
    return Cell(str(row.counts[status])) if row.counts[status] else Cell("·", "dim")


def _bars(width: int) -> ScreenColumn[DriftPeriod]:
    return ScreenColumn("", lambda row: Cell(bar(row.share, width), "new"))


_BARS = Fill(4, 30, _bars)


def shift_text(days: float | None) -> str:
    """Return a mean shift in short form: "-24 days", "+8.2 years"."""
    if days is None:
        return ""
    if abs(days) >= _LONG:
        return f"{days / 365.2425:+.1f} years"
    return f"{days:+.0f} days" if days == int(days) else f"{days:+.1f} days"


def _sparklines(rows: Sequence[DriftPeriod], is_named: bool, width: int) -> Iterator[Cell]:
    """Return the sparkline of one timeline from its first to its last period, on as many lines as it needs."""
    ordered = sorted((row for row in rows if row.period), key=lambda row: row.year or 0)
    if len(ordered) < 2:
        return
    blocks = sparkline(_shares(ordered, width * 3))
    of = f" of {rows[0].timeline}" if is_named else ""
    yield Cell("")
    yield Cell(f"Share that differs{of}, {ordered[0].period} to {ordered[-1].period}")
    for start in range(0, len(blocks), width):
        yield Cell(blocks[start : start + width], "new")


def _shares(rows: Sequence[DriftPeriod], most: int) -> list[float | None]:
    """Return the shares on an even time axis, None for years without pairs; or one per row if that is too long."""
    years = [row.year for row in rows if row.year is not None]
    step = 10 if rows[0].period.endswith("s") else 1
    if len(years) < len(rows) or (years[-1] - years[0]) // step >= most:
        return [row.share for row in rows]
    shares = {row.year: row.share for row in rows}
    return [shares.get(year) for year in range(years[0], years[-1] + 1, step)]
