"""Dates typed on the command line: what dateutil reads is taken, what it would make up or could misread is refused."""

from __future__ import annotations

import datetime
from calendar import month_name
from typing import TYPE_CHECKING

import pytest
from edtf_texts import any_text, valid_dates
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.cli.when import date_of
from timeline.model.dates import EdtfDate, parse_date
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess


def refusal_of(text: str) -> UsageError:
    with pytest.raises(UsageError) as caught:
        date_of(text)
    return caught.value


@settings(max_examples=200)
@given(valid_dates)
def test_edtf_date_is_read_as_edtf(text: str) -> None:
    assert date_of(text) == parse_date(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("July 1969", "1969-07"),
        ("july, 1969", "1969-07"),
        ("1969 July", "1969-07"),
        ("07/1969", "1969-07"),
        ("20 jul 1969", "1969-07-20"),
        ("20 July 1969", "1969-07-20"),
        ("Jul 20 1969", "1969-07-20"),
        ("July 20, 1969", "1969-07-20"),
        ("July 20th 1969", "1969-07-20"),
        ("20th of July 1969", "1969-07-20"),
        ("Sunday 20 July 1969", "1969-07-20"),
        ("1969/07/20", "1969-07-20"),
        ("1969-7-20", "1969-07-20"),
        ("1969.07.20", "1969-07-20"),
        ("19690720", "1969-07-20"),
        ("13/11/1969", "1969-11-13"),
        ("11/13/1969", "1969-11-13"),
        ("11/11/1969", "1969-11-11"),
        ("29 Feb 1968", "1968-02-29"),
        ("5 Nov 1605", "1605-11-05"),
        ("July 1 0100", "0100-07-01"),
        ("12 May 2063", "2063-05-12"),
        ("July 20 1969 20:17", "1969-07-20T20:17"),
        ("1969-07-20 20:17", "1969-07-20T20:17"),
        ("20 jul 1969 20:17 UTC", "1969-07-20T20:17Z"),
        ("20 jul 1969 20:17 +05:00", "1969-07-20T20:17+05:00"),
    ],
)
def test_date_as_a_person_types_it(text: str, written: str) -> None:
    assert date_of(text) == parse_date(written)


@pytest.mark.parametrize(
    ("text", "month_first", "day_first"),
    [
        ("12/11/69", "1969-12-11", "1969-11-12"),
        ("12/11/1969", "1969-12-11", "1969-11-12"),
        ("12.11.1969", "1969-12-11", "1969-11-12"),
        ("12-11-1969", "1969-12-11", "1969-11-12"),
        ("05/06/1970", "1970-05-06", "1970-06-05"),
        ("1/2/03", "1903-01-02", "1903-02-01"),
    ],
)
def test_date_of_two_readings_is_refused_with_both(text: str, month_first: str, day_first: str) -> None:
    refused = refusal_of(text)
    assert refused.message == f'"{text}" can be read in two ways'
    assert refused.hint == f'write "{month_first}" or "{day_first}"'
    assert parse_date(month_first) != parse_date(day_first)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("July 69", "1969-07"),
        ("20 jul 69", "1969-07-20"),
        ("11/13/69", "1969-11-13"),
        ("25/12/68", "1968-12-25"),
        ("4 Oct 57", "1957-10-04"),
        ("12 May 43", "1943-05-12"),
    ],
)
def test_century_is_not_made_up(text: str, written: str) -> None:
    refused = refusal_of(text)
    assert refused.message == f'"{text}" does not say its century'
    assert refused.hint == f'write "{written}", if that is meant'
    assert parse_date(written).text == written


@pytest.mark.parametrize(
    "text",
    [
        *("12 May", "May", "29 Feb", "Monday", "20:17", "12", "31", "5pm", "12 11", "at", "T12", "Tuesday 5pm"),
        *("1969 20:17", "1969 10pm", "Monday 1969", "at 1969"),
        *("today", "now", "tomorrow", "next year", "", " ", "\x00", "Jul"),
    ],
)
def test_year_and_month_are_not_made_up(text: str) -> None:
    assert refusal_of(text).message


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("1974/1969", '"1974/1969" ends before it starts', 'turn it round: "1969/1974"'),
        ("1969-02-30", '"1969-02-30": there is no day 30 in 1969-02', "1969-02 has 28 days"),
        ("1950S2", '"1950S2": significant digits are EDTF level 2', 'the nearest of level 1 is "1950~"'),
    ],
)
def test_what_dateutil_cannot_read_is_refused_as_edtf_refuses_it(text: str, message: str, hint: str) -> None:
    refused = refusal_of(text)
    assert (refused.message, refused.hint) == (message, hint)


@pytest.mark.parametrize(
    "text", ["30 Feb 1969", "29 Feb 1969", "31 June 1969", "July 40 1969", "August 1970/July 1969"]
)
def test_day_that_no_calendar_has_and_interval_that_runs_backwards_are_refused(text: str) -> None:
    assert refusal_of(text).hint


@pytest.mark.parametrize("text", ["1914", "0043", "1969", "2063", "1999"])
def test_bare_year_is_a_year_and_no_day_of_it(text: str) -> None:
    assert date_of(text) == parse_date(text)


def answer_to(text: str) -> EdtfDate | UsageError:
    try:
        return date_of(text)
    except UsageError as refused:
        return refused


_words = st.sampled_from(["jul", "May", "Monday", "of", "th", "UTC", "EST", "am", "AD", "BC", "T", "W29", "to", "and"])
_numbers = st.integers(0, 99).map(str) | st.integers(0, 10_000).map(str) | st.just("9" * 30)
_marks = st.sampled_from([" ", "/", "-", ".", ":", ",", "", "+"])
typed_texts = st.lists(_words | _numbers | _marks, max_size=8).map("".join) | any_text


@settings(max_examples=500)
@given(typed_texts)
@example("9" * 5000)
@example("July " + "9" * 400)
@example("1 jul 1969 99:99")
@example("20 jul 1969 20:17 XYZ")
def test_no_text_raises_anything_but_a_usage_error(text: str) -> None:
    answer = answer_to(text)
    if isinstance(answer, UsageError):
        assert answer.message
    else:
        assert parse_date(answer.text) == answer


@settings(max_examples=300)
@given(st.dates(datetime.date(101, 1, 1)))
def test_day_written_out_is_that_day(day: datetime.date) -> None:
    month, year = month_name[day.month], f"{day.year:04d}"
    assert date_of(f"{day.day} {month} {year}").text == day.isoformat()
    assert date_of(f"{month} {day.day}, {year}").text == day.isoformat()
    assert date_of(f"{month} {year}").text == day.isoformat()[:7]


EVENT = '[[event]]\ndate = 1969-07-20\ntitle = "Apollo 11"\nkind = "real"\n'


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--from", "July 1969"], True),
        (["--from", "20 jul 1969", "--to", "20 jul 1969"], True),
        (["--from", "21 jul 1969"], False),
        (["--to", "June 1969"], False),
    ],
)
def test_options_take_dates_as_a_person_types_them(
    timeline: Callable[..., CompletedProcess[str]], options: list[str], found: bool
) -> None:
    done = timeline("show", "--data", "-", *options, stdin=EVENT)
    assert (done.returncode, "Apollo 11" in done.stdout) == (0, found)


def test_date_that_can_be_misread_is_an_error_of_usage(timeline: Callable[..., CompletedProcess[str]]) -> None:
    done = timeline("show", "--data", "-", "--from", "12/11/69", stdin=EVENT)
    assert (done.returncode, done.stdout) == (2, "")
    assert '"1969-12-11" or "1969-11-12"' in done.stderr
