"""How far rules look that compare names, titles, days and tags."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from timeline.checks.likeness import ALIKE_NAMES, ALIKE_TITLES, alike
from timeline.checks.reach import Part, TooFarError, own
from timeline.model.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline.checks.reach import Edit, Surroundings
    from timeline.model.events import Event
    from timeline.model.people import Person

_MOST_USES = 50
"""How many events of a person are looked at for an earlier use of a name."""


def on_one_day(edit: Edit) -> Part:
    """Reach of a rule that compares the events of a person on one day."""
    part = own(edit)
    for other in [other for event in edit.both for other in part.tell(_same_day(edit.around, event))]:
        part.see(_same_day(edit.around, other))
    return part


def _same_day(around: Surroundings, event: Event) -> Iterable[Event]:
    day = event.date.earliest
    if day is None or day != event.date.latest:
        return ()
    return around.on_day(day, {key for name in event.people for key in _keys(around, name)})


def _keys(around: Surroundings, name: str) -> set[str]:
    """Return what the index may call those whom a name means, or whose name differs from it only in case or accents."""
    directory = around.world.directory
    person = directory.person(name)
    known = name if person is None else person.name
    return {fold(known), *(each.id for each in directory.like(known))}


def titled_alike(edit: Edit) -> Part:
    """Reach of a rule that compares events of one time by their titles.

    An event is told of with the first that it is like, so two steps away something may change, and two more are seen.
    """
    part, ring = own(edit), edit.both
    seen = {event.at for event in ring}
    for taken in (part.tell, part.tell, part.see, part.see):
        near = {other.at: other for event in ring for other in _alike(edit.around, event)}
        ring = [other for at, other in near.items() if at not in seen]
        seen.update(near)
        taken(ring)
    return part


def _alike(around: Surroundings, event: Event) -> Iterable[Event]:
    found = around.at_once(event.date)
    return (each for each in found if each.at != event.at and alike(each.title, event.title, ALIKE_TITLES))


def spelled(edit: Edit) -> Part:
    """Reach of a rule that compares all names of people, each where it is used first: no edit of a name used earlier.

    It does not reach either to a declared name that is like no undeclared one.
    """
    around, directory = edit.around, edit.around.world.directory
    holders = (state.is_ for state in around.world.states if directory.person(state.is_) is None)
    undeclared = [*around.undeclared_people(), *holders]
    for change in edit.changes:
        old, new = change
        if old and new and (old.rank, old.people) == (new.rank, new.people):
            continue
        first = min(event.rank for event in change if event)
        for name in dict.fromkeys(chain.from_iterable(change.of("people"))):
            is_declared = directory.person(name) is not None
            if is_declared and not any(alike(name, other, ALIKE_NAMES) for other in undeclared):
                continue
            uses = islice(edit.others(around.with_names("person", [directory.key(name)])), _MOST_USES)
            if not any(name in event.people and event.rank < first for event in uses):
                raise TooFarError
    return Part(edit)


def played(edit: Edit) -> Part:
    """Reach of a rule about people with actors, who are whole in it with all their events."""
    part = Part(edit)
    for person in _named(edit, lambda name: [edit.around.world.directory.person(name)]):
        if person.castings:
            part.ask(person.at)
            part.see(edit.around.with_names("person", [person.id]))
    return part


def mentioned(edit: Edit) -> Part:
    """Reach of a rule about people whom no event names."""
    part = Part(edit)
    for person in _named(edit, edit.around.world.directory.like):
        part.ask(person.at)
        folded = set(map(fold, person.names))
        keys = folded | {each.id for name in person.names for each in edit.around.world.directory.like(name)}
        named = edit.around.with_names("person", keys)
        part.see(islice((each for each in named if not folded.isdisjoint(map(fold, each.people))), 1))
    return part


def _named(edit: Edit, bearers: Callable[[str], Iterable[Person | None]]) -> list[Person]:
    """Return the declared people whom edited events name or named."""
    names = dict.fromkeys(name for event in edit.both for name in event.people)
    found = {each.id: each for name in names for each in bearers(name) if each is not None}
    return list(found.values())


def tagged(edit: Edit) -> Part:
    """Reach of a rule about tags that no event has."""
    part = Part(edit)
    tags = {fold(tag) for event in edit.both for tag in event.tags}
    for tag, place in edit.tag_origins.items():
        if fold(tag) in tags:
            part.ask(place, tag)
    for tag in tags:
        part.see(islice(edit.around.with_names("tag", [tag]), 1))
    return part


def sourced(edit: Edit) -> Part:
    """Reach of a rule about events without a source, if any event of the history has one."""
    part = own(edit)
    witness = next(iter(edit.others(edit.around.with_key("source"))), None)
    if witness is not None:
        part.see([witness])
    elif any(bool(old) != bool(new) for old, new in (change.of("source") for change in edit.changes)):
        raise TooFarError
    return part


def called(edit: Edit) -> Part:
    """Reach of a rule that compares ids that differ only in case or accents."""
    part = own(edit)
    part.tell(edit.around.called({fold(event.id) for event in edit.both}))
    return part
