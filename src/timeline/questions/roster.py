"""Everybody whom a history knows: the people that it declares and those that only its events name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError
from timeline.model.lineage import death_in
from timeline.model.names import fold, slug
from timeline.model.world import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.lineage import Lineage
    from timeline.store.chronicle import Chronicle


class Somebody(NamedTuple):
    """A person and what a history tells of them."""

    person: Person
    events: tuple[Event, ...]
    """Those that name them, in the order of time."""
    timelines: tuple[str, ...]
    """The ids of the timelines that tell of them."""
    deaths: Mapping[str, EdtfDate]
    """When they die, by timeline; a timeline that does not tell of it is left out."""


_MANY = 12
"""So many candidates are listed at most."""


class Names:
    """What the names of people stand for: a person is found by name, id and alias, without regard to case."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._keys: dict[str, str] = {}
        for person in chronicle.people:
            for name in (person.name, *person.aliases, person.id):
                self._keys.setdefault(fold(name), fold(person.name))

    def key(self, name: str) -> str:
        """Return the one form under which a person is known, whichever of their names this is."""
        folded = fold(name)
        return self._keys.get(folded, folded)

    def keys(self, events: Iterable[Event]) -> set[str]:
        """Return the forms of all whom the events name."""
        return {self.key(name) for event in events for name in event.people}


def roster(chronicle: Chronicle, names: Names) -> dict[str, Somebody]:
    """Return everybody by the key that `names` gives: the declared in the order of the file, then those only named."""
    known: dict[str, Person] = {}
    for person in chronicle.people:
        known.setdefault(names.key(person.name), person)
    lineages = {timeline: chronicle.lineage(timeline) for timeline in chronicle.timelines}
    events: dict[str, list[Event]] = {}
    told: dict[str, set[str]] = {}
    for event in chronicle:
        holding = [timeline for timeline, line in lineages.items() if line.holds(event)] if event.people else ()
        for name in event.people:
            key = names.key(name)
            known.setdefault(key, Person(id=slug(name), name=name))
            acts = events.setdefault(key, [])
            if not acts or acts[-1] is not event:
                acts.append(event)
            told.setdefault(key, set()).update(holding)
    return {
        key: _somebody(person, events.get(key, []), told.get(key, set()), lineages) for key, person in known.items()
    }


def _somebody(person: Person, events: list[Event], told: set[str], lineages: Mapping[str, Lineage]) -> Somebody:
    """Put together what is known; who is named nowhere may live in every timeline."""
    if isinstance(person.died, Mapping):
        told = told | set(person.died)
    timelines = tuple(timeline for timeline in lineages if not told or timeline in told)
    deaths = {timeline: death_of(person, lineages[timeline]) for timeline in timelines}
    known = {timeline: died for timeline, died in deaths.items() if died is not None}
    return Somebody(person, tuple(events), timelines, known)


def death_of(person: Person, line: Lineage) -> EdtfDate | None:
    """Return when a person dies in a timeline: as told for it, or for an ancestor surely before the two part."""
    if not isinstance(person.died, Mapping):
        return person.died
    found = death_in(person.died, line)
    return found[1] if found else None


def find_person(chronicle: Chronicle, everybody: Mapping[str, Somebody], names: Names, text: str) -> Somebody:
    """Return whom a name, an id, an alias or some words of a name stand for.

    Raises `UsageError` where that is nobody, with the nearest name, and where it may be several, with all of them.
    """
    try:
        return everybody[names.key(chronicle.resolve("person", text))]
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
