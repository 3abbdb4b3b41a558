"""The spoiler fence: how far someone has watched, as they say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Limit(NamedTuple):
    """How far one show has been watched, the named season or episode included."""

    show: str | None
    """Its id, name or alias; None for every show."""
    season: int
    episode: int | None
    """None for the whole season."""

    def __str__(self) -> str:
        episode = "" if self.episode is None else f"e{self.episode}"
        return f"{f'{self.show}:' if self.show else ''}s{self.season}{episode}"


def parse_limits(texts: Iterable[str]) -> tuple[Limit, ...]:
    """Read limits such as "fam:s2e5", "fam:s2" or "s2"; one text may hold several, with commas between them.

    Raises `UsageError` for anything else.
    """
    parts = [part.strip() for text in texts for part in text.split(",")]
    return tuple(_limit(part) for part in parts if part)


def _limit(text: str) -> Limit:
    match = re.fullmatch(
        r"(?:(?P<show>.+):)?\s*s(?P<season>[0-9]{1,6})(?:e(?P<episode>[0-9]{1,6}))?", text, re.IGNORECASE
    )
    if match is None:
        raise UsageError(f'"{text}" does not say how far you have watched', "write fam:s2e5, fam:s2 or s2")
    episode = match["episode"]
    return Limit(match["show"], int(match["season"]), None if episode is None else int(episode))
