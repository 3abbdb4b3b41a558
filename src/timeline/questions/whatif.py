"""What would fall without an event, what stands again in its place, and on which events the most depends.

An event falls if all of its chains of causes run through the one that is taken away (`timeline.model.hinges`). The web is
that of all timelines together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.causality import (
    TreePlace,
    Web,
    depths_of,
    further_causes,
    nearest_listed,
    tree_order,
    web_of,
)
from timeline.model.events import REAL
from timeline.model.hinges import Fall, Hinges, hinges_of
from timeline.model.query import EVERY_EVENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.model.world import World
    from timeline.store.chronicle import Chronicle

Fate = Literal["removed", "falls", "stands again", "weakened"]


class Outcome(NamedTuple):
    """What becomes of one event; the first is the event that is taken away."""

    number: int
    """Its place in the listing, from 1 on."""
    fate: Fate
    event: Event
    pod_of: tuple[str, ...]
    """The timelines of which it is the point of divergence."""
    depth: int | None = None
    """How many steps it hangs below the first event in the tree; None for what does not fall."""
    after: int | None = None
    """The number of the event that it hangs from: the nearest one listed without which it falls."""
    level: int = 0
    """How many branches it lies off the main line of the tree."""
    also: tuple[int, ...] = ()
    """The numbers of its causes that stand elsewhere in the tree."""
    fall: Fall | None = None
    """What would fall without it alone; None for what does not fall itself."""
    loses: tuple[Event, ...] = ()
    """Of what is weakened: its causes that fall."""
    keeps: tuple[Event, ...] = ()
    """Of what is weakened: its causes that remain."""
    instead_of: tuple[Event, ...] = ()
    """Of what stands again: the events that fall and that moved, replaced or averted it."""
    stands_in: tuple[str, ...] = ()
    """Of what stands again: the timelines in which it does."""


class WhatIf(NamedTuple):
    """A history without one of its events."""

    outcomes: tuple[Outcome, ...]
    """The event itself, the tree of what falls, what stands again and what is weakened, as far as it matches."""
    fall: Fall
    """How many events fall, and when; like the other counts, whether they match or not."""
    standing_again: int
    weakened: int
    left_out: int
    """How many outcomes match and lie beyond the limit."""


class Hinge(NamedTuple):
    """An event on which others depend alone."""

    rank: int
    """Its place among the hinges that match, from 1 on."""
    event: Event
    fall: Fall
    pod_of: tuple[str, ...]


def whatif(chronicle: Chronicle, start: Event, query: Query = EVERY_EVENT) -> WhatIf:
    """Return what falls, stands again and is weakened without an event, in any timeline.

    `query` selects outcomes and orders them. Raises `UsageError` for a filter with an unknown name.
    """
    web = web_of(chronicle)
    hinges = hinges_of(web)
    fallen = hinges.fall_without(start.id)
    again = _standing_again(chronicle.world, web, fallen)
    weakened = _weakened(chronicle.world, web, fallen)
    fitting = chronicle.ids(chronicle.where(query)) | {start.id}
    rank = chronicle.sort_key(query.sort)

    def ordered(ids: Iterable[str]) -> list[str]:
        found = (each for each in ids if each in fitting)
        return sorted(found, key=lambda each: rank(web.events[each]), reverse=query.reverse)

    listed = ordered(fallen)
    above = {each: nearest_listed(fallen, each, fitting) for each in listed}
    places = tree_order(start.id, listed, above)
    outcomes = [
        *_tree(chronicle.world, web, hinges, places),
        *(again[each] for each in ordered(again)),
        *(weakened[each] for each in ordered(weakened)),
    ]
    limit = len(outcomes) if query.limit is None else max(query.limit, 1)
    shown = tuple(each._replace(number=number) for number, each in enumerate(outcomes[:limit], start=1))
    return WhatIf(shown, hinges.falls[start.id], len(again), len(weakened), len(outcomes) - len(shown))


def _tree(world: World, web: Web, hinges: Hinges, places: list[TreePlace]) -> Iterable[Outcome]:
    """Yield the event that is taken away and what falls, from the top of the tree down."""
    numbers = {place.id: number for number, place in enumerate(places, start=1)}
    parents = {place.id: place.parent for place in places}
    depths = depths_of(parents)
    for place in places:
        yield Outcome(
            number=numbers[place.id],
            fate="removed" if place.parent is None else "falls",
            event=web.events[place.id],
            pod_of=world.pod_of(place.id),
            depth=depths[place.id],
            after=None if place.parent is None else numbers[place.parent],
            level=place.level,
            also=() if place.parent is None else further_causes(web, place.id, parents, numbers, "effects"),
            fall=hinges.falls[place.id],
        )


def _weakened(world: World, web: Web, fallen: Collection[str]) -> dict[str, Outcome]:
    """Return the events that lose a cause and keep another."""
    found = dict.fromkeys(effect for each in fallen for effect in web.effects.get(each, ()) if effect not in fallen)
    return {
        each: Outcome(
            number=0,
            fate="weakened",
            event=web.events[each],
            pod_of=world.pod_of(each),
            loses=tuple(web.events[cause] for cause in web.causes[each] if cause in fallen),
            keeps=tuple(web.events[cause] for cause in web.causes[each] if cause not in fallen),
        )
        for each in found
    }


def _standing_again(world: World, web: Web, fallen: Collection[str]) -> dict[str, Outcome]:
    """Return the events that happen after all, where nothing is left that moves, replaces or averts them.

    They do so in the timelines that held what falls, and do not hold them anyway.
    """
    linking: dict[str, list[Event]] = {}
    for event in web.events.values():
        for _, target in event.links:
            linking.setdefault(target, []).append(event)
    lines = [line for line in world.lineages.values() if line.id != REAL]
    found = {}
    targets = dict.fromkeys(target for each in fallen for _, target in web.events[each].links)
    for target in targets:
        if target not in web.events or target in fallen:
            continue
        event = web.events[target]
        gone: dict[str, Event] = {}
        stands_in = []
        for line in lines:
            here = [other for other in linking[target] if line.holds(other)]
            if here and all(other.id in fallen for other in here) and not line.holds(event):
                gone |= {other.id: other for other in here}
                stands_in.append(line.id)
        if stands_in:
            found[target] = Outcome(
                number=0,
                fate="stands again",
                event=event,
                pod_of=world.pod_of(target),
                instead_of=tuple(sorted(gone.values(), key=lambda other: other.rank)),
                stands_in=tuple(stands_in),
            )
    return found


def hinges(chronicle: Chronicle, query: Query = EVERY_EVENT) -> list[Hinge]:
    """Return the events that match a query and without which others fall, those without which the most fall first.

    Equal ones are ranked by the years that these span, then by date.
    """
    falls = hinges_of(web_of(chronicle)).falls
    events = chronicle.ask(query._replace(limit=None, reverse=False))
    ranked = sorted((event for event in events if falls[event.id].events), key=lambda event: _weight(falls[event.id]))
    found = [
        Hinge(rank, event, falls[event.id], chronicle.world.pod_of(event.id))
        for rank, event in enumerate(ranked, start=1)
    ]
    if query.reverse:
        found.reverse()
    return found[: query.limit]


def _weight(fall: Fall) -> tuple[int, int]:
    """Return a sort key that puts the farthest fall first."""
    return -fall.events, (fall.first_year or 0) - (fall.last_year or 0)
