"""Episodes by release or in story order: columns, JSON and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.fit import TITLE, ScreenColumn, fitted
from timeline.formats.grid import Cell
from timeline.formats.lines import WIDE
from timeline.formats.report import Column, Report, record_of
from timeline.model.events import episode_code
from timeline.reports.rows import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
    from timeline.questions.watch import ShowEpisode

_COLUMNS: Sequence[Column[ShowEpisode]] = (
    Column("show", lambda row: row.show.id, brief=True),
    Column("season", lambda row: row.season, brief=True),
    Column("episode", lambda row: row.episode, brief=True),
    Column("title", lambda row: row.title, brief=True),
    Column("aired", lambda row: row.aired, brief=True),
    Column("setting", lambda row: row.setting, brief=True),
    Column("setting_start", lambda row: row.setting.earliest_iso if row.setting else None, signed=True),
    Column("setting_end", lambda row: row.setting.latest_iso if row.setting else None, signed=True),
    Column("events", lambda row: row.events),
    Column("beside", lambda row: tuple(episode_code(show, season) for show, season in row.beside), brief=True),
    Column("name", lambda row: row.show.name),
)


def report(episodes: Sequence[ShowEpisode]) -> Report[ShowEpisode]:
    """Report on episodes."""
    return Report(_COLUMNS, episodes, _record, _grid, headline=_headline)


def _headline(rows: Sequence[ShowEpisode]) -> str:
    shows = len({row.show.id for row in rows})
    return f"{counted(sum(row.episode is not None for row in rows), 'episode')} of {counted(shows, 'show')}"


def _record(row: ShowEpisode) -> dict[str, object]:
    return record_of(_COLUMNS, row) | {"beside": [{"show": show, "season": season} for show, season in row.beside]}


def _beside(row: ShowEpisode) -> Cell:
    return Cell(", ".join(episode_code(show, season) for show, season in row.beside), "dim")


_SCREEN: Sequence[ScreenColumn[ShowEpisode]] = (
    ScreenColumn("Episode", lambda row: episode_code(row.show.id, row.season, row.episode)),
    ScreenColumn("Aired", lambda row: Cell(row.aired.text if row.aired else "", "dim")),
    ScreenColumn("Set in", lambda row: row.setting.text if row.setting else None),
    ScreenColumn("Title", lambda row: Cell(row.title or "", "strong"), wraps=True, least=TITLE),
    ScreenColumn("At the same time", _beside, wraps=True, from_width=WIDE, below="beside "),
)


def _grid(rows: Sequence[ShowEpisode], screen: Screen) -> Grid:
    return fitted([[row] for row in rows], _SCREEN, screen.width, "Episodes", is_labelled=True)
