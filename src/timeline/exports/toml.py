"""An events file again: the selected events, with the tables of their history that they name.

What was filtered out of a file can be read back. Every event says by itself where it belongs; of the tables only what the
events name comes along, all of them where no event was left out. Links that lead out of the selection are dropped, and a
note counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from timeline.model.events import LINKS, REAL, Event
from timeline.model.names import fold
from timeline.source.decode import FORMAT
from timeline.source.fields import EVENT
from timeline.source.writer import dumped, event_text, toml_date

if TYPE_CHECKING:
    from timeline.formats.output import Output
    from timeline.formats.report import Report, Selection
    from timeline.model.people import Person
    from timeline.model.shows import Show
    from timeline.model.world import State, Timeline

_DEFAULTS = {"order": 0, "canon": "screen"}


def render(report: Report[Any], output: Output) -> None:
    assert report.selection is not None
    writer = _Writer(report.selection)
    head = dumped(writer.head())
    output.stream.write(head)
    for event in report.selection.events:
        output.stream.write("\n" + event_text(writer.event(event)))
    if writer.dropped:
        links = "1 link leads" if writer.dropped == 1 else f"{writer.dropped} links lead"
        output.note(f"{links} out of the selection and {'is' if writer.dropped == 1 else 'are'} left out")


class _Writer:
    """Turns a selection into tables, and counts the links that it drops."""

    def __init__(self, selection: Selection) -> None:
        self._chronicle = selection.chronicle
        self._world = selection.chronicle.world
        self._events = selection.events
        self._ids = {event.id for event in selection.events}
        self._is_whole = len(self._ids) == len(selection.chronicle)
        self._shows = self._used_shows()
        self._people = list(self._people_named())
        self._timelines = self._used_timelines()
        self.dropped = 0

    def _used_shows(self) -> list[Show]:
        """Return the shows that events name; none where one of them is implied, for a table once there is complete."""
        named = {event.show for event in self._events}
        used = [show for show in self._world.shows.values() if self._is_whole or show.id in named]
        return used if all(show.declared for show in used) else []

    def _people_named(self) -> Iterable[Person]:
        named = {fold(name) for event in self._events for name in event.people}
        people = self._world.people
        return (person for person in people if self._is_whole or any(fold(name) in named for name in person.names))

    def _used_timelines(self) -> list[Timeline]:
        """Return the timelines that events, shows and deaths name, with their ancestors; none where none is declared."""
        if not any(timeline.declared for timeline in self._world.timelines.values()):
            return []
        used = {event.timeline for event in self._events} | {show.timeline or show.id for show in self._shows}
        for person in self._people:
            used |= set(person.died) if isinstance(person.died, Mapping) else set()
        for timeline in [timeline for timeline in used if timeline is not None and timeline in self._world.timelines]:
            used |= {segment.timeline for segment in self._world.lineage(timeline).segments}
        kept = [each for each in self._world.timelines.values() if self._is_whole or each.id in used]
        return [timeline for timeline in kept if timeline.id != REAL or timeline.declared]

    def head(self) -> dict[str, Any]:
        """Return everything but the events."""
        tables: dict[str, Any] = {"format": FORMAT, "name": self._world.name}
        tables["check"] = {"off": list(self._chronicle.check_off)} if self._chronicle.check_off else None
        tables["timeline"] = [self._timeline(timeline) for timeline in self._timelines]
        tables["show"] = [self._show(show) for show in self._shows]
        tables["person"] = [_person(person) for person in self._people]
        tables["state"] = [self._state(state) for state in self._world.states] if self._is_whole else []
        used = {fold(tag) for event in self._events for tag in event.tags}
        tags = self._world.tags.items()
        tables["tags"] = {tag: meaning for tag, meaning in tags if self._is_whole or fold(tag) in used}
        return _without_empty(tables)

    def _timeline(self, timeline: Timeline) -> dict[str, Any]:
        if timeline.id == REAL:
            return {"id": REAL, "name": timeline.name}
        table = {"id": timeline.id, "name": timeline.name, "parent": timeline.parent}
        return _without_empty(table | {"diverges_at": self._kept(timeline.diverges_at)})

    def _show(self, show: Show) -> dict[str, Any]:
        told = {(event.season, event.episode) for event in self._events if event.show == show.id}
        seasons = []
        for season in show.seasons:
            episodes = [
                _without_empty({"number": e.number, "title": e.title, "aired": e.aired and toml_date(e.aired)})
                for e in season.episodes
                if self._is_whole or (season.number, e.number) in told
            ]
            dates = {
                key: when and toml_date(when) for key, when in (("setting", season.setting), ("aired", season.aired))
            }
            if self._is_whole or any(number == season.number for number, _ in told):
                seasons.append(_without_empty({"number": season.number, **dates, "episode": episodes}))
        named = {"id": show.id, "name": show.name, "aliases": list(show.aliases), "timeline": show.timeline}
        return _without_empty({**named, "season": seasons})

    def _state(self, state: State) -> dict[str, Any]:
        named = {"of": state.of, "is": state.is_, "date": toml_date(state.date), "kind": state.kind, "show": state.show}
        timeline = self._named_timeline(state.kind, state.show, state.timeline)
        return _without_empty({**named, "timeline": timeline, "source": list(state.source)})

    def event(self, event: Event) -> dict[str, Any]:
        """Return an event's table, its keys in the order of the format."""
        table: dict[str, Any] = {}
        for entry in EVENT.fields:
            value = getattr(event, entry.key)
            if value not in (None, (), _DEFAULTS.get(entry.key)):
                table[entry.key] = list(value) if isinstance(value, tuple) else value
        table["date"] = toml_date(event.date)
        table["timeline"] = self._named_timeline(event.kind, event.show, event.timeline)
        for key in ("because", *LINKS):
            kept = [target for target in getattr(event, key) if self._kept(target)]
            table[key] = kept[0] if len(kept) == 1 and key in LINKS else kept
        free = {} if event.x is None else {"x": event.x}
        return _without_empty(table) | free

    def _named_timeline(self, kind: str, show: str | None, timeline: str | None) -> str | None:
        """Return the timeline where it has to be written: for what is not real and no show table places."""
        if kind == "real" or timeline is None:
            return None
        return None if any(each.id == show and _places_on(each, timeline) for each in self._shows) else timeline

    def _kept(self, event_id: str | None) -> str | None:
        if event_id is not None and event_id not in self._ids:
            self.dropped += 1
            return None
        return event_id


def _places_on(show: Show, timeline: str) -> bool:
    """Tell whether the show's table says that its events belong to a timeline."""
    return show.declared and (show.timeline or show.id) == timeline


def _person(person: Person) -> dict[str, Any]:
    died = person.died
    return _without_empty(
        {
            "id": person.id,
            "name": person.name,
            "aliases": list(person.aliases),
            "born": person.born and toml_date(person.born),
            "died": {key: toml_date(when) for key, when in died.items()}
            if isinstance(died, Mapping)
            else died and toml_date(died),
            "actor": person.actor,
            "actor_born": person.actor_born and toml_date(person.actor_born),
        }
    )


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value not in (None, [], {})}
