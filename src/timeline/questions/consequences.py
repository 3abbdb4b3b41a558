"""What follows from the events of a list: the next events of each, and how far each reaches."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.causality import Reach
from timeline.questions.reach import extents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.causality import Links
    from timeline.model.events import Event
    from timeline.questions.reach import Extent
    from timeline.store.chronicle import Chronicle


class Consequences:
    """What follows from events of one history. It is worked out when it is first asked for, for all of them at once."""

    def __init__(self, chronicle: Chronicle, events: Sequence[Event] | None = None) -> None:
        """Take the history, and the events that will be asked about if they are few; otherwise it may be any."""
        self._chronicle = chronicle
        self._events = events

    def followers(self, event: Event) -> tuple[str, ...]:
        """Return the ids of the events that name an event under `because`, in the order of time."""
        return tuple(self._ids[rank] for rank in sorted(set(self._effects.get(event.rank, ()))))

    def reach(self, event: Event) -> Reach:
        """Return how many events follow from an event, over any number of links, and over how many years."""
        nothing = (0, None if event.date.earliest is None else 0)
        return Reach(event, *self._extents.get(event.rank, nothing))

    @cached_property
    def _effects(self) -> Links:
        if self._events is not None:
            return self._chronicle.reached([event.rank for event in self._events], "effects")
        effects: Links = {}
        for effect, _, cause in self._chronicle.ties("because"):
            effects.setdefault(cause, []).append(effect)
        return effects

    @cached_property
    def _extents(self) -> Mapping[int, Extent]:
        ranks = self._effects if self._events is None else [event.rank for event in self._events]
        return extents(self._chronicle, self._effects, set(ranks))

    @cached_property
    def _ids(self) -> Mapping[int, str]:
        named = self._effects if self._events is None else {event.rank for event in self._events}
        ranks = {effect for rank in named for effect in self._effects.get(rank, ())}
        return {rank: event.id for rank, event in self._chronicle.by_rank(ranks).items()}
