"""C4: offices and other states."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from timeline.checks.rule import Finding, Rule, certain, wholly_before
from timeline.checks.world import held
from timeline.model.events import REAL
from timeline.model.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.checks.world import World
    from timeline.model.world import State


def _successions(world: World) -> Iterator[tuple[str, list[State]]]:
    """Return, for every timeline and office, the holders that are told for it, in the order of time.

    Of what an ATL inherits nothing is listed: its own holders may cut an inherited one short.
    """
    for timeline in world.document.timelines:
        offices: dict[str, list[State]] = {}
        for state in world.document.states:
            kinds = ("real", "both") if timeline == REAL else ("alt", "both")
            if state.kind in kinds and (state.timeline in (None, timeline) or timeline == REAL):
                offices.setdefault(fold(state.of), []).append(state)
        for states in offices.values():
            if timeline == REAL or any(state.kind == "alt" for state in states):
                yield timeline, sorted(states, key=lambda state: state.date.sort_key)


def two_holders(world: World) -> Iterator[Finding]:
    reported: set[int] = set()
    for timeline, states in _successions(world):
        for first, second in combinations(states, 2):
            if fold(first.is_) != fold(second.is_) and held(first.date).surely_overlaps(held(second.date)):
                if id(second) in reported:
                    continue
                reported.add(id(second))
                message = f'"{second.is_}" ({second.date}) and "{first.is_}" ({first.date}) both hold "{second.of}"'
                hint = f'in the timeline "{timeline}"'
                yield Finding(second.at, ("date",), message, hint, certain(first.date, second.date))


def gaps(world: World) -> Iterator[Finding]:
    reported: set[int] = set()
    for timeline, states in _successions(world):
        for first, second in pairwise(states):
            end, start = held(first.date).end, held(second.date).start
            if end is None or start is None or end.latest is None or start.earliest is None:
                continue
            if start.earliest > end.latest + 1 and id(second) not in reported:
                reported.add(id(second))
                message = f'nobody holds "{second.of}" from {end} to {start}'
                yield Finding(second.at, ("date",), message, f'in the timeline "{timeline}"', certain(end, start))


def holder_not_alive(world: World) -> Iterator[Finding]:
    for state in world.document.states:
        person = world.person(state.is_)
        if person is None:
            continue
        span = held(state.date)
        if person.born and span.start and wholly_before(span.start, person.born):
            message = f"{person.name} is born {person.born}, after holding this from {span.start}"
            yield Finding(state.at, ("date",), message, None, certain(person.born, span.start))
        died = world.death(person, state.timeline or REAL)
        last = span.end or span.start
        if died and last and wholly_before(died, last):
            message = f"{person.name} dies {died}, before {last}"
            yield Finding(state.at, ("date",), message, None, certain(died, last))


RULES = (
    Rule("C401", "error", "two holders of one thing at once", two_holders),
    Rule("C402", "warning", "a gap between two holders", gaps),
    Rule("C403", "error", "a holder who is dead, or not born yet", holder_not_alive),
)
