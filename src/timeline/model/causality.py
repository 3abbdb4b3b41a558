"""The web of `because`: what follows from an event, the tree of its causes or effects, and causes in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.ages import whole_years

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


def all_causes(by_id: Mapping[str, Event], start: str) -> list[str]:
    """Return the ids of all direct and indirect causes of `start`."""
    found = {start: None}
    for current in (waiting := [start]):
        for cause in by_id[current].because:
            if cause in by_id and cause not in found:
                found[cause] = None
                waiting.append(cause)
    return [cause for cause in found if cause != start]


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


Links = dict[str, list[str]]
"""The ids that each id leads to, in the order of time; an id that leads nowhere may be missing."""


Parents = Mapping[str, str | None]
"""What each id is reached from; None for the start."""


class Web(NamedTuple):
    """All events of a history, with the causes and the effects of each."""

    events: Mapping[str, Event]
    causes: Links
    effects: Links

    def links(self, direction: Direction) -> Links:
        return self.causes if direction == "causes" else self.effects


def shortest_chains(links: Links, start: str) -> dict[str, str | None]:
    """Return the predecessor of each reachable id on a shortest chain from `start`, nearer ids first."""
    parents: dict[str, str | None] = {start: None}
    waiting = [start]
    for current in waiting:
        for other in links.get(current, ()):
            if other not in parents:
                parents[other] = current
                waiting.append(other)
    return parents


def depths_of(parents: Parents) -> dict[str, int]:
    depths: dict[str, int] = {}
    for each, parent in parents.items():
        depths[each] = 0 if parent is None else depths[parent] + 1
    return depths


def nearest_listed(parents: Parents, each: str, listed: Collection[str]) -> str | None:
    """Return the nearest listed predecessor of an id."""
    above = parents[each]
    while above is not None and above not in listed:
        above = parents[above]
    return above


class TreePlace(NamedTuple):
    """The position of an event in a tree: its parent, and how many branches it is away from the main line."""

    id: str
    parent: str | None
    level: int


def tree_order(start: str, ordered: Iterable[str], parents: Parents) -> list[TreePlace]:
    """Return the positions of a tree from `start` down, the branches of each event in the given order.

    The largest branch (the last one of several) comes last and stays on its parent's level; the others are one level
    further off. The number of levels grows with the logarithm of the number of events.
    """
    children: dict[str | None, list[str]] = {}
    for each in ordered:
        children.setdefault(parents[each], []).append(each)
    downward = [start]
    for each in downward:
        downward += children.get(each, ())
    sizes: Counter[str | None] = Counter()
    for each in reversed(downward):
        sizes[each] += 1
        sizes[parents[each]] += sizes[each]
    places: list[TreePlace] = []
    stack = [TreePlace(start, None, 0)]
    while stack:
        place = stack.pop()
        places.append(place)
        branches = children.get(place.id, [])
        if branches:
            main = max(reversed(branches), key=sizes.__getitem__)
            stack.append(TreePlace(main, place.id, place.level))
            stack += [TreePlace(each, place.id, place.level + 1) for each in reversed(branches) if each != main]
    return places


def further_causes(
    web: Web, each: str, parents: Parents, numbers: Mapping[str, int], direction: Direction
) -> tuple[int, ...]:
    """Return the numbers of the listed causes of an event that are not its parent in the tree."""
    shown = {parents[each]} if direction == "effects" else {c for c in web.causes[each] if parents.get(c) == each}
    return tuple(sorted(numbers[cause] for cause in web.causes[each] if cause in numbers and cause not in shown))


def chain_counts(links: Links, start: str, reached: Iterable[str]) -> dict[str, int]:
    """Return how many chains lead from `start` to each id; ids on or beyond a circle are left out."""
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


def _followers(web: Web) -> tuple[dict[str, int], dict[str, int | None]]:
    """Return the set of followers of each event, as the bits of a number, and the latest of their first days.

    Going back in time, one round is enough if causes come before effects, and a second one confirms it. Circles, and
    effects recorded before their causes, take a few more. An event that follows from itself is not in its own set.
    """
    backward = list(web.events)[::-1]
    bits = {each: 1 << rank for rank, each in enumerate(backward)}
    following = dict.fromkeys(backward, 0)
    last_days: dict[str, int | None] = dict.fromkeys(backward)
    changed = True
    while changed:
        changed = False
        for each in backward:
            effects = web.effects.get(each, ())
            found = following[each]
            for effect in effects:
                found |= following[effect] | bits[effect]
            changed |= found != following[each]
            following[each] = found
            days = [day for effect in effects for day in (web.events[effect].date.earliest, last_days[effect])]
            last_days[each] = max((day for day in days if day is not None), default=None)
    return {each: found & ~bits[each] for each, found in following.items()}, last_days


def reaches_of(web: Web, wanted: Iterable[str]) -> dict[str, Reach]:
    """Return how much follows from each of the wanted events."""
    following, last_days = _followers(web)
    reaches = {}
    for each in wanted:
        first, last = web.events[each].date.earliest, last_days[each]
        years = None if first is None else 0 if last is None else max(0, whole_years(first, last))
        reaches[each] = Reach(web.events[each], following[each].bit_count(), years)
    return reaches


class Reach(NamedTuple):
    """How much follows from an event."""

    event: Event
    events: int
    """How many other events follow from it, directly or not."""
    years: int | None
    """Whole years from its first day to the latest first day of those; None if its own start is open."""


def web_of(history: Iterable[Event]) -> Web:
    """Return the causal web of a history."""
    events = {event.id: event for event in history}
    ranks = {event_id: rank for rank, event_id in enumerate(events)}
    causes = {
        event.id: sorted({cause for cause in event.because if cause in events} - {event.id}, key=ranks.__getitem__)
        for event in events.values()
    }
    effects = effects_by_cause(events.values())
    return Web(
        events, causes, {cause: [e for e in dict.fromkeys(found) if e != cause] for cause, found in effects.items()}
    )
