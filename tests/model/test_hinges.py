"""What depends on each event alone: worlds by hand, and drawn webs against a plain search in the web without an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.causality import Links, Web, reversed_links
from timeline.model.hinges import Fall, Hinges, falling, hinges_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Causes = dict[str, list[str]]


def ranks_of(causes: Mapping[str, Iterable[str]]) -> dict[str, int]:
    return {each: rank for rank, each in enumerate(causes, start=1)}


def links_of(causes: Mapping[str, Iterable[str]]) -> Links:
    """Return the causes by rank, as an index has them: sorted, and none of an event by itself."""
    ranks = ranks_of(causes)
    return {
        ranks[each]: sorted({ranks[cause] for cause in found} - {ranks[each]})
        for each, found in causes.items()
        if set(found) - {each}
    }


def web(causes: Mapping[str, Iterable[str]], first_year: int = 1900) -> Web:
    """Return a web of events, each a year after the one before."""
    links = links_of(causes)
    return Web(links, reversed_links(links), {rank: first_year + rank for rank in ranks_of(causes).values()})


class Named:
    """Hinges by name instead of rank."""

    def __init__(self, causes: Mapping[str, Iterable[str]], found: Hinges) -> None:
        self.ranks = ranks_of(causes)
        self._names = {rank: each for each, rank in self.ranks.items()}
        self._found = found
        self.falls = {self._names[rank]: fall for rank, fall in found.falls.items()}

    def fall_without(self, start: str) -> dict[str, str | None]:
        return {
            self._names[rank]: None if above is None else self._names[above]
            for rank, above in self._found.fall_without(self.ranks[start]).items()
        }


def hinges(causes: Mapping[str, Iterable[str]], first_year: int = 1900) -> Named:
    return Named(causes, hinges_of(web(causes, first_year)))


def hinges_below(causes: Mapping[str, Iterable[str]], start: str) -> Named:
    """Return what hangs from one event, from nothing but what follows from it and the causes of that."""
    rank, links = ranks_of(causes)[start], links_of(causes)
    effects, reached = reversed_links(links), {rank}
    for each in (waiting := [rank]):
        waiting += [effect for effect in effects.get(each, ()) if effect not in reached]
        reached |= set(waiting)
    near = {each: found for each, found in links.items() if each in reached}
    below = falling(near, {each: effects.get(each, []) for each in reached}, rank, web(causes).years)
    return Named(causes, hinges_of(below))


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
    found = hinges(causes)
    assert {each: "".join(sorted(found.fall_without(each).keys() - {each})) for each in causes} == {
        each: falls.get(each, "") for each in causes
    }
    assert {each: fall.events for each, fall in found.falls.items()} == {
        each: len(falls.get(each, "")) for each in causes
    }


def test_each_hangs_from_the_nearest_that_takes_it_along() -> None:
    assert hinges(DIAMOND).fall_without("a") == {"a": None, "b": "a", "c": "a", "d": "a", "e": "d"}
    assert hinges(DIAMOND).fall_without("d") == {"d": None, "e": "d"}
    loop = {"a": "b", "b": None, "c": "b", "d": "b", "e": "b", "f": "e"}
    assert hinges(LOOP).fall_without("b") == loop


def test_years_are_those_of_what_falls() -> None:
    falls = hinges({"x": ["b"], "a": [], "b": ["a"], "c": ["b"]}, 1950).falls
    assert falls == {"x": Fall(), "a": Fall(3, 1951, 1954), "b": Fall(2, 1951, 1954), "c": Fall()}
    loop = hinges({"a": ["c"], "b": ["a"], "c": ["b"]}, -2).falls
    assert loop == {"a": Fall(2, 0, 1), "b": Fall(2, -1, 1), "c": Fall(2, -1, 0)}
    ties = {1: [2], 2: [1]}
    assert hinges_of(Web(ties, ties, {1: 1969, 2: 1969})).falls == dict.fromkeys((1, 2), Fall(1, 1969, 1969))


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


def fallen_without(causes: Causes, removed: str) -> set[str]:
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
    found = hinges(causes)
    falls = {each: fallen_without(causes, each) for each in causes}
    for each in causes:
        tree = found.fall_without(each)
        assert set(tree) - {each} == falls[each]
        below = hinges_below(causes, each)
        assert below.fall_without(each) == tree
        assert below.falls == {other: found.falls[other] for other in tree}
        years = [1901 + IDS.index(other) for other in falls[each]]
        assert found.falls[each] == Fall(len(years), min(years, default=None), max(years, default=None))
        for other, above in tree.items():
            if above is not None:
                assert other in falls[above]
                between = [third for third in falls if other in falls[third] and third in falls[above]]
                assert all(above in falls[third] for third in between), "only a circle has more than one nearest"


def test_a_chain_of_any_length() -> None:
    size = 20_000
    found = hinges({f"e{n}": [f"e{n - 1}"] if n else [] for n in range(size)}, 0)
    assert (found.falls["e0"].events, len(found.fall_without("e5000"))) == (size - 1, size - 5000)
    ring = hinges({f"e{n}": [f"e{(n - 1) % size}"] for n in range(size)}, 0)
    assert {fall.events for fall in ring.falls.values()} == {size - 1}
