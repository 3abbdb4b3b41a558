"""Time to length and back: a stretch of time is as long as it has much to tell.

Time is cut into cells of a year, or of ten, a hundred and so on if there are too many years. A cell has a full height, at
which every label fits; heights are powers of the full ones, so that a busy year gets more room than a quiet one and yet
less than its share. Within a tall cell, the months get room in the same way. A run of empty cells may be folded into a
break. The scale is monotone, and its inverse tells the day at a height.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal, to_ordinal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

LEFT, RIGHT = 0, 1
"""The sides of a picture."""

LEAST_FULL = 26.0
"""The full height of a cell with little to tell."""

PADDING = 8.0
"""What a cell needs beside its labels."""

TALL = 3.2
"""From this many rows on, the parts of a cell get room by what they hold."""

IDLE_PART = 0.35
"""The share of a part without labels, in rows."""

BREAK = 22.0
"""The height of a folded run."""


class Stretch(NamedTuple):
    """The days of an event, and the side on which it stands."""

    side: int
    first: int
    last: int

    @property
    def middle(self) -> float:
        """The middle of the span."""
        return (self.first + self.last) / 2


class Cell(NamedTuple):
    """A stretch of whole years."""

    year: int
    """Its first year."""
    years: int
    is_break: bool = False
    """Whether it is a run of empty cells, folded."""

    @property
    def named(self) -> int:
        """The year that names it: its first; of several before AD 1, the next, which is round as people count (480 BC)."""
        return self.year + 1 if self.years > 1 and self.year <= 0 else self.year

    @property
    def parts(self) -> int:
        """The number of parts: months of a year, or tenths of more years."""
        return 1 if self.is_break else 12 if self.years == 1 else 10

    def starts(self) -> list[int]:
        """Return the first day of each part, and the first day after the cell."""
        if self.parts == 12:
            return [*(to_ordinal(self.year, month, 1) for month in range(1, 13)), to_ordinal(self.year + 1, 1, 1)]
        step = self.years // self.parts
        return [to_ordinal(self.year + step * part, 1, 1) for part in range(self.parts + 1)]

    @property
    def certain_days(self) -> int:
        """Up to how many days a span is certain enough to belong to one part."""
        return 31 if self.parts == 12 else 366 * self.years // self.parts


class Load(NamedTuple):
    """What a cell holds: its certain events by side and part, and its vague ones by side."""

    certain: tuple[list[int], list[int]]
    vague: list[int]


class Scale(NamedTuple):
    """A monotone scale of days, linear between its knots."""

    cells: Sequence[Cell]
    tops: Sequence[float]
    """The height at which each cell begins, and the one at which the last ends."""
    days: Sequence[int]
    """The days of the knots, ascending."""
    heights: Sequence[float]
    """The heights of the knots, ascending."""

    def y(self, day: float) -> float:
        """Return the height of a day; of one beyond the ends, that of the end."""
        return _between(self.days, self.heights, day)

    def day(self, y: float) -> float:
        """Return the day at a height: the inverse of `y`."""
        return _between(self.heights, self.days, y)


def _between(froms: Sequence[float], tos: Sequence[float], value: float) -> float:
    place = bisect_right(froms, value)
    if place == 0:
        return tos[0]
    if place == len(froms):
        return tos[-1]
    low, high = froms[place - 1], froms[place]
    return tos[place - 1] + (value - low) / (high - low) * (tos[place] - tos[place - 1])


def unit_of(years: Iterable[int], most: int, fold: int) -> int:
    """Return how many years a cell has: the smallest power of ten with which there are at most so many cells.

    There may always be two: one on each side of the year 0.
    """
    known, unit = set(years), 1
    while len(cells_of(known, unit, fold)) > max(most, 2):
        unit *= 10
        known = {year // unit * unit for year in known}
    return unit


def cells_of(years: Iterable[int], unit: int, fold: int) -> list[Cell]:
    """Return cells of so many years from the first of these years to the last; `fold` empty ones or more are a break."""
    starts = sorted({year // unit * unit for year in years})
    found: list[Cell] = []
    for start in starts:
        after = found[-1].year + found[-1].years if found else start
        empty = (start - after) // unit
        if empty >= fold:
            found.append(Cell(after, start - after, is_break=True))
        else:
            found += [Cell(after + unit * number, unit) for number in range(empty)]
        found.append(Cell(start, unit))
    return found


def year_of(stretch: Stretch) -> int:
    """Return the year in which the middle of a span lies."""
    return from_ordinal(int(stretch.middle // 1))[0]


def loads(cells: Sequence[Cell], stretches: Iterable[Stretch]) -> list[Load]:
    """Return what each cell holds."""
    firsts = [cell.year for cell in cells]
    starts = [cell.starts() for cell in cells]
    found = [Load(([0] * cell.parts, [0] * cell.parts), [0, 0]) for cell in cells]
    for stretch in stretches:
        place = max(0, bisect_right(firsts, year_of(stretch)) - 1)
        if stretch.last - stretch.first > cells[place].certain_days:
            found[place].vague[stretch.side] += 1
        else:
            part = min(max(0, bisect_right(starts[place], stretch.middle) - 1), cells[place].parts - 1)
            found[place].certain[stretch.side][part] += 1
    return found


def full_height(load: Load, row: float) -> float:
    """Return the height of a cell at which every label fits, in rows of this height."""
    left, right = load.certain
    stacked = sum(max(pair) for pair in zip(left, right, strict=True))
    most = max(stacked, sum(left) + load.vague[LEFT], sum(right) + load.vague[RIGHT])
    return max(LEAST_FULL, row * most + PADDING)


def zoomed(full: float, fit: float, zoom: float) -> float:
    """Return the height of a picture: `fit` at zoom 0, full at zoom 1; full at any zoom if that is no more than fits."""
    return full if full <= fit else fit * (full / fit) ** zoom


def heights(fulls: Sequence[float], total: float, power: float, least: float) -> list[float]:
    """Return heights that add up to a total, as powers of the full ones: none above its full one, nor below the least.

    If all fit at their full heights, these are the answer; if not even the least ones fit, each is the least.
    """
    if sum(fulls) <= total:
        return list(fulls)

    def scaled(factor: float) -> list[float]:
        return [min(full, max(least, factor * full**power)) for full in fulls]

    low, high = 0.0, max(full ** (1 - power) for full in fulls)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(scaled(middle)) > total else (middle, high)
    return scaled(low)


def sizes_of(
    cells: Sequence[Cell],
    fulls: Sequence[float],
    total: float,
    power: float,
    least: float,
    opened: Collection[int] = (),
) -> list[float]:
    """Return the heights of cells that add up to a total; breaks have theirs, and opened cells, by index, are full."""
    fixed = {i: fulls[i] if i in opened else BREAK for i, cell in enumerate(cells) if cell.is_break or i in opened}
    elastic = [full for i, full in enumerate(fulls) if i not in fixed]
    found = iter(heights(elastic, max(0.0, total - sum(fixed.values())), power, least))
    return [fixed[i] if i in fixed else next(found) for i in range(len(cells))]


def shares(load: Load, height: float, row: float) -> list[float]:
    """Return the share of each part in the height of a cell: by what it holds in a tall cell, else the same for all."""
    parts = len(load.certain[LEFT])
    if height < TALL * row:
        return [1 / parts] * parts
    vague = max(load.vague) / parts
    weights = [max(pair) + IDLE_PART + vague for pair in zip(*load.certain, strict=True)]
    return [weight / sum(weights) for weight in weights]


def scale_of(
    cells: Sequence[Cell], cell_loads: Sequence[Load], sizes: Sequence[float], top: float, row: float
) -> Scale:
    """Return the scale of cells with these heights, beginning at `top`."""
    tops, days, ys = [top], [], []
    for cell, load, size in zip(cells, cell_loads, sizes, strict=True):
        y = tops[-1]
        for start, share in zip(cell.starts(), shares(load, size, row), strict=False):
            days.append(start)
            ys.append(y)
            y += share * size
        tops.append(tops[-1] + size)
    if cells:
        days.append(cells[-1].starts()[-1])
        ys.append(tops[-1])
    return Scale(cells, tops, days, ys)
