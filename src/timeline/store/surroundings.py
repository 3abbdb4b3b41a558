"""The events around a few of an index, and the world around them, for rules that run again after an edit."""

from __future__ import annotations

import json
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS
from timeline.store import records
from timeline.store.conditions import Condition, overlapping, with_id
from timeline.store.numbers import Numbers
from timeline.store.world import world_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event, Origin

_PART = 100
"""How many records are read at once: whoever asks may stop at any time."""


class Surroundings:
    """What an index says of a few events. All events come in the order of time."""

    def __init__(self, connection: sqlite3.Connection, paths: Sequence[str]) -> None:
        """Take an index and the absolute paths of its files, in their order."""
        self._connection = connection
        self._numbers = Numbers(connection, paths)
        self.world = world_of(lambda ask: ask(connection), self._stored)

    def _stored(self, *keys: str) -> dict[str, Any]:
        sql = "SELECT key, value FROM meta WHERE key IN (SELECT value FROM json_each(?))"
        return {key: json.loads(value) for key, value in self._connection.execute(sql, (json.dumps(keys),))}

    def with_ids(self, ids: Iterable[str]) -> Iterable[Event]:
        """Yield the events with these ids."""
        return self._where(with_id(ids))

    def with_names(self, facet: str, names: Iterable[str]) -> Iterable[Event]:
        """Yield the events with one of these values of a facet."""
        sql = "SELECT event FROM facet WHERE facet = ? AND value IN (SELECT value FROM json_each(?))"
        return self._where(Condition(f"n IN ({sql})", (facet, json.dumps(list(names)))))

    def undeclared_people(self) -> Iterable[str]:
        """Return a name of each person whom events name and no file declares."""
        sql = "SELECT written FROM name WHERE facet = 'person' AND NOT EXISTS (SELECT 1 FROM person WHERE id = value)"
        return [written for (written,) in self._connection.execute(sql)]

    def called(self, folded: Iterable[str]) -> Iterable[Event]:
        """Yield the events whose ids have one of these folded forms."""
        sql = "SELECT value FROM name WHERE facet = 'id' AND folded IN (SELECT value FROM json_each(?))"
        return self._where(Condition(f"id IN ({sql})", (json.dumps(list(folded)),)))

    def naming(self, ids: Iterable[str], keys: Collection[str] = (*LINKS, "because")) -> Iterable[Event]:
        """Yield the events that name others under some keys."""
        named = "SELECT n FROM event WHERE id IN (SELECT value FROM json_each(?))"
        sql = f"SELECT source FROM ({named}) AS named CROSS JOIN tie ON target = named.n"
        sql += " AND key IN (SELECT value FROM json_each(?))"
        return self._where(Condition(f"n IN ({sql})", (json.dumps(list(ids)), json.dumps(list(keys)))))

    def at_once(self, date: EdtfDate) -> Iterable[Event]:
        """Yield the events that overlap a date."""
        return self._where(overlapping([(date.earliest, date.latest)]))

    def on_day(self, day: int, people: Iterable[str]) -> Iterable[Event]:
        """Yield the events of a single day that name one of these people (`Directory.key`)."""
        sql = "n IN (SELECT event FROM facet WHERE facet = 'person' AND value IN (SELECT value FROM json_each(?)))"
        return self._where(Condition(f"{sql} AND earliest = ? AND latest = ?", (json.dumps(list(people)), day, day)))

    def with_causes(self, timeline: str) -> Iterable[Event]:
        """Yield the alt events of a timeline that name causes."""
        sql = "n IN (SELECT event FROM facet WHERE facet = 'timeline' AND value = ?) AND kind = 'alt'"
        return self._where(Condition(f"{sql} AND json_extract(record, '$.because') IS NOT NULL", (timeline,)))

    def with_key(self, key: str) -> Iterable[Event]:
        """Yield the events that have a key whose value is a text or a list of texts."""
        return self._where(Condition("json_extract(record, ?) IS NOT NULL", (f"$.{key}",)))

    def _where(self, condition: Condition) -> Iterable[Event]:
        rows = self._connection.execute(
            f"SELECT n, record FROM event WHERE {condition.sql} ORDER BY n", condition.parameters
        )
        while part := list(islice(rows, _PART)):
            yield from (records.event_at(text, self._places[n]) for n, text in part)

    @cached_property
    def _places(self) -> Mapping[int, Origin]:
        """Where each event stands in the files, by rank."""
        return self._numbers.places()
