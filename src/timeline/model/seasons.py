"""What shows consist of: their seasons and episodes, when they were aired and at what time of the story they are set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate
    from timeline.model.divergence import Drift
    from timeline.model.world import Show

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
