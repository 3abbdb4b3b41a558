"""The episodes of the shows in the order of airing, and from which of them on each event is told.

Whoever has watched a show up to one of its steps has the limit `timeline.model.fence.Limit` that belongs to the step.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.fence import Limit
from timeline.model.telling import Telling
from timeline.store.conditions import told_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.model.shows import Show
    from timeline.store.chronicle import Chronicle


class Step(NamedTuple):
    """An episode; or a season without known episodes, or a show without seasons."""

    season: int | None
    episode: int | None
    title: str | None
    limit: Limit
    """What has been watched up to this step."""


class Told(NamedTuple):
    """From where on an event is told."""

    show: str | None
    """The id of its show; None if nothing of a show tells it."""
    step: int
    """The number of the step from 1; 0 without a show."""


NOWHERE = Told(None, 0)
"""Of an event that no show tells."""


class Story(NamedTuple):
    """The episodes of all shows."""

    steps: Mapping[str, Sequence[Step]]
    """The steps of each show, by its id, in the order of season and episode."""
    airing: Sequence[Told]
    """All steps, in the order of airing; those of one show are in their own order, whatever the dates say."""
    told: Sequence[Told]
    """Of each event of a panorama, the step from which on it is told."""


def story(chronicle: Chronicle, events: Sequence[Event]) -> Story:
    """Return the steps of all shows that a spoiler fence does not hide entirely, and those of some events."""
    world = chronicle.world
    steps = {show.id: list(_steps(chronicle, show)) for show in world.shows.values() if show.id not in world.unwatched}
    return Story(steps, _airing(chronicle, steps), [_told(event, steps) for event in events])


def _steps(chronicle: Chronicle, show: Show) -> Iterator[Step]:
    seasons = _seasons(chronicle, show)
    if not seasons:
        yield Step(None, None, show.name, Limit(None, None))
    for number, episodes in seasons.items():
        season = show.season(number)
        is_last = number == max(seasons)
        for episode in episodes or (None,):
            declared = season.episode(episode) if season else None
            is_end = episode is None or episode == episodes[-1]
            limit = Limit(None, None) if is_last and is_end else Limit(number, None if is_end else episode)
            yield Step(number, episode, declared.title if declared else None, limit)


def _seasons(chronicle: Chronicle, show: Show) -> dict[int, list[int]]:
    """Return the episodes of each season, in order: those declared, else those that events and states name."""
    named: dict[int, set[int]] = {}
    states = [(state.season, state.episode) for state in chronicle.world.states if state.show == show.id]
    for season, episode in (*chronicle.told(told_by(show.id)), *states):
        if season is not None:
            named.setdefault(season, set()).update(() if episode is None else (episode,))
    declared = {season.number: {episode.number for episode in season.episodes} for season in show.seasons}
    return {number: sorted(declared.get(number) or named.get(number, set())) for number in sorted(declared or named)}


def _airing(chronicle: Chronicle, steps: Mapping[str, Sequence[Step]]) -> list[Told]:
    telling = Telling(chronicle.world.shows.values())
    found: list[tuple[tuple[float, ...], Told]] = []
    for show, own in steps.items():
        latest: tuple[float, ...] = ()
        for number, step in enumerate(own, start=1):
            latest = max(latest, telling.key(show, step.season, step.episode))
            found.append((latest, Told(show, number)))
    return [told for _, told in sorted(found, key=lambda each: each[0])]


def _told(event: Event, steps: Mapping[str, Sequence[Step]]) -> Told:
    """Return the first step whose limit includes what tells of an event; a fenced premise is told from the start."""
    own = steps.get(event.show or "")
    if event.show is None or own is None:
        return NOWHERE
    place = bisect_left(own, True, key=lambda step: step.limit.includes(event.season, event.episode))
    return Told(event.show, place + 1)
