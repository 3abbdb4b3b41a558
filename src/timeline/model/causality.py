"""The web of `because`: what follows from an event, the tree of its causes or effects, and causes in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from timeline.model.events import Event


class Cause(NamedTuple):
    """One entry of an event's `because`."""

    effect: Event
    position: int
    """Its index in `because`."""
    cause: Event


def effects_by_cause(events: Iterable[Event]) -> dict[str, list[str]]:
    """Return the ids of the direct effects of each cause."""
    effects: dict[str, list[str]] = {}
    for event in events:
        for cause in event.because:
            effects.setdefault(cause, []).append(event.id)
    return effects


def all_effects(direct: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Return the ids of all events that follow from `start`, itself included."""
    found, waiting = {start}, [start]
    while waiting:
        for effect in direct.get(waiting.pop(), ()):
            if effect not in found:
                found.add(effect)
                waiting.append(effect)
    return found


class Causes:
    """The causes of events, of which those with a late place are found without a look at all others.

    Of each event that was asked for, and of its causes, the last place among itself and all its causes is known.
    """

    def __init__(self, by_id: Mapping[str, Event]) -> None:
        """`by_id` has all events; causes that are not among them are left out."""
        self._by_id = by_id
        self._last: dict[str, float] = {}

    def placed_from(self, event: Event, place: float) -> list[Event]:
        """Return the direct and indirect causes of an event that have this place in the order of time or a later one."""
        if event.id not in self._last:
            self._learn(event.id)
        found = {event.id: event}
        for current in (waiting := [event]):
            for cause in current.because:
                if cause not in found and cause in self._last and self._last[cause] >= place:
                    found[cause] = self._by_id[cause]
                    waiting.append(found[cause])
        return [cause for cause in waiting[1:] if cause.date.place >= place]

    def _learn(self, start: str) -> None:
        """Find the last place of an event and of each of its causes, where it is not known yet."""
        lasts = {start: self._by_id[start].date.place}
        effects: dict[str, list[str]] = {}
        for current in (waiting := [start]):
            for cause in self._by_id[current].because:
                if cause in self._last:
                    lasts[current] = max(lasts[current], self._last[cause])
                elif cause in self._by_id:
                    effects.setdefault(cause, []).append(current)
                    if cause not in lasts:
                        lasts[cause] = self._by_id[cause].date.place
                        waiting.append(cause)
        for latest in sorted(lasts, key=lasts.__getitem__, reverse=True):
            ahead = [latest]
            while ahead:  # causes may run in a circle
                each = ahead.pop()
                if each not in self._last:
                    self._last[each] = lasts[latest]
                    ahead += effects.get(each, ())


def circles(events: Iterable[Event], by_id: Mapping[str, Event]) -> list[list[Cause]]:
    """Return each circle of causes once, the entry that closes it last."""
    found: list[list[Cause]] = []
    done: set[str] = set()
    for start in events:
        path: list[Cause] = []
        """How the walk got here: the effect of each entry is the cause of the entry before."""
        depth = {start.id: 0}
        stack = [] if start.id in done else [(start, iter(enumerate(start.because)))]
        while stack:
            effect, causes = stack[-1]
            index, cause_id = next(causes, (-1, ""))
            cause = by_id.get(cause_id)
            if index < 0:
                done.add(effect.id)
                del depth[effect.id]
                stack.pop()
                del path[-1:]
            elif cause is not None and cause_id in depth:
                found.append([*path[depth[cause_id] :], Cause(effect, index, cause)])
            elif cause is not None and cause_id not in done:
                path.append(Cause(effect, index, cause))
                depth[cause_id] = len(stack)
                stack.append((cause, iter(enumerate(cause.because))))
    return found


Direction = Literal["causes", "effects"]


Links = dict[int, list[int]]
"""The ranks of the events that each event leads to, in the order of time; an event that leads nowhere may be missing."""


Parents = Mapping[int, int | None]
"""What each event is reached from, by rank, nearer ones first; None for the start."""


class Web(NamedTuple):
    """Events by rank, with the causes and the effects of each among them."""

    causes: Links
    effects: Links
    years: Mapping[int, int]
    """The year in which each begins, in the order of time."""


def reversed_links(links: Links) -> Links:
    """Return links the other way round."""
    found: Links = {}
    for each in sorted(links):
        for other in links[each]:
            found.setdefault(other, []).append(each)
    return found


def shortest_chains(links: Links, start: int) -> dict[int, int | None]:
    """Return the predecessor of each reachable event on a shortest chain from `start`, nearer events first."""
    parents: dict[int, int | None] = {start: None}
    waiting = [start]
    for current in waiting:
        for other in links.get(current, ()):
            if other not in parents:
                parents[other] = current
                waiting.append(other)
    return parents


def depths_of(parents: Parents) -> dict[int, int]:
    depths: dict[int, int] = {}
    for each, parent in parents.items():
        depths[each] = 0 if parent is None else depths[parent] + 1
    return depths


def nearest_listed(parents: Parents, listed: Collection[int]) -> dict[int, int | None]:
    """Return the nearest listed predecessor of each event."""
    nearest: dict[int, int | None] = {}
    for each, parent in parents.items():
        nearest[each] = parent if parent is None or parent in listed else nearest[parent]
    return nearest


class TreePlace(NamedTuple):
    """The position of an event in a tree: its parent, and how many branches it is away from the main line."""

    rank: int
    parent: int | None
    level: int


def tree_order(start: int, ordered: Iterable[int], parents: Parents) -> list[TreePlace]:
    """Return the positions of a tree from `start` down, the branches of each event in the given order.

    The largest branch (the last one of several) comes last and stays on its parent's level; the others are one level
    further off. The number of levels grows with the logarithm of the number of events.
    """
    children: dict[int | None, list[int]] = {}
    for each in ordered:
        children.setdefault(parents[each], []).append(each)
    downward = [start]
    for each in downward:
        downward += children.get(each, ())
    sizes: Counter[int | None] = Counter()
    for each in reversed(downward):
        sizes[each] += 1
        sizes[parents[each]] += sizes[each]
    places: list[TreePlace] = []
    stack = [TreePlace(start, None, 0)]
    while stack:
        place = stack.pop()
        places.append(place)
        branches = children.get(place.rank, [])
        if branches:
            main = max(reversed(branches), key=sizes.__getitem__)
            stack.append(TreePlace(main, place.rank, place.level))
            stack += [TreePlace(each, place.rank, place.level + 1) for each in reversed(branches) if each != main]
    return places


def further_causes(
    causes: Links, each: int, parents: Parents, numbers: Mapping[int, int], direction: Direction
) -> tuple[int, ...]:
    """Return the numbers of the listed causes of an event that are not its parent in the tree."""
    own = causes.get(each, ())
    shown = {parents[each]} if direction == "effects" else {cause for cause in own if parents.get(cause) == each}
    return tuple(sorted(numbers[cause] for cause in own if cause in numbers and cause not in shown))


def chain_counts(links: Links, start: int, reached: Iterable[int]) -> dict[int, int]:
    """Return how many chains lead from `start` to each event; events on or beyond a circle are left out."""
    waits = Counter(other for each in reached for other in links.get(each, ()))
    counts = Counter({start: 1})
    ready = [] if waits[start] else [start]
    for each in ready:
        for other in links.get(each, ()):
            counts[other] += counts[each]
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    return {each: counts[each] for each in ready}


class Reach(NamedTuple):
    """How much follows from an event."""

    event: Event
    events: int
    """How many other events follow from it, directly or not."""
    years: int | None
    """Whole years from its first day to the latest first day of those; None if its own start is open."""
