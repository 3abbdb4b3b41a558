"""The findings of `check` after an edit that changes none of them: found again at their lines, and kept."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Literal

from timeline.model.stamps import Lookup, Stamp
from timeline.source.contents import parse_rows, parse_toml
from timeline.source.files import SourceFile
from timeline.source.problems import Problem, Problems
from timeline.store import cache, findings
from timeline.store.compiling import DAMAGE, revised
from timeline.store.kept import key_of
from timeline.store.revisions import keys_since

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from timeline.model.diagnostics import Placed


def found_again(paths: Sequence[str]) -> findings.Found | None:
    """Return all findings about a history if they are those of an earlier time; None if the rules have to run.

    They are if nothing has changed but keys of events that no rule reads, which the index tells.
    """
    previous = findings.previous(paths)
    if previous is None:
        return None
    found, head = previous
    read_at_ns = time.time_ns()
    index = revised(paths)
    if index is None:
        return None
    try:
        return index.run(lambda connection: _again(connection, paths, found, head, read_at_ns))
    except DAMAGE:
        return None
    finally:
        index.close()


def _again(
    connection: sqlite3.Connection, paths: Sequence[str], found: findings.Found, head: dict[str, str], read_at_ns: int
) -> findings.Found | None:
    now = cache.head_of(connection)
    keys = keys_since(connection, head["stamps"])
    if keys is None or not keys <= findings.UNREAD or now["lookups"] != head["lookups"]:
        return None
    stamps = cache.stamps_of(connection)
    files = [_file(connection, *each) for each in zip(found.labels, stamps, strict=True)]
    again = found._replace(placed=Problems(files).placed((each.file, _problem(each)) for each in found.placed))
    lookups = [Lookup(folder, name, tuple(led_to)) for folder, name, led_to in json.loads(now["lookups"])]
    findings.keep(again, paths, (), stamps, lookups, read_at_ns)
    return again


def _file(connection: sqlite3.Connection, label: str, stamp: Stamp) -> SourceFile:
    sql = "SELECT is_rows, is_about_events FROM file WHERE path = ?"
    is_rows, is_about_events = connection.execute(sql, (key_of(stamp.path),)).fetchone()
    parse = parse_rows if is_rows else parse_toml
    source = SourceFile(label, stamp.path, stamp=stamp, is_rows=bool(is_rows), parse=parse)
    source.is_about_events = bool(is_about_events)
    return source


def _problem(placed: Placed) -> Problem:
    found = placed.found
    on: Literal["key", "value"] = "key" if placed.is_on_key else "value"
    return Problem(found.code, found.message, found.hint, found.severity, placed.path, on, None, placed.is_minor)
