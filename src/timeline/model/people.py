"""People, and the one directory of their names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.names import NameTable, fold
from timeline.model.values import Value, beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Origin


class Casting(Value):
    """An actor who plays a person: in all of a history, in one show, or in some seasons."""

    name: str
    show: str | None = None
    """The id of the show; None for every show."""
    season: tuple[int, ...] = ()
    """The numbers of the seasons; empty for all."""
    born: EdtfDate | None = None
    """When the actor was born."""

    def fits(self, show: str | None, season: int | None) -> bool:
        """Return whether this actor plays the person in a season of a show; both may be None."""
        return self.show in (None, show) and (not self.season or season in self.season)


class Person(Value):
    """A person, real or invented, and who plays them."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    born: EdtfDate | Mapping[str, EdtfDate] | None = None
    died: EdtfDate | Mapping[str, EdtfDate] | None = None
    """One date, or one by timeline id if the histories differ. The same goes for `born`."""
    played_by: tuple[Casting, ...] = ()
    """As declared; `castings` also has the short form."""
    actor: str | None = None
    """Short for a single entry of `played_by`."""
    actor_born: EdtfDate | None = None
    summary: str | None = None
    source: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    x: Mapping[str, object] | None = None
    at: Origin | None = beside(default=None)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that an event or a filter may use for them."""
        return (self.id, self.name, *self.aliases)

    @property
    def castings(self) -> tuple[Casting, ...]:
        """Everyone who plays them; the first one that fits counts."""
        return (Casting(name=self.actor, born=self.actor_born),) if self.actor else self.played_by


class Directory:
    """The people by name, id and alias. The exact form of a name comes before forms that differ only in case or accents."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = tuple(people)

    @cached_property
    def _table(self) -> NameTable[Person]:
        return NameTable((name, person) for person in self._people for name in person.names)

    def person(self, name: str) -> Person | None:
        """Return the declared person with a name; None if there is none, or more than one."""
        found = self.bearers(name)
        return found[0] if len(found) == 1 else None

    def bearers(self, name: str) -> list[Person]:
        """Return all declared people with a name."""
        return self._table.find(name)

    def like(self, name: str) -> list[Person]:
        """Return all declared people with a name that differs from this one at most in case or accents, in their order."""
        return self._table.like(name)

    def with_id(self, person_id: str) -> Person | None:
        """Return the declared person with exactly this id."""
        return next((person for person in self.like(person_id) if person.id == person_id), None)

    def key(self, name: str) -> str:
        """Return what identifies a person, whichever of their names this is: the id, or the folded name if undeclared."""
        person = self.person(name)
        return person.id if person else fold(name)
