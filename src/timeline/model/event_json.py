"""The JSON object of an event: every key of the events file, and what follows from the date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING

from timeline.model.date_text import date_text

if TYPE_CHECKING:
    from timeline.model.events import Event


def event_record(event: Event) -> dict[str, object]:
    """Return the JSON object of an event: every key of the format in order, null or empty if unset, and its bounds."""
    names = [field.name for field in fields(event) if field.name not in ("at", "rank")]
    keys = ["timeline" if name == "timelines" else name for name in names]
    values = {key: getattr(event, key) for key in keys}
    record = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    x = None if event.x is None else _plain(event.x)
    about = {"timelines": list(event.timelines), "date_text": date_text(event.date)}
    bounds = {"earliest": event.date.earliest_iso, "latest": event.date.latest_iso}
    return record | {"date": event.date.text, "x": x} | bounds | about


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
