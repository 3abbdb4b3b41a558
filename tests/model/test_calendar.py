"""The counting of days: leap years, day numbers and their ISO form, for years that `datetime` knows and those beyond."""

from __future__ import annotations

import pytest

from timeline.model.calendar import (
    DAYS_IN_400_YEARS,
    days_in_month,
    from_ordinal,
    is_leap,
    iso_date,
    to_ordinal,
    year_text,
)

LEAP_YEARS = [1968, 2000, 2024, 1600, 4, 0, -4, -8, -400, -9996, 12_000, 400_000_000]
COMMON_YEARS = [1969, 1900, 2100, 1700, 1, -1, -44 + 1, -100, -200, -9999, 12_345, 100_000_100]


@pytest.mark.parametrize("year", LEAP_YEARS)
def test_leap_year_has_29_days_in_february(year: int) -> None:
    assert is_leap(year)
    assert days_in_month(year, 2) == 29
    assert to_ordinal(year + 1, 1, 1) - to_ordinal(year, 1, 1) == 366


@pytest.mark.parametrize("year", COMMON_YEARS)
def test_common_year_has_28_days_in_february(year: int) -> None:
    assert not is_leap(year)
    assert days_in_month(year, 2) == 28
    assert to_ordinal(year + 1, 1, 1) - to_ordinal(year, 1, 1) == 365


def test_months_have_the_lengths_of_the_calendar() -> None:
    assert [days_in_month(1969, month) for month in range(1, 13)] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert [days_in_month(1968, month) for month in range(1, 13)] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


# Day numbers by the Julian Day Number of published tables: day number = JDN - 1721425.
ORDINALS = [
    ((1, 1, 1), 1, "0001-01-01"),
    ((0, 12, 31), 0, "0000-12-31"),
    ((0, 3, 1), -305, "0000-03-01"),
    ((0, 2, 29), -306, "0000-02-29"),
    ((0, 1, 1), -365, "0000-01-01"),
    ((-1, 12, 31), -366, "-0001-12-31"),
    ((-4713, 11, 24), -1_721_425, "-4713-11-24"),
    ((1582, 10, 15), 577_736, "1582-10-15"),
    ((1858, 11, 17), 678_576, "1858-11-17"),
    ((1969, 7, 20), 718_998, "1969-07-20"),
    ((1970, 1, 1), 719_163, "1970-01-01"),
    ((2000, 1, 1), 730_120, "2000-01-01"),
    ((9999, 12, 31), 3_652_059, "9999-12-31"),
    ((10_000, 1, 1), 3_652_060, "+10000-01-01"),
]


@pytest.mark.parametrize(("day", "ordinal", "iso"), ORDINALS)
def test_day_and_its_number(day: tuple[int, int, int], ordinal: int, iso: str) -> None:
    assert to_ordinal(*day) == ordinal
    assert from_ordinal(ordinal) == day
    assert iso_date(ordinal) == iso


@pytest.mark.parametrize("year", [-800, -44, 0, 1, 1969, 9999, 123_456])
def test_calendar_repeats_itself_after_400_years(year: int) -> None:
    assert to_ordinal(year + 400, 3, 15) - to_ordinal(year, 3, 15) == DAYS_IN_400_YEARS


@pytest.mark.parametrize("first_year", [-401, -1, 1599, 1899, 9998])
def test_no_day_is_left_out_or_counted_twice(first_year: int) -> None:
    expected = [
        (year, month, day)
        for year in range(first_year, first_year + 3)
        for month in range(1, 13)
        for day in range(1, days_in_month(year, month) + 1)
    ]
    start = to_ordinal(first_year, 1, 1)
    assert [from_ordinal(start + n) for n in range(len(expected))] == expected
    assert [to_ordinal(*day) for day in expected] == list(range(start, start + len(expected)))


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (1969, "1969"),
        (44, "0044"),
        (0, "0000"),
        (-1, "-0001"),
        (-44, "-0044"),
        (-9999, "-9999"),
        (9999, "9999"),
        (10_000, "+10000"),
        (-10_000, "-10000"),
        (123_456_789, "+123456789"),
    ],
)
def test_year_has_four_digits_and_a_sign_where_iso_wants_one(year: int, text: str) -> None:
    assert year_text(year) == text
