"""How one timeline stands to another, event by event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from timeline.model.events import Event, Link

Status = Literal["moved", "replaced", "averted", "added", "kept", "untold"]
STATUSES: tuple[Status, ...] = get_args(Status)
DIVERGENT: tuple[Status, ...] = STATUSES[:4]
"""The statuses that are differences; `kept` and `untold` are listed on request."""

STATUS_OF_LINK: dict[Link, Status] = {"moves": "moved", "replaces": "replaced", "averts": "averted"}


@dataclass(frozen=True, slots=True)
class Drift:
    """How far an alternate event lies from its counterpart: alternate minus base, in days, negative where it is earlier."""

    days: int | None
    """Exact; None unless both dates are one certain day."""
    minimum: int | None
    """The least it can be; None where a span is open on that side."""
    maximum: int | None
    """The most it can be."""
    words: str
    """No finer than the dates are: "24 days earlier", "about 8 years later"."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """One pair: what the base holds, what the alternate holds in its stead, and how they differ."""

    status: Status
    base: Event | None
    alt: Event | None
    drift: Drift | None = None
    """Of moved and replaced events."""
    timeline: str = ""
    """The id of the alternate timeline."""
    is_pod: bool = False
    """Whether the alternate event is the point of divergence."""

    @property
    def told(self) -> Event:
        """The event that stands for the pair in the order of time."""
        return told_event(self.base, self.alt)


def told_event(base: Event | None, alt: Event | None) -> Event:
    """Return the event by which a pair is placed in time: the alternate one, where there is one."""
    event = alt or base
    assert event is not None
    return event
