"""The seasons of the shows: when each is set, when it aired, and how far the story jumps between them.

A show has the seasons and episodes that its table declares, and those that events name. One
without seasons is listed as a whole, and one that a spoiler fence leaves out is not listed; nor is the season of a point
of divergence that the fence leaves visible as the premise. The events of an episode are those that name it and happen in
the show's timeline. Events about the show itself, such as a premiere, do not.
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
"""A first and a last day; None if unknown."""


class ShowSeason(NamedTuple):
    """One season of a show, or a show without seasons."""

    show: Show
    number: int | None
    """None for a show without seasons."""
    title: str | None
    setting: EdtfDate | None
    """The time that it covers in the story: as declared, else the span of its events."""
    setting_days: Days
    """The first and last day of its setting; an open side ends with the last event."""
    aired: EdtfDate | None
    aired_days: Days
    """When it aired: as declared, else from its first episode to its last."""
    episodes: int
    events: int
    """Its number of events."""
    jump: Drift | None
    """The time from the end of the previous setting to the start of this one; None if unknown."""


def seasons(chronicle: Chronicle, shows: Iterable[str] = (), numbers: Iterable[int] = ()) -> list[ShowSeason]:
    """Return the seasons with these shows and numbers (by default all), by show, then by number.

    Raises `UsageError` for an unknown show.
    """
    wanted = WantedSeasons.of(chronicle, shows, numbers)
    return [season.answer() for season in known_seasons(chronicle) if wanted.has(season.show, season.number)]


class WantedSeasons(NamedTuple):
    """The shows and seasons asked for; an empty set stands for all."""

    shows: set[str]
    numbers: set[int]

    @classmethod
    def of(cls, chronicle: Chronicle, shows: Iterable[str], numbers: Iterable[int]) -> WantedSeasons:
        return cls({chronicle.resolve("show", name) for name in shows}, set(numbers))

    def has(self, show: Show, number: int | None) -> bool:
        return (not self.shows or show.id in self.shows) and (not self.numbers or number in self.numbers)


class KnownSeason(NamedTuple):
    """What is known about a season, or about a show without seasons."""

    show: Show
    timeline: str
    number: int | None
    table: Season
    events: Sequence[Event]
    before: EdtfDate | None
    """The setting of the previous season."""

    @property
    def setting(self) -> EdtfDate | None:
        return _setting(self.table, self.events)

    @property
    def episodes(self) -> list[Episode | None]:
        """Its episodes in order; `[None]` if it has none."""
        declared = {episode.number: episode for episode in self.table.episodes}
        numbers = declared.keys() | {event.episode for event in self.events if event.episode is not None}
        return [declared.get(number, Episode(number=number)) for number in sorted(numbers)] or [None]

    def answer(self) -> ShowSeason:
        count = len([episode for episode in self.episodes if episode is not None])
        table, setting = self.table, self.setting
        days, jump = days_of(setting, self.events), _jump(self.before, setting)
        aired = table.aired_days
        return ShowSeason(
            self.show, self.number, table.title, setting, days, table.aired, aired, count, len(self.events), jump
        )


def known_seasons(chronicle: Chronicle) -> list[KnownSeason]:
    """Return all seasons, by show in the order of the file, then by number."""
    by_show: dict[str, list[Event]] = {show: [] for show in chronicle.world.shows}
    premise = set(chronicle.world.premise)
    for event in chronicle.select(NAMES_A_SHOW):
        if event.show is not None and event.id not in premise:
            by_show[event.show].append(event)
    return [
        known
        for show in chronicle.world.shows.values()
        if show.id not in chronicle.world.unwatched
        for known in _seasons_of(chronicle, show, by_show[show.id])
    ]


def _seasons_of(chronicle: Chronicle, show: Show, events: Sequence[Event]) -> Iterator[KnownSeason]:
    timeline = _timeline_of(chronicle, show, events)
    lineage = chronicle.world.lineage(timeline)
    own = [event for event in events if lineage.holds(event)]
    tables = {season.number: season for season in show.seasons}
    numbers = tables.keys() | {event.season for event in own if event.season is not None}
    before = None
    for number in sorted(numbers):
        table = tables.get(number, Season(number=number))
        in_it = [event for event in own if event.season == number]
        yield KnownSeason(show, timeline, number, table, in_it, before)
        before = _setting(table, in_it)
    if not numbers:
        yield KnownSeason(show, timeline, None, Season(number=0, aired=show.aired), own, None)


def _timeline_of(chronicle: Chronicle, show: Show, events: Sequence[Event]) -> str:
    """Return the timeline of a show; if no table declares it, its events may name another than its id."""
    named = show.timeline or show.id
    if named in chronicle.world.timelines:
        return named
    return next((event.timelines[0] for event in events if event.kind == "alt"), REAL)


def _setting(table: Season, events: Iterable[Event]) -> EdtfDate | None:
    return table.setting or hull(event.date for event in events)


def days_of(setting: EdtfDate | None, events: Iterable[Event]) -> Days:
    """Return the first and last day of a setting. An open side ends with the first or last event in it."""
    if setting is None:
        return None, None
    within = [part for event in events if (part := shared(event.date, setting)) is not None]
    first, last = setting.earliest, setting.latest
    if first is None:
        first = min((part.earliest for part in within if part.earliest is not None), default=setting.latest)
    if last is None:
        last = max((part.latest for part in within if part.latest is not None), default=setting.earliest)
    return first, last


def _jump(before: EdtfDate | None, setting: EdtfDate | None) -> Drift | None:
    """Return the time from the end of one setting to the start of the next; None if either is unknown."""
    end = before and last_part(before)
    start = setting and first_part(setting)
    return drift_between(end, start) if end and start else None
