"""Two histories side by side: columns, JSON and screen.

Shared events are in the column for the common past, if there is one, else in both other columns.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.fit import SIDE, ScreenColumn, fitted, table
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report
from timeline.model.calendar import year_text
from timeline.questions.compare import SHARED, Line
from timeline.reports.columns import in_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid, Style
    from timeline.formats.report import Value
    from timeline.model.events import Event

_SIGNS: dict[str, tuple[str, Style]] = {"common": ("=", "both"), "base": ("-", "real"), "alt": ("+", "alt")}


class _Side(NamedTuple):
    """One of the columns that contain events."""

    key: str
    header: str
    has_common: bool
    """Whether there is a column for the common past."""

    def event(self, line: Line) -> Event | None:
        """Return the event of a line that is in this column."""
        if self.has_common and line.status == SHARED:
            return line.base if self.key == "common" else None
        return {"base": line.base, "alt": line.alt}.get(self.key)

    def cell(self, line: Line) -> Cell | None:
        event = self.event(line)
        style = "both" if line.base is line.alt else _SIGNS[self.key][1]
        return Cell(f"{event.date} {event.title}", style) if event else None

    @property
    def legend(self) -> str:
        return f"{_SIGNS[self.key][0]} {self.header}"


def report(lines: Sequence[Line], base: str, alt: str, *, has_common: bool) -> Report[Line]:
    """Report on two timelines, named by their ids; an export has the events of both."""
    headers = {**({"common": "Common past"} if has_common else {}), "base": base, "alt": alt}
    sides = [_Side(key, header, has_common) for key, header in headers.items()]
    events = in_time(event for line in lines for event in (line.base, line.alt))
    return Report(_columns(sides), lines, partial(_record, sides), partial(_grid, sides), events)


def _columns(sides: Sequence[_Side]) -> list[Column[Line]]:
    columns: list[Column[Line]] = [
        Column("year", lambda line: line.year, brief=True),
        Column("status", lambda line: line.status, brief=True),
    ]
    for side in sides:
        columns.append(Column(f"{side.key}_date", partial(_field, side, "date"), brief=True))
        columns.append(Column(f"{side.key}_title", partial(_field, side, "title"), brief=True))
    columns.append(Column("drift", lambda line: line.drift.words if line.drift else None, brief=True))
    return columns + [Column(f"{side.key}_id", partial(_field, side, "id")) for side in sides]


def _field(side: _Side, name: str, line: Line) -> Value:
    value: Value = getattr(side.event(line), name, None)
    return value


def _record(sides: Sequence[_Side], line: Line) -> dict[str, object]:
    """Return the JSON object of a line, with its complete events."""
    events = {side.key: side.event(line) for side in sides}
    return {
        "year": line.year,
        "status": line.status,
        "drift": line.drift.words if line.drift else None,
        **{key: event.to_dict() if event else None for key, event in events.items()},
    }


def _grid(sides: Sequence[_Side], lines: Sequence[Line], width: int) -> Grid:
    """Lay out two histories by year: side by side, or on a narrow screen below each other with signs."""
    groups = [list(group) for _, group in groupby(lines, key=lambda line: line.year)]
    year = ScreenColumn[Line]("Year", lambda line: Cell(year_text(line.year), "strong"), once=True)
    status = ScreenColumn[Line]("Status", lambda line: Cell(_status(line), "dim"))
    beside = [ScreenColumn(side.header, side.cell, wraps=True, least=SIDE) for side in sides]
    legend = ", ".join(["= both", *(side.legend for side in sides if side.key != "common")])
    below = ScreenColumn(legend, _signed, wraps=True)
    wide = table(groups, [year, status, *beside], width, is_spaced=True)
    return wide or fitted(groups, [year, below], width, legend, is_spaced=True)


def _status(line: Line) -> str:
    return f"{line.status} (POD)" if line.is_pod else line.status


def _signed(line: Line) -> list[Cell]:
    events = {"common": line.base} if line.base is line.alt else {"base": line.base, "alt": line.alt}
    signed = [(*_SIGNS[key], event) for key, event in events.items() if event]
    return [Cell(f"{sign} {event.date} {event.title}", style) for sign, style, event in signed]
