"""Terms: who holds what in a timeline, and for how long.

A timeline has its own states, those that are `both`, and those that it inherits: states of its parent that begin before the
two part. If a state of its own begins during an inherited state, the inherited one ends there for good.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import FUTURE
from timeline.model.dates import EdtfDate, parse_date
from timeline.model.names import fold
from timeline.model.spans import Held, held, without_end

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from timeline.model.lineage import Lineage
    from timeline.model.world import State, World


class Term(NamedTuple):
    """A state as one timeline has it."""

    state: State
    timeline: str
    """The id of the timeline."""
    date: EdtfDate
    """The state's date, cut at the start of a successor in this timeline."""
    parted: float = FUTURE
    """The first day on which the timeline may have left the history of the state; infinite for its own states."""

    known_until: float = FUTURE
    """The last day of the timeline that a spoiler fence shows; infinite without a fence."""

    @property
    def known_last(self) -> float:
        """The last day on which it may hold, as far as the fence shows the timeline."""
        return min(self.date.last, self.known_until)

    @property
    def is_inherited(self) -> bool:
        """Whether the timeline inherits the state."""
        return self.parted < FUTURE

    @property
    def held(self) -> Held:
        """The two ends of the term. An inherited state is certain only until the histories part."""
        span = held(self.date)
        return span._replace(surely_to=min(span.surely_to, self.parted))

    @property
    def may_end(self) -> float:
        """The first day on which it may be over; its end may be known only to a year."""
        end = self.held.end
        return FUTURE if end is None or end.earliest is None else end.earliest


def successions(world: World, timeline: str) -> dict[str, list[Term]]:
    """Return the terms that a timeline has, by the folded name of the office, each succession in the order of time.

    A spoiler fence shows what the timeline shares with others only as far as it shows the timeline.
    """
    line, until = world.lineage(timeline), world.known_until.get(timeline, FUTURE)
    succeeded = world.succeeded.get(timeline, ())
    offices: dict[str, list[State]] = {}
    for state in world.states:
        if line.holds(state):
            offices.setdefault(fold(state.of), []).append(state)
    return {office: _terms(line, states, until, succeeded) for office, states in offices.items()}


def _terms(line: Lineage, states: Iterable[State], until: float, succeeded: Collection[str]) -> list[Term]:
    placed = [(state, _distance(line, state)) for state in states]
    placed = [(state, at) for state, at in placed if (state.kind == "alt" and not at) or state.date.first <= until]
    alternate = sorted(
        ((state.date, at) for state, at in placed if state.kind == "alt"), key=lambda each: each[0].sort_key
    )
    nearer = {
        distance: [date for date, at in alternate if at < distance and _is_of_the_branch(line, distance, date)]
        for distance in {at for _, at in placed}
    }
    terms = [
        _term(line, state, at, nearer[at], FUTURE if key_of(state) in succeeded else until) for state, at in placed
    ]
    return sorted(terms, key=lambda term: term.date.sort_key)


def _is_of_the_branch(line: Lineage, distance: int, date: EdtfDate) -> bool:
    """Return whether a state of a branch may begin when the histories have parted; else, `check` reports it."""
    return held(date).surely_from >= line.segments[distance].parted


def _term(line: Lineage, state: State, distance: int, nearer: Sequence[EdtfDate], until: float) -> Term:
    """Return a state as a timeline has it, cut where the first of the `nearer` states, in order, begins during it."""
    date, parted = state.date, line.segments[distance].parted
    place = bisect_right(nearer, date.first, key=lambda start: start.first)
    if place < len(nearer) and nearer[place].first < date.last:
        date = _until(date, nearer[place])
    known = until if state.kind != "alt" or distance else FUTURE
    if known < FUTURE and date.last > min(known, parted) and "/" in date.text:
        until = min(until, date.last)
        date = without_end(date) or date  # events beyond the fence may end it earlier in this timeline
    return Term(state, line.id, date, parted, until)


def key_of(state: State) -> str:
    """Return what names a state in `World.succeeded`: its place in its file."""
    return f"{state.at.file}.{state.at.number}" if state.at else ""


def _distance(line: Lineage, state: State) -> int:
    """Return how many branches up the lineage a state comes from; 0 for own states and for those of all timelines."""
    if state.is_everywhere:
        return 0
    return next((n for n, segment in enumerate(line.segments) if segment.timeline in state.timelines), 0)


def _until(date: EdtfDate, end: EdtfDate) -> EdtfDate:
    """Return a span from the start of one date to the start of another."""
    start = start_text(date) if date.earliest is not None else date.text.partition("/")[0]
    return parse_date(f"{start}/{start_text(end)}")


def start_text(date: EdtfDate) -> str:
    """Return the start of a date as the end of an interval: without unspecified digits and without a time of day."""
    text = date.text.partition("/")[0]
    return date.earliest_iso or text if "X" in text or "T" in text else text
