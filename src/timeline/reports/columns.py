"""What reports about events share: columns, the JSON object, and cells for the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from math import isfinite
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from timeline.formats.grid import Cell
from timeline.formats.report import Column
from timeline.model.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

R = TypeVar("R")

_KEYS = [
    "timeline" if field.name == "timelines" else field.name
    for field in fields(Event)
    if field.name not in ("at", "rank")
]
"""The keys of an event in the format's order (a test holds them against `timeline.source.fields`)."""

_COMPUTED: Sequence[Column[Event]] = (
    Column("earliest", lambda event: event.date.earliest_iso, signed=True),
    Column("latest", lambda event: event.date.latest_iso, signed=True),
)
"""Columns that are no key of the format. To add one, add its line here."""

_BRIEF = ("date", "kind", "show", "season", "title")
_ORDER = (
    *_BRIEF,
    *("episode", "id", "timeline", "place", "people", "tags", "because", "moves", "replaces", "averts"),
    *("canon", "order", "earliest", "latest", "summary", "source", "allow"),
)
"""The order of the columns, which scripts rely on. All others follow."""

_BY_NAME: dict[str, Column[Event]] = {
    **{key: Column(key, attrgetter(key), brief=key in _BRIEF) for key in _KEYS if key != "x"},
    **{column.name: column for column in _COMPUTED},
}

EVENT_COLUMNS: Sequence[Column[Event]] = [_BY_NAME[name] for name in dict.fromkeys((*_ORDER, *_BY_NAME))]
"""One column for each key of the format except `x`, and the computed ones."""

_RECORD = (*_KEYS, *(column.name for column in _COMPUTED))


def event_columns_of(event_of: Callable[[R], Event]) -> list[Column[R]]:
    """Return the columns of an event for rows that each have one."""
    return [column.of(event_of) for column in EVENT_COLUMNS]


def event_record(event: Event) -> dict[str, object]:
    """Return the JSON object of an event: every key of the format in order, the computed columns, and what only JSON has.

    Keys that are not set are null or empty.
    """
    from timeline.model.date_text import date_text  # for JSON only

    record = {name: _BY_NAME[name].json(event) if name in _BY_NAME else None for name in _RECORD}
    x = None if event.x is None else _plain(event.x)
    return record | {"x": x, "timelines": list(event.timelines), "date_text": date_text(event.date)}


def _plain(value: object) -> object:
    """Return a TOML value for JSON: dates and times as ISO text, infinities and NaN by their TOML names."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value


def in_time(events: Iterable[Event | None]) -> list[Event]:
    """Return events in the order of time, each once."""
    once = {event.id: event for event in events if event is not None}
    return sorted(once.values(), key=lambda event: event.rank)


def told_in(show: str | None, season: int | None, episode: int | None = None) -> str:
    """Return a show, a season or an episode as fans write it: "fam S1E1", "fam S1", "fam"."""
    number = ("" if season is None else f"S{season}") + ("" if episode is None else f"E{episode}")
    return " ".join(part for part in (show or "", number) if part)


def episode_code(event: Event) -> str:
    """Return the episode of an event as fans write it; empty if it is from no show."""
    return told_in(event.show, event.season, event.episode)


def code_cell(event: Event) -> Cell:
    """Return the episode of an event as a cell."""
    return Cell(episode_code(event), "dim")


def title_cell(event: Event) -> Cell:
    """Return the title of an event as a cell; invented events stand out."""
    return Cell(event.title, "strong" if event.kind == "alt" else "plain")
