"""What an index says of events by their ranks in the order of time, without reading the events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.store.conditions import EVERYTHING, Condition
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Ranks:
    """The part of a `Chronicle` that answers with ranks."""

    if TYPE_CHECKING:

        def _rows(
            self, sql: str, parameters: Iterable[object], decode: Callable[[tuple[Any, ...]], Any] = ...
        ) -> list[Any]: ...

    def ranks(self, condition: Condition = EVERYTHING) -> list[int]:
        """Return the ranks in the order of time of the events that meet a condition, without reading the events."""
        return self._rows(f"SELECT n FROM event WHERE {condition.sql} ORDER BY n", condition.parameters)

    def ties(self, *keys: str) -> list[tuple[int, str, int]]:
        """Return who names whom under some keys (the links, `because`): a rank, the key, the rank of the one named."""
        sql = "SELECT f.event, f.facet, e.n FROM facet AS f JOIN event AS e ON e.id = f.value"
        sql += " WHERE f.facet IN (SELECT value FROM json_each(?))"
        return self._rows(sql, [json.dumps(keys)], tuple)

    def owners(self, ranks: Iterable[int]) -> dict[int, set[str]]:
        """Return the timelines of events by their ranks; an event that happens everywhere has none."""
        found: dict[int, set[str]] = {}
        sql = "SELECT event, value FROM facet WHERE facet = 'timeline' AND event IN (SELECT value FROM json_each(?))"
        for rank, timeline in self._rows(sql, [json.dumps(list(ranks))], tuple):
            found.setdefault(rank, set()).add(timeline)
        return found

    def places(self) -> list[int]:
        """Return the day at which each event stands, in the order of time; its last day if its start is open."""
        sql = "SELECT CASE WHEN place = ? THEN latest ELSE place END FROM event ORDER BY n"
        return self._rows(sql, [-OPEN])
