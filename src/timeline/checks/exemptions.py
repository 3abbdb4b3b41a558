"""What the author of a history allows: `allow` on an event, a state or a person, `[check] off` for a file."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.checks.registry import UNUSED_EXEMPTION, exemption_hint, known_codes, matches
from timeline.source.problems import Problem, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.model.world import State
    from timeline.source.document import Document
    from timeline.source.positions import Path

Place = tuple[int, "Path"]
"""The number of a file, and a path in it."""


class _Exemption(NamedTuple):
    """A code that a file allows, and its place."""

    place: Place
    code: str


class Exemptions:
    """The findings that files allow. They remember which of them cover any."""

    def __init__(self, off: list[_Exemption], allowed: dict[Place, list[_Exemption]]) -> None:
        self._off = off
        self._allowed = allowed
        """By the place of a table; where its `allow` is written may be in the defaults of its file."""
        self._used: set[Place] = set()

    @classmethod
    def of(cls, document: Document) -> Exemptions:
        """Return those of a document."""
        rows: list[Event | State | Person] = [*document.events, *document.world.states, *document.world.people]
        allowing = [(path_of(row.at), row.allow) for row in rows if row.at and row.allow]
        allowed = {place: _listed(_written(document, *place), "allow", codes) for place, codes in allowing}
        off = (_listed((file, ("check",)), "off", codes) for file, codes in document.check_off.items())
        return cls(list(chain.from_iterable(off)), allowed)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any], path_now: Callable[[int, Path], Path | None]) -> Exemptions:
        """Return those that `plain` gave, where they are now; `path_now` tells the path of each in its file."""
        allowed = {}
        for file, path, listed in plain["allow"]:
            now = path_now(file, tuple(path))
            if now is not None:
                allowed[file, now] = _listing(listed, path_now)
        return cls(_listing(plain["off"], path_now), allowed)

    def plain(self) -> dict[str, Any]:
        """Return them as JSON has them."""
        return {"off": self._off, "allow": [(*table, listed) for table, listed in self._allowed.items()]}

    def allow(self, event: Event) -> None:
        """Take what an event allows in its own table in the place of what it allowed before."""
        table = path_of(event.at)
        self._allowed.pop(table, None)
        if event.allow:
            self._allowed[table] = _listed(table, "allow", event.allow)

    def cover(self, file: int, problem: Problem) -> bool:
        """Return whether a problem is allowed, and remember the exemptions that cover it."""
        if problem.code not in known_codes():
            return False
        exempting = self._exempting(file, problem.path, problem.about)
        covering = [each.place for each in exempting if matches(problem.code, each.code)]
        self._used.update(covering)
        return bool(covering)

    def _exempting(self, file: int, path: Path, about: Place | None = None) -> list[_Exemption]:
        """Return the exemptions that apply at a path. What the `[check]` of one file switches off is off in all files."""
        tables = [(file, path[:2])] + ([about] if about else [])
        return self._off + [each for table in dict.fromkeys(tables) for each in self._allowed.get(table, ())]

    def unused(self) -> Iterator[tuple[int, Problem]]:
        """Yield a problem for each exemption that covered nothing; one in the defaults of a file counts once."""
        for (file, path), code in dict.fromkeys([*self._off, *chain.from_iterable(self._allowed.values())]):
            exempting = [code, *(other.code for other in self._exempting(file, path))]
            is_exempt = any(matches(UNUSED_EXEMPTION, each) for each in exempting)
            if (file, path) not in self._used and not is_exempt:
                message = f'"{code}" exempts nothing here'
                yield file, Problem(UNUSED_EXEMPTION, message, exemption_hint(code), "warning", path)


def _listed(table: Place, key: str, codes: Sequence[str]) -> list[_Exemption]:
    """Return the exemptions under a key of a table."""
    file, path = table
    return [_Exemption((file, (*path, key, index)), code) for index, code in enumerate(codes)]


def _listing(plain: Sequence[Any], path_now: Callable[[int, Path], Path | None]) -> list[_Exemption]:
    found = (((file, path_now(file, tuple(path))), code) for (file, path), code in plain)
    return [_Exemption((file, path), code) for (file, path), code in found if path is not None]


def _written(document: Document, file: int, table: Path) -> Place:
    """Return the table that gives a table its `allow`: the defaults of its file where it has none of its own."""
    kind, index = table
    contents = document.contents.get(file)
    if kind not in ("event", "state") or (contents and contents.rest and "allow" not in json.loads(contents.defaults)):
        return file, table  # the file need not be parsed again to tell
    tables = document.files[file].tables
    if "allow" not in tables.get("defaults", {}):
        return file, table
    return (file, table) if "allow" in tables[str(kind)][index] else (file, ("defaults",))
