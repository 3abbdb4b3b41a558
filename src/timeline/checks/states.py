"""C4: offices and other states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.checks.rule import Finding, Rule
from timeline.model.dates import certain
from timeline.model.lineage import ALWAYS, NEVER
from timeline.model.names import fold
from timeline.model.spans import Held, held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.checks.world import World
    from timeline.model.world import State


class _Term(NamedTuple):
    """A state as one timeline has it."""

    state: State
    held: Held
    """Of what is inherited, up to the day on which the two histories part: later its holder may be another."""
    is_inherited: bool
    certain: bool


def _successions(world: World) -> Iterator[tuple[str, list[_Term]]]:
    """Return, for every timeline and office, its holders in the order of time; ancestors come before their branches."""
    for timeline in sorted(world.lineages, key=lambda id_: len(world.lineages[id_].segments)):
        offices: dict[str, list[_Term]] = {}
        for state in world.document.states:
            term = _term(world, timeline, state)
            if term is not None:
                offices.setdefault(fold(state.of), []).append(term)
        for terms in offices.values():
            yield timeline, sorted(terms, key=lambda term: term.state.date.sort_key)


def _term(world: World, timeline: str, state: State) -> _Term | None:
    """Return a state as a timeline has it, None where it does not."""
    span = held(state.date)
    if timeline in world.homes(state) or (state.kind == "both" and state.timeline is None):
        return _Term(state, span, False, state.date.certain)
    begins = NEVER if state.date.earliest is None else state.date.earliest
    for home in world.homes(state):
        parts = world.lineages[timeline].before(home)
        if begins < parts:
            sure = certain(state.date, *world.pods_between(timeline, home))
            return _Term(state, span._replace(surely_to=min(span.surely_to, parts)), True, sure)
    return None


def two_holders(world: World) -> Iterator[Finding]:
    reported: set[int] = set()
    for timeline, terms in _successions(world):
        lasting: list[_Term] = []
        """The holders whose time may not be over, as the walk goes through time."""
        for term in terms:
            state, begins = term.state, term.state.date.sort_key[0]
            lasting = [other for other in lasting if other.held.surely_to > begins]
            both = next((other for other in lasting if _hold_at_once(world, other, term)), None)
            lasting.append(term)
            if both is not None and id(state) not in reported:
                reported.add(id(state))
                one, other = f'"{state.is_}" ({state.date})', f'"{both.state.is_}" ({both.state.date})'
                message = f'{one} and {other} both hold "{state.of}"'
                hint = f'in the timeline "{timeline}"'
                yield Finding(state.at, ("date",), message, hint, term.certain and both.certain)


def _hold_at_once(world: World, first: _Term, second: _Term) -> bool:
    return _holder(world, first) != _holder(world, second) and first.held.surely_overlaps(second.held)


def _holder(world: World, term: _Term) -> str:
    """Return the holder in one form, whichever alias the state uses."""
    person = world.person(term.state.is_)
    return fold(person.name if person else term.state.is_)


def gaps(world: World) -> Iterator[Finding]:
    """Find times that no holder is told for; not after an inherited one, of whom it is not known how long he stays."""
    reported: set[int] = set()
    for timeline, terms in _successions(world):
        last: _Term | None = None
        """The holder who stays longest so far."""
        for term in terms:
            if last is not None and not last.is_inherited and _ends(last) + 1 < _begins(term):
                if id(term.state) not in reported:
                    message = f'nobody holds "{term.state.of}" from {last.held.end} to {term.held.start}'
                    yield Finding(term.state.at, ("date",), message, f'in the timeline "{timeline}"')
                reported.add(id(term.state))
            if last is None or _ends(term) >= _ends(last):
                last = term


def _begins(term: _Term) -> float:
    """Return the first day on which it may begin; where that is not known, it may have begun at any time."""
    start = term.held.start
    return NEVER if start is None or start.earliest is None else start.earliest


def _ends(term: _Term) -> float:
    """Return the last day on which it may end."""
    end = term.held.end
    return ALWAYS if end is None or end.latest is None else end.latest


def holder_not_alive(world: World) -> Iterator[Finding]:
    for state in world.document.states:
        person = world.person(state.is_)
        if person is None:
            continue
        span = held(state.date)
        if person.born and span.start and span.start.is_before(person.born):
            message = f"{person.name} is born {person.born}, after holding this from {span.start}"
            yield Finding(state.at, ("date",), message, None, certain(person.born, span.start))
        last = span.end or span.start
        for timeline in _told_for(world, state) if last else ():
            died = world.death(person, timeline)
            if died and last and died.is_before(last):
                message = f"{person.name} dies {died}, before {last}"
                hint = f'in the timeline "{timeline}"'
                yield Finding(state.at, ("date",), message, hint, certain(died, last))
                break


def _told_for(world: World, state: State) -> list[str]:
    """Return the timelines that a state is told for: a `both` that names none, for all."""
    return list(world.lineages) if state.kind == "both" and state.timeline is None else world.homes(state)


RULES = (
    Rule("C401", "error", "two holders of one thing at once", two_holders),
    Rule("C402", "warning", "a gap between two holders", gaps),
    Rule("C403", "error", "a holder who is dead, or not born yet", holder_not_alive),
)
