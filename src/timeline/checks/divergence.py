"""C5: divergence that nothing explains, and ripples that were forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.rule import Finding, Rule
from timeline.model.causality import all_effects
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
    for event, lines in _shared_effects(history) if undoing else ():
        for index, cause_id in enumerate(event.because):
            for root in _real_causes(history, cause_id):
                found = [(line, *each) for each in undoing.get(root, ()) for line in lines if line.holds(each[0])]
                if found:
                    line, other, link = found[0]
                    what = (
                        f'its cause "{root}"' if root == cause_id else f'"{root}", the cause of its cause "{cause_id}"'
                    )
                    message = f'this also happens in "{line.id}", where "{other.id}" {link} {what}'
                    yield Finding(event.at, ("because", index), message, _NOT_BOTH)
                    break


def rests_on_the_untold(history: History) -> Iterator[Finding]:
    """Find `both` events with a cause that an alternate timeline that holds them does not mention."""
    linking: dict[str, list[Event]] = {}
    for event, _, _, target in history.linked:
        linking.setdefault(target.id, []).append(event)
    for event, lines in _shared_effects(history):
        for index, cause_id in enumerate(event.because):
            cause = history.by_id.get(cause_id)
            if cause is None or cause.kind == "alt":
                continue
            lacking = [line for line in lines if not line.holds(cause)]
            untold = [line for line in lacking if not any(line.holds(other) for other in linking.get(cause_id, ()))]
            if untold:
                message = f'this also happens in "{untold[0].id}", where its cause "{cause_id}" is untold'
                yield Finding(event.at, ("because", index), message, _NOT_BOTH)


_NOT_BOTH = 'kind = "real", or another cause, may be meant'


def _shared_effects(history: History) -> Iterator[tuple[Event, list[Lineage]]]:
    """Yield the `both` events with causes, and the ATLs that hold them without a cause of their own."""
    for event in history.events:
        if event.kind == "both" and event.because:
            causes = [history.by_id[cause] for cause in event.because if cause in history.by_id]
            lines = [line for line in history.world.lineages.values() if line.id != REAL and line.holds(event)]
            own = [cause for cause in causes if cause.kind == "alt"]
            yield event, [line for line in lines if not any(line.holds(cause) for cause in own)]


def _real_causes(history: History, start: str) -> list[str]:
    """Return the id of a cause and of all real events that it rests on."""
    found = [start]
    for id_ in found:
        event = history.by_id.get(id_)
        if event is not None and event.kind == "real":
            found += [cause for cause in event.because if cause not in found]
    return found


def rests_on_the_dead(history: History) -> Iterator[Finding]:
    """Find `both` events with someone who is dead by then in an alternate timeline that holds them, but not in ours."""
    for event, index, person in history.acts:
        died_here = history.death(person, REAL)
        if event.kind != "both" or (died_here and died_here.is_before(event.date)):
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
    return max(sources, key=lambda event: len(all_effects(history.effects, event.id) & ids), default=None)


RULES = (
    Rule("C501", "warning", "an alternate event to which no chain of causes leads from the POD", unexplained),
    Rule("C502", "error", "a `both` event whose cause an alternate timeline averts or replaces", rests_on_the_undone),
    Rule("C503", "error", "a `both` event with someone who is dead in an alternate timeline", rests_on_the_dead),
    Rule("C504", "warning", "a `both` event whose cause an alternate timeline leaves untold", rests_on_the_untold),
    Rule("C505", "warning", "an undeclared point of divergence from which nothing follows", pod_by_accident),
)
