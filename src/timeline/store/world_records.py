"""Timelines, shows, people and states as the JSON objects that the index keeps, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.model.dates import EdtfDate, parse_date
from timeline.model.world import Episode, Person, Season, Show, State, Timeline


def timeline_record(timeline: Timeline) -> dict[str, Any]:
    return {
        "id": timeline.id,
        "name": timeline.name,
        "parent": timeline.parent,
        "diverges_at": timeline.diverges_at,
        "declared": timeline.declared,
    }


def show_record(show: Show) -> dict[str, Any]:
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


def show(record: dict[str, Any]) -> Show:
    seasons = tuple(
        Season(
            number=season["number"],
            setting=_date(season["setting"]),
            aired=_date(season["aired"]),
            episodes=tuple(
                Episode(number=n, title=title, aired=_date(aired)) for n, title, aired in season["episodes"]
            ),
        )
        for season in record["seasons"]
    )
    return Show(**{**record, "aliases": tuple(record["aliases"]), "seasons": seasons})


def person_record(person: Person) -> dict[str, Any]:
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


def person(record: dict[str, Any]) -> Person:
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


def state_record(state: State) -> dict[str, Any]:
    return {
        "of": state.of,
        "is_": state.is_,
        "date": state.date.text,
        "kind": state.kind,
        "show": state.show,
        "timeline": state.timeline,
        "source": state.source,
    }


def state(record: dict[str, Any]) -> State:
    return State(**{**record, "date": parse_date(record["date"]), "source": tuple(record["source"])})


def _date_text(date: EdtfDate | None) -> str | None:
    return None if date is None else date.text


def _date(text: str | None) -> EdtfDate | None:
    return None if text is None else parse_date(text)
