"""What is wrong with a text that is no date of EDTF level 0 or 1, and what to write instead.

Nothing here is ever used as a date: a wrong one is refused, and the form that was probably meant is only offered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.model.dates import MAX_YEAR_DIGITS, is_date
from timeline.model.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUALIFIERS = "?~%"
_DIGITS = "[0-9X]"


def refusal(text: str) -> DateError:
    """Return the error for a `text` that the grammar of `timeline.model.dates` does not know."""
    name, written = _level_2(text)
    if name is not None:
        return DateError(f'"{text}": {name} are EDTF level 2', written and f'the nearest of level 1 is "{written}"')
    match = re.search(r"(?:^|/)-?[0-9]{4}-([0-9]{2})(?:-[0-9X]{2})?[?~%]?(?:/|$)", text)
    if match and not ("01" <= match[1] <= "12"):
        return DateError(f'"{text}": there is no month {match[1]}', "months go from 01 to 12, seasons from 21 to 24")
    for pattern, nearest in _FRIENDLY:
        match = re.fullmatch(pattern, text.strip(), re.IGNORECASE)
        written = _if_date(nearest(match)) if match else None
        if written:
            return DateError(f'"{text}" is not an EDTF date', f'write "{written}"')
    example = "1969, 1969-07, 1969-07-20, 1969~, 196X, 1969-07-16/1969-07-24"
    return DateError(f'"{text}" is not a date' if text else "the date is empty", f"dates look like {example}")


def _level_2(text: str) -> tuple[str | None, str | None]:
    """Return the name of the form of level 2 that a text has, and the date of level 1 nearest to it."""
    for name, pattern, nearest in _LEVEL_2:
        match = re.search(pattern, text)
        if match:
            return name, _if_date(nearest(match))
    if text.count("/") != 1:
        return None, None
    ends = [(end, *_level_2(end)) for end in text.split("/")]
    written = "/".join(end if name is None else nearest_end or ".." for end, name, nearest_end in ends)
    return next((name for _, name, _ in ends if name is not None), None), _if_date(written)


def _if_date(text: str | None) -> str | None:
    """Return what would be offered, unless it is no date itself ("30 Feb 1969")."""
    return text if text is not None and is_date(text) else None


def _year(digits: str) -> str:
    """Write a year of any number of digits, with its sign: "-44" gives "-0044", "13000" gives "Y13000"."""
    sign, bare = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    bare = bare.lstrip("0")
    return f"{sign if bare else ''}{bare:0>4}" if len(bare) <= 4 else f"Y{sign}{bare}"


def _whole(match: re.Match[str]) -> str | None:
    """Move qualifiers of a part to the end of the date: `2004-06~-11` -> `2004-06-11~`."""
    marks = {character for character in match.string if character in _QUALIFIERS}
    bare = "".join(character for character in match.string if character not in _QUALIFIERS)
    return bare + (marks.pop() if len(marks) == 1 else "%")


def _masked(match: re.Match[str]) -> str | None:
    """Unspecified digits elsewhere than on the right: the date with fewer of its parts, or the years that they span."""
    text = match.string.rstrip(_QUALIFIERS)
    sign, parts = ("-", text[1:].split("-")) if text.startswith("-") else ("", text.split("-"))
    year = parts[0]
    if "X" in year and not re.fullmatch("[0-9]{2}(?:[0-9]X|XX)", year):
        low, high = (f"{sign}{year.replace('X', fill)}" for fill in "09")
        return f"{high}/{low}" if sign else f"{low}/{high}"
    if "X" in year:
        return f"{sign}{year}"
    month = f"{sign}{year}-{parts[1]}"
    if not is_date(month):
        return f"{sign}{year}-XX"
    return month if parts[1] > "12" else f"{month}-XX"


def _set(match: re.Match[str]) -> str | None:
    """Return the interval from the first to the last date of a set; ".." before or behind them leaves it open."""
    members = re.split(r",\s*|(?<=[0-9])\.\.(?=[0-9])", match.string.strip("[]{} "))
    first, last = members[0].strip(), members[-1].strip()
    return (
        f"{'..' if first.startswith('..') else first}/{last.removeprefix('..')}"
        if last[-2:] != ".."
        else f"{first.removesuffix('..')}/.."
    )


def _masked_interval(match: re.Match[str]) -> str | None:
    """Unspecified digits inside an interval: the interval between their outermost years or months."""
    start, _, end = (re.sub("-[0-9]?X[0-9X]?", "", part) for part in match.string.partition("/"))
    fills = ("9" if start.startswith("-") else "0", "0" if end.startswith("-") else "9")
    return f"{start.replace('X', fills[0])}/{end.replace('X', fills[1])}"


def _exponent(match: re.Match[str]) -> str | None:
    zeros = int(match[2])
    return _year(f"{match[1]}{'0' * zeros}") if zeros <= MAX_YEAR_DIGITS else None


_LEVEL_2: tuple[tuple[str, str, Callable[[re.Match[str]], str | None]], ...] = (
    ("sets of dates", r"^[\[{]|^[0-9X?~%.-]+(?:,[0-9X?~%. -]+)+$", _set),
    ("years with an exponent", r"^Y(-?[0-9]+)E([0-9]{1,4})(?:S[0-9]+)?$", _exponent),
    ("significant digits", r"^Y?(-?[0-9]{4,})S[0-9]+$", lambda match: f"{_year(match[1])}~"),
    ("qualifiers on a part of a date", r"^[?~%]-?[0-9]{4}[^/]*$|^-?[0-9]{4}[^/]*[?~%]+[^/]*[0-9][?~%]?$", _whole),
    ("unspecified digits inside an interval", r"^[^/]*X[^/]*/[^/]*$|^[^/]*/[^/]*X[^/]*$", _masked_interval),
    (
        "unspecified digits other than the last",
        rf"^-?(?=[0-9-]*X){_DIGITS}{{4}}(?:-{_DIGITS}{{2}}){{0,2}}[?~%]?$",
        _masked,
    ),
    (
        "parts of the year other than the seasons 21 to 24",
        r"^(-?[0-9]{4})-(?:2[5-9]|3[0-9]|4[01])[?~%]?$",
        lambda match: match[1],
    ),
)


def _year_month(match: re.Match[str]) -> str | None:
    return f"{match['year']}-{_MONTHS.index(match['month'][:3].lower()) + 1:02d}"


def _before_christ(match: re.Match[str]) -> str | None:
    year = int(match[1])
    return _year(f"{1 - year}") if year else None


_MONTH_NAME = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.?"
_FRIENDLY: tuple[tuple[str, Callable[[re.Match[str]], str | None]], ...] = (
    (r"([0-9]{3})0'?s", lambda match: f"{match[1]}X"),
    (r"(?:c|ca|circa|about|around)\.?\s*([0-9]{4}(?:-[0-9]{2}){0,2})", lambda match: f"{match[1]}~"),
    (
        r"([0-9]{4}(?:-[0-9]{2}){0,2})\s*(?:\.\.+|to|--)\s*([0-9]{4}(?:-[0-9]{2}){0,2})",
        lambda match: f"{match[1]}/{match[2]}",
    ),
    (r"(?:before|until|by)\s+([0-9]{4}(?:-[0-9]{2}){0,2})", lambda match: f"../{match[1]}"),
    (r"(?:after|since|from)\s+([0-9]{4}(?:-[0-9]{2}){0,2})", lambda match: f"{match[1]}/.."),
    (r"([0-9]{1,4})\s*b\.?c\.?(?:e\.?)?", _before_christ),
    (rf"{_MONTH_NAME},?\s*(?P<year>[0-9]{{4}})", _year_month),
    (
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH_NAME},?\s*(?P<year>[0-9]{{4}})",
        lambda match: f"{_year_month(match)}-{int(match['day']):02d}",
    ),
    (
        rf"{_MONTH_NAME}\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}})",
        lambda match: f"{_year_month(match)}-{int(match['day']):02d}",
    ),
    (
        r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})",
        lambda match: f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}",
    ),
    (r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", lambda match: f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"),
    (r"([0-9]{4})[-/.]([0-9]{1,2})", lambda match: f"{match[1]}-{int(match[2]):02d}"),
    (r"Y?\+?(-?[0-9]+)", lambda match: _year(match[1])),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}.*)", lambda match: f"{match[1]}T{match[2]}"),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9]{2}:[0-9]{2}", lambda match: f"{match[0]}:00"),
    (r"([0-9]{4}(?:-[0-9]{2}){0,2})[?~%]{2,}", lambda match: f"{match[1]}%"),
    (r"\s*([0-9]{4}(?:-[0-9]{2}){0,2})\s*", lambda match: match[1]),
)
