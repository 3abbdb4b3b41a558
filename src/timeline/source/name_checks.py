"""Whether the names in events, states and people are those of declared shows, seasons, people and tags."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.names import did_you_mean, fold
from timeline.model.people import Casting

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.model.shows import Season, Show
    from timeline.model.world import State
    from timeline.source.decode import Row
    from timeline.source.document import Document


class NameChecks:
    """Checks the names that a group of files uses; `declares` are the names of the tables that it declares."""

    def __init__(self, document: Document, declares: Collection[str], unknown: Callable[..., None]) -> None:
        self._world = document.world
        self._note = document.problems.note
        self._declares = declares
        self._unknown = unknown
        self._ambiguous: set[str] = set()
        """The names of several people that were noted."""

    def event(self, row: Row, event: Event) -> None:
        """Note a season, an episode, people and tags that a complete table lacks."""
        self._telling(row, event)
        for name in event.people:
            self._person(name)
        if "person" in self._declares:
            self._list(row, "people", "W401", "no [[person]] is called", self._people)
        if "tags" in self._declares:
            self._list(row, "tags", "W402", "the [tags] table lacks", self._tags)

    def state(self, row: Row, state: State) -> None:
        """Note a season, an episode and a holder that a complete table lacks."""
        self._telling(row, state)
        self._person(state.is_)
        if "person" in self._declares:
            self._list(row, "is", "W401", "no [[person]] is called", self._people)

    def castings(self, row: Row, show_named: Callable[[str], Show | None]) -> Iterator[Casting]:
        """Return who plays a person, with the show of each by its id; note shows and seasons that a table lacks."""
        castings = row.values.get("played_by", ())
        for key in ("actor", "actor_born"):
            if castings and key in row.values:
                hint = "name the actor in `played_by`, or leave that out"
                self._note(row.at, key, "E209", f"`{key}` stands beside `played_by`", hint)
        for index, casting in enumerate(castings):
            name = casting.values.get("show")
            show = None if name is None else show_named(name)
            if name is not None and show is None and "show" in self._declares:
                known = [name for show in self._world.shows.values() for name in show.names]
                self._unknown(row, ("played_by", index, "show"), "E402", "there is no show", name, known)
            for number in casting.values.get("season", ()) if show else ():
                self._season(row, ("played_by", index, "season"), show, number)
            yield Casting(**casting.values | {"show": show.id if show else name})

    def _telling(self, row: Row, told: Event | State) -> None:
        show = self._world.shows.get(told.show or "")
        season = self._season(row, "season", show, told.season)
        if season and season.episodes and told.episode is not None and season.episode(told.episode) is None:
            known = [each.number for each in season.episodes]
            self._unknown(row, "episode", "E405", f"season {season.number} has no episode", told.episode, known)

    def _season(
        self, row: Row, key: str | tuple[str | int, ...], show: Show | None, number: int | None
    ) -> Season | None:
        season = show.season(number) if show else None
        if show and show.seasons and number is not None and season is None:
            known = [each.number for each in show.seasons]
            self._unknown(row, key, "E405", f'"{show.name}" has no season', number, known)
        return season

    def _person(self, name: str) -> None:
        """Note a name that several people bear, at each of them, once something uses it."""
        bearers = self._world.directory.bearers(name)
        if len(bearers) < 2 or name in self._ambiguous:
            return
        self._ambiguous.add(name)
        names = " and ".join(f'"{person.name}"' for person in bearers)
        hint = f'give each a name of its own; a full name may stand in events for "{name}"'
        for person in bearers:
            self._note(person.at, _key_of_name(person, name), "E412", f'"{name}" stands for {names}', hint)

    @cached_property
    def _people(self) -> dict[str, str]:
        return {fold(name): name for person in self._world.people for name in person.names}

    @cached_property
    def _tags(self) -> dict[str, str]:
        return {fold(tag): tag for tag in self._world.tags}

    def _list(self, row: Row, key: str, code: str, message: str, known: dict[str, str]) -> None:
        value = row.values.get(key, ())
        names = {(key,): value} if isinstance(value, str) else {(key, index): name for index, name in enumerate(value)}
        for path, name in names.items():
            if fold(name) not in known:
                hint = did_you_mean(name, known.values())
                self._note(row.at, path, code, f'{message} "{name}"', hint, severity="warning")


def _key_of_name(person: Person, name: str) -> tuple[str | int, ...]:
    """Return the key of a person's table that gives them a name."""
    for index, alias in enumerate(person.aliases):
        if fold(alias) == fold(name):
            return "aliases", index
    return ("name",) if fold(person.name) == fold(name) else ("id",)
