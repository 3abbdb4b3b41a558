"""Why things happened: what led to an event, in a tree of its causes.

There may be circles, and more chains than anyone can list. So every event has one place in the tree, at the end of the
shortest chain that leads to it, and its other causes are named there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.causality import (
    Direction,
    Parents,
    Reach,
    TreePlace,
    Web,
    chain_counts,
    depths_of,
    further_causes,
    nearest_listed,
    reaches_of,
    shortest_chains,
    tree_order,
    web_of,
)
from timeline.model.events import REAL
from timeline.model.query import EVERY_EVENT

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    web = web_of(chronicle)
    parents = shortest_chains(web.links(direction), start.id)
    depths = depths_of(parents)
    fitting = (chronicle.ids(chronicle.where(query)) & parents.keys()) | {start.id}
    listed = {each for each in fitting if depth is None or depths[each] <= depth}
    rank = chronicle.sort_key(query.sort)
    ordered = sorted(listed, key=lambda each: rank(web.events[each]), reverse=query.reverse)
    places = tree_order(start.id, ordered, {each: nearest_listed(parents, each, listed) for each in listed})
    if query.limit is not None:
        places = places[: max(query.limit, 1)]
    pod = chronicle.world.pods.get(start.timeline or REAL)
    steps = _steps(chronicle, web, direction, parents, depths, places)
    return Chain(steps, len(fitting) - len(steps), None if pod is None or pod.id in parents else pod.id)


def _steps(
    chronicle: Chronicle,
    web: Web,
    direction: Direction,
    parents: Parents,
    depths: Mapping[str, int],
    places: list[TreePlace],
) -> tuple[Step, ...]:
    numbers = {place.id: number for number, place in enumerate(places, start=1)}
    paths = chain_counts(web.links(direction), places[0].id, parents)
    reaches = reaches_of(web, numbers)
    return tuple(
        Step(
            number=numbers[place.id],
            event=web.events[place.id],
            depth=depths[place.id],
            after=None if place.parent is None else numbers[place.parent],
            level=place.level,
            also=further_causes(web, place.id, parents, numbers, direction),
            paths=paths.get(place.id),
            reach=reaches[place.id],
            pod_of=chronicle.world.pod_of(place.id),
        )
        for place in places
    )


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
    paths: int | None
    """How many different chains connect it with the event in question; None if causes run in a circle."""
    reach: Reach
    pod_of: tuple[str, ...]
    """The timelines of which it is the point of divergence."""


class Chain(NamedTuple):
    """The tree of causes or of consequences of an event."""

    steps: tuple[Step, ...]
    """The event in question first, then the tree from the top down."""
    left_out: int
    """How many matching events are beyond the depth or the limit."""
    missed_pod: str | None
    """The point of divergence of the event's timeline, if it is not in the whole tree."""
