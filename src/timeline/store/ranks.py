"""What an index says of events by their ranks in the order of time, without reading the events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from timeline.model.calendar import from_ordinal
from timeline.model.events import LINKS
from timeline.store import records
from timeline.store.conditions import EVERYTHING, Condition
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from timeline.model.causality import Direction, Links
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Link
    from timeline.model.query import Sort


ORDERS: Mapping[Sort, str] = {"date": "n", "aired": "aired"}
"""The column with an event's rank in each order."""

_VALUES = {
    "canon": "coalesce(json_extract(record, '$.canon'), 'screen')",
    "day": f"CASE earliest WHEN {-OPEN} THEN latest ELSE earliest END",
}
"""What is counted that is not a column."""


class Ranks:
    """The part of a `Chronicle` that answers with ranks."""

    if TYPE_CHECKING:

        def _rows(
            self, sql: str, parameters: Iterable[object], decode: Callable[[tuple[Any, ...]], Any] = ...
        ) -> list[Any]: ...

    def count(self, condition: Condition = EVERYTHING) -> int:
        """Return how many events meet a condition."""
        counts: list[int] = self._rows(f"SELECT count(*) FROM event WHERE {condition.sql}", condition.parameters)
        return counts[0]

    def counts_before(self, limits: Iterable[tuple[str, float]], condition: Condition) -> list[int]:
        """Return how many events that meet a condition are of each timeline, before a place that goes with it."""
        bounded = [(timeline, min(max(limit, -OPEN), 2 * OPEN)) for timeline, limit in limits]
        asked = "SELECT key AS number, json_extract(value, '$[0]') AS own, json_extract(value, '$[1]') AS before"
        sql = f"SELECT number, count(*) FROM ({asked} FROM json_each(?)) CROSS JOIN facet"
        sql += " ON facet = 'timeline' AND value = own CROSS JOIN event ON n = event AND place < before"
        sql += f" WHERE {condition.sql} GROUP BY number"
        found = dict(self._rows(sql, [json.dumps(bounded), *condition.parameters], tuple))
        return [found.get(number, 0) for number in range(len(bounded))]

    def shows_of(self) -> dict[str, set[str]]:
        """Return the ids of the shows that tell of events of each timeline."""
        found: dict[str, set[str]] = {}
        sql = "SELECT DISTINCT value, show FROM facet CROSS JOIN event ON n = event"
        for timeline, show in self._rows(f"{sql} WHERE facet = 'timeline' AND show IS NOT NULL", (), tuple):
            found.setdefault(timeline, set()).add(show)
        return found

    def titles(self, condition: Condition) -> list[tuple[str, str]]:
        """Return the ids and titles of the events that meet a condition, without reading the rest of the events."""
        sql = f"SELECT id, json_extract(record, '$.title') FROM event WHERE {condition.sql}"
        return self._rows(sql, condition.parameters, tuple)

    def ranks(self, condition: Condition = EVERYTHING, sort: Sort = "date") -> list[int]:
        """Return the ranks in the order of time of the events that meet a condition, in the order of `sort`."""
        return self._rows(f"SELECT n FROM event WHERE {condition.sql} ORDER BY {ORDERS[sort]}", condition.parameters)

    def days(self, condition: Condition, sort: Sort = "date") -> list[tuple[int, int]]:
        """Return the ranks and the first days of events that meet a condition and have one, in the order of `sort`."""
        sql = f"SELECT n, earliest FROM event WHERE {condition.sql} AND earliest > ? ORDER BY {ORDERS[sort]}"
        return self._rows(sql, [*condition.parameters, -OPEN], tuple)

    def aired(self, ranks: Iterable[int]) -> dict[int, int]:
        """Return the ranks in the order of airing by the ranks in the order of time."""
        sql = "SELECT n, aired FROM event WHERE n IN (SELECT value FROM json_each(?))"
        return dict(self._rows(sql, [json.dumps(list(ranks))], tuple))

    def spans(self, ranks: Iterable[int]) -> dict[int, tuple[int | None, int | None]]:
        """Return the first and the last day of events, by their ranks; None for an open end."""
        sql = "SELECT n, nullif(earliest, ?), nullif(latest, ?) FROM event WHERE n IN (SELECT value FROM json_each(?))"
        rows = self._rows(sql, [-OPEN, OPEN, json.dumps(list(ranks))], tuple)
        return {rank: (first, last) for rank, first, last in rows}

    def years(self, ranks: Iterable[int]) -> dict[int, int]:
        """Return the year in which each event begins (`EdtfDate.year`), by their ranks, in the order of time."""
        spans = sorted(self.spans(ranks).items())
        return {rank: from_ordinal((last if first is None else first) or 0)[0] for rank, (first, last) in spans}

    def ties(self, *keys: str) -> list[tuple[int, str, int]]:
        """Return who names whom under some keys (the links, `because`): a rank, the key, the rank of the one named."""
        sql = "SELECT source, key, target FROM tie WHERE key IN (SELECT value FROM json_each(?))"
        return self._rows(sql, [json.dumps(keys)], tuple)

    def ties_from(self, ranks: Iterable[int], *keys: str) -> list[tuple[int, int]]:
        """Return whom some events name under some keys, as pairs of ranks, in the order of time for each of them."""
        sql = "SELECT source, target FROM json_each(?) CROSS JOIN tie ON source = value"
        sql += " WHERE tie.key IN (SELECT value FROM json_each(?)) ORDER BY source, target"
        return self._rows(sql, [json.dumps(list(ranks)), json.dumps(keys)], tuple)

    def ties_to(self, ranks: Iterable[int], *keys: str) -> list[tuple[int, int]]:
        """Return who names some events under some keys, as pairs of ranks, in the order of time for each of them."""
        sql = "SELECT source, target FROM json_each(?) CROSS JOIN tie ON target = value"
        sql += " WHERE tie.key IN (SELECT value FROM json_each(?)) ORDER BY target, source"
        return self._rows(sql, [json.dumps(list(ranks)), json.dumps(keys)], tuple)

    def tellings(self, ranks: Iterable[int]) -> list[tuple[str | None, int | None, int | None]]:
        """Return the shows, seasons and episodes that tell of events, each once."""
        sql = "SELECT DISTINCT show, season, episode FROM json_each(?) CROSS JOIN event ON n = value"
        return self._rows(sql, [json.dumps(list(ranks))], tuple)

    def seasons(self, ranks: Iterable[int]) -> dict[int, tuple[str | None, int | None]]:
        """Return the show and the season of events, by their ranks."""
        sql = "SELECT n, show, season FROM json_each(?) CROSS JOIN event ON n = value"
        return {rank: (show, season) for rank, show, season in self._rows(sql, [json.dumps(list(ranks))], tuple)}

    def days_placed(self, ranks: Iterable[int]) -> dict[int, int]:
        """Return the day at which each event stands in the order of time, by rank; if its start is open, its last day."""
        sql = "SELECT n, CASE place WHEN ? THEN latest ELSE place END FROM json_each(?) CROSS JOIN event ON n = value"
        return dict(self._rows(sql, [-OPEN, json.dumps(list(ranks))], tuple))

    def names_in(self, ranks: Iterable[int], key: Literal["tags", "people"]) -> dict[int, list[str]]:
        """Return the names that events have under a key, as they write them, by rank; events without any are left out."""
        sql = "SELECT n, json_extract(record, ?) FROM json_each(?) CROSS JOIN event ON n = value"
        rows = self._rows(sql, [f"$.{key}", json.dumps(list(ranks))], tuple)
        return {rank: json.loads(names) for rank, names in rows if names is not None}

    def links(self, ranks: Iterable[int]) -> list[tuple[int, Link, int]]:
        """Return the links of events (a rank, the link, the rank of the one named), for each of them in its own order."""
        sql = "SELECT source, tie.key, target, place FROM json_each(?) CROSS JOIN tie ON source = value"
        sql += " AND tie.key IN (SELECT value FROM json_each(?))"
        rows = self._rows(sql, [json.dumps(list(ranks)), json.dumps(LINKS)], tuple)
        rows.sort(key=lambda row: (row[0], LINKS.index(row[1]), row[3]))
        return [row[:3] for row in rows]

    def causes(self, ranks: Iterable[int]) -> Links:
        """Return the direct causes of events, by their ranks; those without causes are left out."""
        found: Links = {}
        for effect, cause in self.ties_from(ranks, "because"):
            found.setdefault(effect, []).append(cause)
        return found

    def reached(self, starts: Iterable[int], direction: Direction) -> Links:
        """Return the direct causes or effects of some events and of all that these lead to, in the order of time."""
        one, other = ("source", "target") if direction == "causes" else ("target", "source")
        step = f"SELECT {other} FROM reached CROSS JOIN tie ON {one} = n AND key = 'because'"
        sql = f"WITH RECURSIVE reached (n) AS (SELECT value FROM json_each(?) UNION {step})"
        sql += f" SELECT n, {other} FROM reached CROSS JOIN tie ON {one} = n AND key = 'because'"
        found: Links = {}
        for rank, leads_to in self._rows(sql, [json.dumps(list(starts))], tuple):
            found.setdefault(rank, []).append(leads_to)
        return found

    def homes(self, ranks: Iterable[int]) -> set[str] | None:
        """Return the timelines that events are declared for; None if one is declared for several."""
        sql = "SELECT DISTINCT timeline, several FROM json_each(?) CROSS JOIN event ON n = value"
        found = self._rows(sql, [json.dumps(list(ranks))], tuple)
        return None if any(several for _, several in found) else {timeline for timeline, _ in found if timeline}

    def owners(self, ranks: Iterable[int]) -> dict[int, set[str]]:
        """Return the timelines of events by their ranks; an event that happens everywhere has none."""
        found: dict[int, set[str]] = {}
        sql = "SELECT event, value FROM facet WHERE facet = 'timeline' AND event IN (SELECT value FROM json_each(?))"
        for rank, timeline in self._rows(sql, [json.dumps(list(ranks))], tuple):
            found.setdefault(rank, set()).add(timeline)
        return found

    def places(self) -> list[tuple[int, int]]:
        """Return the rank and the place of each event, in the order of time; its last day if its start is open."""
        sql = "SELECT n, CASE WHEN place = ? THEN latest ELSE place END FROM event ORDER BY n"
        return self._rows(sql, [-OPEN], tuple)

    def counts(self, condition: Condition, by: Literal["kind", "show", "canon", "day"]) -> dict[Any, int]:
        """Return how many events that meet a condition have each value; the day is the one that `EdtfDate.year` is of."""
        value = _VALUES.get(by, by)
        sql = f"SELECT {value} AS value, count(*) FROM event WHERE {condition.sql} GROUP BY value ORDER BY min(n)"
        return dict(self._rows(sql, condition.parameters, tuple))

    def facet_counts(self, condition: Condition, facet: str) -> list[tuple[str, int, int]]:
        """Return the values of a facet, how many events that meet a condition have each, and the rank of the first."""
        sql = "SELECT value, count(*), min(event) FROM facet WHERE facet = ?"
        if condition != EVERYTHING:
            sql += f" AND event IN (SELECT n FROM event WHERE {condition.sql})"
        return self._rows(f"{sql} GROUP BY value", [facet, *condition.parameters], tuple)

    def told(self, condition: Condition) -> dict[tuple[int | None, int | None], int]:
        """Return how many of the events that meet a condition each season and episode tells."""
        sql = f"SELECT season, episode, count(*) FROM event WHERE {condition.sql} GROUP BY season, episode"
        return {(season, episode): count for season, episode, count in self._rows(sql, condition.parameters, tuple)}

    def known_days(self, condition: Condition, within: EdtfDate) -> tuple[int | None, int | None]:
        """Return the first and the last day that is known of the events that meet a condition and overlap a date."""
        sql = "SELECT min(nullif(earliest, ?)), max(nullif(latest, ?)) FROM event"
        sql += f" WHERE {condition.sql} AND earliest <= ? AND latest >= ?"
        first, last = _bounds(within)
        ((start, end),) = self._rows(sql, [-OPEN, OPEN, *condition.parameters, last, first], tuple)
        return start, end

    def outer_dates(self, condition: Condition, within: EdtfDate | None = None) -> dict[int | None, list[EdtfDate]]:
        """Return by episode the dates of the events that meet a condition and begin first or end last within a date.

        These dates, each once, have the same hull as those of all the events.
        """
        first, last = _bounds(within)
        told = "SELECT n, episode, max(earliest, ?) AS start, min(latest, ?) AS end FROM event"
        told += f" WHERE {condition.sql} AND earliest <= ? AND latest >= ?"
        ends = f"SELECT *, min(start) OVER own AS first, max(end) OVER own AS last FROM ({told})"
        ends += " WINDOW own AS (PARTITION BY episode)"
        sql = "SELECT DISTINCT outer.episode, json_extract(record, '$.date')"
        sql += f" FROM ({ends}) AS outer CROSS JOIN event USING (n) WHERE start = first OR end = last"
        found: dict[int | None, list[EdtfDate]] = {}
        parameters = [first, last, *condition.parameters, last, first]
        for episode, date in self._rows(sql, parameters, lambda row: (row[0], records.date_from_text(row[1]))):
            found.setdefault(episode, []).append(date)
        return found


def _bounds(date: EdtfDate | None) -> tuple[int, int]:
    """Return the first and last day of a date as the index has them; without a date, all days."""
    first, last = (None, None) if date is None else (date.earliest, date.latest)
    return -OPEN if first is None else first, OPEN if last is None else last
