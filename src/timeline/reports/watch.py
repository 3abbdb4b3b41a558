"""Episodes, in the order of release or of the story: columns, JSON and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report
from timeline.reports.columns import told_in
from timeline.reports.seasons import _GAP, _NARROWEST_TITLE, _beside, _earliest, _latest, _narrow, _text
from timeline.reports.show import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.dates import EdtfDate
    from timeline.questions.watch import ShowEpisode


_EPISODE_COLUMNS: Sequence[Column[ShowEpisode]] = (
    Column("show", lambda row: row.show.id, brief=True, is_prose=True),
    Column("season", lambda row: row.season, brief=True),
    Column("episode", lambda row: row.episode, brief=True),
    Column("title", lambda row: row.title, brief=True, is_prose=True),
    Column("aired", lambda row: _text(row.aired), brief=True),
    Column("setting", lambda row: _text(row.setting), brief=True),
    Column("setting_start", lambda row: _earliest(row.setting)),
    Column("setting_end", lambda row: _latest(row.setting)),
    Column("events", lambda row: row.events),
    Column("beside", lambda row: _beside(row), brief=True, is_prose=True),
    Column("name", lambda row: row.show.name, is_prose=True),
)


def watch_report(episodes: Sequence[ShowEpisode]) -> Report[ShowEpisode]:
    """Report on episodes."""
    return Report(_EPISODE_COLUMNS, episodes, _episode_record, _episode_grid)


def _episode_record(row: ShowEpisode) -> dict[str, object]:
    record: dict[str, object] = {column.name: column.value(row) for column in _EPISODE_COLUMNS}
    return record | {"beside": [{"show": show, "season": season} for show, season in row.beside]}


def _episode_grid(rows: Sequence[ShowEpisode], width: int) -> Grid:
    """Lay episodes out: a line each; what else is set at that time beside it where there is room, else below."""
    codes = max(len(told_in(row.show.id, row.season, row.episode)) for row in rows)
    dates = sum(max(6, *(len(_text(when) or "") for when in each)) for each in zip(*map(_dates, rows), strict=True))
    if width < codes + dates + 3 * _GAP + _NARROWEST_TITLE:
        return _narrow([_episode_texts(row) for row in rows], "Episodes")
    wide = width >= WIDE
    columns = [GridColumn("Episode"), GridColumn("Aired"), GridColumn("Set in"), GridColumn("Title", wraps=True)]
    if wide:
        columns.append(GridColumn("At the same time", wraps=True))
    return Grid(columns, [_episode_lines(row, wide) for row in rows])


def _dates(row: ShowEpisode) -> tuple[EdtfDate | None, EdtfDate | None]:
    return row.aired, row.setting


def _episode_lines(row: ShowEpisode, wide: bool) -> list[list[Cell]]:
    line = [
        Cell(told_in(row.show.id, row.season, row.episode)),
        Cell(_text(row.aired) or "", "dim"),
        Cell(_text(row.setting) or ""),
        Cell(row.title or "", "strong"),
    ]
    beside = ", ".join(_beside(row))
    if wide:
        return [[*line, Cell(beside, "dim")]]
    below = [Cell(""), Cell(""), Cell(""), Cell(f"beside {beside}", "dim")]
    return [line, below] if beside else [line]


def _episode_texts(row: ShowEpisode) -> list[str]:
    about = [f"aired {row.aired}" if row.aired else "", f"set in {row.setting}" if row.setting else ""]
    beside = f"beside {', '.join(_beside(row))}" if row.beside else ""
    code = told_in(row.show.id, row.season, row.episode)
    texts = ["  ".join(text for text in (code, row.title) if text), ", ".join(text for text in about if text), beside]
    return [text for text in texts if text]
