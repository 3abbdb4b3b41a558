"""What has been revised in an index since it was built: which events, from which state of the files on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.events import Event, Origin
from timeline.source.pieces import hash_of
from timeline.store import records
from timeline.store.alignment import Run, joined, number_now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.source.positions import Path

MOST = 50
"""How many revisions are remembered."""

MOST_EVENTS = 20
"""How many events are remembered of one revision."""

UNREAD = frozenset(("summary", "x"))
"""The keys of an event that `check` does not read: a change of them changes no finding, but maybe the lines of all."""

ALL = frozenset(name for name, _, _ in Event.parts)
"""The keys of an event that has come, gone or moved."""

_FILLED = frozenset(("people", "tags", "allow"))
"""The keys of which `check` reports where they are written, in the event or in the defaults of its file."""


class Revised(NamedTuple):
    """An event that has been replaced, added or removed."""

    old: Event | None
    new: Event | None
    keys: frozenset[str]
    """Those that differ."""
    defaults: frozenset[str]
    """Those of which the defaults of its file give or gave the value, if that has changed, or where it is written."""
    old_at: Origin | None
    """The place that it had in its file."""
    new_at: Origin | None


class Changed(NamedTuple):
    """An event that `check` reads in another way."""

    old: Event | None
    """The event as it was, at the place that it has now; None if it is new."""
    new_id: str | None
    """The id that it has now; None if it is gone."""


class Since(NamedTuple):
    """What has been revised since a state of the files."""

    keys: frozenset[str]
    """The keys of events that have changed."""
    events: Sequence[Changed] | None
    """Each event that `check` reads in another way; None if they are not known."""
    moves: Sequence[Mapping[int, Sequence[Run]]]
    """How the events of each file have been numbered anew, one time after another (`_moves`)."""

    def path_now(self, file: int, path: Path) -> Path | None:
        """Return the path that a table, or a key of one, has in its file now; None if that was an event that is gone."""
        if path[:1] != ("event",) or len(path) < 2 or not isinstance(path[1], int):
            return path
        at: Origin | None = Origin(file, "event", path[1])
        for runs in self.moves:
            at = at and _place_now(runs, at)
        return None if at is None or at.number is None else ("event", at.number, *path[2:])


def note_revision(
    connection: sqlite3.Connection, revised: Sequence[Revised], runs: Mapping[int, Sequence[Run]]
) -> None:
    """Note that these events are being replaced, before the stamps of the files are.

    `runs` are the events of each changed file that have not changed.
    """
    keys = sorted({key for each in revised for key in each.keys})
    read = [each for each in revised if not each.keys <= UNREAD or each.defaults & _FILLED]
    is_known = len(read) <= MOST_EVENTS and not any(each.defaults & _FILLED for each in read)
    events = [_plain(each) for each in read] if is_known else None
    revision = (_state(_meta(connection, "stamps")), keys, events, _moves(revised, runs))
    known = [*_revisions(connection), revision][-MOST:]
    connection.execute("UPDATE meta SET value = ? WHERE key = 'revisions'", (json.dumps(known),))


def _plain(revised: Revised) -> _Plain:
    text = None if revised.old is None else records.to_text(revised.old)
    return text, revised.old_at, revised.new_at, None if revised.new is None else revised.new.id


def _moves(revised: Sequence[Revised], runs: Mapping[int, Sequence[Run]]) -> dict[int, list[Run]]:
    """Return the runs of events that stay in each file in which some have another number now, edited ones among them."""
    moves = {}
    for file, same in runs.items():
        stay = [
            Run(each.old_at.number or 0, each.new_at.number or 0, 1)
            for each in revised
            if each.old_at and each.new_at and each.old_at.file == file
        ]
        ends = [at for each in revised for at in (each.old_at, each.new_at) if at and at.file == file]
        if len(ends) > 2 * len(stay) or any(old != new for old, new, _ in [*same, *stay]):
            moves[file] = joined(sorted([*same, *stay]))
    return moves


def revised_since(connection: sqlite3.Connection, stamps: str) -> Since | None:
    """Return what has been revised since the files had these stamps; None if that is not known."""
    state = _state(stamps)
    if state == _state(_meta(connection, "stamps")):
        return Since(frozenset(), (), ())
    revisions = _revisions(connection)
    at = next((at for at, (before, *_) in enumerate(revisions) if before == state), None)
    if at is None:
        return None
    keys = frozenset(key for _, some, _, _ in revisions[at:] for key in some)
    moves = [each for _, _, _, each in revisions[at:]]
    events = [each for _, _, each, _ in revisions[at:]]
    return Since(keys, None if None in events else list(_changed(events, moves)), moves)


def _changed(
    revised: Sequence[Sequence[_Plain] | None], moves: Sequence[Mapping[int, Sequence[Run]]]
) -> Iterable[Changed]:
    """Yield the events of several revisions, each once: as they were before the first and are after the last."""
    gone: list[str] = []
    known: dict[Origin, tuple[str | None, str | None]] = {}
    """By the place that it has: an event as it was at first, and its id."""
    for events, runs in zip(revised, moves, strict=True):
        moved = {now: each for at, each in known.items() if (now := _place_now(runs, at))}
        for text, old_at, new_at, event_id in events or ():
            first = known[old_at][0] if old_at in known else text
            if new_at is not None:
                moved[new_at] = first, event_id
            elif first is not None:
                gone.append(first)
        known = moved
    for at, (first, event_id) in known.items():
        yield Changed(None if first is None else records.event_at(first, at), event_id)
    for first in gone:
        yield Changed(records.event_from_text(first), None)


def _place_now(runs: Mapping[int, Sequence[Run]], at: Origin) -> Origin | None:
    number = number_now(runs[at.file], at.number or 0) if at.file in runs else at.number
    return None if number is None else at._replace(number=number)


_Plain = tuple[str | None, Origin | None, Origin | None, str | None]
"""An event as it was, its place before and after, and the id that it has; None where it was or is not."""

_Revision = tuple[str, list[str], list[_Plain] | None, dict[int, list[Run]]]
"""The state of the files before, the keys that have changed, the events, and how they have moved (see `_moves`)."""


def _revisions(connection: sqlite3.Connection) -> list[_Revision]:
    def place(at: list[Any] | None) -> Origin | None:
        return Origin(*at) if at else None

    return [
        (
            before,
            keys,
            events and [(text, place(old_at), place(new_at), new_id) for text, old_at, new_at, new_id in events],
            {int(file): [Run(*run) for run in runs] for file, runs in moves.items()},
        )
        for before, keys, events, moves in json.loads(_meta(connection, "revisions"))
    ]


def _meta(connection: sqlite3.Connection, key: str) -> str:
    return str(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _state(stamps: str) -> str:
    return hash_of(stamps).hex()
