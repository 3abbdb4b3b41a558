"""Dates as a person types them on the command line: EDTF, then our own phrases, then dates that dateutil is sure of.

The parser of dateutil fills in what a text leaves out ("1914" gets today's month and day). So it runs twice, with defaults
that differ in every part: the parts that differ in the results were not in the text.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING

from timeline.model.calendar import days_in_month, from_ordinal
from timeline.model.dates import EdtfDate, parse_date
from timeline.model.errors import DateError, UsageError

if TYPE_CHECKING:
    from timeline.questions.today import DayOfYear

_DEFAULTS = (datetime(2000, 1, 3, 1, 2, 3), datetime(2004, 11, 28, 13, 14, 15))
"""Both are leap years, so that dateutil reads a 29 February without a year."""

_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
"""A weekday, which dateutil reads but does not compare with the date."""


def date_of(text: str) -> EdtfDate:
    """Return the date that a person typed: EDTF, else a phrase with one reading, else a date that dateutil is sure of.

    Raises `UsageError` if it is not a date, if a part of it would be a guess ("12 May"), or if it can be read in several
    ways ("12/11/69"), which the hint lists.
    """
    try:
        return parse_date(text)
    except DateError as error:
        refused = error
    if refused.reading is not None:
        return parse_date(refused.reading)
    reading = _without_guesses(text) if refused.is_unknown else None
    if reading is None:
        raise UsageError(refused.message, refused.hint)
    return parse_date(reading)


def day_of_year(text: str, this_year: int) -> DayOfYear:
    """Return the month and day that a person typed ("07-20", "20 jul", "20 jul 1969"), and its year, else `this_year`.

    Raises `UsageError` if the text is not a single day, or can be read in two ways.
    """
    from timeline.questions.today import DayOfYear  # only for `today`

    bare = re.fullmatch(r"(?:--)?([0-9]{1,2})-([0-9]{1,2})", text.strip(), re.ASCII)
    if bare:
        month, day = int(bare[1]), int(bare[2])
        if not (1 <= month <= 12 and 1 <= day <= days_in_month(_DEFAULTS[0].year, month)):
            raise UsageError(f'"{text}" is not a month and day', "write 07-20 for 20 July")
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
        raise UsageError(f'"{text}" is not a single day', 'write 07-20, "20 jul" or 1969-07-20')
    year, month, day = from_ordinal(date.earliest)
    return DayOfYear(month, day, year)


def _days_without_year(text: str) -> list[tuple[int, int]]:
    """Return every month and day that the text may mean, if it has both and no year."""
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


def _without_guesses(text: str) -> str | None:
    """Return the day that dateutil reads, as EDTF; None if dateutil adds or ignores a part of it."""
    from dateutil.parser import parse

    days = set()
    try:
        for default, day_first in product(_DEFAULTS, (False, True)):
            moment = parse(text, default=default, dayfirst=day_first)
            if moment.tzinfo is not None or moment.time() != default.time():
                return None
            days.add(moment.date())
    except (ValueError, OverflowError, TypeError, ArithmeticError, Warning):
        return None
    day = days.pop().isoformat()
    is_whole = not days and day[:4] in text and len(re.findall("[0-9]+", text)) <= 3
    return day if is_whole and not _WEEKDAY.search(text) else None
