"""Who held what: the states of a history, timeline by timeline.

A timeline has what it inherits, what is `both`, and its own. What it inherits began before the two histories parted; a
state of the branch's own that begins while the inherited one still holds ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.dates import EdtfDate, parse_date
from timeline.model.errors import UsageError
from timeline.model.events import REAL
from timeline.model.lineage import ALWAYS
from timeline.model.names import did_you_mean, fold
from timeline.model.query import Query
from timeline.model.spans import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.model.lineage import Lineage
    from timeline.model.query import Span
    from timeline.model.world import State
    from timeline.store.chronicle import Chronicle


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


def offices(chronicle: Chronicle, query: Query = Query()) -> list[Office]:  # noqa: B008 - frozen
    """Return every office that somebody holds in the query's time and timelines, in the order of the file."""
    names: dict[str, str] = {}
    for state in chronicle.states:
        names.setdefault(fold(state.of), state.of)
    found = [Office(name, who(chronicle, name, query)) for name in names.values()]
    return [office for office in found if office.terms]


def who(chronicle: Chronicle, office: str, query: Query = Query()) -> list[Term]:  # noqa: B008 - frozen
    """Return who holds an office in the query's time and timelines (all where it names none), in the order of time.

    Raises `UsageError` for an office that nobody holds anywhere, and for an unknown timeline.
    """
    states = [state for state in chronicle.states if fold(state.of) == fold(office)]
    if not states:
        known = dict.fromkeys(state.of for state in chronicle.states)
        raise UsageError(f'there is no office "{office}"', did_you_mean(office, known))
    chosen = [chronicle.resolve("timeline", name) for name in query.timelines] or list(chronicle.timelines)
    spans = _spans(query)
    terms = [
        term
        for timeline in dict.fromkeys(chosen)
        for term in _terms(chronicle.lineage(timeline), states)
        if all(any(_overlaps(term, span) for span in either) for either in spans)
    ]
    return sorted(terms, key=lambda term: term.date.sort_key)  # stable: of equals, the order of the timelines


def since(query: Query) -> int | None:
    """Return the first day of the query's time, None where it has none."""
    firsts = [min((span[0] for span in either if span[0] is not None), default=None) for either in _spans(query)]
    known = [first for first in firsts if first is not None]
    return max(known, default=None)


def _spans(query: Query) -> list[Sequence[Span]]:
    """Return the query's filters of time; a state fits that overlaps one span of each."""
    starts = [date.earliest for date in query.from_] or [None]
    ends = [date.latest for date in query.to] or [None]
    from_to = [(start, end) for start in starts for end in ends]
    return [spans for spans in (query.years, from_to) if spans]


def _overlaps(term: Term, span: Span) -> bool:
    first, last = span
    return (first is None or term.ends >= first) and (last is None or term.begins <= last)


def _terms(lineage: Lineage, states: Iterable[State]) -> list[Term]:
    """Return the states that a timeline has, those that it inherits up to where a nearer one begins."""
    own = [(state, _distance(lineage, state)) for state in states if lineage.holds(state)]
    return [
        _term(lineage, state, distance, [other for other, at in own if at < distance and other.kind == "alt"])
        for state, distance in own
    ]


def _term(lineage: Lineage, state: State, distance: int, nearer: Iterable[State]) -> Term:
    """Return a state as a timeline has it; of the `nearer` states, the first that begins during it ends it."""
    date = state.date
    starts = [other.date for other in nearer if _begins_during(other.date, date)]
    if starts:
        date = _until(date, min(starts, key=lambda start: start.sort_key))
    end = held(date).end
    may_end = ALWAYS if end is None or end.earliest is None else end.earliest
    return Term(state, lineage.id, date, may_end, distance > 0)


def _begins_during(date: EdtfDate, other: EdtfDate) -> bool:
    """Tell whether a date begins after another does, and before its last day."""
    if date.earliest is None or (other.latest is not None and date.earliest >= other.latest):
        return False
    return other.earliest is None or date.earliest > other.earliest


def _distance(lineage: Lineage, state: State) -> int:
    """Return how many branches up a lineage the state is at home; 0 for its own, and for what all timelines have."""
    if state.kind == "both" and (state.timeline is None or lineage.id == REAL):
        return 0
    home = state.timeline or REAL
    path = [segment.timeline for segment in lineage.segments]
    return path.index(home) if home in path else len(path) - 1


def _until(date: EdtfDate, end: EdtfDate) -> EdtfDate:
    """Return a span from the start of one date to the start of another."""
    start = _start(date) if date.earliest is not None else date.text.partition("/")[0]
    return parse_date(f"{start}/{_start(end)}")


def _start(date: EdtfDate) -> str:
    """Return the start of a date in a form that an interval may have: no unspecified digits, no time of day."""
    text = date.text.partition("/")[0]
    return date.earliest_iso or text if "X" in text or "T" in text else text
