"""List and remove the files in the cache, for `timeline cache`."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from timeline.store.building import BUILDING
from timeline.store.cache import INDEX, connect, folder, stamps_of
from timeline.store.findings import FINDINGS
from timeline.store.ownership import is_private
from timeline.store.pages import PAGE

if TYPE_CHECKING:
    from pathlib import Path


class Entry(NamedTuple):
    """One index in the cache, or what is kept beside it: the findings of `check`, a page of `browse`."""

    path: Path
    size: int
    """In bytes."""
    data: tuple[str, ...]
    """Its events files; empty for a page, and if it cannot be read."""


def entries() -> list[Entry]:
    """Return the indexes, findings and pages in the cache, sorted by file name."""
    found = []
    for path in _files(INDEX.suffix, FINDINGS.suffix, PAGE):
        with contextlib.suppress(OSError):
            found.append(Entry(path, path.stat().st_size, _data_of(path)))
    return found


def clear() -> int:
    """Remove all indexes, findings, pages, and the remains of interrupted builds; return the number of bytes freed."""
    freed = 0
    for path in _files(INDEX.suffix, FINDINGS.suffix, PAGE, BUILDING):
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
