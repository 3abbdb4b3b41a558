"""Shows, with their seasons and episodes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.model.dates import EdtfDate
from timeline.model.values import Value, beside

if TYPE_CHECKING:
    from timeline.model.events import Origin


class Episode(Value):
    """One episode of a season."""

    number: int
    title: str | None = None
    aired: EdtfDate | None = None


class Season(Value):
    """One season of a show: when it is set, and when it aired."""

    number: int
    title: str | None = None
    setting: EdtfDate | None = None
    aired: EdtfDate | None = None
    episodes: tuple[Episode, ...] = ()

    def episode(self, number: int | None) -> Episode | None:
        """Return the declared episode with that number; None if there is none."""
        return next((episode for episode in self.episodes if episode.number == number), None)

    @property
    def aired_days(self) -> tuple[int | None, int | None]:
        """The first and the last day on which it aired: as declared, else those of its episodes; None if unknown."""
        first = self.aired.earliest if self.aired else None
        last = self.aired.latest if self.aired else None
        dates = [episode.aired for episode in self.episodes if episode.aired]
        if first is None:
            first = min((date.earliest for date in dates if date.earliest is not None), default=None)
        if last is None:
            last = max((date.latest for date in dates if date.latest is not None), default=None)
        return first, last

    @property
    def airing(self) -> EdtfDate | None:
        """When it aired: as declared, with an open side closed by its episodes; None if unknown.

        If only its episodes declare it, the date has no text.
        """
        first, last = self.aired_days
        if self.aired is not None:
            return replace(self.aired, earliest=first, latest=last)
        return None if first is None and last is None else EdtfDate("", first, last)


class Show(Value):
    """A series, a novel, a game or a draft that tells of a history."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    timeline: str | None = None
    """The id of its timeline; None for the timeline with the show's own id."""
    aired: EdtfDate | None = None
    """When a show without seasons came out: a novel, a film, a game."""
    seasons: tuple[Season, ...] = ()
    declared: bool = True
    """False if no table declares it and only events name it."""
    at: Origin | None = beside(default=None)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that an event or a filter may use for it."""
        return (self.id, self.name, *self.aliases)

    def season(self, number: int | None) -> Season | None:
        """Return the declared season with that number; None if there is none."""
        return next((season for season in self.seasons if season.number == number), None)

    def airing(self, season: int | None, episode: int | None) -> EdtfDate | None:
        """Return when an episode aired, else its season, else the show; None if unknown."""
        found = self.season(season)
        if found is None:
            return self.aired
        exact = found.episode(episode)
        return (exact and exact.aired) or found.airing
