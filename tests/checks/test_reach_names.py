"""How far the rules about names and places look after an edit: no less than they have to, and no further."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from timeline.checks.reach import Change, Edit, Part, Surroundings, TooFarError
from timeline.checks.reach_names import on_one_day, spelled
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.model.events import Event
    from timeline.source.document import Document

HEAD = """
[[person]]
id = "holt"
name = "José Holt"
aliases = ["Bob"]
[[person]]
id = "jose-two"
name = "JOSÉ HOLT"
[[person]]
name = "Ann Lee"
[[person]]
name = "Gus Moe"
"""


class Around:
    """What an index would say of the events of a document."""

    def __init__(self, document: Document) -> None:
        self.world, self._events = document.world, document.events

    def _keys(self, event: Event) -> set[str]:
        return {self.world.directory.key(name) for name in event.people}

    def with_ids(self, ids: Iterable[str]) -> Iterable[Event]:
        return [event for event in self._events if event.id in set(ids)]

    def with_names(self, facet: str, names: Iterable[str]) -> Iterable[Event]:
        assert facet == "person"
        return [event for event in self._events if self._keys(event) & set(names)]

    def undeclared_people(self) -> Iterable[str]:
        return [each for event in self._events for each in event.people if not self.world.directory.person(each)]

    def on_day(self, day: int, people: Iterable[str]) -> Iterable[Event]:
        found = self.with_names("person", people)
        return [event for event in found if event.date.earliest == event.date.latest == day]

    def at_once(self, date: Any) -> Iterable[Event]:
        return [event for event in self._events if event.date.overlaps(date)]


def edit_of(rows: Iterable[str], was: Mapping[str, Mapping[str, object]], head: str = HEAD) -> Edit:
    """Return an edit of events; each row has an id, a date and people, and `was` has what edited ones were like before."""
    text = head
    for row in rows:
        name, date, *people = row.split("; ")
        text += f'[[event]]\nid = "{name}"\ntitle = "{name}"\nkind = "real"\ndate = "{date}"\npeople = {people}\n'
    document = load_document(["/h.toml"], {"/h.toml": text})
    changes = [Change(replace(each, **was[each.id]), each) for each in document.events if each.id in was]  # type: ignore[arg-type]
    around: Surroundings = Around(document)  # type: ignore[assignment]
    return Edit(changes, {"people"}, around, {}, is_one_group=True)


def told_and_seen(part: Part) -> tuple[list[str], list[str]]:
    """Return the ids of the events of which findings may have changed, and of the others that have to be known."""
    told = [event.id for event in part.told]
    return sorted(told), sorted(event.id for event in part.document().events if event.id not in told)


def reaches_all(edit: Edit) -> bool:
    """Return whether all names have to be compared again."""
    try:
        part = spelled(edit)
    except TooFarError:
        return True
    assert (part.told, part.document().events) == ([], [])
    return False


def gone(*people: str) -> dict[str, object]:
    return {"people": people}


NEW = "e; 1969-01-05; Zoe Xu"
LIKE = "like; 1990; Zoe Xuu; Al Boo"
"""Names that are like those which are edited."""


@pytest.mark.parametrize(
    ("rows", "was", "expected"),
    [
        ([NEW, LIKE], {"e": gone()}, True),
        ([NEW], {"e": gone()}, False),
        ([NEW, "later; 1970; Zoe Xu", LIKE], {"e": gone()}, True),
        ([NEW, "later; 1970; Zoe Xu"], {"e": gone()}, False),
        ([NEW, "earlier; 1960; Zoe Xu"], {"e": gone()}, False),
        ([NEW, "earlier; 1960; Zoë Xu"], {"e": gone()}, True),
        ([NEW, "earlier; 1960; zoe xu"], {"e": gone()}, True),
        (["e; 1969-01-05", "later; 1970; Zoe Xu", LIKE], {"e": gone("Zoe Xu")}, True),
        (["e; 1969-01-05", "later; 1970; Zoe Xu"], {"e": gone("Zoe Xu")}, False),
        (["e; 1969-01-05", "earlier; 1960; Zoe Xu"], {"e": gone("Zoe Xu")}, False),
        (["e; 1969-01-05; Zoe Xu; Al Bo", LIKE], {"e": gone("Zoe Xu")}, True),
        (["e; 1969-01-05; Zoe Xu; Al Bo"], {"e": gone("Zoe Xu")}, False),
        ([NEW], {"e": {}}, False),
        ([NEW], {"e": {"title": "Other"}}, False),
        ([NEW, "other; 1965; Zoe Xu", LIKE], {"e": {"rank": 1}}, True),
        ([NEW, "other; 1965; Zoe Xu"], {"e": {"rank": 1}}, False),
        ([NEW, "other; 1965; Zoe Xu"], {"e": {"rank": 2**40}}, False),
        ([NEW, "first; 1960; Al Bo", LIKE], {"first": {"title": "Other"}, "e": gone()}, True),
        ([NEW, "first; 1960; Al Bo"], {"first": {"title": "Other"}, "e": gone()}, False),
        (["e; 1969; Ann Lee"], {"e": gone()}, False),
        (["e; 1969; Ann Lee", "x; 1970; Anne Lee"], {"e": gone()}, True),
        (["e; 1969; Gus Moe", "x; 1970; Anne Lee"], {"e": gone()}, False),
        (["e; 1969; Ann Lee", "a; 1960; Ann Lee", "x; 1970; Anne Lee"], {"e": gone()}, False),
        (["e; 1969; Ann Lee; Zoe Xu", LIKE], {"e": gone()}, True),
        (["e; 1969; Ann Lee; Zoe Xu"], {"e": gone()}, False),
        (["e; 1969; José Holt", "x; 1970; José Holte"], {"e": gone()}, True),
        (["e; 1969; José Holt", "a; 1960; Bob", "b; 1961; José Holt", "x; 1970; José Holte"], {"e": gone()}, False),
        (["e; 1969"], {"e": gone("Anne Lee")}, True),
    ],
)
def test_an_edit_of_names_reaches_all_names_unless_they_were_used_before(
    rows: list[str], was: Mapping[str, Mapping[str, object]], expected: bool
) -> None:
    assert reaches_all(edit_of(rows, was)) is expected


@pytest.mark.parametrize(("holder", "expected"), [("Anne Lee", True), ("Ann Lee", False), ("Gus Moe", False)])
def test_a_declared_name_is_compared_with_holders_whom_nobody_declares(holder: str, expected: bool) -> None:
    state = f'[[state]]\nof = "Mayor"\nis = "{holder}"\ndate = 1969\n'
    assert reaches_all(edit_of(["e; 1969; Ann Lee"], {"e": gone()}, HEAD + state)) is expected


DAY = "1969-01-05"


@pytest.mark.parametrize(
    ("rows", "was", "told", "seen"),
    [
        ([f"e; {DAY}; Zoe Xu"], gone(), ["e"], []),
        ([f"e; {DAY}; Zoe Xu", f"a; {DAY}; Zoe Xu", "b; 1969-01-06; Zoe Xu"], gone(), ["a", "e"], []),
        ([f"e; {DAY}", f"a; {DAY}; Zoe Xu", f"b; {DAY}; Al Bo"], gone("Zoe Xu"), ["a", "e"], []),
        ([f"e; {DAY}; Zoe Xu", f"a; {DAY}; Zoe Xu; Al Bo", f"b; {DAY}; Al Bo"], gone(), ["a", "e"], ["b"]),
        ([f"e; {DAY}; Zoe Xu; Al Bo", f"a; {DAY}; Al Bo"], gone(), ["a", "e"], []),
        (["e; 1969-01; Zoe Xu", "a; 1969-01-01; Zoe Xu"], gone(), ["e"], []),
        (["e; ../1969; Zoe Xu", "a; 1969-01-01; Zoe Xu"], gone(), ["e"], []),
        ([f"e; {DAY}; Zoë Xu", f"a; {DAY}; zoe xu"], gone(), ["a", "e"], []),
        ([f"e; {DAY}; Bob", f"a; {DAY}; José Holt"], gone(), ["a", "e"], []),
        ([f"e; {DAY}; Bob", f"a; {DAY}; JOSÉ HOLT"], gone(), ["a", "e"], []),
        ([f"e; {DAY}; Bob", f"a; {DAY}; Jose Holt"], gone(), ["a", "e"], []),
        ([f"e; {DAY}; jose holt", f"a; {DAY}; Bob"], gone(), ["a", "e"], []),
    ],
)
def test_an_edit_of_a_day_reaches_the_people_who_are_named_on_it(
    rows: list[str], was: Mapping[str, object], told: list[str], seen: list[str]
) -> None:
    assert told_and_seen(on_one_day(edit_of(rows, {"e": was}))) == (told, seen)
