"""Sort events in the order of time (`timeline.model.order`), with causes before the effects that they overlap."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.dates import EdtfDate


class Placed(Protocol):
    """What has a place in the order of time: an event, or what becomes one."""

    @property
    def id(self) -> str: ...
    @property
    def date(self) -> EdtfDate: ...
    @property
    def order(self) -> int: ...
    @property
    def because(self) -> Sequence[str]: ...


Item = TypeVar("Item", bound=Placed)

RANK_STEP = 64
"""How far ranks are apart: an event that is edited can be placed between two others, whose ranks stay as they are."""


def in_order(events: Iterable[Item]) -> list[Item]:
    """Return events in the order of time; they come as the files have them.

    Events with the same place are sorted by the precision of their start (the finest first), by time of day, by `order`,
    and as they come. Then each cause that comes after its effect, although the two overlap, moves directly before it.
    """
    return causes_first(by_place(events))


def by_place(events: Iterable[Item]) -> list[Item]:
    """Return events in the order of time as if none had a cause."""
    places: dict[tuple[str, int], tuple[float, ...]] = {}  # many events have one date and no order

    def key(event: Item) -> tuple[float, ...]:
        date, order = event.date, event.order
        place = places.get((date.text, order))
        if place is None:
            place = places[date.text, order] = (*date.order_key, order)
        return place

    return sorted(events, key=key)


def causes_first(ordered: list[Item]) -> list[Item]:
    """Return events in their order, but first those of their causes that overlap them and come after them.

    Indirect causes count as well; links in a circle do not. If no cause comes after its effect, it is the same list.
    """
    causes = _straight_links(ordered)
    return [ordered[each] for each in _Moves(ordered, causes).positions()] if causes else ordered


class _Moves:
    """The positions of events in the order in which they come once causes have moved."""

    def __init__(self, ordered: Sequence[Placed], causes: dict[int, list[int]]) -> None:
        self._dates = [event.date for event in ordered]
        self._causes = causes
        self._effects = _turned(causes)
        self._done = [False] * len(ordered)
        self._open = [1 + len(causes.get(each, ())) for each in range(len(ordered))]
        """How much of an event and its direct causes is not yet closed; 0 once all that led to it is done."""
        self._lowest = list(range(len(ordered)))
        """The first position of an event and all its causes, direct and indirect."""
        self._first = [date.first for date in self._dates]
        """The first day of an event and all its causes; likewise the last."""
        self._last = [date.last for date in self._dates]
        seen: set[int] = set()
        for start in causes:
            for effect in _walk(causes, start, seen):  # causes come before effects
                for cause in causes.get(effect, ()):
                    self._lowest[effect] = min(self._lowest[effect], self._lowest[cause])
                    self._first[effect] = min(self._first[effect], self._first[cause])
                    self._last[effect] = max(self._last[effect], self._last[cause])

    def positions(self) -> Iterator[int]:
        """Yield every position once."""
        for start in range(len(self._dates)):
            if self._done[start]:
                continue
            waiting = [(start, self._missing(start))]
            while waiting:
                current, missing = waiting[-1]
                cause = next(missing, None)
                if cause is None:
                    waiting.pop()
                    self._finish(current)
                    yield current
                else:  # it moves, possibly before its own causes
                    waiting.append((cause, self._missing(cause)))

    def _finish(self, position: int) -> None:
        """Note that an event is done, and close all that waits for nothing else."""
        self._done[position] = True
        closing = [position]
        while closing:
            each = closing.pop()
            self._open[each] -= 1
            if not self._open[each]:
                closing += self._effects.get(each, ())

    def _missing(self, position: int) -> Iterator[int]:
        """Yield the direct and indirect causes of an event that overlap it and are not done yet, in their order.

        Only those are followed that may lead to one. The search goes on where the first position may be found.
        """
        if self._open[position] == 1:  # all its causes are closed
            return
        date, seen = self._dates[position], {position}
        leads = [(self._lowest[position], True, position)]
        """What to look at, by the first position that it may give: an event itself, or (True) what it leads to."""
        while leads:
            _, leads_on, each = heappop(leads)
            if not leads_on:
                if not self._done[each]:
                    yield each
                continue
            if each != position and not self._done[each] and self._dates[each].overlaps(date):
                heappush(leads, (each, False, each))
            for cause in self._causes.get(each, ()):
                if cause not in seen and self._open[cause] and self._may_lead_to(cause, date):
                    seen.add(cause)
                    heappush(leads, (self._lowest[cause], True, cause))

    def _may_lead_to(self, position: int, date: EdtfDate) -> bool:
        """Return whether an event or one of its causes may overlap a date."""
        return self._first[position] <= date.last and self._last[position] >= date.first


def _straight_links(ordered: Sequence[Placed]) -> dict[int, list[int]]:
    """Return causes by position, without links in a circle; none if no cause comes after its effect."""
    positions = {event.id: position for position, event in enumerate(ordered)}
    if not any(positions.get(cause, -1) > effect for effect, event in enumerate(ordered) for cause in event.because):
        return {}
    causes = {
        position: sorted({positions[cause] for cause in event.because if cause in positions} - {position})
        for position, event in enumerate(ordered)
        if event.because
    }
    circle = _circles(causes)
    return {effect: [cause for cause in found if circle[cause] != circle[effect]] for effect, found in causes.items()}


def _turned(links: dict[int, list[int]]) -> dict[int, list[int]]:
    turned: dict[int, list[int]] = {}
    for start, ends in links.items():
        for end in ends:
            turned.setdefault(end, []).append(start)
    return turned


def _circles(links: dict[int, list[int]]) -> dict[int, int]:
    """Return, for each end of a link, a number that the members of a circle share (Kosaraju's algorithm)."""
    backward = _turned(links)
    seen: set[int] = set()
    finished = [node for start in links for node in _walk(links, start, seen)]
    seen = set()
    circle: dict[int, int] = {}
    for start in reversed(finished):
        circle |= dict.fromkeys(_walk(backward, start, seen), start)
    return circle


def _walk(links: dict[int, list[int]], start: int, seen: set[int]) -> list[int]:
    """Return what the start leads to and is not yet seen, in the order in which a depth-first search finishes it."""
    finished: list[int] = []
    stack = [] if start in seen else [(start, iter(links.get(start, ())))]
    seen.add(start)
    while stack:
        node, others = stack[-1]
        unseen = next((other for other in others if other not in seen), None)
        if unseen is None:
            finished.append(node)
            stack.pop()
        else:
            seen.add(unseen)
            stack.append((unseen, iter(links.get(unseen, ()))))
    return finished
