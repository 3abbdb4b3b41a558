"""The seasons of the shows: when each is set, when it aired, and how far the story jumps between them.

A show has the seasons and episodes that its table declares, and those that events name. One
without seasons is listed as a whole, and one that a spoiler fence leaves out is not listed; nor is the season of a point
of divergence that the fence leaves visible as the premise. The events of an episode are those that name it and happen in
the show's timeline. Events about the show itself, such as a premiere, do not.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.drift import drift_between
from timeline.model.events import REAL
from timeline.model.shows import Episode, Season
from timeline.model.spans import first_part, hull, last_part
from timeline.store.conditions import IS_ALT, held_by, told_by, told_in, with_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.drift import Drift
    from timeline.model.shows import Show
    from timeline.store.chronicle import Chronicle
    from timeline.store.conditions import Condition


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


class KnownSeason:
    """What is known about a season, or about a show without seasons; the index is asked once a part is needed."""

    def __init__(
        self,
        chronicle: Chronicle,
        show: Show,
        timeline: str,
        number: int | None,
        table: Season,
        told: Condition,
        before: KnownSeason | None,
    ) -> None:
        """`before` is the previous season of the show."""
        self.show = show
        self.timeline = timeline
        self.number = number
        self.table = table
        self._chronicle = chronicle
        self.told = told
        """The condition that its events meet."""
        self._before = before

    @cached_property
    def counts(self) -> Mapping[int | None, int]:
        """How many events each episode has; those without one are under None."""
        return {episode: count for (_, episode), count in self._chronicle.told(self.told).items()}

    @cached_property
    def setting(self) -> EdtfDate | None:
        """The time that it covers in the story: as declared, else the span of its events."""
        return self.table.setting or hull(date for dates in self.dates.values() for date in dates)

    @cached_property
    def days(self) -> Days:
        """The first and last day of its setting."""
        return self.days_of(self.setting)

    @cached_property
    def dates(self) -> Mapping[int | None, Sequence[EdtfDate]]:
        """The dates of each episode's events that begin first or end last, within the declared setting if there is one."""
        return self._chronicle.outer_dates(self.told, self.table.setting)

    def days_of(self, setting: EdtfDate | None) -> Days:
        """Return the first and last day of a setting. An open side ends with the first or last event in it."""
        if setting is None:
            return None, None
        first, last = setting.earliest, setting.latest
        if first is not None and last is not None:
            return first, last
        start, end = self._chronicle.known_days(self.told, setting)
        if first is None:
            first = setting.latest if start is None else start
        if last is None:
            last = setting.earliest if end is None else end
        return first, last

    @cached_property
    def episodes(self) -> list[Episode | None]:
        """Its episodes in order; `[None]` if it has none."""
        declared = {episode.number: episode for episode in self.table.episodes}
        numbers = declared.keys() | {episode for episode in self.counts if episode is not None}
        return [declared.get(number, Episode(number=number)) for number in sorted(numbers)] or [None]

    def answer(self) -> ShowSeason:
        count = len([episode for episode in self.episodes if episode is not None])
        table, setting = self.table, self.setting
        jump = _jump(self._before.setting if self._before else None, setting)
        events = sum(self.counts.values())
        return ShowSeason(
            self.show, self.number, table.title, setting, self.days, table.aired, table.aired_days, count, events, jump
        )


def known_seasons(chronicle: Chronicle) -> list[KnownSeason]:
    """Return all seasons, by show in the order of the file, then by number."""
    return [
        known
        for show in chronicle.world.shows.values()
        if show.id not in chronicle.world.unwatched
        for known in _seasons_of(chronicle, show)
    ]


def _seasons_of(chronicle: Chronicle, show: Show) -> Iterator[KnownSeason]:
    premise = chronicle.world.premise
    told = told_by(show.id) & ~with_id(premise) if premise else told_by(show.id)
    timeline = _timeline_of(chronicle, show, told)
    own = told & held_by(chronicle.world.lineage(timeline))
    tables = {season.number: season for season in show.seasons}
    numbers = sorted(tables or {season for season, _ in chronicle.told(own) if season is not None})
    before = None
    for number in numbers:
        table = tables.get(number, Season(number=number))
        before = KnownSeason(chronicle, show, timeline, number, table, own & told_in(number), before)
        yield before
    if not numbers:
        yield KnownSeason(chronicle, show, timeline, None, Season(number=0, aired=show.aired), own, None)


def _timeline_of(chronicle: Chronicle, show: Show, told: Condition) -> str:
    """Return the timeline of a show; if no table declares it, its events may name another than its id."""
    named = show.timeline or show.id
    if named in chronicle.world.timelines:
        return named
    first = chronicle.select(told & IS_ALT, limit=1)
    return first[0].timelines[0] if first else REAL


def _jump(before: EdtfDate | None, setting: EdtfDate | None) -> Drift | None:
    """Return the time from the end of one setting to the start of the next; None if either is unknown."""
    end = before and last_part(before)
    start = setting and first_part(setting)
    return drift_between(end, start) if end and start else None
