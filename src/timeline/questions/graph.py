"""Histories as `git log --graph` draws branches: lanes, where they fork, and which events join which.

An event of a branch joins those that its links name, in the lane of the timeline that they belong to: any timeline that the
branch descends from, not only its parent. Parts are made one by one, so that the first are there before the last are read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.model.events import REAL
from timeline.model.names import pick
from timeline.model.query import Query
from timeline.questions.diverge import DIVERGENT, chosen_alternates
from timeline.questions.lanes import in_lanes, lanes
from timeline.questions.nodes import Reader
from timeline.questions.pairs import STATUSES
from timeline.questions.parts import DETAILS, HEADED, Detail, Fork, Past, Quiet, Year, YearRows
from timeline.questions.prominence import Prominence
from timeline.questions.tally import Row, Tally, counted, tally, with_context, years_of
from timeline.store.conditions import ABOUT_A_SHOW, before, own_of, with_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.questions.nodes import Join
    from timeline.questions.pairs import Status
    from timeline.questions.parts import Item, Part
    from timeline.store.chronicle import Chronicle


def parse_detail(text: str) -> Detail:
    """Return a detail by its name; raises `UsageError` if there is no such detail."""
    return pick(text, DETAILS, f'there is no detail "{text}"')


def graph(
    chronicle: Chronicle,
    query: Query = Query(),  # noqa: B008 - frozen
    detail: Detail = "brief",
    statuses: Iterable[Status] = STATUSES,
) -> Graph:
    """Return all timelines as a graph, or those that the query names with all that they descend from.

    A pair is in it if it has one of the statuses and one of its events matches the other filters. The limit counts events,
    each with all its pairs.
    Raises `UsageError` for an unknown name, for `real`, and for an order other than by date.
    """
    if query.sort != "date":
        raise UsageError("a graph is always sorted by date", "leave out --sort")
    forks = _forks(chronicle)
    order = in_lanes(chronicle.world, chosen_alternates(chronicle, query.timeline), forks)
    found = tally(chronicle, order[1:], chronicle.where(query._replace(timeline=())), set(statuses))
    if detail == "all":
        places = {timeline: place for place, timeline in enumerate(order)}
        rows = with_context(chronicle, found)
        found = found._replace(rows=sorted(rows, key=lambda row: (row.rank, places.get(row.timeline, 0))))
    return Graph(chronicle, query, detail, order, forks, _limited(found, detail, query))


def _forks(chronicle: Chronicle) -> dict[str, int]:
    """Return the rank of the point of divergence of each timeline that has one."""
    pods = chronicle.world.pods
    condition = with_id(pod.id for pod in pods.values())
    events = zip(chronicle.select(condition), chronicle.ranks(condition), strict=True)
    ranks = {event.id: rank for event, rank in events}
    return {timeline: ranks[pod.id] for timeline, pod in pods.items() if pod.id in ranks}


def _limited(found: Tally, detail: Detail, query: Query) -> Tally:
    """Return what is in a graph up to the limit of the events that it shows."""
    rows = found.rows
    shown = [place for place, row in enumerate(rows) if detail != "pairs" or not row.is_added]
    if query.limit is None or query.limit >= len(shown):
        return found
    if query.limit == 0:
        return Tally((), ())
    place = shown[-query.limit if query.reverse else query.limit - 1]
    span = range(rows[place].rank, 2**62) if query.reverse else range(rows[place].rank + 1)
    context = [(status, timeline, [n for n in ranks if n in span]) for status, timeline, ranks in found.context]
    return Tally(rows[place:] if query.reverse else rows[: place + 1], context)


class Graph:
    """Histories in lanes. Iterating yields the parts in the order of time, or in the reverse order."""

    def __init__(
        self,
        chronicle: Chronicle,
        query: Query,
        detail: Detail,
        order: Sequence[str],
        forks: Mapping[str, int],
        found: Tally,
    ) -> None:
        """Arrange what is found in years and lanes; `order` and `forks` are those of all timelines that may have one."""
        self.detail = detail
        self.is_reversed = query.reverse
        self._chronicle, self._query, self._rows = chronicle, query, found.rows
        self._reader, self._prominence = Reader(chronicle, forks), Prominence(chronicle)
        self._years = years_of(chronicle)
        firsts = _first_ranks(found.rows)
        last = max((row.rank for row in found.rows), default=0)
        self._forks = {t: min(forks[t], firsts.get(t, forks[t])) for t in order[1:] if t in firsts or forks[t] < last}
        self.lanes = lanes(chronicle.world, [t for t in order if t == REAL or t in self._forks], {REAL, *firsts})
        """From left to right, `real` first; without timelines that begin after the last event of the graph."""
        self.counts: Counter[Status] = counted(found.rows)
        """How many pairs have each status, those of folded events too."""
        self._context: dict[int, Counter[Status]] = {}
        for status, _, ranks in found.context:
            self.counts[status] += len(ranks)
            for rank in ranks:
                self._context.setdefault(self._years[rank], Counter())[status] += 1

    @property
    def parents(self) -> dict[str, str]:
        """The parent of each timeline but `real`, also of those without a lane."""
        return {each.id: each.parent or REAL for each in self._chronicle.world.alternates}

    @property
    def statuses(self) -> Sequence[Status]:
        """The statuses of its pairs."""
        if self.detail == "pairs":
            return [status for status in DIVERGENT if status != "added"]
        return STATUSES if self.detail == "all" else DIVERGENT

    def __len__(self) -> int:
        """Return the number of its pairs: of `joins`."""
        return sum(self.counts[status] for status in self.statuses)

    def joins(self) -> Iterator[Join]:
        """Yield the pairs one by one, those of folded events too, in the order of time or in the reverse order."""
        rows = reversed(self._rows) if self.is_reversed else iter(self._rows)
        for node in self._reader.nodes(row for row in rows if self.detail != "pairs" or not row.is_added):
            yield from reversed(node.joins) if self.is_reversed else node.joins

    def __iter__(self) -> Iterator[Part]:
        parts = [*self.past(), *self._parts()]
        return reversed(parts) if self.is_reversed else iter(parts)

    def by_year(self) -> dict[int, Counter[Status]]:
        """Return how many pairs have each status, by year, those that are kept and untold too."""
        rows = groupby(self._rows, lambda row: self._years[row.rank])
        counts = {year: counted(group) for year, group in rows}
        return {
            year: counts.get(year, Counter()) + self._context.get(year, Counter())
            for year in sorted({*counts, *self._context})
        }

    def past(self) -> Iterator[Past]:
        """Yield the history that all share before the first point of divergence, if it has any events."""
        pods = [self._chronicle.world.pods[lane.id] for lane in self.lanes[1:]]
        if pods:
            first = min(pods, key=lambda pod: pod.rank)
            fits = self._chronicle.where(self._query._replace(timeline=()))
            ranks = self._chronicle.ranks(own_of(REAL) & before([first]) & ~ABOUT_A_SHOW & fits)
            if ranks and self._rows:
                yield Past(self._years[ranks[0]], self._years[ranks[-1]], len(ranks))

    def _parts(self) -> Iterator[Quiet | Year]:
        """Yield years with what happens in them, and those without anything to show together."""
        years, forks, again = self._rows_by_year(), self.forks_by_year(), self._again_by_year()
        quiet: Quiet | None = None
        for year in sorted({*years, *forks, *again, *self._context}):
            own = YearRows(years.get(year, ()), forks.get(year, ()), again.get(year, ()))
            counts = counted(own.rows) + self._context.get(year, Counter())
            is_told = any(self._is_shown(row) for row in own.rows)
            if not is_told:
                own = replace(own, rows=())
            if is_told or own.forks or own.again:
                if quiet:
                    yield quiet
                    quiet = None
                yield Year(year, counts if is_told else {}, own.number >= HEADED, partial(self._items, own))
            if not is_told and counts:
                first, others = (quiet.first, quiet.counts) if quiet else (year, {})
                quiet = Quiet(first, year, Counter(others) + counts)
        if quiet:
            yield quiet

    def _is_shown(self, row: Row) -> bool:
        return self.detail != "pairs" or not row.is_added or self._reader.is_pod(row)

    def _items(self, rows: YearRows) -> Iterator[Item]:
        items = rows.items(self.detail, self._reader, self._prominence)
        return reversed(list(items)) if self.is_reversed else items

    def _rows_by_year(self) -> dict[int, Sequence[Row]]:
        return {year: list(group) for year, group in groupby(self._rows, lambda row: self._years[row.rank])}

    def forks_by_year(self) -> dict[int, list[tuple[int, Fork]]]:
        """Return the forks of each year in which there are any, in the order of time, with their ranks."""
        shown = {row.timeline for row in self._rows if self._reader.is_pod(row)}
        pods = self._chronicle.world.pods
        found: dict[int, list[tuple[int, Fork]]] = {}
        for lane in self.lanes[1:]:
            rank = self._forks[lane.id]
            fork = Fork(lane, None if lane.id in shown else pods[lane.id].date)
            found.setdefault(self._years[rank], []).append((rank, fork))
        return found

    def _again_by_year(self) -> dict[int, list[tuple[int, str, tuple[int, ...]]]]:
        """Return the events that alternate ones of other years stand for, by their own year; only for all details."""
        told: dict[int, tuple[str, set[int]]] = {}
        for row in self._rows if self.detail == "all" else ():
            for _, rank in row.links:
                if self._years[rank] != self._years[row.rank]:
                    told.setdefault(rank, (row.timeline, set()))[1].add(self._years[row.rank])
        found: dict[int, list[tuple[int, str, tuple[int, ...]]]] = {}
        for rank, (timeline, years) in sorted(told.items()):
            found.setdefault(self._years[rank], []).append((rank, timeline, tuple(sorted(years))))
        return found


def _first_ranks(rows: Sequence[Row]) -> dict[str, int]:
    """Return the first rank of each timeline that has an event in a graph."""
    firsts: dict[str, int] = {}
    for row in rows:
        for timeline in row.beside if row.context == "kept" else (row.timeline,):
            firsts.setdefault(timeline, row.rank)
    return firsts
