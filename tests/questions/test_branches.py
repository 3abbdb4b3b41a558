"""Divergence between branches: nested, side by side, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.query import Query
from timeline.questions.diverge import diverge
from timeline.questions.pairs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

FILE = """
[[timeline]]
id = "a"
[[timeline]]
id = "b"
parent = "a"
[[timeline]]
id = "c"
parent = "a"
"""
EVENTS = (
    ("shared", 1955, 'kind = "real"'),
    ("r1", 1962, 'kind = "real"'),
    ("r2", 1966, 'kind = "real"'),
    ("r3", 1974, 'kind = "real"'),
    ("war", 1975, 'kind = "both"'),
    ("tour", 1976, 'kind = "both"\ntimeline = "b"'),
    ("a1", 1960, 'kind = "alt"\ntimeline = "a"\nmoves = "r1"'),
    ("a2", 1965, 'kind = "alt"\ntimeline = "a"\nreplaces = "r2"'),
    ("a3", 1972, 'kind = "alt"\ntimeline = "a"\naverts = "r3"'),
    ("b1", 1970, 'kind = "alt"\ntimeline = "b"\naverts = ["a3", "r3"]'),
    ("b2", 1973, 'kind = "alt"\ntimeline = "b"\nmoves = "a2"'),
    ("c1", 1963, 'kind = "alt"\ntimeline = "c"\nmoves = "a2"'),
)
HELD = [
    ("real", "shared r1 r2 r3 war tour"),
    ("a", "shared a1 a2 a3 war"),
    ("b", "shared a1 a2 b1 b2 war tour"),
    ("c", "shared a1 c1 war"),
]
COMPARED = [
    ("real", "a", "moved r1 a1, replaced r2 a2, averted r3 a3, kept war war, untold tour -"),
    # b against its parent: r3 is not in a, so that link counts for nothing; "tour" is no alternate event's doing
    ("a", "b", "averted a3 b1, moved a2 b2, kept war war, added - tour"),
    # through the whole lineage: what b inherits of a answers real events too; a2 and a3 are no part of real
    ("real", "b", "moved r1 a1, replaced r2 a2, averted r3 b1, added - b2, kept war war, kept tour tour"),
    ("real", "c", "moved r1 a1, added - c1, untold r2 -, untold r3 -, kept war war, untold tour -"),
    ("a", "c", "moved a2 c1, untold a3 -, kept war war"),
    # siblings, from the earlier of their PODs on; b holds a2, c does not
    ("b", "c", "moved a2 c1, untold b1 -, untold b2 -, kept war war, untold tour -"),
    ("c", "b", "added - a2, added - b1, moved c1 b2, kept war war, added - tour"),
    # the other way round there are no links: what one side alone holds is added, or untold
    (
        "a",
        "real",
        "added - r1, added - r2, added - r3, added - tour, kept war war, untold a1 -, untold a2 -, untold a3 -",
    ),
    ("b", "a", "added - a3, untold b1 -, untold b2 -, untold tour -, kept war war"),
    ("a", "a", ""),
    ("real", "real", ""),
]


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    tables = (f'[[event]]\nid = "{name}"\ntitle = "{name}"\ndate = {date}\n{more}\n' for name, date, more in EVENTS)
    return history(FILE + "".join(tables))


@pytest.mark.parametrize(("timeline", "expected"), HELD)
def test_branch_holds_what_it_inherits_and_its_own(chronicle: Chronicle, timeline: str, expected: str) -> None:
    found = {event.id for event in chronicle.events(timeline=timeline)}
    assert found == set(expected.split())
    lineage = chronicle.world.lineage(timeline)
    assert {event.id for event in chronicle if lineage.holds(event)} == found


@pytest.mark.parametrize(("base", "alt", "expected"), COMPARED)
def test_any_two_timelines_are_compared(chronicle: Chronicle, base: str, alt: str, expected: str) -> None:
    found = diverge(chronicle, between=(base, alt), statuses=STATUSES)
    pairs = {f"{p.status} {p.base.id if p.base else '-'} {p.alt.id if p.alt else '-'}" for p in found}
    assert len(pairs) == len(found)
    assert pairs == {pair for pair in expected.split(", ") if pair}
    assert {pair.timeline for pair in found} <= {alt}


def test_branch_is_compared_with_its_parent_by_default(chronicle: Chronicle) -> None:
    def compared(**options: object) -> list[tuple[str, str]]:
        return [(pair.status, pair.event.id) for pair in diverge(chronicle, **options)]  # type: ignore[arg-type]

    for branch, parent in (("a", "real"), ("b", "a"), ("c", "a")):
        assert compared(query=Query.of({"timeline": branch})) == compared(between=(parent, branch))


@pytest.mark.parametrize(
    ("base", "alt", "pod"), [("real", "a", "a1"), ("a", "b", "b1"), ("real", "b", "a1"), ("b", "c", "c1")]
)
def test_pod_of_the_branch_that_left_comes_first(chronicle: Chronicle, base: str, alt: str, pod: str) -> None:
    found = diverge(chronicle, between=(base, alt), statuses=STATUSES)
    assert found[0].event.id == pod
    assert {pair.event.id for pair in found if pair.is_pod} == {pod}


def test_the_pod_is_marked_on_either_side(chronicle: Chronicle) -> None:
    pods = [pair for pair in diverge(chronicle, between=("a", "real"), statuses=STATUSES) if pair.is_pod]
    assert [(pair.status, pair.base and pair.base.id) for pair in pods] == [("untold", chronicle.world.pods["a"].id)]


def test_branch_that_leaves_before_its_parent_does_inherits_none_of_it(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(
        FILE
        + """
[[event]]
title = "r"
date = 1955
kind = "real"
[[event]]
title = "a1"
date = 1960
kind = "alt"
timeline = "a"
[[event]]
title = "b1"
date = 1950
kind = "alt"
timeline = "b"
"""
    )
    assert [event.id for event in chronicle.events(timeline="b")] == ["b1"]
    found = diverge(chronicle, between=("a", "b"), statuses=STATUSES)
    assert [(pair.status, pair.event.id) for pair in found] == [("added", "b1"), ("untold", "r"), ("untold", "a1")]
