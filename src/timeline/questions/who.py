"""Who held which office, in each timeline, and the list of offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.names import fold
from timeline.model.query import EVERY_EVENT
from timeline.model.terms import Term, successions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.model.query import Query, Span
    from timeline.store.chronicle import Chronicle


class Office(NamedTuple):
    """An office or another thing that is held, with its terms in the timelines of the query."""

    name: str
    terms: Sequence[Term]

    @property
    def holders(self) -> Sequence[str]:
        """The holders in the order of time, without repetitions."""
        return tuple(dict.fromkeys(term.state.is_ for term in self.terms))

    @property
    def timelines(self) -> Sequence[str]:
        """The timelines in which it has a holder."""
        return tuple(dict.fromkeys(term.timeline for term in self.terms))


def offices(chronicle: Chronicle, query: Query = EVERY_EVENT) -> list[Office]:
    """Return every office with a holder in the query's time and timelines, in the order of the file."""
    names: dict[str, str] = {}
    for state in chronicle.world.states:
        names.setdefault(fold(state.of), state.of)
    chosen = _chosen(chronicle, query, names)
    return [Office(names[office], terms) for office, terms in chosen.items() if terms]


def who(chronicle: Chronicle, office: str, query: Query = EVERY_EVENT) -> list[Term]:
    """Return the terms of an office in the query's time and timelines (by default all), in the order of time.

    `office` may be some words of a name; then the result has every office with these words, one after the other.
    Raises `UsageError` for an office that nobody holds anywhere, and for an unknown timeline.
    """
    offices = chronicle.resolve_all("office", office)
    return [term for terms in _chosen(chronicle, query, offices).values() for term in terms]


def _chosen(chronicle: Chronicle, query: Query, offices: Iterable[str]) -> dict[str, list[Term]]:
    """Return the terms of each office, by its folded name, in the query's time and timelines, in the order of time."""
    world = chronicle.world
    timelines = [chronicle.resolve("timeline", name) for name in query.timeline] or list(world.timelines)
    spans = _spans(query)
    found: dict[str, list[Term]] = {office: [] for office in offices}
    for timeline in dict.fromkeys(timelines):
        for office, terms in successions(world, timeline).items():
            if office in found:
                found[office] += [
                    t for t in terms if all(any(_overlaps(t, span) for span in either) for either in spans)
                ]
    for terms in found.values():
        terms.sort(key=lambda term: term.date.sort_key)  # stable: equals stay in the order of the timelines
    return found


def since(query: Query) -> int | None:
    """Return the first day of the query's time; None if it has none."""
    firsts = [min((span[0] for span in either if span[0] is not None), default=None) for either in _spans(query)]
    known = [first for first in firsts if first is not None]
    return max(known, default=None)


def _spans(query: Query) -> list[Sequence[Span]]:
    """Return the query's filters by time. A term matches if it overlaps at least one span of each."""
    starts = [date.earliest for date in query.from_] or [None]
    ends = [date.latest for date in query.to] or [None]
    from_to = [(start, end) for start in starts for end in ends]
    return [spans for spans in (query.year, from_to) if spans]


def _overlaps(term: Term, span: Span) -> bool:
    first, last = span
    return (first is None or term.known_last >= first) and (last is None or term.date.first <= last)
