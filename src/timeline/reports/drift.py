"""How far histories are apart: the columns (tsv, csv, md), the JSON object, and the screen with bars and a sparkline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report
from timeline.questions.diverge import STATUSES
from timeline.questions.drift import DriftPeriod, together
from timeline.reports.bars import bar, sparkline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.questions.diverge import Status

DRIFT_COLUMNS: Sequence[Column[DriftPeriod]] = (
    Column("period", lambda row: row.period, brief=True, is_prose=True),
    Column("moved", lambda row: row.counts["moved"], brief=True),
    Column("replaced", lambda row: row.counts["replaced"], brief=True),
    Column("averted", lambda row: row.counts["averted"], brief=True),
    Column("added", lambda row: row.counts["added"], brief=True),
    Column("kept", lambda row: row.counts["kept"], brief=True),
    Column("untold", lambda row: row.counts["untold"], brief=True),
    Column("differ", lambda row: row.differ, brief=True),
    Column("recorded", lambda row: row.recorded, brief=True),
    Column("share", lambda row: f"{row.share:.3f}", brief=True),
    Column("mean_shift_days", lambda row: _decimal(row.mean_shift), brief=True),
    Column("mean_distance_days", lambda row: _decimal(row.mean_distance), brief=True),
    Column("timeline", lambda row: row.timeline, brief=True, is_prose=True),
)

GAP = 2
"""Blanks between two columns of a table."""
SHORTEST_BAR, LONGEST_BAR = 4, 30
_LONG = 730
"""Days from which on a distance is said in years."""


def drift_report(rows: Sequence[DriftPeriod]) -> Report[DriftPeriod]:
    """Report on how far histories are apart."""
    return Report(DRIFT_COLUMNS, rows, drift_record, drift_grid)


def drift_record(row: DriftPeriod) -> dict[str, object]:
    """Return the JSON object of a period."""
    return {
        "period": row.period,
        "timeline": row.timeline,
        **{str(status): row.counts[status] for status in STATUSES},
        "differ": row.differ,
        "recorded": row.recorded,
        "share": round(row.share, 3),
        "mean_shift_days": None if row.mean_shift is None else round(row.mean_shift, 1),
        "mean_distance_days": None if row.mean_distance is None else round(row.mean_distance, 1),
    }


def _decimal(days: float | None) -> str | None:
    return None if days is None else f"{round(days, 1):.1f}"


def drift_grid(rows: Sequence[DriftPeriod], width: int) -> Grid:
    """Lay periods out, each timeline's with a last line for all of them, and below the table a sparkline of the shares."""
    timelines = list(dict.fromkeys(row.timeline for row in rows))
    groups = [[row for row in rows if row.timeline == timeline] for timeline in timelines]
    summed = [[*group, together(group)] for group in groups]
    is_named = len(timelines) > 1
    below = [line for group in groups for line in _sparklines(group, is_named, width)]
    for statuses in (STATUSES, ()):
        columns = _columns(statuses, is_named)
        cells = [[_cells(row, statuses, is_named) for row in group] for group in summed]
        room = width - _needed(columns, cells) - GAP
        if room >= SHORTEST_BAR:
            columns.append(GridColumn(""))
            _add_bars(cells, summed, min(room, LONGEST_BAR))
        if room >= -GAP:
            return Grid(columns, cells, spaced=is_named, below=below)
    lines = [[[_line(row, is_named)] for row in group] for group in summed]
    return Grid([GridColumn("Period, share that differs", wraps=True)], lines, spaced=is_named, below=below)


def _columns(statuses: Sequence[Status], is_named: bool) -> list[GridColumn]:
    counts = [GridColumn(status.capitalize(), align_right=True) for status in statuses]
    named = [GridColumn("Timeline")] if is_named else []
    last = [GridColumn("Differ", align_right=True), GridColumn("Mean shift", align_right=True)]
    return [GridColumn("Period"), *named, *counts, *last]


def _cells(row: DriftPeriod, statuses: Sequence[Status], is_named: bool) -> list[Cell]:
    counts = [Cell(str(row.counts[status] or "·"), "plain" if row.counts[status] else "dim") for status in statuses]
    named = [Cell(row.timeline, "dim")] if is_named else []
    last = [Cell(f"{row.share:.0%}", "strong"), Cell(shift_text(row.mean_shift))]
    return [Cell(_name(row), "strong" if row.period == "all" else "plain"), *named, *counts, *last]


def _line(row: DriftPeriod, is_named: bool) -> Cell:
    """Return a period as one line of text, for a very narrow screen."""
    return Cell(f"{row.timeline + ' ' if is_named else ''}{_name(row)} {row.share:.0%}")


def _name(row: DriftPeriod) -> str:
    return row.period or "no season"


def _needed(columns: Sequence[GridColumn], groups: Sequence[Sequence[Sequence[Cell]]]) -> int:
    """Return how wide a screen has to be for these columns."""
    rows = [row for group in groups for row in group]
    widths = (max(len(column.header), *(len(row[n].text) for row in rows)) for n, column in enumerate(columns))
    return sum(widths) + GAP * (len(columns) - 1)


def _add_bars(groups: Sequence[Sequence[list[Cell]]], rows: Sequence[Sequence[DriftPeriod]], width: int) -> None:
    for cells, group in zip(groups, rows, strict=True):
        for line, row in zip(cells, group, strict=True):
            line.append(Cell(bar(row.share, width), "new"))


def shift_text(days: float | None) -> str:
    """Say a mean shift in few letters: "-24 days", "+8.2 years"."""
    if days is None:
        return ""
    if abs(days) >= _LONG:
        return f"{days / 365.2425:+.1f} years"
    return f"{days:+.0f} days" if days == int(days) else f"{days:+.1f} days"


def _sparklines(rows: Sequence[DriftPeriod], is_named: bool, width: int) -> Iterator[Cell]:
    """Return the sparkline of one timeline, from its first period to its last, in as many lines as it needs."""
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
    """Return the shares on an even axis of time, None where nothing is recorded; row by row where that is too long."""
    years = [row.year for row in rows if row.year is not None]
    step = 10 if rows[0].period.endswith("s") else 1
    if len(years) < len(rows) or (years[-1] - years[0]) // step >= most:
        return [row.share for row in rows]
    shares = {row.year: row.share for row in rows}
    return [shares.get(year) for year in range(years[0], years[-1] + 1, step)]
