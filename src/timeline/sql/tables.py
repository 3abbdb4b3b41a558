"""The tables of an exported history: which columns they have, and their rows.

`event` has a row per event in the order of time: every key of the events file, and what the queries compare. `timeline`
has a row per timeline with its point of divergence. `lineage` has a row for each timeline and each ancestor, itself
included, with the part of the ancestor's events that the timeline holds.
"""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from timeline.model.calendar import from_ordinal
from timeline.model.causality import circles
from timeline.model.event_json import event_record
from timeline.model.events import Event
from timeline.model.names import fold
from timeline.store.layout import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from timeline.model.lineage import Segment
    from timeline.store.chronicle import Chronicle

Type = Literal["text", "number", "flag", "texts"]


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: Type


class Table(NamedTuple):
    """A table of an export."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Chronicle], Iterator[tuple[Any, ...]]]
    """Yields the rows of a history, a value for each column."""


PARTITIONS = ("timeline", "decade")
"""The columns by which the events are laid out in folders."""

_TYPES: dict[str, Type] = {"int": "number", "bool": "flag", "tuple[str, ...]": "texts", "tuple[int, ...]": "texts"}
"""By the declared type of a field. All others are text: dates as they are written, tables as JSON."""


@cache
def event_keys() -> tuple[Column, ...]:
    """Return the columns with what `-f json` has of an event, in its order."""
    types = {field.name: str(field.type).removesuffix(" | None") for field in fields(Event)}
    keys = [name for name in types if name not in ("at", "rank")]
    own = [Column("timeline" if key == "timelines" else key, _type(key, types[key])) for key in keys]
    computed = [Column("earliest", "text"), Column("latest", "text"), Column("timelines", "texts")]
    return (*own, *computed, Column("date_text", "text"))


def _type(key: str, declared: str) -> Type:
    return "text" if key == "timelines" else _TYPES.get(declared, "text")


COMPARED = (
    Column("n", "number"),  # the rank in the order of time, from 1
    Column("aired", "number"),  # the rank in the order in which the shows tell of it, from 1
    Column("first_day", "number"),  # of the date, day 1 is 0001-01-01; null if the start is open
    Column("last_day", "number"),
    Column("place_day", "number"),  # the day that places it in the order of time
    Column("decade", "number"),  # the decade in which its whole span lies; null if it lies in none
    Column("is_one_day", "flag"),  # a single, certain day
    Column("everywhere", "flag"),  # it happens in all timelines
    Column("in_circle", "flag"),  # of causes
    Column("place_key", "text"),  # names as filters compare them
    Column("tag_keys", "texts"),
    Column("people_keys", "texts"),
)
"""The columns that the queries compare, besides the keys."""


def _events(chronicle: Chronicle) -> Iterator[tuple[Any, ...]]:
    events = chronicle.select()
    ranks = chronicle.ranks()
    aired_by_rank = chronicle.aired(ranks)
    aired = _numbered(aired_by_rank[rank] for rank in ranks)
    key = chronicle.world.directory.key
    by_id = {event.id: event for event in events}
    in_circle = {cause.effect.id for circle in circles(events, by_id) for cause in circle}
    for n, event in enumerate(events, start=1):
        record = event_record(event)
        date = event.date
        values = [n, aired[n - 1], date.earliest, date.latest, int(max(date.place, -OPEN)), decade_of(event)]
        flags = [date.is_one_day, event.is_everywhere, event.id in in_circle]
        names = [None if event.place is None else fold(event.place), [fold(tag) for tag in event.tags]]
        people = [key(person) for person in event.people]
        yield (*values, *flags, *names, people, *(_plain(record[column.name], column.type) for column in event_keys()))


def _numbered(ranks: Iterable[int]) -> list[int]:
    """Return ranks, which have gaps, without them: from 1, in the same order."""
    given = list(ranks)
    numbers = {rank: number for number, rank in enumerate(sorted(given), start=1)}
    return [numbers[rank] for rank in given]


def _plain(value: Any, kind: Type) -> Any:
    if kind == "texts":
        return [str(each) for each in value]
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def decade_of(event: Event) -> int | None:
    """Return the first year of the decade in which all of an event's span lies; None if it lies in none, or is open."""
    if event.date.earliest is None or event.date.latest is None:
        return None
    first, last = (from_ordinal(day)[0] // 10 * 10 for day in (event.date.earliest, event.date.latest))
    return first if first == last else None


def _timelines(chronicle: Chronicle) -> Iterator[tuple[Any, ...]]:
    pods = chronicle.world.pods
    turns = dict(zip(pods, _numbered(pod.rank for pod in pods.values()), strict=True))
    for number, timeline in enumerate(chronicle.world.timelines.values()):
        pod = pods.get(timeline.id)
        leaving = (
            (None, None, None, [])
            if pod is None
            else (pod.id, turns[timeline.id], _day(pod.date.place), list(pod.shared))
        )
        yield number, timeline.id, timeline.name, timeline.parent, *leaving


def _lineages(chronicle: Chronicle) -> Iterator[tuple[Any, ...]]:
    places = {event.id: _day(event.date.place) for event in chronicle.select()}
    for lineage in chronicle.world.lineages.values():
        for steps, segment in enumerate(lineage.among(None)):
            yield lineage.id, segment.timeline, steps, *_part(segment, places)


def _part(segment: Segment, places: dict[str, int]) -> tuple[int | None, list[str]]:
    """Return the day before which a segment holds its timeline's own events, and the ids that it holds from later on."""
    if not segment.between:
        return None, []
    limit = _day(segment.limit)
    if not segment.is_shared:
        return limit, []
    named = dict.fromkeys(each for pod in segment.pods for each in pod.shared if each in places)
    later = [
        each
        for each in named
        if places[each] >= limit
        and all(places[each] < _day(pod.date.place) or each in pod.shared for pod in segment.pods)
    ]
    return limit, later


def _day(place: float) -> int:
    return int(min(max(place, -OPEN), OPEN))


TABLES: Sequence[Table] = (
    Table("event", (*COMPARED, *event_keys()), _events),
    Table(
        "timeline",
        (
            Column("number", "number"),  # in the order of the files
            Column("id", "text"),
            Column("name", "text"),
            Column("parent", "text"),
            Column("pod", "text"),  # the id of its point of divergence
            Column("pod_rank", "number"),  # among the points of divergence, in the order of time
            Column("pod_day", "number"),  # its place in the order of time
            Column("pod_shared", "texts"),  # the ids that come before it although their place is not earlier
        ),
        _timelines,
    ),
    Table(
        "lineage",
        (
            Column("timeline", "text"),
            Column("ancestor", "text"),
            Column("steps", "number"),  # from the timeline to the ancestor; 0 for itself
            Column("before_day", "number"),  # it holds what is placed before; null for all
            Column("shared", "texts"),  # the ids that it holds although their place is not before
        ),
        _lineages,
    ),
)
