"""How many divergences a graph has in each year, decade or season."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import decade_text, year_text
from timeline.model.query import Query
from timeline.questions.diverge import DIVERGENT
from timeline.questions.drift import placing
from timeline.questions.graph import graph
from timeline.questions.pairs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.questions.drift import PeriodPlace, Unit
    from timeline.questions.graph import Graph
    from timeline.questions.pairs import Status
    from timeline.questions.parts import Fork
    from timeline.store.chronicle import Chronicle


class Period(NamedTuple):
    """One year, decade or season."""

    name: str
    """"1969", "1960s" or "fam S1"; empty for no season."""
    counts: Mapping[Status, int]
    """How many pairs have each status."""
    year: int | None = None
    """Its first year; None for a season."""
    forks: Sequence[Fork] = ()
    """The timelines that begin in it, in the order of the periods; none for a season."""

    @property
    def differ(self) -> int:
        """The number of divergences."""
        return sum(self.counts.get(status, 0) for status in DIVERGENT)


class Periods(NamedTuple):
    """A graph by periods."""

    graph: Graph
    by: Unit
    periods: Sequence[Period]


def periods(
    chronicle: Chronicle,
    query: Query = Query(),  # noqa: B008 - frozen
    by: Unit = "year",
    statuses: Iterable[Status] = STATUSES,
) -> Periods:
    """Return how many pairs of each status there are by year, decade or season; the limit counts periods."""
    found = graph(chronicle, query._replace(limit=None), "all" if by == "season" else "full", statuses)
    each = _seasons(chronicle, found) if by == "season" else _years(found, 10 if by == "decade" else 1)
    if query.reverse:
        each = [period._replace(forks=period.forks[::-1]) for period in reversed(each)]
    return Periods(found, by, each[: query.limit])


def _years(found: Graph, step: int) -> list[Period]:
    counts: dict[int, Counter[Status]] = {}
    for year, several in found.by_year().items():
        counts.setdefault(year // step * step, Counter()).update(several)
    forks: dict[int, list[Fork]] = {}
    for year, ranked in sorted(found.forks_by_year().items()):
        forks.setdefault(year // step * step, []).extend(fork for _, fork in sorted(ranked, key=lambda each: each[0]))
    name = decade_text if step > 1 else year_text
    return [Period(name(year), counts.get(year, {}), year, forks.get(year, ())) for year in sorted({*counts, *forks})]


def _seasons(chronicle: Chronicle, found: Graph) -> list[Period]:
    """Return seasons as `drift` has them, those of all timelines together."""
    places: dict[str, Callable[[Event], PeriodPlace]] = {}
    counts: dict[tuple[int, str], Counter[Status]] = {}
    for join in found.joins():
        timeline = join.pair.timeline
        if timeline not in places:
            places[timeline] = placing(chronicle, timeline)
        period = places[timeline](join.pair.event)
        counts.setdefault((period.rank, period.name), Counter())[join.pair.status] += 1
    return [Period(name, counts[rank, name]) for rank, name in sorted(counts)]
