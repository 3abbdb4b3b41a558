"""What would fall without an event, what stands again in its place, and on which events the most depends.

An event falls if all of its chains of causes run through the one that is taken away (`timeline.model.hinges`). The web is
that of all timelines together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.causality import (
    Links,
    TreePlace,
    Web,
    depths_of,
    further_causes,
    nearest_listed,
    reversed_links,
    tree_order,
)
from timeline.model.events import LINKS, REAL
from timeline.model.hinges import Fall, Hinges, falling, hinges_of
from timeline.model.query import EVERY_EVENT
from timeline.questions.why import fitting_ranks, in_order
from timeline.store.conditions import with_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from timeline.model.events import Event
    from timeline.model.query import Query
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


class Ranking(NamedTuple):
    """The first hinges of a ranking, and how many there are in all."""

    hinges: list[Hinge]
    total: int


def whatif(chronicle: Chronicle, start: Event, query: Query = EVERY_EVENT) -> WhatIf:
    """Return what falls, stands again and is weakened without an event, in any timeline.

    `query` selects outcomes and orders them. Raises `UsageError` for a filter with an unknown name.
    """
    (first,) = chronicle.ranks(with_id([start.id]))
    web = _Without(chronicle, first)
    hinges = hinges_of(web.falling)
    fallen = hinges.fall_without(first)
    again = _standing_again(chronicle, fallen)
    weakened = _weakened(chronicle, web, fallen)
    fitting = {*fitting_ranks(chronicle, query, [*fallen, *again, *weakened]), first}

    def ordered(ranks: Iterable[int]) -> list[int]:
        return in_order(chronicle, query, [each for each in ranks if each in fitting])

    listed = ordered(fallen)
    places = tree_order(first, listed, nearest_listed(fallen, fitting))
    outcomes = [
        *_tree(chronicle, web, hinges, places),
        *(again[each] for each in ordered(again)),
        *(weakened[each] for each in ordered(weakened)),
    ]
    limit = len(outcomes) if query.limit is None else max(query.limit, 1)
    shown = tuple(each._replace(number=number) for number, each in enumerate(outcomes[:limit], start=1))
    return WhatIf(shown, hinges.falls[first], len(again), len(weakened), len(outcomes) - len(shown))


class _Without:
    """What follows from an event, and what falls without it, by ranks."""

    def __init__(self, chronicle: Chronicle, start: int) -> None:
        self.effects = chronicle.reached([start], "effects")
        reached = {start, *(effect for found in self.effects.values() for effect in found)}
        self.causes = chronicle.causes(reached)
        self.falling = falling(self.causes, self.effects, start, chronicle.years(reached))


def _tree(chronicle: Chronicle, web: _Without, hinges: Hinges, places: list[TreePlace]) -> Iterable[Outcome]:
    """Yield the event that is taken away and what falls, from the top of the tree down."""
    numbers = {place.rank: number for number, place in enumerate(places, start=1)}
    parents = {place.rank: place.parent for place in places}
    depths = depths_of(parents)
    events = chronicle.by_rank(numbers)
    for place in places:
        yield Outcome(
            number=numbers[place.rank],
            fate="removed" if place.parent is None else "falls",
            event=events[place.rank],
            pod_of=chronicle.world.pod_of(events[place.rank].id),
            depth=depths[place.rank],
            after=None if place.parent is None else numbers[place.parent],
            level=place.level,
            also=() if place.parent is None else further_causes(web.causes, place.rank, parents, numbers, "effects"),
            fall=hinges.falls[place.rank],
        )


def _weakened(chronicle: Chronicle, web: _Without, fallen: Collection[int]) -> dict[int, Outcome]:
    """Return the events that lose a cause and keep another."""
    found = {effect for each in fallen for effect in web.effects.get(each, ()) if effect not in fallen}
    events = chronicle.by_rank({*found, *(cause for each in found for cause in web.causes[each])})
    return {
        each: Outcome(
            number=0,
            fate="weakened",
            event=events[each],
            pod_of=chronicle.world.pod_of(events[each].id),
            loses=tuple(events[cause] for cause in web.causes[each] if cause in fallen),
            keeps=tuple(events[cause] for cause in web.causes[each] if cause not in fallen),
        )
        for each in found
    }


def _standing_again(chronicle: Chronicle, fallen: Mapping[int, int | None]) -> dict[int, Outcome]:
    """Return the events that happen after all, where nothing is left that moves, replaces or averts them.

    They do so in the timelines that held what falls, and do not hold them anyway.
    """
    targets = {target for _, target in chronicle.ties_from(fallen, *LINKS) if target not in fallen}
    linking: dict[int, list[int]] = {}
    for source, target in chronicle.ties_to(targets, *LINKS):
        linking.setdefault(target, []).append(source)
    events = chronicle.by_rank({*targets, *(source for found in linking.values() for source in found)})
    lines = [line for line in chronicle.world.lineages.values() if line.id != REAL]
    found = {}
    for target in targets:
        event = events[target]
        gone: set[int] = set()
        stands_in = []
        for line in lines:
            here = {source for source in linking[target] if line.holds(events[source])}
            if here and here <= fallen.keys() and not line.holds(event):
                gone |= here
                stands_in.append(line.id)
        if stands_in:
            found[target] = Outcome(
                number=0,
                fate="stands again",
                event=event,
                pod_of=chronicle.world.pod_of(event.id),
                instead_of=tuple(events[source] for source in sorted(gone)),
                stands_in=tuple(stands_in),
            )
    return found


def hinges(chronicle: Chronicle, query: Query = EVERY_EVENT) -> list[Hinge]:
    """Return the events that match a query and without which others fall, those without which the most fall first.

    Equal ones are ranked by the years that these span, then by date.
    """
    return ranking(chronicle, query, query.limit).hinges


def ranking(chronicle: Chronicle, query: Query, limit: int | None) -> Ranking:
    """Return the first events of a ranking as `hinges` has it, and their number without the limit."""
    causes: Links = {}
    for effect, _, cause in chronicle.ties("because"):
        causes.setdefault(effect, []).append(cause)
    effects = reversed_links(causes)
    falls = hinges_of(Web(causes, effects, chronicle.years({*causes, *effects}))).falls
    fits = chronicle.ranks(chronicle.where(query), query.sort)
    ranks = [rank for rank in fits if rank in falls and falls[rank].events]
    ranks.sort(key=lambda rank: _weight(falls[rank]))
    numbered = list(enumerate(ranks, start=1))
    if query.reverse:
        numbered.reverse()
    events = chronicle.by_rank(rank for _, rank in numbered[:limit])
    found = [
        Hinge(number, events[rank], falls[rank], chronicle.world.pod_of(events[rank].id))
        for number, rank in numbered[:limit]
    ]
    return Ranking(found, len(ranks))


def _weight(fall: Fall) -> tuple[int, int]:
    """Return a sort key that puts the farthest fall first."""
    return -fall.events, (fall.first_year or 0) - (fall.last_year or 0)
