"""How much an event weighs against others: the heaviest are named first where there is no room for all.

The weight is what follows from the event, measured against its neighbours in time, so that late years are not starved;
and smaller parts for its fate, tags, sources and people.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

NEIGHBOURHOOD = 4 * 365.25
"""How far neighbours in time are away, in days, where a cell of the scale is a year."""

FATES: Mapping[str, float] = {
    "moved": 0.5,
    "replaced": 0.4,
    "shared": 0.3,
    "averted": 0.25,
    "kept": 0.1,
    "added": 0.05,
    "alike": 0.0,
    "untold": -0.1,
    "aside": -0.4,
    "making": -0.4,
}
TAGS: Mapping[str, float] = {"first": 0.12, "war": 0.06, "disaster": 0.05, "politics": 0.03}
PARTING = 9.0
"""The weight of a point of divergence, which is always named."""

REPLACED = 0.95
"""A base event is worth nearly as much as what stands in its place."""


def ripples(reach: Sequence[int], joins: Iterable[tuple[int, int]]) -> list[float]:
    """Return what follows from each event, dampened; `joins` are pairs of a base and an alternate event."""
    found = [number**0.6 for number in reach]
    stronger = list(found)
    for base, alt in joins:
        stronger[base] = max(stronger[base], (REPLACED * reach[alt]) ** 0.6)
    return stronger


def local(values: Sequence[float], places: Sequence[float], distance: float) -> list[float]:
    """Return each value as a share of the largest at most `distance` away from its place; 0 where that is less than 1."""
    order = sorted(range(len(values)), key=lambda index: places[index])
    found = [0.0] * len(values)
    window: deque[int] = deque()
    """Candidates for the largest, in the order of places, each larger than all behind it."""
    ahead = 0
    for index in order:
        while ahead < len(order) and places[order[ahead]] <= places[index] + distance:
            while window and values[window[-1]] <= values[order[ahead]]:
                window.pop()
            window.append(order[ahead])
            ahead += 1
        while places[window[0]] < places[index] - distance:
            window.popleft()
        found[index] = values[index] / max(1.0, values[window[0]])
    return found


def weight(
    share: float,
    fate: str,
    tags: Collection[str],
    sources: int,
    people: int,
    *,
    is_both: bool = False,
    is_parting: bool = False,
) -> float:
    """Return the weight of an event: its share of what follows among its neighbours, and its own merits."""
    merits = FATES[fate] + sum(value for tag, value in TAGS.items() if tag in tags)
    merits += 0.02 * min(sources, 5) + 0.02 * min(people, 4)
    return share + merits + 0.15 * is_both + PARTING * is_parting


def together(weights: Sequence[float], joins: Iterable[tuple[int, int]]) -> list[float]:
    """Return weights by which pairs are named together: a base event weighs nearly as much as what stands for it."""
    found = list(weights)
    for base, alt in joins:
        found[base] = max(found[base], weights[alt] - 0.02)
    return found


def ranking(weights: Sequence[float]) -> list[int]:
    """Return indices, the heaviest first; of equals, the earlier."""
    return sorted(range(len(weights)), key=lambda index: (-weights[index], index))
