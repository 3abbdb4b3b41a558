"""The rows of the explorer, by rank: what is in each, which lanes hold it, and where a key leads from it. Pure numbers."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from timeline.questions.overview import ADDED, KEPT, SHARED, UNTOLD, Overview

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

MOST_LANES = 8
"""How many histories can stand beside each other: one bit of a byte for each."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in the order of time, as columns of numbers. The first lane is the base, with which the others are compared."""

    lanes: tuple[str, ...]
    """The ids of the timelines."""
    against: tuple[int, ...]
    """For each lane, the lane that it is compared with; 0 for the first."""
    begins: tuple[int, ...]
    """For each lane, the rank with which it leaves the one that it is compared with; before, it has no line of its own."""
    told: array[int]
    """The rank of the event that places each row."""
    base: array[int]
    """The rank of the base event that it stands against, or 0."""
    kinds: bytearray
    """The number of each row's kind in `KINDS`."""
    own: bytearray
    """The lane in which the event is drawn."""
    beside: bytearray
    """The lane of the base event; the first one without such an event."""
    holds: bytearray
    """The lanes that hold the event, one bit each."""
    years: Sequence[int]
    """The year in which each event stands, by its rank; an earlier rank never has a later year."""

    def __len__(self) -> int:
        return len(self.told)

    def year(self, row: int) -> int:
        """Return the year in which a row stands."""
        return self.years[self.told[row]]

    def is_begun(self, lane: int, row: int) -> bool:
        """Return whether a lane has a line of its own by a row."""
        return lane == 0 or self.told[row] >= self.begins[lane]

    def base_lane(self, row: int) -> int | None:
        """Return the lane of the base event of a row; None without one."""
        return self.beside[row] if self.base[row] else None

    def lanes_of(self, row: int) -> list[int]:
        """Return the lanes in which a row is seen: of a common past, only the first."""
        base, own, holds = self.base_lane(row), self.own[row], self.holds[row]
        return [
            lane
            for lane in range(len(self.lanes))
            if lane in (base, own) or (holds >> lane & 1 and self.is_begun(lane, row))
        ]

    def begins_year(self, row: int) -> bool:
        """Return whether the row before stands in another year."""
        return row == 0 or self.year(row - 1) != self.year(row)

    def at_rank(self, rank: int) -> int:
        """Return the first row of an event or, without it, of the next one; the last row behind all."""
        return self._clamped(bisect_left(self.told, rank))

    def row_of(self, rank: int) -> int | None:
        """Return the row in which an event is told, else that in which something stands against it; None for neither."""
        row = bisect_left(self.told, rank)
        if row < len(self.told) and self.told[row] == rank:
            return row
        return self.base.index(rank) if rank and rank in self.base else None

    def in_year(self, year: int) -> int:
        """Return the first row in a year or a later one; the last row behind all."""
        return self._clamped(bisect_left(self.told, bisect_left(self.years, year, 1)))

    def next_year(self, row: int, step: int) -> int:
        """Return the first row of the next year, or of this one and then of the previous one."""
        year = self.year(row)
        if step > 0:
            later = bisect_left(self.told, bisect_right(self.years, year, 1))
            return later if later < len(self) else row
        first = self.in_year(year)
        return first if first < row or row == 0 else self.in_year(self.year(row - 1))

    def next_pair(self, row: int, step: int) -> int:
        """Return the next or the previous row in which an event stands against another; without one, the same row."""
        at = row + step
        while 0 <= at < len(self):
            if self.base[at]:
                return at
            at += step
        return row

    def only(self, fit: Collection[int] | None, *, differing: bool = False) -> Rows:
        """Return the rows one of whose events is among `fit`, if that is given; only those that differ, if asked."""
        if fit is None and not differing:
            return self
        kept: Iterable[int] = range(len(self))
        if fit is not None:
            told, base = self.told, self.base
            kept = [row for row in kept if told[row] in fit or base[row] in fit]
        if differing:
            kinds = self.kinds
            kept = [row for row in kept if kinds[row] <= ADDED]
        return self._picked(list(kept))

    def _picked(self, rows: Sequence[int]) -> Rows:
        def of(column: bytearray) -> bytearray:
            return bytearray(column[row] for row in rows)

        told, base = (array("q", [column[row] for row in rows]) for column in (self.told, self.base))
        return replace(
            self,
            told=told,
            base=base,
            kinds=of(self.kinds),
            own=of(self.own),
            beside=of(self.beside),
            holds=of(self.holds),
        )

    def _clamped(self, row: int) -> int:
        return max(0, min(row, len(self) - 1))


