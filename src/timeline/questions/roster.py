"""All people in a history: those that it declares, and those that only events name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.model.ages import years
from timeline.model.calendar import FUTURE
from timeline.model.names import slug
from timeline.model.people import Person
from timeline.model.spans import hull
from timeline.store.conditions import with_facet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.world import World
    from timeline.store.chronicle import Chronicle


@dataclass(frozen=True, slots=True)
class Life:
    """A person, with their births and deaths in some timelines."""

    person: Person
    timelines: tuple[str, ...]
    """The ids of the timelines."""
    births: Mapping[str, EdtfDate]
    """Dates of birth by timeline. A timeline without a known birth is left out."""
    deaths: Mapping[str, EdtfDate]
    """Dates of death by timeline. A timeline without a known death is left out."""

    def born_in(self, timelines: Iterable[str]) -> EdtfDate | None:
        """Return the date of birth in some timelines; if the dates differ, the span of all of them."""
        return hull({self.births[timeline] for timeline in timelines if timeline in self.births})

    def age_at(self, event: Event) -> Years | None:
        """Return the age on the day of an event; None if it is unknown or they are dead by then."""
        if self.death_before(event):
            return None
        return years(self.born_in(event.timelines or self.timelines), event.date)

    def death_before(self, event: Event) -> EdtfDate | None:
        """Return the first date of death if they are dead before an event in each of its timelines; otherwise None."""
        deaths = [self.deaths.get(timeline) for timeline in event.timelines or self.timelines]
        is_dead = bool(deaths) and all(died is not None and died.is_before(event.date) for died in deaths)
        return deaths[0] if is_dead else None


@dataclass(frozen=True, slots=True)
class Somebody(Life):
    """A person, with what the history says about them in all timelines in which an event, a birth or a death names them.

    If none does, these are all timelines.
    """

    events: tuple[Event, ...]
    """The events that name them, in the order of time."""
    last_acts: Mapping[str, float]
    """The last day of the events that name them, by timeline; infinite if one of them has an open end."""
    known_until: Mapping[str, float]
    """As in `World`."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells them from everybody else: the id, and the name, for ids that only names imply may be the same."""
        return self.person.id, self.person.name

    def is_known(self, timeline: str, on: EdtfDate) -> bool:
        """Return whether a spoiler fence shows their life in a timeline at a time."""
        return on.first <= self.known_until.get(timeline, FUTURE) or any(
            timeline in event.timelines and event.date.overlaps(on) for event in self.events
        )


def life_in(world: World, person: Person, timelines: Iterable[str]) -> Life:
    """Return a person with their births and deaths in some timelines."""
    names = tuple(timelines)
    births = {timeline: born for timeline in names if (born := world.birth(person, timeline)) is not None}
    deaths = {timeline: died for timeline in names if (died := world.death(person, timeline)) is not None}
    return Life(person, names, births, deaths)


def person_with(chronicle: Chronicle, key: str) -> Person:
    """Return the person with a `Directory.key`: as declared, else by the first name that an event uses."""
    person = chronicle.world.directory.with_id(key)
    if person is not None:
        return person
    name = next(name for value, name in chronicle.names_of("person").like(key) if value == key)
    return Person(id=slug(name), name=name)


def roster(chronicle: Chronicle) -> dict[str, Somebody]:
    """Return all people by `Directory.key`: declared ones in the order of the file, then those that only events name."""
    world = chronicle.world
    known: dict[str, Person] = {}
    for person in world.people:
        known.setdefault(person.id, person)
    acts: dict[str, _Acts] = {}
    for event in chronicle:
        holding = world.holding(event) if event.people else ()
        for key, name in _by_key(world, event):
            known.setdefault(key, Person(id=slug(name), name=name))
            acts.setdefault(key, _Acts()).add(event, holding)
    return {key: _somebody(world, person, acts.get(key, _Acts())) for key, person in known.items()}


def somebody(chronicle: Chronicle, text: str) -> Somebody:
    """Return the person with a name, id or alias, or some words of a name; raises `UsageError` like `Chronicle.resolve`."""
    key = chronicle.resolve("person", text)
    acts = _Acts()
    for event in chronicle.select(with_facet("person", [key])):
        acts.add(event, chronicle.world.holding(event))
    return _somebody(chronicle.world, person_with(chronicle, key), acts)


def _by_key(world: World, event: Event) -> Iterable[tuple[str, str]]:
    """Return the people whom an event names, each once, by `Directory.key`, with the first name."""
    found: dict[str, str] = {}
    for name in event.people:
        found.setdefault(world.directory.key(name), name)
    return found.items()


class _Acts:
    """The events that name a person."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.last: dict[str, float] = {}
        """The last day of these, by timeline."""

    def add(self, event: Event, holding: Iterable[str]) -> None:
        self.events.append(event)
        for timeline in holding:
            self.last[timeline] = max(event.date.last, self.last.get(timeline, event.date.last))


def _somebody(world: World, person: Person, acts: _Acts) -> Somebody:
    """Return a person with the events that name them."""
    named_in = set(acts.last)
    for dates in (person.born, person.died):
        named_in |= set(dates) if isinstance(dates, Mapping) else set()
    life = life_in(world, person, (each for each in world.timelines if not named_in or each in named_in))
    events = tuple(acts.events)
    return Somebody(person, life.timelines, life.births, life.deaths, events, acts.last, world.known_until)


def find_person(chronicle: Chronicle, everybody: Mapping[str, Somebody], text: str) -> Somebody:
    """Return the person with a name, id or alias, or some words of a name; raises `UsageError` like `Chronicle.resolve`."""
    return everybody[chronicle.resolve("person", text)]
