"""Who lives when: people with what the events tell of them, their ages, and the steps of one life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.world import Person


class Years(NamedTuple):
    """A number of whole years as far as it is known: the least and the most that it can be, and how to say it."""

    least: int | None
    most: int | None
    words: str


class Somebody(NamedTuple):
    """A person and what a history tells of them."""

    person: Person
    events: tuple[Event, ...]
    """Those that name them, in the order of time."""
    timelines: tuple[str, ...]
    """The ids of the timelines that tell of them."""
    deaths: Mapping[str, EdtfDate]
    """When they die, by timeline; a timeline that does not tell of it is left out."""


class Living(NamedTuple):
    """Somebody, and how old they are at a time, where one is asked for."""

    who: Somebody
    mentions: int
    """How many events name them, of those that the filters keep."""
    at: str | None = None
    """The time that is asked for, as a text."""
    lives: tuple[str, ...] = ()
    """The ids of the timelines in which they live then."""
    age: Years | None = None
    show: str | None = None
    """The id of the show that tells of the time."""
    season: int | None = None
    """Its season."""
    actor_age: Years | None = None
    """When that season was aired."""
    gap: Years | None = None
    """The age less the actor's: positive where the part is the older."""


class Step(NamedTuple):
    """One step of a life: the birth, an event, a death."""

    who: Somebody
    what: Literal["born", "event", "died"]
    date: EdtfDate
    timelines: tuple[str, ...] = ()
    """Of a death: in which timelines."""
    event: Event | None = None
    age: Years | None = None
    actor_age: Years | None = None
    """When the episode, else the season, that tells of the event was aired."""

    @property
    def title(self) -> str:
        """What happens, in words."""
        if self.event is not None:
            return self.event.title
        return f"{self.who.person.name} {'is born' if self.what == 'born' else 'dies'}"
