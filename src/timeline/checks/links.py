"""C1: links and causes that point to the wrong event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks import reach
from timeline.checks.rule import PLACE, Finding, Rule, file_order
from timeline.model.dates import certain
from timeline.model.events import LINKS, REAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.checks.history import History
    from timeline.model.events import Event, Link
    from timeline.model.world import State


def shared(history: History) -> Iterator[Finding]:
    """Find links to events that also happen in the event's own timeline: `both` events, and inherited ones."""
    for event, link, index, target in history.linked:
        timeline = _holder(history, event, target)
        if timeline is None:
            continue
        pods = [pod for home in history.homes(target) for pod in history.pods_between(timeline, home)]
        if target.is_everywhere or timeline in target.timelines or not pods:
            message = f'"{target.title}" ({target.date}) also happens in the timeline "{timeline}"'
            hint = f'link to an event that does not happen in "{timeline}", or leave `{link}` out'
            yield Finding(event.at, (link, index), message, hint)
        else:
            message = f'"{target.title}" ({target.date}) has already happened when the timeline "{timeline}" begins'
            since = f"its point of divergence is {pods[0]}"
            sure = certain(target.date, *pods) and all(target.date.is_before(pod) for pod in pods)
            yield Finding(event.at, (link, index), message, since, sure)


def _holder(history: History, event: Event, target: Event) -> str | None:
    """Return the timeline of the event that holds the target; None if none does."""
    own = target.timelines if target.kind == "alt" else ()  # E408 reports links to events of the same timeline
    holders = (each for each in event.timelines if each not in own and history.world.lineage(each).holds(target))
    return next(holders, None)


def averted_too_late(history: History) -> Iterator[Finding]:
    for event, link, index, target in history.linked:
        if link == "averts" and target.date.is_before(event.date) and _holder(history, event, target) is None:
            message = f'"{target.title}" ({target.date}) has already happened by {event.date}, so it cannot be averted'
            yield Finding(event.at, (link, index), message, None, certain(target.date, event.date))


def already_averted(history: History) -> Iterator[Finding]:
    """Find links to targets that another event of the same history averts."""
    averting = _Averting(history)
    for event, link, index, target in history.linked:
        other = averting.of(event, link, target)
        if other is not None:
            message = f'"{target.title}" never happens here: {_name(other, event)} averts it'
            yield Finding(event.at, (link, index), message, "take one of the two links out")


