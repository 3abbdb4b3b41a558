"""Seasons of shows: columns, and a screen with bars on a common time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.fit import Fill, ScreenColumn, stacked, table
from timeline.formats.grid import Cell
from timeline.formats.lines import WIDE
from timeline.formats.report import Column, Report
from timeline.model.calendar import iso_date
from timeline.model.events import episode_code
from timeline.reports.axis import Axis
from timeline.reports.rows import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
    from timeline.questions.seasons import ShowSeason

_SHORTEST_BAR = 12

_COLUMNS: Sequence[Column[ShowSeason]] = (
    Column("show", lambda row: row.show.id, brief=True),
    Column("season", lambda row: row.number, brief=True),
    Column("setting", lambda row: row.setting, brief=True),
    Column("setting_start", lambda row: row.setting.earliest_iso if row.setting else None, signed=True),
    Column("setting_end", lambda row: row.setting.latest_iso if row.setting else None, signed=True),
    Column("aired", lambda row: row.aired, brief=True),
    Column("aired_start", lambda row: _iso(row.aired_days[0]), signed=True),
    Column("aired_end", lambda row: _iso(row.aired_days[1]), signed=True),
    Column("episodes", lambda row: row.episodes, brief=True),
    Column("events", lambda row: row.events, brief=True),
    Column("jump", lambda row: row.jump.words if row.jump else None, brief=True),
    Column("jump_min", lambda row: row.jump.minimum if row.jump else None),
    Column("jump_max", lambda row: row.jump.maximum if row.jump else None),
    Column("name", lambda row: row.show.name),
    Column("title", lambda row: row.title),
)


def report(seasons: Sequence[ShowSeason]) -> Report[ShowSeason]:
    """Report on seasons."""
    return Report(_COLUMNS, seasons, grid=_grid, headline=_headline)


def _headline(rows: Sequence[ShowSeason]) -> str:
    seasons = counted(sum(row.number is not None for row in rows), "season")
    shows = counted(len({row.show.id for row in rows}), "show")
    return f"{seasons} of {shows}, {counted(sum(row.events for row in rows), 'event')}"


def _iso(day: int | None) -> str | None:
    return None if day is None else iso_date(day)


def _jump(row: ShowSeason) -> Cell:
    return Cell(row.jump.words if row.jump else "", "dim")


def _season(row: ShowSeason) -> list[Cell]:
    title = [Cell(row.title, "dim")] if row.title else []
    return [Cell(episode_code(row.show.id, row.number), "strong"), *title]


def _aired(row: ShowSeason) -> Cell:
    return Cell(row.aired.text if row.aired else "", "dim")


_SCREEN: Sequence[ScreenColumn[ShowSeason]] = (
    ScreenColumn("Season", _season),
    ScreenColumn("Set in", lambda row: row.setting.text if row.setting else None),
    ScreenColumn("Aired", _aired, from_width=WIDE, below="aired "),
    ScreenColumn("Episodes", lambda row: str(row.episodes or ""), align_right=True, from_width=WIDE),
    ScreenColumn("Events", lambda row: str(row.events), align_right=True),
    ScreenColumn("After a jump", _jump, from_width=WIDE),
)


def _grid(rows: Sequence[ShowSeason], screen: Screen) -> Grid:
    """Lay out seasons with bars; on a narrow screen, the jump before a season is below its bar."""
    days = [day for row in rows for day in row.setting_days if day is not None]

    def bars(room: int) -> ScreenColumn[ShowSeason]:
        axis = Axis.over(min(days), max(days), room) if days else None
        return ScreenColumn(axis.scale() if axis else "", lambda row: [Cell(_bar(axis, row), "alt"), *jumps(row)])

    def jumps(row: ShowSeason) -> list[Cell]:
        return [_jump(row)] if row.jump and screen.width < WIDE else []

    jump = max(len(cell.text) for row in rows for cell in (*jumps(row), Cell("")))
    fill = Fill(max(_SHORTEST_BAR, jump), screen.width, bars, is_needed=True)
    grid = table([[row] for row in rows], _SCREEN, screen.width, fill=fill)
    every = [column._replace(from_width=0) for column in _SCREEN]
    return grid or stacked([rows], every, screen.width, "Seasons", is_labelled=True)


def _bar(axis: Axis | None, row: ShowSeason) -> str:
    first, last = row.setting_days
    if axis is None or row.setting is None or first is None or last is None:
        return ""
    return axis.bar(first, last, opens=row.setting.earliest is None, goes_on=row.setting.latest is None)
