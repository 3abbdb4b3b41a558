"""Open the index of a history: build it once, and reuse it as long as the events files do not change.

What else is made of the same files is kept by the same rules: each `Kind` has files of its own (`store.findings`).

An index is one SQLite file in the user's cache folder, named after its events files. It is built under a temporary name,
renamed, and never written to again; SQLite opens it as immutable, and no process ever sees an incomplete one. An index
that is out of date, damaged or of another version is replaced without a message. The index is built in memory for standard
input, if the cache cannot be written, and if others can write to the cache folder, because an index is trusted.

The modification time of an index is the time at which its events files were last known to match it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import threading
import time
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from zlib import crc32

from timeline.model.stamps import STDIN, Lookup, Stamp
from timeline.store.freshness import Freshness, freshness, still_lead
from timeline.store.ownership import is_private
from timeline.store.version import code_version

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = code_version()
"""An index of another version is rebuilt."""

T = TypeVar("T")


def folder() -> Path | None:
    """Return the folder for indexes: `timeline` in $XDG_CACHE_HOME or in the system's cache folder.

    None if the user has no home folder.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # the XDG Base Directory Specification says to ignore relative paths
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA", "")
        else:
            home = os.path.expanduser("~")
            if not os.path.isabs(home) or home == "/":  # $HOME is empty or relative, or the system knows no user
                return None
            base = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    return Path(base) / "timeline"


class Kind(NamedTuple):
    """A kind of thing that is made of events files and kept in the cache."""

    suffix: str
    version: str
    """What another version of the code has made is made anew."""
    has_names: bool = False
    """Whether it has the names of the files as the user gave them."""


INDEX = Kind(".sqlite", VERSION)


class Key(NamedTuple):
    """What identifies an index, or another file of the cache."""

    paths: tuple[str, ...]
    """The events files, as the user gave them."""
    up_to: tuple[str, ...] = ()
    """The limits of a spoiler fence."""
    kind: Kind = INDEX

    @property
    def text(self) -> str:
        names = self.paths if self.kind.has_names else ()
        return json.dumps([*(os.path.abspath(path) for path in self.paths), *self.up_to, *names])


