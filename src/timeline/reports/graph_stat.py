"""How many divergences a graph has in each year, decade or season: columns, and the screen with bars."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.cells import cells
from timeline.formats.lines import Span, cut, within
from timeline.formats.report import Column, Report
from timeline.model.calendar import decade_heading
from timeline.questions.diverge import DIVERGENT
from timeline.questions.pairs import STATUSES, Status
from timeline.questions.parts import Quiet
from timeline.questions.periods import Period
from timeline.reports.rows import LONGEST_TOLD
from timeline.reports.short import year_heading
from timeline.reports.statuses import STYLES, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.formats.signs import Signs
    from timeline.questions.periods import Periods
    from timeline.reports.graph_lines import Page


def _count(status: Status, row: Period) -> int:
    return row.counts.get(status, 0)


_COLUMNS: Sequence[Column[Period]] = (
    Column("period", lambda row: row.name, brief=True),
    Column("differ", lambda row: row.differ, brief=True),
    *(Column[Period](status, partial(_count, status), brief=True) for status in STATUSES),
)
_NUMBER = 4
"""The width of a number, at least; that of the untold ones is two cells wider, as its header is."""
_GAP = 5
"""The cells around both numbers."""


def report(found: Periods) -> Report[Period]:
    """Report on periods that have pairs."""
    rows = [period for period in found.periods if period.counts]
    return Report(_COLUMNS, rows, lines=partial(_lines, found))


def _lines(found: Periods, _: Sequence[Period], screen: Screen) -> Iterator[Line]:
    from timeline.reports.graph_lines import Page, headline

    yield from headline(found.graph, screen)
    drawn = _seasons(found, screen) if found.by == "season" else _years(found, Page(found.graph, screen))
    yield from (within(line, screen) for line in drawn)


def _years(found: Periods, page: Page) -> Iterator[Line]:
    """Yield a line for each year or decade with divergences, with the lanes beside it; those without any are folded."""
    bars = _Bars.of(found.periods)
    yield from page.head()
    yield page.said("", page.lanes.idle(), bars.header())
    past = (line for part in found.graph.past() for line in page.part(part))
    yield from [] if found.graph.is_reversed else past
    quiet: list[Period] = []
    for period in found.periods:
        if quiet and (period.differ or period.forks):
            yield from _quiet(quiet, found, page)
            quiet = []
        forks = (line for fork in period.forks for line in page.fork(fork))
        yield from [] if found.graph.is_reversed else forks
        if period.differ:
            label = (decade_heading if found.by == "decade" else year_heading)(period.year or 0)
            lanes = page.lanes.idle()
            yield page.said(label, lanes, bars.line(period, page.room(lanes), page.signs), "strong")
        elif period.counts:
            quiet.append(period)
        yield from forks if found.graph.is_reversed else []
    if quiet:
        yield from _quiet(quiet, found, page)
    yield from past if found.graph.is_reversed else []


def _quiet(several: Sequence[Period], found: Periods, page: Page) -> Iterator[Line]:
    counts = sum((Counter(period.counts) for period in several), Counter[Status]())
    years = sorted(period.year or 0 for period in several)
    return page.part(Quiet(years[0], years[-1] + (9 if found.by == "decade" else 0), counts))


def _seasons(found: Periods, screen: Screen) -> Iterator[Line]:
    """Yield a line for each season; seasons may overlap in time, so there are no lanes."""
    bars = _Bars.of(found.periods)
    names = [cut(period.name or "no season", LONGEST_TOLD, screen.signs.to) for period in found.periods]
    width = max(map(cells, names))
    yield [Span(" " * (width + 1)), *bars.header()]
    for name, period in zip(names, found.periods, strict=True):
        blank = Span(" " * (width - cells(name) + 1))
        yield [Span(name, "strong"), blank, *bars.line(period, screen.width - width - 1, screen.signs)]


class _Bars(NamedTuple):
    """The numbers and the bars of periods."""

    most: int
    """The most divergences in one of them."""
    width: int
    """The width of a number."""

    @classmethod
    def of(cls, periods: Sequence[Period]) -> _Bars:
        most = max(period.differ for period in periods)
        untold = max(period.counts.get("untold", 0) for period in periods)
        return cls(most, max(_NUMBER, len(f"{max(most, untold):,}")))

    def header(self) -> Line:
        return [Span(f"{'diff':>{self.width}} {'untold':>{self.width + 2}}", "dim")]

    def line(self, period: Period, room: int, signs: Signs) -> Line:
        """Return a line in so many cells: the numbers of a period, and a sign for each divergence or for several."""
        untold = period.counts.get("untold", 0)
        number = f"{untold:,}" if untold else signs.untold
        line = [Span(f"{period.differ:>{self.width},}", "strong"), Span(f" {number:>{self.width + 2}}  ", "dim")]
        cells_left = room - 2 * self.width - _GAP - len(DIVERGENT)
        per_sign = max(1.0, self.most / max(cells_left, 1))
        for status in DIVERGENT:
            count = period.counts.get(status, 0)
            sign = "+" if status == "added" else sign_of(status, signs).text
            line.append(Span(sign * max(min(count, 1), int(count / per_sign)), STYLES[status]))
        return line
