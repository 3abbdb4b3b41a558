"""The columns and JSON forms of events and divergences: the one table that tsv, csv and md are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, TypeVar

from timeline.formats.report import Column
from timeline.model.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.formats.report import Value


NARROWEST_TITLE = 20
"""With less room than this beside the rest, a title gets lines of its own."""


def episode_code(event: Event) -> str:
    """Return where an event is told, as fans write it: "fam S1E1", "fam S1", "fam"; empty where no show tells of it."""
    return told_in(event.show, event.season, event.episode)


def told_in(show: str | None, season: int | None, episode: int | None = None) -> str:
    """Return a show, a season or an episode as fans write it."""
    number = ("" if season is None else f"S{season}") + ("" if episode is None else f"E{episode}")
    return " ".join(part for part in (show or "", number) if part)


R = TypeVar("R")

_KEYS = [field.name for field in fields(Event) if field.name != "at"]
"""The keys of an event in the format's order (a test holds them against `timeline.source.fields`)."""

EVENT_COLUMNS: Sequence[Column[Event]] = (
    Column("date", lambda event: event.date.text, brief=True),
    Column("kind", lambda event: event.kind, brief=True),
    Column("show", lambda event: event.show, brief=True, is_prose=True),
    Column("season", lambda event: event.season, brief=True),
    Column("title", lambda event: event.title, brief=True, is_prose=True),
    Column("episode", lambda event: event.episode),
    Column("id", lambda event: event.id, is_prose=True),
    Column("timeline", lambda event: event.timeline, is_prose=True),
    Column("place", lambda event: event.place, is_prose=True),
    Column("people", lambda event: event.people, is_prose=True),
    Column("tags", lambda event: event.tags, is_prose=True),
    Column("because", lambda event: event.because, is_prose=True),
    Column("moves", lambda event: event.moves, is_prose=True),
    Column("replaces", lambda event: event.replaces, is_prose=True),
    Column("averts", lambda event: event.averts, is_prose=True),
    Column("canon", lambda event: event.canon),
    Column("order", lambda event: event.order),
    Column("earliest", lambda event: event.date.earliest_iso),
    Column("latest", lambda event: event.date.latest_iso),
    Column("summary", lambda event: event.summary, is_prose=True),
    Column("source", lambda event: event.source, is_prose=True),
    Column("allow", lambda event: event.allow, is_prose=True),
)


def event_columns_of(event_of: Callable[[R], Event]) -> list[Column[R]]:
    """Return the columns of an event for rows that are about one each."""

    def value_of(column: Column[Event]) -> Callable[[R], Value]:
        return lambda row: column.value(event_of(row))

    return [Column(each.name, value_of(each), each.brief, each.is_prose) for each in EVENT_COLUMNS]


def event_record(event: Event) -> dict[str, object]:
    """Return an event's JSON object: every key of the format in its order, null or empty where unset, and its bounds."""
    record: dict[str, object] = {}
    for key in _KEYS:
        value = getattr(event, key)
        record[key] = list(value) if isinstance(value, tuple) else value
    record["date"] = event.date.text
    record["x"] = None if event.x is None else _plain(event.x)
    record["earliest"] = event.date.earliest_iso
    record["latest"] = event.date.latest_iso
    return record


def _plain(value: object) -> object:
    """Return a value of TOML as JSON has it: dates and times as ISO texts, infinities and NaN by their TOML names."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value
