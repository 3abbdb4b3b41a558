"""Add an event to a copy of an index, or take one out, if the copy is then sure to have the same rows as one built anew.

It must not matter to any other event, or to the world around them, whether there is this one. Another event of its file
that names the same show, kind and timelines tells where it belongs, and that nothing is implied by it alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.model.events import REAL, Event
from timeline.model.names import slug
from timeline.source.document import Document
from timeline.source.groups import Group, ShowNames
from timeline.source.name_checks import NameChecks
from timeline.store.edited import require
from timeline.store.placing import rank_for
from timeline.store.required import (
    require_apart,
    require_links,
    require_no_pod,
    require_same_pods,
    require_straight,
    stored,
    targets_of,
)
from timeline.store.revising import event_at
from timeline.store.revisions import ALL, Revised
from timeline.store.rewriting import belonging, delete, insert, named, write_ties
from timeline.store.undeclared import Undeclared

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from timeline.model.world import World
    from timeline.source.row import Row
    from timeline.store.edited import Edit
    from timeline.store.numbers import Numbers


def remove(connection: sqlite3.Connection, edit: Edit, n: int, like: int, world: World) -> Revised:
    """Take the event with rank `n` out; `like` is the rank of the one that belongs where it does.

    That nothing names it any more is for `require_unnamed` to tell once all is done.
    """
    row = edit.old
    assert row is not None
    event = event_at(connection, n)
    require_like(edit, event_at(connection, like), world)
    require_apart(connection, _base(row), is_named="id" in row.values)
    require_no_pod(connection, event.id)
    require(not event.because or stored(connection, "is_straight"))
    require_same_pods(connection, event, event, n)
    names = named(connection, event)
    delete(connection, event)
    Undeclared(connection).renew(names)
    return Revised(event, None, ALL, row.defaults, row.at, None)


def require_unnamed(connection: sqlite3.Connection, ranks: Sequence[int]) -> None:
    """Require that no event names one with these ranks."""
    for n in ranks:
        require(not connection.execute("SELECT 1 FROM tie WHERE target = ?", (n,)).fetchone())


def add(connection: sqlite3.Connection, edit: Edit, like: int, numbers: Numbers, world: World) -> Revised:
    """Write the rows of a new event, and note its rank; `like` is the rank of the one that belongs where it does.

    Whom it names is written by `tie`, once all new events are there.
    """
    row = edit.new
    assert row is not None
    other = event_at(connection, like)
    require_like(edit, other, world)
    _require_told(world, row, other.show)
    base = _base(row)
    require_apart(connection, base, is_named="id" in row.values)
    require(not connection.execute("SELECT 1 FROM event WHERE id = ?", (base,)).fetchone())
    own = {"id": base, "show": other.show, "kind": other.kind, "timelines": other.timelines, "at": row.at, "rank": 0}
    event = Event.made_of({**row.values, **own})
    require(base not in targets_of(event))
    require_no_pod(connection, base)
    require(not event.because or stored(connection, "is_straight"))
    event = replace(event, rank=rank_for(connection, event, numbers.place))
    require_same_pods(connection, event, event, event.rank)
    names = named(connection, event)
    insert(connection, event, names | belonging(world, event), world)
    Undeclared(connection).renew(names)
    numbers.put(row.at, event.rank)
    return Revised(None, event, ALL, row.defaults, None, row.at)


def tie(connection: sqlite3.Connection, event: Event) -> None:
    """Write whom a new event names."""
    require_links(connection, event)
    write_ties(connection, event)
    if event.because:
        require_straight(connection, event.rank)


def require_like(edit: Edit, other: Event, world: World) -> None:
    """Require that nothing that an event names stands where it does because of this event."""
    assert edit.like is not None
    if edit.like.is_before:
        return
    require(other.show is None or world.shows[other.show].declared)
    of_shows = {show.timeline or show.id for show in world.shows.values() if show.declared}
    known = {REAL, *of_shows, *(each.id for each in world.timelines.values() if each.declared)}
    require(known.issuperset(other.timelines))


def _require_told(world: World, row: Row, show: str | None) -> None:
    """Require that its show has the season and the episode that tell of an event."""
    document = Document()
    document.world.shows.update(world.shows)
    NameChecks(Group(document, [], ShowNames({}))).event(row, show)
    require(not document.problems.found)


def _base(row: Row) -> str:
    """Return the id of an event, or what its id begins with: it is this one unless others have similar titles."""
    return str(row.values.get("id") or slug(row.values["title"]))
