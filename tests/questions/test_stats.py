"""What a history holds, counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.errors import UsageError
from timeline.model.query import Query
from timeline.questions.stats import MEASURES, Measure, parse_measure, stats

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

EVENTS = """
    [[person]]
    id = "ed"
    name = "Ed Baldwin"
    aliases = ["Edward"]
    [tags]
    moon = "On the Moon"
    mars = "On Mars"
    [[event]]
    date = "../0005"
    title = "Long ago"
    kind = "real"
    [[event]]
    date = "-0044-03-15"
    title = "The ides"
    kind = "both"
    [[event]]
    date = "1969-07-16/1971"
    title = "A flight"
    kind = "real"
    tags = ["moon", "mars"]
    people = ["Ed Baldwin", "edward"]
    [[event]]
    date = "196X"
    title = "A decade"
    kind = "alt"
    show = "red"
    tags = ["moon"]
    people = ["Edward", "Zoe"]
    canon = "inferred"
"""


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(EVENTS)


@pytest.mark.parametrize(
    ("measure", "counts"),
    [
        ("decade", [("-0050s", 1), ("0000..0009", 1), ("1960s", 2)]),
        ("kind", [("real", 2), ("alt", 1), ("both", 1)]),
        ("show", [("red", 1), (None, 3)]),
        ("canon", [("screen", 3), ("inferred", 1)]),
        ("tag", [("moon", 2), ("mars", 1), (None, 2)]),
        ("person", [("Ed Baldwin", 2), ("Zoe", 1), (None, 2)]),
    ],
)
def test_counts(chronicle: Chronicle, measure: Measure, counts: list[tuple[str | None, int]]) -> None:
    rows = stats(chronicle, Query(), [measure])
    assert [(row.value, row.events) for row in rows] == counts
    assert {(row.by, row.total) for row in rows} == {(measure, 4)}


def test_shares_are_of_the_events_that_fit(chronicle: Chronicle) -> None:
    (only,) = stats(chronicle, Query(tag=("mars",)), ["kind"])
    assert (only.value, only.events, only.total, only.share) == ("real", 1, 1, 1.0)
    assert [row.share for row in stats(chronicle, Query(), ["canon"])] == [0.75, 0.25]


def test_order_and_limit_are_for_the_values_of_each_measure(chronicle: Chronicle) -> None:
    rows = stats(chronicle, Query(limit=1), ["kind", "tag"])
    assert [(row.by, row.value, row.events) for row in rows] == [("kind", "real", 2), ("tag", "moon", 2)]
    assert [row.value for row in stats(chronicle, Query(reverse=True), ["canon"])] == ["inferred", "screen"]


def test_an_overview_has_every_measure_once_in_order(chronicle: Chronicle) -> None:
    assert tuple(dict.fromkeys(row.by for row in stats(chronicle, Query()))) == MEASURES
    assert len(stats(chronicle, Query(), ["kind", "kind"])) == 3


def test_nothing_to_count(chronicle: Chronicle) -> None:
    assert stats(chronicle, Query(words=("nowhere",))) == []


def test_measures_by_name() -> None:
    assert parse_measure("TAG") == "tag"
    with pytest.raises(UsageError, match='cannot count events by "tags"') as refused:
        parse_measure("tags")
    assert refused.value.hint == 'did you mean "tag"?'
