"""All people in a history: those that it declares, and those that only events name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.ages import years
from timeline.model.calendar import FUTURE
from timeline.model.names import slug
from timeline.model.people import Person
from timeline.model.spans import hull

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.world import World
    from timeline.store.chronicle import Chronicle


class Somebody(NamedTuple):
    """A person, with what the history says about them."""

    person: Person
    events: tuple[Event, ...]
    """The events that name them, in the order of time."""
    timelines: tuple[str, ...]
    """The ids of the timelines in which an event, a birth or a death names them; all timelines if none does."""
    births: Mapping[str, EdtfDate]
    """Dates of birth by timeline. A timeline without a known birth is left out."""
    deaths: Mapping[str, EdtfDate]
    """Dates of death by timeline. A timeline without a known death is left out."""
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


def roster(chronicle: Chronicle) -> dict[str, Somebody]:
    """Return all people by `Directory.key`: declared ones in the order of the file, then those that only events name."""
    world = chronicle.world
    known: dict[str, Person] = {}
    for person in world.people:
        known.setdefault(person.id, person)
    events: dict[str, list[Event]] = {}
    last_acts: dict[str, dict[str, float]] = {}
    for event in chronicle:
        holding = world.holding(event) if event.people else ()
        for name in event.people:
            key = world.directory.key(name)
            known.setdefault(key, Person(id=slug(name), name=name))
            acts = events.setdefault(key, [])
            if not acts or acts[-1] is not event:
                acts.append(event)
            last = last_acts.setdefault(key, {})
            last.update({timeline: max(event.date.last, last.get(timeline, event.date.last)) for timeline in holding})
    return {key: _somebody(world, person, events.get(key, []), last_acts.get(key, {})) for key, person in known.items()}


def _somebody(world: World, person: Person, events: list[Event], last_acts: Mapping[str, float]) -> Somebody:
    """Return a person with their births, deaths and events."""
    named_in = set(last_acts)
    for dates in (person.born, person.died):
        named_in |= set(dates) if isinstance(dates, Mapping) else set()
    timelines = tuple(timeline for timeline in world.timelines if not named_in or timeline in named_in)
    births = {timeline: born for timeline in timelines if (born := world.birth(person, timeline)) is not None}
    deaths = {timeline: died for timeline in timelines if (died := world.death(person, timeline)) is not None}
    return Somebody(person, tuple(events), timelines, births, deaths, last_acts, world.known_until)


def find_person(chronicle: Chronicle, everybody: Mapping[str, Somebody], text: str) -> Somebody:
    """Return the person with a name, id or alias, or some words of a name; raises `UsageError` like `Chronicle.resolve`."""
    return everybody[chronicle.resolve("person", text)]
