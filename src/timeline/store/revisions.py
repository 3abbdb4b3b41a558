"""What has been revised in an index since it was built: which keys of events, from which state of the files on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from timeline.source.pieces import hash_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

MOST = 50
"""How many revisions are remembered."""


def note_revision(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Note that these keys of events are being changed, before the stamps of the files are."""
    known = [*_revisions(connection), (_state(_meta(connection, "stamps")), sorted(keys))][-MOST:]
    connection.execute("UPDATE meta SET value = ? WHERE key = 'revisions'", (json.dumps(known),))


def keys_since(connection: sqlite3.Connection, stamps: str) -> set[str] | None:
    """Return which keys of events have changed since the files had these stamps; None if that is not known."""
    state = _state(stamps)
    if state == _state(_meta(connection, "stamps")):
        return set()
    revisions = _revisions(connection)
    at = next((at for at, (before, _) in enumerate(revisions) if before == state), None)
    return None if at is None else {key for _, keys in revisions[at:] for key in keys}


def _revisions(connection: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """Return the state of the files before each revision, and the keys that it changed."""
    return [(before, keys) for before, keys in json.loads(_meta(connection, "revisions"))]


def _meta(connection: sqlite3.Connection, key: str) -> str:
    return str(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _state(stamps: str) -> str:
    return hash_of(stamps).hex()
