"""List and remove the indexes in the cache, for `timeline cache`."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from timeline.store.building import BUILDING
from timeline.store.cache import SUFFIX, connect, folder, is_open_to_others, stamps_of

if TYPE_CHECKING:
    from pathlib import Path


class Entry(NamedTuple):
    """One index in the cache."""

    path: Path
    size: int
    """In bytes."""
    data: tuple[str, ...]
    """Its events files; empty if it cannot be read."""


def entries() -> list[Entry]:
    """Return the indexes in the cache, sorted by file name."""
    found = []
    for path in _files(SUFFIX):
        with contextlib.suppress(OSError):
            found.append(Entry(path, path.stat().st_size, _data_of(path)))
    return found


def clear() -> int:
    """Remove all indexes and the remains of interrupted builds; return the number of bytes freed."""
    freed = 0
    for path in (*_files(SUFFIX), *_files(BUILDING)):
        with contextlib.suppress(OSError):
            size = path.stat().st_size
            path.unlink()
            freed += size
    return freed


def _files(suffix: str) -> list[Path]:
    parent = folder()
    return sorted(parent.glob(f"*{suffix}")) if parent is not None and not is_open_to_others() else []


def _data_of(path: Path) -> tuple[str, ...]:
    try:
        with contextlib.closing(connect(path)) as connection:
            return tuple(stamp.path for stamp in stamps_of(connection))
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        return ()
