"""Dates in the few cells that a row has for them, below the year at its left. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from timeline.model.calendar import year_text
from timeline.model.date_text import date_text
from timeline.reports.short import short_date, year_heading

if TYPE_CHECKING:
    from timeline.formats.signs import Signs
    from timeline.model.dates import EdtfDate

DATE = 11
"""The width of a date."""

_MARKS = "?~%"


def date_in_row(date: EdtfDate, year: int, signs: Signs) -> str:
    """Return a date below the heading of a year. Without room for all of it, it is coarser, and never another date."""
    text = short_date(date, year, signs)
    bare = text.rstrip(_MARKS)
    marks = text[len(bare) :]
    is_year = bare.removeprefix("Y") == year_text(year) or (bare and not bare.strip("X-"))
    if year < 1 and is_year:  # headings say "44 BC" for -0043
        return f"{year_heading(year)}{marks}" if marks else ""
    while cell_len(text) > DATE and "-" in bare[1:] and signs.to not in bare:
        bare = bare[: bare.rindex("-")]
        text = bare + marks
    return text


def date_of(date: EdtfDate) -> str:
    """Return a date as it is written, or in words before the year 1: rows name these years as people do."""
    day = date.latest if date.earliest is None else date.earliest
    return date_text(date) if day is not None and day <= 0 else date.text
