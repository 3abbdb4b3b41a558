"""Find events that may be one: those that overlap in time and have similar titles, without comparing all with all."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from functools import cached_property
from itertools import accumulate, product
from typing import TYPE_CHECKING

from timeline.checks.likeness import ALIKE_TITLES, alike, may_be_alike, shared_keys
from timeline.checks.near import Entries
from timeline.checks.rule import Finding, file_order
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.checks.history import History
    from timeline.model.events import Event

_FEW = 24
"""With so many others, an event is compared on the average. Beyond that, they are looked up by their titles."""

_Group = tuple[str, int]
"""A timeline, and a key that titles share (`shared_keys`)."""


def near_duplicates(history: History) -> Iterator[Finding]:
    """Find events of one timeline that overlap in time and have similar titles, and do not cause each other."""
    reported: set[str] = set()
    for event, twins in _Twins(history).by_event():
        for twin in twins:
            first, second = sorted((twin, event), key=file_order)
            if second.id not in reported:
                reported.add(second.id)
                message = f'this may be the same event as "{first.id}" ({first.date})'
                yield Finding(second.at, ("title",), message, "keep one of the two")


class _Twins:
    """The events of a history that may be one."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._events = history.events
        self._known: dict[_Group, Entries[Event]] = {}
        self._added = 0
        """How many events are among those known by group."""

    def by_event(self) -> Iterator[tuple[Event, list[Event]]]:
        """Yield each event that may be one with an earlier one in the order of time: the first such in each group."""
        ends: list[tuple[float, int]] = []
        """The last day and the place of each event before this one, sorted by these."""
        allowed = 0
        for place, event in enumerate(self._events):
            at = bisect_left(ends, (event.date.first, 0))
            allowed += _FEW
            if len(ends) - at <= allowed:
                allowed -= len(ends) - at
                twins = self._among([n for _, n in ends[at:]], event)
            else:
                twins = self._looked_up(place)
            if twins:
                yield event, twins
            insort(ends, (event.date.last, place))

    def _among(self, places: Sequence[int], event: Event) -> list[Event]:
        """Return the twins of an event among those at some places, all of which overlap it."""
        titled = [n for n in places if may_be_alike(self._events[n].title, event.title)]
        near = [self._events[n] for n in sorted(titled) if _may_be_one(self._events[n], event)]
        if not near:
            return []
        own = {other.id: set(self._groups(other, shared_keys(other.title))) for other in near}
        groups = self._groups(event, shared_keys(event.title))
        return [twin for group in groups if (twin := next((each for each in near if group in own[each.id]), None))]

    def _looked_up(self, place: int) -> list[Event]:
        """Return the twins of the event at a place among all before it."""
        event, keys = self._events[place], self._keys_at(place)
        found = ((self._earlier(place).get(group), keys[group[1]]) for group in self._groups(event, keys))
        twins = (
            next((each for each in others.near(word, self._is_over(place)) if _may_be_one(each, event)), None)
            for others, word in found
            if others is not None
        )
        return [twin for twin in twins if twin is not None]

    def _groups(self, event: Event, keys: dict[int, str]) -> list[_Group]:
        everywhere = event.is_everywhere
        return list(product([REAL, *self._history.world.pods] if everywhere else self._history.homes(event), keys))

    def _is_over(self, place: int) -> Callable[[Event], bool]:
        """Return whether an event is over before any from a place on begins, so that none of them overlaps it."""
        least = self._least[place]
        return lambda other: other.date.last < least

    @cached_property
    def _least(self) -> Sequence[float]:
        """The first day of any event from each place on. The order of time is not that of first days."""
        backward = accumulate((event.date.first for event in reversed(self._events)), min)
        return array("d", backward)[::-1]

    def _earlier(self, place: int) -> dict[_Group, Entries[Event]]:
        """Return the events before a place by group."""
        for each in range(self._added, place):
            event, keys = self._events[each], self._keys_at(each)
            for group in self._groups(event, keys):
                self._known.setdefault(group, Entries()).add(keys[group[1]], event)
        self._added = place
        return self._known

    def _keys_at(self, place: int) -> dict[int, str]:
        """Return the keys of a title that another title has, too."""
        keys = shared_keys(self._events[place].title)  # worked out again: those of all events would fill the memory
        return {key: word for key, word in keys.items() if key in self._shared}

    @cached_property
    def _shared(self) -> set[int]:
        """The keys that several titles have."""
        once: set[int] = set()
        again: set[int] = set()
        for event in self._events:
            for key in shared_keys(event.title):
                (again if key in once else once).add(key)
        return again


def _may_be_one(first: Event, second: Event) -> bool:
    if not first.date.overlaps(second.date) or first.id in second.because or second.id in first.because:
        return False
    return alike(first.title, second.title, ALIKE_TITLES)
