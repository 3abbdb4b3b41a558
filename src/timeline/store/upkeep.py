"""List and remove the files in the cache, for `timeline cache`."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from timeline.store.building import BUILDING
from timeline.store.cache import INDEX, connect, folder, stamps_of
from timeline.store.findings import FINDINGS
from timeline.store.ownership import is_private

if TYPE_CHECKING:
    from pathlib import Path


class Entry(NamedTuple):
    """One index in the cache, or the findings of `check` beside it."""

    path: Path
    size: int
    """In bytes."""
    data: tuple[str, ...]
    """Its events files; empty if it cannot be read."""


def entries() -> list[Entry]:
    """Return the indexes and findings in the cache, sorted by file name."""
    found = []
    for path in _files(INDEX.suffix, FINDINGS.suffix):
        with contextlib.suppress(OSError):
            found.append(Entry(path, path.stat().st_size, _data_of(path)))
    return found


def clear() -> int:
    """Remove all indexes, findings, and the remains of interrupted builds; return the number of bytes freed."""
    freed = 0
    for path in _files(INDEX.suffix, FINDINGS.suffix, BUILDING):
        with contextlib.suppress(OSError):
            size = path.stat().st_size
            path.unlink()
            freed += size
    return freed


def is_open_to_others() -> bool:
    """Return whether the folder exists but is not used, because it belongs to somebody else or others can write to it."""
    parent = folder()
    try:
        return parent is not None and not is_private(str(parent))
    except OSError:
        return False


def _files(*suffixes: str) -> list[Path]:
    parent = folder()
    if parent is None or is_open_to_others():
        return []
    return sorted(path for suffix in suffixes for path in parent.glob(f"*{suffix}"))


def _data_of(path: Path) -> tuple[str, ...]:
    try:
        with contextlib.closing(connect(path)) as connection:
            return tuple(stamp.path for stamp in stamps_of(connection))
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        return ()
