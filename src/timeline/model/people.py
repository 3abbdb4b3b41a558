"""People, and the one directory of their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.names import NameTable, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, real or invented, with the actor who plays the part."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    born: EdtfDate | None = None
    died: EdtfDate | Mapping[str, EdtfDate] | None = None
    """One date, or one by timeline id where the histories differ."""
    actor: str | None = None
    actor_born: EdtfDate | None = None
    at: Origin | None = field(default=None, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that an event or a filter may use for them."""
        return (self.id, self.name, *self.aliases)


class Directory:
    """Who each name stands for: a person's name, id or alias; case and accents of letters count only to tell two apart."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = tuple(people)

    @cached_property
    def _table(self) -> NameTable[Person]:
        return NameTable((name, person) for person in self._people for name in person.names)

    def person(self, name: str) -> Person | None:
        """Return whom a name stands for; None where no declared person, or more than one, bears it."""
        found = self._table.find(name)
        return found[0] if len(found) == 1 else None

    def bearers(self, name: str) -> list[Person]:
        """Return everyone whom a name may stand for."""
        return self._table.find(name)

    def key(self, name: str) -> str:
        """Return what identifies a person, whichever of their names this is: the id, or the folded name if undeclared."""
        person = self.person(name)
        return person.id if person else fold(name)
