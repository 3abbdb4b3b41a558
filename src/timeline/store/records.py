"""Events, tables and free values as the JSON texts that the index keeps, and back."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

from timeline.model.dates import EdtfDate, parse_date
from timeline.model.events import Episode, Event, Person, Place, Season, Show, State, Timeline

_PLAIN = ("id", "title", "kind", "show", "season", "episode", "timeline", "place", "summary", "order", "canon")
_LISTS = ("tags", "people", "source", "because", "moves", "replaces", "averts", "allow")
_DEFAULTS = {"order": 0, "canon": "screen"}


def event_to_text(event: Event) -> str:
    """Return an event as JSON; what is empty or at its default is left out."""
    record: dict[str, Any] = {"date": event.date.text}
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
    record["date"] = parse_date(record["date"])
    for key in _LISTS:
        if key in record:
            record[key] = tuple(record[key])
    if "x" in record:
        record["x"] = _untagged(record["x"])
    record["at"] = Place(*record["at"]) if "at" in record else None
    return Event(**record)


def timeline_to_record(timeline: Timeline) -> dict[str, Any]:
    return {
        "id": timeline.id,
        "name": timeline.name,
        "parent": timeline.parent,
        "diverges_at": timeline.diverges_at,
        "declared": timeline.declared,
    }


def show_to_record(show: Show) -> dict[str, Any]:
    seasons = [
        {
            "number": season.number,
            "setting": _date_text(season.setting),
            "aired": _date_text(season.aired),
            "episodes": [[e.number, e.title, _date_text(e.aired)] for e in season.episodes],
        }
        for season in show.seasons
    ]
    return {
        "id": show.id,
        "name": show.name,
        "aliases": show.aliases,
        "timeline": show.timeline,
        "seasons": seasons,
        "declared": show.declared,
    }


def show_from_record(record: dict[str, Any]) -> Show:
    seasons = tuple(
        Season(
            number=season["number"],
            setting=_date(season["setting"]),
            aired=_date(season["aired"]),
            episodes=tuple(Episode(number=n, title=title, aired=_date(aired)) for n, title, aired in season["episodes"]),
        )
        for season in record["seasons"]
    )
    return Show(**{**record, "aliases": tuple(record["aliases"]), "seasons": seasons})


def person_to_record(person: Person) -> dict[str, Any]:
    died = person.died
    return {
        "id": person.id,
        "name": person.name,
        "aliases": person.aliases,
        "born": _date_text(person.born),
        "died": {key: date.text for key, date in died.items()} if isinstance(died, Mapping) else _date_text(died),
        "actor": person.actor,
        "actor_born": _date_text(person.actor_born),
    }


def person_from_record(record: dict[str, Any]) -> Person:
    died = record["died"]
    return Person(
        **{
            **record,
            "aliases": tuple(record["aliases"]),
            "born": _date(record["born"]),
            "died": {key: parse_date(text) for key, text in died.items()} if isinstance(died, dict) else _date(died),
            "actor_born": _date(record["actor_born"]),
        }
    )


def state_to_record(state: State) -> dict[str, Any]:
    return {
        "of": state.of,
        "is_": state.is_,
        "date": state.date.text,
        "kind": state.kind,
        "show": state.show,
        "timeline": state.timeline,
        "source": state.source,
    }


def state_from_record(record: dict[str, Any]) -> State:
    return State(**{**record, "date": parse_date(record["date"]), "source": tuple(record["source"])})


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _date_text(date: EdtfDate | None) -> str | None:
    return None if date is None else date.text


def _date(text: str | None) -> EdtfDate | None:
    return None if text is None else parse_date(text)


_TAG = "\0toml"
"""Marks a date or time of TOML in JSON; no TOML text can hold this character."""


def _tagged(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _tagged(item) for key, item in value.items()}
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
    if _TAG in value:
        return getattr(datetime, value[_TAG]).fromisoformat(value[""])
    return {key: _untagged(item) for key, item in value.items()}
