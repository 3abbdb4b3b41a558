"""Conditions compose like predicates, whatever is missing, and lists of any length fit into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.calendar import to_ordinal
from timeline.model.errors import UsageError
from timeline.model.query import Query
from timeline.questions.branches import in_order
from timeline.questions.find import find
from timeline.store.chronicle import Chronicle
from timeline.store.conditions import (
    ABOUT_A_SHOW,
    EVERYTHING,
    NAMES_A_SHOW,
    ON_ONE_DAY,
    Condition,
    any_of,
    before,
    held_by,
    linked_from,
    linked_to,
    of_kind,
    overlapping,
    own_of,
    saying,
    with_facet,
    with_id,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline.model.events import Event

FILE = """
[[timeline]]
id = "fam"
diverges_at = "a3"
[[timeline]]
id = "deep"
parent = "fam"
[[show]]
id = "fam"
"""
DATES = ('"../1960"', "1966-01-14", "1969", "1969-07-20", '"1969-07/.."', '"196X"', "1970-01-01", '"/1971"')


def events(n: int, date: str) -> str:
    """Return a real event, an alternate one and one of both histories, all of one date."""
    real = f'[[event]]\nid = "r{n}"\ndate = {date}\ntitle = "Real {n}"\nkind = "real"\n'
    alt = f'[[event]]\nid = "a{n}"\ndate = {date}\ntitle = "Alt {n}"\nkind = "alt"\n'
    both = f'[[event]]\nid = "b{n}"\ndate = {date}\ntitle = "Both {n}"\nkind = "both"\n'
    real += 'show = "fam"\n' * (n % 3 == 0)
    alt += f'timeline = "{"deep" if n == 6 else "fam"}"\n' + f"season = {n}\n" * (n % 2)
    return real + alt + f'moves = "r{n}"\n' * (n in (3, 4)) + 'tags = ["moon"]\n' * (n < 5) + both


FILE += "".join(events(n, date) for n, date in enumerate(DATES))


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Chronicle:
    path = tmp_path_factory.mktemp("conditions") / "events.toml"
    path.write_text(FILE, encoding="utf-8")
    return Chronicle([str(path)])


class Pair(NamedTuple):
    """A condition, and what it means."""

    condition: Condition
    predicate: Callable[[Event], bool]


JULY = (to_ordinal(1969, 7, 1), to_ordinal(1969, 7, 31))


def leaves(chronicle: Chronicle) -> list[Pair]:
    fam, deep, real = (chronicle.world.lineage(name) for name in ("fam", "deep", "real"))

    def meets(event: Event, first: int | None, last: int | None) -> bool:
        date = event.date
        starts_in_time = last is None or date.earliest is None or date.earliest <= last
        return starts_in_time and (first is None or date.latest is None or date.latest >= first)

    return [
        Pair(EVERYTHING, lambda event: True),
        Pair(overlapping([]), lambda event: True),
        Pair(overlapping([JULY]), lambda event: meets(event, *JULY)),
        Pair(
            overlapping([(None, JULY[0]), (JULY[1] + 200, None)]),
            lambda e: meets(e, None, JULY[0]) or meets(e, JULY[1] + 200, None),
        ),
        Pair(of_kind(()), lambda event: True),
        Pair(of_kind(["alt"]), lambda event: event.kind != "real"),
        Pair(of_kind(["both"]), lambda event: event.kind == "both"),
        Pair(held_by(), lambda event: True),
        Pair(held_by(fam), fam.holds),
        Pair(held_by(real, deep), lambda event: real.holds(event) or deep.holds(event)),
        Pair(with_facet("tag", []), lambda event: True),
        Pair(with_facet("tag", ["moon", "mars"]), lambda event: event.tags == ("moon",)),
        Pair(saying([]), lambda event: True),
        Pair(saying(["alt", "3"]), lambda event: event.id == "a3"),
        Pair(with_id([]), lambda event: False),
        Pair(with_id(["a1", "b7", "none"]), lambda event: event.id in ("a1", "b7")),
        Pair(NAMES_A_SHOW, lambda event: event.show is not None),
        Pair(ABOUT_A_SHOW, lambda event: event.kind == "real" and event.show is not None),
        Pair(ON_ONE_DAY, lambda event: event.date.earliest == event.date.latest),
        Pair(before(()), lambda event: True),
        Pair(before(deep.segments[-1].pods), lambda e: all(pod.is_after(e) for pod in deep.segments[-1].pods)),
        Pair(own_of("fam"), lambda event: event.is_everywhere or "fam" in event.timelines),
        Pair(linked_to(with_id(["r3"])), lambda event: event.id == "a3"),
        Pair(linked_from(of_kind(["alt"])), lambda event: event.id in ("r3", "r4")),
        Pair(Condition("season > ?", (2,)), lambda event: (event.season or 0) > 2),  # NULL without a season
    ]


def composed(pairs: list[Pair]) -> st.SearchStrategy[Pair]:
    def extend(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
        two = st.tuples(inner, inner)
        return (
            inner.map(lambda p: Pair(~p.condition, lambda e: not p.predicate(e)))
            | two.map(
                lambda t: Pair(t[0].condition & t[1].condition, lambda e: t[0].predicate(e) and t[1].predicate(e))
            )
            | two.map(lambda t: Pair(t[0].condition | t[1].condition, lambda e: t[0].predicate(e) or t[1].predicate(e)))
        )

    return st.recursive(st.sampled_from(pairs), extend, max_leaves=6)


def test_each_condition_means_what_it_says(chronicle: Chronicle) -> None:
    for number, (condition, predicate) in enumerate(leaves(chronicle)):
        expected = [event.id for event in chronicle if predicate(event)]
        assert [event.id for event in chronicle.select(condition)] == expected, number


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_composed_conditions_select_as_composed_predicates(chronicle: Chronicle, data: st.DataObject) -> None:
    pairs = leaves(chronicle)
    condition, predicate = data.draw(composed(pairs))
    expected = [event.id for event in chronicle if predicate(event)]
    assert [event.id for event in chronicle.select(condition)] == expected
    assert chronicle.ids(condition) == set(expected)


def test_the_empty_condition_is_true(chronicle: Chronicle) -> None:
    moon = with_facet("tag", ["moon"])
    assert EVERYTHING == Condition() == any_of([])
    assert moon & EVERYTHING == EVERYTHING & moon == moon
    assert moon | EVERYTHING == EVERYTHING | moon == EVERYTHING
    assert chronicle.select(~EVERYTHING) == []
    assert chronicle.select(~~EVERYTHING & moon) == chronicle.select(moon)


def test_lists_of_any_length_are_one_condition(chronicle: Chronicle) -> None:
    many = 40_000
    assert [event.id for event in chronicle.select(with_id(f"a{n}" for n in range(many)))][:2] == ["a0", "a7"]
    assert len(chronicle.select(with_facet("tag", [*map(str, range(many)), "moon"]))) == 5
    spans = [(day, day) for day in range(JULY[0], JULY[0] + many)]
    assert len(chronicle.select(overlapping(spans))) == len(
        chronicle.select(overlapping([(spans[0][0], spans[-1][1])]))
    )
    assert len(chronicle.ask(Query.of({"words": ["alt"] * many}))) == 8
    assert len(chronicle.ask(Query.of({"season": range(many)}))) == 4
    assert len(chronicle.ask(Query.of({"timeline": ["fam"] * many}))) == len(chronicle.events(timeline="fam"))
    assert len(chronicle.ask(Query.of({"kind": ["alt"] * many, "id": ["a1"] * 400}))) == 1


def test_a_branch_of_a_thousand_branches_holds_what_it_should(history: Callable[[str], Chronicle]) -> None:
    many = 1100  # an expression of SQLite may be 1,000 operators deep
    tables = [
        '[[timeline]]\nid = "t0"\n',
        *(f'[[timeline]]\nid = "t{n}"\nparent = "t{n - 1}"\n' for n in range(1, many)),
    ]
    events = (
        f'[[event]]\nid = "e{n}"\ndate = {1000 + n}\ntitle = "E"\nkind = "alt"\ntimeline = "t{n}"\n'
        for n in range(many)
    )
    chronicle = history("".join([*tables, *events]))
    assert [event.id for event in chronicle.events(timeline=f"t{many - 1}")] == [f"e{n}" for n in range(many)]
    assert [event.id for event in chronicle.events(timeline="t2")] == ["e0", "e1", "e2"]
    assert in_order(chronicle.world) == ["real", *(f"t{n}" for n in range(many))]


def test_a_text_in_very_many_ids_names_some_of_them(write: Callable[..., Path]) -> None:
    count = 40_000  # more than SQLite takes parameters
    text = "".join(f'[[event]]\nid = "e-{n}"\ndate = 1969\ntitle = "Event"\nkind = "real"\n' for n in range(count))
    with pytest.raises(UsageError) as refused:
        find(Chronicle([str(write(text))]), "e-")
    assert refused.value.message == '"e-" may be any of 40000 events'
    assert refused.value.hint is not None
    assert refused.value.hint.startswith('one of "e-0", "e-1", "e-2"')
    assert refused.value.hint.endswith('"e-7" and 39992 more')
