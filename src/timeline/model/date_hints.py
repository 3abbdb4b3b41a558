"""What is wrong with a text that is no date of EDTF level 0 or 1, and what to write instead.

Nothing here is ever used as a date: a wrong one is refused, and the form that was probably meant is only offered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.model.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUALIFIERS = "?~%"
_DIGITS = "[0-9X]"


def refusal(text: str) -> DateError:
    """Return the error for a `text` that the grammar of `timeline.model.dates` does not know."""
    for name, pattern, nearest in _LEVEL_2:
        match = re.search(pattern, text)
        if match:
            written = nearest(match)
            return DateError(f'"{text}": {name} are EDTF level 2', written and f'the nearest of level 1 is "{written}"')
    match = re.fullmatch(r"(-?[0-9]{4})-([0-9]{2})(?:-[0-9X]{2})?[?~%]?", text)
    if match:
        return DateError(f'"{text}": there is no month {match[2]}', "months go from 01 to 12, seasons from 21 to 24")
    for pattern, nearest in _FRIENDLY:
        match = re.fullmatch(pattern, text.strip(), re.IGNORECASE)
        if match:
            written = nearest(match)
            return DateError(f'"{text}" is not an EDTF date', written and f'write "{written}"')
    example = "1969, 1969-07, 1969-07-20, 1969~, 196X, 1969-07-16/1969-07-24"
    return DateError(f'"{text}" is not a date' if text else "the date is empty", f"dates look like {example}")


def _whole(match: re.Match[str]) -> str | None:
    """Move qualifiers of a part to the end of the date: `2004-06~-11` -> `2004-06-11~`."""
    marks = {character for character in match.string if character in _QUALIFIERS}
    bare = "".join(character for character in match.string if character not in _QUALIFIERS)
    return bare + (marks.pop() if len(marks) == 1 else "%")


def _masked(match: re.Match[str]) -> str | None:
    """Unspecified digits elsewhere than on the right: the years that they span."""
    text = match.string.rstrip(_QUALIFIERS)
    sign, digits = ("-", text[1:5]) if text.startswith("-") else ("", text[:4])
    if "X" not in digits:
        return f"{sign}{digits}-XX"
    if re.fullmatch("[0-9]{2}(?:[0-9]X|XX)", digits):
        return f"{sign}{digits}"
    low, high = (f"{sign}{digits.replace('X', fill)}" for fill in "09")
    return f"{high}/{low}" if sign else f"{low}/{high}"


def _masked_interval(match: re.Match[str]) -> str | None:
    """Unspecified digits inside an interval: the interval between their outermost years or months."""
    start, _, end = (part.replace("-XX", "") for part in match.string.partition("/"))
    return f"{start.replace('X', '0')}/{end.replace('X', '9')}"


def _exponent(match: re.Match[str]) -> str | None:
    digits, zeros = match[1], int(match[2])
    return f"Y{digits}{'0' * zeros}" if zeros <= 12 else None


_LEVEL_2: tuple[tuple[str, str, Callable[[re.Match[str]], str | None]], ...] = (
    ("sets of dates", r"^[\[{].*[\]}]$|^[\[{].*\.\.|,", lambda match: None),
    ("years with an exponent", r"^Y(-?[0-9]+)E([0-9]{1,4})(?:S[0-9]+)?$", _exponent),
    ("significant digits", r"^(Y?-?[0-9]{4,})S[0-9]+$", lambda match: f"{match[1]}~"),
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


def _before_christ(match: re.Match[str]) -> str:
    year = int(match[1]) - 1
    return f"-{year:04d}" if year else "0000"


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
    (r"([0-9]{4})[-/.]([0-9]{1,2})", lambda match: f"{match[1]}-{int(match[2]):02d}"),
    (r"Y(-?)0*([0-9]{1,4})", lambda match: f"{match[1]}{int(match[2]):04d}"),
    (r"Y(-?)0+([1-9][0-9]{4,})", lambda match: f"Y{match[1]}{match[2]}"),
    (r"\+?(-?)([1-9][0-9]{4,})", lambda match: f"Y{match[1]}{match[2]}"),
    (r"(-?)([0-9]{1,3})", lambda match: f"{match[1]}{int(match[2]):04d}"),
    (r"-0000", lambda match: "0000"),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}.*)", lambda match: f"{match[1]}T{match[2]}"),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9]{2}:[0-9]{2}", lambda match: f"{match[0]}:00"),
    (r"([0-9]{4}(?:-[0-9]{2}){0,2})[?~%]{2,}", lambda match: f"{match[1]}%"),
    (r"\s*([0-9]{4}(?:-[0-9]{2}){0,2})\s*", lambda match: match[1]),
)
