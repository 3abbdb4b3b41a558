"""How far histories have moved apart: columns, and the screen with bars and a sparkline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from timeline.formats.cells import cells
from timeline.formats.lines import Layout, Slot, Span, flowed
from timeline.formats.report import Column, Report
from timeline.formats.signs import ASCII
from timeline.model.calendar import decade_heading, is_decade
from timeline.questions.drift import DriftPeriod, together
from timeline.questions.pairs import STATUSES
from timeline.reports.bars import sparkline
from timeline.reports.rows import counted
from timeline.reports.statuses import status_bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.questions.pairs import Status


def _count(status: Status, row: DriftPeriod) -> int:
    return row.counts[status]


_COLUMNS: Sequence[Column[DriftPeriod]] = (
    Column("period", lambda row: row.period, brief=True),
    *(Column[DriftPeriod](status, partial(_count, status), brief=True) for status in STATUSES),
    Column("differ", lambda row: row.differ, brief=True),
    Column("recorded", lambda row: row.recorded, brief=True),
    Column("share", lambda row: row.share, brief=True),
    Column("mean_shift_days", lambda row: row.mean_shift, brief=True, digits=1),
    Column("mean_distance_days", lambda row: row.mean_distance, brief=True, digits=1),
    Column("timeline", lambda row: row.timeline, brief=True),
)
_LONG = 730
"""Distances of at least this many days are shown in years."""
_LABELS = ("share that differs  ", "share  ", "")
"""What stands before the curve, as long as there is room."""


def report(rows: Sequence[DriftPeriod]) -> Report[DriftPeriod]:
    """Report on how far histories have moved apart."""
    return Report(_COLUMNS, rows, lines=_lines)


def _lines(rows: Sequence[DriftPeriod], screen: Screen) -> Iterator[Line]:
    """Yield for each timeline how much of it differs, the curve over its years, and its periods with a bar each."""
    for timeline in dict.fromkeys(row.timeline for row in rows):
        own = [row for row in rows if row.timeline == timeline]
        yield from _headline(own, screen)
        yield from _curve(own, screen)
        yield from _periods(own, screen)


def _headline(rows: Sequence[DriftPeriod], screen: Screen) -> Iterator[Line]:
    """Yield the share that differs, and how many of the periods the timeline tells of at all."""
    whole = together(rows)
    unit = "season" if rows[0].year is None else "decade" if is_decade(rows[0].period) else "year"
    span = "" if len(rows) < 2 or unit == "season" else f", {_name(rows[0])} to {_name(rows[-1])}"
    untold = sum(not row.is_told for row in rows if row.period)
    phrases = [
        [
            Span(f"{whole.timeline}: {whole.differ:,} of {whole.recorded:,}", "strong"),
            Span(f" recorded things differ ({whole.share:.0%}){span}"),
        ],
        *([[Span(f"{counted(untold, unit)} not told of", "dim")]] if untold else []),
    ]
    return flowed(phrases, screen)


def _name(row: DriftPeriod) -> str:
    """Return a period as a heading among its like."""
    if row.year is not None and is_decade(row.period):
        return decade_heading(row.year)
    return row.period or "no season"


def _periods(rows: Sequence[DriftPeriod], screen: Screen) -> Iterator[Line]:
    layout: Layout[DriftPeriod]
    width = max(cells(_name(row)) for row in rows)
    most = max(row.recorded for row in rows)

    def told_bar(row: DriftPeriod) -> Line:
        return status_bar(row.counts, most, layout.room, screen.signs)

    layout = Layout(
        [
            Slot(lambda row: Span(_name(row), "strong"), width),
            Slot(lambda row: Span(str(row.differ)), 6, "differ", is_right=True),
            Slot(lambda row: Span(str(row.recorded), "dim"), 5, "of", is_right=True),
            Slot(lambda row: Span(f"{row.share:.0%}" if row.is_told else "not told"), 8, "share", is_right=True),
            Slot(told_bar, 0, "what"),
            Slot(lambda row: Span(_shifts(row)), 19, "mean shift", is_right=True, is_needed=False),
        ],
        screen,
    )
    yield from layout.header()
    for row in rows:
        yield from layout.lines(row)


def _shifts(row: DriftPeriod) -> str:
    """Return the mean shift, with the number of events that it is the mean of."""
    if not row.shifts:
        return ""
    return shift_text(row.mean_shift) if len(row.shifts) == 1 else f"{shift_text(row.mean_shift)} ({len(row.shifts)})"


def shift_text(days: float | None) -> str:
    """Return a mean shift in short form: "-24 days", "+8.2 years"."""
    if days is None:
        return ""
    if abs(days) >= _LONG:
        return f"{days / 365.2425:+.1f} years"
    return f"{days:+.0f} days" if days == int(days) else f"{days:+.1f} days"


def _curve(rows: Sequence[DriftPeriod], screen: Screen) -> Iterator[Line]:
    """Yield the shares over time, with the decades below; nothing for a single period or where blocks cannot be written."""
    years = [row.year for row in rows if row.year is not None]
    step = 10 if is_decade(rows[0].period) else 1
    if len(years) < 2 or screen.signs is ASCII:
        return
    first, last = min(years), max(years)
    shares = {row.year: row for row in rows}
    on_axis = range(first, last + 1, step)
    label = next((each for each in _LABELS if len(each) + len(on_axis) <= screen.width), None)
    if label is None:
        return
    blocks = "".join(_block(shares.get(year), screen) for year in on_axis)
    yield [Span(label, "dim"), Span(blocks, "alt")]
    years_below = _axis(on_axis, step)
    if years_below:
        yield [Span(" " * len(label) + years_below, "dim")]


def _block(row: DriftPeriod | None, screen: Screen) -> str:
    """Return a block with the height of a share: a blank where nothing is told, a dot where nothing differs."""
    if row is None or not row.is_told:
        return " "
    return sparkline([row.share]) if row.differ else screen.signs.untold


def _axis(years: range, step: int) -> str:
    """Return the names of round years below their places, as many as have room."""
    text = ""
    for place, year in enumerate(years):
        if year % (10 * step) == 0 and place >= len(text) + bool(text) and place + len(str(year)) <= len(years):
            text = text.ljust(place) + str(year)
    return text
