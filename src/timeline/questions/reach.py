"""How far events reach: how many others follow from them, and over how many years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.ages import whole_years
from timeline.model.causality import Reach
from timeline.model.followers import following

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from timeline.model.causality import Links
    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle

Extent = tuple[int, int | None]
"""The `events` and `years` of a `Reach`."""


def extents(chronicle: Chronicle, effects: Links, ranks: Collection[int]) -> dict[int, Extent]:
    """Return how much follows from events, by their ranks; `effects` has all that follows from them."""
    named = {*ranks, *effects, *(effect for found in effects.values() for effect in found)}
    days = {rank: first for rank, (first, _) in chronicle.spans(named).items()}
    return {
        rank: (found.events, _years(days[rank], found.last)) for rank, found in following(effects, ranks, days).items()
    }


def _years(first: int | None, last: int | None) -> int | None:
    if first is None:
        return None
    return 0 if last is None else max(0, whole_years(first, last))


def reaches(chronicle: Chronicle, effects: Links, events: Mapping[int, Event]) -> list[Reach]:
    """Return how much follows from events, given by their ranks."""
    found = extents(chronicle, effects, events.keys())
    return [Reach(event, *found[rank]) for rank, event in events.items()]