class Connections:
    """The connections to one index. They may be used from any thread.

    Each thread gets its own connection. If the index is in memory, or if its file has been replaced by another index,
    threads share the first connection and take turns.
    """

    def __init__(self, first: sqlite3.Connection, path: Path | None = None) -> None:
        self._path = path
        self._head = None if path is None else head_of(first)
        self._lock = threading.Lock()
        self.is_closed = False
        self._turns: weakref.WeakSet[_Turn] = weakref.WeakSet()
        self._first = self._turn(first)
        self._of_thread = threading.local()
        self._of_thread.turn = self._first

    @property
    def has_file(self) -> bool:
        """Whether the index is a file, and not in memory."""
        return self._path is not None

    def run(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `ask` returns for the connection of this thread; raises `RuntimeError` once closed."""
        turn: _Turn = getattr(self._of_thread, "turn", None) or self._enter()
        with turn.lock:
            self._require_open()
            return ask(turn.connection)

    def close(self) -> None:
        """Close all connections; wait for queries that are still running."""
        with self._lock:
            self.is_closed = True
            for turn in list(self._turns):
                with turn.lock:
                    turn.connection.close()

    def _require_open(self) -> None:
        if self.is_closed:
            raise RuntimeError("the history is closed")

    def _enter(self) -> _Turn:
        """Assign a connection to this thread."""
        with self._lock:
            self._require_open()
            connection = self._same_index()
            self._of_thread.turn = self._first if connection is None else self._turn(connection)
        turn: _Turn = self._of_thread.turn
        return turn

    def _same_index(self) -> sqlite3.Connection | None:
        """Open the file again; None if it is gone or now contains another index."""
        if self._path is None:
            return None
        connection = None
        with contextlib.suppress(sqlite3.Error):
            connection = connect(self._path)
            if head_of(connection) == self._head:
                return connection
        if connection is not None:
            connection.close()
        return None

    def _turn(self, connection: sqlite3.Connection) -> _Turn:
        turn = _Turn(connection)
        weakref.finalize(turn, connection.close)  # when its thread or this object is gone
        self._turns.add(turn)
        return turn


class _Turn:
    """A connection, and the lock to hold while using it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.lock = threading.Lock()


def open_cached(key: Key) -> Connections | None:
    """Open the index in the cache; None if there is none, or if it is damaged or out of date."""
    if STDIN in key.paths:
        return None
    try:
        path = path_of(key)
        require_private(path.parent)
        read_at_ns = path.stat().st_mtime_ns  # before opening: if the file is replaced in between, too early is safe
        connection = connect(path)
    except (sqlite3.Error, OSError):
        return None
    now_ns = time.time_ns()
    try:
        state = _state(connection, key, read_at_ns, now_ns)
        if state is Freshness.SETTLED:
            with contextlib.suppress(OSError):
                os.utime(path, ns=(now_ns, now_ns))
        if state is not Freshness.STALE:
            return Connections(connection, path)
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        pass  # damaged, or not an index at all
    connection.close()
    return None


def previous(key: Key) -> tuple[sqlite3.Connection, int] | None:
    """Open the index in the cache although it may be out of date, and return when its files last matched it.

    None if there is none, or if other code has made it.
    """
    try:
        path = path_of(key)
        require_private(path.parent)
        read_at_ns = path.stat().st_mtime_ns
        connection = connect(path)
    except (sqlite3.Error, OSError):
        return None
    with contextlib.suppress(sqlite3.Error, ValueError, TypeError, KeyError):
        head = head_of(connection)
        if head["version"] == key.kind.version and head["key"] == key.text:
            return connection, read_at_ns
    connection.close()
    return None


def path_of(key: Key) -> Path:
    """Return the path of an index. If two keys share a path, their indexes replace each other.

    Raises `FileNotFoundError` if the user has no home folder.
    """
    parent = folder()
    if parent is None:
        raise FileNotFoundError("there is no cache folder")
    return parent / f"{Path(key.paths[0]).stem[:40]}-{crc32(key.text.encode()):08x}{key.kind.suffix}"


def require_private(parent: Path) -> None:
    """Raise `PermissionError` if somebody else may have put an index into the cache folder."""
    if not is_private(str(parent)):
        raise PermissionError("others can write to the cache folder")


def connect(path: Path) -> sqlite3.Connection:
    """Open an index for reading; raises `sqlite3.OperationalError` if there is no such file."""
    if not path.is_file():  # SQLite would wait for a pipe
        raise sqlite3.OperationalError("there is no such file")
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def head_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what identifies an index. Two indexes with the same head have the same content."""
    sql = "SELECT key, value FROM meta WHERE key IN ('version', 'key', 'stamps', 'lookups')"
    return dict(connection.execute(sql))


def stamps_of(connection: sqlite3.Connection) -> list[Stamp]:
    """Return the stamps of the events files of an index; raises `KeyError`, among others, if it is damaged."""
    return stamps_in(head_of(connection))


def stamps_in(head: dict[str, str]) -> list[Stamp]:
    """Return the stamps of the events files in the head of an index; raises as `stamps_of` does."""
    return [Stamp(*fields) for fields in json.loads(head["stamps"])]


def leads_on(connection: sqlite3.Connection) -> bool:
    """Return whether all names of files in an index still lead to the same files."""
    return still_lead(lookups_in(head_of(connection)))


def lookups_in(head: dict[str, str]) -> list[Lookup]:
    """Return what the names of files in the head of an index led to; raises as `stamps_of` does."""
    return [Lookup(folder, name, tuple(paths)) for folder, name, paths in json.loads(head["lookups"])]


def _state(connection: sqlite3.Connection, key: Key, read_at_ns: int, now_ns: int) -> Freshness:
    head = head_of(connection)
    if head["version"] != key.kind.version or head["key"] != key.text:
        return Freshness.STALE
    if not leads_on(connection):
        return Freshness.STALE
    return freshness(stamps_of(connection), read_at_ns, now_ns)
