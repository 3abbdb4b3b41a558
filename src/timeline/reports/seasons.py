"""Seasons and episodes of shows: columns, then JSON records, then screens.

On a screen each season has a bar on an axis that all share; in a pipe the same is told in numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report
from timeline.model.calendar import iso_date
from timeline.reports.axis import Axis
from timeline.reports.columns import told_in
from timeline.reports.show import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.dates import EdtfDate
    from timeline.questions.seasons import ShowSeason
    from timeline.questions.watch import ShowEpisode

_GAP = 2
"""Blanks between the columns of a table."""
_NARROWEST_BAR = 12
_NARROWEST_TITLE = 16
"""With less room than this beside the rest, a season or an episode gets lines of its own."""

_SEASON_COLUMNS: Sequence[Column[ShowSeason]] = (
    Column("show", lambda row: row.show.id, brief=True, is_prose=True),
    Column("season", lambda row: row.number, brief=True),
    Column("setting", lambda row: _text(row.setting), brief=True),
    Column("setting_start", lambda row: _earliest(row.setting)),
    Column("setting_end", lambda row: _latest(row.setting)),
    Column("aired", lambda row: _text(row.aired), brief=True),
    Column("aired_start", lambda row: _iso(row.aired_days[0])),
    Column("aired_end", lambda row: _iso(row.aired_days[1])),
    Column("episodes", lambda row: row.episodes, brief=True),
    Column("events", lambda row: row.events, brief=True),
    Column("jump", lambda row: row.jump.words if row.jump else None, brief=True),
    Column("jump_min", lambda row: row.jump.minimum if row.jump else None),
    Column("jump_max", lambda row: row.jump.maximum if row.jump else None),
    Column("name", lambda row: row.show.name, is_prose=True),
)


def seasons_report(seasons: Sequence[ShowSeason]) -> Report[ShowSeason]:
    """Report on seasons."""
    return Report(_SEASON_COLUMNS, seasons, _season_record, _season_grid)


def _text(when: EdtfDate | None) -> str | None:
    return None if when is None else when.text


def _iso(day: int | None) -> str | None:
    return None if day is None else iso_date(day)


def _earliest(when: EdtfDate | None) -> str | None:
    return None if when is None else when.earliest_iso


def _latest(when: EdtfDate | None) -> str | None:
    return None if when is None else when.latest_iso


def _beside(row: ShowEpisode) -> tuple[str, ...]:
    return tuple(told_in(show, season) for show, season in row.beside)


# --- JSON ---


def _season_record(row: ShowSeason) -> dict[str, object]:
    return {column.name: column.value(row) for column in _SEASON_COLUMNS}


# --- Screens ---


def _season_grid(rows: Sequence[ShowSeason], width: int) -> Grid:
    """Lay seasons out: a line each where there is room, else air dates and jump below, with bars if there is room."""
    wide = width >= WIDE
    table = [_wide_season(row) if wide else _season_lines(row) for row in rows]
    headers = ("Season", "Set in", "Aired", "Episodes", "Events", "After a jump") if wide else _NARROW_HEADERS
    columns = [GridColumn(header, align_right=header in ("Episodes", "Events")) for header in headers]
    taken = sum(
        max(len(column.header), *(len(line[index].text) for group in table for line in group)) + _GAP
        for index, column in enumerate(columns)
    )
    if width < taken + (_NARROWEST_BAR if wide else max(_NARROWEST_BAR, _longest_jump(rows))):
        return _narrow([_season_texts(row) for row in rows], "Seasons")
    days = [day for row in rows for day in row.reach if day is not None]
    axis = Axis.over(min(days), max(days), width - taken) if days else None
    for row, group in zip(rows, table, strict=True):
        group[0].append(Cell(_bar(axis, row), "alt"))
        for line in group[1:]:
            line.append(Cell(row.jump.words if row.jump else "", "dim"))
    return Grid([*columns, GridColumn(axis.scale() if axis else "")], table)


_NARROW_HEADERS = ("Season", "Set in, and aired", "Events")


def _wide_season(row: ShowSeason) -> list[list[Cell]]:
    counts = [Cell(str(row.episodes) if row.episodes else ""), Cell(str(row.events))]
    jump = Cell(row.jump.words if row.jump else "", "dim")
    return [[_season_cell(row), Cell(_text(row.setting) or ""), Cell(_text(row.aired) or ""), *counts, jump]]


def _season_lines(row: ShowSeason) -> list[list[Cell]]:
    lines = [[_season_cell(row), Cell(_text(row.setting) or ""), Cell(str(row.events))]]
    if row.aired or row.jump:
        lines.append([Cell(""), Cell(f"aired {row.aired}" if row.aired else "", "dim"), Cell("")])
    return lines


def _season_cell(row: ShowSeason) -> Cell:
    return Cell(told_in(row.show.id, row.number), "strong")


def _season_texts(row: ShowSeason) -> list[str]:
    about = [f"aired {row.aired}" if row.aired else "", _counted(row.events), row.jump.words if row.jump else ""]
    return [
        "  ".join(text for text in (told_in(row.show.id, row.number), _text(row.setting)) if text),
        ", ".join(text for text in about if text),
    ]


def _counted(events: int) -> str:
    return "1 event" if events == 1 else f"{events} events"


def _longest_jump(rows: Sequence[ShowSeason]) -> int:
    return max(len(row.jump.words) if row.jump else 0 for row in rows)


def _bar(axis: Axis | None, row: ShowSeason) -> str:
    first, last = row.reach
    if axis is None or row.setting is None or first is None or last is None:
        return ""
    return axis.bar(first, last, opens=row.setting.earliest is None, goes_on=row.setting.latest is None)


def _narrow(texts: Sequence[Sequence[str]], header: str) -> Grid:
    """Lay rows out in one column, each on lines of its own."""
    groups = [
        [[Cell(line, "dim" if number else "strong")] for number, line in enumerate(lines) if line] for lines in texts
    ]
    return Grid([GridColumn(header, wraps=True)], groups, spaced=True)
