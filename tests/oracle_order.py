"""The order of time as it is defined, in quadratic time: each late event walks all its causes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from timeline.model.events import Event


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events in the order of time, each with its rank in it, from 1.

    Events with the same place are sorted by the precision of their start (the finest first), by time of day, by `order`,
    and as in the files. Then each cause that comes after its effect, although the two overlap, moves directly before it.
    """
    ordered = sorted(events, key=_key)
    return [replace(event, rank=rank) for rank, event in enumerate(_causes_first(ordered), start=1)]


def _key(event: Event) -> tuple[float, ...]:
    at = event.at
    return (*event.date.order_key, event.order, *((at.file, at.number or 0) if at else (0, 0)))


def _causes_first(ordered: Sequence[Event]) -> Iterator[Event]:
    """Yield events in their order, but first those of their causes that overlap them and come after them.

    Indirect causes count as well; links in a circle do not.
    """
    causes = _straight_links(ordered)
    late = _with_later_causes(causes)
    done: set[int] = set()
    for start in range(len(ordered)):
        waiting = [(start, _missing(ordered, start, causes, late))] if start not in done else []
        while waiting:
            current, missing = waiting[-1]
            cause = next((each for each in missing if each not in done), None)
            if cause is None:
                waiting.pop()
                done.add(current)
                yield ordered[current]
            else:  # it moves, possibly before its own causes
                waiting.append((cause, _missing(ordered, cause, causes, {cause})))


def _straight_links(ordered: Sequence[Event]) -> dict[int, list[int]]:
    """Return causes by position, without links in a circle; none if no cause comes after its effect."""
    positions = {event.id: position for position, event in enumerate(ordered)}
    causes = {
        position: sorted({positions[cause] for cause in event.because if cause in positions} - {position})
        for position, event in enumerate(ordered)
        if event.because
    }
    if not any(cause > effect for effect, found in causes.items() for cause in found):
        return {}
    circle = _circles(causes)
    return {effect: [cause for cause in found if circle[cause] != circle[effect]] for effect, found in causes.items()}


def _with_later_causes(causes: dict[int, list[int]]) -> set[int]:
    """Return the positions of the effects that come before a cause of theirs, and of all that follows from these."""
    effects, late = _turned(causes), set[int]()
    for effect, found in causes.items():
        if any(cause > effect for cause in found):
            _walk(effects, effect, late)
    return late


def _missing(
    ordered: Sequence[Event], position: int, causes: dict[int, list[int]], late: Collection[int]
) -> Iterator[int]:
    """Return the direct and indirect causes of an event that overlap it; none if the event is not `late`."""
    date = ordered[position].date
    found = _walk(causes, position, set()) if position in late else []
    return iter(sorted(each for each in found if each != position and ordered[each].date.overlaps(date)))


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
