"""Names become ids: which show and timeline every event belongs to, with the tables that a file leaves out implied.

A `--data` file and all that it includes is one group. Once a group declares a table of some kind, that table is complete
for it: a name that no declared table bears is an error. A group that declares none gets them implied by the names it uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.events import REAL, Event, Origin
from timeline.model.names import did_you_mean, fold, slug
from timeline.model.order import in_order
from timeline.model.people import Person
from timeline.model.shows import Episode, Season, Show
from timeline.model.world import State, Timeline
from timeline.source.name_checks import NameChecks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.model.events import Kind
    from timeline.source.decode import Row
    from timeline.source.document import Document
    from timeline.source.positions import Path

IMPLIED_TIMELINE = "alt"
"""The timeline of alt events in a file that names no timeline at all."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The decoded tables of one file, and the number of the `--data` file that brought it in."""

    file: int
    root: int
    values: dict[str, Any]


def resolve(document: Document, files: list[Decoded]) -> None:
    """Fill the document from decoded files. Names of tables are taken in first, over all files, then the events."""
    document.world.name = next((file.values["name"] for file in files if "name" in file.values), None)
    groups = [
        _Group(document, [file for file in files if file.root == root]) for root in sorted({f.root for f in files})
    ]
    for group in groups:
        group.tables()
    for group in groups:
        group.shows()
    for group in groups:
        group.people()
    for group in groups:
        group.members()
    document.events = in_order(document.events)


