"""What holds for every date: it reads back as written, its span runs forward, and no text raises more than `DateError`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edtf_texts import (
    LONGEST_YEAR,
    any_text,
    days_of,
    either_way_intervals,
    exact_dates,
    open_intervals,
    qualified,
    single_dates,
    times,
    valid_dates,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.model.calendar import days_in_month, from_ordinal, iso_date, to_ordinal, year_text
from timeline.model.dates import EdtfDate, is_date, parse_date, year_date
from timeline.model.errors import DateError

if TYPE_CHECKING:
    import datetime

often = settings(max_examples=250)
years = st.integers(-LONGEST_YEAR, LONGEST_YEAR)
ordinals = st.integers(-(10**17), 10**17) | st.integers(-800_000, 800_000)


def answer_to(text: str) -> EdtfDate | DateError:
    try:
        return parse_date(text)
    except DateError as refused:
        return refused


@often
@given(valid_dates)
def test_every_form_is_read_and_keeps_its_text(text: str) -> None:
    assert str(parse_date(text)) == text
    assert is_date(text)


@often
@given(single_dates)
def test_single_date_has_two_bounds_in_order(text: str) -> None:
    date = parse_date(text)
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest <= date.latest


@often
@given(times)
def test_time_stays_on_its_day(text: str) -> None:
    date, day = parse_date(text), parse_date(text.partition("T")[0])
    assert (date.earliest, date.latest, date.certain, date.precision) == (day.earliest, day.latest, True, day.precision)
    assert date.second is not None
    assert day.second is None
    assert day.sort_key < date.sort_key


@often
@given(exact_dates, st.sampled_from("?~%"))
def test_qualifier_says_doubt_and_does_not_widen_the_span(text: str, mark: str) -> None:
    plain, doubted = parse_date(text), parse_date(text + mark)
    assert (plain.earliest, plain.latest, plain.precision) == (doubted.earliest, doubted.latest, doubted.precision)
    assert plain.certain
    assert not doubted.certain


@often
@given(open_intervals)
def test_open_interval_has_the_bound_of_its_one_end(text: str) -> None:
    start, _, end = text.partition("/")
    date = parse_date(text)
    assert date.earliest == (None if start in ("", "..") else parse_date(start).earliest)
    assert date.latest == (None if end in ("", "..") else parse_date(end).latest)


@often
@given(either_way_intervals)
def test_interval_spans_from_its_start_to_its_end_or_is_refused_as_reversed(text: str) -> None:
    start_text, _, end_text = text.partition("/")
    start, end = parse_date(start_text), parse_date(end_text)
    assert start.earliest is not None
    assert end.latest is not None
    date = answer_to(text)
    if isinstance(date, DateError):
        assert "ends before it starts" in date.message
        assert start.earliest > end.latest
        assert is_date(f"{end_text}/{start_text}")
    else:
        assert (date.earliest, date.latest) == (start.earliest, end.latest)
        assert start.earliest <= end.latest
        assert date.certain is (start.certain and end.certain)
        assert date.precision is max(start.precision, end.precision)


@settings(max_examples=1500)
@given(any_text)
@example("Y1E" + "9" * 30)
@example("Y" + "9" * 5000 + "E9")
@example("9" * 5000)
@example("1969\n")
@example("1969-07-20T20:17:40Z\n")
@example("\ud800")
@example("\u0661\u0669\u0666\u0669")
def test_no_text_raises_anything_but_a_date_error(text: str) -> None:
    date = answer_to(text)
    if isinstance(date, DateError):
        assert date.message
        assert not is_date(text)
    else:
        assert date.text == text == text.strip()
        assert text.isascii()
        assert date.earliest is not None or date.latest is not None


def is_before(one: EdtfDate, other: EdtfDate) -> bool:
    """Say the order out: first day, then last day, then time, with an open start and no time the first of all."""
    if one.earliest != other.earliest:
        return one.earliest is None or (other.earliest is not None and one.earliest < other.earliest)
    if one.latest != other.latest:
        return other.latest is None or (one.latest is not None and one.latest < other.latest)
    if one.second != other.second:
        return one.second is None or (other.second is not None and one.second < other.second)
    return False


@often
@given(
    st.lists(
        valid_dates | qualified(exact_dates) | st.sampled_from(["1969", "1969?", "../1969", "1969/.."]), max_size=6
    )
)
def test_order_is_total_and_the_one_of_the_docstring(texts: list[str]) -> None:
    dates = sorted((parse_date(text) for text in texts), key=lambda date: date.sort_key)
    for n, one in enumerate(dates):
        for other in dates[n + 1 :]:
            assert not is_before(other, one)
            assert (one.sort_key < other.sort_key) is is_before(one, other)
            assert (one.sort_key == other.sort_key) is (not is_before(one, other))


@often
@given(st.dates())
def test_day_number_is_that_of_datetime(day: datetime.date) -> None:
    assert to_ordinal(day.year, day.month, day.day) == day.toordinal()
    assert from_ordinal(day.toordinal()) == (day.year, day.month, day.day)
    assert iso_date(day.toordinal()) == day.isoformat()


@often
@given(ordinals)
def test_day_number_reads_back_and_the_next_is_the_next_day(ordinal: int) -> None:
    year, month, day = from_ordinal(ordinal)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert to_ordinal(year, month, day) == ordinal
    following = (year, month, day + 1)
    if day == days_in_month(year, month):
        following = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert from_ordinal(ordinal + 1) == following


@often
@given(years, st.integers(1, 12))
def test_month_of_any_year_is_as_long_as_that_of_its_twin(year: int, month: int) -> None:
    assert days_in_month(year, month) == days_of(year, month)
    length = days_of(year, month)
    assert from_ordinal(to_ordinal(year, month, length)) == (year, month, length)


@often
@given(years)
def test_integer_year_is_written_as_edtf_and_reads_back(year: int) -> None:
    date = year_date(year)
    assert parse_date(date.text) == date
    assert (date.earliest_iso, date.latest_iso) == (f"{year_text(year)}-01-01", f"{year_text(year)}-12-31")
