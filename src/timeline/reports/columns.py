"""What reports about events share: columns, and cells for the screen."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from timeline.formats.report import Column
from timeline.model.event_json import COMPUTED, keys_of
from timeline.model.events import Event, episode_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


R = TypeVar("R")

_BRIEF = ("date", "kind", "show", "season", "title")
_ORDER = (
    *_BRIEF,
    *("episode", "id", "timeline", "place", "people", "tags", "because", "moves", "replaces", "averts"),
    *("canon", "order", "earliest", "latest", "summary", "source", "allow"),
)
"""The order of the columns, which scripts rely on. All others follow."""

_BY_NAME: dict[str, Column[Event]] = {
    **{key: Column(key, attrgetter(key), brief=key in _BRIEF) for key in keys_of(Event) if key != "x"},
    **{name: Column(name, value, signed=True) for name, value in COMPUTED.items()},
    "timelines": Column("timelines", attrgetter("timelines")),
}

EVENT_COLUMNS: Sequence[Column[Event]] = [_BY_NAME[name] for name in dict.fromkeys((*_ORDER, *_BY_NAME))]
"""One column for each key of the format except `x`, and the computed ones."""

EXTRA_COLUMNS: Sequence[Column[Event]] = (
    Column("date_text", lambda event: _date_text(event)),
    Column("precision", lambda event: event.date.precision.name.lower()),
    Column("making", lambda event: event.kind == "real" and event.show is not None),
)
"""What --columns has besides: the date in words, the unit in which it is written, and whether it is about making a show."""


def _date_text(event: Event) -> str:
    from timeline.model.date_text import date_text

    return date_text(event.date)


def event_columns_of(event_of: Callable[[R], Event]) -> list[Column[R]]:
    """Return the columns of an event for rows that have an event each."""
    return [column.of(event_of) for column in EVENT_COLUMNS]


def extra_columns_of(event_of: Callable[[R], Event]) -> list[Column[R]]:
    """Return the columns that only --columns has, for rows that have an event each."""
    return [column.of(event_of) for column in EXTRA_COLUMNS]


def in_time(events: Iterable[Event | None]) -> list[Event]:
    """Return events in the order of time, each once."""
    once = {event.id: event for event in events if event is not None}
    return sorted(once.values(), key=lambda event: event.rank)


def code_of(event: Event) -> str:
    """Return the code of the episode that tells of an event; empty if it is from no show."""
    return episode_code(event.show, event.season, event.episode)
