"""What happened on a day of the year, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.query import Query
from timeline.questions.today import Anniversary, DayOfYear, today

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

EVENTS = """
    [[event]]
    id = "late"
    date = "1976-07-20T11:53:06Z"
    title = "Viking"
    kind = "real"
    [[event]]
    id = "landing"
    date = 1969-07-20
    title = "The Eagle lands"
    kind = "real"
    [[event]]
    id = "flight"
    date = "1969-07-16/1969-07-24"
    title = "Apollo 11"
    kind = "real"
    [[event]]
    id = "month"
    date = "1969-07"
    title = "A month"
    kind = "real"
    [[event]]
    id = "maybe"
    date = "1968-07-20?"
    title = "Red Moon"
    kind = "alt"
    show = "red"
    [[event]]
    id = "shared"
    date = "-0044-07-20"
    title = "Both"
    kind = "both"
    [[event]]
    id = "leap"
    date = 1972-02-29
    title = "A leap day"
    kind = "real"
    [[event]]
    id = "march"
    date = 1973-03-01
    title = "No leap day"
    kind = "real"
    [[event]]
    id = "ahead"
    date = 2050-01-01
    title = "Ahead"
    kind = "alt"
    show = "red"
"""


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(EVENTS)


def on(chronicle: Chronicle, month: int, day: int, year: int = 2026, query: Query = Query()) -> list[Anniversary]:  # noqa: B008
    return today(chronicle, DayOfYear(month, day, year), query)


def test_single_days_of_that_month_and_day_history_by_history(chronicle: Chronicle) -> None:
    assert [(each.event.id, each.history, each.years_ago) for each in on(chronicle, 7, 20)] == [
        ("landing", "real", 57),
        ("late", "real", 50),
        ("shared", "both", 2070),
        ("maybe", "red", 58),
    ]


def test_the_leap_day_is_no_other_day(chronicle: Chronicle) -> None:
    assert [each.event.id for each in on(chronicle, 2, 29)] == ["leap"]
    assert on(chronicle, 2, 28) == []
    assert [each.event.id for each in on(chronicle, 3, 1)] == ["march"]


def test_filters_order_and_limit(chronicle: Chronicle) -> None:
    assert [each.event.id for each in on(chronicle, 7, 20, query=Query(kind=("alt",)))] == ["shared", "maybe"]
    assert [each.event.id for each in on(chronicle, 7, 20, query=Query(reverse=True, limit=1))] == ["late"]


@pytest.mark.parametrize(
    ("month", "day", "year", "words"),
    [
        (7, 20, 1969, ["this year", "in 7 years", "2013 years ago", "1 year ago"]),
        (1, 1, 2049, ["in 1 year"]),
    ],
)
def test_the_words_for_how_long_ago(chronicle: Chronicle, month: int, day: int, year: int, words: list[str]) -> None:
    assert [each.words for each in on(chronicle, month, day, year)] == words


def test_the_day_in_words() -> None:
    assert DayOfYear(12, 1, 2026).words == "1 December"
