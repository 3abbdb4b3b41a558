"""Seasons and episodes of the shows: when they were aired, at what time of the story they are set, and in which order.

A show has the seasons and episodes that its table declares, and those that events name. What an episode tells are the
events that name it and happen in the show's timeline: what is about its making (a premiere) does not.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.drift import drift_between
from timeline.model.events import REAL
from timeline.model.spans import first_part, hull, last_part, shared
from timeline.model.telling import Telling
from timeline.model.world import Episode, Season

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.drift import Drift
    from timeline.model.events import Event
    from timeline.model.world import Show
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


class ShowEpisode(NamedTuple):
    """One episode; or a season, or a show, of which no episode is known."""

    show: Show
    season: int | None
    episode: int | None
    title: str | None
    aired: EdtfDate | None
    setting: EdtfDate | None
    """Its own in-universe time: the span of the events told in it, within the setting of its season; else that setting."""
    reach: Days
    """The days of its setting, as of a season's."""
    events: int
    beside: tuple[tuple[str, int | None], ...]
    """The other seasons (show, number) of the same timeline that are set at a time which this one touches."""


_NO_DAY = float("inf")


def seasons(chronicle: Chronicle, shows: Iterable[str] = (), numbers: Iterable[int] = ()) -> list[ShowSeason]:
    """Return the seasons of the shows of these names and numbers, all where there are none: by show, then by number.

    Raises `UsageError` for an unknown show.
    """
    wanted = _Wanted.of(chronicle, shows, numbers)
    return [season.answer() for season in _all_seasons(chronicle) if wanted.has(season.show, season.number)]


def watch(
    chronicle: Chronicle, shows: Iterable[str] = (), numbers: Iterable[int] = (), *, chronological: bool = False
) -> list[ShowEpisode]:
    """Return the episodes of these shows and seasons, all where none are named: in the order of release or of the story.

    In the order of the story an episode comes where its own time begins, but not before the one that its show tells
    before it, unless its time lies wholly before that; what has no time follows the episode before it.
    Raises `UsageError` for an unknown show.
    """
    wanted = _Wanted.of(chronicle, shows, numbers)
    known = _all_seasons(chronicle)
    telling = Telling(chronicle.shows.values())
    episodes = [_episode(season, episode, known) for season in known for episode in season.episodes]

    def released(each: ShowEpisode) -> tuple[float, ...]:
        return telling.key(each.show.id, each.season, each.episode)

    if chronological:
        days = _story_days(episodes)
        ties = [telling.key(each.show.id, each.season, None) for each in episodes]
        order = sorted(range(len(episodes)), key=lambda n: (days[n], ties[n], n))
        ordered = [episodes[n] for n in order]
    else:
        ordered = sorted(episodes, key=released)
    return [each for each in ordered if wanted.has(each.show, each.season)]


class _Wanted(NamedTuple):
    """Which shows and seasons are asked for; all of them where nothing is said."""

    shows: set[str]
    numbers: set[int]

    @classmethod
    def of(cls, chronicle: Chronicle, shows: Iterable[str], numbers: Iterable[int]) -> _Wanted:
        return cls({chronicle.resolve("show", name) for name in shows}, set(numbers))

    def has(self, show: Show, number: int | None) -> bool:
        return (not self.shows or show.id in self.shows) and (not self.numbers or number in self.numbers)


class _Known(NamedTuple):
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
        days, jump = _reach(setting, self.told), _jump(self.before, setting)
        aired = table.aired_days
        return ShowSeason(self.show, self.number, setting, days, table.aired, aired, count, len(self.told), jump)


def _all_seasons(chronicle: Chronicle) -> list[_Known]:
    """Return all that there is, by show in the order of the file, then by number."""
    by_show: dict[str, list[Event]] = {show: [] for show in chronicle.shows}
    for event in chronicle.select(("n IN (SELECT event FROM facet WHERE facet = 'show')", [])):
        if event.show is not None:
            by_show[event.show].append(event)
    return [known for show in chronicle.shows.values() for known in _seasons_of(chronicle, show, by_show[show.id])]


def _seasons_of(chronicle: Chronicle, show: Show, events: Sequence[Event]) -> Iterator[_Known]:
    timeline = _timeline_of(chronicle, show, events)
    lineage = chronicle.lineage(timeline)
    told = [event for event in events if lineage.holds(event)]
    tables = {season.number: season for season in show.seasons}
    numbers = tables.keys() | {event.season for event in told if event.season is not None}
    before = None
    for number in sorted(numbers):
        table = tables.get(number, Season(number=number))
        in_it = [event for event in told if event.season == number]
        yield _Known(show, timeline, number, table, in_it, before)
        before = _setting(table, in_it)
    if not numbers:
        yield _Known(show, timeline, None, Season(number=0), told, None)


def _timeline_of(chronicle: Chronicle, show: Show, events: Sequence[Event]) -> str:
    """Return the timeline that a show tells of; a show that is only implied may tell of one by another name."""
    named = show.timeline or show.id
    if named in chronicle.timelines:
        return named
    return next((event.timeline for event in events if event.kind == "alt" and event.timeline), REAL)


def _setting(table: Season, told: Iterable[Event]) -> EdtfDate | None:
    return table.setting or hull(event.date for event in told)


def _reach(setting: EdtfDate | None, told: Iterable[Event]) -> Days:
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


def _episode(season: _Known, episode: Episode | None, known: Iterable[_Known]) -> ShowEpisode:
    told = [event for event in season.told if episode is None or event.episode == episode.number]
    setting, within = season.setting, [event.date for event in told]
    if season.table.setting is not None:
        within = [part for date in within if (part := shared(date, season.table.setting)) is not None]
    if episode is not None:
        setting = hull(within) or setting
    reach = _reach(setting, season.told)
    beside = tuple(
        (other.show.id, other.number)
        for other in known
        if (other.show.id, other.number) != (season.show.id, season.number)
        and other.timeline == season.timeline
        and _meet(reach, _reach(other.setting, other.told))
    )
    return ShowEpisode(
        season.show,
        season.number,
        episode.number if episode else None,
        episode.title if episode else None,
        episode.aired if episode else season.table.aired,
        setting,
        reach,
        len(told),
        beside,
    )


def _meet(one: Days, other: Days) -> bool:
    """Tell whether two stretches of days share one; what is not known shares none."""
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return False
    return one[0] <= other[1] and other[0] <= one[1]


def _story_days(episodes: Sequence[ShowEpisode]) -> list[float]:
    """Return for each of the episodes, which come show by show in their order, the day at which it stands in the story."""
    days: list[float] = []
    for before, each in pairwise([None, *episodes]):
        assert each is not None
        first, last = each.reach
        follows = before is not None and before.show.id == each.show.id and days[-1] < _NO_DAY
        if first is None:
            days.append(days[-1] if follows else _NO_DAY)
        elif not follows or (last is not None and last < days[-1]):
            days.append(first)
        else:
            days.append(max(first, days[-1]))
    return days
