"""Strategies that write every form of date that the contract knows, for the tests of properties and of the oracle."""

from __future__ import annotations

from calendar import monthrange

from hypothesis import strategies as st

LONGEST_YEAR = 10**15 - 1
QUALIFIERS = ("?", "~", "%")
DATE_CHARACTERS = "0123456789X?~%-+/.,:TYESZ[]{} "
"""What near misses are made of."""


def four_digits(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def days_of(year: int, month: int) -> int:
    """Return the length of a month by the standard library: the calendar repeats itself every 400 years."""
    return monthrange(year % 400 + 400, month)[1]


@st.composite
def _days(draw: st.DrawFn) -> str:
    year, month = draw(_year_numbers), draw(_month_numbers)
    return f"{four_digits(year)}-{month:02d}-{draw(st.integers(1, days_of(year, month))):02d}"


@st.composite
def _masked_years(draw: st.DrawFn) -> str:
    sign, masked = draw(st.sampled_from(["", "-"])), draw(st.integers(1, 2))
    digits = draw(st.integers(0, 10 ** (4 - masked) - 1))
    return f"{sign}{digits:0{4 - masked}d}{'X' * masked}"


_year_numbers = st.one_of(st.integers(-9999, 9999), st.integers(1890, 2030))
_month_numbers = st.integers(1, 12)
plain_years = _year_numbers.map(four_digits)
months = st.builds(lambda year, month: f"{year}-{month:02d}", plain_years, _month_numbers)
days = _days()
seasons = st.builds(lambda year, season: f"{year}-{season}", plain_years, st.integers(21, 24))
long_years = st.one_of(st.integers(10_000, LONGEST_YEAR), st.integers(-LONGEST_YEAR, -10_000)).map(
    lambda year: f"Y{year}"
)
masked_years = _masked_years()
masked_months = plain_years.map(lambda year: f"{year}-XX")
masked_days = st.one_of(months, masked_months).map(lambda month: f"{month}-XX")

level_0_dates = st.one_of(plain_years, months, days)
exact_dates = st.one_of(level_0_dates, seasons, long_years)
"""Dates that may stand in an interval."""
unspecified = st.one_of(masked_years, masked_months, masked_days)


def qualified(dates: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(str.__add__, dates, st.sampled_from(QUALIFIERS))


zones = st.one_of(
    st.sampled_from(["", "Z"]),
    st.builds("{}{:02d}:{:02d}".format, st.sampled_from("+-"), st.integers(1, 13), st.integers(0, 59)),
    st.builds("{}{:02d}".format, st.sampled_from("+-"), st.integers(1, 13)),
)
_minutes = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
_clocks = st.one_of(_minutes, st.builds("{}:{:02d}".format, _minutes, st.integers(0, 59)))
times = st.builds("{}T{}{}".format, days, _clocks, zones)

interval_ends = st.one_of(exact_dates, qualified(exact_dates))
open_intervals = st.one_of(
    st.builds("{}/{}".format, interval_ends, st.sampled_from(["..", ""])),
    st.builds("{}/{}".format, st.sampled_from(["..", ""]), interval_ends),
)
either_way_intervals = st.builds("{}/{}".format, interval_ends, interval_ends)
"""Intervals of which about half run backwards."""

single_dates = st.one_of(exact_dates, unspecified, qualified(exact_dates), qualified(unspecified))
valid_dates = st.one_of(single_dates, times, open_intervals)
"""Every form but the interval of two dates, which is valid in one direction only."""


@st.composite
def near_misses(draw: st.DrawFn) -> str:
    """Write a date with one character put in, taken out or put in another's place."""
    text = draw(st.one_of(valid_dates, either_way_intervals))
    at = draw(st.integers(0, len(text)))
    put = draw(st.sampled_from(["", *DATE_CHARACTERS]))
    taken_out = draw(st.integers(0, 1))
    return f"{text[:at]}{put}{text[at + taken_out :]}"


any_text = st.one_of(st.text(max_size=40), st.text(DATE_CHARACTERS, max_size=25), near_misses())
