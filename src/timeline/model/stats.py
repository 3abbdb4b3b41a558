"""How much of what a history holds."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Measure = Literal["decade", "kind", "show", "canon", "tag", "person"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
"""By what events are counted, in the order of an overview."""


class Count(NamedTuple):
    """How many events have one value of a measure."""

    by: Measure
    value: str | None
    """A decade, a tag, a name; None for the events that have none."""
    events: int
    total: int
    """How many events are counted at all."""

    @property
    def share(self) -> float:
        """The share of all counted events, 0 to 1."""
        return self.events / self.total
