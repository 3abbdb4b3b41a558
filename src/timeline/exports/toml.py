"""Write selected events as an events file, with the tables of their history that they name.

The result can be read back. If all events are selected, all tables are written, else only what the events name. Links to
events that are not selected are dropped, and a note counts them. Tables are written by the table of keys
(`timeline.source.fields`), so that no key can be forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from timeline.model.dates import EdtfDate
from timeline.model.events import LINKS, REAL
from timeline.model.names import fold
from timeline.source.decode import FORMAT
from timeline.source.fields import EVENT, PERSON, SHOW, STATE, TIMELINE, Type
from timeline.source.writer import dumped, event_text, toml_date

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from timeline.formats.output import Output
    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.model.shows import Show
    from timeline.model.world import State, Timeline
    from timeline.source.fields import Field, Table
    from timeline.store.chronicle import Chronicle


def render(chronicle: Chronicle, events: Sequence[Event], output: Output) -> None:
    writer = _Writer(chronicle, events)
    output.stream.write(dumped(writer.head()))
    for event in events:
        output.stream.write("\n" + event_text(writer.event(event)))
    if writer.dropped:
        output.note(
            f"left out {writer.dropped} link{'' if writer.dropped == 1 else 's'} to events that are not selected"
        )


def table_of(value: Any, keys: Table, **replaced: object) -> dict[str, Any]:
    """Return the table of one thing: its keys in the order of the format, without those that have their default.

    `replaced` has the values of keys that are not to be those of the fields; None and an empty list leave a key out.
    """
    defaults = {field.name: field.default for field in fields(value)}
    table: dict[str, Any] = {}
    for entry in keys.fields:
        name = _attribute(entry, defaults)
        found: Any = replaced.get(entry.key) if entry.key in replaced else getattr(value, name)
        if found in (None, []) or (entry.key not in replaced and found == defaults[name]):
            continue
        if entry.table is not None:
            table[entry.key] = [table_of(each, entry.table) for each in found]
        else:
            table[entry.key] = found if entry.type is Type.FREE else _plain(found)
    return table


def _attribute(entry: Field, known: Collection[str]) -> str:
    """Return the field of the dataclass for a key: `is` is a word of Python, and most tables are in the plural."""
    if iskeyword(entry.key):
        return f"{entry.key}_"
    return entry.key if entry.key in known else f"{entry.key}s"


def _plain(value: object) -> object:
    if isinstance(value, EdtfDate):
        return toml_date(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return list(value) if isinstance(value, tuple) else value


class _Writer:
    """Turns a selection into tables, and counts the links that it drops."""

    def __init__(self, chronicle: Chronicle, events: Sequence[Event]) -> None:
        self._chronicle = chronicle
        self._world = chronicle.world
        self._events = events
        self._ids = {event.id for event in events}
        self._is_whole = len(self._ids) == len(chronicle)
        self._shows = self._used_shows()
        self._people = self._used_people()
        self._timelines = self._used_timelines()
        self.dropped = 0

    def _used_shows(self) -> list[Show]:
        """Return the shows that events name; none if one of them is implied, because declared shows are a complete list."""
        named = {event.show for event in self._events}
        used = [show for show in self._world.shows.values() if self._is_whole or show.id in named]
        return used if all(show.declared for show in used) else []

    def _used_people(self) -> list[Person]:
        named = {fold(name) for event in self._events for name in event.people}
        people = self._world.people
        return [each for each in people if self._is_whole or any(fold(name) in named for name in each.names)]

    def _used_timelines(self) -> list[Timeline]:
        """Return the timelines that events, shows and deaths name, with their ancestors; none if none is declared."""
        known = self._world.timelines
        if not any(timeline.declared for timeline in known.values()):
            return []
        used = {timeline for event in self._events for timeline in event.timelines} | {
            show.timeline or show.id for show in self._shows
        }
        for person in self._people:
            used |= set(person.died) if isinstance(person.died, Mapping) else set()
        for timeline in [each for each in used if each is not None and each in known]:
            used |= {segment.timeline for segment in self._world.lineage(timeline).segments}
        kept = [each for each in known.values() if self._is_whole or each.id in used]
        return [timeline for timeline in kept if timeline.id != REAL or timeline.declared]

    def head(self) -> dict[str, Any]:
        """Return all tables but the events."""
        world, off = self._world, self._chronicle.check_off
        used = {fold(tag) for event in self._events for tag in event.tags}
        tables = {
            "format": FORMAT,
            "name": world.name,
            "check": {"off": list(off)} if off else None,
            "timeline": [self._timeline(timeline) for timeline in self._timelines],
            "show": [table_of(self._kept_seasons(show), SHOW) for show in self._shows],
            "person": [table_of(person, PERSON) for person in self._people],
            "state": [self._state(state) for state in world.states] if self._is_whole else [],
            "tags": {tag: text for tag, text in world.tags.items() if self._is_whole or fold(tag) in used},
        }
        return {key: value for key, value in tables.items() if value not in (None, [], {})}

    def _timeline(self, timeline: Timeline) -> dict[str, Any]:
        return table_of(timeline, TIMELINE, parent=timeline.parent, diverges_at=self._kept(timeline.diverges_at))

    def _kept_seasons(self, show: Show) -> Show:
        """Return a show with the seasons and the episodes that tell of the selected events."""
        if self._is_whole:
            return show
        told = {(event.season, event.episode) for event in self._events if event.show == show.id}
        seasons = [
            replace(season, episodes=tuple(each for each in season.episodes if (season.number, each.number) in told))
            for season in show.seasons
            if any(number == season.number for number, _ in told)
        ]
        return replace(show, seasons=tuple(seasons))

    def _state(self, state: State) -> dict[str, Any]:
        return table_of(state, STATE, timeline=self._named_timeline(state))

    def event(self, event: Event) -> dict[str, Any]:
        """Return the table of an event."""
        links: dict[str, Any] = {}
        for key in ("because", *LINKS):
            kept = [target for target in getattr(event, key) if self._kept(target)]
            links[key] = kept[0] if len(kept) == 1 and key in LINKS else kept
        return table_of(event, EVENT, timeline=self._named_timeline(event), **links)

    def _named_timeline(self, row: Event | State) -> str | list[str] | None:
        """Return the timelines if they have to be written: for what is not real and not on the timeline of its show."""
        atls = [timeline for timeline in row.timelines if timeline != REAL]
        if row.kind == "real" or not atls:
            return None
        if len(atls) > 1 or row.timelines[0] == REAL:
            return list(row.timelines)
        return None if any(each.id == row.show and _places_on(each, atls[0]) for each in self._shows) else atls[0]

    def _kept(self, event_id: str | None) -> str | None:
        if event_id is not None and event_id not in self._ids:
            self.dropped += 1
            return None
        return event_id


def _places_on(show: Show, timeline: str) -> bool:
    """Return whether the show's table puts its events on a timeline."""
    return show.declared and (show.timeline or show.id) == timeline
