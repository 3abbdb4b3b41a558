"""What an event comes from and leads to, as answers: a step of a chain, and how far an event reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline.model.events import Event


class Reach(NamedTuple):
    """How much follows from an event."""

    event: Event
    events: int
    """How many other events follow from it, directly or not."""
    years: int | None
    """Whole years from its first day to the latest first day of those; None where its own start is open."""


class Step(NamedTuple):
    """One event of a chain of causes or of consequences, in its place in the tree; the first is the event asked for."""

    number: int
    """Its place in the listing, from 1 on."""
    event: Event
    depth: int
    """How many causal links the shortest chain to it has."""
    after: int | None
    """The number of the step that it hangs from; None for the first."""
    level: int
    """How many branches it lies off the main line of the tree."""
    also: tuple[int, ...]
    """The steps that caused it, too, and stand elsewhere in the tree."""
    paths: int | None
    """How many different chains lead to it from the event asked for; None where causes run in a circle."""
    reach: Reach
    pod_of: tuple[str, ...]
    """The timelines of which it is the point of divergence."""


class Chain(NamedTuple):
    """The tree of what led to an event, or of what follows from it."""

    steps: tuple[Step, ...]
    """The event itself first, then the tree from the top down."""
    left_out: int
    """How many more fit and lie beyond the depth or the limit."""
    missed_pod: str | None
    """The point of divergence of the event's timeline, where the whole tree does not hold it."""
