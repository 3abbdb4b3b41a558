"""EDTF levels 0 and 1: every form of the contract with its exact bounds, its order, its certainty and its time."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from timeline.model.calendar import to_ordinal
from timeline.model.dates import MAX_YEAR_DIGITS, EdtfDate, Precision, parse_date, year_date
from timeline.model.errors import DateError

DAY, MONTH, SEASON, YEAR, DECADE, CENTURY = Precision

FORMS: list[tuple[str, str | None, str | None, Precision]] = [
    # level 0: year, month, day, day and time, interval
    ("1969", "1969-01-01", "1969-12-31", YEAR),
    ("0001", "0001-01-01", "0001-12-31", YEAR),
    ("0000", "0000-01-01", "0000-12-31", YEAR),
    ("-0044", "-0044-01-01", "-0044-12-31", YEAR),
    ("-9999", "-9999-01-01", "-9999-12-31", YEAR),
    ("9999", "9999-01-01", "9999-12-31", YEAR),
    ("1969-07", "1969-07-01", "1969-07-31", MONTH),
    ("1969-02", "1969-02-01", "1969-02-28", MONTH),
    ("1968-02", "1968-02-01", "1968-02-29", MONTH),
    ("1900-02", "1900-02-01", "1900-02-28", MONTH),
    ("2000-02", "2000-02-01", "2000-02-29", MONTH),
    ("0000-02", "0000-02-01", "0000-02-29", MONTH),
    ("-0044-02", "-0044-02-01", "-0044-02-29", MONTH),
    ("-0100-02", "-0100-02-01", "-0100-02-28", MONTH),
    ("1969-07-20", "1969-07-20", "1969-07-20", DAY),
    ("1968-02-29", "1968-02-29", "1968-02-29", DAY),
    ("0000-02-29", "0000-02-29", "0000-02-29", DAY),
    ("-0044-03-15", "-0044-03-15", "-0044-03-15", DAY),
    ("1969-07-20T20:17:40", "1969-07-20", "1969-07-20", DAY),
    ("1969-07-20T20:17:40Z", "1969-07-20", "1969-07-20", DAY),
    ("-0044-03-15T12:00:00", "-0044-03-15", "-0044-03-15", DAY),
    ("1969-07-16/1969-07-24", "1969-07-16", "1969-07-24", DAY),
    ("1969-07/1969-08", "1969-07-01", "1969-08-31", MONTH),
    ("1969/1974", "1969-01-01", "1974-12-31", YEAR),
    ("1969-07-20/1974", "1969-07-20", "1974-12-31", YEAR),
    ("1969/1969", "1969-01-01", "1969-12-31", YEAR),
    ("1969/1969-07-20", "1969-01-01", "1969-07-20", YEAR),
    ("1969-07-20/1969-07-20", "1969-07-20", "1969-07-20", DAY),
    ("-0044/0014", "-0044-01-01", "0014-12-31", YEAR),
    # level 1: qualifiers
    ("1969?", "1969-01-01", "1969-12-31", YEAR),
    ("1969~", "1969-01-01", "1969-12-31", YEAR),
    ("1969%", "1969-01-01", "1969-12-31", YEAR),
    ("1969-07?", "1969-07-01", "1969-07-31", MONTH),
    ("1969-07-20~", "1969-07-20", "1969-07-20", DAY),
    ("-0044%", "-0044-01-01", "-0044-12-31", YEAR),
    # level 1: unspecified digits from the right
    ("196X", "1960-01-01", "1969-12-31", DECADE),
    ("19XX", "1900-01-01", "1999-12-31", CENTURY),
    ("000X", "0000-01-01", "0009-12-31", DECADE),
    ("00XX", "0000-01-01", "0099-12-31", CENTURY),
    ("-004X", "-0049-01-01", "-0040-12-31", DECADE),
    ("-01XX", "-0199-01-01", "-0100-12-31", CENTURY),
    ("196X?", "1960-01-01", "1969-12-31", DECADE),
    ("19XX~", "1900-01-01", "1999-12-31", CENTURY),
    ("1969-XX", "1969-01-01", "1969-12-31", YEAR),
    ("1969-07-XX", "1969-07-01", "1969-07-31", MONTH),
    ("1968-02-XX", "1968-02-01", "1968-02-29", MONTH),
    ("-0044-02-XX", "-0044-02-01", "-0044-02-29", MONTH),
    ("1969-XX-XX", "1969-01-01", "1969-12-31", YEAR),
    ("1969-XX-XX%", "1969-01-01", "1969-12-31", YEAR),
    # level 1: seasons are three whole months; winter ends in the next year
    ("1969-21", "1969-03-01", "1969-05-31", SEASON),
    ("1969-22", "1969-06-01", "1969-08-31", SEASON),
    ("1969-23", "1969-09-01", "1969-11-30", SEASON),
    ("1969-24", "1969-12-01", "1970-02-28", SEASON),
    ("1967-24", "1967-12-01", "1968-02-29", SEASON),
    ("-0001-24", "-0001-12-01", "0000-02-29", SEASON),
    ("9999-24", "9999-12-01", "+10000-02-29", SEASON),
    ("1969-24~", "1969-12-01", "1970-02-28", SEASON),
    # level 1: intervals with an open or unknown end, with seasons and qualifiers
    ("2003/..", "2003-01-01", None, YEAR),
    ("2003-06/..", "2003-06-01", None, MONTH),
    ("1969/", "1969-01-01", None, YEAR),
    ("1969-07-20/", "1969-07-20", None, DAY),
    ("../1969", None, "1969-12-31", YEAR),
    ("../1969-07-20", None, "1969-07-20", DAY),
    ("/1969", None, "1969-12-31", YEAR),
    ("-0044-03-15/..", "-0044-03-15", None, DAY),
    ("1969?/1970~", "1969-01-01", "1970-12-31", YEAR),
    ("1969-07-20%/..", "1969-07-20", None, DAY),
    ("1969-21/1969-24", "1969-03-01", "1970-02-28", SEASON),
    # level 1: years beyond four digits
    ("Y-13000", "-13000-01-01", "-13000-12-31", YEAR),
    ("Y12345", "+12345-01-01", "+12345-12-31", YEAR),
    ("Y10000~", "+10000-01-01", "+10000-12-31", YEAR),
    ("Y170000002", "+170000002-01-01", "+170000002-12-31", YEAR),
    ("Y-13000/-9999", "-13000-01-01", "-9999-12-31", YEAR),
    ("9999/Y10000", "9999-01-01", "+10000-12-31", YEAR),
    ("Y12345/..", "+12345-01-01", None, YEAR),
    ("Y999999999999999", "+999999999999999-01-01", "+999999999999999-12-31", YEAR),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), FORMS, ids=[form[0] for form in FORMS])
def test_every_form_has_its_exact_bounds(
    text: str, earliest: str | None, latest: str | None, precision: Precision
) -> None:
    date = parse_date(text)
    assert (date.earliest_iso, date.latest_iso, date.precision) == (earliest, latest, precision)


@pytest.mark.parametrize("text", [form[0] for form in FORMS])
def test_date_keeps_the_text_it_was_written_in(text: str) -> None:
    assert str(parse_date(text)) == parse_date(text).text == text


@pytest.mark.parametrize("text", [form[0] for form in FORMS])
def test_only_a_qualifier_makes_a_date_uncertain(text: str) -> None:
    assert parse_date(text).certain is not any(mark in text for mark in "?~%")


@pytest.mark.parametrize("text", ["1969?/1974", "1969/1974~", "1969%/1974?", "1969~/..", "../1969?", "/1969%"])
def test_interval_is_as_uncertain_as_either_end(text: str) -> None:
    assert not parse_date(text).certain


@pytest.mark.parametrize(
    ("text", "one_day"),
    [
        ("1969-07-20", True),
        ("1969-07-20T20:17:40Z", True),
        ("1969-07-20/1969-07-20", True),
        ("1969-07-20?", False),
        ("1969-07-20~", False),
        ("1969-07-XX", False),
        ("1969", False),
        ("1969-07-20/..", False),
        ("../1969-07-20", False),
        ("1969-07-20/1969-07-21", False),
    ],
)
def test_one_day_is_one_that_is_not_in_doubt(text: str, one_day: bool) -> None:
    assert parse_date(text).is_one_day is one_day


IN_ORDER = [
    "Y-13000",
    "-004X",
    "-0044",
    "-0044-03-15",
    "0000",
    "1960/1961",
    "196X",
    "1969-01-01",
    "1969-01",
    "1969",
    "1969/1970",
    "1969/..",
    "1969-21/1970",
    "1969-07-01/..",
    "1969-07-20",
    "1969-07-20T09:00:00",
    "1969-07-20T20:17:40Z",
    "1969-07-20T20:17:40.5Z",
    "1969-07-20/1969-07-24",
    "Y12345",
]


def test_dates_sort_by_first_day_then_the_more_exact_then_time() -> None:
    shuffled = list(IN_ORDER)
    for seed in range(5):
        Random(seed).shuffle(shuffled)
        assert sorted(shuffled, key=lambda text: parse_date(text).sort_key) == IN_ORDER


def test_open_starts_come_first_and_by_their_ends() -> None:
    in_order = ["../-0044", "../1969-07-20", "../1969", "Y-13000"]
    backwards = in_order[::-1]
    assert sorted(backwards, key=lambda text: parse_date(text).sort_key) == in_order


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("1969-07-20T00:00:00", 0),
        ("1969-07-20T20:17:40", 73_060),
        ("1969-07-20T20:17", 73_020),
        ("1969-07-20T20:17Z", 73_020),
        ("1969-07-20T20:17-04:00", 73_020 + 14_400),
        ("1969-07-20T20:17:40Z", 73_060),
        ("1969-07-20T23:59:59Z", 86_399),
        ("1969-07-20T20:17:40.25Z", 73_060.25),
        ("1969-07-20T20:17:40+01:00", 73_060 - 3600),
        ("1969-07-20T20:17:40+05:30", 73_060 - 19_800),
        ("1969-07-20T20:17:40-04:00", 73_060 + 14_400),
        ("1969-07-20T20:17:40-04", 73_060 + 14_400),
        ("1969-07-20T23:00:00-10:00", 82_800 + 36_000),
    ],
)
def test_time_is_counted_in_utc_and_stays_on_its_day(text: str, second: float) -> None:
    date = parse_date(text)
    assert date.second == second
    assert date.earliest_iso == date.latest_iso == "1969-07-20"


@pytest.mark.parametrize("clock", ["00:00:00", "00:00:00+14:00", "00:59:59+01:00", "00:30:00+05:30", "23:59:59-12:00"])
def test_day_without_time_comes_before_every_time_of_it(clock: str) -> None:
    assert parse_date("1969-07-20").sort_key < parse_date(f"1969-07-20T{clock}").sort_key
    assert parse_date(f"1969-07-20T{clock}").sort_key < parse_date("1969-07-21").sort_key


def test_zones_tell_which_of_two_times_came_first() -> None:
    texts = ["1969-07-20T20:00:00+02:00", "1969-07-20T19:00:00Z", "1969-07-20T16:00:00-04:00"]
    keys = [parse_date(text).sort_key for text in texts]
    assert all(earlier < later for earlier, later in pairwise(keys))


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (1969, "1969"),
        (44, "0044"),
        (0, "0000"),
        (-44, "-0044"),
        (9999, "9999"),
        (10_000, "Y10000"),
        (-10_000, "Y-10000"),
        (10**MAX_YEAR_DIGITS - 1, "Y999999999999999"),
    ],
)
def test_integer_year_is_a_whole_year(year: int, text: str) -> None:
    date = year_date(year)
    assert date == EdtfDate(text, to_ordinal(year, 1, 1), to_ordinal(year, 12, 31), True, YEAR)


@pytest.mark.parametrize(
    "year", [10**MAX_YEAR_DIGITS, -(10**MAX_YEAR_DIGITS), 10**5000], ids=["first", "below", "huge"]
)
def test_integer_year_that_no_index_could_hold_is_refused(year: int) -> None:
    with pytest.raises(DateError, match="more than 15 digits"):
        year_date(year)


@pytest.mark.parametrize(
    "text", ["Y1000000000000000", "Y-1000000000000000", "Y" + "9" * 5000], ids=["first", "below", "huge"]
)
def test_written_year_that_no_index_could_hold_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="more than 15 digits"):
        parse_date(text)
