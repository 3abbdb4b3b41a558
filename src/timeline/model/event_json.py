"""The JSON object of an event: every key of the events file, and values computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING

from timeline.model.dates import EdtfDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model.events import Event

COMPUTED: dict[str, Callable[[Event], str | int | None]] = {
    "earliest": lambda event: event.date.earliest_iso,
    "latest": lambda event: event.date.latest_iso,
}
"""The values that JSON and the columns have besides the keys. To add one, add its line here."""


def keys_of(event: Event | type[Event]) -> list[str]:
    """Return the keys of an event in the format's order (a test compares them with `timeline.source.fields`)."""
    names = [name for name, _, _ in event.parts if name not in ("at", "rank")]
    return ["timeline" if name == "timelines" else name for name in names]


def event_record(event: Event) -> dict[str, object]:
    """Return the JSON object of an event: every key of the format in order, computed values, and those only for JSON.

    Keys that are not set are null or empty.
    """
    from timeline.model.date_text import date_text  # for JSON only

    record = {key: plain(getattr(event, key)) for key in keys_of(event)}
    computed = {name: value(event) for name, value in COMPUTED.items()}
    return record | computed | {"timelines": list(event.timelines), "date_text": date_text(event.date)}


def plain(value: object) -> object:
    """Return a value of an event for JSON: dates and times as text, infinities and NaN by their TOML names."""
    if isinstance(value, EdtfDate):
        return value.text
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value
