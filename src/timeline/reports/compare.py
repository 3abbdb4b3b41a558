"""Two histories side by side: columns, JSON and screen.

Shared events are in the column for the common past, if there is one, else in both other columns.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.report import Column, Report
from timeline.questions.compare import SHARED, Line
from timeline.reports.columns import in_time
from timeline.reports.later import Later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line as ScreenLine
    from timeline.formats.lines import Screen
    from timeline.formats.report import Value
    from timeline.model.events import Event

_BESIDE = 110
"""The screen width from which each history has a column of its own."""


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


def report(lines: Sequence[Line], base: str, alt: str, *, has_common: bool) -> Report[Line]:
    """Report on two timelines, named by their ids; an export has the events of both."""
    headers = {**({"common": "Common past"} if has_common else {}), "base": base, "alt": alt}
    sides = [_Side(key, header, has_common) for key, header in headers.items()]
    events = Later(len(lines), lambda: in_time(event for line in lines for event in (line.base, line.alt)))
    return Report(_columns(sides), lines, partial(_record, sides), events=events, lines=partial(_lines, sides))


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


def _lines(sides: Sequence[_Side], lines: Sequence[Line], screen: Screen) -> Iterator[ScreenLine]:
    from timeline.reports.sides import beside, in_lanes

    base, alt = (side.header for side in sides if side.key != "common")
    is_wide = screen.width >= _BESIDE and not screen.ids  # ids have no room beside two titles
    return (beside if is_wide else in_lanes)(lines, base, alt, screen)
