"""Count the events of a history by decade, kind, show, canon, tag and person."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.calendar import decade_text, from_ordinal
from timeline.model.names import fold, pick
from timeline.store.conditions import with_any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle
    from timeline.store.conditions import Condition


Measure = Literal["decade", "kind", "show", "canon", "tag", "person"]


MEASURES: tuple[Measure, ...] = get_args(Measure)
"""The ways to count events, in the order of the overview."""


class Count(NamedTuple):
    """The number of events with one value of a measure."""

    by: Measure
    value: str | None
    """A decade, tag or name; None for events without one."""
    events: int
    total: int
    """The number of all events that are counted."""

    @property
    def share(self) -> float:
        """The share of all counted events, 0 to 1."""
        return self.events / self.total


def parse_measure(text: str) -> Measure:
    """Return a measure by its name; raises `UsageError` if there is no such measure."""
    return pick(text, MEASURES, f'cannot count events by "{text}"')


def stats(chronicle: Chronicle, query: Query, measures: Iterable[Measure] = MEASURES) -> list[Count]:
    """Return how many of the events that match a query have each value of each measure.

    Decades are in the order of time, other values are sorted by count, then by name; events without a value come last. An
    event counts once for each of its tags and people, and in the decade in which its date begins. The query's `reverse` and
    `limit` apply to the values of each measure, not to events.
    """
    fits = chronicle.where(query)
    total = chronicle.count(fits)
    found = []
    for measure in dict.fromkeys(measures):
        counts = _ordered(measure, _counted(chronicle, fits, measure))
        if query.reverse:
            counts.reverse()
        found += [Count(measure, value, count, total) for value, count in counts[: query.limit]]
    return found


def _counted(chronicle: Chronicle, fits: Condition, measure: Measure) -> Counter[str | None]:
    """Return how many events have each value, in the order in which they first occur."""
    if measure == "decade":
        decades: Counter[str | None] = Counter()
        for day, count in chronicle.counts(fits, "day").items():
            decades[decade_text(from_ordinal(day)[0] // 10 * 10)] += count
        return decades
    if measure == "kind" or measure == "show" or measure == "canon":
        return Counter(chronicle.counts(fits, measure))
    found: Counter[str | None] = Counter()
    tally = chronicle.facet_counts(fits, measure)
    counts = {value: count for value, count, _ in tally}
    names = _Written(chronicle, measure)
    for event in chronicle.by_rank(first for _, _, first in tally).values():
        for value, name in names.of(event):
            found[name] += counts.pop(value, 0)
    found[None] = chronicle.count(fits & ~with_any(measure))
    return +found


class _Written:
    """The tags or people of events, each spelled in one way, whichever name or case an event uses."""

    def __init__(self, chronicle: Chronicle, measure: Literal["tag", "person"]) -> None:
        world = chronicle.world
        self._names_in: Callable[[Event], Sequence[str]] = attrgetter("tags" if measure == "tag" else "people")
        self._value: Callable[[str], str] = fold if measure == "tag" else world.directory.key
        self._written: dict[str, str] = {fold(tag): tag for tag in world.tags} if measure == "tag" else {}
        self._people = world.directory if measure == "person" else None

    def of(self, event: Event) -> list[tuple[str, str]]:
        """Return the values of an event, as the index has them, with their names; those of the first event count."""
        return [(value, self._name(value, name)) for name in self._names_in(event) for value in [self._value(name)]]

    def _name(self, value: str, name: str) -> str:
        if value not in self._written:
            bearers = self._people.like(value) if self._people else ()
            declared = [each.name for each in bearers if self._value(each.name) == value]
            self._written[value] = declared[-1] if declared else name
        return self._written[value]


def _ordered(measure: Measure, counts: Counter[str | None]) -> list[tuple[str | None, int]]:
    if measure == "decade":
        return sorted(counts.items(), key=lambda item: int((item[0] or "0").partition("..")[0].rstrip("s")))
    return sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], fold(item[0] or "")))
