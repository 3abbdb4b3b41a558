"""C3: what people cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from timeline.checks.likeness import alike, shared_keys
from timeline.checks.rule import Finding, Rule
from timeline.model.calendar import from_ordinal, to_ordinal
from timeline.model.dates import certain
from timeline.model.events import REAL
from timeline.model.names import caseless, fold

if TYPE_CHECKING:
    from timeline.checks.history import History
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event

OLDEST = 120
"""Years; the oldest person on record lived 122."""

_ALIKE = 0.86
"""From this likeness on (difflib's ratio), two names that share a word may be one."""


def before_birth(history: History) -> Iterator[Finding]:
    for event, index, person in history.acts:
        if person.born and event.date.is_before(person.born):
            message = f"{person.name} is born {person.born}, after this ({event.date})"
            yield Finding(event.at, ("people", index), message, None, certain(person.born, event.date))


def after_death(history: History) -> Iterator[Finding]:
    for event, index, person in history.acts:
        timeline = history.homes(event)[0] if event.kind == "alt" else REAL
        died = history.death(person, timeline)
        if died and died.is_before(event.date):
            message = f'{person.name} dies {died} in the timeline "{timeline}", before this ({event.date})'
            differ = event.kind == "alt" and not isinstance(person.died, Mapping)
            hint = f"where only one history has that death: died = {{ {REAL} = ... }}" if differ else None
            yield Finding(event.at, ("people", index), message, hint, certain(died, event.date))


def too_old(history: History) -> Iterator[Finding]:
    """Find ages over the oldest, but for those of the dead: C302 tells of them."""
    for event, index, person in history.acts:
        if person.born and _is_over(OLDEST, person.born, event.date):
            died = history.death(person, history.homes(event)[0] if event.kind == "alt" else REAL)
            if not (died and died.is_before(event.date)):
                message = f"{person.name}, born {person.born}, is over {OLDEST} by {event.date}"
                yield Finding(event.at, ("people", index), message, None, certain(person.born, event.date))
    for person in history.world.people:
        for key, died in _deaths(person.died):
            if person.born and _is_over(OLDEST, person.born, died):
                message = f"{person.name}, born {person.born}, is over {OLDEST} by {died}"
                yield Finding(person.at, key, message, None, certain(person.born, died))


def dead_before_born(history: History) -> Iterator[Finding]:
    for person in history.world.people:
        for key, died in _deaths(person.died):
            if person.born and died.is_before(person.born):
                message = f"{person.name} dies {died}, before the birth ({person.born})"
                yield Finding(person.at, key, message, None, certain(person.born, died))


def two_places(history: History) -> Iterator[Finding]:
    """Find days on which a person is in two places of one timeline, neither of which is inside the other."""
    days: dict[tuple[str, int, str], dict[str, Event]] = {}
    """By person, day and timeline: the first event at each place."""
    reported: set[tuple[str, int]] = set()
    for event in history.events:
        day, place = event.date.earliest, event.place
        if day is None or day != event.date.latest or not place:
            continue
        timelines = history.world.holding(event) if event.kind == "both" and event.people else history.homes(event)
        for (index, name), timeline in product(enumerate(event.people), timelines):
            person = history.world.directory.person(name)
            known = person.name if person else name
            places = days.setdefault((fold(known), day, timeline), {})
            other = next((other for at, other in places.items() if not _one_place(at, place)), None)
            places.setdefault(place, event)
            if other is not None and (event.id, index) not in reported:
                reported.add((event.id, index))
                message = f'{name} is in {other.place} on the same day ("{other.id}")'
                yield Finding(event.at, ("people", index), message, None, certain(other.date, event.date))


def _one_place(first: str, second: str) -> bool:
    """Tell whether one place may lie inside the other: "Moon" and "Sea of Tranquility, Moon"."""
    words = [set(re.findall(r"\w+", fold(place))) for place in (first, second)]
    return words[0] <= words[1] or words[1] <= words[0]


def unlike_spellings(history: History) -> Iterator[Finding]:
    """Find names that differ in accents, hyphens or a letter or two from an earlier one, unless both are declared."""
    first_use: dict[str, tuple[str, Event, int]] = {}
    for event in history.events:
        for index, name in enumerate(event.people):
            first_use.setdefault(caseless(name), (name, event, index))
    known = [name for name, _, _ in first_use.values()] + [n for p in history.world.people for n in p.names[1:]]
    rank = {caseless(name): number for number, name in reversed(list(enumerate(known)))}
    by_key: dict[tuple[str, ...], list[str]] = {}
    for name in dict.fromkeys(known):
        for key in shared_keys(name):
            by_key.setdefault(key, []).append(name)
    for folded, (name, event, index) in first_use.items():
        if history.world.directory.person(name) is not None:
            continue
        near = {other for key in shared_keys(name) for other in by_key[key] if caseless(other) != folded}
        earlier = (
            other
            for other in near
            if history.world.directory.person(other) is not None or rank[caseless(other)] < rank[folded]
        )
        for other in sorted(earlier, key=lambda each: rank[caseless(each)]):
            if alike(name, other, _ALIKE):
                message = f'"{name}" and "{other}" may be one person'
                yield Finding(event.at, ("people", index), message, "use one spelling")
                break


def actor_too_young(history: History) -> Iterator[Finding]:
    """Find actors who are born after what tells of their character was shown."""
    shown: dict[str, EdtfDate] = {}
    for event, _, person in history.acts:
        aired = history.world.airing(event) if event.kind != "real" else None
        if aired and (person.id not in shown or aired.is_before(shown[person.id])):
            shown[person.id] = aired
    for person in history.world.people:
        aired = shown.get(person.id)
        if aired and person.actor_born and aired.is_before(person.actor_born):
            message = f"{person.actor or 'the actor'} is born {person.actor_born}, after the part was played ({aired})"
            yield Finding(person.at, ("actor_born",), message, None, certain(aired, person.actor_born))


def _deaths(died: EdtfDate | Mapping[str, EdtfDate] | None) -> Iterator[tuple[tuple[str, ...], EdtfDate]]:
    """Return each date of death, with its key."""
    if isinstance(died, Mapping):
        for timeline, date in died.items():
            yield ("died", timeline), date
    elif died is not None:
        yield ("died",), died


def _is_over(years: int, born: EdtfDate, then: EdtfDate) -> bool:
    """Tell whether someone is past that birthday on the first day of a date, however late in `born` the birth was."""
    if born.latest is None or then.earliest is None:
        return False
    year, month, day = from_ordinal(born.latest)
    return then.earliest > to_ordinal(year + years, month, day)


RULES = (
    Rule("C301", "error", "someone acts before birth", before_birth),
    Rule("C302", "error", "someone acts after death, in that timeline", after_death),
    Rule("C303", "error", f"someone is over {OLDEST} years old", too_old),
    Rule("C304", "warning", "someone is in two places on one day", two_places),
    Rule("C305", "warning", "two spellings of what may be one name", unlike_spellings),
    Rule("C306", "error", "an actor who is born after the part was played", actor_too_young),
    Rule("C307", "error", "someone who dies before birth", dead_before_born),
)
