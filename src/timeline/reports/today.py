"""What happened on a day of the year: columns, JSON and screen."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.formats.fit import TITLE, ScreenColumn, fitted
from timeline.formats.grid import Cell
from timeline.formats.lines import WIDE
from timeline.formats.report import Column, Report
from timeline.reports.columns import event_columns_of, extra_columns_of, in_time
from timeline.reports.rows import code_cell, counted, id_columns, title_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
    from timeline.questions.today import Anniversary

_FIRST = 5
"""How many columns of an event come before the added ones."""
_EVENT: Sequence[Column[Anniversary]] = event_columns_of(lambda row: row.event)

_COLUMNS: Sequence[Column[Anniversary]] = (
    *_EVENT[:_FIRST],
    Column("years_ago", lambda row: row.years_ago, brief=True),
    Column("history", lambda row: row.history, brief=True),
    *_EVENT[_FIRST:],
)

_EXTRA: Sequence[Column[Anniversary]] = extra_columns_of(lambda row: row.event)

_SCREEN: Sequence[ScreenColumn[Anniversary]] = (
    ScreenColumn("History", lambda row: Cell(row.history, row.event.kind)),
    ScreenColumn("When", lambda row: row.words, align_right=True),
    ScreenColumn("Date", lambda row: row.event.date.text),
    ScreenColumn("Told in", lambda row: code_cell(row.event)),
    ScreenColumn("Title", lambda row: title_cell(row.event), wraps=True, least=TITLE),
    ScreenColumn("Place", lambda row: Cell(row.event.place or "", "dim"), wraps=True, from_width=WIDE),
)


def report(rows: Sequence[Anniversary]) -> Report[Anniversary]:
    """Report on what happened on a day of the year."""
    events = in_time(row.event for row in rows)
    return Report(_COLUMNS, rows, _record, _grid, events, headline=_headline, extra=_EXTRA)


def _headline(rows: Sequence[Anniversary]) -> str:
    histories = Counter(row.history for row in rows)
    listed = ", ".join(f"{count} {history}" for history, count in histories.items())
    return f"{counted(len(rows), 'event')}: {listed}"


def _record(row: Anniversary) -> dict[str, object]:
    return {**row.event.to_dict(), "years_ago": row.years_ago, "history": row.history}


def _grid(rows: Sequence[Anniversary], screen: Screen) -> Grid:
    """Lay out the day by history."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.history)]
    ids: list[ScreenColumn[Anniversary]] = id_columns(lambda row: row.event, screen)
    return fitted(groups, [*_SCREEN[:-1], *ids, _SCREEN[-1]], screen.width, "On this day")