class Compared(NamedTuple):
    """A lane beside an earlier one."""

    against: int
    """The number of the earlier one."""
    begins: int
    """The rank of the event in which the two part."""
    lines: Overview
    from_first: Overview | None = None
    """Its lines beside the first lane, if it is compared with another: its links may lead there."""


def rows_of(lanes: Sequence[str], compared: Sequence[Compared], years: Sequence[int]) -> Rows:
    """Return the rows of some timelines; all but the first are compared. What several lanes hold has one row."""
    first = compared[0].lines
    to_own = bytes(0 if kind in (KEPT, UNTOLD, SHARED) else 1 for kind in range(256))
    to_held = bytes({KEPT: 3, SHARED: 3, UNTOLD: 1}.get(kind, 2) for kind in range(256))
    own, holds = (bytearray(first.kinds).translate(table) for table in (to_own, to_held))
    against, begins = (0, *(each.against for each in compared)), (0, *(each.begins for each in compared))
    rows = Rows(
        tuple(lanes), against, begins, first.told, first.base, first.kinds, own, bytearray(len(own)), holds, years
    )
    for lane, each in enumerate(compared[1:], start=2):
        rows = _joined(rows, lane, each)
    return rows


def rows_of_one(lane: str, ranks: Sequence[int], years: Sequence[int]) -> Rows:
    """Return the rows of a single timeline."""
    count = len(ranks)
    blank = array("q", bytes(8 * count))
    return Rows(
        (lane,),
        (0,),
        (0,),
        array("q", ranks),
        blank,
        bytearray([SHARED]) * count,
        bytearray(count),
        bytearray(count),
        bytearray([1]) * count,
        years,
    )


def _joined(rows: Rows, lane: int, compared: Compared) -> Rows:
    """Return rows with one more lane, which is compared with an earlier one."""
    bit, against = 1 << lane, compared.against
    told_, holds, bases = rows.told, bytearray(rows.holds), set(rows.base)
    at = dict(zip(reversed(told_), range(len(told_) - 1, -1, -1), strict=True))
    """The first row of each event."""
    fresh: list[tuple[int, int, int, int, int, int]] = []
    ours: set[int] = set()
    """The events of new rows."""
    for told, base, kind, beside in _lines_of(compared):
        row = at.get(told)
        if row is not None:
            while kind != UNTOLD and row < len(told_) and told_[row] == told:
                holds[row] |= bit
                row += 1
        elif (kind != UNTOLD or told not in bases) and (told not in ours or base):
            is_same = kind in (KEPT, SHARED, UNTOLD)
            held = (1 << against if is_same else 0) | (0 if kind == UNTOLD else bit)
            fresh.append((told, base, kind, against if is_same else lane, beside, held))
            ours.add(told)
    if not fresh:
        return replace(rows, holds=holds)
    new = list(zip(*fresh, strict=True))
    ranks = [*told_, *new[0]]
    order = sorted(range(len(ranks)), key=ranks.__getitem__)

    def merged(column: Sequence[int], more: Sequence[int]) -> list[int]:
        every = [*column, *more]
        return [every[row] for row in order]

    told_, base_ = (array("q", merged(*pair)) for pair in ((rows.told, new[0]), (rows.base, new[1])))
    olds = (rows.kinds, rows.own, rows.beside, holds)
    kinds, own, beside_, holds = (bytearray(merged(*pair)) for pair in zip(olds, new[2:], strict=True))
    return replace(rows, told=told_, base=base_, kinds=kinds, own=own, beside=beside_, holds=holds)


def _lines_of(compared: Compared) -> Iterator[tuple[int, int, int, int]]:
    """Yield the lines of a lane, each with the lane of its base event; links that lead to the first lane count as well."""
    linked: dict[int, list[tuple[int, int]]] = {}
    for told, base, kind in compared.from_first.triples() if compared.from_first else ():
        if base:
            linked.setdefault(told, []).append((base, kind))
    for told, base, kind in compared.lines.triples():
        if kind == ADDED and told in linked:
            yield from ((told, each, kind_, 0) for each, kind_ in linked[told])
        else:
            yield told, base, kind, compared.against
