"""Why things happened: what led to an event, in a tree of its causes.

There may be circles, and more chains than anyone can list. So every event has one place in the tree, at the end of the
shortest chain that leads to it, and its other causes are named there. Only what the event leads to is read.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.causality import (
    Direction,
    Links,
    Parents,
    Reach,
    TreePlace,
    chain_counts,
    depths_of,
    further_causes,
    nearest_listed,
    reversed_links,
    shortest_chains,
    tree_order,
)
from timeline.model.events import REAL
from timeline.model.query import EVERY_EVENT
from timeline.questions.reach import reaches
from timeline.store.conditions import EVERYTHING, ranked, with_id

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


def why(chronicle: Chronicle, start: Event, query: Query = EVERY_EVENT, depth: int | None = None) -> Chain:
    """Return an event, and then everything that led to it, back to the first causes.

    `query` selects the steps and sorts the branches; `depth` is the length of the longest chain to follow.
    Raises `UsageError` for a filter with an unknown name.
    """
    return tree_of(chronicle, start, "causes", query, depth)


def tree_of(chronicle: Chronicle, start: Event, direction: Direction, query: Query, depth: int | None) -> Chain:
    (first,) = chronicle.ranks(with_id([start.id]))
    links = chronicle.reached([first], direction)
    parents = shortest_chains(links, first)
    depths = depths_of(parents)
    fitting = {*fitting_ranks(chronicle, query, parents), first}
    listed = {each for each in fitting if depth is None or depths[each] <= depth}
    places = tree_order(first, in_order(chronicle, query, listed), nearest_listed(parents, listed))
    if query.limit is not None:
        places = places[: max(query.limit, 1)]
    tree = Tree(chronicle, direction, links, parents, places)
    steps = tree.steps(depths)
    pod = chronicle.world.pods.get(start.timeline or REAL)
    is_missed = pod is not None and not parents.keys() & chronicle.ranks(with_id([pod.id]))
    return Chain(steps, len(fitting) - len(steps), pod.id if pod and is_missed else None)


def fitting_ranks(chronicle: Chronicle, query: Query, among: Collection[int]) -> Collection[int]:
    """Return which of some events match a query, by their ranks."""
    fits = chronicle.where(query)
    return among if fits == EVERYTHING else chronicle.ranks(ranked(among) & fits)


def in_order(chronicle: Chronicle, query: Query, ranks: Collection[int]) -> list[int]:
    """Return ranks in the order of a query."""
    aired = chronicle.aired(ranks) if query.sort == "aired" else None
    return sorted(ranks, key=None if aired is None else aired.__getitem__, reverse=query.reverse)


class Tree:
    """A tree of causes or effects, and what is worked out for its steps once it is asked for."""

    def __init__(
        self,
        chronicle: Chronicle,
        direction: Direction,
        links: Links,
        parents: Parents,
        places: Sequence[TreePlace],
    ) -> None:
        self._chronicle = chronicle
        self._direction = direction
        self._links = links
        self._parents = parents
        self._places = places
        self._events = chronicle.by_rank(place.rank for place in places)
        if direction == "effects":  # it is shown with each step
            self.reaches = self._reaches()

    def steps(self, depths: Mapping[int, int]) -> tuple[Step, ...]:
        """Return its steps."""
        numbers = {place.rank: number for number, place in enumerate(self._places, start=1)}
        causes = self._links if self._direction == "causes" else reversed_links(self._links)
        return tuple(
            Step(
                number=numbers[place.rank],
                event=self._events[place.rank],
                depth=depths[place.rank],
                after=None if place.parent is None else numbers[place.parent],
                level=place.level,
                also=further_causes(causes, place.rank, self._parents, numbers, self._direction),
                pod_of=self._chronicle.world.pod_of(self._events[place.rank].id),
                tree=self,
            )
            for place in self._places
        )

    @cached_property
    def paths(self) -> Mapping[str, int]:
        """How many chains connect each event, by its id, with the first one."""
        counts = chain_counts(self._links, self._places[0].rank, self._parents)
        return {event.id: counts[rank] for rank, event in self._events.items() if rank in counts}

    @cached_property
    def reaches(self) -> Mapping[str, Reach]:
        """How much follows from each event, by its id."""
        return self._reaches()

    def _reaches(self) -> Mapping[str, Reach]:
        is_all_read = self._direction == "effects"
        effects = self._links if is_all_read else self._chronicle.reached(self._events, "effects")
        return {reach.event.id: reach for reach in reaches(self._chronicle, effects, self._events)}


class Step(NamedTuple):
    """One event in a tree of causes or consequences; the first is the event in question."""

    number: int
    """Its place in the list, from 1 on."""
    event: Event
    depth: int
    """The number of links in the shortest chain to it."""
    after: int | None
    """The number of its parent in the tree; None for the first."""
    level: int
    """How many branches it is away from the main line of the tree."""
    also: tuple[int, ...]
    """The numbers of its other causes, which are elsewhere in the tree."""
    pod_of: tuple[str, ...]
    """The timelines of which it is the point of divergence."""
    tree: Tree
    """The tree that it is in."""

    @property
    def paths(self) -> int | None:
        """How many different chains connect it with the event in question; None if causes run in a circle."""
        return self.tree.paths.get(self.event.id)

    @property
    def reach(self) -> Reach:
        """How much follows from it. In the answer to `why`, it is worked out when it is first asked for."""
        return self.tree.reaches[self.event.id]


class Chain(NamedTuple):
    """The tree of causes or of consequences of an event."""

    steps: tuple[Step, ...]
    """The event in question first, then the tree from the top down."""
    left_out: int
    """How many matching events are beyond the depth or the limit."""
    missed_pod: str | None
    """The point of divergence of the event's timeline, if it is not in the whole tree."""
