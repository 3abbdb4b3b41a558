"""Two histories beside each other: the columns (tsv, csv, md), the JSON object, and the screen with a column for each.

With a column for the common past, the shared events stand in that alone; without, in both of the others.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report, Selection
from timeline.model.calendar import year_text
from timeline.questions.compare import SHARED, Line
from timeline.reports.columns import event_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline.formats.grid import Style
    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle

Side = tuple[str, str]
"""Which of a line's events stand in a column, and the column's header."""

NARROWEST = 17
"""With less room than this for each history, they stand below each other."""
_SIGNS: dict[str, tuple[str, Style]] = {"common": ("=", "both"), "base": ("-", "real"), "alt": ("+", "alt")}


def compare_report(
    chronicle: Chronicle, lines: Sequence[Line], base: str, alt: str, *, has_common: bool
) -> Report[Line]:
    """Report on two timelines, named by their ids; as an events file they are the events of both, each once."""
    events = {event.id: event for line in lines for event in (line.base, line.alt) if event is not None}
    ordered = sorted(events.values(), key=lambda event: event.sort_key)
    sides = [*([("common", "Common past")] if has_common else []), ("base", base), ("alt", alt)]
    return Report(
        _columns([key for key, _ in sides]),
        lines,
        partial(compare_record, has_common=has_common),
        partial(compare_grid, sides=sides),
        Selection(chronicle, ordered),
    )


def _event(line: Line, key: str, *, has_common: bool) -> Event | None:
    """Return the event of a line that stands in a column."""
    if has_common and line.status == SHARED:
        return line.base if key == "common" else None
    return {"base": line.base, "alt": line.alt}.get(key)


def _columns(keys: Sequence[str]) -> list[Column[Line]]:
    has_common = "common" in keys
    columns: list[Column[Line]] = [
        Column("year", lambda line: line.year, brief=True),
        Column("status", lambda line: line.status, brief=True),
    ]
    for key in keys:
        of: Callable[[Line], Event | None] = partial(_event, key=key, has_common=has_common)
        columns.append(Column(f"{key}_date", partial(_field, of, lambda event: event.date.text), brief=True))
        columns.append(Column(f"{key}_title", partial(_field, of, lambda event: event.title), True, is_prose=True))
    columns.append(Column("drift", lambda line: line.drift.words if line.drift else None, brief=True))
    for key in keys:
        of = partial(_event, key=key, has_common=has_common)
        columns.append(Column(f"{key}_id", partial(_field, of, lambda event: event.id), is_prose=True))
    return columns


def _field(of: Callable[[Line], Event | None], value: Callable[[Event], str], line: Line) -> str | None:
    event = of(line)
    return None if event is None else value(event)


def compare_record(line: Line, *, has_common: bool) -> dict[str, object]:
    """Return the JSON object of a line, with its events whole."""
    keys = ("common", "base", "alt") if has_common else ("base", "alt")
    events = {key: _event(line, key, has_common=has_common) for key in keys}
    return {
        "year": line.year,
        "status": line.status,
        "drift": line.drift.words if line.drift else None,
        **{key: None if event is None else event_record(event) for key, event in events.items()},
    }


def compare_grid(lines: Sequence[Line], width: int, sides: Sequence[Side]) -> Grid:
    """Lay two histories out: a group a year, a column each; below each other where the screen is narrow."""
    years = [(year_text(year), list(group)) for year, group in groupby(lines, key=lambda line: line.year)]
    about = max(len(year) for year, _ in years) + 2 + max(len(_status(line)) for line in lines)
    if width < about + len(sides) * (NARROWEST + 2):
        return _below(years, sides)
    columns = [GridColumn("Year"), GridColumn("Status"), *(GridColumn(header, wraps=True) for _, header in sides)]
    groups = [[_row(year if n == 0 else "", line, sides) for n, line in enumerate(group)] for year, group in years]
    return Grid(columns, groups, spaced=True)


def _row(year: str, line: Line, sides: Sequence[Side]) -> list[Cell]:
    return [Cell(year, "strong"), Cell(_status(line), "dim"), *(_cell(line, key, sides) for key, _ in sides)]


def _status(line: Line) -> str:
    return f"{line.status} (POD)" if line.is_pod else line.status


def _cell(line: Line, key: str, sides: Sequence[Side]) -> Cell:
    event = _event(line, key, has_common=len(sides) > 2)
    if event is None:
        return Cell("")
    style: Style = "both" if line.base is line.alt else _SIGNS[key][1]
    return Cell(f"{event.date.text} {event.title}", style)


def _below(years: Iterable[tuple[str, Sequence[Line]]], sides: Sequence[Side]) -> Grid:
    """Lay a year's lines out in one column: `=` for what is in both, `-` for the base's, `+` for the alternate's."""
    groups = [[[Cell(year, "strong")], *(row for line in lines for row in _signed(line))] for year, lines in years]
    header = ", ".join(f"{_SIGNS[key][0]} {header}" for key, header in sides if key != "common")
    return Grid([GridColumn(f"= both, {header}", wraps=True)], groups, spaced=True)


def _signed(line: Line) -> list[list[Cell]]:
    if line.base is line.alt:
        return [[Cell(f"= {line.told.date.text} {line.told.title}", "both")]]
    pairs = (("base", line.base), ("alt", line.alt))
    return [
        [Cell(f"{_SIGNS[key][0]} {event.date.text} {event.title}", _SIGNS[key][1])] for key, event in pairs if event
    ]
