"""Replace one event in a copy of an index, if the copy is then sure to have the same rows as an index built anew.

What other events are, where they stand, whom they name and what names mean has to stay as it is. Whatever else an edit may
change raises `NoPatchError`.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.events import LINKS, Event
from timeline.model.lineage import Pod
from timeline.model.names import fold, slug
from timeline.model.world import Timeline
from timeline.source.ids import Implied
from timeline.source.references import lineage_without
from timeline.store import records
from timeline.store.edited import require
from timeline.store.index import TIES, columns_of, searched, span_of, ties_of
from timeline.store.layout import NAME_OF_ID
from timeline.store.placing import aired_for, rank_for
from timeline.store.revisions import Revised

if TYPE_CHECKING:
    import sqlite3

    from timeline.source.row import Row
    from timeline.store.edited import Edit

_TEXTS = ("title", "tags", "people", "place", "summary", "source", "canon", "allow", "x")
"""The keys of an event on which no other event depends."""

_PLACES = ("date", "order")
"""The keys that place an event in the order of time."""

_ABSENT = {each.name: each.default for each in fields(Event)}


class _Change(NamedTuple):
    """An event as it was and as it is, and the keys that differ."""

    n: int
    old: Event
    new: Event
    keys: frozenset[str]

    @property
    def moves(self) -> bool:
        """Whether its place in the order of time may be another, or that of others may depend on it."""
        return bool(self.keys & {*_PLACES, "because"})


def revise(connection: sqlite3.Connection, edit: Edit) -> Revised:
    """Replace the rows of an event and return what has changed."""
    change = _change(connection, edit)
    if change.keys & set(TIES):
        _require_links(connection, change)
    if "id" in change.keys:
        _require_free_id(connection, change)
    if change.moves:
        require(_stored(connection, "is_straight"))
    n = rank_for(connection, change.n, change.new) if change.keys & set(_PLACES) else change.n
    require(n)
    assert n is not None
    if change.moves:
        _require_same_pods(connection, change, n)
    before, after = _facets(connection, change.old), _facets(connection, change.new)
    if before != after or n != change.n:
        for facet, value, _ in {*before, *after}:
            require(_is_named_without(connection, change.n, n, facet, value))
    change = change._replace(new=replace(change.new, rank=n))
    _replace_event(connection, change, n)
    _replace_facets(connection, change.n, n, {each[:2] for each in before}, {each[:2] for each in after})
    _replace_words(connection, change, n)
    if change.keys & set(TIES):
        connection.execute("DELETE FROM tie WHERE source = ?", (n,))
        ranks = _ranks(connection, [target for key in TIES for target in getattr(change.new, key)])
        connection.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?, ?)", ties_of(n, change.new, ranks))
    if change.moves:
        _require_straight(connection, n)
    return Revised(change.old, change.new, change.keys, edit.old.defaults | edit.new.defaults)


def _change(connection: sqlite3.Connection, edit: Edit) -> _Change:
    old, new = edit.old.values, edit.new.values
    keys = frozenset(key for key in {*old, *new} if old.get(key) != new.get(key))
    require(keys <= {*_TEXTS, *_PLACES, *TIES, "id"} and ("id" in old) == ("id" in new))
    require("id" in old or "title" not in keys)
    n, event = _event(connection, edit.old)
    if "date" in keys:
        require("id" in old or event.id == slug(old["title"]))  # else its id has its date
    values: dict[str, Any] = {key: new.get(key, _ABSENT[key]) for key in keys}
    return _Change(n, event, replace(event, **values), keys)


def _event(connection: sqlite3.Connection, row: Row) -> tuple[int, Event]:
    """Return the rank and the event of a row."""
    values = row.values
    ids = [values["id"]] if "id" in values else Implied.of(slug(values["title"]), values["date"])
    for event_id in ids:
        found = connection.execute("SELECT n, record FROM event WHERE id = ?", (event_id,)).fetchone()
        if found:
            event = records.event_from_text(found[1])
            if event.at == row.at:
                return found[0], event
    require(None)
    raise AssertionError


def _require_links(connection: sqlite3.Connection, change: _Change) -> None:
    """Require that all that an event names under the changed keys are ids that it may name."""
    named = [target for key in change.keys & set(TIES) for target in getattr(change.new, key)]
    known = connection.execute(
        "SELECT id, record FROM event WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(named),)
    )
    events = {event_id: records.event_from_text(record) for event_id, record in known}
    require(events.keys() == set(named))
    linked = [events[target] for key in LINKS if key in change.keys for target in getattr(change.new, key)]
    if linked:
        timelines = {id_: records.from_record(Timeline, each) for id_, each in _stored(connection, "timelines").items()}
        require(change.new.kind == "alt")
        require(not any(lineage_without(timelines, change.new, target) for target in linked))


def _require_free_id(connection: sqlite3.Connection, change: _Change) -> None:
    """Require that nothing names the old or the new id of an event."""
    others = "SELECT 1 FROM file WHERE unnamed OR is_rows"
    require(not connection.execute(others).fetchone())  # links by title, ids that give way, links that were dropped
    require(not connection.execute("SELECT 1 FROM event WHERE id = ?", (change.new.id,)).fetchone())
    require(not connection.execute("SELECT 1 FROM tie WHERE target = ?", (change.n,)).fetchone())
    ids = {change.old.id, change.new.id}
    for event in (change.old, change.new):
        require(ids.isdisjoint(target for key in TIES for target in getattr(event, key)))
    require(not any(each.get("diverges_at") in ids for each in _stored(connection, "timelines").values()))
    for pod in _pods(connection):
        require(change.old.id != pod.id and change.old.id not in pod.shared)


def _require_same_pods(connection: sqlite3.Connection, change: _Change, n: int) -> None:
    """Require that each timeline leaves its parent where it did, and shares with it what it did.

    In a straight history, causes come before their effects. So what leads to a POD is shared because of its place, unless
    it has the place of the POD itself.
    """
    own = set(change.old.timelines) if change.old.kind == "alt" else set()
    for pod in _pods(connection):
        require(change.old.id != pod.id and change.old.id not in pod.shared)
        require(pod.date.place not in (change.old.date.place, change.new.date.place))
        require(pod.timeline not in own or pod.rank < min(n, change.n))
        own.discard(pod.timeline)
    require(not own)


def _require_straight(connection: sqlite3.Connection, n: int) -> None:
    """Require that an event is still after its causes and before its effects."""
    late = "SELECT 1 FROM tie WHERE key = 'because' AND (source = :n AND target > :n OR target = :n AND source < :n)"
    require(not connection.execute(late, {"n": n}).fetchone())


def _facets(connection: sqlite3.Connection, event: Event) -> list[tuple[str, str, str]]:
    """Return what texts of an event are names: the facet, the value and the name as written, in the order of the index."""
    places = [] if event.place is None else [("place", fold(event.place), event.place)]
    tags = [("tag", fold(tag), tag) for tag in event.tags]
    return [*places, *tags, *(("person", _person(connection, name), name) for name in event.people)]


def _person(connection: sqlite3.Connection, name: str) -> str:
    """Return what identifies a person; the name must be known and that of one."""
    sql = "SELECT written, value FROM name WHERE facet = 'person' AND folded = ?"
    found = connection.execute(sql, (fold(name),)).fetchall()
    values = {value for written, value in found if written == name} or {value for _, value in found}
    require(len(values) == 1)
    return str(values.pop())


def _is_named_without(connection: sqlite3.Connection, old: int, new: int, facet: str, value: str) -> bool:
    """Return whether a name is in the index in the same form and place wherever the event with these ranks stands."""
    sql = "SELECT min(event) FROM facet WHERE facet = ? AND value = ? AND event <> ?"
    (first,) = connection.execute(sql, (facet, value, old)).fetchone()
    if first is not None and first < min(old, new):
        return True
    if facet == "tag":
        return value in map(fold, _stored(connection, "tags"))
    return facet == "person" and bool(connection.execute("SELECT 1 FROM person WHERE id = ?", (value,)).fetchone())


def _stored(connection: sqlite3.Connection, key: str) -> Any:
    return json.loads(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _pods(connection: sqlite3.Connection) -> list[Pod]:
    return [records.from_record(Pod, each) for each in _stored(connection, "pods").values()]


def _ranks(connection: sqlite3.Connection, ids: list[str]) -> dict[str, int]:
    sql = "SELECT id, n FROM event WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, (json.dumps(ids),)))


def _replace_event(connection: sqlite3.Connection, change: _Change, n: int) -> None:
    """Replace the row of an event, which may move, and what refers to its rank."""
    (aired,) = connection.execute("SELECT aired FROM event WHERE n = ?", (change.n,)).fetchone()
    connection.execute("DELETE FROM event WHERE n = ?", (change.n,))
    values = columns_of(n, aired, change.new)
    connection.execute(f"INSERT INTO event VALUES ({', '.join('?' * len(values))})", values)
    if n != change.n:
        aired = aired_for(connection, n, change.new)
        require(aired)
        connection.execute("UPDATE event SET aired = ? WHERE n = ?", (aired, n))
        for end in ("source", "target"):
            connection.execute(f"UPDATE tie SET {end} = ? WHERE {end} = ?", (n, change.n))
    if n != change.n or change.old.id != change.new.id:
        sql = "UPDATE name SET rowid = ?, folded = ?, written = ?, value = ? WHERE rowid = ?"
        name = change.new.id
        connection.execute(sql, (NAME_OF_ID + n, fold(name), name, name, NAME_OF_ID + change.n))
    if "date" in change.keys:
        magnitudes = json.dumps([span_of(date)[-1] for date in (change.old.date, change.new.date)])
        of_these = "WHERE magnitude IN (SELECT value FROM json_each(?))"
        connection.execute(f"DELETE FROM span {of_these}", (magnitudes,))
        sql = f"INSERT INTO span SELECT magnitude, max(latest - earliest) FROM event {of_these} GROUP BY magnitude"
        connection.execute(sql, (magnitudes,))


def _replace_facets(
    connection: sqlite3.Connection, old: int, new: int, before: set[tuple[str, str]], after: set[tuple[str, str]]
) -> None:
    if old != new:
        connection.execute("UPDATE facet SET event = ? WHERE event = ?", (new, old))
    sql = "DELETE FROM facet WHERE facet = ? AND value = ? AND event = ?"
    connection.executemany(sql, ((*each, new) for each in before - after))
    connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", ((*each, new) for each in after - before))


def _replace_words(connection: sqlite3.Connection, change: _Change, n: int) -> None:
    old, new = searched(change.old), searched(change.new)
    if (old, change.n) != (new, n):
        columns = "rowid, title, summary, people, place, tags"
        sql = f"INSERT INTO words (words, {columns}) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
        connection.execute(sql, (change.n, *old))  # a table without content has to be told what it forgets
        connection.execute(f"INSERT INTO words ({columns}) VALUES (?, ?, ?, ?, ?, ?)", (n, *new))
