"""What is wrong with a text that is not a date of EDTF level 0 or 1, and what to write instead.

A file with such a text is refused; the form that was probably meant is only a hint.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.model.date_numbers import NO_CENTURY
from timeline.model.date_phrases import read_phrase
from timeline.model.dates import MAX_YEAR_DIGITS, calendar_error, is_date
from timeline.model.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model.date_numbers import Reading

EXAMPLES = "1969, 1969-07, 1969-07-20, 1969~, 196X, 1969-07-16/1969-07-24"
_QUALIFIERS = "?~%"
_DIGITS = "[0-9X]"


def refusal(text: str) -> DateError:
    """Return the error for a `text` that the grammar of `timeline.model.dates` does not know."""
    name, written = _level_2(text)
    found = read_phrase(text)
    if name is not None:
        reading = found.texts[0] if found and found.is_certain and is_date(found.texts[0]) else None
        hint = f'the nearest of level 1 is "{written or reading}"' if written or reading else None
        if found and hint and any("/" in date for date in found.texts) and "/" not in text:
            hint = f"{_written(found)} for a span of years; {hint}"
        return DateError(f'"{text}": {name} are EDTF level 2', hint, reading=reading)
    error = _of_phrase(text, found) if found is not None else None
    return (
        error
        or _no_such_month(text)
        or DateError(
            f'"{text}" is not a date' if text else "the date is empty", f"dates look like {EXAMPLES}", is_unknown=True
        )
    )


def _of_phrase(text: str, found: Reading) -> DateError | None:
    """Return the error for a date as people write it: what to write instead, or why that is unclear."""
    for date in found.texts:
        if not is_date(date):
            wrong = _no_such_month(date) or calendar_error(date)
            return wrong and DateError(wrong.message.replace(f'"{date}"', f'"{text}"'), wrong.hint)
    if found.is_certain:
        return DateError(f'"{text}" is not an EDTF date', _written(found), reading=found.texts[0])
    if len(found.texts) > 1 and found.doubt in (None, NO_CENTURY):
        ways = {2: "two", 3: "three", 4: "four"}.get(len(found.texts), "several")
        return DateError(f'"{text}" can be read in {ways} ways', _written(found))
    meant = ", if that is meant" if len(found.texts) == 1 else ""
    return DateError(
        f'"{text}" {found.doubt}', f"{_written(found)}{meant}" if found.texts else f"dates look like {EXAMPLES}"
    )


def _written(found: Reading) -> str:
    return "write " + " or ".join(f'"{date}"' for date in found.texts)


def _no_such_month(text: str) -> DateError | None:
    match = re.search(r"(?:^|/)-?[0-9]{4}-([0-9]{2})(?:-[0-9X]{2})?(?:T.*)?[?~%]?(?:/|$)", text)
    if match is None or "01" <= match[1] <= "12" or ("21" <= match[1] <= "24" and match[0].count("-") == 1):
        return None
    return DateError(f'"{text}": there is no month {match[1]}', "months go from 01 to 12, seasons from 21 to 24")


def _level_2(text: str) -> tuple[str | None, str | None]:
    """Return which form of level 2 a text has, and the nearest date of level 1."""
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
    """Return the text to offer, or None if it is not a date itself ("30 Feb 1969")."""
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
    """Replace unspecified digits that are not the last: drop parts of the date, or write the span of its years."""
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
    """Return the interval from the first to the last date of a set; ".." before or after them leaves it open."""
    members = re.split(r",\s*|(?<=[0-9])\.\.(?=[0-9])", match.string.strip("[]{} "))
    first, last = members[0].strip(), members[-1].strip()
    return (
        f"{'..' if first.startswith('..') else first}/{last.removeprefix('..')}"
        if last[-2:] != ".."
        else f"{first.removesuffix('..')}/.."
    )


def _masked_interval(match: re.Match[str]) -> str | None:
    """Unspecified digits inside an interval: the interval between their outermost years or months."""
    start, _, end = (re.sub("-[0-9]?X[0-9X]?", "", part).strip() for part in match.string.partition("/"))
    fills = ("9" if start.startswith("-") else "0", "0" if end.startswith("-") else "9")
    ends = (start.replace("X", fills[0]), end.replace("X", fills[1]))
    return "/".join(_year(each) if re.fullmatch("-?[0-9]{5,}", each) else each for each in ends)


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
