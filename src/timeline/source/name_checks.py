"""Whether the names in events, states and people are those of declared shows, seasons, people and tags."""

from __future__ import annotations

from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from timeline.model.names import did_you_mean, fold
from timeline.model.people import Casting
from timeline.source.problems import Problem, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.events import Origin
    from timeline.model.people import Person
    from timeline.model.shows import Season, Show
    from timeline.source.groups import Group
    from timeline.source.positions import Path
    from timeline.source.problems import Found, Hint
    from timeline.source.row import Row


class _Vocabulary:
    """The names that a table declares, and what to say of others."""

    def __init__(self, names: Iterable[str], code: str, message: str) -> None:
        self._known = {fold(name): name for name in names}
        self._met: set[str] = set()
        self._unknown: dict[str, Hint] = {}
        """The hint for each unknown name, worked out once and only if it is shown."""
        self._code, self._message = code, message

    def has(self, names: Sequence[str]) -> bool:
        """Return whether the table has all of these names, in any spelling that differs only in case or accents."""
        return self._met.issuperset(names) or all(map(self._has, names))

    def _has(self, name: str) -> bool:
        if name in self._unknown:
            return False
        if fold(name) in self._known:
            self._met.add(name)
            return True
        known = self._known.values()  # a hint that held this object would keep it, for this object holds the hint
        self._unknown[name] = cache(lambda: did_you_mean(name, known))
        return False

    def warnings(self, at: Origin, key: str, value: str | tuple[str, ...]) -> Iterator[Found]:
        """Yield what is to be said of the names under a key of the table at `at`: one, or a list of them."""
        number, path = path_of(at, key)
        for index, name in enumerate((value,) if isinstance(value, str) else value):
            if not self._has(name):
                place = path if isinstance(value, str) else (*path, index)
                yield number, Problem(self._code, f'{self._message} "{name}"', self._unknown[name], "warning", place)


class NameChecks:
    """Checks the names that the events and states of a group use."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._world = group.world
        self._people_met: set[str] = set()
        self._told: set[tuple[str | None, int | None, int | None]] = set()
        """The shows, seasons and episodes of which nothing is to be said."""

    def event(self, row: Row, show: str | None) -> None:
        """Note a season, an episode, people and tags that a complete table lacks; `show` is the id of the event's."""
        self._telling(row, show)
        people = row.values.get("people", ())
        if not self._people_met.issuperset(people):
            for name in people:
                self._person(name)
        if self._people is not None:
            self._listed(row, "people", self._people)
        if self._tags is not None:
            self._listed(row, "tags", self._tags)

    def state(self, row: Row, show: str | None) -> None:
        """Note a season, an episode and a holder that a complete table lacks; `show` is the id of the state's."""
        self._telling(row, show)
        self._person(row.values["is"])
        self._listed(row, "is", self._people)

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

    def _telling(self, row: Row, show_id: str | None) -> None:
        told = show_id, row.values.get("season"), row.values.get("episode")
        if told in self._told:
            return
        _, number, episode = told
        show = self._world.shows.get(show_id or "")
        season = self._season(row, "season", show, number)
        if season and season.episodes and episode is not None and season.episode(episode) is None:
            known = [each.number for each in season.episodes]
            self._group.unknown(row, "episode", "E405", f"season {season.number} has no episode", episode, known)
        elif season or not (show and show.seasons and number is not None):
            self._told.add(told)

    def _season(self, row: Row, key: str | Path, show: Show | None, number: int | None) -> Season | None:
        season = show.season(number) if show else None
        if show and show.seasons and number is not None and season is None:
            known = [each.number for each in show.seasons]
            self._group.unknown(row, key, "E405", f'"{show.name}" has no season', number, known)
        return season

    def _person(self, name: str) -> None:
        """Note a name that several people share, at each of them. Only names that are used count."""
        if name in self._people_met:
            return
        self._people_met.add(name)
        bearers = self._world.directory.bearers(name)
        if len(bearers) < 2:
            return
        names = " and ".join(f'"{person.name}"' for person in bearers)
        hint = f'give each a name of its own; a full name may stand in events for "{name}"'
        for person in bearers:
            self._group.note(person.at, _key_of_name(person, name), "E412", f'"{name}" stands for {names}', hint)

    @cached_property
    def _people(self) -> _Vocabulary | None:
        names = (name for person in self._world.people for name in person.names)
        return _Vocabulary(names, "W401", "no [[person]] is called") if "person" in self._group.declares else None

    @cached_property
    def _tags(self) -> _Vocabulary | None:
        is_declared = "tags" in self._group.declares
        return _Vocabulary(self._world.tags, "W402", "the [tags] table lacks") if is_declared else None

    def _listed(self, row: Row, key: str, known: _Vocabulary | None) -> None:
        value = row.values.get(key)
        if known is not None and value and not known.has((value,) if isinstance(value, str) else value):
            self._group.document.problems.warn(partial(known.warnings, row.place(key), key, value))


def _key_of_name(person: Person, name: str) -> tuple[str | int, ...]:
    """Return the key of a person's table that gives them a name."""
    for index, alias in enumerate(person.aliases):
        if fold(alias) == fold(name):
            return "aliases", index
    return ("name",) if fold(person.name) == fold(name) else ("id",)
