"""Dates as the explorer writes them, in a row, in a column and in a text. Pure.

Rows stand below years as people write them, such as "44 BC". So a date before the year 1, or with digits that are not
known, is in words everywhere: on one line, no year has two numbers. Any other is as it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from timeline.model.calendar import year_text
from timeline.model.date_text import date_text
from timeline.model.dates import parse_date
from timeline.reports.short import short_date, year_heading
from timeline.tui.looks import right

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.formats.signs import Signs
    from timeline.model.dates import EdtfDate

DATE = 11
"""The width of a date in a row."""

COLUMN = 15
"""The width that dates in a column of a page take at most, such as "16–20 Mar 44 BC"."""

LEAST = 12
"""The width that such a column takes at least."""

_MARKS = "?~%"
_UNKNOWN = re.compile("-XX")
"""A month or a day that is not known; without it, the date says the same."""
_YEAR = re.compile("[0-9X]{4}")


def date_in_row(date: EdtfDate, year: int, signs: Signs) -> str:
    """Return a date below the heading of a year. Without room for all of it, it is coarser, and never another date."""
    date = _known(date)
    text = short_date(date, year, signs)
    if not _is_in_words(date):
        return _coarser(text, signs)
    bare = text.rstrip(_MARKS)
    marks = text[len(bare) :]
    if bare.removeprefix("Y") == year_text(year):  # the heading says it
        return f"{year_heading(year)}{marks}" if marks else ""
    if len(text) <= DATE and not _YEAR.search(text):
        return text
    return _brief(date, DATE, signs, has_heading=year < 1)


def date_in_column(date: EdtfDate, signs: Signs) -> str:
    """Return a date in a column of at most `COLUMN` cells, where one that is longer is coarser."""
    whole = date_of(date)
    if "/" not in whole and len(whole) <= COLUMN:
        return whole
    date = _known(date)
    return _brief(date, COLUMN, signs) if _is_in_words(date) else short_date(date, None, signs, COLUMN)


def date_column(dates: Iterable[EdtfDate], signs: Signs) -> list[str]:
    """Return dates as wide as the longest of them: titles and branches have to stand below each other."""
    found = [date_in_column(date, signs) for date in dates]
    width = max([LEAST, *map(cell_len, found)])
    return [right(each, width, signs) for each in found]


def date_of(date: EdtfDate) -> str:
    """Return a date with room for all of it: as it is written, or in words."""
    date = _known(date)
    return date_text(date) if _is_in_words(date) else date.text


def _known(date: EdtfDate) -> EdtfDate:
    """Return a date without months and days that are not known."""
    return parse_date(_UNKNOWN.sub("", date.text)) if "-XX" in date.text else date


def _is_in_words(date: EdtfDate) -> bool:
    day = date.latest if date.earliest is None else date.earliest
    return (day is not None and day <= 0) or "X" in date.text


def _coarser(text: str, signs: Signs) -> str:
    """Return a date as it is written in the width of a row."""
    bare = text.rstrip(_MARKS)
    marks = text[len(bare) :]
    while cell_len(text) > DATE and "-" in bare[1:] and signs.to not in bare:
        bare = bare[: bare.rindex("-")]
        text = bare + marks
    return text


def _brief(date: EdtfDate, width: int, signs: Signs, *, has_heading: bool = False) -> str:
    """Return a date in words in at most so many cells: in full, else as briefly or as coarsely as it takes.

    `has_heading`: it stands below a year before 1, so that its own need not say so, and is marked as dates are there.
    """
    levels = [date.text, *("/".join(_to_unit(end, kept) for end in date.text.split("/")) for kept in (2, 1))]
    texts = [short for text in levels for short in _briefer(text, signs)]
    if has_heading:
        texts = [short for short in texts if not short.startswith("c. ")]
        texts += [short.replace(" BC", "") for short in texts[-1:] if "AD" not in short]
    return next((short for short in texts if cell_len(short) <= width), _start_of(texts[-1], signs))


def _start_of(text: str, signs: Signs) -> str:
    """Return the start of an interval for which there is no room."""
    return text.partition(signs.dash)[0] + signs.to


def _to_unit(end: str, kept: int) -> str:
    """Return one end of a date with so many of its year, month and day."""
    bare = end.partition("T")[0].rstrip(_MARKS)
    sign = bare[: len(bare) - len(bare.lstrip("Y-"))]
    return sign + "-".join(bare.removeprefix(sign).split("-")[:kept]) + end[len(end.rstrip(_MARKS)) :]


def _briefer(text: str, signs: Signs) -> Iterator[str]:
    """Yield a date in words, then the same in fewer."""
    first, slash, last = text.partition("/")
    if slash and "" in (first.strip("."), last.strip(".")):
        begin, end = (next(_briefer(each, signs)) if each.strip(".") else "" for each in (first, last))
        yield f"{begin}{signs.to}{end}"
        return
    words = date_text(parse_date(first if first == last else text)).replace("–", signs.dash)
    yield words
    if words.startswith("c. "):  # as the short dates of tables say it
        words = words.replace("c. ", "").rstrip("?") + ("%" if words.endswith("?") else "~")
        yield words
    words = words.replace(f" {signs.dash} ", signs.dash).replace(" century", " c.")
    yield words
    yield words.replace(" BC", "", words.count(" BC") - 1)
