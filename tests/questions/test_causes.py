"""Causes and consequences: the tree of shortest chains, the chains counted, and how far an event reaches."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import pytest

from timeline.model.query import Query
from timeline.questions.ripple import farthest, ripple
from timeline.questions.why import why
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from timeline.questions.why import Chain

Make = Callable[[Mapping[str, tuple[str, Sequence[str]]]], Chronicle]


@pytest.fixture
def made(history: Callable[[str], Chronicle]) -> Make:
    """Return a function that makes a history of {id: (date, causes)}; all events are alt and of the timeline "x"."""

    def make(events: Mapping[str, tuple[str, Sequence[str]]]) -> Chronicle:
        event = '[[event]]\nid = "{0}"\ndate = "{1}"\ntitle = "T {0}"\nkind = "alt"\ntimeline = "x"\nbecause = {2}\n'
        return history(
            "".join(event.format(each, date, list(causes)) for each, (date, causes) in events.items()).replace("'", '"')
        )

    return make


DIAMOND = {
    "pod": ("1960", []),
    "a": ("1961", ["pod"]),
    "b": ("1962", ["pod"]),
    "c": ("1963", ["a", "b"]),
    "d": ("1964", ["c", "pod"]),
    "e": ("1965-06", ["d"]),
    "alone": ("1970", []),
}


def rows(chain: Chain) -> list[tuple[object, ...]]:
    return [(s.number, s.event.id, s.depth, s.after, s.level, s.also, s.paths) for s in chain.steps]


def test_why_lists_every_cause_once_at_the_end_of_its_shortest_chain(made: Make) -> None:
    chronicle = made(DIAMOND)
    chain = why(chronicle, chronicle.event("e"))
    assert rows(chain) == [
        (1, "e", 0, None, 0, (), 1),
        (2, "d", 1, 1, 0, (), 1),
        (3, "pod", 2, 2, 1, (), 3),  # d <- pod, d <- c <- a <- pod, d <- c <- b <- pod
        (4, "c", 2, 2, 0, (), 1),
        (5, "a", 3, 4, 1, (3,), 1),
        (6, "b", 3, 4, 0, (3,), 1),
    ]
    assert (chain.left_out, chain.missed_pod) == (0, None)
    assert [step.event.id for step in chain.steps if step.pod_of == ("x",)] == ["pod"]


def test_ripple_lists_all_that_follows_once(made: Make) -> None:
    chronicle = made(DIAMOND)
    chain = ripple(chronicle, chronicle.event("pod"))
    assert rows(chain) == [
        (1, "pod", 0, None, 0, (), 1),
        (2, "a", 1, 1, 1, (), 1),
        (3, "c", 2, 2, 1, (4,), 2),
        (4, "b", 1, 1, 1, (), 1),
        (5, "d", 1, 1, 0, (3,), 3),
        (6, "e", 2, 5, 0, (), 3),
    ]
    assert [step.reach[1:] for step in chain.steps] == [(5, 5), (3, 4), (2, 2), (3, 3), (1, 1), (0, 0)]


def test_what_a_filter_leaves_out_is_stepped_over(made: Make) -> None:
    chronicle = made(DIAMOND)
    chain = ripple(chronicle, chronicle.event("pod"), Query.of({"id": ["c", "e"]}))
    assert rows(chain) == [
        (1, "pod", 0, None, 0, (), 1),
        (2, "c", 2, 1, 1, (), 2),
        (3, "e", 2, 1, 0, (), 3),
    ]
    assert chain.left_out == 0


def test_depth_and_limit_say_what_they_leave_out(made: Make) -> None:
    chronicle = made(DIAMOND)
    shallow = ripple(chronicle, chronicle.event("pod"), depth=1)
    assert [step.event.id for step in shallow.steps] == ["pod", "a", "b", "d"]
    assert shallow.left_out == 2
    few = ripple(chronicle, chronicle.event("pod"), Query(limit=2))
    assert ([step.event.id for step in few.steps], few.left_out) == (["pod", "a"], 4)
    none = ripple(chronicle, chronicle.event("pod"), Query(limit=0))
    assert ([step.event.id for step in none.steps], none.left_out) == (["pod"], 5)


def test_the_latest_branches_first(made: Make) -> None:
    chronicle = made(DIAMOND)
    chain = ripple(chronicle, chronicle.event("pod"), Query(reverse=True), depth=1)
    assert [step.event.id for step in chain.steps] == ["pod", "d", "b", "a"]


def test_an_event_without_causes_misses_the_pod(made: Make) -> None:
    chronicle = made(DIAMOND)
    chain = why(chronicle, chronicle.event("alone"))
    assert ([step.event.id for step in chain.steps], chain.missed_pod) == (["alone"], "pod")
    assert why(chronicle, chronicle.event("pod")).missed_pod is None


CIRCLE = {
    "pod": ("1960", []),
    "a": ("1961", ["pod", "c"]),
    "b": ("1962", ["a"]),
    "c": ("1963", ["b", "c"]),
    "d": ("1964", ["c"]),
}


def test_a_circle_is_walked_once_and_its_chains_are_not_counted(made: Make) -> None:
    chronicle = made(CIRCLE)
    chain = ripple(chronicle, chronicle.event("pod"))
    assert [(s.event.id, s.depth, s.also, s.paths) for s in chain.steps] == [
        ("pod", 0, (), 1),
        ("a", 1, (4,), None),
        ("b", 2, (), None),
        ("c", 3, (), None),
        ("d", 4, (), None),
    ]
    assert [step.reach[1:] for step in chain.steps] == [(4, 4), (3, 3), (3, 2), (3, 1), (0, 0)]
    back = why(chronicle, chronicle.event("b"))
    assert [(s.event.id, s.depth, s.also) for s in back.steps] == [
        ("b", 0, ()),
        ("a", 1, ()),
        ("pod", 2, ()),
        ("c", 2, (1,)),
    ]


def test_farthest_ranks_by_events_then_years_then_time(made: Make) -> None:
    chronicle = made(DIAMOND)
    assert [(each.event.id, each.events, each.years) for each in farthest(chronicle)] == [
        ("pod", 5, 5),
        ("a", 3, 4),
        ("b", 3, 3),
        ("c", 2, 2),
        ("d", 1, 1),
    ]
    assert [each.event.id for each in farthest(chronicle, Query.of({"year": "1962..1963", "limit": 1}))] == ["b"]
    assert [each.event.id for each in farthest(chronicle, Query(reverse=True, limit=2))] == ["d", "c"]


def test_years_are_whole_and_need_a_start(made: Make) -> None:
    chronicle = made(
        {"open": ("../1960", []), "day": ("1960-06-02", ["open"]), "early": ("1959", ["day"]), "end": ("1970", ["day"])}
    )
    reaches = {each.event.id: (each.events, each.years) for each in farthest(chronicle)}
    assert reaches == {"open": (3, None), "day": (2, 9)}
    only_before = made({"day": ("1960-06-02", []), "early": ("1959", ["day"])})
    assert [each.years for each in farthest(only_before)] == [0]


def test_millions_of_chains_are_counted_and_not_walked(made: Make) -> None:
    layers: dict[str, tuple[str, Sequence[str]]] = {"pod": ("1900", [])}
    above: Sequence[str] = ["pod"]
    for year in range(1901, 1961):
        layers |= {f"{side}{year}": (str(year), above) for side in "lr"}
        above = [f"l{year}", f"r{year}"]
    layers["end"] = ("1999", above)
    chronicle = made(layers)
    chain = why(chronicle, chronicle.event("end"))
    (pod,) = (step for step in chain.steps if step.event.id == "pod")
    assert (len(chain.steps), pod.paths, pod.depth) == (122, 2**60, 61)
    assert max(step.level for step in ripple(chronicle, chronicle.event("pod")).steps) <= 7


@pytest.mark.parametrize("seed", range(8))
def test_reach_is_what_a_plain_search_finds(made: Make, seed: int) -> None:
    chance = random.Random(seed)
    ids = [f"e{n}" for n in range(25)]
    causes = {each: chance.sample(ids, chance.choice([0, 1, 1, 2])) for each in ids}  # circles and all
    chronicle = made({each: (str(1900 + chance.randrange(90)), found) for each, found in causes.items()})
    for each in ids:
        reached, waiting = {each}, [each]
        while waiting:
            current = waiting.pop()
            new = {other for other in ids if current in causes[other]} - reached
            reached |= new
            waiting += new
        chain = ripple(chronicle, chronicle.event(each))
        assert {step.event.id for step in chain.steps} == reached
        assert chain.steps[0].reach.events == len(reached) - 1
        for step in chain.steps[1:]:
            parent = chain.steps[(step.after or 0) - 1]
            assert parent.event.id in causes[step.event.id]
            assert step.depth == parent.depth + 1
            named = {parent.event.id, *(chain.steps[number - 1].event.id for number in step.also)}
            assert named == (set(causes[step.event.id]) - {step.event.id}) & reached
