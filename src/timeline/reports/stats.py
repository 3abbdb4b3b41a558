"""What a history holds: the columns (tsv, csv, md), the JSON object and the histogram on a screen."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.narrow import GAP, columns_of, fitted
from timeline.formats.report import Column, Report
from timeline.reports.bars import bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.questions.stats import Count

STATS_COLUMNS: Sequence[Column[Count]] = (
    Column("by", lambda row: row.by, brief=True),
    Column("value", lambda row: row.value, brief=True, is_prose=True),
    Column("count", lambda row: row.events, brief=True),
    Column("share", lambda row: f"{row.share:.3f}", brief=True),
    Column("total", lambda row: row.total),
)

NONE = "(none)"
"""Stands on a screen for events that have no value."""
MOST_OF_EACH = 12
"""So many values of a measure an overview shows on a screen; a measure alone is shown whole."""
SHORTEST_BAR, LONGEST_BAR = 4, 50
_NUMBERS = len("Events") + len("100.0%") + 4 * GAP
"""The columns of a screen that count and share take, with what stands between all columns."""


def stats_report(rows: Sequence[Count]) -> Report[Count]:
    """Report on what a history holds."""
    return Report(STATS_COLUMNS, rows, stats_record, stats_grid)


def stats_record(row: Count) -> dict[str, object]:
    """Return the JSON object of a count."""
    return {
        "by": row.by,
        "value": row.value,
        "count": row.events,
        "share": round(row.share, 3),
        "total": row.total,
    }


def stats_grid(rows: Sequence[Count], width: int) -> Grid:
    """Lay counts out as a histogram a measure; of several, the long ones are cut, and a line says so."""
    measures = [list(group) for _, group in groupby(rows, key=lambda row: row.by)]
    is_overview = len(measures) > 1
    by = max(len(row.by) for row in rows) if is_overview else 0
    name = max(columns_of(row.value or NONE) for row in rows)
    room = min(width - by - name - _NUMBERS, LONGEST_BAR)
    has_bars = room >= SHORTEST_BAR
    columns = [*([GridColumn("By")] if is_overview else []), GridColumn("Value" if is_overview else rows[0].by.title())]
    columns += [GridColumn("Events", align_right=True), GridColumn("Share", align_right=True)]
    columns += [GridColumn("")] if has_bars else []
    groups = [_histogram(group, is_overview, room if has_bars else None) for group in measures]
    below = Cell(f"{rows[0].total} event{'' if rows[0].total == 1 else 's'} in all.", "dim")
    return fitted(Grid(columns, groups, spaced=is_overview, below=[below]), width, "What the history holds")


def _histogram(rows: Sequence[Count], is_overview: bool, room: int | None) -> list[list[Cell]]:
    """Lay one measure out, its bars to the scale of its largest count."""
    largest = max(row.events for row in rows)
    is_cut = is_overview and rows[0].by != "decade" and len(rows) > MOST_OF_EACH
    shown = rows[: MOST_OF_EACH - 1] if is_cut else rows
    lines = []
    for number, row in enumerate(shown):
        line = [Cell(row.by if number == 0 else "", "strong")] if is_overview else []
        line += [
            Cell(row.value or NONE, "plain" if row.value else "dim"),
            Cell(str(row.events)),
            Cell(f"{row.share:.1%}"),
        ]
        lines.append([*line, *([Cell(bar(row.events / largest, room))] if room is not None else [])])
    if is_cut:
        more = Cell(f"and {len(rows) - len(shown)} more: --by {rows[0].by}", "dim")
        lines.append([Cell(""), more, Cell(""), Cell(""), *([Cell("")] if room is not None else [])])
    return lines
