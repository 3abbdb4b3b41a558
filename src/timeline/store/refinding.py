"""The findings of `check` after an edit: what the index knows of it, and the findings at their lines, kept."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from timeline.model.diagnostics import Diagnostic, Placed
from timeline.model.stamps import Lookup, Stamp
from timeline.source.contents import parse_rows, parse_toml
from timeline.source.files import SourceFile
from timeline.source.problems import Problem, Problems
from timeline.store import cache, findings
from timeline.store.compiling import DAMAGE, revised
from timeline.store.kept import key_of
from timeline.store.revisions import UNREAD, Since, revised_since
from timeline.store.surroundings import Surroundings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from timeline.source.positions import Path

Wrong = list[tuple[int, Problem]]
"""What is wrong, each with the number of its file."""


class Edited(NamedTuple):
    """A history of which some events have been edited since its findings were kept."""

    wrong: Wrong
    """All that was wrong before, whether it was told of or not."""
    memory: Mapping[str, Any]
    """What that check has kept for the next one."""
    since: Since
    """What has been edited."""
    around: Surroundings
    stamps: Sequence[Stamp]
    """Those of its files now."""


class Refound(NamedTuple):
    """What is wrong with a history after an edit."""

    told: Wrong
    untold: Wrong
    memory: Mapping[str, Any]


def found_again(paths: Sequence[str], find: Callable[[Edited], Refound | None]) -> findings.Found | None:
    """Return all findings about a history if they can be told from those of an earlier time; None if all rules have to run.

    That is so if only events have been edited. `find` finds what is wrong if rules read what was edited.
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
        return index.run(lambda connection: _again(connection, paths, found, head, read_at_ns, find))
    except DAMAGE:
        return None
    finally:
        index.close()


def _again(
    connection: sqlite3.Connection,
    paths: Sequence[str],
    found: findings.Found,
    head: dict[str, str],
    read_at_ns: int,
    find: Callable[[Edited], Refound | None],
) -> findings.Found | None:
    now = cache.head_of(connection)
    since = revised_since(connection, head["stamps"])
    if since is None or found.memory is None or now["lookups"] != head["lookups"]:
        return None
    stamps = cache.stamps_of(connection)
    paths_now = [stamp.path for stamp in stamps]
    told, untold = (list(_wrong_now(each, since)) for each in (found.placed, found.untold))
    refound = Refound(told, untold, found.memory)
    if since.events is None or not since.keys <= UNREAD:
        edited = Edited([*told, *refound.untold], found.memory, since, Surroundings(connection, paths_now), stamps)
        changed = None if since.events is None else find(edited)
        if changed is None:
            return None
        refound = changed
    files = [_file(connection, *each) for each in zip(found.labels, stamps, strict=True)]
    again = found._replace(
        placed=Problems(files).placed(refound.told), untold=unplaced(refound.untold), memory=refound.memory
    )
    lookups = [Lookup(folder, name, tuple(led_to)) for folder, name, led_to in json.loads(now["lookups"])]
    findings.keep(again, paths, (), stamps, lookups, read_at_ns)
    return again


def unplaced(wrong: Wrong) -> list[Placed]:
    """Return what is wrong without its place in a file, as it is kept for the next check."""
    return [
        Placed(number, each.is_minor, _diagnostic(each), each.path, each.on == "key", each.about)
        for number, each in wrong
    ]


def _diagnostic(problem: Problem) -> Diagnostic:
    hint = problem.hint() if callable(problem.hint) else problem.hint
    return Diagnostic(code=problem.code, message=problem.message, hint=hint, severity=problem.severity)


def _file(connection: sqlite3.Connection, label: str, stamp: Stamp) -> SourceFile:
    sql = "SELECT is_rows, is_about_events FROM file WHERE path = ?"
    is_rows, is_about_events = connection.execute(sql, (key_of(stamp.path),)).fetchone()
    parse = parse_rows if is_rows else parse_toml
    source = SourceFile(label, stamp.path, stamp=stamp, is_rows=bool(is_rows), parse=parse)
    source.is_about_events = bool(is_about_events)
    return source


def _wrong_now(placed: Sequence[Placed], since: Since) -> Iterator[tuple[int, Problem]]:
    """Yield what was wrong where it is now; what was wrong with an event that is gone is no longer."""
    for each in placed:
        path = since.path_now(each.file, each.path)
        if path is not None:
            yield each.file, _problem(each, path)


def _problem(placed: Placed, path: Path) -> Problem:
    found = placed.found
    on: Literal["key", "value"] = "key" if placed.is_on_key else "value"
    return Problem(found.code, found.message, found.hint, found.severity, path, on, None, placed.is_minor, placed.about)
