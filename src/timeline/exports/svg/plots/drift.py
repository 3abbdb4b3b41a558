"""How far histories have moved apart: over time, the share that differs, what becomes of what, and the mean shift."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout.marks import look
from timeline.exports.svg.axes import CountScale, Tick, TimeScale, nice
from timeline.exports.svg.drawing import circle, group, halo, label, path, rect, tooltip
from timeline.exports.svg.marks import MEANINGS, mark
from timeline.exports.svg.plots.sheet import COLORS, LEFT, RIGHT, Sheet, color_of, name_of, vertical_grid
from timeline.exports.svg.text import SANS_BOLD, shortened, width
from timeline.model.calendar import is_decade, to_ordinal
from timeline.model.date_text import year_words
from timeline.questions.drift import together
from timeline.questions.pairs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.exports.svg.drawing import Element, Picture
    from timeline.model.world import World
    from timeline.questions.drift import DriftPeriod
    from timeline.questions.pairs import Status

_START = LEFT + 132
"""Where the columns begin; what they show is written left of them."""
_THIN, _FEW = 2.5, 100
"""Columns that are thinner on a scale of time stand side by side if there are only a few of them."""
_SHARES, _COUNTS, _SHIFTS = 96, 250, 96
"""The heights of the three parts."""
_LEAST_ROW = 16
_MOST_EACH = 14
"""The most that one thing adds to the height of a bar."""
_LENGTHS = {"year": 1, "decade": 10, "season": 1}
"""The years of a period."""
_YEAR = 365.2425
_LONG = 730
"""Shifts of at least this many days are shown in years."""

_EXPLANATION = (
    "Each column is a {unit}. On top is the share of what is recorded that differs; below, how many things are moved, "
    "replaced, averted or added, and how many are not"
)
_EXPLANATION_OF_SHIFTS = "; at the bottom, how far the moved ones are from where they were"


class _Column(NamedTuple):
    """A period, and its place from left to right."""

    row: DriftPeriod
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def _period(row: DriftPeriod) -> str:
    """Return a period in words: "1969", "44 BC", "1960s", "51–42 BC", "fam S1"."""
    if row.year is None:
        return row.period or "no season"
    if not is_decade(row.period):
        return year_words(row.year)
    return f"{row.year}s" if row.year > 0 else f"{1 - row.year}–{year_words(row.year + 9)}"


def picture(world: World, rows: Sequence[DriftPeriod], command: str) -> Picture:
    """Draw the periods of an answer, of which there is at least one; `command` is what asks for it."""
    unit = "season" if rows[0].year is None else "decade" if is_decade(rows[0].period) else "year"
    shifts = _EXPLANATION_OF_SHIFTS if any(row.shifts for row in rows) else ""
    sheet = Sheet("drift", "How far apart the histories are", f"{_EXPLANATION.format(unit=unit)}{shifts}.")
    scale = _scale(rows, unit)
    for timeline in dict.fromkeys(row.timeline for row in rows):
        _timeline(sheet, world, [row for row in rows if row.timeline == timeline], unit, scale)
    if not all(row.is_told for row in rows):
        sheet.legend([(lambda x, y: circle(x + 15, y, 2.2, COLORS.bg, stroke=COLORS.ink3), "nothing is told of it")])
    words = (f"{status.capitalize()}: {MEANINGS[status]}." for status in STATUSES)
    sheet.note(" ".join(words))
    return sheet.finish(command)


def _timeline(sheet: Sheet, world: World, rows: Sequence[DriftPeriod], unit: str, scale: TimeScale | None) -> None:
    whole = together(rows)
    share = f"{whole.differ:,} of {whole.recorded:,} recorded things differ ({whole.share:.0%})"
    sheet.heading(name_of(world, whole.timeline), color_of(world, whole.timeline), share)
    sheet.y += 14
    top = sheet.y
    columns, ticks = (_by_time(rows, unit, scale), scale.ticks()) if scale else _side_by_side(rows)
    _shares(sheet, columns, color_of(world, whole.timeline))
    _counts(sheet, columns, color_of(world, whole.timeline))
    if whole.shifts:
        _shifts(sheet, columns)
    if scale:
        sheet.add_below(vertical_grid(ticks, top, sheet.y))
        _labels(sheet, ticks, unit, RIGHT)
    else:
        name = unit if unit == "season" else f"{unit} (only those of which something is recorded: not to scale)"
        _labels(sheet, ticks, name, columns[0].right - columns[0].left)


def _scale(rows: Sequence[DriftPeriod], unit: str) -> TimeScale | None:
    """Return the scale of time that all histories share; None if columns have to stand side by side.

    They do for seasons, and where a few periods are so far apart that they would be hairlines on a scale.
    """
    years = [row.year for row in rows if row.year is not None]
    days = [to_ordinal(year, 1, 1) for first in years for year in (first, first + _LENGTHS[unit])]
    scale = TimeScale.over(days, _START, RIGHT, least=5 * _YEAR * _LENGTHS[unit])
    thin = _YEAR * _LENGTHS[unit] / (scale.last - scale.first) * (RIGHT - _START)
    return None if unit == "season" or (thin < _THIN and len(set(years)) <= _FEW) else scale


def _by_time(rows: Sequence[DriftPeriod], unit: str, scale: TimeScale) -> list[_Column]:
    """Return the columns on a scale of time, so that years without anything leave a gap."""
    columns = []
    for row in rows:
        assert row.year is not None
        left, right = (scale.at(to_ordinal(year, 1, 1)) for year in (row.year, row.year + _LENGTHS[unit]))
        missing = max(_THIN - (right - left), 0) / 2
        columns.append(_Column(row, left - missing, right + missing))
    return columns


def _side_by_side(rows: Sequence[DriftPeriod]) -> tuple[list[_Column], list[Tick]]:
    """Return columns of the same width, at most 90, with a tick for each."""
    each = min((RIGHT - _START) / len(rows), 90)
    columns = [_Column(row, _START + place * each, _START + (place + 1) * each) for place, row in enumerate(rows)]
    return columns, [Tick(column.middle, _period(column.row)) for column in columns]


def _shares(sheet: Sheet, columns: Sequence[_Column], color: str) -> None:
    scale = CountScale(100, sheet.y + _SHARES, sheet.y)
    sheet.count_axis(scale, _START, RIGHT, unit="%")
    sheet.add(*_name("Share", scale.end - 4, color, "that differs"))
    for column in columns:
        row = column.row
        told = f"{_period(row)}: {row.differ:,} of {row.recorded:,} differ ({row.share:.0%})"
        if not row.is_told:
            ring = circle(column.middle, scale.start - 4, 2.2, COLORS.bg, stroke=COLORS.ink3)
            sheet.add(tooltip(ring, f"{_period(row)}: nothing is told of it"))
        else:
            sheet.add(tooltip(_bar(column, scale.start, scale.at(max(row.share, 0.01) * 100), color), told))
    sheet.add(_base(scale.start))
    sheet.y = scale.start + 26


def _counts(sheet: Sheet, columns: Sequence[_Column], color: str) -> None:
    """Draw a row of bars for each status that occurs, all to the same scale."""
    most = {status: max(column.row.counts[status] for column in columns) for status in STATUSES}
    per_thing = min(_COUNTS / sum(most.values()), _MOST_EACH)
    colors = {"moved": COLORS.move, "averted": COLORS.gone, "kept": COLORS.ink3, "untold": COLORS.ink3}
    for status in (status for status in STATUSES if most[status]):
        height = max(most[status] * per_thing, _LEAST_ROW)
        scale = CountScale(height / per_thing, sheet.y + height, sheet.y)
        shade = colors.get(status, color)
        sheet.count_axis(scale, _START, RIGHT, room=18)
        sheet.add(_base(scale.start), *_status(status, columns, scale.start, shade))
        highest = max(columns, key=lambda column: column.row.counts[status])
        sheet.add(_figure(highest, scale.at(most[status]), most[status]))
        for column in columns:
            count = column.row.counts[status]
            if count:
                told = f"{_period(column.row)}: {count:,} {status}"
                sheet.add(tooltip(_bar(column, scale.start, scale.at(count), shade), told))
        sheet.y = scale.start + 18
    sheet.y += 4


def _figure(column: _Column, top: float, count: int) -> Element:
    """Return the number on top of a bar."""
    return halo(label(column.middle, top - 3, f"{count:,}", 11, COLORS.ink2, anchor="middle"), COLORS.bg, 3)


def _status(status: Status, columns: Sequence[_Column], base: float, color: str) -> list[Element]:
    """Return the mark and the name of a status, and how many pairs have it."""
    total = sum(column.row.counts[status] for column in columns)
    shape, radius = look(status, 0).shape, 2.4 if status == "untold" else 4
    sign = mark(shape, LEFT + 6, base - 4.5, radius, color, ground=COLORS.bg, is_filled=status != "kept", edge=1.6)
    name = label(LEFT + 18, base, status, 12.5, COLORS.ink, SANS_BOLD)
    return [sign, name, label(LEFT + 18 + width(status, 12.5, SANS_BOLD) + 6, base, f"{total:,}", 12.5, COLORS.ink3)]


def _shifts(sheet: Sheet, columns: Sequence[_Column]) -> None:
    """Draw the mean shift of the moved things of each period: above the line if they come later, else below."""
    means = [(column, column.row.mean_shift) for column in columns]
    known = [(column, mean) for column, mean in means if mean is not None]
    length, unit = (_YEAR, "year") if max(abs(mean) for _, mean in known) >= _LONG else (1.0, "day")
    above, below = (max(0.0, *(way * mean / length for _, mean in known)) for way in (1, -1))
    each = _SHIFTS / (above + below or 1)
    zero = sheet.y + above * each + 14
    step = nice((above + below) * 22 / _SHIFTS)
    for count in range(-int(below // step) * step, int(above // step) * step + 1, step):
        at = zero - count * each
        sheet.add_below(path("M", _START, at, "H", RIGHT, stroke=COLORS.line, stroke_width=1))
        sheet.add(label(_START - 7, at + 4, _signed(count), 11.5, COLORS.ink3, anchor="end"))
    sheet.add(
        _base(zero),
        *_name("Mean shift", zero - 4, COLORS.move, f"in {unit}s:", "below: earlier", "above: later"),
    )
    for column, mean in known:
        at = zero - mean / length * each
        stem = path("M", column.middle, zero, "V", at, stroke=COLORS.move, stroke_width=1.6)
        shape = group(stem, mark("diamond", column.middle, at, 3.2, COLORS.move, ground=COLORS.bg, edge=1))
        number = f"{mean / length:+,.1f} {unit}s, the mean of {len(column.row.shifts):,} moved"
        sheet.add(tooltip(shape, f"{_period(column.row)}: {number}"))
    sheet.y = zero + max(below * each, 40) + 12


def _signed(count: int) -> str:
    return f"{'+' if count > 0 else chr(0x2212) if count else ''}{abs(count):,}"


def _name(name: str, top: float, color: str, *more: str) -> list[Element]:
    """Return the name of a part left of it, with words about its unit."""
    words = (label(LEFT, top + 23 + 15 * place, line, 11.5, COLORS.ink3) for place, line in enumerate(more))
    return [label(LEFT, top + 8, name, 12.5, color, SANS_BOLD), *words]


def _bar(column: _Column, base: float, top: float, color: str) -> Element:
    """Return a bar with a hairline of the ground on its right, so that neighbors are told apart."""
    gap = min((column.right - column.left) * 0.14, 3)
    return rect(column.left + gap, top, max(column.right - column.left - 2 * gap, 1), base - top, color)


def _base(y: float) -> Element:
    return path("M", _START, y, "H", RIGHT, stroke=COLORS.ink3, stroke_width=1)


def _labels(sheet: Sheet, ticks: Sequence[Tick], unit: str, room: float) -> None:
    """Write the periods below the columns; upright where they are too close to lie."""
    longest = max(width(tick.text, 12) for tick in ticks)
    if longest + 6 <= room:
        sheet.add(*(label(tick.at, sheet.y + 14, tick.text, 12, COLORS.ink3, anchor="middle") for tick in ticks))
        sheet.y += 14
    else:
        for tick in ticks:
            turn = f"translate({tick.at + 4:.2f} {sheet.y + 6:.2f}) rotate(90)"
            sheet.add(label(0, 0, shortened(tick.text, 130, 12), 12, COLORS.ink3, transform=turn))
        sheet.y += min(longest, 130) + 8
    sheet.add(label((_START + RIGHT) / 2, sheet.y + 20, unit, 12.5, COLORS.ink2, anchor="middle"))
    sheet.y += 40
