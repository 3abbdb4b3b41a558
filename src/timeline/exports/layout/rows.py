"""Which label stands in which row: the heaviest choose first, then they swap rows until they stand in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

BLOCK = 3.2
"""How many rows high a block of cells is at least."""


class Place(NamedTuple):
    """The rows of an event's span, and the one of its middle."""

    first: int
    last: int
    middle: float


class Block(NamedTuple):
    """Neighbouring cells that share their rows."""

    first: int
    """The index of its first cell."""
    last: int
    """The index of its last cell."""
    rows: int
    """How many rows there are."""
    top: float
    """Where the first row begins."""

    @property
    def is_one_cell(self) -> bool:
        """Whether it is one tall cell, in which a label may stand anywhere."""
        return self.first == self.last


def row_of(y: float, top: float, row: float, count: int) -> int:
    """Return the row at a height, the first or the last for one beyond."""
    return max(0, min(count - 1, int((y - top) // row)))


def placed(order: Iterable[int], places: Mapping[int, Place], count: int, reach: int | None) -> dict[int, int]:
    """Return the row of each event that gets one, in the order given: the free row nearest to the middle of its span.

    No row is farther than `reach` rows from the span; None stands for any distance. Which row an event gets depends only on
    those before it, so the first of the answer are the answer for fewer.
    """
    free = [True] * count
    left = count
    found: dict[int, int] = {}
    for event in order:
        if not left:
            break
        row = _nearest(free, places[event], reach)
        if row is not None:
            found[event] = row
            free[row] = False
            left -= 1
    return found


def _nearest(free: Sequence[bool], place: Place, reach: int | None) -> int | None:
    low = 0 if reach is None else max(0, place.first - reach)
    high = len(free) - 1 if reach is None else min(len(free) - 1, place.last + reach)
    rows = (row for row in range(low, high + 1) if free[row])
    return min(rows, key=lambda row: (_beyond(row, place), abs(row - place.middle), row), default=None)


def _beyond(row: int, place: Place) -> int:
    return max(place.first - row, row - place.last, 0)


def filled(
    rows: Mapping[int, int], order: Iterable[int], places: Mapping[int, Place], count: int, run: int
) -> dict[int, int]:
    """Return rows with one more event wherever `run` rows follow each other without a label and something happens there.

    It is the first in the given order with its middle in the run and a span no longer than the run. It stands near its
    middle, but not at an edge of the run.
    """
    found = dict(rows)
    taken = set(rows.values())
    waiting = [event for event in order if event not in found and places[event].last - places[event].first <= run]
    for start in range(count - run + 1):
        if any(row in taken for row in range(start, start + run)):
            continue
        event = next((each for each in waiting if start <= places[each].middle < start + run), None)
        if event is not None:
            row = max(start + 1, min(start + run - 2, int(places[event].middle)))
            found[event] = row
            taken.add(row)
            waiting.remove(event)
    return found


def in_order(rows: Mapping[int, int], moving: Iterable[int], key: Callable[[int], float]) -> dict[int, int]:
    """Return rows after some events have swapped theirs so that they stand in the order of a key, then of their indices.

    If the key grows with the row that an event wants, the worst distance from a wanted row never grows: any two that cross
    and swap are, at worst, as far away as the farther of them was before.
    """
    chosen = sorted((event for event in moving if event in rows), key=lambda event: (key(event), event))
    slots = sorted(rows[event] for event in chosen)
    return {**rows, **dict(zip(chosen, slots, strict=True))}


def blocks(tops: Sequence[float], row: float) -> list[Block]:
    """Join neighbouring cells, given by their tops and the end of the last, into blocks of at least `BLOCK` rows.

    A cell that is so high by itself is a block of its own. The last block may be lower.
    """
    found: list[Block] = []
    first = 0
    count = len(tops) - 1
    while first < count:
        last = first
        while last + 1 < count and _is_low(tops, first, last, row) and _is_low(tops, last + 1, last + 1, row):
            last += 1
        height = tops[last + 1] - tops[first]
        rows = max(int(height / row + 0.05), height >= 0.8 * row)
        found.append(Block(first, last, rows, tops[first] + max(0.0, (height - rows * row) / 2)))
        first = last + 1
    return found


def _is_low(tops: Sequence[float], first: int, last: int, row: float) -> bool:
    return tops[last + 1] - tops[first] < BLOCK * row
