"""Count the events of a history by decade, kind, show, canon, tag and person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.calendar import decade_text
from timeline.model.names import fold, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


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
    events = chronicle.ask(query._replace(reverse=False, limit=None, sort="date"))
    names = _Written(chronicle)
    found = []
    for measure in dict.fromkeys(measures):
        counts = _ordered(measure, Counter(value for event in events for value in names.values(measure, event)))
        if query.reverse:
            counts.reverse()
        found += [Count(measure, value, count, len(events)) for value, count in counts[: query.limit]]
    return found


class _Written:
    """The values of events, each spelled in one way, whichever name or case an event uses."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._directory = chronicle.world.directory
        self._people = {self._directory.key(person.name): person.name for person in chronicle.world.people}
        self._tags = {fold(tag): tag for tag in chronicle.world.tags}

    def values(self, measure: Measure, event: Event) -> Sequence[str | None]:
        """Return the values of an event, each once; [None] if it has none."""
        if measure == "decade":
            return [decade_text(event.date.decade)]
        if measure == "tag":
            return list(dict.fromkeys(self._tags.setdefault(fold(tag), tag) for tag in event.tags)) or [None]
        if measure == "person":
            keys = dict.fromkeys((self._directory.key(name), name) for name in event.people)
            return list(dict.fromkeys(self._people.setdefault(key, name) for key, name in keys)) or [None]
        return [event.show if measure == "show" else event.kind if measure == "kind" else event.canon]


def _ordered(measure: Measure, counts: Counter[str | None]) -> list[tuple[str | None, int]]:
    if measure == "decade":
        return sorted(counts.items(), key=lambda item: int((item[0] or "0s")[:-1]))
    return sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], fold(item[0] or "")))
