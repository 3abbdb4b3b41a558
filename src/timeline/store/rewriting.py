"""The rows of one event in an index, written anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from timeline.model.names import fold, words_of
from timeline.store.edited import require
from timeline.store.index import TIES, columns_of, searched, span_of, ties_of
from timeline.store.layout import NAME_OF_ID
from timeline.store.placing import aired_for

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.world import World

Named = tuple[str, str]
"""A facet and a value that an event has."""


def named(connection: sqlite3.Connection, event: Event) -> set[Named]:
    """Return what texts of an event are names, as the table `facet` has them; no name may be that of several people."""
    places = [] if event.place is None else [("place", fold(event.place))]
    tags = [("tag", fold(tag)) for tag in event.tags]
    return {*places, *tags, *(("person", _person(connection, name)) for name in event.people)}


def belonging(world: World, event: Event) -> set[Named]:
    """Return to what an event belongs, as the table `facet` has it."""
    shows = [] if event.show is None else [("show", event.show)]
    episode = world.episode(event) if event.episode is not None else None
    title = " ".join(words_of(episode.title or "")) if episode else ""
    return {*shows, *(("timeline", each) for each in event.timelines), *([("episode", title)] if title else [])}


def _person(connection: sqlite3.Connection, name: str) -> str:
    """Return what identifies a person: whom the name is of, or the folded name."""
    sql = "SELECT written, value FROM name WHERE facet = 'person' AND folded = ?"
    found = connection.execute(sql, (fold(name),)).fetchall()
    values = {value for written, value in found if written == name} or {value for _, value in found} or {fold(name)}
    require(len(values) == 1)
    return str(values.pop())


def insert(connection: sqlite3.Connection, event: Event, facets: Iterable[Named], world: World) -> None:
    """Write the rows of a new event, but not whom it names."""
    n = event.rank
    _insert_row(connection, event, 0)
    aired = aired_for(connection, n, event, world)
    connection.execute("UPDATE event SET aired = ? WHERE n = ?", (aired, n))
    sql = "INSERT INTO name (rowid, facet, folded, written, value) VALUES (?, 'id', ?, ?, ?)"
    connection.execute(sql, (NAME_OF_ID + n, fold(event.id), event.id, event.id))
    connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", ((*each, n) for each in facets))
    _insert_words(connection, n, event)
    _add_span(connection, event.date)


def delete(connection: sqlite3.Connection, event: Event) -> None:
    """Take the rows of an event out, but for those of events that name it."""
    n = event.rank
    connection.execute("DELETE FROM event WHERE n = ?", (n,))
    connection.execute("DELETE FROM name WHERE rowid = ?", (NAME_OF_ID + n,))
    connection.execute("DELETE FROM facet WHERE event = ?", (n,))
    connection.execute("DELETE FROM tie WHERE source = ?", (n,))
    _delete_words(connection, n, event)
    _drop_span(connection, event.date)


def replace_event(connection: sqlite3.Connection, old: Event, new: Event, world: World) -> None:
    """Replace the row of an event, which may move, and what refers to its rank."""
    (aired,) = connection.execute("SELECT aired FROM event WHERE n = ?", (old.rank,)).fetchone()
    connection.execute("DELETE FROM event WHERE n = ?", (old.rank,))
    _insert_row(connection, new, aired)
    if new.rank != old.rank:
        aired = aired_for(connection, new.rank, new, world)
        connection.execute("UPDATE event SET aired = ? WHERE n = ?", (aired, new.rank))
        for end in ("source", "target"):
            connection.execute(f"UPDATE tie SET {end} = ? WHERE {end} = ?", (new.rank, old.rank))
        connection.execute("UPDATE facet SET event = ? WHERE event = ?", (new.rank, old.rank))
    if (new.rank, new.id) != (old.rank, old.id):
        sql = "UPDATE name SET rowid = ?, folded = ?, written = ?, value = ? WHERE rowid = ?"
        connection.execute(sql, (NAME_OF_ID + new.rank, fold(new.id), new.id, new.id, NAME_OF_ID + old.rank))
    if new.date.text != old.date.text:
        _add_span(connection, new.date)
        _drop_span(connection, old.date)
    if (searched(old), old.rank) != (searched(new), new.rank):
        _delete_words(connection, old.rank, old)
        _insert_words(connection, new.rank, new)


def replace_facets(connection: sqlite3.Connection, n: int, before: set[Named], after: set[Named]) -> None:
    """Replace the names of the event with a rank."""
    sql = "DELETE FROM facet WHERE facet = ? AND value = ? AND event = ?"
    connection.executemany(sql, ((*each, n) for each in before - after))
    connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", ((*each, n) for each in after - before))


def write_ties(connection: sqlite3.Connection, event: Event) -> None:
    """Write whom an event names, in the place of whom it named."""
    connection.execute("DELETE FROM tie WHERE source = ?", (event.rank,))
    targets = json.dumps([target for key in TIES for target in getattr(event, key)])
    ranks = dict(connection.execute("SELECT id, n FROM event WHERE id IN (SELECT value FROM json_each(?))", (targets,)))
    connection.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?, ?)", ties_of(event.rank, event, ranks))


def _add_span(connection: sqlite3.Connection, date: EdtfDate) -> None:
    """Note a date among the longest spans of their magnitudes."""
    earliest, latest, magnitude = span_of(date)
    sql = "INSERT INTO span VALUES (?, ?) ON CONFLICT (magnitude) DO UPDATE SET length = max(length, excluded.length)"
    connection.execute(sql, (magnitude, latest - earliest))


def _drop_span(connection: sqlite3.Connection, date: EdtfDate) -> None:
    """Forget the date of an event that is gone, if it was the last of the longest spans of its magnitude."""
    earliest, latest, magnitude = span_of(date)
    other = "SELECT 1 FROM event WHERE magnitude = ? AND latest - earliest >= ? LIMIT 1"
    if not connection.execute(other, (magnitude, latest - earliest)).fetchone():
        connection.execute("DELETE FROM span WHERE magnitude = ?", (magnitude,))
        sql = "INSERT INTO span SELECT magnitude, max(latest - earliest) FROM event WHERE magnitude = ? GROUP BY magnitude"
        connection.execute(sql, (magnitude,))


def _insert_row(connection: sqlite3.Connection, event: Event, aired: int) -> None:
    values = columns_of(event.rank, aired, event)
    connection.execute(f"INSERT INTO event VALUES ({', '.join('?' * len(values))})", values)


_WORDS = "rowid, title, summary, people, place, tags"


def _delete_words(connection: sqlite3.Connection, n: int, event: Event) -> None:
    sql = f"INSERT INTO words (words, {_WORDS}) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
    connection.execute(sql, (n, *searched(event)))  # a table without content has to be told what it forgets


def _insert_words(connection: sqlite3.Connection, n: int, event: Event) -> None:
    connection.execute(f"INSERT INTO words ({_WORDS}) VALUES (?, ?, ?, ?, ?, ?)", (n, *searched(event)))
