"""Two histories beside each other, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.divergence import told_event
from timeline.model.periods import year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.divergence import Drift, Status
    from timeline.model.events import Event

SHARED: Literal["shared"] = "shared"
"""What both histories hold from before they parted: it is no divergence, and has none of the six statuses."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line: a pair of `diverge`, or an event of the shared past in both columns."""

    status: Status | Literal["shared"]
    base: Event | None
    alt: Event | None
    drift: Drift | None = None
    is_pod: bool = False

    @property
    def told(self) -> Event:
        """The event by which the line is placed in time."""
        return told_event(self.base, self.alt)

    @property
    def year(self) -> int:
        """The year in which the line stands."""
        return year_of(self.told.date)


class Comparison(NamedTuple):
    """Two timelines by their ids, and their lines in the order of time."""

    base: str
    alt: str
    lines: Sequence[Line]
