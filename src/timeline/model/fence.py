"""The spoiler fence: how far someone has watched each show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError
from timeline.model.names import NameTable, did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.model.shows import Show

Seasons = dict[int, tuple[int, ...]]
"""The seasons of a show by number, each with the numbers of its episodes; both in ascending order."""

_FEW = 8
"""The most shows that a hint lists."""


class Limit(NamedTuple):
    """How far one show has been watched, up to and including this season and episode."""

    season: int | None
    """The last season watched; None for all of the show."""
    episode: int | None
    """The last episode watched of that season; None for the whole season."""

    def includes(self, season: int | None, episode: int | None) -> bool:
        """Return whether what this season and episode tell of has been watched.

        Without an episode, the last one of the season tells of it; without a season, the show as a whole does.
        """
        if self.season is None:
            return True
        if season is None or season != self.season:
            return season is not None and season < self.season
        return self.episode is None or (episode is not None and episode <= self.episode)

    def begins(self, season: int) -> bool:
        """Return whether any of a season has been watched."""
        return self.season is None or season <= self.season


def read_limits(texts: Iterable[str], shows: Mapping[str, Show], seasons: Mapping[str, Seasons]) -> dict[str, Limit]:
    """Return the limit of each show that the texts name, by the show's id; of several for one show, the furthest.

    A text is "fam:s2e5", "fam:s2", "fam" (all of it), or "s2" if only one show has seasons; or several of these, separated
    by commas. Names may contain commas and colons. `seasons` has the seasons by the id of their show.
    Raises `UsageError` for a text that is empty, names an unknown show, or goes beyond its seasons and episodes.
    """
    reader = _Reader(shows, seasons)
    found: dict[str, Limit] = {}
    for text in texts:
        for show, limit in reader.limits(text):
            found[show] = max(found.get(show, limit), limit, key=_distance)
    return found


def require_text(texts: Iterable[str]) -> None:
    """Raise `UsageError` for an empty limit; nothing else can be checked without the shows."""
    for text in texts:
        if not text.strip():
            raise UsageError("a limit is empty", "write how far you have watched: fam:s2e5, fam:s2 or fam")


def _distance(limit: Limit) -> tuple[float, float]:
    ends = (float("inf") if end is None else end for end in limit)
    return next(ends), next(ends)


_NUMBERS = re.compile(r"\s*s([0-9]{1,9})(?:e([0-9]{1,9}))?\s*", re.IGNORECASE)


class _Reader:
    """Reads limits on the shows of one history."""

    def __init__(self, shows: Mapping[str, Show], seasons: Mapping[str, Seasons]) -> None:
        self._shows = shows
        self._seasons = seasons
        self._names = NameTable((name, show) for show in shows.values() for name in show.names)
        self._most_commas = max((name.count(",") for show in shows.values() for name in show.names), default=0)

    def limits(self, text: str) -> Iterator[tuple[str, Limit]]:
        """Yield the limits of a text; a name takes as many of the parts between commas as possible."""
        parts = text.split(",")
        start = 0
        while start < len(parts):
            ends = range(min(start + 1 + self._most_commas, len(parts)), start, -1)
            end = next((end for end in ends if self._is_readable(",".join(parts[start:end]))), None)
            if end is None and not parts[start].strip():
                end = start + 1
            elif end is None:
                end = next((end for end in range(start + 1, len(parts)) if self._is_readable(parts[end])), len(parts))
            yield self._limit(",".join(parts[start:end]).strip())
            start = end

    def _is_readable(self, text: str) -> bool:
        """Return whether a text names one show, or a season of it, which need not exist."""
        name, _, numbers = text.rpartition(":")
        if _NUMBERS.fullmatch(numbers):
            return not name or len(self._found(name)) == 1
        return len(self._found(text)) == 1

    def _found(self, name: str) -> list[Show]:
        """Return the shows that a name may mean: those with the whole name, else those with a name that has its words."""
        words = set(fold(name).split())
        if not words:
            return []
        return self._names.find(name.strip()) or [
            show for show in self._shows.values() if any(words <= set(fold(each).split()) for each in show.names)
        ]

    def _limit(self, text: str) -> tuple[str, Limit]:
        if not text:
            raise UsageError("a limit is empty", self._offer())
        name, colon, rest = text.rpartition(":")
        numbers = _NUMBERS.fullmatch(rest)
        if numbers is None and not (colon and self._found(name) and not self._found(text)):
            return self._show(text).id, Limit(None, None)
        if numbers is not None and name and not self._found(name) and self._found(text):
            return self._show(text).id, Limit(None, None)  # a name that ends like a limit
        show = self._show(name) if colon else self._only_show(text)
        if numbers is None:
            raise UsageError(f'"{text}" does not say how far you have watched', self._offer([show]))
        season, episode = (None if number is None else int(number) for number in numbers.groups())
        return show.id, self._within(show, season or 0, episode)

    def _show(self, name: str) -> Show:
        found = self._found(name)
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f'"{show.id}"' for show in found[:_FEW])
            raise UsageError(f'"{name.strip()}" may be one of {len(found)} shows', f"one of {listed}")
        known = [known for show in self._shows.values() for known in show.names]
        raise UsageError(f'there is no show "{name.strip()}"', did_you_mean(name, known, few=0) or self._offer())

    def _only_show(self, text: str) -> Show:
        """Return the only show that has seasons."""
        with_seasons = [show for show in self._shows.values() if self._seasons[show.id]]
        if len(with_seasons) == 1:
            return with_seasons[0]
        if not with_seasons:
            raise UsageError(f'"{text}": no show has seasons', self._offer())
        choices = " or ".join(f"{show.id}:{text}" for show in with_seasons[:_FEW])
        raise UsageError(f'"{text}" does not say which show; {len(with_seasons)} have seasons', f"write {choices}")

    def _within(self, show: Show, season: int, episode: int | None) -> Limit:
        """Return a limit in its shortest form, if it includes the last episode or season; refuse one beyond the last."""
        seasons = self._seasons[show.id]
        if not seasons:
            raise UsageError(f"{show.name} has no seasons", f"write {show.id} for all of it")
        last = max(seasons)
        if season > last:
            raise UsageError(f"{show.name} has no season {season}", f"it has {_range('season', tuple(seasons))}")
        episodes = seasons.get(season, ())
        if episode is not None and episode > max(episodes, default=-1):
            hint = f"it has {_range('episode', episodes)}" if episodes else f"none are known; write {show.id}:s{season}"
            raise UsageError(f"season {season} of {show.name} has no episode {episode}", hint)
        if episode == max(episodes, default=None):
            episode = None
        return Limit(None, None) if season == last and episode is None else Limit(season, episode)

    def _offer(self, shows: Iterable[Show] | None = None) -> str | None:
        """Return a hint that lists the shows and their seasons; None if there are no shows."""
        known = list(self._shows.values() if shows is None else shows)
        listed = [f"{show.id}{_bracket(tuple(self._seasons[show.id]))}" for show in known[:_FEW]]
        more = [f"{len(known) - _FEW} more"] if len(known) > _FEW else []
        return f"write SHOW:s2e5, SHOW:s2 or SHOW; there is {', '.join([*listed, *more])}" if known else None


def _bracket(numbers: Sequence[int]) -> str:
    return f" ({_range('season', numbers)})" if numbers else ""


def _range(word: str, numbers: Sequence[int]) -> str:
    """Return numbers in words: "season 1", "seasons 1 to 5"."""
    first, last = numbers[0], numbers[-1]
    return f"{word} {first}" if first == last else f"{word}s {first} to {last}"
