"""The events that a query selects, read as they are needed: the first of many are there before the last are read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from timeline.model.events import Event
from timeline.store import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.store.conditions import Condition

AT_ONCE = 500
"""How many events are read at once, and kept at most."""


class Selection(Sequence["Event"]):
    """Events in an order, each read anew whenever it is asked for, except the first ones."""

    def __init__(
        self,
        rows: Callable[..., list[Any]],
        condition: Condition,
        order: str,
        limit: int,
        *,
        is_by_date: bool,
    ) -> None:
        """Read the first events. `rows` runs a query; a negative `limit` stands for none."""
        self._rows = rows
        self._sql = f"FROM event WHERE {condition.sql} ORDER BY {order} LIMIT ?"
        self._parameters = condition.parameters
        self._limit = limit
        self._is_by_date = is_by_date
        most = AT_ONCE if limit < 0 else min(limit, AT_ONCE)
        found = rows(f"SELECT record {self._sql}", (*self._parameters, most))
        self._first = records.all_from_texts(Event, found)
        self.has_more = len(found) == AT_ONCE
        """Whether there may be more events than those that have been read."""

    @cached_property
    def _ranks(self) -> Sequence[int]:
        """The ranks of all events, eight bytes each."""
        from array import array  # short answers need none

        return array("q", self._rows(f"SELECT n {self._sql}", (*self._parameters, self._limit)))

    def __bool__(self) -> bool:
        return bool(self._first)

    def __len__(self) -> int:
        return sum(count for *_, count in self._tally) if self.has_more else len(self._first)

    def __iter__(self) -> Iterator[Event]:
        yield from self._first
        if self.has_more:
            for start in range(AT_ONCE, len(self._ranks), AT_ONCE):
                yield from self._read(self._ranks[start : start + AT_ONCE])

    def _read(self, ranks: Sequence[int]) -> Iterator[Event]:
        """Yield the events with these ranks, in this order."""
        sql = "SELECT record FROM json_each(?) AS wanted CROSS JOIN event ON n = wanted.value ORDER BY wanted.key"
        return iter(records.all_from_texts(Event, self._rows(sql, (json.dumps(list(ranks)),))))

    @overload
    def __getitem__(self, at: int) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Event]: ...
    def __getitem__(self, at: int | slice) -> Event | Sequence[Event]:
        if not self.has_more:
            return self._first[at]
        return list(self._read(self._ranks[at])) if isinstance(at, slice) else next(self._read([self._ranks[at]]))

    @cached_property
    def is_in_order(self) -> bool:
        """Whether the events are in the order of time, or in the reverse order."""
        if self._is_by_date:
            return True
        ranks = list(self._ranks)
        return ranks in (sorted(ranks), sorted(ranks, reverse=True))

    @cached_property
    def _tally(self) -> list[tuple[str, str | None, int | None, int | None, int]]:
        """How many events there are of each kind, show, season and episode: all that an overview needs, read once."""
        columns = "kind, show, season, episode"
        sql = f"SELECT {columns}, count(*) FROM (SELECT {columns} {self._sql}) GROUP BY {columns}"
        return self._rows(sql, (*self._parameters, self._limit), tuple)

    def kinds(self) -> dict[str, int]:
        """Return how many events there are of each kind, without reading them."""
        found: dict[str, int] = {}
        for kind, _, _, _, count in self._tally:
            found[kind] = found.get(kind, 0) + count
        return found

    def told(self) -> list[tuple[str | None, int | None, int | None]]:
        """Return the shows, seasons and episodes that tell of the events, each once, without reading the events."""
        return list(dict.fromkeys((show, season, episode) for _, show, season, episode, _ in self._tally))
