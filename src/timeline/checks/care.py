"""Q1: data that is possible but poorly maintained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks import reach, reach_names
from timeline.checks.rule import PLACE, Finding, Rule, file_order
from timeline.checks.twins import near_duplicates
from timeline.model.names import fold
from timeline.model.shows import Show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.checks.history import History
    from timeline.model.events import Origin
    from timeline.model.people import Person
    from timeline.source.positions import Path

LONGEST_TITLE = 80
"""The most characters that a title should have."""


def no_source(history: History) -> Iterator[Finding]:
    """Find events without a source, if any event of the history has one."""
    if any(event.source for event in history.events):
        for event in history.events:
            if not event.source:
                yield Finding(event.at, (), "there is no source", 'write source = "..."')


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
    """Find ids of events and of timelines, and names of shows, people, offices and tags, that differ only in case."""
    timelines = [each for each in history.world.timelines.values() if each.declared]
    for thing, bearers in (("timeline", timelines), ("event", sorted(history.events, key=file_order))):
        known: dict[str, str] = {}
        for bearer in bearers:
            first = known.setdefault(fold(bearer.id), bearer.id)
            if first != bearer.id:
                message = f'the {thing} "{bearer.id}" differs only in case from the {thing} "{first}"'
                yield Finding(bearer.at, ("id",), message, "give one of them a different id")
    yield from _names_but_for_case(history.world.shows.values())
    yield from _names_but_for_case(history.world.people)
    yield from _one_but_for_case("office", ((each.at, ("of",), each.of) for each in history.world.states))
    tags = history.document.tag_origins.items()
    yield from _one_but_for_case("tag", ((place, (tag,), tag) for tag, place in tags))


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


def _one_but_for_case(thing: str, written: Iterable[tuple[Origin | None, Path, str]]) -> Iterator[Finding]:
    """Find names of one thing that differ only in case from the first one that is written, each once."""
    forms: dict[str, str] = {}
    told: set[str] = set()
    for at, key, name in written:
        first = forms.setdefault(fold(name), name)
        if first != name and name not in told:
            told.add(name)
            message = f'the {thing} "{name}" differs only in case from "{first}": both are one {thing}'
            yield Finding(at, key, message, f'write "{first}"')


RULES = (
    Rule(
        "Q101",
        "warning",
        "an event without a source, in a history that gives sources",
        no_source,
        frozenset({"source"}),
        reach_names.sourced,
    ),
    Rule(
        "Q102",
        "warning",
        "two events that may be one",
        near_duplicates,
        PLACE | {"id", "title", "because"},
        reach_names.titled_alike,
    ),
    Rule(
        "Q103",
        "warning",
        "a person whom no event and no state names",
        unused_people,
        frozenset({"people"}),
        reach_names.mentioned,
    ),
    Rule("Q104", "warning", "a tag that no event has", unused_tags, frozenset({"tags"}), reach_names.tagged),
    Rule(
        "Q105",
        "warning",
        f"a title of more than {LONGEST_TITLE} characters",
        long_title,
        frozenset({"title"}),
        reach.own,
    ),
    Rule("Q106", "warning", "an inferred event with an exact date", too_fine, PLACE | {"canon"}, reach.own),
    Rule(
        "Q108",
        "warning",
        "ids, or names of shows, people, offices or tags, that differ only in case",
        same_but_for_case,
        frozenset({"id"}),
        reach_names.called,
    ),
)
