"""Counts of events: columns, and a screen with histograms."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.fit import Fill, ScreenColumn, fitted
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report
from timeline.reports.bars import bar
from timeline.reports.rows import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
    from timeline.model.shows import Show
    from timeline.model.world import World
    from timeline.questions.stats import Count

_COLUMNS: Sequence[Column[Count]] = (
    Column("by", lambda row: row.by, brief=True),
    Column("value", lambda row: row.value, brief=True),
    Column("count", lambda row: row.events, brief=True),
    Column("share", lambda row: row.share, brief=True),
    Column("total", lambda row: row.total),
)
_NONE = Cell("(none)", "dim")
"""Shown for events that have no value."""
_MOST = 12
"""How many values of each measure an overview shows; a single measure is shown in full."""


def report(rows: Sequence[Count], world: World) -> Report[Count]:
    """Report on counts of events; what the file says of tags and shows is for JSON and --columns."""
    extra: Sequence[Column[Count]] = (
        Column("name", lambda row: show.name if (show := _show(row, world)) else None),
        Column("aliases", lambda row: tuple(show.aliases) if (show := _show(row, world)) else ()),
        Column("description", lambda row: world.tags.get(row.value or "") if row.by == "tag" else None),
    )
    return Report(_COLUMNS, rows, grid=_grid, headline=lambda rows: counted(rows[0].total, "event"), extra=extra)


def _show(row: Count, world: World) -> Show | None:
    return world.shows.get(row.value or "") if row.by == "show" else None


class _Line(NamedTuple):
    """One line of a histogram."""

    by: str
    value: Cell
    events: str = ""
    share: str = ""
    part: float = 0.0
    """The share of the largest count of the measure."""


def _grid(rows: Sequence[Count], screen: Screen) -> Grid:
    """Lay out one histogram per measure; in an overview, long ones are cut, with a note."""
    measures = [list(group) for _, group in groupby(rows, key=lambda row: row.by)]
    is_overview = len(measures) > 1
    by: ScreenColumn[_Line] = ScreenColumn("By", lambda line: Cell(line.by, "strong"), once=True)
    columns: list[ScreenColumn[_Line]] = [
        *([by] if is_overview else []),
        ScreenColumn("Value" if is_overview else rows[0].by.title(), lambda line: line.value),
        ScreenColumn("Events", lambda line: line.events, align_right=True),
        ScreenColumn("Share", lambda line: line.share, align_right=True),
    ]
    groups = [_histogram(group, is_overview) for group in measures]
    fill = Fill(4, 50, _bars)
    return fitted(groups, columns, screen.width, "Counts", is_spaced=is_overview, fill=fill)


def _bars(width: int) -> ScreenColumn[_Line]:
    return ScreenColumn("", lambda line: bar(line.part, width))


def _histogram(rows: Sequence[Count], is_overview: bool) -> list[_Line]:
    """Return the lines of one measure, with bars relative to its largest count."""
    largest = max(row.events for row in rows)
    is_cut = is_overview and rows[0].by != "decade" and len(rows) > _MOST
    shown = rows[: _MOST - 1] if is_cut else rows
    lines = [_line(row, largest) for row in shown]
    more = Cell(f"and {len(rows) - len(shown)} more: --by {rows[0].by}", "dim")
    return [*lines, _Line(rows[0].by, more)] if is_cut else lines


def _line(row: Count, largest: int) -> _Line:
    value = Cell(row.value) if row.value else _NONE
    return _Line(row.by, value, str(row.events), f"{row.share:.1%}", row.events / largest)
