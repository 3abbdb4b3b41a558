"""What an events file holds, as frozen values: events, and the timelines, shows, people and states around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from timeline.model.dates import EdtfDate

REAL = "real"
"""The id of our own timeline (OTL), which always exists."""

Kind = Literal["real", "alt", "both"]
Link = Literal["moves", "replaces", "averts"]
KINDS: tuple[Kind, ...] = ("real", "alt", "both")
LINKS: tuple[Link, ...] = ("moves", "replaces", "averts")
CANONS = ("screen", "companion", "creators", "inferred")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: which file of a history (by its number), which array of tables, which of them."""

    file: int
    table: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, in our timeline (`real`), in an alternate one (`alt`) or in both.

    The fields are those of the events file under the same names. Show and timeline are resolved to their ids, a missing
    `id` is the title as a slug, lists that the file leaves out are empty.
    """

    id: str
    date: EdtfDate
    title: str
    kind: Kind
    show: str | None = None
    season: int | None = None
    episode: int | None = None
    timeline: str | None = None
    """The timeline that the event belongs to; None for a `both` that names none and so happens in all of them."""
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    place: str | None = None
    summary: str | None = None
    source: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    averts: tuple[str, ...] = ()
    order: int = 0
    canon: str = "screen"
    allow: tuple[str, ...] = ()
    x: Mapping[str, object] | None = None
    at: Place | None = field(default=None, compare=False)
    """Where the event stands in its file."""

    @property
    def links(self) -> tuple[tuple[Link, str], ...]:
        """The links to the parent's history, each once, in the order moves, replaces, averts."""
        return tuple((link, target) for link in LINKS for target in dict.fromkeys(getattr(self, link)))

    @property
    def sort_key(self) -> tuple[float, ...]:
        """Order by date, then by `order`, then as the files have it."""
        at = self.at or Place(0, "event", 0)
        return (*self.date.sort_key, self.order, at.file, at.number)


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
    at: Place | None = field(default=None, compare=False)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What tells of an ATL: a series, a novel, a game, a draft."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    timeline: str | None = None
    seasons: tuple[Season, ...] = ()
    declared: bool = True
    at: Place | None = field(default=None, compare=False)

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
    at: Place | None = field(default=None, compare=False)

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
    at: Place | None = field(default=None, compare=False)
