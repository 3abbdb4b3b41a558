"""Chains of causes: what follows from an event, and chains that run in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.model.events import Event


class Cause(NamedTuple):
    """One entry of an event's `because`."""

    effect: Event
    position: int
    """Its index in `because`."""
    cause: Event


def effects_by_cause(events: Iterable[Event]) -> dict[str, list[str]]:
    """Return the ids of the direct effects of each cause."""
    effects: dict[str, list[str]] = {}
    for event in events:
        for cause in event.because:
            effects.setdefault(cause, []).append(event.id)
    return effects


def all_effects(direct: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Return the ids of all events that follow from one, itself included."""
    found, waiting = {start}, [start]
    while waiting:
        for effect in direct.get(waiting.pop(), ()):
            if effect not in found:
                found.add(effect)
                waiting.append(effect)
    return found


def circles(events: Iterable[Event], by_id: Mapping[str, Event]) -> list[list[Cause]]:
    """Return each circle of causes once, the entry that closes it last."""
    found: list[list[Cause]] = []
    done: set[str] = set()
    for start in events:
        path: list[Cause] = []
        """How the walk came to where it is: the effect of each entry is the cause of the one before."""
        depth = {start.id: 0}
        stack = [] if start.id in done else [(start, iter(enumerate(start.because)))]
        while stack:
            effect, causes = stack[-1]
            index, cause_id = next(causes, (-1, ""))
            cause = by_id.get(cause_id)
            if index < 0:
                done.add(effect.id)
                del depth[effect.id]
                stack.pop()
                del path[-1:]
            elif cause is not None and cause_id in depth:
                found.append([*path[depth[cause_id] :], Cause(effect, index, cause)])
            elif cause is not None and cause_id not in done:
                path.append(Cause(effect, index, cause))
                depth[cause_id] = len(stack)
                stack.append((cause, iter(enumerate(cause.because))))
    return found
