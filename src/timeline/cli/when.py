"""Dates as a person types them on the command line: EDTF first, then what python-dateutil reads and did not make up.

The parser of dateutil fills in what a text does not say ("1914" gets today's month and day). So it is asked twice, with
defaults that differ in year, month and day: what comes out different was not in the text.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from timeline.model.date_hints import DateError
from timeline.model.dates import EdtfDate, parse_date
from timeline.model.diagnostics import UsageError

if TYPE_CHECKING:
    from datetime import date


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
        raise UsageError(f'"{text}" can be read in more than one way', "write " + " or ".join(readings))
    return parse_date(readings[0])


def _readings(text: str) -> list[str]:
    """Return every date that the text may mean, as EDTF, the likelier first."""
    texts = []
    for day_first in (False, True):
        parsed = _without_guesses(text, day_first=day_first)
        if parsed is not None:
            texts += _centuries(text, *parsed)
    return list(dict.fromkeys(texts))


def _without_guesses(text: str, *, day_first: bool) -> tuple[date, str] | None:
    """Return what dateutil reads, and how much of it was in the text; None where it made up more than the day."""
    from dateutil.parser import parse

    try:
        first, second = (parse(text, default=default, dayfirst=day_first) for default in _DEFAULTS)
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return None
    if first.year != second.year or first.month != second.month:
        return None
    return first.date(), "%d-%02d-%02d" if first.day == second.day else "%d-%02d"


def _centuries(text: str, day: date, form: str) -> list[str]:
    """Return the date; where the text has no year of four digits, in both of the centuries that it may mean."""
    years = [day.year]
    if f"{day.year:04d}" not in text:
        years = sorted({day.year % 100 + century for century in (1900, 2000)})
    parts = [(year, day.month, day.day) for year in years]
    return [form % (part if form.count("%") == 3 else part[:2]) for part in parts]
