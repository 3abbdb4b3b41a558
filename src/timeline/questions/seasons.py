"""Seasons and episodes of the shows: when they were aired, at what time of the story they are set, and in which order.

A show has the seasons and episodes that its table declares, and those that events name. What an episode tells are the
events that name it and happen in the show's timeline: what is about its making (a premiere) does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.drift import drift_between
from timeline.model.events import REAL
from timeline.model.shows import Episode, Season
from timeline.model.spans import first_part, hull, last_part, shared
from timeline.store.conditions import NAMES_A_SHOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.drift import Drift
    from timeline.model.events import Event
    from timeline.model.shows import Show
    from timeline.store.chronicle import Chronicle


Days = tuple[int | None, int | None]
"""A first and a last day; None where nothing tells it."""


class ShowSeason(NamedTuple):
    """One season of a show, or a show that has none."""

    show: Show
    number: int | None
    """None for a show without seasons."""
    setting: EdtfDate | None
    """The in-universe time that it covers: as declared, else the span of the events told in it."""
    reach: Days
    """The days of the setting; an open side ends with the last event told there."""
    aired: EdtfDate | None
    aired_days: Days
    """When it was aired: as it says itself, else as its episodes do."""
    episodes: int
    events: int
    """How many events of its timeline are told in it."""
    jump: Drift | None
    """How far from the end of the setting of the show's season before it the story goes on; None where that is unknown."""


NO_DAY = float("inf")


def seasons(chronicle: Chronicle, shows: Iterable[str] = (), numbers: Iterable[int] = ()) -> list[ShowSeason]:
    """Return the seasons of the shows of these names and numbers, all where there are none: by show, then by number.

    Raises `UsageError` for an unknown show.
    """
    wanted = WantedSeasons.of(chronicle, shows, numbers)
    return [season.answer() for season in known_seasons(chronicle) if wanted.has(season.show, season.number)]


class WantedSeasons(NamedTuple):
    """Which shows and seasons are asked for; all of them where nothing is said."""

    shows: set[str]
    numbers: set[int]

    @classmethod
    def of(cls, chronicle: Chronicle, shows: Iterable[str], numbers: Iterable[int]) -> WantedSeasons:
        return cls({chronicle.resolve("show", name) for name in shows}, set(numbers))

    def has(self, show: Show, number: int | None) -> bool:
        return (not self.shows or show.id in self.shows) and (not self.numbers or number in self.numbers)


class KnownSeason(NamedTuple):
    """All that is known of a season, or of a show without seasons."""

    show: Show
    timeline: str
    number: int | None
    table: Season
    told: Sequence[Event]
    before: EdtfDate | None
    """The setting of the season before it."""

    @property
    def setting(self) -> EdtfDate | None:
        return _setting(self.table, self.told)

    @property
    def episodes(self) -> list[Episode | None]:
        """Its episodes in their order, or None alone where it has none."""
        declared = {episode.number: episode for episode in self.table.episodes}
        numbers = declared.keys() | {event.episode for event in self.told if event.episode is not None}
        return [declared.get(number, Episode(number=number)) for number in sorted(numbers)] or [None]

    def answer(self) -> ShowSeason:
        count = len([episode for episode in self.episodes if episode is not None])
        table, setting = self.table, self.setting
        days, jump = reach_of(setting, self.told), _jump(self.before, setting)
        aired = table.aired_days
        return ShowSeason(self.show, self.number, setting, days, table.aired, aired, count, len(self.told), jump)


def known_seasons(chronicle: Chronicle) -> list[KnownSeason]:
    """Return all that there is, by show in the order of the file, then by number."""
    by_show: dict[str, list[Event]] = {show: [] for show in chronicle.world.shows}
    for event in chronicle.select(NAMES_A_SHOW):
        if event.show is not None:
            by_show[event.show].append(event)
    return [
        known for show in chronicle.world.shows.values() for known in _seasons_of(chronicle, show, by_show[show.id])
    ]


def _seasons_of(chronicle: Chronicle, show: Show, events: Sequence[Event]) -> Iterator[KnownSeason]:
    timeline = _timeline_of(chronicle, show, events)
    lineage = chronicle.world.lineage(timeline)
    told = [event for event in events if lineage.holds(event)]
    tables = {season.number: season for season in show.seasons}
    numbers = tables.keys() | {event.season for event in told if event.season is not None}
    before = None
    for number in sorted(numbers):
        table = tables.get(number, Season(number=number))
        in_it = [event for event in told if event.season == number]
        yield KnownSeason(show, timeline, number, table, in_it, before)
        before = _setting(table, in_it)
    if not numbers:
        yield KnownSeason(show, timeline, None, Season(number=0), told, None)


def _timeline_of(chronicle: Chronicle, show: Show, events: Sequence[Event]) -> str:
    """Return the timeline that a show tells of; a show that is only implied may tell of one by another name."""
    named = show.timeline or show.id
    if named in chronicle.world.timelines:
        return named
    return next((event.timelines[0] for event in events if event.kind == "alt"), REAL)


def _setting(table: Season, told: Iterable[Event]) -> EdtfDate | None:
    return table.setting or hull(event.date for event in told)


def reach_of(setting: EdtfDate | None, told: Iterable[Event]) -> Days:
    """Return the days of a setting, its open sides closed by the events in it."""
    if setting is None:
        return None, None
    within = [part for event in told if (part := shared(event.date, setting)) is not None]
    first, last = setting.earliest, setting.latest
    if first is None:
        first = min((part.earliest for part in within if part.earliest is not None), default=setting.latest)
    if last is None:
        last = max((part.latest for part in within if part.latest is not None), default=setting.earliest)
    return first, last


def _jump(before: EdtfDate | None, setting: EdtfDate | None) -> Drift | None:
    """Return how far a setting starts from where the one before it ends; None where one of the two is not told."""
    end = before and last_part(before)
    start = setting and first_part(setting)
    return drift_between(end, start) if end and start else None
