"""Whether the names in events, states and people are those of declared shows, seasons, people and tags."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.names import did_you_mean, fold
from timeline.model.people import Casting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.model.shows import Season, Show
    from timeline.model.world import State
    from timeline.source.decode import Row
    from timeline.source.groups import Group
    from timeline.source.positions import Path


class NameChecks:
    """Checks the names that the events and states of a group use."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._world = group.world

    def event(self, row: Row, event: Event) -> None:
        """Note a season, an episode, people and tags that a complete table lacks."""
        self._telling(row, event)
        for name in event.people:
            self._person(name)
        if "person" in self._group.declares:
            self._list(row, "people", "W401", "no [[person]] is called", self._people)
        if "tags" in self._group.declares:
            self._list(row, "tags", "W402", "the [tags] table lacks", self._tags)

    def state(self, row: Row, state: State) -> None:
        """Note a season, an episode and a holder that a complete table lacks."""
        self._telling(row, state)
        self._person(state.is_)
        if "person" in self._group.declares:
            self._list(row, "is", "W401", "no [[person]] is called", self._people)

    def castings(self, row: Row) -> Iterator[Casting]:
        """Yield who plays a person, with the show of each by its id; note shows and seasons that a table lacks."""
        castings = row.values.get("played_by", ())
        for key in ("actor", "actor_born"):
            if castings and key in row.values:
                hint = "name the actor in `played_by`, or leave that out"
                self._group.note(row.at, key, "E209", f"`{key}` stands beside `played_by`", hint)
        for index, casting in enumerate(castings):
            name = casting.values.get("show")
            show = None if name is None else self._group.show_called(name, row, ("played_by", index, "show"))
            for number in casting.values.get("season", ()) if show else ():
                self._season(row, ("played_by", index, "season"), show, number)
            yield Casting(**casting.values | {"show": show.id if show else name})

    def _telling(self, row: Row, told: Event | State) -> None:
        show = self._world.shows.get(told.show or "")
        season = self._season(row, "season", show, told.season)
        if season and season.episodes and told.episode is not None and season.episode(told.episode) is None:
            known = [each.number for each in season.episodes]
            self._group.unknown(row, "episode", "E405", f"season {season.number} has no episode", told.episode, known)

    def _season(self, row: Row, key: str | Path, show: Show | None, number: int | None) -> Season | None:
        season = show.season(number) if show else None
        if show and show.seasons and number is not None and season is None:
            known = [each.number for each in show.seasons]
            self._group.unknown(row, key, "E405", f'"{show.name}" has no season', number, known)
        return season

    def _person(self, name: str) -> None:
        """Note a name that several people share, at each of them. Only names that are used count."""
        bearers = self._world.directory.bearers(name)
        if len(bearers) < 2:
            return
        names = " and ".join(f'"{person.name}"' for person in bearers)
        hint = f'give each a name of its own; a full name may stand in events for "{name}"'
        for person in bearers:
            self._group.note(person.at, _key_of_name(person, name), "E412", f'"{name}" stands for {names}', hint)

    @cached_property
    def _people(self) -> dict[str, str]:
        return {fold(name): name for person in self._world.people for name in person.names}

    @cached_property
    def _tags(self) -> dict[str, str]:
        return {fold(tag): tag for tag in self._world.tags}

    def _list(self, row: Row, key: str, code: str, message: str, known: dict[str, str]) -> None:
        at, value = row.place(key), row.values.get(key, ())
        names = {(key,): value} if isinstance(value, str) else {(key, index): name for index, name in enumerate(value)}
        for path, name in names.items():
            if fold(name) not in known:
                hint = did_you_mean(name, known.values())
                self._group.note(at, path, code, f'{message} "{name}"', hint, severity="warning")


def _key_of_name(person: Person, name: str) -> tuple[str | int, ...]:
    """Return the key of a person's table that gives them a name."""
    for index, alias in enumerate(person.aliases):
        if fold(alias) == fold(name):
            return "aliases", index
    return ("name",) if fold(person.name) == fold(name) else ("id",)
