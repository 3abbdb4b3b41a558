"""What has to be so that an event can be replaced, added or removed in an index, and all others stay as they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS, Event
from timeline.model.lineage import Pod
from timeline.model.names import slug
from timeline.model.order import precedes
from timeline.model.world import Timeline
from timeline.source.references import lineage_without
from timeline.store import records
from timeline.store.edited import require
from timeline.store.index import TIES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

_MOST = 1000
"""With more ids than these, none is compared with all of them."""


def stored(connection: sqlite3.Connection, key: str) -> Any:
    """Return what the index keeps as JSON under a key."""
    return json.loads(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def require_links(connection: sqlite3.Connection, event: Event, keys: Collection[str] = TIES) -> None:
    """Require that all that an event names under some keys are ids that it may name."""
    named = [target for key in TIES if key in keys for target in getattr(event, key)]
    if not named:
        return
    known = connection.execute(
        "SELECT id, record FROM event WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(named),)
    )
    events = {event_id: records.event_from_text(record) for event_id, record in known}
    require(events.keys() == set(named))
    linked = [events[target] for key in LINKS if key in keys for target in getattr(event, key)]
    if linked:
        timelines = {id_: records.from_record(Timeline, each) for id_, each in stored(connection, "timelines").items()}
        require(event.kind == "alt")
        require(not any(lineage_without(timelines, event, target) for target in linked))


def require_free_id(connection: sqlite3.Connection, n: int, old: Event, new: Event) -> None:
    """Require that nothing names the old or the new id of the event with a rank."""
    others = "SELECT 1 FROM file WHERE unnamed OR is_rows"
    require(not connection.execute(others).fetchone())  # links by title, ids that give way, links that were dropped
    require(not connection.execute("SELECT 1 FROM event WHERE id = ?", (new.id,)).fetchone())
    require(not connection.execute("SELECT 1 FROM tie WHERE target = ?", (n,)).fetchone())
    ids = {old.id, new.id}
    for event in (old, new):
        require(ids.isdisjoint(targets_of(event)))
    require_no_pod(connection, old.id)
    require_no_pod(connection, new.id)


def require_no_pod(connection: sqlite3.Connection, event_id: str) -> None:
    """Require that an id is not that of a POD, nor of what a POD has before it."""
    require(not any(each.get("diverges_at") == event_id for each in stored(connection, "timelines").values()))
    for pod in _pods(connection):
        require(event_id != pod.id and event_id not in pod.shared)


def require_apart(connection: sqlite3.Connection, base: str, *, is_named: bool) -> None:
    """Require that no id depends on whether there is an event with a given id, or with a title of this slug.

    Those depend on it that begin with the same words: an event without an id has its title as one, with its date behind it
    where that is not unique. So may links depend on it.
    """
    unnamed, is_rows, files = connection.execute(
        "SELECT sum(unnamed), sum(is_rows), sum(events > 0) FROM file"
    ).fetchone()
    require(base and not is_rows and (is_named or files == 1))
    if is_named and not unnamed:
        return
    word = base.partition("-")[0]
    sql = "SELECT id, json_extract(record, '$.title') FROM event WHERE id >= ? AND id < ? AND id <> ? LIMIT ?"
    found = connection.execute(sql, (word, word + "\U0010ffff", base, _MOST)).fetchall()
    require(len(found) < _MOST)
    for event_id, title in found:
        for form in (event_id, slug(title)):
            require(form != base and not form.startswith(f"{base}-") and not base.startswith(f"{form}-"))


def targets_of(event: Event) -> list[str]:
    """Return all ids that an event names."""
    return [target for key in TIES for target in getattr(event, key)]


def require_same_pods(connection: sqlite3.Connection, old: Event, new: Event, first: int) -> None:
    """Require that each timeline leaves its parent where it did, and shares with it what it did.

    `first` is the lower of the ranks that an event had and has. In a straight history, causes come before their effects. So
    what leads to a POD is shared because of its place, unless it has the place of the POD itself and comes before it. In
    another one, this is asked of events only that lead to nothing.
    """
    own = set(old.timelines) if old.kind == "alt" else set()
    for pod in _pods(connection):
        require(old.id != pod.id and old.id not in pod.shared)
        if new.date.place == pod.date.place:
            require(new.rank > pod.rank and not precedes(new, _event_of(connection, pod)))
        require(pod.timeline not in own or pod.rank < first)
        own.discard(pod.timeline)
    require(not own)


def is_tied(connection: sqlite3.Connection, event: Event) -> bool:
    """Return whether an event has causes or is one, so that its place depends on theirs where a history is not straight."""
    named = "SELECT 1 FROM tie WHERE target = ? AND key = 'because'"
    return bool(event.because or connection.execute(named, (event.rank,)).fetchone())


def require_straight(connection: sqlite3.Connection, n: int) -> None:
    """Require that an event is after its causes and before its effects."""
    late = "SELECT 1 FROM tie WHERE key = 'because' AND (source = :n AND target > :n OR target = :n AND source < :n)"
    require(not connection.execute(late, {"n": n}).fetchone())


def _event_of(connection: sqlite3.Connection, pod: Pod) -> Event:
    (record,) = connection.execute("SELECT record FROM event WHERE n = ?", (pod.rank,)).fetchone()
    return records.event_from_text(record)


def _pods(connection: sqlite3.Connection) -> list[Pod]:
    return [records.from_record(Pod, each) for each in stored(connection, "pods").values()]
