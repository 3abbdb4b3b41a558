"""Compile a history: read its files, as far as they have changed, and build its index."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from timeline.source.fence import fenced
from timeline.source.load import load_document
from timeline.store import cache, index
from timeline.store.kept import KeptFiles, keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.source.document import Document

DAMAGE = (sqlite3.DatabaseError, ValueError, LookupError, TypeError)
"""What is raised for an index whose content makes no sense."""


def compiled(key: cache.Key, up_to: Sequence[str], *, afresh: bool = False) -> cache.Connections:
    """Build the index of a history behind its spoiler fence and open it. `afresh`: nothing is taken from the one before, which is damaged.

    Raises `DataError` if a file cannot be read or is invalid, and `UsageError` for limits that the history does not have.
    """
    read_at_ns = time.time_ns()
    document = _loaded(key, afresh=afresh)
    document.require_valid()
    stamps = [source.stamp for source in document.files]
    lookups = [lookup for source in document.files for lookup in source.lookups]
    visible = fenced(document, up_to)

    def build(connection: sqlite3.Connection, meta: dict[str, str]) -> None:
        index.build(connection, visible, meta)
        keep(connection, document)

    return cache.store(key, stamps, lookups, read_at_ns, build)


def _loaded(key: cache.Key, *, afresh: bool) -> Document:
    previous = None if afresh else cache.previous(key)
    if previous is not None:
        with closing(previous[0]):
            try:
                return load_document(key.paths, kept=KeptFiles(*previous))
            except DAMAGE:
                pass
    return load_document(key.paths)
