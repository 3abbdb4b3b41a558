"""Write an index or another file of the cache: under a temporary name in its folder, then renamed; or in memory."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
import time
from typing import TYPE_CHECKING

from timeline.store import cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from timeline.model.stamps import Lookup, Stamp

BUILDING = ".building"
"""The suffix of an index that is not yet complete."""

_ABANDONED = 3600
"""After how many seconds without a change an index that is not complete is nobody's: its process was killed."""


def store(
    key: cache.Key,
    stamps: Sequence[Stamp | None],
    lookups: Sequence[Lookup],
    read_at_ns: int,
    build: Callable[[sqlite3.Connection, dict[str, str]], None],
) -> cache.Connections:
    """Build an index and open it: in the cache, or in memory if a file has no stamp or the cache cannot be written."""
    if None not in stamps:
        found = store_file(key, read_at_ns, lambda connection: build(connection, _meta(key, stamps, lookups)))
        if found is not None:
            return found
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build(connection, _meta(key, stamps, lookups))
    return cache.Connections(connection)


def store_file(
    key: cache.Key, read_at_ns: int, build: Callable[[sqlite3.Connection], None], *, on_copy: bool = False
) -> cache.Connections | None:
    """Build an index in the cache, from nothing or on a copy of the one there, and open it.

    None if the cache cannot be written.
    """
    try:
        path = cache.path_of(key)
        _build_beside(path, read_at_ns, build, on_copy=on_copy)
        return cache.Connections(cache.connect(path), path)
    except (OSError, sqlite3.OperationalError):
        return None  # no space, no permission, no home


def keep(
    key: cache.Key,
    stamps: Sequence[Stamp | None],
    lookups: Sequence[Lookup],
    read_at_ns: int,
    build: Callable[[sqlite3.Connection, dict[str, str]], None],
) -> None:
    """Build a file of the cache, unless a file has no stamp or the cache cannot be written."""
    if None not in stamps:
        found = store_file(key, read_at_ns, lambda connection: build(connection, _meta(key, stamps, lookups)))
        if found is not None:
            found.close()


def _meta(key: cache.Key, stamps: Sequence[Stamp | None], lookups: Sequence[Lookup]) -> dict[str, str]:
    known = [stamp for stamp in stamps if stamp is not None]
    return {"version": key.kind.version, "key": key.text, "stamps": json.dumps(known), "lookups": json.dumps(lookups)}


def _build_beside(path: Path, read_at_ns: int, build: Callable[[sqlite3.Connection], None], *, on_copy: bool) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    cache.require_private(path.parent)
    with temporary(path.parent) as beside:
        if on_copy:
            shutil.copyfile(path, beside)
        with contextlib.closing(sqlite3.connect(beside)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")  # a failed build is thrown away
            connection.execute("PRAGMA synchronous = OFF")
            build(connection)
        os.utime(beside, ns=(read_at_ns, read_at_ns))
        os.replace(beside, path)


@contextlib.contextmanager
def temporary(parent: Path) -> Iterator[str]:
    """Yield the name of a new file, and remove the file at the end unless it has been renamed."""
    for left in parent.glob(f"*{BUILDING}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
    handle, name = tempfile.mkstemp(suffix=BUILDING, dir=parent)
    os.close(handle)
    try:
        yield name
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)
