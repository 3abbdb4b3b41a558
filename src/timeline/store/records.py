"""Events as the JSON texts that the index keeps, and back."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

from timeline.model.dates import EdtfDate, Precision
from timeline.model.events import Event, Origin

_PLAIN = ("id", "title", "kind", "show", "season", "episode", "timeline", "place", "summary", "order", "canon")
_LISTS = ("tags", "people", "source", "because", "moves", "replaces", "averts", "allow")
_DEFAULTS = {"order": 0, "canon": "screen"}


def event_to_text(event: Event) -> str:
    """Return an event as JSON; what is empty or at its default is left out."""
    date = event.date
    record: dict[str, Any] = {
        "date": [date.text, date.earliest, date.latest, date.certain, date.precision, date.second],
    }
    for key in (*_PLAIN, *_LISTS):
        value = getattr(event, key)
        if value not in (None, (), _DEFAULTS.get(key)):
            record[key] = value
    if event.x is not None:
        record["x"] = _tagged(event.x)
    if event.at is not None:
        record["at"] = [event.at.file, event.at.table, event.at.number]
    return _dump(record)


def event_from_text(text: str) -> Event:
    """Return the event that `event_to_text` wrote."""
    record = json.loads(text)
    text, earliest, latest, certain, precision, second = record["date"]
    record["date"] = EdtfDate(text, earliest, latest, certain, Precision(precision), second)
    for key in _LISTS:
        if key in record:
            record[key] = tuple(record[key])
    if "x" in record:
        record["x"] = _untagged(record["x"])
    record["at"] = Origin(*record["at"]) if "at" in record else None
    return Event(**record)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_TAG = "\0toml"
"""The key that marks what JSON has no form for: a date or time of TOML, and a table that has this very key."""


def _tagged(value: object) -> object:
    if isinstance(value, Mapping):
        items = {key: _tagged(item) for key, item in value.items()}
        return {_TAG: "table", "": list(items.items())} if _TAG in items else items
    if isinstance(value, list):
        return [_tagged(item) for item in value]
    if isinstance(value, datetime.datetime):
        return {_TAG: "datetime", "": value.isoformat()}
    if isinstance(value, datetime.date):
        return {_TAG: "date", "": value.isoformat()}
    if isinstance(value, datetime.time):
        return {_TAG: "time", "": value.isoformat()}
    return value


def _untagged(value: Any) -> Any:
    if isinstance(value, list):
        return [_untagged(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get(_TAG) == "table":
        return {key: _untagged(item) for key, item in value[""]}
    if _TAG in value:
        return getattr(datetime, value[_TAG]).fromisoformat(value[""])
    return {key: _untagged(item) for key, item in value.items()}
