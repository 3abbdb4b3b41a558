"""The spoiler fence: how far someone has watched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Limit(NamedTuple):
    """How far one show has been watched, up to and including this season or episode."""

    show: str | None
    """The show's id, name or alias; None for every show."""
    season: int
    episode: int | None
    """The last episode watched; None for the whole season."""

    def __str__(self) -> str:
        episode = "" if self.episode is None else f"e{self.episode}"
        return f"{f'{self.show}:' if self.show else ''}s{self.season}{episode}"


def parse_limits(texts: Iterable[str]) -> tuple[Limit, ...]:
    """Read limits such as "fam:s2e5", "fam:s2" or "s2"; one text may hold several, with commas between them.

    A show's name may have colons and commas in it: what follows the last colon is the limit, and a comma ends a limit only.
    Raises `UsageError` for anything else.
    """
    return tuple(limit for text in texts for limit in _limits(text))


_LIMIT = re.compile(r"(?:(?P<show>.+):)?\s*s(?P<season>[0-9]{1,6})(?:e(?P<episode>[0-9]{1,6}))?", re.IGNORECASE)


def _limits(text: str) -> Iterator[Limit]:
    pending: list[str] = []
    for part in text.split(","):
        pending.append(part)
        limit = ",".join(pending).strip()
        match = _LIMIT.fullmatch(limit)
        if match or not limit:
            pending.clear()
        if match:
            episode = match["episode"]
            yield Limit(match["show"], int(match["season"]), None if episode is None else int(episode))
    if pending:
        rest = ",".join(pending).strip()
        raise UsageError(f'"{rest}" does not say how far you have watched', "write fam:s2e5, fam:s2 or s2")
