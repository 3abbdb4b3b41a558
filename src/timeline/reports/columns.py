"""What reports about events share: columns, the JSON object, and cells for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, TypeVar

from timeline.formats.grid import Cell
from timeline.formats.report import Column
from timeline.model.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

R = TypeVar("R")

_KEYS = [
    "timeline" if field.name == "timelines" else field.name
    for field in fields(Event)
    if field.name not in ("at", "rank")
]
"""The keys of an event in the format's order (a test holds them against `timeline.source.fields`)."""

EVENT_COLUMNS: Sequence[Column[Event]] = (
    Column("date", lambda event: event.date, brief=True),
    Column("kind", lambda event: event.kind, brief=True),
    Column("show", lambda event: event.show, brief=True),
    Column("season", lambda event: event.season, brief=True),
    Column("title", lambda event: event.title, brief=True),
    Column("episode", lambda event: event.episode),
    Column("id", lambda event: event.id),
    Column("timeline", lambda event: event.timeline),
    Column("place", lambda event: event.place),
    Column("people", lambda event: event.people),
    Column("tags", lambda event: event.tags),
    Column("because", lambda event: event.because),
    Column("moves", lambda event: event.moves),
    Column("replaces", lambda event: event.replaces),
    Column("averts", lambda event: event.averts),
    Column("canon", lambda event: event.canon),
    Column("order", lambda event: event.order),
    Column("earliest", lambda event: event.date.earliest_iso, signed=True),
    Column("latest", lambda event: event.date.latest_iso, signed=True),
    Column("summary", lambda event: event.summary),
    Column("source", lambda event: event.source),
    Column("allow", lambda event: event.allow),
)


def event_columns_of(event_of: Callable[[R], Event]) -> list[Column[R]]:
    """Return the columns of an event for rows that each have one."""
    return [column.of(event_of) for column in EVENT_COLUMNS]


def event_record(event: Event) -> dict[str, object]:
    """Return the JSON object of an event: every key of the format in order, null or empty if unset, and its bounds."""
    from timeline.model.date_text import date_text  # for JSON only

    values = {key: getattr(event, key) for key in _KEYS}
    record = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    x = None if event.x is None else plain(event.x)
    about = {"timelines": list(event.timelines), "date_text": date_text(event.date)}
    bounds = {"earliest": event.date.earliest_iso, "latest": event.date.latest_iso}
    return record | {"date": event.date.text, "x": x} | bounds | about


def plain(value: object) -> object:
    """Return a TOML value for JSON: dates and times as ISO text, infinities and NaN by their TOML names."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
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
