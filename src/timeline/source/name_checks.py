"""Whether the names in events and states are those of declared seasons, people and tags."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.names import did_you_mean, fold

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.source.decode import Row
    from timeline.source.groups import Group


class NameChecks:
    """Checks the names that the events and states of a group use."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._world = group.world

    def event(self, row: Row, event: Event) -> None:
        """Note a season, an episode, people and tags that a complete table lacks."""
        show = self._world.shows.get(event.show or "")
        season = show.season(event.season) if show else None
        if show and show.seasons and event.season is not None and season is None:
            message, numbers = f'"{show.name}" has no season', [each.number for each in show.seasons]
            self._group.unknown(row, "season", "E405", message, event.season, numbers)
        if season and season.episodes and event.episode is not None:
            numbers = [each.number for each in season.episodes]
            if event.episode not in numbers:
                message = f"season {season.number} has no episode"
                self._group.unknown(row, "episode", "E405", message, event.episode, numbers)
        for name in event.people:
            self.person(name)
        if "person" in self._group.declares:
            self._list(row, "people", "W401", "no [[person]] is called", self._people)
        if "tags" in self._group.declares:
            self._list(row, "tags", "W402", "the [tags] table lacks", self._tags)

    def person(self, name: str) -> None:
        """Note a name that several people bear, at each of them, once something uses it."""
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
        at = row.place(key)
        for index, name in enumerate(row.values.get(key, ())):
            if fold(name) not in known:
                hint = did_you_mean(name, known.values())
                self._group.note(at, (key, index), code, f'{message} "{name}"', hint, severity="warning")


def _key_of_name(person: Person, name: str) -> tuple[str | int, ...]:
    """Return the key of a person's table that gives them a name."""
    for index, alias in enumerate(person.aliases):
        if fold(alias) == fold(name):
            return "aliases", index
    return ("name",) if fold(person.name) == fold(name) else ("id",)
