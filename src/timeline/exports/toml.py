"""Write selected events as an events file, with all other tables of their history.

The result can be read back, alone or with other parts of the same history: all tables except the events are complete, and
the point of divergence of every timeline in which an event happens is included. Links to events that are not included are
dropped, and a note counts them. The keys come from the table of keys (`timeline.source.fields`), so that none is missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from timeline.model.dates import EdtfDate
from timeline.model.events import LINKS, REAL
from timeline.model.shows import Episode, Season
from timeline.source.decode import FORMAT
from timeline.source.fields import EVENT, PERSON, SHOW, STATE, TIMELINE, Type
from timeline.source.writer import dumped, event_text, toml_date

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from timeline.formats.output import Output
    from timeline.model.events import Event
    from timeline.model.shows import Show
    from timeline.model.world import State, Timeline
    from timeline.source.fields import Field, Table
    from timeline.store.chronicle import Chronicle


def render(chronicle: Chronicle, events: Sequence[Event], output: Output) -> None:
    writer = _Writer(chronicle, events)
    output.stream.write(dumped(writer.head()))
    for event in writer.events:
        output.stream.write("\n" + event_text(writer.event(event)))
    if writer.dropped:
        output.note(
            f"left out {writer.dropped} link{'' if writer.dropped == 1 else 's'} to events that are not selected"
        )


def table_of(value: Any, keys: Table, **replaced: object) -> dict[str, Any]:
    """Return a value of the model as a TOML table: its keys in the order of the format, without those at their default.

    `replaced` has values that replace those of the fields; None and an empty list leave a key out.
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
    """Return the field of the dataclass for a key: `is` is a keyword of Python, and lists of tables have plural names."""
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

    def __init__(self, chronicle: Chronicle, selected: Sequence[Event]) -> None:
        self._chronicle = chronicle
        self._world = chronicle.world
        self.events = _with_pods(chronicle, selected)
        self._ids = {event.id for event in self.events}
        self._shows = list(self._world.shows.values())
        if not any(show.declared for show in self._shows):
            self._shows = []
        self.dropped = 0

    def head(self) -> dict[str, Any]:
        """Return all tables except the events."""
        world, off = self._world, self._chronicle.check_off
        timelines = [each for each in world.timelines.values() if each.id != REAL or each.declared]
        tables = {
            "format": FORMAT,
            "name": world.name,
            "check": {"off": list(off)} if off else None,
            "timeline": [self._timeline(each) for each in timelines]
            if any(each.declared for each in timelines)
            else [],
            "show": [self._show(show) for show in self._shows],
            "person": [table_of(person, PERSON) for person in world.people],
            "state": [self._state(state) for state in world.states],
            "tags": dict(world.tags),
        }
        return {key: value for key, value in tables.items() if value not in (None, [], {})}

    def _timeline(self, timeline: Timeline) -> dict[str, Any]:
        pod = timeline.diverges_at if timeline.diverges_at in self._ids else None
        return table_of(timeline, TIMELINE, parent=timeline.parent, diverges_at=pod)

    def _show(self, show: Show) -> dict[str, Any]:
        show = replace(show, seasons=_seasons_named(show, self.events))
        is_placed = show.declared or show.id in self._world.timelines
        return table_of(show, SHOW) if is_placed else table_of(show, SHOW, timeline=REAL)

    def _state(self, state: State) -> dict[str, Any]:
        return table_of(state, STATE, timeline=self._named_timeline(state))

    def event(self, event: Event) -> dict[str, Any]:
        """Return the table of an event."""
        links: dict[str, Any] = {}
        for key in ("because", *LINKS):
            kept = [target for target in getattr(event, key) if self._is_kept(target)]
            links[key] = kept[0] if len(kept) == 1 and key in LINKS else kept
        return table_of(event, EVENT, timeline=self._named_timeline(event), **links)

    def _named_timeline(self, row: Event | State) -> str | list[str] | None:
        """Return the timelines to write; None if the event or state is real or on the timeline of its show."""
        atls = [timeline for timeline in row.timelines if timeline != REAL]
        if row.kind == "real" or not atls:
            return None
        if len(atls) > 1 or row.timelines[0] == REAL:
            return list(row.timelines)
        return None if any(each.id == row.show and _places_on(each, atls[0]) for each in self._shows) else atls[0]

    def _is_kept(self, event_id: str) -> bool:
        """Return whether the target of a link is included; count it if it is not."""
        self.dropped += event_id not in self._ids
        return event_id in self._ids


def _with_pods(chronicle: Chronicle, selected: Sequence[Event]) -> Sequence[Event]:
    """Return the events, and the points of divergence of the timelines in which they happen and of their ancestors."""
    world = chronicle.world
    events, ids, followed = list(selected), {event.id for event in selected}, set[str]()
    ahead = [timeline for event in selected for timeline in event.timelines]
    added: list[Event] = []
    while ahead:
        timeline = ahead.pop()
        if timeline in followed:
            continue
        followed.add(timeline)
        ahead.append(world.timelines[timeline].parent or REAL)
        pod = world.pods.get(timeline)
        if pod is not None and pod.id not in ids:
            ids.add(pod.id)
            added.append(chronicle.event(pod.id))
            ahead += added[-1].timelines
    ranks = [event.rank for event in events]
    if ranks != sorted(ranks):
        return sorted(added, key=lambda event: event.rank) + events
    return sorted(events + added, key=lambda event: event.rank)


def _seasons_named(show: Show, events: Sequence[Event]) -> tuple[Season, ...]:
    """Return the declared seasons, and those that a point of divergence names although a fence leaves out their tables."""
    seasons = {season.number: season for season in show.seasons}
    for event in events if seasons else ():
        if event.show == show.id and event.season is not None:
            known = seasons.get(event.season, Season(number=event.season))
            is_named = bool(known.episodes) or event.season not in seasons
            if event.episode is not None and is_named and known.episode(event.episode) is None:
                known = replace(known, episodes=(*known.episodes, Episode(number=event.episode)))
            seasons[event.season] = known
    return tuple(seasons.values())


def _places_on(show: Show, timeline: str) -> bool:
    """Return whether the show's table puts its events on a timeline."""
    return (show.timeline or show.id) == timeline
