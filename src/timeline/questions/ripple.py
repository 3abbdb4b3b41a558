"""What follows from an event, and which events have the most consequences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.causality import Reach, reaches_of, web_of
from timeline.model.query import EVERY_EVENT
from timeline.questions.why import Chain, tree_of

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


def ripple(chronicle: Chronicle, start: Event, query: Query = EVERY_EVENT, depth: int | None = None) -> Chain:
    """Return everything that follows from an event, the event first; the parameters are those of `why`."""
    return tree_of(chronicle, start, "effects", query, depth)


def farthest(chronicle: Chronicle, query: Query = EVERY_EVENT) -> list[Reach]:
    """Return the events that match a query and have consequences, with their reach, the farthest first.

    Events are ranked by the number of events that follow from them, then by the years that these span, then by date.
    """
    web = web_of(chronicle)
    reaches = reaches_of(web, web.events)
    found = [reaches[event.id] for event in chronicle.ask(query._replace(limit=None, reverse=False))]
    ranked = sorted((each for each in found if each.events), key=lambda each: (-each.events, -(each.years or 0)))
    if query.reverse:
        ranked.reverse()
    return ranked[: query.limit]
