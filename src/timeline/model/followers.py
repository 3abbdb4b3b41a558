"""How much follows from events: exact counts over any number of `because`, in memory that grows with the events.

What follows from several effects must be counted once. An event with a single cause follows from all that its cause
follows from, so only events with several causes have to be told apart: each is a bit of a number, `BLOCK` at a time.
Without such events, the time is linear in the number of causes. At worst, it grows with their number times that of the
events with several causes, divided by `BLOCK`. Events that follow from each other in a circle are counted together.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.model.causality import Links

BLOCK = 4096
"""How many events with several causes are told apart at a time: at most half a kilobyte for each event."""


class Following(NamedTuple):
    """What follows from an event."""

    events: int
    """How many other events follow from it, directly or not."""
    last: int | None
    """The latest of their first days; None if none is known."""


def following(effects: Links, wanted: Iterable[int], days: Mapping[int, int | None]) -> dict[int, Following]:
    """Return what follows from the wanted events; `effects` has all that follows from them, and `days` their first days."""
    numbers = list(wanted)
    web = _Condensed(effects, numbers, days)
    totals = web.joins_reached()
    found = {}
    for each in numbers:
        circle = web.circle_of[each]
        found[each] = Following(web.trees[circle] - 1 + totals[circle], web.last_after(circle))
    return found


class _Condensed:
    """A web in which each circle is one node. Nodes are numbered so that effects have lower numbers than their causes."""

    def __init__(self, effects: Links, starts: Sequence[int], days: Mapping[int, int | None]) -> None:
        circles = circles_of(effects, starts)
        self.circle_of = {each: number for number, circle in enumerate(circles) for each in circle}
        self.sizes = [len(circle) for circle in circles]
        self.effects: list[Sequence[int]] = []
        """The nodes that each one leads to, each once."""
        self._days: list[int | None] = []
        self._lasts: list[int | None] = []
        for number, circle in enumerate(circles):
            if len(circle) == 1:
                found = {self.circle_of[effect] for effect in effects.get(circle[0], ())}
            else:
                found = {self.circle_of[effect] for each in circle for effect in effects.get(each, ())}
            found.discard(number)
            self.effects.append(tuple(found))
            self._days.append(_latest(days.get(each) for each in circle))
            self._lasts.append(_latest(day for each in found for day in (self._days[each], self._lasts[each])))
        causes = Counter(effect for found in self.effects for effect in found)
        self._joins = [number for number in range(len(circles)) if causes[number] > 1]
        self.trees = list(self.sizes)
        """How many events are in each node and what hangs from it by single causes."""
        for number, own in enumerate(self.effects):
            self.trees[number] += sum(self.trees[effect] for effect in own if causes[effect] == 1)

    def last_after(self, number: int) -> int | None:
        """Return the latest of the first days of what follows from a node; in a circle, of its events as well."""
        return _latest((self._lasts[number], self._days[number] if self.sizes[number] > 1 else None))

    def joins_reached(self) -> list[int]:
        """Return how many events are in the trees of all nodes with several causes that follow from each node."""
        totals = [0] * len(self.effects)
        for start in range(0, len(self._joins), BLOCK):
            block = self._joins[start : start + BLOCK]
            masks = _masks([self.trees[number] for number in block])
            own = {number: 1 << bit for bit, number in enumerate(block)}
            reached = [0] * len(self.effects)
            for number in range(block[0] + 1, len(self.effects)):
                found = 0
                for effect in self.effects[number]:
                    more = reached[effect] | own.get(effect, 0)
                    found = found | more if found else more
                if found:
                    reached[number] = found
                    totals[number] += sum((found & mask).bit_count() << power for power, mask in masks)
        return totals


def _masks(weights: Sequence[int]) -> list[tuple[int, int]]:
    """Return which of several weights have each power of two in them."""
    masks: dict[int, int] = {}
    for bit, weight in enumerate(weights):
        for power in range(weight.bit_length()):
            if weight >> power & 1:
                masks[power] = masks.get(power, 0) | 1 << bit
    return list(masks.items())


def _latest(days: Iterable[int | None]) -> int | None:
    return max((day for day in days if day is not None), default=None)


_DONE = 2**62


def circles_of(links: Links, starts: Iterable[int]) -> list[list[int]]:
    """Return the circles of what links lead to, with everything outside of one as a circle of its own.

    A circle comes after all that it leads to. The algorithm is that of Tarjan, "Depth-First Search and Linear Graph
    Algorithms" (1972), without recursion.
    """
    found: list[list[int]] = []
    lowest: dict[int, int] = {}
    """The least number that each node is known to lead back to; `_DONE` once its circle is found."""
    open_: list[int] = []
    for start in starts:
        if start in lowest:
            continue
        path = [(start, len(lowest), iter(links.get(start, ())))]
        lowest[start] = len(lowest)
        open_.append(start)
        while path:
            node, number, others = path[-1]
            for other in others:
                if other not in lowest:
                    path.append((other, len(lowest), iter(links.get(other, ()))))
                    lowest[other] = len(lowest)
                    open_.append(other)
                    break
                if lowest[other] < lowest[node]:
                    lowest[node] = lowest[other]
            else:
                path.pop()
                if lowest[node] == number:
                    circle: list[int] = []
                    while not circle or circle[-1] != node:
                        circle.append(open_.pop())
                        lowest[circle[-1]] = _DONE
                    found.append(circle)
                elif path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
    return found
