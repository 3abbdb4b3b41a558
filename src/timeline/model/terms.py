"""Who holds what, for how long, in which timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.world import State


class Term(NamedTuple):
    """A state as one timeline has it."""

    state: State
    timeline: str
    """The id of the timeline."""
    date: EdtfDate
    """The state's own, up to where a successor in this timeline ends it."""
    may_end: float
    """The first day on which it may be over: that of its end, which may be known to a year only."""
    is_inherited: bool = False
    """Whether it began before the timeline left the history that the state is told of."""

    @property
    def begins(self) -> float:
        """The first day on which it may have begun, a day number."""
        return float("-inf") if self.date.earliest is None else self.date.earliest

    @property
    def ends(self) -> float:
        """The last day on which it may end."""
        return float("inf") if self.date.latest is None else self.date.latest


class Office(NamedTuple):
    """Something that is held, with all terms of the timelines that were asked about."""

    name: str
    terms: Sequence[Term]

    @property
    def holders(self) -> Sequence[str]:
        """Who holds it, in the order of time, each once."""
        return tuple(dict.fromkeys(term.state.is_ for term in self.terms))

    @property
    def timelines(self) -> Sequence[str]:
        """The timelines in which somebody holds it."""
        return tuple(dict.fromkeys(term.timeline for term in self.terms))
