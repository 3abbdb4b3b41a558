"""Conditions on the events of an index: all the SQL that selects events, under names, and a `Query` as one of them.

Conditions combine with `&`, `|` and `~`. A comparison with a missing value is not met, so its `~` is met. A list of any
length is one parameter, a JSON array, because SQLite limits the number of parameters of a statement.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from operator import and_, or_
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import LINKS
from timeline.model.names import runs_of, words_of
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    from timeline.model.lineage import Lineage, Pod, Segment
    from timeline.model.query import Query, Span

NameLookup = Callable[[str, str], Sequence[str]]
"""Returns the values of a facet that a name means; raises `UsageError` for a name that is not in the data."""

FACETS = ("show", "tag", "person", "place")
EPISODE = "episode"
"""The facet with the title of an event's episode, as `words_of` splits it."""


class Condition(NamedTuple):
    """A condition on the table `event`: an SQL expression and its parameters. By default, every event meets it."""

    sql: str = "TRUE"
    parameters: tuple[object, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        if self == EVERYTHING:
            return other
        return self if other == EVERYTHING else self._joined("AND", other)

    def __or__(self, other: Condition) -> Condition:
        return EVERYTHING if EVERYTHING in (self, other) else self._joined("OR", other)

    def __invert__(self) -> Condition:
        return Condition(f"({self.sql}) IS NOT TRUE", self.parameters)

    def _joined(self, operator: str, other: Condition) -> Condition:
        return Condition(f"({self.sql}) {operator} ({other.sql})", self.parameters + other.parameters)


EVERYTHING = Condition()
"""Every event meets it."""

NAMES_A_SHOW = Condition("show IS NOT NULL")

IS_ALT = Condition("kind = 'alt'")

ABOUT_A_SHOW = Condition("kind = 'real'") & NAMES_A_SHOW
"""Met by real events about the making of a show, which are not part of its story."""

ON_ONE_DAY = Condition("earliest = latest")
"""Met by events whose date is a single day, certain or not."""

IS_EVERYWHERE = Condition("kind = 'both' AND timeline IS NULL")
"""Met by events that happen in every timeline."""

IN_SEVERAL = Condition("several")
"""Met by events that are declared for more than one timeline."""

FEW = 16
"""Of up to how many segments each has a condition of its own, which is quicker if these hold much of a history."""


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that at least one of these is met. Without any, every event meets it."""
    return _combined(or_, conditions)


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that all of these are met."""
    return _combined(and_, conditions)


def _combined(operator: Callable[[Condition, Condition], Condition], conditions: Sequence[Condition]) -> Condition:
    if len(conditions) < 2:
        return conditions[0] if conditions else EVERYTHING
    middle = len(conditions) // 2  # in halves, because SQLite limits the depth of an expression
    return operator(_combined(operator, conditions[:middle]), _combined(operator, conditions[middle:]))


def matching(query: Query, resolve: NameLookup, lineage_of: Callable[[str], Lineage]) -> Condition:
    """Return the condition for all filters of a query; its order and limit are not part of it."""
    condition = _named_by(query.words) & overlapping(query.year) & _from_to(query) & of_kind(query.kind)
    condition &= held_by(*(lineage_of(timeline) for name in query.timeline for timeline in resolve("timeline", name)))
    condition &= _one_of("season", query.season) & _one_of("episode", query.episode)
    for facet in FACETS:
        condition &= with_facet(facet, [value for name in getattr(query, facet) for value in resolve(facet, name)])
    condition &= all_of([with_facet("tag", resolve("tag", name)) for name in query.and_tag])
    condition &= all_of([~with_facet("tag", resolve("tag", name)) for name in query.not_tag])
    return condition & (with_id(i for name in query.id for i in resolve("id", name)) if query.id else EVERYTHING)


def _named_by(words: Sequence[str]) -> Condition:
    """Return the condition that an event has all of these words, or that they are the title of its episode."""
    if not words:
        return EVERYTHING
    return saying(words) | with_facet(EPISODE, [" ".join(part for word in words for part in words_of(word))])


def saying(words: Iterable[str]) -> Condition:
    """Return the condition that an event has all of these words; `moon*` is any word that begins with "moon"."""
    match = " AND ".join(dict.fromkeys(_fts(word) for word in words))
    return Condition("n IN (SELECT rowid FROM words WHERE words MATCH ?)", (match,)) if match else EVERYTHING


def titled(text: str) -> Condition:
    """Return the condition that the title has all words of a text, which has some: `timeline.model.names.has_words`."""
    match = " AND ".join(dict.fromkeys(f'title : "{" ".join(run)}"' for run in runs_of(text)))
    return Condition("n IN (SELECT rowid FROM words WHERE words MATCH ?)", (match,))


def _fts(word: str) -> str:
    """Return a word as an FTS5 phrase: if it is split into several words, they have to follow each other in the text."""
    quoted = f'"{" ".join(words_of(word))}"'
    return f"{quoted} *" if word.endswith("*") else quoted


def overlapping(spans: Iterable[Span]) -> Condition:
    """Return the condition that an event's span has a day in common with at least one of these."""
    bounds = [(_first_day(first), _last_day(last)) for first, last in spans]
    if not bounds:
        return EVERYTHING
    sql = (
        "n IN (SELECT e.n FROM (SELECT json_extract(value, '$[0]') AS first, json_extract(value, '$[1]') AS last"
        " FROM json_each(?) LIMIT -1) AS asked CROSS JOIN span AS s CROSS JOIN event AS e"  # LIMIT: read each span once
        " WHERE e.magnitude = s.magnitude AND e.earliest BETWEEN first - s.length AND last AND e.latest >= first)"
    )
    return Condition(sql, (json.dumps(bounds),))


def _first_day(day: int | None) -> int:
    return -OPEN if day is None else max(day, -OPEN)


def _last_day(day: int | None) -> int:
    return OPEN if day is None else min(day, OPEN)


def _from_to(query: Query) -> Condition:
    """Of several starts (or ends), any may match, so the earliest start and the latest end count."""
    if not query.from_ and not query.to:
        return EVERYTHING
    starts = [_first_day(date.earliest) for date in query.from_]
    ends = [_last_day(date.latest) for date in query.to]
    return overlapping([(min(starts, default=None), max(ends, default=None))])


def of_kind(kinds: Sequence[str]) -> Condition:
    """Return the condition that an event is of one of these kinds; `both` is of every kind."""
    return _one_of("kind", [*kinds, "both"] if kinds else ())


def held_by(*lineages: Lineage) -> Condition:
    """Return the condition that at least one of these timelines holds an event: `Lineage.holds` in SQL."""
    if not lineages:
        return EVERYTHING
    ids = {lineage.id for lineage in lineages}
    segments = {segment.key: segment for lineage in lineages for segment in lineage.below(ids)}
    return IS_EVERYWHERE | held_in(list(segments.values()))


def held_in(segments: Sequence[Segment], *, is_little: bool = False) -> Condition:
    """Return the condition that one of these segments has an event; without any, no event meets it.

    If that `is_little` of a history, these events are looked up, whatever the number of segments.
    """
    if len(segments) <= FEW and not is_little:
        return any_of([_own(each.timeline) & before(each.pods) for each in segments]) if segments else ~EVERYTHING
    limits: dict[str, float] = {}
    late: dict[str, list[Segment]] = {}
    for segment in segments:
        limit = min(segment.limit, OPEN) if segment.between else 2 * OPEN
        limits[segment.timeline] = max(limit, limits.get(segment.timeline, -OPEN))
        if segment.is_shared:
            late.setdefault(segment.branch.id, []).append(segment)
    sql = (
        "n IN (SELECT e.n FROM json_each(?) AS s CROSS JOIN facet AS f"
        " ON f.facet = 'timeline' AND f.value = json_extract(s.value, '$[0]')"
        " CROSS JOIN event AS e ON e.n = f.event WHERE e.place < json_extract(s.value, '$[1]'))"
    )
    return any_of([Condition(sql, (json.dumps([*limits.items()]),)), *map(_held_late, late.values())])


def _held_late(segments: Sequence[Segment]) -> Condition:
    """Return the condition that one of these segments has an event that comes before a POD by its id.

    They are of one lineage, the nearest first. Such events are few. Each is compared with every POD whose place is not
    later than its own.
    """
    pods = segments[-1].pods
    sql = (
        "n IN (SELECT e.n FROM event AS e WHERE e.id IN (SELECT value FROM json_each(?)) AND EXISTS ("
        "SELECT 1 FROM json_each(?) AS s CROSS JOIN facet AS f"
        " ON f.facet = 'timeline' AND f.value = json_extract(s.value, '$[0]') AND f.event = e.n WHERE NOT EXISTS ("
        "SELECT 1 FROM json_each(?) AS p WHERE p.key < json_extract(s.value, '$[1]')"
        " AND json_extract(p.value, '$[0]') <= e.place"
        " AND e.id NOT IN (SELECT value FROM json_each(p.value, '$[1]')))))"
    )
    ids = list(dict.fromkeys(each for pod in pods for each in pod.shared))
    held = [(each.timeline, each.between) for each in segments]
    return Condition(sql, tuple(map(json.dumps, (ids, held, [(_limit(pod.date.place), pod.shared) for pod in pods]))))


def own_of(timeline: str) -> Condition:
    """Return the condition that an event is declared for a timeline, or happens everywhere."""
    return IS_EVERYWHERE | _own(timeline)


def _own(timeline: str) -> Condition:
    """Return the condition that an event is declared for a timeline."""
    among_several = "EXISTS (SELECT 1 FROM facet WHERE facet = 'timeline' AND value = ? AND event = n)"
    return Condition(f"timeline = ? OR (several AND {among_several})", (timeline, timeline))


def before(pods: Iterable[Pod]) -> Condition:
    """Return the condition that an event comes before each of these points of divergence: `Pod.is_after` in SQL."""
    limits: list[float] = []
    conditions: list[Condition] = []
    for pod in pods:
        limit = _limit(pod.date.place)
        if pod.shared:
            conditions.append(_earlier(limit) | with_id(pod.shared))
        else:
            limits.append(limit)
    return all_of([*conditions, *([_earlier(min(limits))] if limits else [])])


def _limit(place: float) -> float:
    """Return a place in the order of time as the index has it."""
    return min(max(place, -OPEN), OPEN)


def _earlier(limit: float) -> Condition:
    return Condition("place < ?", (limit,))


def told_by(show: str) -> Condition:
    """Return the condition that a show tells of an event."""
    return Condition("show = ?", (show,))


def told_in(season: int | None) -> Condition:
    """Return the condition that a season tells of an event; None for events without one."""
    return Condition("season IS ?", (season,))


def with_facet(facet: str, values: Sequence[str]) -> Condition:
    """Return the condition that an event has one of these values of a facet."""
    if not values:
        return EVERYTHING
    sql = "n IN (SELECT event FROM facet WHERE facet = ? AND value IN (SELECT value FROM json_each(?)))"
    return Condition(sql, (facet, json.dumps(values)))


def with_any(facet: str) -> Condition:
    """Return the condition that an event has a value of a facet."""
    return Condition("n IN (SELECT event FROM facet WHERE facet = ?)", (facet,))


def with_id(ids: Iterable[str]) -> Condition:
    """Return the condition that an event has exactly one of these ids; without any, no event meets it."""
    return Condition("id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def ranked(ranks: Iterable[int]) -> Condition:
    """Return the condition that an event has one of these ranks in the order of time (see `Chronicle.ranks`)."""
    return Condition("n IN (SELECT value FROM json_each(?))", (json.dumps(list(ranks)),))


_LINKS = ", ".join(f"'{link}'" for link in LINKS)


def linked_to(targets: Condition) -> Condition:
    """Return the condition that an event has a link to an event that meets a condition, which should select few."""
    found = f"SELECT e.n FROM event AS e WHERE {targets.sql}"
    sql = f"SELECT source FROM ({found}) AS t CROSS JOIN tie ON target = t.n AND key IN ({_LINKS})"
    return Condition(f"n IN ({sql})", targets.parameters)


def linked_from(sources: Condition) -> Condition:
    """Return the condition that an event that meets a condition has a link to this one."""
    met = f"EXISTS (SELECT 1 FROM event WHERE n = source AND ({sources.sql}))"
    sql = f"EXISTS (SELECT 1 FROM tie WHERE target = n AND key IN ({_LINKS}) AND {met})"
    return Condition(sql, sources.parameters)


def _one_of(column: str, values: Sequence[object]) -> Condition:
    return Condition(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(values),)) if values else EVERYTHING
