"""Scales: round ticks at every length of time, none of which overlap, also before the year 1."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.exports.svg.axes import CountScale, TimeScale, nice
from timeline.exports.svg.text import width
from timeline.model.dates import parse_date


def labels(first: str, last: str, room: float = 800) -> list[str]:
    days = parse_date(first).first, parse_date(last).last
    return [tick.text for tick in TimeScale(*days, 0, room).ticks()]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("1957", "2025", [str(year) for year in range(1960, 2026, 5)]),
        ("1969", "1974", ["1969", "1970", "1971", "1972", "1973", "1974"]),
        ("1969", "1971", ["Jan 1969", "Jul 1969", "Jan 1970", "Jul 1970", "Jan 1971", "Jul 1971"]),
        ("1969-07-10", "1969-07-31", ["11 Jul 1969", "16 Jul 1969", "21 Jul 1969", "26 Jul 1969"]),
        ("-0099", "-0002", [f"{year} BC" for year in range(100, 0, -10)]),
        ("-0299", "0160", ["300 BC", "250 BC", "200 BC", "150 BC", "100 BC", "50 BC", "AD 1", "AD 50", "AD 100", "AD 150"]),
        ("-0005", "0004", ["6 BC", "5 BC", "4 BC", "3 BC", "2 BC", "1 BC", "AD 1", "AD 2", "AD 3", "AD 4"]),
        ("-0009", "0010", ["10 BC", "8 BC", "6 BC", "4 BC", "2 BC", "AD 2", "AD 4", "AD 6", "AD 8", "AD 10"]),
    ],
)  # fmt: skip
def test_ticks_are_round_years_months_or_days(first: str, last: str, shown: list[str]) -> None:
    assert labels(first, last) == shown


@example(36486, 98, 221)  # so is "15 Nov AD 100" than "15 Nov 1969"
@example(0, 436405, 257)  # "AD 500" is wider than the labels at both ends
@given(st.integers(-(10**6), 10**6), st.integers(20, 10**7), st.integers(200, 2000))
def test_ticks_are_in_order_and_their_labels_do_not_touch(first: int, length: int, room: int) -> None:
    ticks = TimeScale(first, first + length, 0, room).ticks()
    assert all(0 <= tick.at <= room for tick in ticks)
    for one, other in pairwise(ticks):
        assert one.at < other.at
        free = other.at - one.at - (width(one.text, 12) + width(other.text, 12)) / 2
        assert free > 3


def test_the_longest_time_that_dates_allow_has_few_ticks() -> None:
    shown = labels("Y-100000000000000", "Y100000000000000")
    assert 2 <= len(shown) < 12
    assert "AD 1" in shown


def test_a_scale_has_space_at_its_ends_and_no_length_of_nothing() -> None:
    scale = TimeScale.over([100.0, 1100.0, float("inf"), float("-inf")], 0, 1040)
    assert (scale.at(100), scale.at(1100)) == (20, 1020)
    assert (scale.at(float("-inf")), scale.at(float("inf"))) == (0, 1040)
    assert TimeScale.over([500.0], 0, 100).at(500) == pytest.approx(50)
    assert TimeScale.over([], 0, 100).at(1) == pytest.approx(50)


@pytest.mark.parametrize(
    ("least", "step"), [(0.2, 1), (1, 1), (1.1, 2), (2, 2), (3, 5), (6, 10), (10, 10), (11, 20), (4100, 5000)]
)
def test_steps_are_nice(least: float, step: int) -> None:
    assert nice(least) == step


def test_counts_have_ticks_from_zero() -> None:
    assert [tick.text for tick in CountScale(98, 100, 0).ticks()] == ["0", "50"]
    assert [tick.text for tick in CountScale(1, 0, 100).ticks()] == ["0", "1"]
    assert [tick.at for tick in CountScale(1200, 300, 0).ticks(60)] == [300, 175, 50]
