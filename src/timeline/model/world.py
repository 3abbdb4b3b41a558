"""What stands around the events: timelines, shows with their seasons and episodes, people, and states that held."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.model.events import REAL, Kind, Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.model.dates import EdtfDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One line of history: `real`, or an ATL that shares its parent's history up to its point of divergence."""

    id: str
    name: str
    parent: str | None = REAL
    diverges_at: str | None = None
    """The id of the POD as declared; None where it is the timeline's earliest alt event."""
    declared: bool = True
    """False where the events' use of the name implies the table."""
    at: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode of a season."""

    number: int
    title: str | None = None
    aired: EdtfDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """One season of a show: the in-universe time that it covers and the real time in which it was aired."""

    number: int
    setting: EdtfDate | None = None
    aired: EdtfDate | None = None
    episodes: tuple[Episode, ...] = ()

    @property
    def aired_days(self) -> tuple[int | None, int | None]:
        """The first and the last day on which it was aired: as it says itself, else as its episodes do; None if unknown."""
        first = self.aired.earliest if self.aired else None
        last = self.aired.latest if self.aired else None
        dates = [episode.aired for episode in self.episodes if episode.aired]
        if first is None:
            first = min((date.earliest for date in dates if date.earliest is not None), default=None)
        if last is None:
            last = max((date.latest for date in dates if date.latest is not None), default=None)
        return first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What tells of an ATL: a series, a novel, a game, a draft."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    timeline: str | None = None
    seasons: tuple[Season, ...] = ()
    declared: bool = True
    at: Origin | None = field(default=None, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that an event or a filter may use for it."""
        return (self.id, self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, real or invented, with the actor who plays the part."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    born: EdtfDate | None = None
    died: EdtfDate | Mapping[str, EdtfDate] | None = None
    """One date, or one by timeline id where the histories differ."""
    actor: str | None = None
    actor_born: EdtfDate | None = None
    at: Origin | None = field(default=None, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that an event or a filter may use for them."""
        return (self.id, self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What held over a stretch of time: who held an office, which base stood."""

    of: str
    is_: str
    date: EdtfDate
    kind: Kind
    show: str | None = None
    timeline: str | None = None
    source: tuple[str, ...] = ()
    at: Origin | None = field(default=None, compare=False)
