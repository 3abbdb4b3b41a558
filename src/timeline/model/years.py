"""Years and ranges of years as people write them: 1969, 1969-1974, 1960s, 44 BC, -43."""

from __future__ import annotations

import re

from timeline.model.calendar import to_ordinal
from timeline.model.dates import MAX_YEAR_DIGITS
from timeline.model.errors import UsageError

_YEAR = rf"Y?([+-]?\d{{1,{MAX_YEAR_DIGITS}}})"

_RANGE = r"(Y?[+-]?\d+)\s*[-\u2013]\s*(Y?[+-]\d+|Y?\d{3,})"
"""Two years with a hyphen or a dash between them, as a pattern. Two digits after a hyphen may be a month: 1969-07."""

_RANGE_OF_ERAS = r"([^-\u2013.]*\d[^-\u2013.]*)\s*[-\u2013]\s*([^-\u2013.]*\d[^-\u2013.]*)"
"""Two years of which at least one names its era, so that the second one is no month: 51-42 BC."""


def span_of_years(text: str) -> tuple[int | None, int | None]:
    """Return the first and the last day of a year or a range of years; None where the range is open.

    Raises `UsageError` for anything else, and for ambiguous texts: 1800s (a decade or a century), 1969-07 (maybe a month).
    """
    first, last = _ends(text)
    low, high = _year(first), _year(last)
    if (low is None and high is None) or (first and low is None) or (last and high is None):
        hint = "write 1969, 1969-1974, 1969,1983 or 1960s; other dates go with --from and --to"
        raise UsageError(f'"{text.strip()}" is not a year', hint)
    if low is not None and high is not None and low > high:
        raise UsageError(f'"{text}" runs backwards', f"write {high}..{low}")
    return None if low is None else to_ordinal(low, 1, 1), None if high is None else to_ordinal(high, 12, 31)


def _ends(text: str) -> tuple[str, str]:
    """Return the texts of the first and the last year; one is empty if the range is open there."""
    decade = re.fullmatch(rf"([+-]?\d{{3,{MAX_YEAR_DIGITS - 1}}}0)s", text, re.ASCII)
    if decade:
        first, year = decade[1], int(decade[1])
        if year % 100 == 0:
            hint = f"write {first}..{year + 9} or {first}..{year + 99}"
            raise UsageError(f'"{text}" may be a decade or a century', hint)
        return first, str(year + 9)
    hyphen = re.fullmatch(_RANGE, text, re.ASCII)
    if not hyphen and any(map(str.isalpha, text)):
        hyphen = re.fullmatch(_RANGE_OF_ERAS, text, re.ASCII)
    first, dots, last = (hyphen[1], "-", hyphen[2]) if hyphen else text.partition("..")
    if not dots:
        return first, first
    if first.strip().isdigit() and (era := _era(last)[1]):  # "51-42 BC" has the era once, for both
        first = f"{first} {era}"
    return first, last


def _year(text: str) -> int | None:
    """Return the astronomical year that a text names; None if it is none."""
    match = re.fullmatch(_YEAR, text.strip(), re.ASCII)
    if match:
        return int(match[1])
    digits, era = _era(text)
    if era is None or not re.fullmatch(rf"0*[1-9]\d{{0,{MAX_YEAR_DIGITS - 1}}}", digits, re.ASCII):
        return None
    return 1 - int(digits) if era == "bc" else int(digits)


def _era(text: str) -> tuple[str, str | None]:
    """Return a text without the era that it names, and that era: "bc", "ad" or None."""
    if text.isascii() and not any(map(str.isalpha, text)):
        return text, None
    from timeline.model.date_words import without_era

    rest, era = without_era(text.strip().lower())
    return rest.strip(), era
