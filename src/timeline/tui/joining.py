"""Lanes beside each other: what several histories hold has one row. Pure numbers.

Everything is done for all events at once, in columns by rank, and becomes rows at the end.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from timeline.questions.overview import ADDED, KEPT, NO_LINE, SHARED, UNTOLD, Overview
from timeline.tui.columns import both, either
from timeline.tui.rows import DIFFERS, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

Column = TypeVar("Column", bytearray, "array[int]")

_SAME = (KEPT, SHARED, UNTOLD)
"""The kinds of lines that are drawn in the earlier lane."""


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
    joined = _Joined(compared[0].lines, years)
    for lane, each in enumerate(compared[1:], start=2):
        joined.add(lane, each)
    against, begins = (0, *(each.against for each in compared)), (0, *(each.begins for each in compared))
    divergences = (0, *(_divergences(each.lines) for each in compared))
    return Rows(tuple(lanes), against, begins, divergences, *joined.columns(), years)


def _divergences(lines: Overview) -> int:
    """Return how many lines differ, one for each base event that an event stands against."""
    further = sum(len(own) - 1 for own in lines.links.values())
    return lines.kinds.translate(DIFFERS).count(1) + further


class _Joined:
    """The lanes so far, by rank."""

    def __init__(self, first: Overview, years: Sequence[int]) -> None:
        self._years = years
        self._kinds = bytearray(first.kinds)
        self._links = dict(first.links)
        self._own = first.kinds.translate(_table(lambda kind: 0 if kind in _SAME else 1))
        self._holds = first.kinds.translate(_table(lambda kind: {KEPT: 3, SHARED: 3, UNTOLD: 1}.get(kind, 2)))
        self._beside = bytearray(len(self._kinds))

    def add(self, lane: int, compared: Compared) -> None:
        """Join one more lane: mark what is there already, and add what is not."""
        against, bit = compared.against, 1 << lane
        kinds, links, to_first = _lines_of(compared)
        holds_too = kinds.translate(_table(lambda kind: 0 if kind in (NO_LINE, UNTOLD) else bit))
        is_there = self._kinds.translate(_IS_LINE)
        self._holds = either(self._holds, both(holds_too, is_there))
        answered = bytearray(len(kinds))
        for own in self._links.values():
            for base, _ in own:
                answered[base] = 255
        named = both(answered, kinds.translate(_table(lambda kind: 255 if kind == UNTOLD else 0)))
        is_new = both(kinds.translate(_IS_LINE), either(is_there, named).translate(_INVERTED))

        def taken(before: bytes | bytearray, new: bytes | bytearray) -> bytes:
            return either(both(before, is_new.translate(_INVERTED)), both(new, is_new))

        self._kinds = bytearray(taken(self._kinds, kinds))
        self._own = taken(self._own, kinds.translate(_table(lambda kind: against if kind in _SAME else lane)))
        held = _table(lambda kind: 1 << against if kind == UNTOLD else bit | (1 << against if kind in _SAME else 0))
        self._holds = taken(self._holds, kinds.translate(held))
        self._beside = bytearray(taken(self._beside, bytes([against]) * len(kinds)))
        for told, own in links.items():
            if is_new[told]:
                self._links[told] = own
                self._beside[told] = 0 if told in to_first else against
                self._leave_out(told, own)

    def _leave_out(self, told: int, own: list[tuple[int, int]]) -> None:
        """Leave out the lines of base events which only say that another lane does not tell them, if they are told here.

        That is in the same year: in another one, something would be missing there.
        """
        for base, _ in own:
            is_only_there = self._kinds[base] == UNTOLD and self._holds[base] == 1 << self._beside[told]
            if is_only_there and self._years[base] == self._years[told]:
                self._kinds[base] = NO_LINE

    def columns(self) -> tuple[array[int], array[int], bytearray, bytearray, bytearray, bytearray]:
        """Return the columns of the rows: one row for each event that has a line, and one more for each further link."""
        is_line = self._kinds.translate(_IS_LINE)
        told = array("q", compress(range(len(is_line)), is_line))
        further = [(bisect_left(told, rank), len(links) - 1) for rank, links in self._links.items() if len(links) > 1]
        further.sort()
        kinds, own, beside, holds = (
            _repeated(bytearray(compress(column, is_line)), further)
            for column in (self._kinds, self._own, self._beside, self._holds)
        )
        told = _repeated(told, further)
        base = array("q", bytes(told.itemsize * len(told)))
        for rank, links in self._links.items():
            for row, link in enumerate(links, start=bisect_left(told, rank)):
                base[row], kinds[row] = link
        return told, base, kinds, own, beside, holds


def _lines_of(compared: Compared) -> tuple[bytes, Mapping[int, list[tuple[int, int]]], Collection[int]]:
    """Return the kinds and the links of a lane, and which events link to the first lane: such links count as well."""
    lines, first = compared.lines, compared.from_first
    to_first = {told: own for told, own in first.links.items() if lines.kinds[told] == ADDED} if first else {}
    if not to_first:
        return lines.kinds, lines.links, ()
    kinds = bytearray(lines.kinds)
    for told, own in to_first.items():
        kinds[told] = own[0][1]
    return bytes(kinds), {**lines.links, **to_first}, to_first


def _repeated(column: Column, further: Sequence[tuple[int, int]]) -> Column:
    """Return a column with some of its items several times."""
    if not further:
        return column
    found, start = column[:0], 0
    for row, times in further:
        found += column[start : row + 1] + column[row : row + 1] * times
        start = row + 1
    found += column[start:]
    return found


def _table(of: Callable[[int], int]) -> bytes:
    """Return what a column of kinds is to be translated with."""
    return bytes(map(of, range(256)))


_IS_LINE = _table(lambda kind: 0 if kind == NO_LINE else 255)
_INVERTED = _table(lambda bits: 255 - bits)
