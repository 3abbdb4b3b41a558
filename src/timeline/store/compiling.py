"""Compile a history: read its files, as far as they have changed, and build its index."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from timeline.source.collector import no_collector
from timeline.store import building, cache
from timeline.store.kept import KeptFiles, keep
from timeline.store.patch import patched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.source.document import Document
    from timeline.source.kept import Kept

DAMAGE = (sqlite3.DatabaseError, ValueError, LookupError, TypeError)
"""What is raised for an index whose content makes no sense."""


def compiled(key: cache.Key, up_to: Sequence[str], *, afresh: bool = False) -> cache.Connections:
    """Build the index of a history behind its spoiler fence and open it.

    `afresh`: nothing is taken from the index before, which is damaged.
    Raises `DataError` if a file cannot be read or is invalid, and `UsageError` for limits that the history does not have.
    """
    read_at_ns = time.time_ns()
    previous = None if afresh else cache.previous(key)
    if previous is None:
        return _built(key, up_to, read_at_ns, None)
    connection, valid_at_ns = previous
    with closing(connection):
        try:
            found = patched(key, connection, valid_at_ns, read_at_ns)
            return found or _built(key, up_to, read_at_ns, KeptFiles(connection, valid_at_ns))
        except DAMAGE:
            return _built(key, up_to, read_at_ns, None)


def revised(paths: Sequence[str]) -> cache.Connections | None:
    """Open the index of a history if it is up to date, or can be brought up to date by replacing single events."""
    key = cache.Key(tuple(paths))
    found = cache.open_cached(key)
    if found is not None:
        return found
    read_at_ns = time.time_ns()
    before = cache.previous(key)
    if before is None:
        return None
    with closing(before[0]):
        try:
            return patched(key, *before, read_at_ns)
        except DAMAGE:
            return None


def document_of(paths: Sequence[str]) -> Document:
    """Return the document of a history, as `load_document` does; of what its index keeps, only what changed is read."""
    from timeline.source.load import load_document

    previous = cache.previous(cache.Key(tuple(paths)))
    if previous is not None:
        with closing(previous[0]):
            try:
                return load_document(paths, kept=KeptFiles(*previous))
            except DAMAGE:
                pass
    return load_document(paths)


@no_collector()
def _built(key: cache.Key, up_to: Sequence[str], read_at_ns: int, kept: Kept | None) -> cache.Connections:
    from timeline.source.fence import fenced
    from timeline.source.load import load_document
    from timeline.store import index

    document = load_document(key.paths, kept=kept)
    document.require_valid()
    stamps = [source.stamp for source in document.files]
    lookups = [lookup for source in document.files for lookup in source.lookups]
    visible = fenced(document, up_to)

    def build(connection: sqlite3.Connection, meta: dict[str, str]) -> None:
        keep(connection, document)
        index.build(connection, visible, meta)

    return building.store(key, stamps, lookups, read_at_ns, build)
