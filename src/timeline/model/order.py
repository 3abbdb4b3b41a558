"""The order of time: one total order of the events of a history, the same for every listing, format and fence.

An event's place is a day: its first day where the start of its date is known to the day, else the last day of the month,
season, year, decade or century that the start is known to, as reference works list what they know only roughly after the
rest. An open or unknown start comes first of all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.model.dates import Precision, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event

_NO_TIME = float("inf")
"""Without a time of day, an event comes after those of its day that have one."""


def place(date: EdtfDate) -> float:
    """Return the day number at which a date stands in the order of time; minus infinity for an open or unknown start."""
    return float("-inf") if date.earliest is None else _start(date).last


def _start(date: EdtfDate) -> EdtfDate:
    text = date.text.partition("/")[0]
    return date if text == date.text or not text else parse_date(text)


def precedes(event: Event, other: Event) -> bool:
    """Tell whether an event certainly comes first: an earlier place, or on one place an earlier time or a lower `order`.

    The order of the files decides nothing here: it says nothing about what happened.
    """
    places = place(event.date), place(other.date)
    if places[0] != places[1]:
        return places[0] < places[1]
    times = event.date.second, other.date.second
    if times[0] is not None and times[1] is not None and times[0] != times[1]:
        return times[0] < times[1]
    return event.order < other.order


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events in the order of time, each with its rank in it, from 1.

    On one place the more finely known start comes first, then the time of day, `order`, and the order of the files and in
    the file. Last, a cause that would stand after its effect although the two overlap moves directly before it.
    """
    ordered = sorted(events, key=_key)
    return [replace(event, rank=rank) for rank, event in enumerate(_causes_first(ordered), start=1)]


def _key(event: Event) -> tuple[float, ...]:
    date, at = event.date, event.at
    fineness = Precision.DAY if date.earliest is None else _start(date).precision
    time = _NO_TIME if date.second is None else date.second
    return (place(date), fineness, time, event.order, *((at.file, at.number or 0) if at else (0, 0)))


def _causes_first(ordered: Sequence[Event]) -> Iterator[Event]:
    """Yield events in their order, before each those of its causes that overlap it and would stand after it."""
    later = _later_causes(ordered)
    done: set[int] = set()
    for start in range(len(ordered)):
        waiting = [start]
        while waiting:
            current = waiting[-1]
            missing = [cause for cause in later.get(current, ()) if cause not in done]
            if missing and current not in done:
                waiting.append(missing[0])
                continue
            waiting.pop()
            if current not in done:
                done.add(current)
                yield ordered[current]


def _later_causes(ordered: Sequence[Event]) -> dict[int, list[int]]:
    """Return, for each event by its position, the causes that overlap it in time and stand after it.

    A cause may lead to its effect over any number of links; links in a circle count for nothing. Every chain to a later
    cause has a link whose cause stands after its effect, and most histories have few of these: the search starts there.
    """
    positions = {event.id: position for position, event in enumerate(ordered)}
    causes = {
        position: sorted({positions[cause] for cause in event.because if cause in positions} - {position})
        for position, event in enumerate(ordered)
        if event.because
    }
    if not any(cause > effect for effect, found in causes.items() for cause in found):
        return {}
    circle = _circles(causes)
    causes = {effect: [cause for cause in found if circle[cause] != circle[effect]] for effect, found in causes.items()}
    effects = _turned(causes)
    later: dict[int, set[int]] = {}
    for effect, cause in [(effect, cause) for effect, found in causes.items() for cause in found if cause > effect]:
        sources = _walk(causes, cause, set())
        for target in _walk(effects, effect, set()):
            found = {each for each in sources if each > target and ordered[each].date.overlaps(ordered[target].date)}
            later.setdefault(target, set()).update(found)
    return {target: sorted(found) for target, found in later.items()}


def _turned(links: dict[int, list[int]]) -> dict[int, list[int]]:
    turned: dict[int, list[int]] = {}
    for start, ends in links.items():
        for end in ends:
            turned.setdefault(end, []).append(start)
    return turned


def _circles(links: dict[int, list[int]]) -> dict[int, int]:
    """Return, for each end of a link, a number that all members of one circle share (Kosaraju's two walks)."""
    backward = _turned(links)
    seen: set[int] = set()
    finished = [node for start in links for node in _walk(links, start, seen)]
    seen = set()
    circle: dict[int, int] = {}
    for start in reversed(finished):
        circle |= dict.fromkeys(_walk(backward, start, seen), start)
    return circle


def _walk(links: dict[int, list[int]], start: int, seen: set[int]) -> list[int]:
    """Return what is reached from the start and not yet seen, in the order in which a walk in depth is done with it."""
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
