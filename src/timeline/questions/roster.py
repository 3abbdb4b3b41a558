"""Everybody whom a history knows: the people that it declares and those that only its events name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.names import slug
from timeline.model.people import Person

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.world import World
    from timeline.store.chronicle import Chronicle


class Somebody(NamedTuple):
    """A person and what a history tells of them."""

    person: Person
    events: tuple[Event, ...]
    """Those that name them, in the order of time."""
    timelines: tuple[str, ...]
    """The ids of the timelines that tell of them."""
    deaths: Mapping[str, EdtfDate]
    """When they die, by timeline; a timeline without a known death is left out."""
    known_until: Mapping[str, float]
    """As of a world."""

    def is_known(self, timeline: str, on: EdtfDate) -> bool:
        """Return whether a spoiler fence lets their life in a timeline be known at a time."""
        return on.first <= self.known_until.get(timeline, float("inf")) or any(
            timeline in event.timelines and event.date.overlaps(on) for event in self.events
        )

    def death_before(self, event: Event) -> EdtfDate | None:
        """Return the death of somebody who is dead by an event in every timeline that it belongs to: the first of them."""
        deaths = [self.deaths.get(timeline) for timeline in event.timelines or self.timelines]
        is_dead = bool(deaths) and all(died is not None and died.is_before(event.date) for died in deaths)
        return deaths[0] if is_dead else None


def roster(chronicle: Chronicle) -> dict[str, Somebody]:
    """Return everybody by `Directory.key`: the declared in the order of the file, then those whom only events name."""
    world = chronicle.world
    known: dict[str, Person] = {}
    for person in world.people:
        known.setdefault(person.id, person)
    events: dict[str, list[Event]] = {}
    timelines: dict[str, set[str]] = {}
    for event in chronicle:
        holding = world.holding(event) if event.people else ()
        for name in event.people:
            key = world.directory.key(name)
            known.setdefault(key, Person(id=slug(name), name=name))
            acts = events.setdefault(key, [])
            if not acts or acts[-1] is not event:
                acts.append(event)
            timelines.setdefault(key, set()).update(holding)
    return {
        key: _somebody(world, person, events.get(key, []), timelines.get(key, set())) for key, person in known.items()
    }


def _somebody(world: World, person: Person, events: list[Event], named_in: set[str]) -> Somebody:
    """Put together what is known; whoever no event names may live in every timeline."""
    if isinstance(person.died, Mapping):
        named_in = named_in | set(person.died)
    timelines = tuple(timeline for timeline in world.timelines if not named_in or timeline in named_in)
    deaths = {timeline: died for timeline in timelines if (died := world.death(person, timeline)) is not None}
    return Somebody(person, tuple(events), timelines, deaths, world.known_until)


def find_person(chronicle: Chronicle, everybody: Mapping[str, Somebody], text: str) -> Somebody:
    """Return the person of a name, id, alias or some words of a name; raises `UsageError` as `Chronicle.resolve` does."""
    return everybody[chronicle.resolve("person", text)]
