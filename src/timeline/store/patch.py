"""The short way for the common edit, in which only some events change: the index is copied, and their rows replaced.

It is taken if the copy is sure to have the same rows as a new index (`store.revising`, `store.adding`), but for the gaps
between ranks. Whatever else has changed, the index is built anew.
"""

from __future__ import annotations

import json
from os.path import abspath
from typing import TYPE_CHECKING, Any

from timeline.source.kept import events_to_text
from timeline.source.pieces import HASH_BYTES
from timeline.store import building, cache
from timeline.store.edited import MOST, EditedFile, NoPatchError, edited_file, require
from timeline.store.freshness import Freshness, freshness_of
from timeline.store.kept import key_of
from timeline.store.numbers import Numbers
from timeline.store.revising import event_at, revise
from timeline.store.revisions import note_revision
from timeline.store.world import world_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from timeline.model.events import Origin
    from timeline.model.world import World
    from timeline.store.edited import Edit
    from timeline.store.revisions import Revised


def patched(
    key: cache.Key, previous: sqlite3.Connection, valid_at_ns: int, read_at_ns: int
) -> cache.Connections | None:
    """Build an index from the one before and open it; None if it has to be built anew.

    The files last matched the one before at `valid_at_ns`; they are read from `read_at_ns` on (nanoseconds since 1970).
    """
    try:
        stamps = cache.stamps_of(previous)
        require(not key.up_to and cache.leads_on(previous) and _all_apart(previous))
        states = [freshness_of(stamp, valid_at_ns, read_at_ns) for stamp in stamps]
        changed = [n for n, state in enumerate(states) if state is Freshness.STALE]
        roots = {abspath(path) for path in key.paths}
        files = [edited_file(previous, n, stamps[n].path, is_root=stamps[n].path in roots) for n in changed]
        require(files and sum(len(file.edits) for file in files) <= MOST)
    except NoPatchError:
        return None
    paths = [stamp.path for stamp in stamps]
    for file in files:
        stamps[file.number] = file.stamp

    def build(connection: sqlite3.Connection) -> None:
        require(cache.head_of(connection) == cache.head_of(previous))  # another process may have replaced it
        with connection:
            numbers = Numbers(connection, paths)
            revised = _revised(connection, files, numbers)
            for file in files:
                _keep(connection, file, numbers)
            note_revision(connection, revised, {file.number: file.runs for file in files})
            connection.execute("UPDATE meta SET value = ? WHERE key = 'stamps'", (json.dumps(stamps),))

    try:
        return building.store_file(key, read_at_ns, build, on_copy=True)
    except NoPatchError:
        return None


def _all_apart(connection: sqlite3.Connection) -> bool:
    """Return whether no two events of different files are one, and an edit cannot make them so."""
    sql = "SELECT count(*), sum(events), sum(unnamed) FROM file WHERE events > 0"
    files, events, unnamed = connection.execute(sql).fetchone()
    return bool(
        (files == 1 or not unnamed) and connection.execute("SELECT count(*) FROM event").fetchone() == (events,)
    )


def _revised(connection: sqlite3.Connection, files: Sequence[EditedFile], numbers: Numbers) -> list[Revised]:
    """Replace the events of some files, one after another: each finds what the ones before it left."""
    edits = [edit for file in files for edit in file.edits]
    ranks = [(_rank(numbers, edit.old and edit.old.at), _likeness(numbers, edit)) for edit in edits]
    for file in files:
        numbers.follow(file.number, file.runs, len(file.hashes) // HASH_BYTES)
    for edit, (n, _) in zip(edits, ranks, strict=True):
        if edit.old and edit.new:
            numbers.put(edit.new.at, n)
    world = _world(connection)
    each = list(zip(edits, ranks, strict=True))
    if any(not (edit.old and edit.new) or edit.has_moved for edit in edits):
        return _with_others(connection, each, numbers, world)
    return [revise(connection, edit, n, numbers, world) for edit, (n, _) in each]


def _with_others(
    connection: sqlite3.Connection, each: Sequence[tuple[Edit, tuple[int, int]]], numbers: Numbers, world: World
) -> list[Revised]:
    """Replace events of which some come or go: what names one that goes may be edited, and what comes may be named."""
    from timeline.store.adding import add, remove, require_like, require_unnamed, tie  # most edits need none of it

    gone = [(edit, ranks) for edit, ranks in each if not edit.new]
    come = [(edit, ranks) for edit, ranks in each if not edit.old]
    stay = [(edit, ranks) for edit, ranks in each if edit.old and edit.new]
    for edit, (_, like) in stay:
        if edit.has_moved:
            require_like(edit, event_at(connection, like), world)
    found = [remove(connection, edit, n, like, world) for edit, (n, like) in gone]
    added = [add(connection, edit, like, numbers, world) for edit, (_, like) in come]
    for revised in added:
        assert revised.new is not None
        tie(connection, revised.new)
    found += added
    found += [revise(connection, edit, n, numbers, world) for edit, (n, _) in stay]
    require_unnamed(connection, [n for _, (n, _) in gone])
    return found


def _rank(numbers: Numbers, at: Origin | None) -> int:
    return 0 if at is None else numbers.rank(at)


def _likeness(numbers: Numbers, edit: Edit) -> int:
    """Return the rank of an event that belongs where another does; 0 if none is needed."""
    if edit.old and edit.new and not edit.has_moved:
        return 0
    require(edit.like)
    assert edit.like is not None
    row = edit.old or edit.new
    assert row is not None
    return numbers.rank(row.at._replace(number=edit.like.number))


def _world(connection: sqlite3.Connection) -> World:
    def stored(*keys: str) -> dict[str, Any]:
        sql = "SELECT key, value FROM meta WHERE key IN (SELECT value FROM json_each(?))"
        return {key: json.loads(value) for key, value in connection.execute(sql, (json.dumps(keys),))}

    return world_of(lambda ask: ask(connection), stored)


def _keep(connection: sqlite3.Connection, file: EditedFile, numbers: Numbers) -> None:
    path, batches = key_of(file.stamp.path), file.batches
    come = [edit.new for edit in file.edits if not edit.old and edit.new]
    gone = [edit.old for edit in file.edits if not edit.new and edit.old]
    unnamed = sum("id" not in row.values for row in come) - sum("id" not in row.values for row in gone)
    sql = "UPDATE file SET stamp = ?, rest = ?, hashes = ?, events = events + ?, unnamed = unnamed + ?, ranks = ?"
    more = len(come) - len(gone)
    ranks = numbers.text(file.number)
    values = json.dumps(file.stamp), file.rest, file.hashes, more, unnamed, ranks
    connection.execute(f"{sql} WHERE path = ?", (*values, path))
    sql = "UPDATE batch SET events = ?, size = ? WHERE path = ? AND n = ?"
    connection.executemany(sql, ((events_to_text(rows), len(rows), path, n) for n, rows in batches.items()))
    connection.executemany("DELETE FROM batch WHERE path = ? AND n = ? AND size = 0", ((path, n) for n in batches))
