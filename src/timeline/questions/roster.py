"""Everybody whom a history knows: the people that it declares and those that only its events name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError
from timeline.model.names import fold, slug
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

    def death_before(self, event: Event) -> EdtfDate | None:
        """Return the death of somebody who is dead by an event in every timeline that it belongs to: the first of them."""
        deaths = [self.deaths.get(timeline) for timeline in event.timelines or self.timelines]
        is_dead = bool(deaths) and all(died is not None and died.is_before(event.date) for died in deaths)
        return deaths[0] if is_dead else None


_MANY = 12
"""So many candidates are listed at most."""


def roster(chronicle: Chronicle) -> dict[str, Somebody]:
    """Return everybody by `Directory.key`: the declared in the order of the file, then those whom only events name."""
    world = chronicle.world
    known: dict[str, Person] = {}
    for person in world.people:
        known.setdefault(fold(person.name), person)
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
    return Somebody(person, tuple(events), timelines, deaths)


def find_person(chronicle: Chronicle, everybody: Mapping[str, Somebody], text: str) -> Somebody:
    """Return whom a name, an id, an alias or some words of a name stand for.

    Raises `UsageError` where that is nobody, with the nearest name, and where it may be several, with all of them.
    """
    try:
        return everybody[chronicle.world.directory.key(chronicle.resolve("person", text))]
    except UsageError as error:
        refused = error
    words = set(fold(text).split())
    found = [who for who in everybody.values() if any(words <= set(fold(name).split()) for name in who.person.names)]
    if len(found) == 1:
        return found[0]
    if not found or not words:
        raise refused
    listed = ", ".join(f'"{who.person.name}"' for who in found[:_MANY])
    more = f" and {len(found) - _MANY} more" if len(found) > _MANY else ""
    raise UsageError(f'"{text}" may be one of {len(found)} people', f"one of {listed}{more}")
