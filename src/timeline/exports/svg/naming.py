"""Where names stand: on lines beside what they name, each led there by a tick that crosses no other name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

APART = 4
"""The space between a tick and its name."""
_GAP = 6
"""The space behind a name."""


class Place(NamedTuple):
    """Where a name stands."""

    line: int
    """How many lines are between it and what it names."""
    is_left: bool
    """Whether it ends at its tick, rather than begins there."""


def places(ticks: Sequence[float], widths: Sequence[float], left: float, right: float, most: int) -> list[Place | None]:
    """Return where names stand whose ticks are at these places, in order, between `left` and `right`.

    Of a crowd, the names of the first half end at their ticks and climb forward, those of the second half begin there and
    climb backward. A name that does not fit on one of `most` lines has no place.
    """
    are_left = _turned(ticks, widths, left, right)
    spans = [_span(at, wide, is_left) for at, wide, is_left in zip(ticks, widths, are_left, strict=True)]
    found: list[Place | None] = [None] * len(ticks)
    lines: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    for one in _order(ticks, spans):
        span = spans[one]
        crossing = (found[each] for each in _within(ticks, span) if each != one)
        first = 1 + max((place.line for place in crossing if place), default=-1)
        for line in range(first, most):
            if all(span[1] <= other[0] or other[1] <= span[0] for other in lines[line]):
                lines[line].append(span)
                found[one] = Place(line, are_left[one])
                break
    return found


def _span(at: float, wide: float, is_left: bool) -> tuple[float, float]:
    """Return the part of a line that a name takes, with its tick."""
    room = APART + wide + _GAP
    return (at - room, at) if is_left else (at, at + room)


def _turned(ticks: Sequence[float], widths: Sequence[float], left: float, right: float) -> list[bool]:
    """Return which names stand left of their ticks.

    These are those that would leave the picture otherwise, those that these would cross, and the first half of each crowd
    of others. In a crowd, each name reaches the tick of the next.
    """
    rooms = [APART + wide for wide in widths]
    turned = [at + room > right for at, room in zip(ticks, rooms, strict=True)]
    waiting = [one for one, is_turned in enumerate(turned) if is_turned]
    while waiting:
        one = waiting.pop()
        for other in _within(ticks, _span(ticks[one], widths[one], is_left=True)):
            reaches = ticks[other] + rooms[other] + _GAP > ticks[one]
            if not turned[other] and reaches and ticks[other] - rooms[other] >= left:
                turned[other] = True
                waiting.append(other)
    begin = 0
    for one in range(len(ticks)):
        is_last = one + 1 == len(ticks) or turned[one + 1] or ticks[one] + rooms[one] + _GAP <= ticks[one + 1]
        if is_last:
            for each in range(begin, begin + (one + 1 - begin) // 2):
                turned[each] |= ticks[each] - rooms[each] >= left
            begin = one + 1
    return turned


def _within(ticks: Sequence[float], span: tuple[float, float]) -> range:
    """Return which ticks are within a span, with those at its ends."""
    return range(bisect_left(ticks, span[0]), bisect_right(ticks, span[1]))


def _order(ticks: Sequence[float], spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the names in an order in which each comes after those whose ticks are within its span."""
    done: dict[int, None] = {}
    begun: set[int] = set()
    for start in range(len(ticks) - 1, -1, -1):
        waiting = [start]
        while waiting:
            one = waiting[-1]
            before = [] if one in begun else [each for each in _within(ticks, spans[one]) if each not in begun]
            begun.add(one)
            before = [each for each in before if each != one]
            if before:
                waiting += before
            else:
                done[waiting.pop()] = None
    return list(done)
