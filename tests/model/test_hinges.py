"""What depends on each event alone: worlds by hand, and drawn webs against a plain search in the web without an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.causality import Web, web_of
from timeline.model.dates import year_date
from timeline.model.events import Event
from timeline.model.hinges import Fall, hinges_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Causes = dict[str, list[str]]


def web(causes: Mapping[str, Iterable[str]], first_year: int = 1900) -> Web:
    """Return a web of events, each a year after the one before."""
    return web_of(
        Event(id=each, date=year_date(first_year + rank), title=each, kind="alt", because=tuple(found), rank=rank)
        for rank, (each, found) in enumerate(causes.items(), start=1)
    )


TREE: Causes = {"a": [], "b": ["a"], "c": ["a"], "d": ["b"], "e": ["b"]}
DIAMOND: Causes = {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"], "e": ["d"]}
TWO_ROOTS: Causes = {"a": [], "b": [], "c": ["a"], "d": ["b"], "e": ["c", "d"], "f": ["e"], "alone": []}
CIRCLE: Causes = {"a": [], "b": ["a", "d"], "c": ["b"], "d": ["c"], "e": ["c"]}
TWO_ENTRIES: Causes = {"a": [], "b": ["a", "c"], "c": ["a", "b"], "d": ["b"]}
LOOP: Causes = {
    "a": ["c"],
    "b": ["a"],
    "c": ["b"],
    "d": ["c"],
    "e": ["a", "c"],
    "f": ["e"],
    "root": [],
    "g": ["root", "b"],
}
TWO_LOOPS: Causes = {"a": ["b"], "b": ["a", "c"], "c": ["b"], "d": ["e"], "e": ["d"], "f": ["a", "e"]}
ITSELF: Causes = {"a": ["a"], "b": ["a", "b"]}


@pytest.mark.parametrize(
    ("causes", "falls"),
    [
        (TREE, {"a": "bcde", "b": "de"}),
        (DIAMOND, {"a": "bcde", "d": "e"}),
        (TWO_ROOTS, {"a": "c", "b": "d", "e": "f"}),
        (CIRCLE, {"a": "bcde", "b": "cde", "c": "de"}),
        (TWO_ENTRIES, {"a": "bcd", "b": "d"}),
        (LOOP, {"a": "bcdef", "b": "acdef", "c": "abdef", "e": "f"}),
        (TWO_LOOPS, {"a": "bc", "b": "ac", "c": "ab", "d": "e", "e": "d"}),
        (ITSELF, {"a": "b"}),
        ({}, {}),
    ],
    ids=["tree", "diamond", "two roots", "circle", "circle with two entries", "loop", "two loops", "itself", "empty"],
)
def test_what_falls_without_each_event(causes: Causes, falls: dict[str, str]) -> None:
    found = hinges_of(web(causes))
    assert {each: "".join(sorted(found.fall_without(each).keys() - {each})) for each in causes} == {
        each: falls.get(each, "") for each in causes
    }
    assert {each: fall.events for each, fall in found.falls.items()} == {
        each: len(falls.get(each, "")) for each in causes
    }


def test_each_hangs_from_the_nearest_that_takes_it_along() -> None:
    assert hinges_of(web(DIAMOND)).fall_without("a") == {"a": None, "b": "a", "c": "a", "d": "a", "e": "d"}
    assert hinges_of(web(DIAMOND)).fall_without("d") == {"d": None, "e": "d"}
    loop = {"a": "b", "b": None, "c": "b", "d": "b", "e": "b", "f": "e"}
    assert hinges_of(web(LOOP)).fall_without("b") == loop


def test_years_are_those_of_what_falls() -> None:
    falls = hinges_of(web({"x": ["b"], "a": [], "b": ["a"], "c": ["b"]}, 1950)).falls
    assert falls == {"x": Fall(), "a": Fall(3, 1951, 1954), "b": Fall(2, 1951, 1954), "c": Fall()}
    loop = hinges_of(web({"a": ["c"], "b": ["a"], "c": ["b"]}, -2)).falls
    assert loop == {"a": Fall(2, 0, 1), "b": Fall(2, -1, 1), "c": Fall(2, -1, 0)}
    same = web_of(
        Event(id=each, date=year_date(1969), title=each, kind="alt", because=(other,), rank=rank)
        for rank, (each, other) in enumerate((("a", "b"), ("b", "a")), start=1)
    )
    assert hinges_of(same).falls == {"a": Fall(1, 1969, 1969), "b": Fall(1, 1969, 1969)}


IDS = "abcdefghijk"


def causes_among(ids: str) -> st.SearchStrategy[Causes]:
    some = st.lists(st.sampled_from(ids), max_size=3, unique=True)
    return st.lists(some, min_size=len(ids), max_size=len(ids)).map(lambda found: dict(zip(ids, found, strict=True)))


def chains_to(causes: Causes, start: str) -> set[str]:
    """Return an event and all its causes, direct or not."""
    found, waiting = {start}, [start]
    while waiting:
        new = set(causes[waiting.pop()]) - found
        found |= new
        waiting += new
    return found


def falling(causes: Causes, removed: str) -> set[str]:
    """Return what falls without an event: what cannot be reached from where chains begin once the event is gone."""
    before = {each: chains_to(causes, each) for each in causes}
    circles = {each: {other for other in before[each] if each in before[other]} for each in causes}
    begins = {each for each in causes if before[each] == circles[each]}
    gone = circles[removed] if removed in begins else {removed}
    standing = begins - gone
    while True:
        more = {each for each in causes if each not in gone and standing & set(causes[each])} - standing
        if not more:
            return set(causes) - standing - {removed}
        standing |= more


@given(st.sampled_from([4, 7, 11]).flatmap(lambda size: causes_among(IDS[:size])))
def test_what_falls_is_what_a_plain_search_no_longer_finds(causes: Causes) -> None:
    found = hinges_of(web(causes))
    falls = {each: falling(causes, each) for each in causes}
    for each in causes:
        tree = found.fall_without(each)
        assert set(tree) - {each} == falls[each]
        years = [1901 + IDS.index(other) for other in falls[each]]
        assert found.falls[each] == Fall(len(years), min(years, default=None), max(years, default=None))
        for other, above in tree.items():
            if above is not None:
                assert other in falls[above]
                between = [third for third in falls if other in falls[third] and third in falls[above]]
                assert all(above in falls[third] for third in between), "only a circle has more than one nearest"


def test_a_chain_of_any_length() -> None:
    size = 20_000
    found = hinges_of(web({f"e{n}": [f"e{n - 1}"] if n else [] for n in range(size)}, 0))
    assert (found.falls["e0"].events, len(found.fall_without("e5000"))) == (size - 1, size - 5000)
    ring = hinges_of(web({f"e{n}": [f"e{(n - 1) % size}"] for n in range(size)}, 0))
    assert {fall.events for fall in ring.falls.values()} == {size - 1}
