"""C1: links and causes that name what they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.rule import Finding, Rule, certain, wholly_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.checks.world import World
    from timeline.model.events import Event, Link


def _linked(world: World) -> Iterator[tuple[Event, Link, int, Event]]:
    """Return every (alt event, link, its index in the list, target)."""
    for event in world.document.events:
        for link, target_id in event.links:
            target = world.by_id.get(target_id)
            if target is not None and event.kind == "alt":
                yield event, link, getattr(event, link).index(target_id), target


def inherited(world: World) -> Iterator[Finding]:
    for event, link, index, target in _linked(world):
        line = world.lineages.get(event.timeline or "")
        if line is None or target.kind == "both" or not line.holds(target) or target.timeline == event.timeline:
            continue
        pod = world.document.pods.get(event.timeline or "")
        message = f'"{target.title}" ({target.date}) has already happened when the timeline "{event.timeline}" begins'
        since = f"its point of divergence is {pod.date}" if pod else None
        sure = pod is None or certain(target.date, pod.date)
        yield Finding(event.at, (link, index), message, since, sure)


def averted_too_late(world: World) -> Iterator[Finding]:
    for event, link, index, target in _linked(world):
        if link == "averts" and wholly_before(target.date, event.date):
            message = f'"{target.title}" ({target.date}) has happened by {event.date}: it cannot be averted any more'
            yield Finding(event.at, (link, index), message, None, certain(target.date, event.date))


def already_averted(world: World) -> Iterator[Finding]:
    """Find links to what another event of the same timeline, or of one that it descends from, averts."""
    averting: dict[str, list[Event]] = {}
    for event, link, _, target in _linked(world):
        if link == "averts":
            averting.setdefault(target.id, []).append(event)
    for event, link, index, target in _linked(world):
        for other in averting.get(target.id, ()):
            if other.id != event.id and _shares_history(world, event, other) and link != "averts":
                message = f'"{target.title}" never happens here: "{other.id}" averts it'
                yield Finding(event.at, (link, index), message, "take one of the two links out")


def stands_in_twice(world: World) -> Iterator[Finding]:
    """Find the second event of a timeline that moves, replaces or averts the same thing in the same way."""
    seen: dict[tuple[str | None, str], Event] = {}
    for event, link, index, target in _in_file_order(world):
        kind = "averts" if link == "averts" else "replaces"
        key = (event.timeline, f"{kind} {target.id}")
        first = seen.setdefault(key, event)
        if first is not event:
            message = f'"{first.id}" {link if link in dict(first.links) else kind} "{target.id}" already'
            yield Finding(
                event.at, (link, index), message, "one of them is the counterpart; the other happens `because` of it"
            )


def _in_file_order(world: World) -> list[tuple[Event, Link, int, Event]]:
    return sorted(_linked(world), key=lambda each: (each[0].at.file, each[0].at.number) if each[0].at else (0, 0))


def _shares_history(world: World, event: Event, other: Event) -> bool:
    line = world.lineages.get(event.timeline or "")
    return line is not None and line.holds(other)


def cause_elsewhere(world: World) -> Iterator[Finding]:
    for event in world.document.events:
        lines = [world.lineages[world.home(event)]]
        for index, cause_id in enumerate(event.because):
            cause = world.by_id.get(cause_id)
            if cause is not None and not any(line.holds(cause) for line in lines):
                message = f'"{cause_id}" does not happen in the timeline "{world.home(event)}"'
                yield Finding(event.at, ("because", index), message, "a cause is an event of the same lineage")


def causes_in_a_circle(world: World) -> Iterator[Finding]:
    """Find each circle once, at the link that closes it."""
    done: set[str] = set()
    for start in world.document.events:
        path: list[str] = []
        stack = [(start.id, iter(enumerate(start.because)))] if start.id not in done else []
        if stack:
            path.append(start.id)
        while stack:
            current, causes = stack[-1]
            step = next(causes, None)
            if step is None:
                done.add(path.pop())
                stack.pop()
                continue
            index, cause = step
            if cause in path:
                circle = " <- ".join([*path[path.index(cause) :], cause])
                yield Finding(
                    world.by_id[current].at, ("because", index), f"causes in a circle: {circle}", "take one out"
                )
            elif cause not in done and cause in world.by_id:
                path.append(cause)
                stack.append((cause, iter(enumerate(world.by_id[cause].because))))


RULES = (
    Rule("C101", "error", "a link to what the timeline inherits: it has happened there already", inherited),
    Rule("C102", "error", "an event averts what has happened before it", averted_too_late),
    Rule("C103", "error", "a link to what another event of this history averts", already_averted),
    Rule("C104", "warning", "two events stand in for the same thing", stands_in_twice),
    Rule("C105", "error", "causes that run in a circle", causes_in_a_circle),
    Rule("C106", "error", "a cause that does not happen in the effect's timeline", cause_elsewhere),
)
