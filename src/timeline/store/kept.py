"""The decoded tables of each file, kept in the index for the next compilation (see `timeline.source.kept`)."""

from __future__ import annotations

import json
import time
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from timeline.model.stamps import Stamp
from timeline.source.kept import BATCH, KeptFile, events_to_text, values_to_text
from timeline.store.freshness import Freshness, freshness_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from timeline.source.document import Document

_LAYOUT = """
CREATE TABLE file (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    is_rows INTEGER NOT NULL,
    is_about_events INTEGER NOT NULL,
    rest TEXT NOT NULL,
    tables TEXT NOT NULL,
    defaults TEXT NOT NULL,
    hashes BLOB NOT NULL,
    events INTEGER NOT NULL,
    unnamed INTEGER NOT NULL, -- how many of them have no id of their own
    ranks BLOB NOT NULL -- those of its events by their number, 8 bytes each; 0 for one that another file tells first
) WITHOUT ROWID;
CREATE TABLE batch (path TEXT, n INTEGER, events TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (path, n));
"""


def key_of(path: str) -> str:
    """Return a path as the index has it: it may hold bytes that are no text."""
    return json.dumps(path)


class KeptFiles:
    """What an index keeps of its files."""

    def __init__(self, connection: sqlite3.Connection, read_at_ns: int) -> None:
        """Take an index whose files last matched it at `read_at_ns` (nanoseconds since 1970)."""
        self._connection = connection
        self._read_at_ns = read_at_ns

    def unchanged(self, path: str) -> KeptFile | None:
        """Return what is kept of the file at an absolute path if it is still as it was read."""
        stamp = self._stamp(path)
        if stamp is None or freshness_of(stamp, self._read_at_ns, time.time_ns()) is Freshness.STALE:
            return None
        return self.known(path)

    def known(self, path: str) -> KeptFile | None:
        """Return what is kept of the file at an absolute path, whether it has changed or not."""
        stamp = self._stamp(path)
        if stamp is None:
            return None
        sql = "SELECT is_rows, is_about_events, rest, tables, defaults, hashes FROM file WHERE path = ?"
        is_rows, is_about_events, rest, tables, defaults, hashes = self._connection.execute(
            sql, (key_of(path),)
        ).fetchone()
        rows = self._connection.execute("SELECT events, size FROM batch WHERE path = ? ORDER BY n", (key_of(path),))
        batches = rows.fetchall()
        starts = list(accumulate((size for _, size in batches), initial=0))
        events = [text for text, _ in batches]
        return KeptFile(stamp, bool(is_rows), bool(is_about_events), rest, tables, defaults, hashes, events, starts)

    def _stamp(self, path: str) -> Stamp | None:
        row = self._connection.execute("SELECT stamp FROM file WHERE path = ?", (key_of(path),)).fetchone()
        return Stamp(*json.loads(row[0])) if row else None


def keep(connection: sqlite3.Connection, document: Document) -> None:
    """Write what is to be kept of the files of a document, which has no errors, into its index, and let go of it.

    The rows of a long history take as much memory as its events, so they are written before these.
    """
    connection.executescript(_LAYOUT)
    ranks = _ranks(document) if document.contents else {}  # let go of already if this is the second try
    with connection:
        while document.contents:
            number, contents = document.contents.popitem()
            source = document.files[number]
            if source.stamp is None:
                continue
            events = contents.values.get("event", [])
            connection.execute(
                "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    key_of(source.path),
                    json.dumps(source.stamp),
                    source.is_rows,
                    source.is_about_events,
                    contents.rest,
                    tables_to_text(contents.values),
                    contents.defaults,
                    contents.hashes,
                    len(events),
                    sum("id" not in row.values for row in events),
                    ranks[number].tobytes(),
                ),
            )
            batches = (events[at : at + BATCH] for at in range(0, len(events), BATCH))
            connection.executemany(
                "INSERT INTO batch VALUES (?, ?, ?, ?)",
                ((key_of(source.path), n, events_to_text(batch), len(batch)) for n, batch in enumerate(batches)),
            )


def tables_to_text(values: Mapping[str, Any]) -> str:
    """Return the decoded values of a file without its events as the index has them."""
    return values_to_text({key: value for key, value in values.items() if key != "event"})


def _ranks(document: Document) -> dict[int, array[int]]:
    """Return the ranks of the events of each file by their number."""
    ranks = {
        number: array("q", [0]) * len(contents.values.get("event", ()))
        for number, contents in document.contents.items()
    }
    for event in document.events:
        assert event.at is not None
        assert event.at.number is not None
        ranks[event.at.file][event.at.number] = event.rank
    return ranks
