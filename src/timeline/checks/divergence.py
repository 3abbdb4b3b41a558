"""C5: divergence that nothing explains, and ripples that were forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.rule import Finding, Rule, certain, wholly_before
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.checks.world import World
    from timeline.model.events import Event


def unexplained(world: World) -> Iterator[Finding]:
    """Find alt events with no chain of causes to the POD, in timelines whose events give causes at all."""
    explained = {
        timeline: _effects(world, pod.id)
        for timeline, pod in world.document.pods.items()
        if _gives_causes(world, timeline)
    }
    for event in world.document.events:
        if event.kind != "alt" or event.timeline not in explained or event.id in explained[event.timeline]:
            continue
        pod = world.document.pods[event.timeline]
        message = f'nothing leads from the point of divergence, "{pod.id}", to this'
        yield Finding(event.at, (), message, "name what caused it in `because`")


def _gives_causes(world: World, timeline: str) -> bool:
    return any(event.because for event in world.document.events if event.timeline == timeline and event.kind == "alt")


def _effects(world: World, start: str) -> set[str]:
    """Return the ids of all events that follow from one, itself included."""
    effects: dict[str, list[str]] = {}
    for event in world.document.events:
        for cause in event.because:
            effects.setdefault(cause, []).append(event.id)
    found, waiting = {start}, [start]
    while waiting:
        for effect in effects.get(waiting.pop(), ()):
            if effect not in found:
                found.add(effect)
                waiting.append(effect)
    return found


def rests_on_the_averted(world: World) -> Iterator[Finding]:
    """Find `both` events caused by what an alternate timeline that holds them averts."""
    averted: dict[str, list[Event]] = {}
    for event in world.document.events:
        for target in event.averts:
            averted.setdefault(target, []).append(event)
    for event in world.document.events:
        if event.kind != "both":
            continue
        for index, cause in enumerate(event.because):
            for averting in averted.get(cause, ()):
                if averting.timeline is not None and world.lineages[averting.timeline].holds(event):
                    message = (
                        f'this happens in "{averting.timeline}" too, where "{averting.id}" averts its cause "{cause}"'
                    )
                    yield Finding(
                        event.at, ("because", index), message, 'kind = "real", or another cause, may be meant'
                    )


def rests_on_the_dead(world: World) -> Iterator[Finding]:
    """Find `both` events with someone who is dead by then in an alternate timeline that holds them."""
    for event, index, person in world.acts():
        if event.kind != "both":
            continue
        for timeline in world.holding(event):
            died = world.death(person, timeline)
            if timeline in (REAL, event.timeline) or died is None or not wholly_before(died, event.date):
                continue
            message = f'{person.name} dies {died} in "{timeline}", where this happens too ({event.date})'
            yield Finding(event.at, ("people", index), message, 'kind = "real" may be meant', certain(died, event.date))


RULES = (
    Rule("C501", "warning", "an alternate event that no chain of causes leads to from the POD", unexplained),
    Rule("C502", "error", "a `both` event whose cause an alternate timeline averts", rests_on_the_averted),
    Rule("C503", "error", "a `both` event with someone whom an alternate timeline has buried", rests_on_the_dead),
)
