"""The offices for the page's script: what held in which timeline, so that the script can put up a spoiler fence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.model.calendar import FUTURE, PAST
from timeline.model.cleaning import one_line
from timeline.model.names import fold
from timeline.model.spans import held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.world import State, World
    from timeline.questions.panorama import Panorama
    from timeline.store.chronicle import Chronicle


def offices_data(
    chronicle: Chronicle, panorama: Panorama, timelines: Sequence[str], shows: Sequence[str]
) -> dict[str, Any]:
    """Return the names of the offices, and every state in them with the timelines that hold it.

    `scripts/terms.js` makes terms of them as `timeline.model.terms` does, and fences them as `timeline.source.fence` does.
    """
    world = chronicle.world
    names = [office.name for office in panorama.offices]
    keys = [fold(name) for name in names]
    return {
        "offices": [one_line(name) for name in names],
        "parted": [[_day(segment.parted) for segment in world.lineage(each).segments] for each in timelines],
        "knownUntil": [_day(world.known_until.get(each, FUTURE)) for each in timelines],
        "states": [
            _state(world, state, keys.index(fold(state.of)), timelines, shows)
            for state in world.states
            if fold(state.of) in keys
        ],
    }


def _state(world: World, state: State, office: int, timelines: Sequence[str], shows: Sequence[str]) -> dict[str, Any]:
    ends = held(state.date)
    distances = [_distance(world, each, state) for each in timelines]
    return {
        "office": office,
        "name": one_line(state.is_),
        "acting": int(state.acting),
        "first": _day(state.date.first),
        "last": _day(state.date.last),
        "surelyFrom": _day(ends.surely_from),
        "span": int("/" in state.date.text),
        "alt": int(state.kind == "alt"),
        "everywhere": int(state.is_everywhere),
        "own": [timelines.index(each) for each in state.timelines if each in timelines],
        "held": distances,
        "show": shows.index(state.show) if state.show in shows else -1,
        "season": state.season,
        "episode": state.episode,
    }


def _distance(world: World, timeline: str, state: State) -> int:
    """Return how many branches up the lineage a state comes from; -1 if the timeline does not have it."""
    line = world.lineage(timeline)
    if not line.holds(state):
        return -1
    if state.is_everywhere:
        return 0
    return next((n for n, segment in enumerate(line.segments) if segment.timeline in state.timelines), 0)


def _day(day: float) -> int | str | None:
    """Return a day for JSON, which has no infinity: null is the far future, "past" the far past."""
    if day == FUTURE:
        return None
    return "past" if day == PAST else int(day)
