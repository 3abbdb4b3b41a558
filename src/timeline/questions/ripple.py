"""What follows from an event, and which events have the most consequences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.causality import Links, Reach
from timeline.model.query import EVERY_EVENT
from timeline.questions.reach import extents
from timeline.questions.why import Chain, tree_of

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


class Ranking(NamedTuple):
    """The first events of a ranking, and how many there are in all."""

    reaches: list[Reach]
    total: int


def ripple(chronicle: Chronicle, start: Event, query: Query = EVERY_EVENT, depth: int | None = None) -> Chain:
    """Return everything that follows from an event, the event first; the parameters are those of `why`."""
    return tree_of(chronicle, start, "effects", query, depth)


def farthest(chronicle: Chronicle, query: Query = EVERY_EVENT) -> list[Reach]:
    """Return the events that match a query and have consequences, with their reach, the farthest first.

    Events are ranked by the number of events that follow from them, then by the years that these span, then by date.
    """
    return ranking(chronicle, query, query.limit).reaches


def ranking(chronicle: Chronicle, query: Query, limit: int | None) -> Ranking:
    """Return the first events of a ranking as `farthest` has it, and their number without the limit."""
    effects: Links = {}
    for effect, _, cause in chronicle.ties("because"):
        effects.setdefault(cause, []).append(effect)
    found = extents(chronicle, effects, effects.keys())
    ranks = [rank for rank in chronicle.ranks(chronicle.where(query), query.sort) if rank in found]
    ranks.sort(key=lambda rank: (-found[rank][0], -(found[rank][1] or 0)))
    if query.reverse:
        ranks.reverse()
    events = chronicle.by_rank(ranks[:limit])
    return Ranking([Reach(events[rank], *found[rank]) for rank in ranks[:limit]], len(ranks))
