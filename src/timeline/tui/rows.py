"""The rows of the explorer, by rank: what is in each, which lanes hold it, and where a key leads from it. Pure numbers."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING

from timeline.questions.overview import ADDED, SHARED
from timeline.tui.columns import both, either

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

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
    divergences: tuple[int, ...]
    """For each lane, how many divergences it has from the one that it is compared with, whatever a filter leaves."""
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

    def seen(self) -> bytes:
        """Return the lanes in which each row is seen (`lanes_of`), one bit each."""
        begun = bytearray(len(self))
        for lane, rank in enumerate(self.begins):
            first = bisect_left(self.told, rank) if lane else 0
            begun[first:] = either(begun[first:], bytes([1 << lane]) * (len(self) - first))
        linked = both(self.beside.translate(_BIT), bytes(255 if base else 0 for base in self.base))
        return either(both(self.holds, begun), self.own.translate(_BIT), linked)

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
        kept = bytes([1]) * len(self)
        if fit is not None:
            kept = either(bytes(map(fit.__contains__, self.told)), bytes(map(fit.__contains__, self.base)))
        if differing:
            kept = bytes(map(int.__and__, kept, self.kinds.translate(DIFFERS)))
        return replace(
            self,
            told=array("q", compress(self.told, kept)),
            base=array("q", compress(self.base, kept)),
            kinds=bytearray(compress(self.kinds, kept)),
            own=bytearray(compress(self.own, kept)),
            beside=bytearray(compress(self.beside, kept)),
            holds=bytearray(compress(self.holds, kept)),
        )

    def years_told(self) -> Iterator[tuple[int, int, int]]:
        """Yield the years that have rows, in order, each with its first row and the one behind its last."""
        row = 0
        while row < len(self):
            year = self.year(row)
            end = bisect_left(self.told, bisect_right(self.years, year, 1), row)
            yield year, row, end
            row = end

    def _clamped(self, row: int) -> int:
        return max(0, min(row, len(self) - 1))


def rows_of_one(lane: str, ranks: Sequence[int], years: Sequence[int]) -> Rows:
    """Return the rows of a single timeline."""
    count = len(ranks)
    return Rows(
        (lane,),
        (0,),
        (0,),
        (0,),
        array("q", ranks),
        array("q", bytes(8 * count)),
        bytearray([SHARED]) * count,
        bytearray(count),
        bytearray(count),
        bytearray([1]) * count,
        years,
    )


_BIT = bytes(1 << lane if lane < MOST_LANES else 0 for lane in range(256))

DIFFERS = bytes(kind <= ADDED for kind in range(256))
"""What kinds are translated with, to find those that differ."""
