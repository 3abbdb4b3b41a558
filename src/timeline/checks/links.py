"""C1: links and causes that name what they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.rule import Finding, Rule, file_order
from timeline.model.dates import certain
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.checks.history import History
    from timeline.model.events import Event, Link


def _linked(history: History) -> Iterator[tuple[Event, Link, int, Event]]:
    """Return every (alt event, link, its index in the list, target)."""
    for event in history.events:
        for link, target_id in event.links:
            target = history.by_id.get(target_id)
            if target is not None and event.kind == "alt":
                yield event, link, getattr(event, link).index(target_id), target


def shared(history: History) -> Iterator[Finding]:
    """Find links to what happens in the event's own timeline all the same: to `both` events, and to what it inherits."""
    for event, link, index, target in _linked(history):
        timeline = event.timeline or ""
        if target.kind == "both" and target.timeline in (None, timeline):
            message = f'"{target.title}" ({target.date}) is of both: it happens in the timeline "{timeline}" too'
            yield Finding(event.at, (link, index), message, 'kind = "real" may be meant there')
        elif _is_inherited(history, event, target):
            message = f'"{target.title}" ({target.date}) has already happened when the timeline "{timeline}" begins'
            since = f"its point of divergence is {history.world.pods[timeline].date}"
            sure = certain(target.date, *history.pods_between(timeline, target.timeline or REAL))
            yield Finding(event.at, (link, index), message, since, sure)


def _is_inherited(history: History, event: Event, target: Event) -> bool:
    """Tell whether an event's timeline has a target in its past: every day of it lies before the two part."""
    line, latest = history.world.lineages.get(event.timeline or ""), target.date.latest
    if line is None or latest is None or event.timeline not in history.world.pods:
        return False
    return any(home != event.timeline and latest < line.before(home) for home in history.homes(target))


def averted_too_late(history: History) -> Iterator[Finding]:
    for event, link, index, target in _linked(history):
        if link == "averts" and target.date.is_before(event.date) and not _is_inherited(history, event, target):
            message = f'"{target.title}" ({target.date}) has happened by {event.date}: it cannot be averted any more'
            yield Finding(event.at, (link, index), message, None, certain(target.date, event.date))


def already_averted(history: History) -> Iterator[Finding]:
    """Find links to what an event of the same timeline, or of one that it descends from, averts."""
    averting = _averting(history)
    for event, link, index, target in _linked(history):
        other = _averted_by(history, averting, event, link, target)
        if other is not None:
            message = f'"{target.title}" never happens here: {_name(other, event)} averts it'
            yield Finding(event.at, (link, index), message, "take one of the two links out")


def _averting(history: History) -> dict[str, list[Event]]:
    """Return what averts each event that is averted."""
    averting: dict[str, list[Event]] = {}
    for event, link, _, target in _linked(history):
        if link == "averts":
            averting.setdefault(target.id, []).append(event)
    return averting


def _averted_by(
    history: History, averting: dict[str, list[Event]], event: Event, link: Link, target: Event
) -> Event | None:
    """Return what averts the target of a link in the event's history; to avert it twice in one timeline is C104's."""
    others = (other for other in averting.get(target.id, ()) if link != "averts" or other.timeline != event.timeline)
    return next((other for other in others if _shares_history(history, event, other)), None)


def stands_in_twice(history: History) -> Iterator[Finding]:
    """Find the second event of a history that moves or replaces the same thing, or of a timeline that averts it.

    What is averted can be neither: that is C103's.
    """
    averting = _averting(history)
    groups: dict[tuple[str, bool], list[tuple[Event, Link, int]]] = {}
    for event, link, index, target in sorted(_linked(history), key=lambda each: file_order(each[0])):
        if _averted_by(history, averting, event, link, target) is None:
            groups.setdefault((target.id, link == "averts"), []).append((event, link, index))
    for (target_id, _), group in groups.items():
        for position, (event, link, index) in enumerate(group):
            for earlier, (other, other_link, _) in enumerate(group):
                is_own = other.timeline == event.timeline
                is_first = earlier < position if is_own else link != "averts"
                if is_first and _shares_history(history, event, other):
                    message = f'{_name(other, event)} {other_link} "{target_id}" already'
                    hint = "one of them is the counterpart; the other happens `because` of it"
                    yield Finding(event.at, (link, index), message, hint)
                    break


def _name(event: Event, here: Event) -> str:
    return "this" if event is here else f'"{event.id}"'


def _shares_history(history: History, event: Event, other: Event) -> bool:
    line = history.world.lineages.get(event.timeline or "")
    return line is not None and line.holds(other)


def cause_elsewhere(history: History) -> Iterator[Finding]:
    """Find causes outside the effect's history: of another branch, or of the parent's future that it does not share."""
    for event in history.events:
        for index, cause_id in enumerate(event.because):
            cause = history.by_id.get(cause_id)
            if cause is None or history.may_cause(cause, event):
                continue
            home = history.home(event)
            pods = history.pods_between(home, history.home(cause))
            hint = f"it has left that history by {pods[0]}" if pods else "a cause is an event of the same lineage"
            message = f'"{cause_id}" does not happen in the timeline "{home}"'
            yield Finding(event.at, ("because", index), message, hint, certain(*pods, *([cause.date] if pods else [])))


def causes_in_a_circle(history: History) -> Iterator[Finding]:
    """Find each circle once, at a cause that comes after its effect, else at the one that closes it."""
    for circle in history.circles:
        against = [cause for cause in circle if cause.effect.date.is_before(cause.cause.date)]
        told = (against or circle)[-1]
        names = [circle[0].effect.id, *(cause.cause.id for cause in circle)]
        message = f"causes in a circle: {' <- '.join(names)}"
        yield Finding(told.effect.at, ("because", told.position), message, "take one out")


RULES = (
    Rule(
        "C101",
        "error",
        "a link to what happens in the timeline all the same: to its past, or to a `both` event",
        shared,
    ),
    Rule("C102", "error", "an event averts what has happened before it", averted_too_late),
    Rule("C103", "error", "a link to what another event of this history averts", already_averted),
    Rule("C104", "warning", "two events stand in for the same thing", stands_in_twice),
    Rule("C105", "error", "causes that run in a circle", causes_in_a_circle),
    Rule("C106", "error", "a cause that does not happen in the effect's timeline", cause_elsewhere),
)
