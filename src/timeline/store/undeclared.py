"""The names in an index that no table declares: each in the form of the first event that has it, in the order of these.

They follow the declared ones in the table `name`, with gaps between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.names import fold
from timeline.store import records
from timeline.store.layout import NAME_OF_ID, NAME_STEP
from timeline.store.placing import between
from timeline.store.required import stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from timeline.model.events import Event
    from timeline.store.rewriting import Named


class Undeclared:
    """Writes names again whose events have changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tags = set(map(fold, stored(connection, "tags")))
        self._declared: dict[Named, bool] = {}

    def renew(self, names: Iterable[Named]) -> None:
        """Write some names in the form and at the place that the events give them now, or take them out."""
        touched = [each for each in names if not self._is_declared(each)]
        sql = "DELETE FROM name WHERE facet = ? AND folded = ? AND value = ?"  # the value is the folded name
        self._connection.executemany(sql, ((facet, value, value) for facet, value in touched))
        for each in touched:
            rank = self._first(each)
            if rank is not None:
                place, written = _written(self._event(rank), each)
                self._insert(each, written, rank, place)

    def _insert(self, name: Named, written: str, rank: int, place: tuple[int, int]) -> None:
        """Write a name behind those of earlier events, and those before it in its own event."""
        last = "SELECT rowid FROM name WHERE rowid < ? ORDER BY rowid DESC LIMIT 1"
        low, high = 0, self._row(last, NAME_OF_ID) + 1
        while low < high:  # all names in a row before `low` come first, none from `high` on does
            middle = (low + high) // 2
            sql = "SELECT rowid, facet, value FROM name WHERE rowid >= ? ORDER BY rowid LIMIT 1"
            row, *other = self._connection.execute(sql, (middle,)).fetchone()
            if row < high and self._is_before((other[0], other[1]), rank, place):
                low = row + 1
            else:
                high = middle
        before = self._row(last, low)
        after = self._row("SELECT rowid FROM name WHERE rowid >= ? ORDER BY rowid LIMIT 1", low)
        row = between(0, before, after if 0 < after < NAME_OF_ID else before + 2 * NAME_STEP)
        sql = "INSERT INTO name (rowid, facet, folded, written, value) VALUES (?, ?, ?, ?, ?)"
        self._connection.execute(sql, (row, name[0], name[1], written, name[1]))

    def _row(self, sql: str, row: int) -> int:
        found = self._connection.execute(sql, (row,)).fetchone()
        return int(found[0]) if found else 0

    def _is_before(self, name: Named, rank: int, place: tuple[int, int]) -> bool:
        if self._is_declared(name):
            return True
        first = self._first(name)
        if first is None or first != rank:
            return first is not None and first < rank
        return _written(self._event(rank), name)[0] < place

    def _is_declared(self, name: Named) -> bool:
        facet, value = name
        if facet in ("tag", "place"):
            return facet == "tag" and value in self._tags
        if facet != "person":
            return True  # shows and timelines have tables, or what implies them is no name
        if name not in self._declared:
            found = self._connection.execute("SELECT 1 FROM person WHERE id = ?", (value,)).fetchone()
            self._declared[name] = bool(found)
        return self._declared[name]

    def _first(self, name: Named) -> int | None:
        """Return the rank of the first event with a name."""
        found = self._connection.execute("SELECT min(event) FROM facet WHERE facet = ? AND value = ?", name).fetchone()
        return None if found[0] is None else int(found[0])

    def _event(self, rank: int) -> Event:
        (record,) = self._connection.execute("SELECT record FROM event WHERE n = ?", (rank,)).fetchone()
        return records.event_from_text(record)


def _written(event: Event, name: Named) -> tuple[tuple[int, int], str]:
    """Return at which place among its names an event has a name, as `store.facets` takes them, and how it writes it."""
    facet, value = name
    kinds = (("place", () if event.place is None else (event.place,)), ("tag", event.tags), ("person", event.people))
    return next(
        ((kind, place), written)
        for kind, (of, names) in enumerate(kinds)
        if of == facet
        for place, written in enumerate(names)
        if fold(written) == value
    )
