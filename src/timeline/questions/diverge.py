"""Where timelines part: the pairs of `timeline.questions.pairs`, each with one status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.drift import Drift, drift_between
from timeline.model.errors import UsageError
from timeline.model.events import REAL, Event
from timeline.model.names import HINT_WIDTH, first_of, pick
from timeline.model.query import EVERY_EVENT
from timeline.model.values import Value
from timeline.questions.listed import Listed
from timeline.questions.pairs import STATUSES, Pair, Status, compared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.lineage import Lineage
    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle


DIVERGENT: tuple[Status, ...] = STATUSES[:4]
"""The statuses that are differences; `kept` and `untold` pairs are listed on request."""


class Divergence(Value):
    """A pair of events, one of the base and one of the alternate timeline, and how they differ. One may be missing."""

    status: Status
    base: Event | None
    alt: Event | None
    drift: Drift | None = None
    """Set for moved and replaced events only."""
    base_timeline: str = ""
    """The id of the base timeline."""
    timeline: str = ""
    """The id of the alternate timeline."""
    is_pod: bool = False
    """Whether one of the events is the point at which the two timelines part."""

    @property
    def event(self) -> Event:
        """The event that places the pair in time: the alternate one if there is one, else the base one."""
        return event_of(self.base, self.alt)

    @property
    def rank(self) -> int:
        """The rank of that event."""
        return self.event.rank


def event_of(base: Event | None, alt: Event | None) -> Event:
    """Return the event that places a pair in time: the alternate one if there is one, else the base one."""
    event = alt or base
    assert event is not None
    return event


def diverge(
    chronicle: Chronicle,
    query: Query = EVERY_EVENT,
    *,
    between: tuple[str, str] | None = None,
    statuses: Iterable[Status] = DIVERGENT,
) -> list[Divergence]:
    """Return the divergences of ATLs from their parents, or between any two timelines (base, alternate).

    The query's timelines choose the ATLs; without any, all ATLs are compared. A pair matches the other filters if one of
    its events does. Each ATL's point of divergence comes first, then its other pairs in the query's order.
    Raises `UsageError` for an unknown name, and for `real`, which has no parent to diverge from.
    """
    return list(listed(chronicle, query, between=between, statuses=statuses))


def listed(
    chronicle: Chronicle,
    query: Query,
    *,
    between: tuple[str, str] | None = None,
    statuses: Iterable[Status] = DIVERGENT,
) -> Listed[Pair, Divergence]:
    """Return the divergences as `diverge` does, each read when it is asked for."""
    return Listed(chronicle, paired(chronicle, query, between=between, statuses=statuses), _read)


def paired(
    chronicle: Chronicle,
    query: Query,
    *,
    between: tuple[str, str] | None = None,
    statuses: Iterable[Status] = DIVERGENT,
) -> list[Pair]:
    """Return the divergences as `diverge` does, without reading their events."""
    wanted = set(statuses)
    fits = chronicle.where(query._replace(timeline=()))
    found: list[Pair] = []
    for base, alt in _comparisons(chronicle, query.timeline, between):
        found += _in_order(chronicle, query, compared(chronicle, base, alt, fits, wanted))
    if query.reverse:
        found.reverse()
    return found[: query.limit]


def _in_order(chronicle: Chronicle, query: Query, pairs: Iterable[Pair]) -> list[Pair]:
    found = list(pairs)
    if query.sort == "date":
        return sorted(found, key=lambda pair: (not pair.is_pod, pair.rank))
    aired = chronicle.aired(pair.rank for pair in found)
    return sorted(found, key=lambda pair: (not pair.is_pod, aired[pair.rank]))


def read(chronicle: Chronicle, pairs: Sequence[Pair]) -> list[Divergence]:
    """Return pairs with their events."""
    return list(Listed(chronicle, pairs, _read))


def _read(pair: Pair, base: Event | None, alt: Event | None) -> Divergence:
    drift = drift_of(pair.status, base, alt)
    return Divergence(pair.status, base, alt, drift, pair.base_timeline, pair.timeline, pair.is_pod)


def drift_of(status: Status, base: Event | None, alt: Event | None) -> Drift | None:
    """Return how far apart the events of a pair are; None unless one is moved or replaced."""
    if base is None or alt is None or status not in ("moved", "replaced"):
        return None
    return drift_between(base.date, alt.date)


def parse_status(text: str) -> Status:
    """Return a status by its name; raises `UsageError` if there is no such status."""
    return pick(text, STATUSES, f'there is no status "{text}"')


def _comparisons(
    chronicle: Chronicle, timelines: Iterable[str], between: tuple[str, str] | None
) -> Iterator[tuple[Lineage, Lineage]]:
    """Yield the base and the alternate of each comparison."""
    names = list(timelines)
    if between is not None:
        if names:
            raise UsageError("--timeline and --between cannot be used together")
        base, alt = (chronicle.world.lineage(chronicle.resolve("timeline", name)) for name in between)
        yield base, alt
        return
    for timeline in chosen_alternates(chronicle, names):
        parent = chronicle.world.timelines[timeline].parent or REAL
        yield chronicle.world.lineage(parent), chronicle.world.lineage(timeline)


def chosen_alternates(chronicle: Chronicle, names: Iterable[str]) -> list[str]:
    """Return the ids of the ATLs that names stand for, or of all; raises `UsageError` for an unknown name and `real`."""
    chosen = [chronicle.resolve("timeline", name) for name in names]
    if REAL in chosen:
        begin, known = "the alternate timelines are ", [timeline.id for timeline in chronicle.world.alternates]
        listed = first_of(known, HINT_WIDTH - len(begin), "timeline branches") if known else "none here"
        raise UsageError("our own timeline has no parent to diverge from", begin + listed)
    return list(dict.fromkeys(chosen)) or [timeline.id for timeline in chronicle.world.alternates]
