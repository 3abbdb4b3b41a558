"""The `Chronicle`: a history that can be queried."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from contextlib import nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from timeline.model.events import lines_of
from timeline.model.names import MOST_LINES, ambiguous, did_you_mean, fold, storable
from timeline.model.query import Filters, Query, Sort, takes_filters
from timeline.store import cache, records
from timeline.store.conditions import EVERYTHING, IS_EVERYWHERE, Condition, matching, ranked, with_id
from timeline.store.ranks import ORDERS, Ranks
from timeline.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from timeline.model.events import Event
    from timeline.model.world import World
    from timeline.store.mentions import Mentions
    from timeline.store.naming import Names
    from timeline.store.window import Windows

T = TypeVar("T")

DataPath = str | os.PathLike[str]
"""The path of an events file; "-" is standard input."""


class Chronicle(Ranks):
    """One history, made of one or more events files. `timeline.load` returns it.

    `len(history)` is the number of its events, iterating yields them in the order of time, `history["an-id"]` is one of
    them, and `in` takes an id or an event. Several threads may use one chronicle at the same time. `close` it, or use it in
    a `with` statement, to free its files before it is garbage-collected.
    """

    def __init__(
        self,
        paths: Sequence[str],
        compiling: Callable[[], AbstractContextManager[None]] = nullcontext,
        up_to: Sequence[str] = (),
    ) -> None:
        """Open the index of these files, or build it if it is missing or out of date.

        A build runs within what `compiling` returns; it takes about a fifth of a second per thousand events. `up_to` is the
        spoiler fence: the chronicle has nothing that only later episodes tell of.
        Raises `DataError` if a file cannot be read or is invalid, and `UsageError` for a limit that goes beyond the seasons
        and episodes of its show.
        """
        self.up_to = tuple(up_to)
        self._paths = tuple(paths)
        self._compiling = compiling
        self.key = cache.Key(self._paths, tuple(sorted(up_to)))
        self._rebuilding = threading.Lock()
        self._index = cache.open_cached(self.key) or self._build()

    def _build(self, *, afresh: bool = False) -> cache.Connections:
        from timeline.store.compiling import compiled

        with self._compiling():
            return compiled(self.key, self.up_to, afresh=afresh)

    def close(self) -> None:
        """Close the index in all threads. This also happens when the chronicle is garbage-collected.

        Any later query raises `RuntimeError`.
        """
        self._index.close()

    def head(self) -> dict[str, str] | None:
        """Return what identifies the content of this history: its files and its fence; None without an index file."""
        return self._run(cache.head_of) if self._index.has_file else None

    def _run(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Query the index. If it is damaged, rebuild it from the files, only once for all threads, and query it again."""
        damaged = self._index
        try:
            return damaged.run(ask)
        except (sqlite3.DatabaseError, ValueError, LookupError, TypeError) as error:  # what is stored makes no sense
            if isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError) and not _is_damage(error):
                raise
        with self._rebuilding:
            if self._index is damaged:
                # Other threads may still be using the connections to the damaged one.
                self._index = self._build(afresh=True)
        return self._index.run(ask)

    def _rows(
        self, sql: str, parameters: Iterable[object], decode: Callable[[tuple[Any, ...]], T] = lambda row: row[0]
    ) -> list[T]:
        """Return the decoded rows of a result, by default their first column."""
        values = tuple(parameters)
        return self._run(lambda connection: [decode(row) for row in connection.execute(sql, values)])

    def _pairs(self, sql: str, parameters: Iterable[object] = ()) -> list[tuple[Any, Any]]:
        """Return the rows of a result with two columns."""
        return self._rows(sql, parameters, lambda row: (row[0], row[1]))

    def _stored(self, *keys: str) -> dict[str, Any]:
        """Return what the index keeps as JSON under these keys."""
        sql = "SELECT key, value FROM meta WHERE key IN (SELECT value FROM json_each(?))"

        def read(connection: sqlite3.Connection) -> dict[str, Any]:
            stored = dict(connection.execute(sql, (json.dumps(keys),)))
            return {key: json.loads(stored[key]) for key in keys}

        return self._run(read)

    @cached_property
    def world(self) -> World:
        """Everything around the events: timelines and lineage, shows, people, states, tags."""
        from timeline.store.world import world_of  # a listing needs none

        return world_of(self._run, self._stored)

    @cached_property
    def check_off(self) -> Sequence[str]:
        """The codes that the files switch off for `check`."""
        return tuple(self._stored("check_off")["check_off"])

    @cached_property
    def everywhere(self) -> Sequence[int]:
        """The ranks of the events that happen in every timeline."""
        return self.ranks(IS_EVERYWHERE)

    @property
    def dropped_links(self) -> int:
        """How many links in rows of JSON, NDJSON or CSV were dropped because their event does not exist."""
        return int(self._stored("dropped_links")["dropped_links"])

    def resolve(self, facet: str, name: str) -> str:
        """Return the one value of a facet that a name means; raises `UsageError` like `resolve_all`, and for several."""
        values = self.resolve_all(facet, name)
        if len(values) > 1:
            raise ambiguous(name, f"{facet}s", values)
        return values[0]

    def resolve_all(self, facet: str, name: str) -> Sequence[str]:
        """Return the values of a facet (show, timeline, tag, person, place, id, office) that a name means.

        It means the values with exactly this name, else those whose name differs only in case or accents, else the event
        whose id starts with it, else the values whose name has all of its words. Only tags, places and offices may be
        several. Raises `UsageError` if there is none, with the nearest name as a hint, or if there are too many.
        """
        sql = "SELECT value, written FROM name WHERE facet = ? AND folded = ? ORDER BY rowid"
        rows = self._pairs(sql, [facet, fold(storable(name))])
        exact = [value for value, written in rows if written == name]
        values = list(dict.fromkeys(exact or (value for value, _ in rows)))
        if len(values) == 1 or name in values:  # an id takes precedence over an equal name of something else
            return [name] if name in values else values
        from timeline.store.naming import named

        return named(self.names_of(facet), name, values, self._told)

    def names_of(self, facet: str) -> Names:
        """Return the names of a facet."""
        from timeline.store.naming import Names

        return Names(facet, self._pairs)

    def mentions(self) -> Mentions:
        """Return what is known of the people whom events name."""
        from timeline.store.mentions import Mentions

        return Mentions(self._rows)

    def _told(self, ids: Sequence[str]) -> list[str]:
        """Return a line about each of the first of these events."""
        return lines_of(self.select(with_id(ids), limit=MOST_LINES))

    def names(self, facet: str, start: str, most: int) -> list[str]:
        """Return at most `most` names of a facet that begin with `start` in upper or lower case, sorted."""
        sql = "SELECT written FROM name WHERE facet = ? AND folded >= ? AND folded < ? ORDER BY folded LIMIT ?"
        begin = fold(storable(start))
        return self._rows(sql, [facet, begin, begin + "\U0010ffff", most])

    def vocabulary(self) -> dict[str, int]:
        """Return every word that a search can find, folded, with the number of events that have it."""
        return dict(self._pairs("SELECT term, doc FROM vocabulary"))

    def where(self, query: Query) -> Condition:
        """Return the filters of a query as a condition."""
        return matching(query, self.resolve_all, lambda timeline: self.world.lineage(timeline))

    def select(
        self, condition: Condition = EVERYTHING, *, sort: Sort = "date", reverse: bool = False, limit: int | None = None
    ) -> list[Event]:
        """Return the events that meet a condition, in the order of `sort`."""
        order = f"{ORDERS[sort]}{' DESC' if reverse else ''}"
        most = -1 if limit is None else min(limit, 2**62)
        sql = f"SELECT record FROM event WHERE {condition.sql} ORDER BY {order} LIMIT ?"
        return self._rows(sql, (*condition.parameters, most), lambda row: records.event_from_text(row[0]))

    def by_rank(self, ranks: Iterable[int]) -> dict[int, Event]:
        """Return events by their ranks in the order of time (see `ranks`), in this order."""
        once = sorted(set(ranks))
        return dict(zip(once, self.select(ranked(once)), strict=True))

    def windows(self) -> Windows:
        """Return the events by their ranks, for a screen that shows a part of them at a time."""
        from timeline.store.window import Windows

        return Windows(self._rows, self.where)

    def ids(self, condition: Condition = EVERYTHING) -> set[str]:
        """Return the ids of the events that meet a condition."""
        return set(self._rows(f"SELECT id FROM event WHERE {condition.sql}", condition.parameters))

    def ask(self, query: Query) -> list[Event]:
        """Return the events that match a query, in its order."""
        return self.select(self.where(query), sort=query.sort, reverse=query.reverse, limit=query.limit)

    def count_of(self, query: Query) -> int:
        """Return how many events `ask` returns for a query."""
        found = self.count(self.where(query))
        return found if query.limit is None else min(found, query.limit)

    def stream(self, query: Query) -> Selection:
        """Return the events that match a query, in its order; many are read as they are needed."""
        order = f"{ORDERS[query.sort]}{' DESC' if query.reverse else ''}"
        most = -1 if query.limit is None else min(query.limit, 2**62)
        return Selection(self._rows, self.where(query), order, most, is_by_date=query.sort == "date")

    @takes_filters()
    def events(self, **filters: Unpack[Filters]) -> list[Event]:
        """Return the events that match all filters, in the order of time: `history.events(year=1969, kind="alt")`.

        A list of values matches any of them. `sort="aired"` returns the events in the order in which the shows tell of
        them.
        Raises `TypeError` for an unknown filter, and `UsageError` for a value that a filter does not take or a name that is
        not in the data.
        """
        return self.ask(Query.of(filters))

    def event(self, event_id: str) -> Event:
        """Return one event by its id, or the start or words of it; raises `UsageError` if there is not exactly one."""
        return self.select(with_id([self.resolve("id", event_id)]))[0]

    def __getitem__(self, event_id: str) -> Event:
        """Return the event with exactly this id; raises `KeyError` like a dictionary (`event` is more lenient)."""
        if not isinstance(event_id, str):
            raise TypeError(f"the id of an event is text, not {event_id!r:.60}")
        found = self._with_id(event_id)
        if not found:
            hint = did_you_mean(event_id, sorted(self.ids()), few=0)
            raise KeyError(f'there is no event "{event_id}"' + (f"; {hint}" if hint else ""))
        return found[0]

    def __contains__(self, event: object) -> bool:
        """Return whether this is an event of this history, or the id of one."""
        if isinstance(event, str):
            return bool(self._with_id(event))
        return any(event == each for each in self._with_id(str(getattr(event, "id", ""))))

    def _with_id(self, event_id: str) -> list[Event]:
        return self.select(with_id([event_id]))

    def __repr__(self) -> str:
        name = f"{self.world.name!r} from " if not self._index.is_closed and self.world.name else ""
        limits = f", up to {', '.join(str(limit) for limit in self.up_to)}" if self.up_to else ""
        state = "closed" if self._index.is_closed else f"{len(self)} events"
        return f"<Chronicle {name}{', '.join(self._paths)}{limits}: {state}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Event]:
        return iter(self.select())

    def __len__(self) -> int:
        return self.count()


_DAMAGE = ("malformed", "disk I/O", "no such table", "no such column", "not a database", "Could not decode")


def _is_damage(error: sqlite3.Error) -> bool:
    """Return whether an operational error comes from the file, not from the query."""
    return any(word in str(error) for word in _DAMAGE)
