"""Episodes to watch, in the order of release or of the story."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import FUTURE
from timeline.model.spans import hull, shared
from timeline.model.telling import Telling
from timeline.questions.seasons import Days, KnownSeason, WantedSeasons, known_seasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.shows import Episode, Show
    from timeline.store.chronicle import Chronicle


class ShowEpisode(NamedTuple):
    """One episode, or a season or a show without known episodes."""

    show: Show
    season: int | None
    episode: int | None
    title: str | None
    aired: EdtfDate | None
    setting: EdtfDate | None
    """Its time in the story: the span of its events within the setting of its season, else that setting."""
    setting_days: Days
    """The first and last day of its setting; an open side ends with the last event."""
    events: int
    beside: tuple[tuple[str, int | None], ...]
    """The other seasons (show, number) of the same timeline that are set at the same time."""


def watch(
    chronicle: Chronicle, shows: Iterable[str] = (), numbers: Iterable[int] = (), *, chronological: bool = False
) -> list[ShowEpisode]:
    """Return the episodes of these shows and seasons (by default all), in the order of release or of the story.

    In the order of the story, an episode comes when its time begins, but after the previous episode of its show unless all
    of its time is before that one. An episode without a time follows the previous one.
    Raises `UsageError` for an unknown show.
    """
    wanted = WantedSeasons.of(chronicle, shows, numbers)
    known = known_seasons(chronicle)
    telling = Telling(chronicle.world.shows.values())
    settings = _Settings(known)
    episodes = [_episode(season, episode, settings) for season in known for episode in season.episodes]

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


def _episode(season: KnownSeason, episode: Episode | None, settings: _Settings) -> ShowEpisode:
    setting, declared, events = season.setting, season.table.setting, sum(season.counts.values())
    if episode is not None:
        events = season.counts.get(episode.number, 0)
        dates: Iterable[EdtfDate | None] = season.dates.get(episode.number, ())
        within = dates if declared is None else (date and shared(date, declared) for date in dates)
        setting = hull(filter(None, within)) or setting
    days = season.days_of(setting)
    beside = tuple(
        (other.show.id, other.number) for other in settings.meeting(season.timeline, days) if other is not season
    )
    return ShowEpisode(
        season.show,
        season.number,
        episode.number if episode else None,
        episode.title if episode else None,
        episode.aired if episode else season.table.aired,
        setting,
        days,
        events,
        beside,
    )


class _Settings:
    """The seasons of each timeline by the days they are set in. To find those that meet, it looks at few of them."""

    def __init__(self, known: Iterable[KnownSeason]) -> None:
        spans: dict[str, list[tuple[int, int, int, KnownSeason]]] = {}
        for number, season in enumerate(known):
            first, last = season.days
            if first is not None and last is not None:
                spans.setdefault(season.timeline, []).append((first, last, number, season))
        self._spans = {timeline: sorted(own, key=lambda each: each[:3]) for timeline, own in spans.items()}
        self._latest = {each: list(accumulate((last for _, last, *_ in own), max)) for each, own in self._spans.items()}
        """The last day of each season and of all before it."""

    def meeting(self, timeline: str, days: Days) -> list[KnownSeason]:
        """Return the seasons of a timeline whose days overlap some days, in order; unknown ones do not."""
        first, last = days
        spans, latest = self._spans.get(timeline, []), self._latest.get(timeline, [])
        if first is None or last is None:
            return []
        begun = bisect_right(spans, last, key=lambda each: each[0])
        found = [each[2:] for each in spans[bisect_left(latest, first) : begun] if each[1] >= first]
        return [season for _, season in sorted(found, key=itemgetter(0))]


def _story_days(episodes: Sequence[ShowEpisode]) -> list[float]:
    """Return the day that places each episode in the story; `episodes` are sorted by show, season and number."""
    days: list[float] = []
    for before, each in pairwise([None, *episodes]):
        assert each is not None
        first, last = each.setting_days
        follows = before is not None and before.show.id == each.show.id and days[-1] < FUTURE
        if first is None:
            days.append(days[-1] if follows else FUTURE)
        elif not follows or (last is not None and last < days[-1]):
            days.append(first)
        else:
            days.append(max(first, days[-1]))
    return days
