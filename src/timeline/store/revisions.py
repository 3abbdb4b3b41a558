"""What has been revised in an index since it was built: which events, from which state of the files on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from timeline.source.pieces import hash_of
from timeline.store import records

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from timeline.model.events import Event

MOST = 50
"""How many revisions are remembered."""

MOST_EVENTS = 20
"""How many events are remembered of one revision."""

UNREAD = frozenset(("summary", "x"))
"""The keys of an event that `check` does not read: a change of them changes no finding, but maybe the lines of all."""

_FILLED = frozenset(("people", "tags", "allow"))
"""The keys of which `check` reports where they are written, in the event or in the defaults of its file."""


class Revised(NamedTuple):
    """An event that has been replaced."""

    old: Event
    new: Event
    keys: frozenset[str]
    """Those that differ."""
    defaults: frozenset[str] = frozenset()
    """Those that the defaults of its file fill or filled."""


class Since(NamedTuple):
    """What has been revised since a state of the files."""

    keys: frozenset[str]
    """The keys of events that have changed."""
    events: Sequence[tuple[Event, str]] | None
    """Each event that `check` reads in another way, as it was, with the id that it has now; None if they are not known."""


def note_revision(connection: sqlite3.Connection, revised: Sequence[Revised]) -> None:
    """Note that these events are being replaced, before the stamps of the files are."""
    keys = sorted({key for each in revised for key in each.keys})
    read = [each for each in revised if not each.keys <= UNREAD]
    is_known = len(read) <= MOST_EVENTS and not any(each.defaults & _FILLED for each in read)
    events = [(records.to_text(each.old), each.new.id) for each in read] if is_known else None
    known = [*_revisions(connection), (_state(_meta(connection, "stamps")), keys, events)][-MOST:]
    connection.execute("UPDATE meta SET value = ? WHERE key = 'revisions'", (json.dumps(known),))


def revised_since(connection: sqlite3.Connection, stamps: str) -> Since | None:
    """Return what has been revised since the files had these stamps; None if that is not known."""
    state = _state(stamps)
    if state == _state(_meta(connection, "stamps")):
        return Since(frozenset(), ())
    revisions = _revisions(connection)
    at = next((at for at, (before, *_) in enumerate(revisions) if before == state), None)
    if at is None:
        return None
    keys = frozenset(key for _, some, _ in revisions[at:] for key in some)
    revised = [events for _, _, events in revisions[at:]]
    first: dict[object, Event] = {}
    last: dict[object, str] = {}
    for text, event_id in (each for events in revised for each in events or ()):
        event = records.event_from_text(text)
        first.setdefault(event.at, event)
        last[event.at] = event_id
    return Since(keys, None if None in revised else [(event, last[at]) for at, event in first.items()])


_Revision = tuple[str, list[str], list[tuple[str, str]] | None]


def _revisions(connection: sqlite3.Connection) -> list[_Revision]:
    """Return the state of the files before each revision, the keys that it changed, and the events (see `Since`)."""
    return [(before, keys, events) for before, keys, events in json.loads(_meta(connection, "revisions"))]


def _meta(connection: sqlite3.Connection, key: str) -> str:
    return str(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _state(stamps: str) -> str:
    return hash_of(stamps).hex()
