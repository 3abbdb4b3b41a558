"""All people in a history: those that it declares, and those that only events name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.model.ages import years
from timeline.model.calendar import FUTURE
from timeline.model.names import slug
from timeline.model.people import Person
from timeline.model.spans import hull
from timeline.questions.acts import NOTHING, Acts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.world import World
    from timeline.store.chronicle import Chronicle
    from timeline.store.mentions import Named


FEW = 100
"""Up to how many people are read one by one; for more, it takes less to read all."""


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

    named: Named
    """The events that name them, in numbers; `last` has the last day of these by timeline."""
    known_until: Mapping[str, float]
    """As in `World`."""
    code: str
    """The `Directory.key` under which events name them."""
    acts: Acts = field(compare=False, repr=False)
    """What else events say of people."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells them from everybody else: the id, and the name, for ids that only names imply may be the same."""
        return self.person.id, self.person.name

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that name them, in the order of time, read anew each time."""
        return tuple(self.acts.of(self.code))

    @property
    def told(self) -> Mapping[tuple[str, int | None], tuple[int, int | None]]:
        """How many events of each season name them, without those of our own history, and the last day known of these."""
        return self.acts.told.get(self.code, {})

    def is_known(self, timeline: str, on: EdtfDate) -> bool:
        """Return whether a spoiler fence shows their life in a timeline at a time."""
        return on.first <= self.known_until.get(timeline, FUTURE) or self.code in self.acts.at(on, timeline)

    def may_act(self, on: EdtfDate) -> bool:
        """Return whether a time overlaps an event that names them, or lies between two."""
        is_between = self.named.ended < on.first and on.last < self.named.begun
        return is_between or self.code in self.acts.at(on)


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


def roster(chronicle: Chronicle, among: Collection[str] | None = None) -> dict[str, Somebody]:
    """Return people by `Directory.key`: declared ones in the order of the file, then those that only events name.

    They are all people, or those with some keys, which have to be known.
    """
    few = None if among is None or len(among) > FEW else list(among)
    acts = Acts(chronicle, few)
    found = _everybody(chronicle) if few is None else {key: person_with(chronicle, key) for key in few}
    wanted = found if among is None else set(among)
    return {key: _somebody(chronicle.world, key, who, acts) for key, who in found.items() if key in wanted}


def _everybody(chronicle: Chronicle) -> dict[str, Person]:
    known: dict[str, Person] = {}
    for person in chronicle.world.people:
        known.setdefault(person.id, person)
    for key, name in chronicle.mentions().names().items():
        known.setdefault(key, Person(id=slug(name), name=name))
    return known


def somebody(chronicle: Chronicle, text: str) -> Somebody:
    """Return the person with a name, id or alias, or some words of a name; raises `UsageError` like `Chronicle.resolve`."""
    key = chronicle.resolve("person", text)
    return roster(chronicle, [key])[key]


def _somebody(world: World, key: str, person: Person, acts: Acts) -> Somebody:
    """Return a person with what events say of them."""
    named = acts.numbers.get(key, NOTHING)
    named_in = set(named.last)
    for dates in (person.born, person.died):
        named_in |= set(dates) if isinstance(dates, Mapping) else set()
    life = life_in(world, person, (each for each in world.timelines if not named_in or each in named_in))
    return Somebody(person, life.timelines, life.births, life.deaths, named, world.known_until, key, acts)
