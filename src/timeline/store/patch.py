"""The short way for the common edit, in which only some events change: the index is copied, and their rows replaced.

It is taken if the copy is sure to have the same rows as a new index (`store.revising`), but for ranks, which may have other
gaps. Whatever else has changed, the index is built anew.
"""

from __future__ import annotations

import json
from os.path import abspath
from typing import TYPE_CHECKING

from timeline.store import building, cache
from timeline.store.edited import MOST, EditedFile, NoPatchError, edited_file, require
from timeline.store.freshness import Freshness, freshness_of
from timeline.store.kept import key_of
from timeline.store.revising import revise
from timeline.store.revisions import note_revision

if TYPE_CHECKING:
    import sqlite3


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
        files = {n: edited_file(previous, n, stamps[n].path, is_root=stamps[n].path in roots) for n in changed}
        require(files and sum(len(file.edits) for file in files.values()) <= MOST)
    except NoPatchError:
        return None
    new_stamps = [files[n].stamp if n in files else stamp for n, stamp in enumerate(stamps)]

    def build(connection: sqlite3.Connection) -> None:
        require(cache.head_of(connection) == cache.head_of(previous))  # another process may have replaced it
        with connection:
            revised = []
            for file in files.values():
                revised += [revise(connection, edit) for edit in file.edits]  # each finds what the ones before it left
                _keep(connection, file)
            note_revision(connection, revised)
            connection.execute("UPDATE meta SET value = ? WHERE key = 'stamps'", (json.dumps(new_stamps),))

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


def _keep(connection: sqlite3.Connection, file: EditedFile) -> None:
    path = key_of(file.stamp.path)
    sql = "UPDATE file SET stamp = ?, hashes = ? WHERE path = ?"
    connection.execute(sql, (json.dumps(file.stamp), file.hashes, path))
    sql = "UPDATE batch SET events = ? WHERE path = ? AND n = ?"
    connection.executemany(sql, ((text, path, n) for n, text in file.batches.items()))