class _Averting:
    """The events that avert others."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._averting: dict[str, list[Event]] = {}
        for event, link, _, target in history.linked:
            if link == "averts":
                self._averting.setdefault(target.id, []).append(event)
        self._found: dict[tuple[str, tuple[str, ...], bool], Event | None] = {}
        """By the target, the timelines of the event with the link, and whether that averts it, too."""

    def of(self, event: Event, link: Link, target: Event) -> Event | None:
        """Return the event that averts the target of a link. C104 reports two events that avert it in one timeline."""
        key = target.id, event.timelines, link == "averts"
        if key not in self._found:
            others = self._averting.get(target.id, ())
            apart = (other for other in others if link != "averts" or not _share_a_timeline(event, other))
            self._found[key] = next((other for other in apart if _shares_history(self._history, event, other)), None)
        return self._found[key]


def stands_in_twice(history: History) -> Iterator[Finding]:
    """Find the second event of a history that moves, replaces or averts the same target.

    C103 reports targets that are averted and also moved or replaced.
    """
    averting = _Averting(history)
    groups: dict[tuple[str, bool], list[tuple[Event, Link, int]]] = {}
    for event, link, index, target in sorted(history.linked, key=lambda each: file_order(each[0])):
        if averting.of(event, link, target) is None:
            groups.setdefault((target.id, link == "averts"), []).append((event, link, index))
    for (target_id, is_averted), group in groups.items():
        events = [event for event, _, _ in group]
        firsts: dict[tuple[str, ...], tuple[int, int]] = {}
        """By the timelines of an event."""
        for position, (event, link, index) in enumerate(group):
            if event.timelines not in firsts:
                own = _first_counterpart(history, event, events, own=True)
                elsewhere = len(group) if is_averted else _first_counterpart(history, event, events, own=False)
                firsts[event.timelines] = own, elsewhere
            own, elsewhere = firsts[event.timelines]
            first = min(own if own < position else len(group), elsewhere)
            if first < len(group):
                other, other_link, _ = group[first]
                message = f'{_name(other, event)} already {other_link} "{target_id}"'
                hint = "one of them is the counterpart; the other happens `because` of it"
                yield Finding(event.at, (link, index), message, hint)


def _first_counterpart(history: History, event: Event, others: Sequence[Event], *, own: bool) -> int:
    """Return the place of the first event in the history of another that shares a timeline with it, or shares none.

    It is the same for all events of these timelines; if there is none, it is the number of the others.
    """
    places = (n for n, other in enumerate(others) if _share_a_timeline(event, other) == own)
    return next((n for n in places if _shares_history(history, event, others[n])), len(others))


def _name(event: Event, here: Event) -> str:
    return "this" if event is here else f'"{event.id}"'


def _share_a_timeline(event: Event, other: Event) -> bool:
    return bool(set(event.timelines) & set(other.timelines))


def _shares_history(history: History, event: Event, other: Event) -> bool:
    return any(history.world.lineage(timeline).holds(other) for timeline in event.timelines)


def cause_elsewhere(history: History) -> Iterator[Finding]:
    """Find causes outside the effect's history: in another branch, or after the branch left its parent."""
    for event in history.events:
        for index, cause_id in enumerate(event.because):
            cause = history.by_id.get(cause_id)
            if cause is None or history.may_cause(cause, event):
                continue
            home = next(iter(history.belongs_to(event)), REAL)
            pods = history.pods_between(home, history.homes(cause)[0])
            hint = f"it leaves that history by {pods[0]}" if pods else "a cause has to be in the same lineage"
            message = f'"{cause_id}" does not happen in the timeline "{home}"'
            sure = not pods or (certain(*pods, cause.date) and any(pod.is_before(cause.date) for pod in pods))
            yield Finding(event.at, ("because", index), message, hint, sure)


def causes_in_a_circle(history: History) -> Iterator[Finding]:
    """Find each circle of causes once, at a cause that comes after its effect, else at the link that closes it."""
    for circle in history.circles:
        against = [cause for cause in circle if cause.effect.date.is_before(cause.cause.date)]
        reported = (against or circle)[-1]
        names = [circle[0].effect.id, *(cause.cause.id for cause in circle)]
        message = f"causes in a circle: {' <- '.join(names)}"
        yield Finding(reported.effect.at, ("because", reported.position), message, "take one out")


def season_of_nothing(history: History) -> Iterator[Finding]:
    """Find events and states that name a season or an episode, but no show."""
    rows: list[Event | State] = [*history.events, *history.world.states]
    for row in rows:
        keys = [key for key in ("season", "episode") if getattr(row, key) is not None]
        if keys and row.show is None:
            yield Finding(row.at, (keys[0],), f"`{keys[0]}` without a `show`", 'write show = "..."')


_LINKED = PLACE | set(LINKS)
"""What rules read of links."""

RULES = (
    Rule(
        "C101",
        "error",
        "a link to what the timeline has anyway: to its past, or to a `both` event",
        shared,
        _LINKED | {"id", "title"},
        reach.named,
    ),
    Rule(
        "C102",
        "error",
        "an event averts what has happened before it",
        averted_too_late,
        _LINKED | {"id", "title"},
        reach.named,
    ),
    Rule(
        "C103",
        "error",
        "a link to what another event of this history averts",
        already_averted,
        _LINKED | {"id", "title"},
        reach.linked,
    ),
    Rule("C104", "warning", "two events stand in for the same thing", stands_in_twice, _LINKED | {"id"}, reach.linked),
    Rule("C105", "error", "causes that run in a circle", causes_in_a_circle, PLACE | {"id", "because"}, reach.named),
    Rule(
        "C106",
        "error",
        "a cause that does not happen in the effect's timeline",
        cause_elsewhere,
        PLACE | {"id", "because"},
        reach.named,
    ),
    Rule(
        "C107",
        "error",
        "a season or an episode without a show",
        season_of_nothing,
        frozenset({"show", "season", "episode"}),
        reach.own,
    ),
)
