"""A group is one `--data` file with all that it includes; a table that it declares is complete for it.

A group that declares no table of a kind gets the tables implied by the names that its events and states use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.model.names import did_you_mean, fold
from timeline.model.shows import Show
from timeline.model.world import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.source.document import Document
    from timeline.source.positions import Path
    from timeline.source.row import Row


@dataclass(frozen=True, slots=True)
class Decoded:
    """The decoded tables of one file, and the number of the `--data` file that brought it in."""

    file: int
    root: int
    values: dict[str, Any]


class ShowNames:
    """The shows of a history by their names. All shows are taken in here."""

    def __init__(self, shows: dict[str, Show]) -> None:
        self._shows = shows
        self._exact: dict[str, Show] = {}
        self._folded: dict[str, Show] = {}
        self.timelines: set[str] = set()
        """The timelines that the shows imply."""

    def add(self, show: Show) -> None:
        """Take in a show. Of several shows with one name, the first has it."""
        self._shows[show.id] = show
        self.timelines.add(show.timeline or show.id)
        for name in show.names:
            self._exact.setdefault(name, show)
            self._folded.setdefault(fold(name), show)

    def find(self, name: str) -> Show | None:
        """Return the show with this id, name or alias; the exact form comes before one that differs in case or accents."""
        return self._exact.get(name) or self._folded.get(fold(name))

    def find_exactly(self, name: str) -> Show | None:
        """Return the show with exactly this id, name or alias."""
        return self._exact.get(name)

    def names(self) -> list[str]:
        """Return every name of every show."""
        return [name for show in self._shows.values() for name in show.names]


class Group:
    """The tables of one group, and the document that they go into."""

    def __init__(self, document: Document, files: Sequence[Decoded], shows: ShowNames) -> None:
        self.document = document
        self.shows = shows
        self.world = document.world
        self.note = document.problems.note
        self.files = files
        self.declares = {name for file in files for name in file.values}
        """The names of the tables that it declares."""
        self.atls: dict[str, None] = {}
        """The ATLs that it declares or names."""

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of all tables of this name, in the order of the files."""
        for file in self.files:
            yield from file.values.get(table, ())

    def show_of(self, row: Row) -> Show | None:
        """Return the show that a row names, if any."""
        name = row.values.get("show")
        return None if name is None else self.show_called(name, row, "show")

    def show_called(self, name: str, row: Row, key: str | Path) -> Show | None:
        """Return the show that a key of a row names; implied where the group declares none, else None and noted."""
        show = self.shows.find(name)
        if show is None and "show" in self.declares:
            self.unknown(row, key, "E402", "there is no show", name, self.shows.names())
        elif show is None:
            show = Show(id=name, name=name, declared=False)
            self.shows.add(show)
        return show

    def name_atl(self, timeline: str, row: Row, key: str) -> None:
        """Take in a timeline that a row names: declared, or implied by a show or by the lack of tables."""
        if timeline not in self.world.timelines:
            if "timeline" in self.declares and timeline not in self.shows.timelines:
                named = row.values.get(key)
                path = (key, named.index(timeline)) if isinstance(named, tuple) else key
                self.unknown(row, path, "E403", "there is no timeline", timeline, self.world.timelines)
            self.world.timelines[timeline] = Timeline(id=timeline, name=timeline, declared=False)
        self.atls[timeline] = None

    def unknown(
        self, row: Row, key: str | Path, code: str, message: str, name: str | int, known: Iterable[str | int]
    ) -> None:
        """Note a name that no table declares, with the nearest one as a hint."""
        if isinstance(name, str):
            quoted, hint = f'"{name}"', did_you_mean(name, (str(each) for each in known))
        else:
            numbers = [str(each) for each in known]
            quoted, hint = str(name), f"known {'is' if len(numbers) == 1 else 'are'} {', '.join(numbers)}"
        place = row.place(key if isinstance(key, str) else str(key[0]))
        self.note(place, key, code, f"{message} {quoted}", hint)
