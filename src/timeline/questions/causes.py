"""Why things happened and what came of them: the web of `because`, walked in either direction.

The web may have more chains than anyone can list, and circles, so nothing here walks it chain by chain: every event has
one place in a tree, at the end of the shortest chain that leads to it, and its further causes are named there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.ages import whole_years
from timeline.model.causality import effects_by_cause
from timeline.model.causes import Chain, Reach, Step
from timeline.model.events import REAL
from timeline.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle

Direction = Literal["causes", "effects"]
Links = dict[str, list[str]]
"""The ids that each id leads to, in the order of time; an id that leads nowhere may be missing."""

Parents = Mapping[str, str | None]
"""What each id is reached from; None for the start."""

EVERYTHING = Query()


class Web(NamedTuple):
    """All events of a history, with the causes and the effects of each."""

    events: Mapping[str, Event]
    causes: Links
    effects: Links

    def links(self, direction: Direction) -> Links:
        return self.causes if direction == "causes" else self.effects


def web_of(chronicle: Chronicle) -> Web:
    """Return the causal web of a history."""
    events = {event.id: event for event in chronicle}
    ranks = {event_id: rank for rank, event_id in enumerate(events)}
    causes = {
        event.id: sorted({cause for cause in event.because if cause in events} - {event.id}, key=ranks.__getitem__)
        for event in events.values()
    }
    effects = effects_by_cause(events.values())
    return Web(
        events, causes, {cause: [e for e in dict.fromkeys(found) if e != cause] for cause, found in effects.items()}
    )


def why(chronicle: Chronicle, start: Event, query: Query = EVERYTHING, depth: int | None = None) -> Chain:
    """Return what led to an event, back to where the chains of causes begin, the event itself first.

    `query` keeps those steps that fit it, and orders branches; `depth` is the longest chain to follow.
    Raises `UsageError` for a filter that makes no sense of this data.
    """
    return _tree(chronicle, start, "causes", query, depth)


def ripple(chronicle: Chronicle, start: Event, query: Query = EVERYTHING, depth: int | None = None) -> Chain:
    """Return all that follows from an event, the event itself first; parameters as of `why`."""
    return _tree(chronicle, start, "effects", query, depth)


def farthest(chronicle: Chronicle, query: Query = EVERYTHING) -> list[Reach]:
    """Return how far the events reach that a query asks for and from which anything follows, the farthest first.

    That is the one from which most events follow, then the one that reaches over most years, then the earlier.
    """
    web = web_of(chronicle)
    reaches = _reaches(web, web.events)
    found = [reaches[event.id] for event in chronicle.ask(query._replace(limit=None, reverse=False))]
    ranked = sorted((each for each in found if each.events), key=lambda each: (-each.events, -(each.years or 0)))
    if query.reverse:
        ranked.reverse()
    return ranked[: query.limit]


def _tree(chronicle: Chronicle, start: Event, direction: Direction, query: Query, depth: int | None) -> Chain:
    web = web_of(chronicle)
    parents = _shortest(web.links(direction), start.id)
    depths = _depths(parents)
    fitting = (chronicle.ids(chronicle.where(query)) & parents.keys()) | {start.id}
    listed = {each for each in fitting if depth is None or depths[each] <= depth}
    rank = chronicle.sort_key(query.sort)
    ordered = sorted(listed, key=lambda each: rank(web.events[each]), reverse=query.reverse)
    places = _laid_out(start.id, ordered, {each: _nearest(parents, each, listed) for each in listed})
    if query.limit is not None:
        places = places[: max(query.limit, 1)]
    pod = chronicle.pods.get(start.timeline or REAL)
    steps = _steps(chronicle, web, direction, parents, depths, places)
    return Chain(steps, len(fitting) - len(steps), None if pod in parents else pod)


def _steps(
    chronicle: Chronicle,
    web: Web,
    direction: Direction,
    parents: Parents,
    depths: Mapping[str, int],
    places: list[_Place],
) -> tuple[Step, ...]:
    numbers = {place.id: number for number, place in enumerate(places, start=1)}
    paths = _paths(web.links(direction), places[0].id, parents)
    reaches = _reaches(web, numbers)
    return tuple(
        Step(
            number=numbers[place.id],
            event=web.events[place.id],
            depth=depths[place.id],
            after=None if place.parent is None else numbers[place.parent],
            level=place.level,
            also=_also(web, place.id, parents, numbers, direction),
            paths=paths.get(place.id),
            reach=reaches[place.id],
            pod_of=tuple(timeline for timeline, pod in chronicle.pods.items() if pod == place.id),
        )
        for place in places
    )


def _shortest(links: Links, start: str) -> dict[str, str | None]:
    """Return, for everything that the start leads to, what it is reached from by a shortest chain; nearer ones first."""
    parents: dict[str, str | None] = {start: None}
    waiting = [start]
    for current in waiting:
        for other in links.get(current, ()):
            if other not in parents:
                parents[other] = current
                waiting.append(other)
    return parents


def _depths(parents: Parents) -> dict[str, int]:
    depths: dict[str, int] = {}
    for each, parent in parents.items():
        depths[each] = 0 if parent is None else depths[parent] + 1
    return depths


def _nearest(parents: Parents, each: str, listed: Collection[str]) -> str | None:
    """Return the nearest of those on the way to an id that is listed."""
    above = parents[each]
    while above is not None and above not in listed:
        above = parents[above]
    return above


class _Place(NamedTuple):
    id: str
    parent: str | None
    level: int


def _laid_out(start: str, ordered: Iterable[str], parents: Parents) -> list[_Place]:
    """Return the places of a tree from the start down, the branches of each event in the given order.

    The branch that holds the most (the last of such) goes on in its parent's level, after the others, which lie a level
    further off. So the levels grow no faster than the logarithm of the number of events.
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
    places: list[_Place] = []
    stack = [_Place(start, None, 0)]
    while stack:
        place = stack.pop()
        places.append(place)
        branches = children.get(place.id, [])
        if branches:
            main = max(reversed(branches), key=sizes.__getitem__)
            stack.append(_Place(main, place.id, place.level))
            stack += [_Place(each, place.id, place.level + 1) for each in reversed(branches) if each != main]
    return places


def _also(web: Web, each: str, parents: Parents, numbers: Mapping[str, int], direction: Direction) -> tuple[int, ...]:
    """Return the numbers of those listed causes of an event that the tree does not show as such."""
    shown = {parents[each]} if direction == "effects" else {c for c in web.causes[each] if parents.get(c) == each}
    return tuple(sorted(numbers[cause] for cause in web.causes[each] if cause in numbers and cause not in shown))


def _paths(links: Links, start: str, reached: Iterable[str]) -> dict[str, int]:
    """Return by how many chains each is reached from the start; nothing for what lies on or behind a circle."""
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


def _reaches(web: Web, wanted: Iterable[str]) -> dict[str, Reach]:
    """Return how far each of the wanted events reaches."""
    following, last_days = _followers(web)
    reaches = {}
    for each in wanted:
        first, last = web.events[each].date.earliest, last_days[each]
        years = None if first is None else 0 if last is None else max(0, whole_years(first, last))
        reaches[each] = Reach(web.events[each], following[each].bit_count(), years)
    return reaches


def _followers(web: Web) -> tuple[dict[str, int], dict[str, int | None]]:
    """Return for each event the set of all that follow from it, as the bits of a number, and the last of their first days.

    Going back in time, one round does it where causes come before effects and a second one confirms it; circles and
    effects recorded before their causes take a few more. An event that follows from itself is not in its own set.
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
