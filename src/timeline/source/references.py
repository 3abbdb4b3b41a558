"""Check references between tables: whether an event, a timeline or a person may name the ids that it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from timeline.model.causality import Causes
from timeline.model.events import LINKS, REAL, Event, Link
from timeline.model.lineage import Lineage, Pod, above, lineage, parents_first
from timeline.model.names import did_you_mean
from timeline.model.order import precedes
from timeline.model.world import Timeline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from timeline.source.document import Document


def resolve_references(document: Document) -> None:
    """Note every reference that is not allowed, and find the point of divergence of each ATL."""
    references = _References(document)
    references.timelines()
    references.events()
    references.lives()
    references.pods()
    document.world.pods.update(_points_of_divergence(document))


def _points_of_divergence(document: Document) -> dict[str, Pod]:
    """Return the POD of each ATL: as declared, else the first `alt` event of its own that its parent does not hold.

    An ATL without such an event has no POD.
    """
    world, events = document.world, document.events
    own: dict[str, list[Event]] = {}
    for event in events:
        if event.kind == "alt":
            for named in event.timelines:
                own.setdefault(named, []).append(event)
    placed = events if document.is_straight else sorted(events, key=_place)
    beside = cache(lambda place: _told_apart(_placed_at(place, placed)))
    by_id = {event.id: event for event in events}
    causes = Causes(by_id)
    pods: dict[str, Pod] = {}
    lines: dict[str, Lineage] = {}
    for timeline in parents_first(world.timelines):
        if timeline.id == REAL:
            continue
        parent = lineage(world.timelines, pods, timeline.parent or REAL, lines)
        declared = by_id.get(timeline.diverges_at or "")
        if declared is None or timeline.id not in declared.timelines:
            found = own.get(timeline.id, ())
            pod = next((event for event in found if len(event.timelines) < 2 or not parent.holds(event)), None)
        else:
            pod = declared
        if pod is not None:
            late = (cause for cause in causes.placed_from(pod, pod.date.place) if _is_above(cause, parent))
            shared = _shared_beside(pod, beside(pod.date.place), late)
            pods[timeline.id] = Pod(pod.id, pod.date, timeline.id, pod.rank, shared)
    return pods


def _is_above(event: Event, parent: Lineage) -> bool:
    """Return whether an ATL, whose parent is given, descends from a timeline of an event."""
    return event.is_everywhere or parent.nearest(event.timelines) is not None


def _place(event: Event) -> float:
    return event.date.place


def _placed_at(place: float, placed: Sequence[Event]) -> Sequence[Event]:
    """Return the events of one place; `placed` are all events, sorted by their places."""
    return placed[bisect_left(placed, place, key=_place) : bisect_right(placed, place, key=_place)]


def _told_apart(events: Iterable[Event]) -> Collection[list[Event]]:
    """Return events of one place in lists of those that `precedes` does not tell apart."""
    alike: dict[tuple[float | None, int], list[Event]] = {}
    for event in events:
        alike.setdefault((event.date.second, event.order), []).append(event)
    return alike.values()


def _shared_beside(pod: Event, beside: Iterable[list[Event]], late: Iterable[Event]) -> tuple[str, ...]:
    """Return what comes before a POD although its place is no earlier: see `Pod.shared`.

    `beside` are the events of the POD's place (see `_told_apart`), `late` its causes that have no earlier place.
    """
    before = [event for alike in beside if precedes(alike[0], pod) for event in alike]
    found = [event.id for event in sorted(before, key=lambda event: event.rank)]
    found += [cause.id for cause in late]
    return tuple(dict.fromkeys(found))


class _References:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._world = document.world
        self._note = document.problems.note
        self._by_id = {event.id: event for event in document.events}

    def timelines(self) -> None:
        """Check the parents of the timelines. A timeline that does not descend from `real` is attached to it, to go on."""
        timelines = self._world.timelines
        for timeline in list(timelines.values()):
            parent = timeline.parent
            if parent is not None and parent not in timelines:
                self._note(
                    timeline.at,
                    ("parent",),
                    "E403",
                    f'there is no timeline "{parent}"',
                    did_you_mean(parent, timelines),
                )
                timelines[timeline.id] = _on_real(timeline)
        sound = {REAL}
        for timeline in list(timelines.values()):
            if _descends_from_itself(timelines, timeline.id, sound):
                message = f'the timeline "{timeline.id}" descends from itself'
                self._note(timeline.at, ("parent",), "E407", message, 'one of them has to branch off "real"')
                timelines[timeline.id] = _on_real(timeline)

    def events(self) -> None:
        """Check the links of events. Rows know no branches: a link of theirs that leads out of the lineage is dropped."""
        for number, event in enumerate(self._document.events):
            if not (event.moves or event.replaces or event.averts):
                continue
            kept = {link: tuple(self._kept(event, link)) for link in LINKS}
            if any(kept[link] != getattr(event, link) for link in LINKS):
                self._document.events[number] = replace(event, **kept)  # type: ignore[arg-type]

    def _kept(self, event: Event, link: Link) -> Iterator[str]:
        """Yield the targets of a link, without those that are dropped."""
        targets = getattr(event, link)
        if targets and event.kind != "alt":
            hint = f"leave it out, or write the alternate event that {link} it"
            message = f"only an alt event {link} another, this one is {event.kind}"
            self._note(event.at, (link,), "E208", message, hint)
            yield from targets
            return
        for index, target_id in enumerate(targets):
            target = self._by_id.get(target_id)
            lineage = [] if target is None else lineage_without(self._world.timelines, event, target)
            if lineage and self._document.is_of_rows(event.at):
                self._document.dropped_links += 1
                continue
            if lineage:
                message = f'"{target_id}" is no event of the history that the timeline "{event.timeline}" descends from'
                hint = "name an event of " + " or ".join(f'"{each}"' for each in lineage)
                self._note(event.at, (link, index), "E408", message, hint)
            yield target_id

    def lives(self) -> None:
        """Check the timelines in the births and deaths of people."""
        known = self._world.timelines
        for person in self._world.people:
            for key, dates in (("born", person.born), ("died", person.died)):
                for timeline in dates if isinstance(dates, dict) else ():
                    if timeline not in known:
                        message, hint = f'there is no timeline "{timeline}"', did_you_mean(timeline, known)
                        self._note(person.at, (key, timeline), "E403", message, hint, on="key")

    def pods(self) -> None:
        """Check the declared points of divergence."""
        for timeline in self._world.timelines.values():
            if timeline.diverges_at is None or timeline.id == REAL:
                continue
            pod = self._by_id.get(timeline.diverges_at)
            if pod is not None and timeline.id not in pod.timelines:
                message = f'"{pod.id}" is no event of the timeline "{timeline.id}"'
                self._note(timeline.at, ("diverges_at",), "E409", message, "the POD is one of its own alt events")


def lineage_without(timelines: Mapping[str, Timeline], event: Event, target: Event) -> list[str]:
    """Return the timelines that those of an event descend from if none of them has the target of a link; else nothing."""
    if not event.timelines or target.kind == "both":
        return []
    if any(each in target.timelines for timeline in event.timelines for each in above(timelines, timeline)):
        return []
    return list(dict.fromkeys(each for timeline in event.timelines for each in above(timelines, timeline)))


def _descends_from_itself(timelines: Mapping[str, Timeline], timeline: str, sound: set[str]) -> bool:
    """Return whether the parents of a timeline lead back to it; add those that lead to `real` to the `sound` ones."""
    path, current = dict.fromkeys([timeline]), timeline
    while current not in sound:
        parent = timelines[current].parent
        if parent is None:
            break
        if parent in path:
            return parent == timeline
        path[parent] = None
        current = parent
    sound.update(path)
    return False


def _on_real(timeline: Timeline) -> Timeline:
    return Timeline(id=timeline.id, name=timeline.name, diverges_at=timeline.diverges_at, at=timeline.at)
