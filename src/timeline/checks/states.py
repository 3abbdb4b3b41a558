"""C4: offices and other states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.likeness import is_misspelling, shared_keys
from timeline.checks.near import Entries
from timeline.checks.rule import NOTHING, Finding, Rule
from timeline.model.dates import certain, is_date
from timeline.model.names import caseless, slug
from timeline.model.spans import held
from timeline.model.terms import Term, start_text, successions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.checks.history import History
    from timeline.model.lineage import Pod
    from timeline.model.people import Person
    from timeline.model.spans import Held
    from timeline.model.world import State


def _successions(history: History) -> Iterator[tuple[str, list[Term]]]:
    """Yield the terms of every timeline and office, in the order of time; timelines come before their branches."""
    lineages = history.world.lineages
    for timeline in sorted(lineages, key=lambda id_: lineages[id_].depth):
        for terms in successions(history.world, timeline).values():
            yield timeline, terms


def _is_certain(history: History, term: Term) -> bool:
    """Return whether neither the term nor, if it is inherited, a POD in between is uncertain."""
    homes = history.homes(term.state) if term.is_inherited else []
    pods = [pod for home in homes for pod in history.pods_between(term.timeline, home)]
    return certain(term.state.date, *pods)


def two_holders(history: History) -> Iterator[Finding]:
    """Find holders whose terms overlap. C404 reports a term that begins before the POD of its branch."""
    reported: set[int] = set()
    for timeline, terms in _successions(history):
        for term, both in _held_at_once(history, terms):
            state = term.state
            if id(state) not in reported:
                reported.add(id(state))
                one, other = f'"{state.is_}" ({state.date})', f'"{both.state.is_}" ({both.state.date})'
                message = f'{one} and {other} both hold "{state.of}"'
                hint = f'in the timeline "{timeline}"'
                sure = _is_certain(history, term) and _is_certain(history, both)
                yield Finding(state.at, ("date",), message, hint, sure)


def _held_at_once(history: History, terms: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """Yield the terms that overlap an earlier one of somebody else, with the first such term.

    Somebody may act for an absent holder.
    """
    runs: list[tuple[str, list[tuple[Term, Held]]]] = []
    """The earlier terms that may not be over: those of one holder after another."""
    size, limit = 0, 64
    """How many there are, and how many there may be before those that are over are dropped."""
    for term in terms:
        if term.state.acting or _pod_after(history, term.state) is not None:
            continue
        holder, span = history.world.directory.key(term.state.is_), term.held
        others = (other for name, run in runs if name != holder for other in run)
        both = next((other for other, its_span in others if its_span.surely_overlaps(span)), None)
        if both is not None:
            yield term, both
        if not runs or runs[-1][0] != holder:
            runs.append((holder, []))
        runs[-1][1].append((term, span))
        size += 1
        if size > limit:
            begins = term.state.date.first
            lasting = ((name, [each for each in run if each[1].surely_to > begins]) for name, run in runs)
            runs = [(name, run) for name, run in lasting if run]
            size = sum(len(run) for _, run in runs)
            limit = max(64, 2 * size)


def gaps(history: History) -> Iterator[Finding]:
    """Find times without a holder. An inherited holder may stay longer than is known, so there is no gap after one."""
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
        if person is not None:
            finding = next(
                filter(None, (_not_alive(history, state, person, each) for each in _timelines_of(history, state))), None
            )
            if finding is not None:
                yield finding


def _not_alive(history: History, state: State, person: Person, timeline: str) -> Finding | None:
    """Return the finding that a holder is not born yet, or dead, in a timeline; None if they are alive."""
    span, born, died = held(state.date), history.birth(person, timeline), history.death(person, timeline)
    if born and span.start and span.start.is_before(born):
        message = f"{person.name} is born {born}, after the start of the term, {span.start}"
        return Finding(state.at, ("date",), message, None, certain(born, span.start), person)
    last = span.end or span.start
    if died and last and died.is_before(last):
        message, hint = f"{person.name} dies {died}, before {last}", f'in the timeline "{timeline}"'
        return Finding(state.at, ("date",), message, hint, certain(died, last), person)
    return None


def _timelines_of(history: History, state: State) -> list[str]:
    """Return the timelines that a state is declared for; all of them for a `both` state without a timeline."""
    return list(history.world.lineages) if state.is_everywhere else list(history.homes(state))


def before_the_pod(history: History) -> Iterator[Finding]:
    """Find states of an ATL that certainly begin before its POD: until then, it shares its parent's history."""
    for state in history.world.states:
        pod = _pod_after(history, state)
        if pod is None:
            continue
        start, parent = held(state.date).start, history.world.timelines[pod.timeline].parent
        begins = f"from {start}" if start else "from the beginning"
        message = (
            f'"{state.is_}" holds "{state.of}" {begins}, before the point of divergence of "{pod.timeline}":'
            f' "{pod.id}", {pod.date}'
        )
        later = f"{start_text(pod.date)}/{state.date.text.rpartition('/')[2]}"
        corrected = f'write date = "{later}", or ' if is_date(later) else ""
        hint = f'{corrected}move it to "{parent}", from which "{pod.timeline}" inherits until the two part'
        yield Finding(state.at, ("date",), message, hint, certain(state.date, pod.date))


def _pod_after(history: History, state: State) -> Pod | None:
    """Return the POD of an ATL of a state before which the state certainly begins; None if there is none."""
    begins = held(state.date).surely_from
    for timeline in state.timelines if state.kind == "alt" else ():
        pod = history.world.pods.get(timeline)
        if pod and history.world.timelines[timeline].parent not in state.timelines and begins < pod.date.first:
            return pod
    return None


def misspelt_offices(history: History) -> Iterator[Finding]:
    """Find names of offices that differ from an earlier one in accents, hyphens, spaces, or the spelling of one word."""
    earlier: dict[int, Entries[str]] = {}
    joined: dict[str, str] = {}
    """By the name without hyphens and spaces: the first such name."""
    known: set[str] = set()
    for state in history.world.states:
        if caseless(state.of) in known:
            continue
        known.add(caseless(state.of))
        keys = shared_keys(state.of).items()
        near = (other for key, word in keys if key in earlier for other in earlier[key].near(word))
        same = joined.setdefault(slug(state.of).replace("-", ""), state.of)
        twin = next((other for other in near if is_misspelling(state.of, other)), None if same == state.of else same)
        if twin is not None:
            yield Finding(state.at, ("of",), f'"{state.of}" and "{twin}" may be one office', "use one spelling")
        for key, word in keys:
            earlier.setdefault(key, Entries()).add(word, state.of)


RULES = (
    Rule(
        "C404", "error", "a state that begins before the point of divergence of its timeline", before_the_pod, NOTHING
    ),
    Rule("C401", "error", "two holders of the same office at once", two_holders, NOTHING),
    Rule("C402", "warning", "a gap between two holders", gaps, NOTHING),
    Rule("C403", "error", "a holder who is dead, or not born yet", holder_not_alive, NOTHING),
    Rule("C405", "warning", "two spellings of what may be one office", misspelt_offices, NOTHING),
)
