"""The world around the events of an index. Its parts are read when they are first used, and people one by one."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.model.lineage import Pod
from timeline.model.names import fold
from timeline.model.people import Directory, Person
from timeline.model.shows import Show
from timeline.model.world import PARTS, State, Timeline, World
from timeline.store import records

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Run = Callable[[Callable[[sqlite3.Connection], Any]], Any]
    """Queries the index, as `Chronicle._run` does."""

T = TypeVar("T")

_KINDS: dict[str, Any] = {"timelines": Timeline, "pods": Pod, "shows": Show, "states": State}

_LONG = ("people", "states")
"""The parts that grow with a history. They are read on their own, when they are first used."""

MOST = 200
"""Whoever asks for more names than these is about to ask for all of them."""


def world_of(run: Run, stored: Callable[..., dict[str, Any]]) -> World:
    """Return the world of an index; it has read all parts but those that grow with a history.

    `stored` returns what the index keeps under some keys of the table `meta`.
    """
    short = stored(*(name for name in PARTS if name not in _LONG))  # at once: they come from one state of the files

    def read(name: str) -> Any:
        if name == "people":
            return run(_everybody)
        return _part((short if name in short else stored(name))[name], _KINDS.get(name))

    return _StoredWorld(run, read)


def _part(whole: Any, kind: Any) -> Any:
    if kind is None:
        return whole
    if isinstance(whole, list):
        return [records.from_record(kind, record) for record in whole]
    return {key: records.from_record(kind, record) for key, record in whole.items()}


def _everybody(connection: sqlite3.Connection) -> list[Person]:
    rows = connection.execute("SELECT record FROM person ORDER BY n")
    return records.all_from_texts(Person, (text for (text,) in rows))


class _StoredWorld(World):
    def __init__(self, run: Run, read: Callable[[str], Any]) -> None:
        super().__init__(read)
        self._run = run

    @cached_property
    def directory(self) -> Directory:
        return _StoredDirectory(self._run, lambda: self.people)


class _StoredDirectory(Directory):
    """The people of an index by their names. Only those who are asked for are read."""

    def __init__(self, run: Run, everybody: Callable[[], list[Person]]) -> None:
        self._run = run
        self._everybody = everybody
        self._known: dict[str, list[tuple[str, Person]]] = {}
        """By folded name: each person with such a name, and the name."""
        self._whole: Directory | None = None

    def bearers(self, name: str) -> list[Person]:
        if self._whole is not None:
            return self._whole.bearers(name)
        named = self._named(fold(name))
        return _once([person for written, person in named if written == name] or [person for _, person in named])

    def like(self, name: str) -> list[Person]:
        return self._whole.like(name) if self._whole is not None else _once([who for _, who in self._named(fold(name))])

    def _named(self, folded: str) -> list[tuple[str, Person]]:
        found = self._known.get(folded)
        if found is None:
            found = self._known[folded] = self._run(lambda connection: _named(connection, folded))
            if len(self._known) == MOST:
                self._whole = Directory(self._everybody())
        return found


def _named(connection: sqlite3.Connection, folded: str) -> list[tuple[str, Person]]:
    """Return the people with a folded name, in their order, each with the name."""
    sql = "SELECT written, record FROM name CROSS JOIN person ON person.id = value"
    rows = connection.execute(f"{sql} WHERE facet = 'person' AND folded = ? ORDER BY person.n, name.rowid", (folded,))
    return [(written, records.from_record(Person, json.loads(record))) for written, record in rows]


def _once(people: list[Person]) -> list[Person]:
    return [person for n, person in enumerate(people) if person not in people[:n]]
