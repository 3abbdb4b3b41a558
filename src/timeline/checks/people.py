"""C3: what people cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from timeline.checks.rule import Finding, Rule, certain, wholly_before
from timeline.model.names import fold, slug

if TYPE_CHECKING:
    from timeline.checks.world import World
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event

OLDEST = 120
"""Years; the oldest person on record lived 122."""

_ALIKE = 0.86
"""From this likeness on (difflib's ratio), two names that share a word may be one."""


def before_birth(world: World) -> Iterator[Finding]:
    for event, index, person in world.acts():
        if person.born and wholly_before(event.date, person.born):
            message = f"{person.name} is born {person.born}, after this ({event.date})"
            yield Finding(event.at, ("people", index), message, None, certain(person.born, event.date))


def after_death(world: World) -> Iterator[Finding]:
    for event, index, person in world.acts():
        died = world.death(person, world.home(event))
        if died and wholly_before(died, event.date):
            message = f'{person.name} dies {died} in the timeline "{world.home(event)}", before this ({event.date})'
            yield Finding(event.at, ("people", index), message, None, certain(died, event.date))


def too_old(world: World) -> Iterator[Finding]:
    for event, index, person in world.acts():
        if person.born and _years_at_least(person.born, event.date) > OLDEST:
            message = f"{person.name}, born {person.born}, is over {OLDEST} by {event.date}"
            yield Finding(event.at, ("people", index), message, None, certain(person.born, event.date))
    for person in world.document.people:
        for key, died in _deaths(person.died):
            if person.born and _years_at_least(person.born, died) > OLDEST:
                message = f"{person.name}, born {person.born}, is over {OLDEST} by {died}"
                yield Finding(person.at, key, message, None, certain(person.born, died))


def dead_before_born(world: World) -> Iterator[Finding]:
    for person in world.document.people:
        for key, died in _deaths(person.died):
            if person.born and wholly_before(died, person.born):
                message = f"{person.name} dies {died}, before the birth ({person.born})"
                yield Finding(person.at, key, message, None, certain(person.born, died))


def two_places(world: World) -> Iterator[Finding]:
    """Find days on which a person is in two places of one timeline, neither of which is inside the other."""
    by_day: dict[tuple[str, int, str], list[tuple[Event, int]]] = {}
    for event in world.document.events:
        if event.date.earliest is not None and event.date.earliest == event.date.latest and event.place:
            for index, name in enumerate(event.people):
                person = world.person(name)
                known = person.name if person else name
                for timeline in [world.home(event)] if event.kind != "both" else world.holding(event):
                    by_day.setdefault((fold(known), event.date.earliest, timeline), []).append((event, index))
    reported: set[tuple[str, str, int]] = set()
    for visits in by_day.values():
        for (first, _), (second, index) in combinations(visits, 2):
            if _one_place(first.place or "", second.place or "") or (first.id, second.id, index) in reported:
                continue
            reported.add((first.id, second.id, index))
            message = f'{second.people[index]} is in {first.place} on the same day ("{first.id}")'
            yield Finding(second.at, ("people", index), message, None, certain(first.date, second.date))


def _one_place(first: str, second: str) -> bool:
    """Tell whether one place may lie inside the other: "Moon" and "Sea of Tranquility, Moon"."""
    words = [set(re.findall(r"\w+", fold(place))) for place in (first, second)]
    return words[0] <= words[1] or words[1] <= words[0]


def unlike_spellings(world: World) -> Iterator[Finding]:
    """Find names that differ in accents, hyphens or a letter or two from an earlier one, unless both are declared."""
    first_use: dict[str, tuple[str, Event, int]] = {}
    for event in world.document.events:
        for index, name in enumerate(event.people):
            first_use.setdefault(fold(name), (name, event, index))
    undeclared = [use for use in first_use.values() if world.person(use[0]) is None]
    known = [use[0] for use in first_use.values()] + [name for p in world.document.people for name in p.names[1:]]
    by_word: dict[str, list[str]] = {}
    for name in dict.fromkeys(known):
        for word in {slug(name), *slug(name).split("-")}:
            by_word.setdefault(word, []).append(name)
    order = {fold(name): rank for rank, name in reversed(list(enumerate(known)))}
    for name, event, index in undeclared:
        near = {other for word in {slug(name), *slug(name).split("-")} for other in by_word.get(word, ())}
        for other in sorted(near, key=lambda each: order[fold(each)]):
            is_later = world.person(other) is not None or order[fold(other)] < order[fold(name)]
            if fold(other) != fold(name) and is_later and _alike(name, other):
                yield Finding(
                    event.at, ("people", index), f'"{name}" and "{other}" may be one person', "use one spelling"
                )
                break


def _alike(first: str, second: str) -> bool:
    import difflib

    one, other = slug(first), slug(second)
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE


def actor_too_young(world: World) -> Iterator[Finding]:
    """Find actors who are born after a season that tells of their character was shown."""
    shown: dict[str, EdtfDate] = {}
    for event, _, person in world.acts():
        season = world.season(event)
        if season and season.aired and event.kind != "real":
            first = shown.setdefault(person.id, season.aired)
            if wholly_before(season.aired, first):
                shown[person.id] = season.aired
    for person in world.document.people:
        aired = shown.get(person.id)
        if aired and person.actor_born and wholly_before(aired, person.actor_born):
            message = f"{person.actor or 'the actor'} is born {person.actor_born}, after the part was played ({aired})"
            yield Finding(person.at, ("actor_born",), message, None, certain(aired, person.actor_born))


def _deaths(died: EdtfDate | Mapping[str, EdtfDate] | None) -> Iterator[tuple[tuple[str, ...], EdtfDate]]:
    """Return each date of death, with its key."""
    if isinstance(died, Mapping):
        for timeline, date in died.items():
            yield ("died", timeline), date
    elif died is not None:
        yield ("died",), died


def _years_at_least(born: EdtfDate, then: EdtfDate) -> float:
    """Return the least age, in years, that someone can have on the first day of a date."""
    if born.latest is None or then.earliest is None:
        return 0
    return (then.earliest - born.latest) / 365.2425


RULES = (
    Rule("C301", "error", "someone acts before birth", before_birth),
    Rule("C302", "error", "someone acts after death, in that timeline", after_death),
    Rule("C303", "error", f"someone is over {OLDEST} years old", too_old),
    Rule("C304", "warning", "someone is in two places on one day", two_places),
    Rule("C305", "warning", "two spellings of what may be one name", unlike_spellings),
    Rule("C306", "error", "an actor who is born after the part was played", actor_too_young),
    Rule("C307", "error", "someone who dies before birth", dead_before_born),
)