class _Group:
    """One `--data` file with its includes."""

    def __init__(self, document: Document, files: list[Decoded]) -> None:
        self._document = document
        self._world = document.world
        self._note = document.problems.note
        self._files = files
        self._declares = {name for file in files for name in file.values}
        self._atls: dict[str, None] = {}
        """The ATLs that this group declares or names."""
        self._check = NameChecks(document, self._declares, self._unknown)

    def _rows(self, table: str) -> Iterator[Row]:
        for file in self._files:
            yield from file.values.get(table, ())

    def tables(self) -> None:
        """Take in the timelines, the vocabulary of tags and the settings of the check."""
        timelines = self._world.timelines
        for row in self._rows("timeline"):
            values = dict(row.values)
            name = values.pop("name", values["id"])
            if values["id"] == REAL:
                values["parent"] = None
            elif values["id"] in timelines:
                self._twice(row, "id", f'there is a timeline "{values["id"]}" already')
                continue
            else:
                self._atls[values["id"]] = None
            timelines[values["id"]] = Timeline(name=name, at=row.at, **values)
        for file in self._files:
            self._world.tags.update(file.values.get("tags", {}))
            self._document.tag_origins.update(dict.fromkeys(file.values.get("tags", {}), Origin(file.file, "tags")))
            self._document.check_off[file.file] = file.values.get("check", {}).get("off", ())

    def people(self) -> None:
        """Take in the people, when all declared shows are known."""
        for row in self._rows("person"):
            self._person(row)

    def _person(self, row: Row) -> None:
        values = dict(row.values)
        values["played_by"] = tuple(self._check.castings(row, self._show))
        person = Person(id=values.pop("id", None) or slug(values["name"]) or values["name"], at=row.at, **values)
        if any(other.id == person.id for other in self._world.people):
            self._twice(row, "id" if "id" in row.values else "name", f'there is a person "{person.id}" already')
            return
        self._world.people.append(person)

    def shows(self) -> None:
        """Take in the declared shows; their timelines are implied where the group declares none."""
        for row in self._rows("show"):
            values = dict(row.values)
            seasons = tuple(self._season(season) for season in values.pop("season", ()))
            show_id = values["id"]
            timeline = values.pop("timeline", None)
            name = values.pop("name", show_id)
            show = Show(name=name, timeline=timeline, seasons=seasons, at=row.at, **values)
            taken = [n for n in show.names if self._show(n) is not None]
            if taken:
                self._twice(row, "id", f'there is a show called "{taken[0]}" already')
                continue
            self._world.shows[show_id] = show
            if timeline not in (None, REAL) and "timeline" in self._declares and timeline not in self._world.timelines:
                self._unknown(row, "timeline", "E403", "there is no timeline", timeline, self._world.timelines)
            if timeline != REAL:
                self._atl(timeline or show_id, row, "timeline" if timeline else "id")

    def _season(self, row: Row) -> Season:
        values = dict(row.values)
        episodes = tuple(Episode(**episode.values) for episode in values.pop("episode", ()))
        return Season(episodes=episodes, **values)

    def members(self) -> None:
        """Take in events and states. Those that name no show and no timeline come last, when all timelines are known."""
        rows = [*self._rows("event"), *self._rows("state")]
        homes = {id(row): self._home(row) for row in sorted(rows, key=_is_homeless)}
        for row in self._rows("event"):
            self._event(row, homes[id(row)])
        for row in self._rows("state"):
            values = {key: value for key, value in row.values.items() if key not in ("is", "timeline")}
            state = State(is_=row.values["is"], at=row.at, **values | homes[id(row)]._asdict())
            self._world.states.append(state)
            self._check.state(row, state)

    def _event(self, row: Row, home: _Home) -> None:
        values = {key: value for key, value in row.values.items() if key != "timeline"}
        event_id = values.pop("id", None) or slug(values["title"])
        if not event_id:
            self._note(row.at, "title", "E411", "no id can be made from this title", "give the event an `id`")
            return
        event = Event(id=event_id, at=row.at, **values | home._asdict())
        self._document.events.append(event)
        self._check.event(row, event)

    def _home(self, row: Row) -> _Home:
        """Return where a row belongs: `timeline` comes before the show's, and both before the group's only ATL."""
        show, said = self._show_of(row), row.values.get("kind")
        named: tuple[str, ...] = tuple(dict.fromkeys(row.values.get("timeline", ())))
        if not named and show and said != "real":
            named = (show.timeline or show.id,)
        elif _is_homeless(row):
            named = self._only_atl(row)
        atls = tuple(timeline for timeline in named if timeline != REAL)
        key = "timeline" if "timeline" in row.values else "show" if "show" in row.values else "kind"
        for atl in atls:
            self._atl(atl, row, key)
        kind: Kind = said or ("both" if atls and REAL in named else "alt" if atls else "real")
        self._check_kind(row, kind, named, key)
        homes = {"real": (REAL,), "alt": atls, "both": named if REAL in named or not atls else (*atls, REAL)}
        return _Home(show.id if show else None, kind, homes[kind])

    def _check_kind(self, row: Row, kind: Kind, named: tuple[str, ...], key: str) -> None:
        """Note a kind that contradicts the timelines that a row names."""
        atls = [f'"{timeline}"' for timeline in named if timeline != REAL]
        if kind == "real" and atls:
            hint = (
                f'write kind = "alt" for what happens in {atls[0]} alone, kind = "both" for what happens in ours, too'
            )
            self._note(row.at, key, "E406", f"what is real does not happen in {atls[0]} alone", hint)
        elif kind == "alt" and REAL in named and atls:
            hint = 'write kind = "both", or take "real" out of the list'
            self._note(row.at, key, "E406", "what is alt does not happen in our own timeline", hint)
        elif kind == "alt" and REAL in named:
            hint = 'write kind = "real" for our own history, or name an alternate timeline: timeline = "..."'
            self._note(row.at, key, "E406", "what is alt does not happen in our own timeline", hint)

    def _only_atl(self, row: Row) -> tuple[str, ...]:
        """Return the group's only ATL, for an alt row that names neither show nor timeline."""
        if len(self._atls) > 1:
            hint = 'write show = "..." or timeline = "..."; there are ' + ", ".join(f'"{atl}"' for atl in self._atls)
            self._note(row.at, "kind", "E410", "which alternate timeline does this belong to?", hint)
            return ()
        return (next(iter(self._atls), IMPLIED_TIMELINE),)

    def _show_of(self, row: Row) -> Show | None:
        name = row.values.get("show")
        if name is None:
            return None
        show = self._show(name)
        if show is None and "show" in self._declares:
            known = [known for show in self._world.shows.values() for known in show.names]
            self._unknown(row, "show", "E402", "there is no show", name, known)
            return None
        if show is None:
            show = Show(id=name, name=name, declared=False)
            self._world.shows[name] = show
        return show

    def _show(self, name: str) -> Show | None:
        folded = fold(name)
        return next((s for s in self._world.shows.values() if any(fold(n) == folded for n in s.names)), None)

    def _atl(self, timeline: str, row: Row, key: str) -> None:
        """Make sure that a timeline which a row names exists: declared, or implied by a show or by the lack of tables."""
        if timeline not in self._world.timelines:
            is_implied = any(timeline == (show.timeline or show.id) for show in self._world.shows.values())
            if "timeline" in self._declares and not is_implied:
                self._unknown(row, key, "E403", "there is no timeline", timeline, self._world.timelines)
            self._world.timelines[timeline] = Timeline(id=timeline, name=timeline, declared=False)
        self._atls[timeline] = None

    def _twice(self, row: Row, key: str, message: str) -> None:
        self._note(row.at, key, "E401", message, "ids and names stand for one thing each")

    def _unknown(
        self, row: Row, key: str | Path, code: str, message: str, name: str | int, known: Iterable[str | int]
    ) -> None:
        if isinstance(name, str):
            quoted, hint = f'"{name}"', did_you_mean(name, (str(each) for each in known))
        else:
            quoted, hint = str(name), "known are " + ", ".join(str(each) for each in known)
        self._note(row.at, key, code, f"{message} {quoted}", hint)


class _Home(NamedTuple):
    """Where an event or a state belongs."""

    show: str | None
    kind: Kind
    timelines: tuple[str, ...]


def _is_homeless(row: Row) -> bool:
    """Tell whether an alt row names neither show nor timeline."""
    return row.values.get("kind") == "alt" and "show" not in row.values and "timeline" not in row.values
