"""What came of an event, and which events have the most consequences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.causality import Reach, reaches_of, web_of
from timeline.questions.why import EVERYTHING, Chain, tree_of

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


def ripple(chronicle: Chronicle, start: Event, query: Query = EVERYTHING, depth: int | None = None) -> Chain:
    """Return all that follows from an event, the event itself first; parameters as of `why`."""
    return tree_of(chronicle, start, "effects", query, depth)


def farthest(chronicle: Chronicle, query: Query = EVERYTHING) -> list[Reach]:
    """Return how far the events reach that a query asks for and from which anything follows, the farthest first.

    That is the one from which most events follow, then the one that reaches over most years, then the earlier.
    """
    web = web_of(chronicle)
    reaches = reaches_of(web, web.events)
    found = [reaches[event.id] for event in chronicle.ask(query._replace(limit=None, reverse=False))]
    ranked = sorted((each for each in found if each.events), key=lambda each: (-each.events, -(each.years or 0)))
    if query.reverse:
        ranked.reverse()
    return ranked[: query.limit]
