"""Drift between two dates: the days it can be, and words that are no finer than the dates are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from edtf_texts import exact_dates, valid_dates
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.dates import parse_date
from timeline.model.drift import Drift, drift_between


def drift(base: str, alt: str) -> Drift:
    return drift_between(parse_date(base), parse_date(alt))


# Both dates are one certain day: base, alt, days, words.
EXACT = [
    ("1969-07-20", "1969-06-26", -24, "24 days earlier"),
    ("1969-06-26", "1969-07-20", 24, "24 days later"),
    ("1969-07-20", "1969-07-20", 0, "the same day"),
    ("1969-07-20", "1969-07-21", 1, "1 day later"),
    ("1969-07-20", "1969-07-19", -1, "1 day earlier"),
    ("1969-07-20T20:17:40Z", "1969-07-20T02:56:15Z", 0, "the same day"),
    ("1969-07-20T23:00:00Z", "1969-07-21T01:00:00Z", 1, "1 day later"),
    ("1969-07-20/1969-07-20", "1969-07-21", 1, "1 day later"),
    ("1969-01-31", "1969-03-31", 59, "59 days later"),
    ("1969-07-20", "1969-09-18", 60, "60 days later"),
    ("1969-07-20", "1969-09-19", 61, "1 month 30 days later"),
    ("1969-07-20", "1969-09-20", 62, "2 months later"),
    ("1969-01-30", "1969-04-30", 90, "3 months later"),
    ("1969-02-28", "1969-05-28", 89, "3 months later"),
    ("1969-02-28", "1969-05-29", 90, "3 months 1 day later"),
    ("1969-05-28", "1969-02-28", -89, "3 months earlier"),
    ("1969-01-28", "1970-02-27", 395, "1 year 30 days later"),
    ("1969-07-20", "1970-07-20", 365, "1 year later"),
    ("1970-07-20", "1969-07-20", -365, "1 year earlier"),
    ("1969-07-20", "1971-07-21", 731, "2 years 1 day later"),
    ("1969-07-20", "1977-09-25", 2989, "8 years 2 months later"),
    ("1968-02-29", "1972-02-29", 1461, "4 years later"),
    ("0000-12-31", "0001-01-01", 1, "1 day later"),
    ("-0044-03-15", "-0044-03-16", 1, "1 day later"),
    ("-0043-03-15", "-0044-03-15", -365, "1 year earlier"),
    ("-0044-03-15", "1969-07-20", 735_360, "2013 years 4 months later"),
    ("-0004-02-29", "0000-02-29", 1461, "4 years later"),
    ("0001-01-01", "9999-01-01", 3_651_694, "9998 years later"),
    ("-8799-01-01", "0001-01-01", 3_214_134, "8800 years later"),
    ("-9000-01-01", "0002-02-03", 3_287_946, "9002 years 1 month later"),
    ("9999-12-31", "-9999-12-31", -7_304_119, "19998 years earlier"),
]


@pytest.mark.parametrize(("base", "alt", "days", "words"), EXACT)
def test_two_certain_days_have_an_exact_drift(base: str, alt: str, days: int, words: str) -> None:
    assert drift(base, alt) == Drift(days, days, days, words)


# One date at least is longer than a day or in doubt: base, alt, least, most, words.
ROUGH = [
    # days in doubt
    ("1969-07-20?", "1969-06-26", -24, -24, "about 24 days earlier"),
    ("1969-07-20", "1969-06-26~", -24, -24, "about 24 days earlier"),
    ("1969-07-20%", "1969-07-20", 0, 0, "about the same time"),
    ("1969-07-20", "1969-09-18?", 60, 60, "about 60 days later"),
    ("1969-07-20", "1969-09-19?", 61, 61, "about 2 months later"),
    ("1969-07-10", "1969-07-16/1969-07-24", 6, 14, "about 10 days later"),
    ("1969-07-16/1969-07-24", "1969-06-26", -28, -20, "about 24 days earlier"),
    ("1969-07-20", "1969-07-16/1969-07-24", -4, 4, "about the same time"),
    # months
    ("1969-07-20", "1969-07", -19, 11, "about the same time"),
    ("1969-07-20", "1969-08", 12, 42, "about 1 month later"),
    ("1969-07", "1969-08", 1, 61, "about 1 month later"),
    ("1969-07-20", "1969-09-XX", 43, 72, "about 2 months later"),
    ("1969-07", "1969-07", -30, 30, "about the same time"),
    ("1969-07", "1970-07", 335, 395, "about 12 months later"),
    ("1969-07", "1971-07", 700, 760, "about 24 months later"),
    ("1969-07", "1971-09", 762, 821, "about 2 years later"),
    ("1969-01-31", "1969-02", 1, 28, "less than a month later"),
    # seasons: in threes of months
    ("1969-21", "1969-22", 1, 183, "about 3 months later"),
    ("1970-21", "1969-21", -456, -274, "about 12 months earlier"),
    ("1969-24", "1970-03-01", 1, 90, "less than 3 months later"),
    ("1969-21", "1973-21", 1370, 1552, "about 4 years later"),
    # years
    ("1969", "1969", -364, 364, "about the same time"),
    ("1969", "1970", 1, 729, "about 1 year later"),
    ("1969-07-20", "1977", 2722, 3086, "about 8 years later"),
    ("1977", "1969-07-20", -3086, -2722, "about 8 years earlier"),
    ("1969-07", "1977-XX", 2711, 3105, "about 8 years later"),
    ("1970", "1971-01-01", 1, 365, "less than a year later"),
    ("1960/1969", "1980", 3653, 7670, "about 16 years later"),
    # decades and centuries
    ("196X", "197X", 1, 7304, "about 10 years later"),
    ("196X", "1975", 1827, 5843, "about 10 years later"),
    ("196X", "196X", -3652, 3652, "about the same time"),
    ("1969-12-31", "197X", 1, 3652, "less than 10 years later"),
    ("19XX", "20XX", 1, 73_048, "about 100 years later"),
    ("1800", "19XX", 36_160, 73_047, "about 100 years later"),
    ("1899-12-31", "19XX", 1, 36_524, "less than 100 years later"),
    # before year 1 and beyond year 9999
    ("-0001", "0001", 367, 1095, "about 2 years later"),
    ("9999-12-31", "Y10000", 1, 366, "about 1 year later"),
    ("Y12345", "Y12346", 1, 729, "about 1 year later"),
    ("Y-13000", "1969", 5_466_951, 5_467_679, "about 14969 years later"),
    ("Y20000", "1969-07-20", -6_585_852, -6_585_487, "about 18031 years earlier"),
    ("Y-100000", "Y100000", 73_048_135, 73_048_865, "about 200000 years later"),
    (
        "Y-999999999999999",
        "Y999999999999999",
        730_484_999_999_998_905,
        730_484_999_999_999_633,
        "about 1999999999999998 years later",
    ),
]


@pytest.mark.parametrize(("base", "alt", "least", "most", "words"), ROUGH)
def test_drift_of_dates_that_are_no_certain_day(base: str, alt: str, least: int, most: int, words: str) -> None:
    assert drift(base, alt) == Drift(None, least, most, words)


@pytest.mark.parametrize(
    ("base", "alt", "least", "most", "words"),
    [
        ("1969/..", "1969", None, 364, "unknown"),
        ("1969", "1969/..", -364, None, "unknown"),
        ("1969", "1970/..", 1, None, "later"),
        ("../1969", "1970", 1, None, "later"),
        ("1975/..", "1970", None, -1462, "earlier"),
        ("1969/", "1960", None, -2923, "earlier"),
        ("1970", "/1969-12-31", None, -1, "earlier"),
        ("1969/..", "../1968", None, -1, "earlier"),
        ("../1968", "1969/..", 1, None, "later"),
        ("1969/..", "1970/..", None, None, "unknown"),
        ("../1969", "../1970", None, None, "unknown"),
    ],
)
def test_open_end_leaves_that_side_open(base: str, alt: str, least: int | None, most: int | None, words: str) -> None:
    assert drift(base, alt) == Drift(None, least, most, words)


@settings(max_examples=400)
@given(st.dates(), st.dates() | st.none(), st.integers(61, 800))
def test_exact_words_are_the_two_largest_units_of_relativedelta(first: date, other: date | None, near: int) -> None:
    if other is None:
        other = first + timedelta(near) if first < date(9990, 1, 1) else first - timedelta(near)
    earlier, later = sorted((first, other))
    distance = relativedelta(later, earlier)
    counts = [(distance.years, "year"), (distance.months, "month"), (distance.days, "day")]
    if (later - earlier).days <= 60:
        counts = [((later - earlier).days, "day")]
    said = " ".join([f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in counts if count][:2])
    for base, alt, direction in ((earlier, later, "later"), (later, earlier, "earlier")):
        days = (alt - base).days
        expected = f"{said} {direction}" if said else "the same day"
        assert drift(base.isoformat(), alt.isoformat()) == Drift(days, days, days, expected)


@settings(max_examples=300)
@given(valid_dates, valid_dates)
def test_drift_the_other_way_is_the_same_with_the_other_sign(base: str, alt: str) -> None:
    there, back = drift(base, alt), drift(alt, base)
    assert there.minimum == (None if back.maximum is None else -back.maximum)
    assert there.maximum == (None if back.minimum is None else -back.minimum)
    assert there.days == (None if back.days is None else -back.days)
    turned = {"earlier": "later", "later": "earlier"}
    assert " ".join(turned.get(word, word) for word in back.words.split()) == there.words


UNITS = {"day": 1, "days": 1, "month": 2, "months": 2, "year": 4, "years": 4, "same": 9}


@settings(max_examples=400)
@given(exact_dates, exact_dates)
def test_words_claim_no_unit_finer_than_the_dates_and_no_other_direction(base: str, alt: str) -> None:
    said = drift(base, alt)
    assert said.minimum is not None
    assert said.maximum is not None
    assert said.minimum <= said.maximum
    one_day = parse_date(base).is_one_day and parse_date(alt).is_one_day
    assert (said.days is not None) is one_day
    if not one_day:
        assert said.words.startswith(("about ", "less than "))
        finest = min(unit for word, unit in UNITS.items() if word in said.words.split())
        coarser = max(parse_date(base).precision, parse_date(alt).precision)
        assert finest >= {1: 1, 2: 2, 3: 2, 4: 4}[coarser]
    if said.minimum > 0:
        assert said.words.endswith("later")
    if said.maximum < 0:
        assert said.words.endswith("earlier")
