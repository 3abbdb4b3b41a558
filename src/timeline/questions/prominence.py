"""Which events matter most: those that have the most consequences, over any number of `because`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.store.chronicle import Chronicle

MOST = 1000
"""How many consequences are counted: to tell more apart would take long in a history of a hundred thousand events."""


class Prominence:
    """The consequences of events, by their ranks; read when they are first asked for."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle

    @cached_property
    def _effects(self) -> dict[int, list[int]]:
        effects: dict[int, list[int]] = {}
        for effect, _, cause in self._chronicle.ties("because"):
            effects.setdefault(cause, []).append(effect)
        return effects

    def of(self, rank: int) -> int:
        """Return how many events follow from an event, directly or not, up to `MOST`."""
        found, waiting = {rank}, [rank]
        for current in waiting:
            for effect in self._effects.get(current, ()):
                if effect not in found:
                    found.add(effect)
                    waiting.append(effect)
            if len(found) > MOST:
                return MOST
        return len(found) - 1

    def first(self, ranks: Iterable[int], number: int) -> set[int]:
        """Return the ranks of the most prominent events; of equals, the earlier ones."""
        return set(sorted(ranks, key=lambda rank: (-self.of(rank), rank))[:number])
