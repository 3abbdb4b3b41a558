"""How far two histories have moved apart: the pairs of `diverge`, counted by year, decade or season.

A pair counts in the period in which its event begins: the alternate event, or else the base event. By season, a pair
counts in the season of that event. If the event names none, it counts in the first season of the timeline's shows whose
setting covers its first day, or in none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.model.calendar import decade_text, year_text
from timeline.model.errors import UsageError
from timeline.model.events import episode_code
from timeline.model.names import pick
from timeline.model.query import EVERY_EVENT
from timeline.questions.diverge import DIVERGENT, paired, read
from timeline.questions.pairs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.model.query import Query
    from timeline.model.shows import Season
    from timeline.questions.diverge import Divergence
    from timeline.questions.pairs import Pair, Status
    from timeline.store.chronicle import Chronicle


Unit = Literal["year", "decade", "season"]


UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True)
class DriftPeriod:
    """How two histories compare over one period, counted in pairs of `diverge`."""

    timeline: str
    """The id of the alternate timeline."""
    period: str
    """"1969", "1960s" or "fam S1"; empty for pairs in no season."""
    counts: Mapping[Status, int]
    """How many pairs have each status."""
    shifts: tuple[float, ...] = ()
    """The distance of each moved event from its counterpart, middle to middle, in days; negative if it is earlier."""
    year: int | None = None
    """The first year; None for a season."""

    @property
    def differ(self) -> int:
        """The number of pairs that are moved, replaced, averted or added."""
        return sum(self.counts[status] for status in DIVERGENT)

    @property
    def recorded(self) -> int:
        """The number of all pairs."""
        return sum(self.counts.values())

    @property
    def is_told(self) -> bool:
        """Whether the alternate history tells of the period at all: not every pair is untold."""
        return self.counts["untold"] < self.recorded

    @property
    def share(self) -> float:
        """The share of the recorded pairs that differ, 0 to 1."""
        return self.differ / self.recorded

    @property
    def mean_shift(self) -> float | None:
        """The mean of the shifts, in days; None if nothing is moved."""
        return sum(self.shifts) / len(self.shifts) if self.shifts else None

    @property
    def mean_distance(self) -> float | None:
        """The mean of the absolute shifts, in days; None if nothing is moved."""
        return sum(map(abs, self.shifts)) / len(self.shifts) if self.shifts else None


def together(rows: Sequence[DriftPeriod]) -> DriftPeriod:
    """Return several periods of one timeline as one."""
    counts = {status: sum(row.counts[status] for row in rows) for status in STATUSES}
    return DriftPeriod(rows[0].timeline, "all", counts, tuple(shift for row in rows for shift in row.shifts))


class PeriodPlace(NamedTuple):
    """A period, with its rank in the result."""

    rank: int
    name: str
    year: int | None = None


def drift(
    chronicle: Chronicle,
    query: Query = EVERY_EVENT,
    *,
    between: tuple[str, str] | None = None,
    by: Unit = "year",
) -> list[DriftPeriod]:
    """Return how far the query's timelines have moved apart, period by period. Periods without a pair are left out.

    The query's `reverse` and `limit` apply to periods. Raises `UsageError` as `diverge` does, and for an order other than
    by date.
    """
    if query.sort != "date":
        raise UsageError("drift is always sorted by date", "leave out --sort")
    pairs = paired(chronicle, query._replace(limit=None, reverse=False), between=between, statuses=STATUSES)
    moved = [pair for pair in pairs if pair.status == "moved"]
    shifts = dict(zip(moved, map(_shift, read(chronicle, moved)), strict=True))
    rows = []
    for timeline, group in groupby(pairs, key=lambda pair: pair.timeline):  # `paired` has each timeline's together
        own = list(group)
        rows += _by_period(own, _places(chronicle, timeline, by, own), shifts)
    if query.reverse:
        rows.reverse()
    return rows[: query.limit]


def parse_unit(text: str) -> Unit:
    """Return a unit of time by its name; raises `UsageError` if there is no such unit."""
    return pick(text, UNITS, f'cannot count by "{text}"')


def _places(chronicle: Chronicle, timeline: str, by: Unit, pairs: Iterable[Pair]) -> dict[int, PeriodPlace]:
    """Return the period of each pair, by the rank of the event that places it."""
    ranks = {pair.rank for pair in pairs}
    if by == "season":
        place = placing(chronicle, timeline)
        return {rank: place(event) for rank, event in chronicle.by_rank(ranks).items()}
    return {rank: _year(year) if by == "year" else _decade(year) for rank, year in chronicle.years(ranks).items()}


def _by_period(
    pairs: Iterable[Pair], places: Mapping[int, PeriodPlace], shifts: Mapping[Pair, float | None]
) -> list[DriftPeriod]:
    periods: dict[PeriodPlace, list[Pair]] = {}
    for pair in pairs:
        periods.setdefault(places[pair.rank], []).append(pair)
    ordered = sorted(periods, key=lambda period: period.rank)
    return [_drift_period(period, periods[period], shifts) for period in ordered]


def _drift_period(period: PeriodPlace, pairs: Sequence[Pair], shifts: Mapping[Pair, float | None]) -> DriftPeriod:
    counted = Counter(pair.status for pair in pairs)
    known = (shifts[pair] for pair in pairs if pair.status == "moved")
    return DriftPeriod(
        pairs[0].timeline,
        period.name,
        {status: counted[status] for status in STATUSES},
        tuple(shift for shift in known if shift is not None),
        period.year,
    )


def _shift(pair: Divergence) -> float | None:
    """Return the distance between the middles of both dates, in days; None if one of them is open."""
    if pair.drift is None or pair.drift.minimum is None or pair.drift.maximum is None:
        return None
    return (pair.drift.minimum + pair.drift.maximum) / 2


def placing(chronicle: Chronicle, timeline: str) -> Callable[[Event], PeriodPlace]:
    """Return what gives the season in which an event of a timeline counts."""
    return _Seasons(chronicle, timeline).of


def _year(year: int) -> PeriodPlace:
    return PeriodPlace(year, year_text(year), year)


def _decade(year: int) -> PeriodPlace:
    first = year // 10 * 10
    return PeriodPlace(first, decade_text(first), first)


class _Seasons:
    """The seasons of all shows in file order. Settings count only for shows of the timeline and its ancestors."""

    def __init__(self, chronicle: Chronicle, timeline: str) -> None:
        lineage = {line.id for line in chronicle.world.lineage(timeline).path}
        shows = chronicle.world.shows.values()
        names = (episode_code(show.id, season.number) for show in shows for season in show.seasons)
        self._ranks = {name: rank for rank, name in enumerate(names)}
        own = (show for show in shows if (show.timeline or show.id) in lineage)
        self._seasons = [(show.id, season) for show in own for season in show.seasons]

    def of(self, event: Event) -> PeriodPlace:
        name = (
            episode_code(event.show, event.season)
            if event.show and event.season is not None
            else self._season_set(event)
        )
        return PeriodPlace(self._rank(name), name)

    def _rank(self, name: str) -> int:
        """Return the rank of a season: declared seasons first, then others, and pairs in no season last."""
        if not name:
            return 2**31
        return self._ranks.setdefault(name, len(self._ranks))

    def _season_set(self, event: Event) -> str:
        """Return the first season whose setting covers the event's first day; empty if there is none."""
        found = ((show, season) for show, season in self._seasons if _covers(season, event.date.earliest))
        return next((episode_code(show, season.number) for show, season in found), "")


def _covers(season: Season, day: int | None) -> bool:
    setting = season.setting
    if setting is None or setting.earliest is None or setting.latest is None or day is None:
        return False
    return setting.earliest <= day <= setting.latest
