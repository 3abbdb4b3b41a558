"""What an index says of the people whom events name, by `Directory.key`, without reading the events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.calendar import FUTURE, PAST
from timeline.store.conditions import EVERYTHING, Condition
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_MOST_COLUMNS, _MOST_PARAMETERS = 100, 1000
"""What one statement has at most, but for a timeline that needs more: SQLite limits both."""

Told = dict[str, dict[tuple[str, int | None], tuple[int, int | None]]]
"""By person, show and season: a number of events, and the last day that is known of them."""


class Named(NamedTuple):
    """The events that name a person, in numbers."""

    events: int
    ended: float
    """The first day by which one of them has ended; infinite if all have an open end."""
    begun: float
    """The last day on which one of them begins; minus infinity if all have an open start."""
    last: Mapping[str, float]
    """The last day of those that happen in each timeline, infinite if one of them has an open end; others are left out."""


class Mentions:
    """The people whom events name."""

    def __init__(self, rows: Callable[..., list[Any]]) -> None:
        """`rows` runs a query, as for a `Selection`."""
        self._rows = rows

    def numbers(self, held: Mapping[str, Condition], among: Sequence[str] | None = None) -> dict[str, Named]:
        """Return what events say of all the people whom they name, or of some of these.

        `held` has a condition for each timeline: that it holds an event.
        """
        found: dict[str, tuple[int, float, float]] = {}
        last: dict[str, dict[str, float]] = {}
        for timelines in _portions(held):
            sums = "".join(f", max(CASE WHEN {held[each].sql} THEN latest END)" for each in timelines)
            parameters = [value for each in timelines for value in held[each].parameters]
            columns = f"facet.value, count(*), min(latest), max(earliest){sums}"
            for key, count, ended, begun, *days in self._named(columns, parameters, EVERYTHING, among, "1"):
                found[key] = count, FUTURE if ended == OPEN else ended, PAST if begun == -OPEN else begun
                own = last.setdefault(key, {})
                for timeline, day in zip(timelines, days, strict=True):
                    if day is not None:
                        own[timeline] = FUTURE if day == OPEN else day
        return {key: Named(*numbers, last[key]) for key, numbers in found.items()}

    def told(self, condition: Condition, among: Sequence[str] | None = None) -> Told:
        """Return by person, show and season how many events that meet a condition name them, and the last day known of it.

        Events of no show are left out.
        """
        found: Told = {}
        columns = "facet.value, show, season, count(*), max(nullif(latest, ?))"
        told = Condition("show IS NOT NULL") & condition
        for key, show, season, count, last in self._named(columns, [OPEN], told, among, "1, 2, 3"):
            found.setdefault(key, {})[show, season] = count, last
        return found

    def counts(self, condition: Condition, among: Sequence[str] | None = None) -> dict[str, int]:
        """Return how many events that meet a condition name each person, or each of some; without those whom none names."""
        if among is not None:
            return dict(self._named("facet.value, count(*)", (), condition, among, "1"))
        sql = "SELECT value, count(*) FROM facet WHERE facet = 'person'"
        sql += f" AND event IN (SELECT n FROM event WHERE {condition.sql}) GROUP BY value"
        return dict(self._rows(sql, condition.parameters, tuple))

    def names(self) -> dict[str, str]:
        """Return the first name of all people whom an event names or a file declares, in their order."""
        rows = self._rows("SELECT value, written FROM name WHERE facet = 'person' ORDER BY rowid", (), tuple)
        first: dict[str, str] = {}
        for key, name in rows:
            first.setdefault(key, name)
        return first

    def _named(
        self, columns: str, parameters: Sequence[object], met: Condition, among: Sequence[str] | None, by: str
    ) -> list[tuple[Any, ...]]:
        """Return columns of the people whom events that meet a condition name, by groups."""
        sql = f"SELECT {columns} FROM facet CROSS JOIN event ON n = facet.event WHERE facet.facet = 'person'"
        if among is not None:
            sql += " AND facet.value IN (SELECT value FROM json_each(?))"
        keys = () if among is None else [json.dumps(list(among))]
        return self._rows(f"{sql} AND ({met.sql}) GROUP BY {by}", [*parameters, *keys, *met.parameters], tuple)


def _portions(held: Mapping[str, Condition]) -> Iterator[Sequence[str]]:
    """Yield timelines by as many as fit into one statement; nothing once if there is none."""
    some: list[str] = []
    parameters = 0
    for timeline, condition in held.items():
        parameters += len(condition.parameters)
        if some and (len(some) == _MOST_COLUMNS or parameters > _MOST_PARAMETERS):
            yield some
            some, parameters = [], len(condition.parameters)
        some.append(timeline)
    yield some
