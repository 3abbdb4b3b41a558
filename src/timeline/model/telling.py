"""The order of airing: events sorted by the day on which the episode that tells of them aired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.calendar import FUTURE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.shows import Show


class Telling:
    """The order in which the episodes of some shows aired."""

    def __init__(self, shows: Iterable[Show]) -> None:
        """Take the shows; if several aired on the same day, their order decides."""
        self._places: dict[str, int] = {}
        self._whole: dict[str, int | None] = {}
        self._days: dict[tuple[str, int, int | None], int | None] = {}
        for place, show in enumerate(shows):
            self._places[show.id] = place
            self._whole[show.id] = show.aired.earliest if show.aired else None
            for season in show.seasons:
                self._days[show.id, season.number, None] = season.aired_days[0]
                for episode in season.episodes:
                    day = episode.aired.earliest if episode.aired else None
                    self._days[show.id, season.number, episode.number] = day

    def key(self, show: str | None, season: int | None, episode: int | None) -> tuple[float, ...]:
        """Return a sort key for what this episode tells of.

        It sorts by the first day on which the episode may have aired, else that of the season, or that of the show if there
        is no season; then by the order of the shows, the season and the episode, with a season as a whole before its
        episodes. What aired on an unknown day comes after that, and what no show tells of comes last.
        """
        if show is None:
            return (FUTURE, len(self._places))
        day = self._day(show, season, episode)
        place = self._places.get(show, len(self._places))
        return (FUTURE if day is None else day, place, _number(season), _number(episode))

    def _day(self, show: str, season: int | None, episode: int | None) -> int | None:
        if season is None:
            return self._whole.get(show)
        day = self._days.get((show, season, episode))
        return self._days.get((show, season, None)) if day is None else day


def _number(number: int | None) -> int:
    return -1 if number is None else number
