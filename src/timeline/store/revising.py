"""Replace one event in a copy of an index, if the copy is then sure to have the same rows as an index built anew.

What other events are, where they stand, whom they name and what names mean has to stay as it is. Whatever else an edit may
change raises `NoPatchError`.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from timeline.model.events import Event
from timeline.model.names import slug
from timeline.store import records
from timeline.store.edited import require
from timeline.store.index import TIES
from timeline.store.placing import rank_for
from timeline.store.required import (
    is_tied,
    require_free_id,
    require_links,
    require_same_pods,
    require_straight,
    stored,
)
from timeline.store.revisions import ALL, Revised
from timeline.store.rewriting import named, replace_event, replace_facets, write_ties
from timeline.store.undeclared import Undeclared

if TYPE_CHECKING:
    import sqlite3

    from timeline.model.world import World
    from timeline.source.row import Row
    from timeline.store.edited import Edit
    from timeline.store.numbers import Numbers

_TEXTS = ("title", "tags", "people", "place", "summary", "source", "canon", "allow", "x")
"""The keys of an event on which no other event depends."""

_PLACES = ("date", "order")
"""The keys that place an event in the order of time."""

_ABSENT = {each.name: each.default for each in fields(Event)}


def revise(connection: sqlite3.Connection, edit: Edit, n: int, numbers: Numbers, world: World) -> Revised:
    """Replace the rows of the event with rank `n`, note its new one, and return what has changed."""
    assert edit.old is not None
    assert edit.new is not None
    old = event_at(connection, n)
    keys, new = _changed(old, edit.old, edit.new)
    if keys & set(TIES):
        require_links(connection, new, keys)
    if "id" in keys:
        require_free_id(connection, n, old, new)
    is_placed = bool(keys & set(_PLACES)) or edit.has_moved
    if "because" in keys or (is_placed and is_tied(connection, old)):
        require(stored(connection, "is_straight"))
    if is_placed:
        new = replace(new, rank=rank_for(connection, new, numbers.place))
    if is_placed or "because" in keys:
        require_same_pods(connection, old, new, min(n, new.rank))
    before, after = named(connection, old), named(connection, new)
    names = [(each.place, each.tags, each.people) for each in (old, new)]
    replace_event(connection, old, new, world)
    replace_facets(connection, new.rank, before, after)
    if names[0] != names[1] or new.rank != n:
        Undeclared(connection).renew(before | after)
    if keys & set(TIES):
        write_ties(connection, new)
    if is_placed or "because" in keys:
        require_straight(connection, new.rank)
    numbers.put(edit.new.at, new.rank)
    filled = edit.old.defaults | edit.new.defaults
    defaults = (edit.old.defaults ^ edit.new.defaults) | (filled & keys)
    return Revised(old, new, ALL if edit.has_moved else keys, defaults, edit.old.at, edit.new.at)


def event_at(connection: sqlite3.Connection, n: int) -> Event:
    """Return the event with a rank; 0 is none."""
    found = connection.execute("SELECT record FROM event WHERE n = ?", (n,)).fetchone()
    require(found)
    return records.event_from_text(found[0])


def _changed(event: Event, old_row: Row, new_row: Row) -> tuple[frozenset[str], Event]:
    """Return the keys of an event that have changed, and the event as it is now, with its rank as it was."""
    old, new = old_row.values, new_row.values
    keys = frozenset(key for key in {*old, *new} if old.get(key) != new.get(key))
    require(keys <= {*_TEXTS, *_PLACES, *TIES, "id"} and ("id" in old) == ("id" in new))
    require("id" in old or "title" not in keys)
    if "date" in keys:
        require("id" in old or event.id == slug(old["title"]))  # else its id has its date
    values: dict[str, Any] = {key: new.get(key, _ABSENT[key]) for key in keys}
    return keys, replace(event, at=new_row.at, **values)
