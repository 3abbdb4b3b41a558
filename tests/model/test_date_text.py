"""Dates in words."""

from __future__ import annotations

import pytest
from edtf_texts import valid_dates
from hypothesis import given

from timeline.model.date_text import date_text
from timeline.model.dates import parse_date


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1969-07-20", "20 Jul 1969"),
        ("1969-07-20T20:17:40Z", "20 Jul 1969, 20:17"),
        ("1969-07", "Jul 1969"),
        ("1969-07-XX", "Jul 1969"),
        ("1969", "1969"),
        ("1969-XX-XX", "1969"),
        ("1969-21", "spring 1969"),
        ("1969-24", "winter 1969"),
        ("196X", "1960s"),
        ("19XX", "20th century"),
        ("15XX", "16th century"),
        ("00XX", "1st century"),
        ("-04XX", "5th century BC"),
        ("-004X", "50–41 BC"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 Mar 44 BC"),
        ("0000", "1 BC"),
        ("0300", "AD 300"),
        ("Y-13000", "13001 BC"),
        ("Y12345", "12345"),
        ("1942~", "c. 1942"),
        ("1942?", "1942?"),
        ("1942%", "c. 1942?"),
        ("1974-06~/1974-08~", "c. Jun–Aug 1974"),
        ("1904/1904", "1904"),
        ("1904-05-06~/1904-05-06~", "c. 6 May 1904"),
        ("1969-07-16/1969-07-24", "16–24 Jul 1969"),
        ("1969-07-30/1969-08-02", "30 Jul – 2 Aug 1969"),
        ("1969-11/1970-02", "Nov 1969 – Feb 1970"),
        ("1961/1972", "1961–1972"),
        ("1969-11-30/1970-02-01", "30 Nov 1969 – 1 Feb 1970"),
        ("1969-07-16/1970", "16 Jul 1969 – 1970"),
        ("1969~/1972", "c. 1969 – 1972"),
        ("-0048/-0043", "49–44 BC"),
        ("2003/..", "from 2003"),
        ("1969/", "from 1969, end unknown"),
        ("../1969", "until 1969"),
        ("/1969-07~", "until c. Jul 1969, start unknown"),
    ],
)
def test_words(date: str, words: str) -> None:
    assert date_text(parse_date(date)) == words


@given(valid_dates)
def test_every_date_has_words(date: str) -> None:
    assert date_text(parse_date(date)).strip()
