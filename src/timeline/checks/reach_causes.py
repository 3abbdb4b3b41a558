"""How far rules look that follow chains of causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.reach import MOST, Part, TooFarError, own, targets_of
from timeline.model.events import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.checks.reach import Edit, Surroundings
    from timeline.model.events import Event

_BECAUSE = ("because",)


def explained(edit: Edit) -> Part:
    """Reach of a rule about events to which causes lead from the POD of their timeline, or not.

    If that stays the same for the event whose causes have changed, it does for all that follows from it. What led to it is
    not known any more if other events have come or gone.
    """
    part, around = own(edit), edit.around
    part.tell(around.naming([event.id for event in edit.new], _BECAUSE))
    recaused = [(old, new) for old, new in edit.changes if old and new and old.because != new.because]
    if (
        len(recaused) > 1
        or any(not (old and new) for old, new in edit.changes)
        or any(_leads_here(around, old) != _leads_here(around, new) for old, new in recaused)
    ):
        _follow(part, around, [new.id for _, new in recaused])
    told = [event for event in part.told if event.kind == "alt"]
    gone = [event for event in edit.gone if event.kind == "alt"]
    for timeline in dict.fromkeys(timeline for event in (*told, *gone) for timeline in event.timelines):
        _see_that_causes_are_given(part, edit, timeline)
    for event in told:
        for timeline in event.timelines:
            part.see(_way_back(around, event, timeline))
    return part


def _follow(part: Part, around: Surroundings, ids: Iterable[str], *, real: bool = False) -> None:
    """Tell of what follows from events; with `real`, only directly or by way of real events."""
    waiting = list(ids)
    seen = set(waiting)
    while waiting:
        effects = [each for each in around.naming(waiting, _BECAUSE) if each.id not in seen]
        part.tell(effects)
        seen.update(each.id for each in effects)
        waiting = [each.id for each in effects if each.kind == "real" or not real]


def _see_that_causes_are_given(part: Part, edit: Edit, timeline: str) -> None:
    """See an event of a timeline with causes if there is any, or raise `TooFarError` if there has been one."""
    witness = next(iter(edit.others(edit.around.with_causes(timeline))), None)
    if witness is not None:
        part.see([witness])
    elif any(bool(old) != bool(new) for old, new in (change.of("because") for change in edit.changes)):
        raise TooFarError


def _leads_here(around: Surroundings, event: Event) -> list[bool]:
    """Return for each timeline of an event whether causes lead to it from the POD."""
    pods = around.world.pods
    ways = ((pods.get(timeline), _way_back(around, event, timeline)) for timeline in event.timelines)
    return [pod is not None and any(each.id == pod.id for each in way) for pod, way in ways]


def _way_back(around: Surroundings, event: Event, timeline: str) -> Iterable[Event]:
    """Yield the causes of an event, direct and indirect: all of them, or until the POD of a timeline is among them."""
    pod = around.world.pods.get(timeline)
    seen, waiting = {event.id}, [event]
    while waiting:
        current = waiting.pop()
        if pod is not None and current.id == pod.id:
            return
        causes = [each for each in around.with_ids(current.because) if each.id not in seen]
        yield from causes
        seen.update(each.id for each in causes)
        waiting += reversed(causes)  # the earliest first: it is the nearest to the POD
        if pod is not None and pod.id in seen:
            return
        if len(seen) > MOST:
            raise TooFarError


def undone(edit: Edit) -> Part:
    """Reach of a rule about `both` events that rest on what others link to: on a cause, or on what real causes rest on."""
    part, around = own(edit), edit.around
    starts = [event.id for event in edit.new]
    part.tell(around.naming(starts, _BECAUSE))
    if any(old != new for old, new in (change.of("because") for change in edit.changes)):
        _follow(part, around, starts, real=True)
    _follow(part, around, targets_of(edit.both), real=True)
    waiting = [event for event in part.told if event.kind == "both"]
    seen: dict[str, None] = {}
    while waiting:
        causes = {cause: None for event in waiting for cause in event.because if cause not in seen}
        seen |= causes
        found = list(around.with_ids(causes))
        part.see(found)
        waiting = [event for event in found if event.kind == "real"]
    part.see(around.naming(seen, LINKS))
    return part


def of_pods(edit: Edit) -> Part:
    """Reach of a rule about undeclared PODs from which nothing follows: no edit reaches one from which something does."""
    world = edit.around.world
    for timeline, pod in world.pods.items():
        if world.timelines[timeline].diverges_at is not None:
            continue
        stays = next(iter(edit.others(edit.around.naming([pod.id], _BECAUSE))), None)
        because = [change.of("because") for change in edit.changes]
        if stays is None and not any(pod.id in old and pod.id in new for old, new in because):
            raise TooFarError
    return Part(edit)
