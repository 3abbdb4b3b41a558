"""Days of the proleptic Gregorian calendar as whole numbers, for any year.

`datetime` has no year 0 and none beyond 9999, so the days are counted here. Day 1 is 0001-01-01, as in
`datetime.date.toordinal`; day 0 is 0000-12-31, and earlier days are negative. Years are astronomical (ISO 8601): year 0 is
1 BC, and -43 is 44 BC.
"""

from __future__ import annotations

from functools import lru_cache

DAYS_IN_400_YEARS = 146_097
"""The Gregorian calendar repeats itself, weekdays included, after this many days."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Day 1 is a Monday."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

PAST, FUTURE = float("-inf"), float("inf")
"""A day before and a day after all others: the first and the last day of a span that is open there."""

_EPOCH_SHIFT = 306
"""Days from 0000-03-01, where the count below starts, to 0001-01-01."""

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Return whether the astronomical `year` has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of `month` (1 to 12)."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def to_ordinal(year: int, month: int, day: int) -> int:
    """Return the day number of a calendar date, equal to `date.toordinal` in years 1 to 9999.

    This counts years from March, so that the leap day is the last of its year (E. G. Richards, *Mapping Time*, ch. 25).
    """
    if month <= 2:
        year -= 1
        month += 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day - _EPOCH_SHIFT


def julian_to_ordinal(year: int, month: int, day: int) -> int:
    """Return the day number of a date in the Julian calendar, in which every fourth year is a leap year."""
    if month <= 2:
        year -= 1
        month += 12
    return 365 * year + year // 4 + (153 * (month - 3) + 2) // 5 + day - _EPOCH_SHIFT - 2


def from_ordinal(ordinal: int) -> tuple[int, int, int]:
    """Return (year, month, day) of a day number: the inverse of `to_ordinal`."""
    era, day_of_era = divmod(ordinal + _EPOCH_SHIFT - 1, DAYS_IN_400_YEARS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * march_month + 2) // 5 + 1
    month = march_month + 3 if march_month < 10 else march_month - 9
    return era * 400 + year_of_era + (month <= 2), month, day


def year_text(year: int) -> str:
    """Return a year as ISO 8601: four digits, with a sign before the year 0 and beyond 9999 ("-0044", "+12345")."""
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}"


def edtf_year(year: int) -> str:
    """Return a year as EDTF, which is ISO 8601 except for years of more than four digits ("Y12345", "Y-12345")."""
    return year_text(year) if abs(year) <= 9999 else f"Y{year}"


def decade_text(year: int) -> str:
    """Return a decade by its first year, as `--year` takes it: "1960s"; "2000..2009", as "2000s" may be a century."""
    return decade_heading(year) if year % 100 else f"{year_text(year)}..{year_text(year + 9)}"


def decade_heading(year: int) -> str:
    """Return a decade by its first year where it stands among decades: "1960s", "2000s"."""
    return f"{year_text(year)}s"


def is_decade(text: str) -> bool:
    """Return whether a text names a decade as `decade_text` does, and no year."""
    return text.endswith("s") or ".." in text


@lru_cache(maxsize=1024)  # most dates are one day, which is asked for as the first and as the last
def iso_date(ordinal: int) -> str:
    """Return a day number as an ISO 8601 date ("1969-07-20", "-0044-03-15", "+12345-01-01")."""
    year, month, day = from_ordinal(ordinal)
    return f"{year_text(year)}-{month:02d}-{day:02d}"
