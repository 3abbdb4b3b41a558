"""Where compiled indexes are kept, and how one is opened: built once, opened again while its files are unchanged.

An index is one SQLite file in the user's cache folder, named after the files it is made of. It is built beside its place
and renamed into it, so that several processes never see half of one; one that is stale, damaged or of another version is
replaced in silence. Where nothing can be written, and for standard input, the same database is built in memory; so it is
where others could have put an index into the folder, for an index is believed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from timeline import __version__
from timeline.model.stamps import STDIN, Stamp
from timeline.store import layout
from timeline.store.freshness import Freshness, freshness
from timeline.store.ownership import is_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

VERSION = f"{layout.VERSION} of {__version__}"
"""An index of another version, or made by another one of this program, is built anew."""

_SUFFIX = ".sqlite"
_LOCK_WAIT_SECONDS = 5.0


def folder() -> Path | None:
    """Return the folder of the indexes: `timeline` in $XDG_CACHE_HOME, or in the system's usual place for caches.

    None where the user has no home.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # the XDG Base Directory Specification has relative paths ignored
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA", "")
        else:
            home = os.path.expanduser("~")
            if not os.path.isabs(home) or home == "/":  # $HOME is empty or relative, or the system knows no user
                return None
            base = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    return Path(base) / "timeline"


def is_open_to_others() -> bool:
    """Tell whether the folder is there and not used, because it is somebody else's or others can write there."""
    parent = folder()
    try:
        return parent is not None and not is_private(str(parent))
    except OSError:
        return False


class Entry(NamedTuple):
    """One index in the cache."""

    path: Path
    size: int
    """In bytes."""
    data: tuple[str, ...]
    """The events files that it is made of; empty where it cannot be read."""


def entries() -> list[Entry]:
    """Return the indexes in the cache, in the order of their files' names."""
    found = []
    for path in _files(f"*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            found.append(Entry(path, path.stat().st_size, _data_of(path)))
    return found


def _files(pattern: str) -> list[Path]:
    parent = folder()
    return sorted(parent.glob(pattern)) if parent is not None and not is_open_to_others() else []


def _data_of(path: Path) -> tuple[str, ...]:
    try:
        with contextlib.closing(_connect(path)) as connection:
            return tuple(stamp.path for stamp in _stamps(connection))
    except (sqlite3.Error, ValueError, TypeError):
        return ()


def clear() -> int:
    """Remove every index, and what an interrupted build left; return how many bytes were freed."""
    freed = 0
    for path in (*_files(f"*{_SUFFIX}"), *_files("*.building")):
        with contextlib.suppress(OSError):
            size = path.stat().st_size
            path.unlink()
            freed += size
    return freed


class Key(NamedTuple):
    """What an index is made of."""

    paths: tuple[str, ...]
    """The events files that were asked for."""
    up_to: tuple[str, ...] = ()
    """The limits of a spoiler fence."""

    @property
    def text(self) -> str:
        return json.dumps([*(os.path.abspath(path) for path in self.paths), *self.up_to])


def open_cached(key: Key) -> sqlite3.Connection | None:
    """Open the index of these events files if there is one that is whole and up to date; else None."""
    if STDIN in key.paths:
        return None
    try:
        path = _path(key)
        _require_private(path.parent)
        connection = _connect(path)
    except (sqlite3.Error, OSError):
        return None
    try:
        state = _state(connection, key)
        if state is Freshness.SETTLED:
            _settle(connection)
        if state is not Freshness.STALE:
            return connection
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        pass  # damaged, or not an index at all
    connection.close()
    return None


def store(
    key: Key,
    stamps: Sequence[Stamp | None],
    read_at_ns: int,
    build: Callable[[sqlite3.Connection, dict[str, str]], None],
) -> sqlite3.Connection:
    """Build an index into the cache and open it; in memory where a file has no stamp or nothing can be written."""
    known = [stamp for stamp in stamps if stamp is not None]
    meta = {
        "version": VERSION,
        "key": key.text,
        "read_at_ns": str(read_at_ns),
        "stamps": json.dumps([[s.path, s.size, s.mtime_ns, s.ctime_ns, s.inode, s.sha256] for s in known]),
    }
    if len(known) == len(stamps):
        try:
            _build_beside(_path(key), lambda connection: build(connection, meta))
            return _connect(_path(key))
        except (OSError, sqlite3.OperationalError):
            pass  # no space, no permission, no home
    connection = sqlite3.connect(":memory:")
    build(connection, meta)
    return connection


def _path(key: Key) -> Path:
    """Return where the index of these files lies. Two sets of files that share a name replace each other's index.

    Raises `FileNotFoundError` where the user has no home.
    """
    parent = folder()
    if parent is None:
        raise FileNotFoundError("there is no folder for caches")
    return parent / f"{Path(key.paths[0]).stem[:40]}-{crc32(key.text.encode()):08x}{_SUFFIX}"


def _require_private(parent: Path) -> None:
    if not is_private(str(parent)):
        raise PermissionError("others can write into the folder for caches")


def _connect(path: Path) -> sqlite3.Connection:
    """Open an existing database; raises `sqlite3.OperationalError` where there is none."""
    if not path.is_file():
        raise sqlite3.OperationalError("there is no index")
    return sqlite3.connect(path, timeout=_LOCK_WAIT_SECONDS)


def _state(connection: sqlite3.Connection, key: Key) -> Freshness:
    meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('version', 'key', 'read_at_ns')"))
    if meta["version"] != VERSION or meta["key"] != key.text:
        return Freshness.STALE
    return freshness(_stamps(connection), int(meta["read_at_ns"]), time.time_ns())


def _stamps(connection: sqlite3.Connection) -> list[Stamp]:
    (text,) = connection.execute("SELECT value FROM meta WHERE key = 'stamps'").fetchone()
    return [Stamp(*fields) for fields in json.loads(text)]


def _settle(connection: sqlite3.Connection) -> None:
    """Note that the files were seen unchanged just now, so that their content need not be read again."""
    with contextlib.suppress(sqlite3.OperationalError), connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'read_at_ns'", (str(time.time_ns()),))


def _build_beside(path: Path, build: Callable[[sqlite3.Connection], None]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _require_private(path.parent)
    with _temporary(path.parent) as beside:
        with contextlib.closing(sqlite3.connect(beside)) as connection:
            build(connection)
        os.replace(beside, path)


@contextlib.contextmanager
def _temporary(parent: Path) -> Iterator[str]:
    """Give the name of a new file that is gone afterwards, unless it was renamed."""
    import tempfile

    handle, name = tempfile.mkstemp(suffix=".building", dir=parent)
    os.close(handle)
    try:
        yield name
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)
