"""Dates and distances in a few cells: short, but never finer than the date, and never open where it is not."""

from __future__ import annotations

import pytest
from edtf_texts import valid_dates
from hypothesis import given

from timeline.formats.cells import cells
from timeline.formats.signs import ASCII, UNICODE
from timeline.model.dates import parse_date
from timeline.model.drift import Drift, drift_between
from timeline.reports.short import DRIFT, DRIFT_WORDS, date_width, short_date, short_drift


@pytest.mark.parametrize(
    ("text", "year", "short"),
    [
        ("1969-07-20", 1969, "07-20"),
        ("1969-07~", 1969, "07~"),
        ("1969~", 1969, "1969~"),
        ("1969-07-20T20:17:40Z", 1969, "07-20"),
        ("1970-03-01", 1969, "1970-03-01"),
        ("1970-03-01", None, "1970-03-01"),
        ("1969-21", 1969, "spring"),
        ("1969-24?", 1969, "winter?"),
        ("1969-24", 1970, "winter 1969"),
        ("1969-24?", 1970, "1969-24?"),
        ("-0043-21", 1970, "-0043-21"),
        ("1970-07-21", 1970, "07-21"),
        ("1970-07-21", 1971, "1970-07-21"),
        ("1969-XX", 1969, "XX"),
        ("1969-XX-XX", 1969, "XX-XX"),
        ("1969-07-XX", 1969, "07-XX"),
        ("196X", 1969, "196X"),
        ("-0043-03-15", -43, "03-15"),
        ("Y-13000", -13000, "Y-13000"),
        ("1969-05-18/1969-05-26", 1969, "05-18…26"),
        ("1969-21/1969-23", 1969, "1969"),
        ("1969-07/1969-12", 1969, "07…12"),
        ("1969-09~/1969-12~", 1969, "09~…12~"),
        ("1972~/1974~", 1972, "1972~…1974~"),
        ("1968/1969-05", 1968, "1968…1969"),
        ("1969-12-30/1970-01-05", 1969, "12-30…1970"),
        ("-0043-03-15/-0043-04-01", -43, "03-15…04-01"),
        ("1969-07-20~/1969-08-21~", 1969, "07-20~…08~"),
        ("1983-06-18/1983-06-24", 1971, "1983-06"),
        ("1983-06-18~/1983-08-24~", 1971, "1983~"),
        ("1972-05-01/1974-06-02", 1971, "1972…1974"),
        ("1969-05/1969-05-20", 1969, "05"),
        ("2003/..", 2003, "2003…"),
        ("2003-05-01/", 2003, "05-01…"),
        ("../1969", 1969, "…1969"),
        ("../1969-07-20?", 1969, "…07-20?"),
        ("../1969-07-20", None, "…1969-07-20"),
    ],
)
def test_a_date_below_a_year(text: str, year: int | None, short: str) -> None:
    assert short_date(parse_date(text), year, UNICODE) == short
    assert short_date(parse_date(text), year, ASCII) == short.replace("…", "..")


@given(valid_dates)
def test_no_date_is_wider_than_its_column(text: str) -> None:
    date = parse_date(text)
    if "Y" not in text:
        for signs in (UNICODE, ASCII):
            assert cells(short_date(date, date.year, signs)) <= date_width(signs)


@pytest.mark.parametrize(
    ("words", "short", "longer"),
    [
        ("24 days earlier", "-24d", "-24 days"),
        ("1 day later", "+1d", "+1 day"),
        ("3 months 5 days later", "+3mo", "+3 months"),
        ("8 years 2 months earlier", "-8y", "-8 years"),
        ("about 8 years later", "+8y~", "+8 years~"),
        ("about 13000 years earlier", "-13ky~", "-13000 years~"),
        ("less than a month later", "+<1mo", "+<1 month"),
        ("less than 3 months earlier", "-<3mo", "-<3 months"),
        ("about the same time", "0~", "same time~"),
        ("the same day", "0", "same day"),
        ("earlier", "-?", "-?"),
        ("later", "+?", "+?"),
        ("unknown", "?", "?"),
    ],
)
def test_a_drift(words: str, short: str, longer: str) -> None:
    drift = Drift(None, None, None, words)
    assert (short_drift(drift), short_drift(drift, in_words=True)) == (short, longer)


def test_no_drift() -> None:
    assert short_drift(None) == ""


@given(valid_dates, valid_dates)
def test_every_drift_is_said(base: str, alt: str) -> None:
    if "Y" in base + alt:
        return
    drift = drift_between(parse_date(base), parse_date(alt))
    assert 0 < cells(short_drift(drift)) <= DRIFT
    assert 0 < cells(short_drift(drift, in_words=True)) <= DRIFT_WORDS + 3
    assert ("~" in short_drift(drift)) == drift.words.startswith("about")
