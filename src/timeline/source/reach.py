"""How far a story reaches: its seasons and episodes, and the day up to which the watched ones tell of a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline.model.events import Event
    from timeline.model.fence import Limit, Seasons
    from timeline.model.shows import Season, Show
    from timeline.model.world import State, World
    from timeline.source.document import Document


def seasons_of(document: Document) -> dict[str, Seasons]:
    """Return the seasons of every show: those that it declares, else those that events and states name.

    Likewise the episodes of a season.
    """
    named: dict[str, dict[int, set[int]]] = {show: {} for show in document.world.shows}
    rows: list[Event | State] = [*document.events, *document.world.states]
    for row in rows:
        if row.show in named and row.season is not None:
            episodes = named[row.show].setdefault(row.season, set())
            episodes.update(() if row.episode is None else (row.episode,))
    found: dict[str, Seasons] = {}
    for show in document.world.shows.values():
        tables = {season.number: season for season in show.seasons}
        found[show.id] = {
            number: tuple(sorted(_declared(tables.get(number)) or named[show.id].get(number, set())))
            for number in sorted(tables or named[show.id])
        }
    return found


def _declared(season: Season | None) -> set[int]:
    return {episode.number for episode in season.episodes} if season else set()


def shows_by_timeline(document: Document) -> dict[str, set[str]]:
    """Return the ids of the shows that tell of each alternate timeline: as they say themselves, or as their events do."""
    found: dict[str, set[str]] = {timeline.id: set() for timeline in document.world.alternates}
    for show in document.world.shows.values():
        found.get(show.timeline or show.id, set()).add(show.id)
    rows: list[Event | State] = [*document.events, *document.world.states]
    for row in rows:
        for timeline in row.timelines:
            if row.show is not None and timeline in found:
                found[timeline].add(row.show)
    return found


def known_until(
    world: World, shows: Mapping[str, set[str]], limits: Mapping[str, Limit], visible: Iterable[Event]
) -> dict[str, float]:
    """Return the last day up to which each alternate timeline is known; a timeline that is known whole is left out.

    The day is the latest of these: the first day of any visible event of the timeline that a show tells of, and the end of
    the setting of any season that was watched to its end. An event after the setting of its season, such as a look ahead
    in a last scene, does not count. A timeline is known whole if all the shows that tell of it were watched to their end.
    """
    days: dict[str, list[float]] = {
        timeline: []
        for timeline, tellers in shows.items()
        if any(show not in limits or limits[show].season is not None for show in tellers)
    }
    for timeline, known in days.items():
        for show in shows[timeline]:
            known.extend(_settings_seen(world.shows.get(show), limits.get(show)))
    for event in visible:
        if event.show is not None and event.kind != "real" and not _is_outside(world, event):
            for timeline in event.timelines:
                if timeline in days:
                    days[timeline].append(event.date.first)
    return {timeline: max(known, default=float("-inf")) for timeline, known in days.items()}


def _settings_seen(show: Show | None, limit: Limit | None) -> Iterator[float]:
    """Yield the last day of the setting of each season watched to its end; the first day if the setting has no end."""
    for season in show.seasons if show and limit else ():
        setting = season.setting
        if setting is not None and limit is not None and limit.includes(season.number, None):
            yield setting.first if setting.latest is None else setting.last


def _is_outside(world: World, event: Event) -> bool:
    """Return whether an event certainly comes after the setting of the season that tells of it."""
    season = world.season(event)
    return season is not None and season.setting is not None and season.setting.is_before(event.date)
