"""The short way for the common edit, in which only texts of events change: the index is copied, and their rows replaced.

It is taken if the copy is sure to have the same rows as a new index: the same events in the same order with the same links,
and no name that comes or goes with the edit. Whatever else has changed, the index is built anew.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from os.path import abspath
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.events import Event
from timeline.model.names import fold, slug
from timeline.source.contents import parsed_events
from timeline.source.decode import Decoder, Row
from timeline.source.fields import DEFAULTS
from timeline.source.files import read_file
from timeline.source.ids import Implied
from timeline.source.kept import BATCH, events_from_text, events_to_text, values_from_text
from timeline.source.pieces import HASH_BYTES, hash_of, split
from timeline.source.problems import Problems
from timeline.store import building, cache, records
from timeline.store.freshness import Freshness, freshness_of
from timeline.store.index import searched
from timeline.store.kept import key_of

if TYPE_CHECKING:
    import sqlite3

    from timeline.model.stamps import Stamp

_TEXTS = ("title", "tags", "people", "place", "summary", "source", "canon", "allow", "x")
"""The keys of an event on which no other event depends."""

_ABSENT = {each.name: each.default for each in fields(Event)}

MOST = 1000
"""More events than these are not replaced one by one."""


class _NoPatchError(Exception):
    """The index has to be built anew."""


class _Edit(NamedTuple):
    """An event whose text has changed: its row as it was, and as it is."""

    old: Row
    new: Row


class _EditedFile(NamedTuple):
    stamp: Stamp
    hashes: bytes
    batches: dict[int, str]
    """The texts of the batches that have changed, by number (see `timeline.source.kept`)."""
    edits: list[_Edit]


def patched(
    key: cache.Key, previous: sqlite3.Connection, valid_at_ns: int, read_at_ns: int
) -> cache.Connections | None:
    """Build an index from the one before and open it; None if it has to be built anew.

    The files last matched the one before at `valid_at_ns`; they are read from `read_at_ns` on (nanoseconds since 1970).
    """
    try:
        stamps = cache.stamps_of(previous)
        _require(not key.up_to and cache.leads_on(previous) and _all_apart(previous))
        states = [freshness_of(stamp, valid_at_ns, read_at_ns) for stamp in stamps]
        changed = [n for n, state in enumerate(states) if state is Freshness.STALE]
        roots = {abspath(path) for path in key.paths}
        files = {n: _edited(previous, n, stamps[n].path, is_root=stamps[n].path in roots) for n in changed}
        _require(files and sum(len(file.edits) for file in files.values()) <= MOST)
        changes = [_change(previous, edit) for file in files.values() for edit in file.edits]
    except _NoPatchError:
        return None
    new_stamps = [files[n].stamp if n in files else stamp for n, stamp in enumerate(stamps)]

    def build(connection: sqlite3.Connection) -> None:
        _require(cache.head_of(connection) == cache.head_of(previous))  # another process may have replaced it
        with connection:
            for change in changes:
                _replace(connection, *change)
            for file in files.values():
                _keep(connection, file)
            connection.execute("UPDATE meta SET value = ? WHERE key = 'stamps'", (json.dumps(new_stamps),))

    try:
        return building.store_file(key, read_at_ns, build, on_copy=True)
    except _NoPatchError:
        return None


def _require(condition: object) -> None:
    if not condition:
        raise _NoPatchError


def _all_apart(connection: sqlite3.Connection) -> bool:
    """Return whether no two events of different files are one, and an edit cannot make them so."""
    sql = "SELECT count(*), sum(events), sum(unnamed) FROM file WHERE events > 0"
    files, events, unnamed = connection.execute(sql).fetchone()
    return bool(
        (files == 1 or not unnamed) and connection.execute("SELECT count(*) FROM event").fetchone() == (events,)
    )


def _edited(connection: sqlite3.Connection, number: int, path: str, *, is_root: bool) -> _EditedFile:
    """Return how the events of a file have changed that has the same number of them, and nothing else that has changed."""
    sql = "SELECT rest, defaults, hashes FROM file WHERE path = ? AND NOT is_rows"
    kept = connection.execute(sql, (key_of(path),)).fetchone()
    source = read_file(path, path, regular=not is_root)
    _require(kept and source.problem is None and source.stamp)
    rest, defaults, old_hashes = kept
    assert source.text is not None
    assert source.stamp is not None
    try:
        pieces = split(source.text)
        _require(len(pieces.starts) * HASH_BYTES == len(old_hashes) and hash_of(pieces.rest).hex() == rest)
        hashes = b"".join(map(hash_of, pieces.texts(source.text)))
        steps = range(0, len(hashes), HASH_BYTES) if hashes != old_hashes else ()
        changed = [at // HASH_BYTES for at in steps if hashes[at : at + HASH_BYTES] != old_hashes[at : at + HASH_BYTES]]
        _require(len(changed) <= MOST)
        problems = Problems()
        decoder = Decoder(number, problems)
        decoder.defaults = values_from_text(defaults, number, DEFAULTS)
        texts = {n: source.text[pieces.starts[n] : pieces.ends[n]] for n in changed}
        new = {n: row for n, text in texts.items() for row in decoder.events(parsed_events([text]), n)}
        _require(not problems.found and len(new) == len(changed))
    except (ValueError, RecursionError):  # a mistake, or not clear where the events are
        raise _NoPatchError from None
    batches, edits = {}, []
    for n in sorted({each // BATCH for each in changed}):
        (text,) = connection.execute("SELECT events FROM batch WHERE path = ? AND n = ?", (key_of(path), n)).fetchone()
        old = events_from_text(text, number, n * BATCH)
        rows = [new.get(at, row) for at, row in enumerate(old, n * BATCH)]
        edits += [_Edit(before, after) for before, after in zip(old, rows, strict=True) if before is not after]
        batches[n] = events_to_text(rows)
    _require(len(edits) == len(changed))
    return _EditedFile(source.stamp, hashes, batches, edits)


_Change = tuple[int, Event, Event, set[tuple[str, str]], set[tuple[str, str]]]
"""The rank of an event, the event as it was and as it is, and its facets that may differ as they were and as they are."""


def _change(connection: sqlite3.Connection, edit: _Edit) -> _Change:
    old, new = edit.old.values, edit.new.values
    _require(all(old.get(key) == new.get(key) for key in {*old, *new} - set(_TEXTS)))
    _require("id" in old or old["title"] == new["title"])
    n, event = _event(connection, edit.old)
    changed = replace(event, **{key: new.get(key, _ABSENT[key]) for key in _TEXTS})
    before, after = _facets(connection, event), _facets(connection, changed)
    if before != after:
        for facet, value, _ in {*before, *after}:
            _require(_is_named_without(connection, n, facet, value))
    return n, event, changed, {each[:2] for each in before}, {each[:2] for each in after}


def _event(connection: sqlite3.Connection, row: Row) -> tuple[int, Event]:
    """Return the rank and the event of a row."""
    values = row.values
    ids = [values["id"]] if "id" in values else Implied.of(slug(values["title"]), values["date"])
    for event_id in ids:
        found = connection.execute("SELECT n, record FROM event WHERE id = ?", (event_id,)).fetchone()
        if found:
            event = records.event_from_text(found[1])
            if event.at == row.at:
                return found[0], event
    raise _NoPatchError


def _facets(connection: sqlite3.Connection, event: Event) -> list[tuple[str, str, str]]:
    """Return what texts of an event are names: the facet, the value and the name as written, in the order of the index."""
    places = [] if event.place is None else [("place", fold(event.place), event.place)]
    tags = [("tag", fold(tag), tag) for tag in event.tags]
    return [*places, *tags, *(("person", _person(connection, name), name) for name in event.people)]


def _person(connection: sqlite3.Connection, name: str) -> str:
    """Return what identifies a person; the name must be known and that of one."""
    sql = "SELECT written, value FROM name WHERE facet = 'person' AND folded = ?"
    found = connection.execute(sql, (fold(name),)).fetchall()
    values = {value for written, value in found if written == name} or {value for _, value in found}
    _require(len(values) == 1)
    return str(values.pop())


def _is_named_without(connection: sqlite3.Connection, n: int, facet: str, value: str) -> bool:
    """Return whether a name is in the index in the same form and place whether or not the event of this rank has it."""
    sql = "SELECT min(event) FROM facet WHERE facet = ? AND value = ? AND event <> ?"
    (first,) = connection.execute(sql, (facet, value, n)).fetchone()
    if first is not None and first < n:
        return True
    if facet == "tag":
        return value in map(fold, _stored(connection, "tags"))
    return facet == "person" and bool(connection.execute("SELECT 1 FROM person WHERE id = ?", (value,)).fetchone())


def _stored(connection: sqlite3.Connection, key: str) -> Any:
    return json.loads(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _replace(
    connection: sqlite3.Connection,
    n: int,
    old: Event,
    new: Event,
    before: set[tuple[str, str]],
    after: set[tuple[str, str]],
) -> None:
    connection.execute("UPDATE event SET record = ? WHERE n = ?", (records.to_text(new), n))
    sql = "DELETE FROM facet WHERE facet = ? AND value = ? AND event = ?"
    connection.executemany(sql, ((*each, n) for each in before - after))
    connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", ((*each, n) for each in after - before))
    if searched(old) != searched(new):
        columns = "rowid, title, summary, people, place, tags"
        sql = f"INSERT INTO words (words, {columns}) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
        connection.execute(sql, (n, *searched(old)))  # a table without content has to be told what it forgets
        connection.execute(f"INSERT INTO words ({columns}) VALUES (?, ?, ?, ?, ?, ?)", (n, *searched(new)))


def _keep(connection: sqlite3.Connection, file: _EditedFile) -> None:
    path = key_of(file.stamp.path)
    sql = "UPDATE file SET stamp = ?, hashes = ? WHERE path = ?"
    connection.execute(sql, (json.dumps(file.stamp), file.hashes, path))
    sql = "UPDATE batch SET events = ? WHERE path = ? AND n = ?"
    connection.executemany(sql, ((text, path, n) for n, text in file.batches.items()))
