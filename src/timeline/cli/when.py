"""Dates as a person types them on the command line: EDTF first, then what python-dateutil reads and did not make up.

The parser of dateutil fills in what a text does not say ("1914" gets today's month and day). So it is asked twice, with
defaults that differ in year, month and day: what comes out different was not in the text.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from timeline.model.calendar import days_in_month, from_ordinal
from timeline.model.dates import EdtfDate, parse_date
from timeline.model.errors import DateError, UsageError

if TYPE_CHECKING:
    from timeline.questions.today import DayOfYear

_DEFAULTS = (datetime(2000, 1, 3), datetime(2004, 11, 28))
"""Leap years both, so that a 29 February without a year is read and then found to have none."""


def date_of(text: str) -> EdtfDate:
    """Return the date that a person typed.

    Raises `UsageError` where it is none, where a part of it would be a guess ("12 May"), and where it can be read in two
    ways ("12/11/69"), with both offered.
    """
    try:
        return parse_date(text)
    except DateError as error:
        refused = UsageError(error.message, error.hint)
    if "/" in text and not text.replace("/", "").strip().isdecimal():
        raise refused
    readings = _readings(text)
    if not readings:
        raise refused
    if len(readings) > 1:
        raise UsageError(f'"{text}" can be read in two ways', "write " + " or ".join(readings))
    if _century_is_missing(text, readings[0]):
        raise UsageError(f'"{text}" does not say its century', f"write {readings[0]}, if that is meant")
    return parse_date(readings[0])


def day_of_year(text: str, this_year: int) -> DayOfYear:
    """Return the month and day that a person typed ("07-20", "20 jul", "20 jul 1969"), and its year, else `this_year`.

    Raises `UsageError` where there is no single day in the text, or where it can be read in two ways.
    """
    from timeline.questions.today import DayOfYear  # for this one command

    bare = re.fullmatch(r"(?:--)?([0-9]{1,2})-([0-9]{1,2})", text.strip(), re.ASCII)
    if bare:
        month, day = int(bare[1]), int(bare[2])
        if not (1 <= month <= 12 and 1 <= day <= days_in_month(_DEFAULTS[0].year, month)):
            raise UsageError(f'"{text}" is no month and day', "write 07-20 for 20 July")
        return DayOfYear(month, day, this_year)
    days = _days_without_year(text)
    if len(days) > 1:
        raise UsageError(
            f'"{text}" can be read in two ways', "write " + " or ".join(f"{m:02d}-{d:02d}" for m, d in days)
        )
    if days:
        return DayOfYear(*days[0], this_year)
    date = date_of(text)
    if date.earliest is None or date.earliest != date.latest:
        raise UsageError(f'"{text}" is no single day', 'write 07-20, "20 jul" or 1969-07-20')
    year, month, day = from_ordinal(date.earliest)
    return DayOfYear(month, day, year)


def _days_without_year(text: str) -> list[tuple[int, int]]:
    """Return every month and day that the text may mean, where it says both and no year."""
    from dateutil.parser import parse

    days = []
    for day_first in (False, True):
        try:
            first, second = (parse(text, default=default, dayfirst=day_first, ignoretz=True) for default in _DEFAULTS)
        except (ValueError, OverflowError, TypeError, ArithmeticError):
            continue
        if first.year != second.year and (first.month, first.day) == (second.month, second.day):
            days.append((first.month, first.day))
    return list(dict.fromkeys(days))


def _readings(text: str) -> list[str]:
    """Return every date that the text may mean, as EDTF; where it does not say its century, in the 1900s."""
    parsed = (_without_guesses(text, day_first=day_first) for day_first in (False, True))
    return list(dict.fromkeys(reading for reading in parsed if reading is not None))


def _without_guesses(text: str, *, day_first: bool) -> str | None:
    """Return what dateutil reads, as EDTF; None where it made up more than the day."""
    from dateutil.parser import parse

    try:
        first, second = (parse(text, default=default, dayfirst=day_first, ignoretz=True) for default in _DEFAULTS)
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return None
    if (first.year, first.month) != (second.year, second.month):
        return None
    year_and_month = f"{first.year:04d}-{first.month:02d}"
    if _century_is_missing(text, year_and_month):
        year_and_month = f"19{year_and_month[2:]}"
    return f"{year_and_month}-{first.day:02d}" if first.day == second.day else year_and_month


def _century_is_missing(text: str, reading: str) -> bool:
    return reading[:4] not in text
