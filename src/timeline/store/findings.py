"""Findings of `check`, kept beside the index of the same files and trusted by the same rules (`store.cache`).

All findings are kept, before any are selected. They depend on the files, on the names that the user gave them, on the
limits of a spoiler fence, and on the code, that of the rules included.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.store import cache
from timeline.store.version import code_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.diagnostics import Placed
    from timeline.model.stamps import Lookup, Stamp

FINDINGS = cache.Kind(".findings", code_version("checks"), has_names=True)

_LAYOUT = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE excerpt (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE finding (
    file INTEGER NOT NULL,
    is_minor INTEGER NOT NULL,
    excerpt INTEGER,
    rest TEXT NOT NULL,
    is_told INTEGER NOT NULL -- whether it is reported; otherwise it is known for the next time, and has no line
);
"""
"""A line of a file is kept once, however many findings it has."""

_FIELDS = ("code", "message", "hint", "severity", "file", "line", "column", "width", "subject")
"""The fields of a diagnostic, but its excerpt, as `finding.rest` begins. What else `Placed` has follows."""


class Found(NamedTuple):
    """What is wrong with a history, and the files that it was read from."""

    placed: Sequence[Placed]
    """In the order of files and lines."""
    paths: tuple[str, ...]
    """The absolute paths of its files, in the order in which they are read; `-` is standard input."""
    labels: tuple[str, ...]
    """The names of these files as findings show them."""
    is_readable: bool
    """Whether every file that the user named could be read as text."""
    untold: Sequence[Placed] = ()
    """What is wrong but not to be told, without its place; read only for the next check."""
    memory: Mapping[str, Any] | None = None
    """What else the next check has to know, as JSON has it; None if that is not known, or not read."""


def previous(paths: Sequence[str]) -> tuple[Found, dict[str, str]] | None:
    """Return the findings in the cache although they may be out of date, with what identifies them (`cache.head_of`)."""
    found = cache.previous(_key(paths, ()))
    if found is None:
        return None
    connection, _ = found
    try:
        return _read(connection, for_more=True), cache.head_of(connection)
    except (sqlite3.DatabaseError, ValueError, LookupError, TypeError):
        return None  # damaged
    finally:
        connection.close()


def open_kept(paths: Sequence[str], up_to: Sequence[str]) -> Found | None:
    """Return the findings in the cache; None if there are none, or if they are damaged or out of date."""
    connections = cache.open_cached(_key(paths, up_to))
    if connections is None:
        return None
    try:
        return connections.run(_read)
    except (sqlite3.DatabaseError, ValueError, LookupError, TypeError):
        return None  # damaged
    finally:
        connections.close()


def keep(
    found: Found,
    paths: Sequence[str],
    up_to: Sequence[str],
    stamps: Sequence[Stamp | None],
    lookups: Sequence[Lookup],
    read_at_ns: int,
) -> None:
    """Keep findings in the cache, unless a file has no stamp or the cache cannot be written."""
    from timeline.store import building  # what is kept is read without it

    building.keep(
        _key(paths, up_to), stamps, lookups, read_at_ns, lambda connection, meta: _write(connection, found, meta)
    )


def _key(paths: Sequence[str], up_to: Sequence[str]) -> cache.Key:
    return cache.Key(tuple(paths), tuple(up_to), FINDINGS)


def _write(connection: sqlite3.Connection, found: Found, meta: dict[str, str]) -> None:
    excerpts: dict[str, int] = {}
    for each in found.placed:
        if each.found.excerpt is not None:
            excerpts.setdefault(each.found.excerpt, len(excerpts))
    connection.executescript(_LAYOUT)
    with contextlib.closing(connection.cursor()) as cursor, connection:
        names = {"paths": json.dumps(found.paths), "labels": json.dumps(found.labels)}
        memory = {} if found.memory is None else {"memory": json.dumps(found.memory)}
        whole = {**meta, **names, **memory, "is_readable": json.dumps(found.is_readable)}
        cursor.executemany("INSERT INTO meta VALUES (?, ?)", whole.items())
        cursor.executemany("INSERT INTO excerpt VALUES (?, ?)", ((n, text) for text, n in excerpts.items()))
        told = (_row(each, excerpts, is_told=True) for each in found.placed)
        untold = (_row(each, excerpts, is_told=False) for each in found.untold)
        for rows in (told, untold):
            cursor.executemany("INSERT INTO finding VALUES (?, ?, ?, ?, ?)", rows)


def _row(placed: Placed, excerpts: dict[str, int], *, is_told: bool) -> tuple[object, ...]:
    found = placed.found
    excerpt = None if found.excerpt is None else excerpts[found.excerpt]
    rest = [*(getattr(found, name) for name in _FIELDS), placed.path, placed.is_on_key, placed.about]
    return placed.file, placed.is_minor, excerpt, json.dumps(rest), is_told


def _read(connection: sqlite3.Connection, *, for_more: bool = False) -> Found:
    """Return what is kept; with `for_more`, what the next check has to know as well."""
    names = json.dumps(["paths", "labels", "is_readable", *(["memory"] if for_more else [])])
    sql = "SELECT key, value FROM meta WHERE key IN (SELECT value FROM json_each(?))"
    stored = {key: json.loads(value) for key, value in connection.execute(sql, (names,))}
    found = Found(
        _placed(connection, is_told=True),
        tuple(stored["paths"]),
        tuple(stored["labels"]),
        stored["is_readable"],
    )
    if for_more:
        found = found._replace(untold=_placed(connection, is_told=False), memory=stored.get("memory"))
    return found


def _placed(connection: sqlite3.Connection, *, is_told: bool) -> list[Placed]:
    sql = "SELECT file, is_minor, text, rest FROM finding LEFT JOIN excerpt ON excerpt.id = excerpt"
    rows = connection.execute(f"{sql} WHERE is_told = ? ORDER BY finding.rowid", (is_told,)).fetchall()
    if not rows:
        return []
    from timeline.model.diagnostics import Diagnostic, Placed

    placed: list[Placed] = []
    rests = json.loads(f"[{','.join(rest for *_, rest in rows)}]")  # at once, which is faster than one by one
    for (file, is_minor, excerpt, _), rest in zip(rows, rests, strict=True):
        *values, path, is_on_key, about = rest
        found = Diagnostic(**dict(zip(_FIELDS, values, strict=True)), excerpt=excerpt)
        table = None if about is None else (about[0], tuple(about[1]))
        placed.append(Placed(file, bool(is_minor), found, tuple(path), is_on_key, table))
    return placed
