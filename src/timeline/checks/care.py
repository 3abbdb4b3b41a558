"""Q1: data that is possible but poorly maintained."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from timeline.checks.likeness import alike, shared_keys
from timeline.checks.near import Entries
from timeline.checks.rule import Finding, Rule, file_order
from timeline.model.events import REAL
from timeline.model.names import fold
from timeline.model.shows import Show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.checks.history import History
    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.source.positions import Path

LONGEST_TITLE = 80
"""The most characters that a title should have."""

_ALIKE = 0.88
"""Two events at one time may be the same if their titles are at least this similar (difflib's ratio)."""


def no_source(history: History) -> Iterator[Finding]:
    """Find events without a source, if any event of the history has one."""
    if any(event.source for event in history.events):
        for event in history.events:
            if not event.source:
                yield Finding(event.at, (), "there is no source", 'write source = "..."')


def near_duplicates(history: History) -> Iterator[Finding]:
    """Find events of one timeline that overlap in time and have similar titles, and do not cause each other."""
    earlier: dict[tuple[str, int], Entries[Event]] = {}
    """By timeline and key of the title, in the order of time: the events before this one that may not be over."""
    reported: set[str] = set()
    for event, keys in _sharing(history.events):
        timelines = [REAL, *history.world.pods] if event.is_everywhere else history.homes(event)
        for timeline, (key, word) in product(timelines, keys):
            others = earlier.setdefault((timeline, key), Entries())
            twin = next((other for other in _near(others, word, event) if _may_be_one(other, event)), None)
            others.add(word, event)
            if twin is not None:
                first, second = sorted((twin, event), key=file_order)
                if second.id not in reported:
                    reported.add(second.id)
                    message = f'this may be the same event as "{first.id}" ({first.date})'
                    yield Finding(second.at, ("title",), message, "keep one of the two")


def _sharing(events: Sequence[Event]) -> Iterator[tuple[Event, list[tuple[int, str]]]]:
    """Yield the events whose titles have a key of another title, with these keys."""
    first: dict[int, int] = {}
    """By key: the place of the first event that has it."""
    shared: set[int] = set()
    places: set[int] = set()
    for place, event in enumerate(events):
        for key in shared_keys(event.title):
            other = first.setdefault(key, place)
            if other != place:
                shared.add(key)
                places |= {other, place}
    for place in sorted(places):  # keys are worked out again: those of all events would fill the memory
        keys = shared_keys(events[place].title)
        yield events[place], [(key, word) for key, word in keys.items() if key in shared]


def _near(earlier: Entries[Event], word: str, event: Event) -> Iterator[Event]:
    return earlier.near(word, lambda other: other.date.is_before(event.date))


def _may_be_one(first: Event, second: Event) -> bool:
    if first.date.is_before(second.date) or first.id in second.because or second.id in first.because:
        return False
    return alike(first.title, second.title, _ALIKE)


def unused_people(history: History) -> Iterator[Finding]:
    written = {name for event in history.events for name in event.people}
    used = set(map(fold, written.union(state.is_ for state in history.world.states)))
    for person in history.world.people:
        if not any(fold(name) in used for name in person.names):
            yield Finding(person.at, (), f"no event and no state names {person.name}")


def unused_tags(history: History) -> Iterator[Finding]:
    used = set(map(fold, {tag for event in history.events for tag in event.tags}))
    for tag, place in history.document.tag_origins.items():
        if fold(tag) not in used:
            yield Finding(place, (tag,), f'no event is tagged "{tag}"')


def long_title(history: History) -> Iterator[Finding]:
    for event in history.events:
        if len(event.title) > LONGEST_TITLE:
            message = f"the title has {len(event.title)} characters, more than {LONGEST_TITLE}"
            yield Finding(event.at, ("title",), message, "move the rest to the summary")


def too_fine(history: History) -> Iterator[Finding]:
    for event in history.events:
        if event.canon == "inferred" and event.date.is_one_day:
            message = f"an inferred event has the exact date {event.date}"
            yield Finding(
                event.at, ("date",), message, f'write "{event.date.text[:10]}~", or only the month or the year'
            )


def same_but_for_case(history: History) -> Iterator[Finding]:
    """Find ids of events and of timelines, and names of shows and people, that differ only in case."""
    known: dict[tuple[str, str], str] = {}
    events = [("event", event.id, event.at) for event in sorted(history.events, key=file_order)]
    timelines = [("timeline", each.id, each.at) for each in history.world.timelines.values() if each.declared]
    for thing, name, at in [*timelines, *events]:
        first = known.setdefault((thing, fold(name)), name)
        if first != name:
            message = f'the {thing} "{name}" differs only in case from the {thing} "{first}"'
            yield Finding(at, ("id",), message, "give one of them a different id")
    yield from _names_but_for_case(history.world.shows.values())
    yield from _names_but_for_case(history.world.people)


def _names_but_for_case(bearers: Iterable[Show] | Iterable[Person]) -> Iterator[Finding]:
    """Find names of shows, or of people, that differ only in case from the name of another."""
    known: dict[str, tuple[str, Show | Person]] = {}
    for bearer in bearers:
        keys: list[tuple[Path, str]] = [(("id",), bearer.id)] if isinstance(bearer, Show) else []
        keys += [(("name",), bearer.name), *((("aliases", n), alias) for n, alias in enumerate(bearer.aliases))]
        for key, name in keys:
            first, other = known.setdefault(fold(name), (name, bearer))
            is_again = key == ("name",) and isinstance(bearer, Show) and name == bearer.id
            if bearer is not other and name != first and not is_again:
                message = f'the name "{name}" differs only in case from "{first}", a name of {other.name}'
                yield Finding(bearer.at, key, message, "give one of them a different name")


RULES = (
    Rule("Q101", "warning", "an event without a source, in a history that gives sources", no_source),
    Rule("Q102", "warning", "two events that may be one", near_duplicates),
    Rule("Q103", "warning", "a person whom no event and no state names", unused_people),
    Rule("Q104", "warning", "a tag that no event has", unused_tags),
    Rule("Q105", "warning", f"a title of more than {LONGEST_TITLE} characters", long_title),
    Rule("Q106", "warning", "an inferred event with an exact date", too_fine),
    Rule("Q108", "warning", "ids, or names of shows or people, that differ only in case", same_but_for_case),
)
