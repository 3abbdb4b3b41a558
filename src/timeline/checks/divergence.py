"""C5: divergence that nothing explains, and ripples that were forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.checks import reach, reach_causes
from timeline.checks.rule import PLACE, TIES, Finding, Rule
from timeline.model.causality import all_effects, effects_by_cause
from timeline.model.dates import certain
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.checks.history import History
    from timeline.model.events import Event, Link
    from timeline.model.lineage import Lineage


def unexplained(history: History) -> Iterator[Finding]:
    """Find alt events without a chain of causes to the POD, in timelines in which any event has causes.

    A broken chain is reported only where it breaks.
    """
    giving = {
        timeline for event in history.events if event.kind == "alt" and event.because for timeline in event.timelines
    }
    explained = {
        timeline: all_effects(history.effects, pod.id)
        for timeline, pod in history.world.pods.items()
        if timeline in giving
    }
    for event in history.events:
        homes = [timeline for timeline in event.timelines if timeline in explained] if event.kind == "alt" else []
        if not homes or any(event.id in explained[timeline] for timeline in homes):
            continue
        if all(_is_of_the_past(history, homes[0], cause) for cause in event.because):
            message = f'nothing leads from the point of divergence, "{history.world.pods[homes[0]].id}", to this'
            yield Finding(event.at, (), message, "name what caused it in `because`")


def _is_of_the_past(history: History, timeline: str, cause_id: str) -> bool:
    """Return whether a timeline shares a cause with its parent; the check of the cause itself reports any other."""
    cause = history.by_id.get(cause_id)
    if cause is None or (cause.kind == "alt" and timeline in cause.timelines):
        return False
    return history.world.lineage(timeline).holds(cause)


def rests_on_the_undone(history: History) -> Iterator[Finding]:
    """Find `both` events with a direct or indirect cause that an alternate timeline that holds them averts or replaces.

    A cause of their own in that timeline explains them.
    """
    undoing: dict[str, list[tuple[Event, Link]]] = {}
    for event in history.events:
        for link, target in event.links if event.kind == "alt" else ():
            if link != "moves":
                undoing.setdefault(target, []).append((event, link))
    roots: dict[tuple[str, ...], _Roots] = {}
    """By the ids of the lines that hold an event."""
    for event, lines in _shared_effects(history) if undoing else ():
        names = tuple(line.id for line in lines)
        if names not in roots:
            undone = {
                target: next(((line, *each) for each in found for line in lines if line.holds(each[0])), None)
                for target, found in undoing.items()
            }
            roots[names] = _Roots(history, {target: found for target, found in undone.items() if found is not None})
        for index, cause_id in enumerate(event.because):
            root = roots[names].nearest(cause_id)
            if root is not None:
                line, other, link = roots[names].undone[root]
                what = f'its cause "{root}"' if root == cause_id else f'"{root}", the cause of its cause "{cause_id}"'
                message = f'this also happens in "{line.id}", where "{other.id}" {link} {what}'
                yield Finding(event.at, ("because", index), message, _NOT_BOTH)


def rests_on_the_untold(history: History) -> Iterator[Finding]:
    """Find `both` events with a cause that an alternate timeline that holds them does not mention."""
    linking: dict[str, list[Event]] = {}
    for event, _, _, target in history.linked:
        linking.setdefault(target.id, []).append(event)
    for event, lines in _shared_effects(history):
        for index, cause_id in enumerate(event.because):
            cause = history.by_id.get(cause_id)
            if cause is None or cause.kind == "alt" or cause.is_everywhere:
                continue
            lacking = [line for line in lines if not line.holds(cause)]
            untold = [line for line in lacking if not any(line.holds(other) for other in linking.get(cause_id, ()))]
            if untold:
                message = f'this also happens in "{untold[0].id}", where its cause "{cause_id}" is untold'
                yield Finding(event.at, ("because", index), message, _NOT_BOTH)


_NOT_BOTH = 'kind = "real", or another cause, may be meant'


def _shared_effects(history: History) -> Iterator[tuple[Event, list[Lineage]]]:
    """Yield the `both` events with causes, and the ATLs that hold them without a cause of their own."""
    alternates = [line for line in history.world.lineages.values() if line.id != REAL]
    for event in history.events:
        if event.kind == "both" and event.because:
            lines = alternates if event.is_everywhere else [line for line in alternates if line.holds(event)]
            causes = [history.by_id[cause] for cause in event.because if cause in history.by_id]
            own = [cause for cause in causes if cause.kind == "alt"]
            yield event, [line for line in lines if not any(line.holds(cause) for cause in own)] if own else lines


class _Roots:
    """What some lines undo, and the real events that rest on it."""

    def __init__(self, history: History, undone: Mapping[str, tuple[Lineage, Event, Link]]) -> None:
        self.undone = undone
        """By the id of what is undone: a line, and the event in it that undoes it."""
        self._by_id = history.by_id
        effects = effects_by_cause(self._by_id.values())
        self._distances = dict.fromkeys(undone, 0)
        """How many causes lie between an event and what it rests on."""
        waiting = list(undone)
        for cause in waiting:
            for effect in effects.get(cause, ()):
                if effect not in self._distances and self._by_id[effect].kind == "real":
                    self._distances[effect] = self._distances[cause] + 1
                    waiting.append(effect)
        self._nearest = {id_: id_ for id_ in undone}

    def nearest(self, cause_id: str) -> str | None:
        """Return the nearest undone event among a cause and what it rests on; of several, that of the first causes."""
        path = [cause_id] if cause_id in self._distances else []
        while path and path[-1] not in self._nearest:
            distance = self._distances[path[-1]] - 1
            path.append(next(each for each in self._by_id[path[-1]].because if self._distances.get(each) == distance))
        for each in path:
            self._nearest[each] = self._nearest[path[-1]]
        return self._nearest[path[0]] if path else None


def rests_on_the_dead(history: History) -> Iterator[Finding]:
    """Find `both` events with someone who is dead by then in an alternate timeline that holds them, but not in ours."""
    for event, index, person in history.acts:
        differs = isinstance(person.died, Mapping) or isinstance(person.born, Mapping)
        if event.kind != "both" or not differs:
            continue
        died_here = history.death(person, REAL)
        if died_here and died_here.is_before(event.date):
            continue
        for timeline in history.world.holding(event):
            died = history.death(person, timeline)
            if died is not None and died.is_before(event.date):
                message = f'{person.name} dies {died} in "{timeline}", where this also happens ({event.date})'
                sure = certain(died, event.date)
                yield Finding(event.at, ("people", index), message, 'kind = "real" may be meant', sure, person)
                break


def pod_by_accident(history: History) -> Iterator[Finding]:
    """Find undeclared PODs that cause nothing, in timelines whose events have causes; the date is often mistyped.

    The finding names the event from which most of the timeline follows.
    """
    own: dict[str, list[Event]] = {}
    for event in history.events:
        for timeline in event.timelines if event.kind == "alt" else ():
            own.setdefault(timeline, []).append(event)
    for timeline, pod in history.world.pods.items():
        if history.world.timelines[timeline].diverges_at is not None or history.effects.get(pod.id):
            continue
        source = _main_source(history, own.get(timeline, []))
        if source is not None:
            message = (
                f'"{pod.id}" ({pod.date}) counts as the point of divergence of "{timeline}" because it comes first,'
                f' but nothing follows from it; most follows from "{source.id}" ({source.date})'
            )
            hint = f'correct the date, or write diverges_at = "{source.id}" below [[timeline]] id = "{timeline}"'
            yield Finding(history.by_id[pod.id].at, ("date",), message, hint)


def _main_source(history: History, events: Sequence[Event]) -> Event | None:
    """Return the event of a timeline, without causes in it, from which most of its events follow; None if none follow."""
    ids = {event.id for event in events}
    sources = [event for event in events if history.effects.get(event.id) and not ids & set(event.because)]
    most = 1 + sum(1 for event in events if event.because)
    """How many events of the timeline can follow from one of them, itself included."""
    found: tuple[int, Event | None] = 0, None
    for source in sources:
        size = len(all_effects(history.effects, source.id) & ids)
        found = (size, source) if size > found[0] else found
        if size == most:
            break
    return found[1]


RULES = (
    Rule(
        "C501",
        "warning",
        "an alternate event to which no chain of causes leads from the POD",
        unexplained,
        PLACE | {"id", "because"},
        reach_causes.explained,
    ),
    Rule(
        "C502",
        "error",
        "a `both` event whose cause an alternate timeline averts or replaces",
        rests_on_the_undone,
        PLACE | TIES | {"id"},
        reach_causes.undone,
    ),
    Rule(
        "C503",
        "error",
        "a `both` event with someone who is dead in an alternate timeline",
        rests_on_the_dead,
        PLACE | {"people"},
        reach.own,
    ),
    Rule(
        "C504",
        "warning",
        "a `both` event whose cause an alternate timeline leaves untold",
        rests_on_the_untold,
        PLACE | TIES | {"id"},
        reach_causes.undone,
    ),
    Rule(
        "C505",
        "warning",
        "an undeclared point of divergence from which nothing follows",
        pod_by_accident,
        PLACE | {"id", "because"},
        reach_causes.of_pods,
    ),
)
