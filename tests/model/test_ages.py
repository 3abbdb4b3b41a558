"""Ages: whole years by the calendar, as far as the dates say."""

from __future__ import annotations

import pytest

from timeline.model.ages import Years, whole_years, years
from timeline.model.calendar import to_ordinal
from timeline.model.dates import parse_date

# born, on, least, most, words
AGES = [
    ("1931-05-03", "2003-05-02", 71, 71, "71"),
    ("1931-05-03", "2003-05-03", 72, 72, "72"),
    ("1931-05-03", "1931-05-03", 0, 0, "0"),
    ("1931-05-03", "2003", 71, 72, "71 or 72"),
    ("1931", "2003-06-01", 71, 72, "71 or 72"),
    ("1931", "2003", 71, 72, "71 or 72"),
    ("1931~", "2003", 71, 72, "about 72"),
    ("1931?", "2003-12-31", 72, 72, "about 72"),
    ("1931-05-03", "2003-05-03?", 72, 72, "about 72"),
    ("193X", "2003", 63, 73, "63 to 73"),
    ("193X~", "2003", 63, 73, "about 63 to 73"),
    ("1972-02-29", "2001-02-28", 28, 28, "28"),
    ("1972-02-29", "2001-03-01", 29, 29, "29"),
    ("1972-02-29", "2004-02-29", 32, 32, "32"),
    ("1930-06-01", "1969/1974", 38, 44, "38 to 44"),
    ("1930-06-01", "1969-06-01/..", 39, None, "39 or more"),
    ("1930-06-01", "../1969-06-01", None, 39, "39 or less"),
    ("1930~/..", "1969", None, 39, "about 39 or less"),
    ("1969-07-20", "1969-07-19", None, None, "not yet born"),
    ("1969", "1969", 0, 0, "0"),
    ("1968-07", "1969", 0, 1, "0 or 1"),
    ("-0044-03-15", "0001-03-15", 45, 45, "45"),
]


@pytest.mark.parametrize(("born", "on", "least", "most", "words"), AGES)
def test_an_age_is_as_exact_as_the_dates(born: str, on: str, least: int | None, most: int | None, words: str) -> None:
    assert years(parse_date(born), parse_date(on)) == Years(least, most, words)


def test_an_age_may_be_unknown() -> None:
    assert years(None, parse_date("1969")) is None
    assert years(parse_date("../1930"), parse_date("../1969")) is None
    assert years(parse_date("1969"), parse_date("1969-07/..")) is None, "0 or more says nothing"


def test_whole_years_are_rounded_down() -> None:
    first, second = to_ordinal(1966, 1, 14), to_ordinal(2012, 1, 1)
    assert (whole_years(first, second), whole_years(second, first), whole_years(first, first)) == (45, -46, 0)
