"""C4: offices and other states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.rule import Finding, Rule
from timeline.model.dates import certain
from timeline.model.spans import held
from timeline.model.terms import Term, successions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.checks.history import History
    from timeline.model.world import State


def _successions(history: History) -> Iterator[tuple[str, list[Term]]]:
    """Return, for every timeline and office, its holders in the order of time; ancestors come before their branches."""
    lineages = history.world.lineages
    for timeline in sorted(lineages, key=lambda id_: len(lineages[id_].segments)):
        for terms in successions(history.world, timeline).values():
            yield timeline, terms


def _is_certain(history: History, term: Term) -> bool:
    """Tell whether neither the term nor, for what is inherited, a POD on the way down is in doubt."""
    homes = history.homes(term.state) if term.is_inherited else []
    pods = [pod for home in homes for pod in history.pods_between(term.timeline, home)]
    return certain(term.state.date, *pods)


def two_holders(history: History) -> Iterator[Finding]:
    reported: set[int] = set()
    for timeline, terms in _successions(history):
        lasting: list[Term] = []
        """The holders whose time may not be over, as the walk goes through time."""
        for term in terms:
            state, begins = term.state, term.state.date.sort_key[0]
            lasting = [other for other in lasting if other.held.surely_to > begins]
            both = next((other for other in lasting if _hold_at_once(history, other, term)), None)
            lasting.append(term)
            if both is not None and id(state) not in reported:
                reported.add(id(state))
                one, other = f'"{state.is_}" ({state.date})', f'"{both.state.is_}" ({both.state.date})'
                message = f'{one} and {other} both hold "{state.of}"'
                hint = f'in the timeline "{timeline}"'
                sure = _is_certain(history, term) and _is_certain(history, both)
                yield Finding(state.at, ("date",), message, hint, sure)


def _hold_at_once(history: History, first: Term, second: Term) -> bool:
    key = history.world.directory.key
    return key(first.state.is_) != key(second.state.is_) and first.held.surely_overlaps(second.held)


def gaps(history: History) -> Iterator[Finding]:
    """Find times that no holder is told for; not after an inherited one, of whom it is not known how long he stays."""
    reported: set[int] = set()
    for timeline, terms in _successions(history):
        last: Term | None = None
        """The holder who stays longest so far."""
        for term in terms:
            if last is not None and not last.is_inherited and last.date.last + 1 < term.date.first:
                if id(term.state) not in reported:
                    message = f'nobody holds "{term.state.of}" from {last.held.end} to {term.held.start}'
                    yield Finding(term.state.at, ("date",), message, f'in the timeline "{timeline}"')
                reported.add(id(term.state))
            if last is None or term.date.last >= last.date.last:
                last = term


def holder_not_alive(history: History) -> Iterator[Finding]:
    for state in history.world.states:
        person = history.world.directory.person(state.is_)
        if person is None:
            continue
        span = held(state.date)
        if person.born and span.start and span.start.is_before(person.born):
            message = f"{person.name} is born {person.born}, after holding this from {span.start}"
            yield Finding(state.at, ("date",), message, None, certain(person.born, span.start))
        last = span.end or span.start
        for timeline in _told_for(history, state) if last else ():
            died = history.death(person, timeline)
            if died and last and died.is_before(last):
                message = f"{person.name} dies {died}, before {last}"
                hint = f'in the timeline "{timeline}"'
                yield Finding(state.at, ("date",), message, hint, certain(died, last))
                break


def _told_for(history: History, state: State) -> list[str]:
    """Return the timelines that a state is told for: a `both` that names none, for all."""
    return list(history.world.lineages) if state.is_everywhere else list(history.homes(state))


RULES = (
    Rule("C401", "error", "two holders of one thing at once", two_holders),
    Rule("C402", "warning", "a gap between two holders", gaps),
    Rule("C403", "error", "a holder who is dead, or not born yet", holder_not_alive),
)
