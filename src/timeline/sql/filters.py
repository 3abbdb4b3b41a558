"""What a filter means in a query: the conditions of `store.conditions`, over the tables of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal
from timeline.model.errors import UsageError
from timeline.model.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline.model.query import Query, Span
    from timeline.sql.dialects import Dialect

    NameLookup = Callable[[str, str], Sequence[str]]


def as_written(facet: str, name: str) -> Sequence[str]:
    """Return the value of a facet that a name is, without a history in which to look it up."""
    return [fold(name) if facet in ("tag", "place") else name]


class Filter(NamedTuple):
    """A query's filters, with the values that its names mean."""

    query: Query
    resolve: NameLookup
    dialect: Dialect

    @property
    def timelines(self) -> list[str]:
        """The timelines that --timeline names."""
        return list(dict.fromkeys(self._meant("timeline")))

    @property
    def of_all_timelines(self) -> Filter:
        """The same filters without --timeline."""
        return self._replace(query=self.query._replace(timeline=()))

    @property
    def is_empty(self) -> bool:
        """Whether every event meets it."""
        return self.condition("e") == "TRUE"

    def condition(self, event: str) -> str:
        """Return the condition for all filters; `event` is the name of a row of `event`.

        If there is a --timeline, it refers to `held (holder, n)` (see `HELD`). Raises `UsageError` for words, which each
        engine finds in another way.
        """
        if self.query.words:
            raise UsageError("words cannot be searched by a query", "leave them out, or use --tag, --person or --place")
        return " AND ".join(self._conditions(event)) or "TRUE"

    def _conditions(self, e: str) -> Iterable[str]:
        yield from self._time(e)
        yield from self._place_in_the_story(e)
        for facet, column in (("show", "show"), ("place", "place_key"), ("id", "id")):
            if getattr(self.query, facet):
                yield f"{e}.{self.dialect.column(column)} IN {self.dialect.texts(self._meant(facet))}"
        for facet, column in (("tag", "tag_keys"), ("person", "people_keys")):
            if getattr(self.query, facet):
                yield self._has_any(f"{e}.{column}", self._meant(facet))
        yield from (self._has_any(f"{e}.tag_keys", self.resolve("tag", tag)) for tag in self.query.and_tag)
        yield from (f"NOT {self._has_any(f'{e}.tag_keys', self.resolve('tag', tag))}" for tag in self.query.not_tag)

    def _time(self, e: str) -> Iterable[str]:
        query = self.query
        if query.year:
            yield _overlapping(e, query.year)
        if query.from_ or query.to:
            first = [date.earliest for date in query.from_]
            last = [date.latest for date in query.to]
            yield _overlapping(e, [(_least(first), _greatest(last))])

    def _place_in_the_story(self, e: str) -> Iterable[str]:
        query, says = self.query, self.dialect
        if query.kind:
            yield f"{e}.kind IN {says.texts([*dict.fromkeys((*query.kind, 'both'))])}"
        if query.timeline:
            yield f"({e}.everywhere OR {e}.n IN (SELECT n FROM held WHERE holder IN {says.texts(self.timelines)}))"
        for name, numbers in (("season", query.season), ("episode", query.episode)):
            if numbers:
                yield f"{e}.{name} IN ({', '.join(str(number) for number in numbers)})"

    def _meant(self, facet: str) -> list[str]:
        return [value for name in getattr(self.query, facet) for value in self.resolve(facet, name)]

    def _has_any(self, texts: str, values: Sequence[str]) -> str:
        found = [self.dialect.contains(texts, self.dialect.text(value)) for value in values]
        return f"({' OR '.join(found)})"


def _overlapping(e: str, spans: Sequence[Span]) -> str:
    """Return the condition that a span has a day in common with one of these.

    The decade comes first, because an engine skips the folders of all others before it reads anything.
    """
    decades = " OR ".join(f"({_between(f'{e}.decade', _decade(first), _decade(last))})" for first, last in spans)
    days = " OR ".join(
        " AND ".join(
            [
                *([] if last is None else [f"({e}.first_day IS NULL OR {e}.first_day <= {last})"]),
                *([] if first is None else [f"({e}.last_day IS NULL OR {e}.last_day >= {first})"]),
            ]
        )
        or "TRUE"
        for first, last in spans
    )
    return f"({e}.decade IS NULL OR {decades}) AND ({days})"


def _between(column: str, first: int | None, last: int | None) -> str:
    if first is None:
        return "TRUE" if last is None else f"{column} <= {last}"
    return f"{column} >= {first}" if last is None else f"{column} BETWEEN {first} AND {last}"


def _decade(day: int | None) -> int | None:
    return None if day is None else from_ordinal(day)[0] // 10 * 10


def _least(days: Iterable[int | None]) -> int | None:
    """Return the earliest of the starts of --from: none if one is open, or if there are none."""
    found = list(days)
    return None if None in found else min((day for day in found if day is not None), default=None)


def _greatest(days: Iterable[int | None]) -> int | None:
    found = list(days)
    return None if None in found else max((day for day in found if day is not None), default=None)
