"""The names of a history, and the meaning of one that is not the whole name of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.model.errors import UsageError
from timeline.model.names import ambiguous, did_you_mean, fold, has_words, starting, storable, uncut, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Ask = Callable[[str, Iterable[object]], list[tuple[Any, Any]]]
    """Returns the two columns of what an SQL statement selects."""

SETS = ("tag", "place", "office")
"""The facets in which a name means all values that have its words."""

PLURALS = {"person": "people", "id": "events"}

_LISTED_BY = {
    "office": "who",
    "timeline": "branches",
    "person": "people",
    "show": "seasons",
    "tag": "stats --by tag",
}
"""The command that lists all values of a facet."""

_SELECT = "SELECT value, written FROM name WHERE facet = ?"


class Names:
    """The names of a facet (show, timeline, tag, person, place, id, office) and the values that they mean."""

    def __init__(self, facet: str, ask: Ask) -> None:
        self.facet = facet
        self._ask = ask

    def like(self, text: str) -> list[tuple[str, str]]:
        """Return the (value, name) pairs whose name is the text without regard to case and accents."""
        return self._ask(f"{_SELECT} AND folded = ? ORDER BY rowid", [self.facet, fold(storable(text))])

    def starting(self, text: str) -> list[str]:
        """Return the values with a name that starts with a text (`timeline.model.names.starting`)."""
        start = fold(uncut(storable(text)))
        sql = f"{_SELECT} AND folded >= ? AND folded < ? ORDER BY rowid"
        found = self._ask(sql, [self.facet, start, start + "\U0010ffff"]) if start else []
        return starting([value for value, _ in found], text)

    def containing(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        """Return the (value, name) pairs whose folded name has all of these folded texts in it."""
        has_all = " AND instr(folded, ?)" * len(texts)
        return self._ask(f"{_SELECT}{has_all} ORDER BY rowid", [self.facet, *texts])

    def with_words(self, text: str) -> list[str]:
        """Return the values that have a name with all of the words of a text."""
        words = words_of(text)
        found = self.containing(list(dict.fromkeys(words))) if words else []
        return list(dict.fromkeys(value for value, written in found if has_words(written, text)))


def named(names: Names, name: str, whole: Sequence[str], events: Callable[[Sequence[str]], Sequence[str]]) -> list[str]:
    """Return the values that a name stands for: those whose `whole` name it is, otherwise all that it is a part of.

    `events` returns lines about ids. Raises `UsageError` if nothing has the name, with the nearest as a hint, and if
    several things have it and the facet is none of `SETS`.
    """
    facet = names.facet
    values = list(whole) or (names.starting(name) if facet == "id" else []) or names.with_words(name)
    if not values:
        what = "event" if facet == "id" else facet
        known = [written for _, written in names.containing(())]
        hint = did_you_mean(name, known)
        if hint is None and known and facet in _LISTED_BY:
            hint = f"timeline {_LISTED_BY[facet]} lists all {PLURALS.get(facet, f'{facet}s')}"
        raise UsageError(f'there is no {what} "{name}"', hint)
    if len(values) > 1 and facet not in SETS:
        shown = dict(reversed(names.containing(())))
        lines = events(values) if facet == "id" else ()
        raise ambiguous(name, PLURALS.get(facet, f"{facet}s"), [shown[value] for value in values], lines=lines)
    return values
