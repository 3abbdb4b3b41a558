"""C3: contradictions in the lives of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import product
from typing import TYPE_CHECKING

from timeline.checks import reach, reach_names
from timeline.checks.likeness import ALIKE_NAMES, alike, shared_keys
from timeline.checks.near import Entries
from timeline.checks.rule import NOTHING, PLACE, Finding, Rule
from timeline.model.ages import OLDEST
from timeline.model.calendar import from_ordinal, to_ordinal
from timeline.model.dates import certain
from timeline.model.events import REAL
from timeline.model.names import caseless, fold

if TYPE_CHECKING:
    from timeline.checks.history import History
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event, Origin
    from timeline.model.people import Person
    from timeline.source.positions import Path


def before_birth(history: History) -> Iterator[Finding]:
    for event, index, person in history.acts:
        born = history.birth(person, _home(history, event))
        if born and event.date.is_before(born):
            message = f"{person.name} is born {born}, after this ({event.date})"
            yield Finding(event.at, ("people", index), message, None, certain(born, event.date), person)


def after_death(history: History) -> Iterator[Finding]:
    for event, index, person in history.acts:
        timeline = _home(history, event)
        died = history.death(person, timeline)
        if died and died.is_before(event.date):
            message = f'{person.name} dies {died} in the timeline "{timeline}", before this ({event.date})'
            differ = event.kind == "alt" and not isinstance(person.died, Mapping)
            hint = f"if only one history has that death, write died = {{ {REAL} = ... }}" if differ else None
            yield Finding(event.at, ("people", index), message, hint, certain(died, event.date), person)


def too_old(history: History) -> Iterator[Finding]:
    """Find ages over `OLDEST`, except of the dead, which C302 reports."""
    for event, index, person in history.acts:
        timeline = _home(history, event)
        born, died = history.birth(person, timeline), history.death(person, timeline)
        if born and _is_over(OLDEST, born, event.date) and not (died and died.is_before(event.date)):
            yield _too_old(person, event.at, ("people", index), born, event.date)
    for person in history.world.people:
        for key, born, died in _lives(history, person):
            if born and _is_over(OLDEST, born, died):
                yield _too_old(person, person.at, key, born, died)


def _too_old(person: Person, at: Origin | None, key: Path, born: EdtfDate, then: EdtfDate) -> Finding:
    message = f"{person.name}, born {born}, is over {OLDEST} by {then}"
    hint = f'if that is intended, write allow = ["C303"] below [[person]] name = "{person.name}"'
    return Finding(at, key, message, hint, certain(born, then), person)


def dead_before_born(history: History) -> Iterator[Finding]:
    for person in history.world.people:
        for key, born, died in _lives(history, person):
            if born and died.is_before(born):
                message = f"{person.name} dies {died}, before the birth ({born})"
                yield Finding(person.at, key, message, None, certain(born, died))


def _home(history: History, event: Event) -> str:
    """Return the timeline whose births and deaths count for an event: ours for a `both` event."""
    return history.homes(event)[0] if event.kind == "alt" else REAL


def _lives(history: History, person: Person) -> Iterator[tuple[Path, EdtfDate | None, EdtfDate]]:
    """Yield each date of death with its key, and the birth in the same timeline."""
    if isinstance(person.died, Mapping):
        for timeline, died in person.died.items():
            if timeline in history.world.timelines:
                yield ("died", timeline), history.birth(person, timeline), died
    elif person.died is not None:
        births = person.born.values() if isinstance(person.born, Mapping) else [person.born]
        for born in dict.fromkeys(births):
            yield ("died",), born, person.died


def two_places(history: History) -> Iterator[Finding]:
    """Find days on which a person is in two places of one timeline, unless one place is inside the other."""
    for day in _days(history):
        places: dict[tuple[str, str], dict[str, Event]] = {}
        """By person and timeline: the first event at each place."""
        reported: set[tuple[str, int]] = set()
        for event, (index, name), timeline in _stays(history, day):
            person = history.world.directory.person(name)
            known = places.setdefault((fold(person.name if person else name), timeline), {})
            place = event.place or ""
            other = next((other for at, other in known.items() if not _one_place(at, place)), None)
            known.setdefault(place, event)
            if other is not None and (event.id, index) not in reported:
                reported.add((event.id, index))
                message = f'{name} is in {other.place} on the same day ("{other.id}")'
                yield Finding(event.at, ("people", index), message, about=person)


def _days(history: History) -> Iterator[Sequence[Event]]:
    """Yield the events of each day with several places."""
    days: dict[int, Event | list[Event]] = {}
    for event in history.events:
        day = event.date.earliest
        if day is None or day != event.date.latest or not event.place or not event.people:
            continue
        others = days.setdefault(day, event)
        if isinstance(others, list):
            others.append(event)
        elif others is not event:
            days[day] = [others, event]
    for found in days.values():
        if isinstance(found, list) and any(event.place != found[0].place for event in found):
            yield found


def _stays(history: History, events: Iterable[Event]) -> Iterator[tuple[Event, tuple[int, str], str]]:
    """Yield each event with each of its people, by number and name, and each timeline in which they are there."""
    for event in events:
        timelines = history.world.holding(event) if event.kind == "both" else history.homes(event)
        for who, timeline in product(enumerate(event.people), timelines):
            yield event, who, timeline


def _one_place(first: str, second: str) -> bool:
    """Return whether one place may lie inside the other: "Moon" and "Sea of Tranquility, Moon"."""
    words = [set(re.findall(r"\w+", fold(place))) for place in (first, second)]
    return words[0] <= words[1] or words[1] <= words[0]


def unlike_spellings(history: History) -> Iterator[Finding]:
    """Find names that differ in accents, hyphens or a letter or two from an earlier one, unless both are declared.

    Names are those of people in events and those of the holders of states.
    """
    as_written: dict[str, tuple[Origin | None, Path]] = {}
    for name, at, key in _names_used(history):
        as_written.setdefault(name, (at, key))
    first_use: dict[str, tuple[str, Origin | None, Path]] = {}
    for name, (at, key) in as_written.items():
        first_use.setdefault(caseless(name), (name, at, key))
    known = [name for name, _, _ in first_use.values()] + [n for p in history.world.people for n in p.names[1:]]
    rank = {caseless(name): number for number, name in reversed(list(enumerate(known)))}
    by_key: dict[int, Entries[tuple[int, str]]] = {}
    for number, name in enumerate(dict.fromkeys(known)):
        for shared, word in shared_keys(name).items():
            by_key.setdefault(shared, Entries()).add(word, (number, name))
    for folded, (name, at, key) in first_use.items():
        if history.world.directory.person(name) is not None:
            continue
        near = merge(*(by_key[shared].near(word) for shared, word in shared_keys(name).items()))
        for _, other in near:
            is_earlier = rank[caseless(other)] < rank[folded]
            is_known = is_earlier or history.world.directory.person(other) is not None
            if is_known and alike(name, other, ALIKE_NAMES):
                yield Finding(at, key, f'"{name}" and "{other}" may be one person', "use one spelling")
                break


def _names_used(history: History) -> Iterator[tuple[str, Origin | None, Path]]:
    """Yield every name that an event or a state uses, with its place."""
    for event in history.events:
        for index, name in enumerate(event.people):
            yield name, event.at, ("people", index)
    for state in history.world.states:
        yield state.is_, state.at, ("is",)


def actor_too_young(history: History) -> Iterator[Finding]:
    """Find actors who were born after an event that they play in was shown."""
    shown: dict[tuple[str, int], EdtfDate] = {}
    """By person and entry of `played_by`: when the first event that it fits was shown."""
    acting: dict[tuple[int, str | None, int | None, int | None], tuple[Event, Person]] = {}
    for event, _, person in history.acts:
        if event.kind != "real" and person.castings:
            acting.setdefault((id(person), event.show, event.season, event.episode), (event, person))
    for event, person in acting.values():
        aired = history.world.airing(event)
        fitting = (n for n, casting in enumerate(person.castings) if casting.fits(event.show, event.season))
        number = next(fitting, None)
        if aired and number is not None:
            first = shown.setdefault((person.id, number), aired)
            shown[person.id, number] = aired if aired.is_before(first) else first
    for person in history.world.people:
        for number, casting in enumerate(person.castings):
            date = shown.get((person.id, number))
            if date and casting.born and date.is_before(casting.born):
                message = f"{casting.name} is born {casting.born}, after playing the part ({date})"
                key: Path = ("played_by", number, "born") if person.played_by else ("actor_born",)
                yield Finding(person.at, key, message, None, certain(date, casting.born))


def _is_over(years: int, born: EdtfDate, then: EdtfDate) -> bool:
    """Return whether someone is certainly older than a number of years on a date."""
    if born.latest is None or then.earliest is None:
        return False
    year, month, day = from_ordinal(born.latest)
    return then.earliest > to_ordinal(year + years, month, day)


_ACTS = PLACE | {"people"}
"""What rules read of people at their events."""

RULES = (
    Rule("C301", "error", "someone acts before birth", before_birth, _ACTS, reach.own),
    Rule("C302", "error", "someone acts after death, in that timeline", after_death, _ACTS, reach.own),
    Rule("C303", "error", f"someone is over {OLDEST} years old", too_old, _ACTS, reach.own),
    Rule(
        "C304",
        "warning",
        "someone is in two places on one day",
        two_places,
        _ACTS | {"id", "place"},
        reach_names.on_one_day,
    ),
    Rule("C305", "warning", "two spellings of what may be one name", unlike_spellings, _ACTS, reach_names.spelled),
    Rule("C306", "error", "an actor who is born after playing the part", actor_too_young, _ACTS, reach_names.played),
    Rule("C307", "error", "someone who dies before birth", dead_before_born, NOTHING),
)
