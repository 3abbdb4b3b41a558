"""The tables that files declare: timelines, shows, people, tags and settings of `check`.

Several files may declare the same thing. It counts once if they agree in every key; a point of divergence may stand in one
of them only. Any other difference is an error at both places.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.model.events import REAL, Origin
from timeline.model.names import slug
from timeline.model.people import Person
from timeline.model.shows import Episode, Season, Show
from timeline.model.world import State, Timeline
from timeline.source.name_checks import NameChecks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.source.groups import Group
    from timeline.source.row import Row

Declared = TypeVar("Declared", Timeline, Show, Person)


def declare_tables(group: Group) -> None:
    """Take in the timelines, the tags and the settings of `check` of a group."""
    document = group.document
    for row in group.rows("timeline"):
        _declare_timeline(group, row)
    for file in group.files:
        for tag, meaning in file.values.get("tags", {}).items():
            group.world.tags.setdefault(tag, meaning)
            document.tag_origins.setdefault(tag, Origin(file.file, "tags"))
        document.check_off[file.file] = file.values.get("check", {}).get("off", ())


def declare_people(group: Group) -> None:
    """Take in the people of a group. All declared shows are known by then."""
    castings = NameChecks(group).castings
    known = {person.id: person for person in group.world.people}
    for row in group.rows("person"):
        values = row.values | {"played_by": tuple(castings(row))}
        person = Person(id=values.pop("id", None) or slug(values["name"]) or values["name"], at=row.at, **values)
        first = known.setdefault(person.id, person)
        if first is person:
            group.world.people.append(person)
        elif not is_repeated(first, person):
            _note_both(group, first, person, "id" if "id" in row.values else "name", f'the person "{person.id}"')


def _declare_timeline(group: Group, row: Row) -> None:
    values = dict(row.values)
    timeline = Timeline(name=values.pop("name", values["id"]), at=row.at, **values)
    if timeline.id == REAL:
        timeline = replace(timeline, parent=None)
    else:
        group.atls[timeline.id] = None
    first = group.world.timelines.get(timeline.id)
    if first is None or not first.declared:
        group.world.timelines[timeline.id] = timeline
        return
    pod = first.diverges_at or timeline.diverges_at
    if is_repeated(replace(first, diverges_at=pod), replace(timeline, diverges_at=timeline.diverges_at or pod)):
        group.world.timelines[timeline.id] = replace(first, diverges_at=pod)
    else:
        _note_both(group, first, timeline, "id", f'the timeline "{timeline.id}"')


def declare_shows(group: Group) -> None:
    """Take in the shows of a group. Each implies its timeline."""
    for row in group.rows("show"):
        values = dict(row.values)
        seasons = tuple(_season(season) for season in values.pop("season", ()))
        show = Show(name=values.pop("name", values["id"]), seasons=seasons, at=row.at, **values)
        taken = [other for name in show.names if (other := group.shows.find_exactly(name)) is not None]
        if not taken:
            group.shows.add(show)
        elif not is_repeated(taken[0], show):
            name = next(name for name in show.names if group.shows.find_exactly(name))
            _note_both(group, taken[0], show, "id", f'a show called "{name}"')
            continue
        timelines = group.world.timelines
        if show.timeline not in (None, REAL) and "timeline" in group.declares and show.timeline not in timelines:
            group.unknown(row, "timeline", "E403", "there is no timeline", show.timeline or "", timelines)
        if show.timeline != REAL:
            group.name_atl(show.timeline or show.id, row, "timeline" if show.timeline else "id")


def _season(row: Row) -> Season:
    values = dict(row.values)
    episodes = tuple(Episode(**episode.values) for episode in values.pop("episode", ()))
    return Season(episodes=episodes, **values)


def _note_both(group: Group, first: Declared, second: Declared, key: str, name: str) -> None:
    """Note that two tables that differ declare one thing."""
    keys = differences(first, second)
    message = f"{name} is declared twice{', and differs in ' + keys if keys else ''}"
    for table in (first, second):
        group.note(table.at, key, "E401", message, "keep one of the two, or give one another id and other names")


def is_repeated(first: Any, second: Any) -> bool:
    """Return whether two declarations are the same, key for key, in different files."""
    return bool(first == second and first.at and second.at and first.at.file != second.at.file)


def differences(first: Any, second: Any, besides: Sequence[str] = ()) -> str:
    """Return the keys in which two declarations differ, in words."""
    names = [each.name for each in fields(first) if each.compare and each.name not in besides]
    differing = [name for name in names if getattr(first, name) != getattr(second, name)]
    keys = {"seasons": "season", "timelines": "timeline"}
    return ", ".join(f"`{keys.get(name, name.rstrip('_'))}`" for name in differing)


def merged_states(states: Sequence[State]) -> list[State]:
    """Return states without those that another file declares again."""
    kept: dict[Any, list[State]] = {}
    for state in states:
        same = kept.setdefault((state.of, state.is_, state.date.text), [])
        if not any(is_repeated(first, state) for first in same):
            same.append(state)
    order = {id(state): n for n, state in enumerate(states)}
    return sorted((state for same in kept.values() for state in same), key=lambda state: order[id(state)])
