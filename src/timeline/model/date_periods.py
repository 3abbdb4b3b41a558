"""Stretches of time as people write them: "16th century", "the 1960s", "spring 1942", "Q3 1969", "mid-1942"."""

from __future__ import annotations

import re

from timeline.model.calendar import days_in_month, edtf_year, from_ordinal
from timeline.model.date_numbers import NO_CENTURY, Reading, years
from timeline.model.date_words import single, without_era
from timeline.model.dates import Precision, is_date, parse_date

_NUMERALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "twenty-first"),
)
_TENS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8}
_TENS |= {"nineties": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_CENTURY = re.compile(rf"([0-9]{{1,2}}(?:st|nd|rd|th)|{'|'.join(_NUMERALS)})[ -](?:century|cent\.?|c\.)")
_DECADE = re.compile(rf"'?([0-9]{{1,4}})'?s|({'|'.join(_TENS)})")
_NAME = "|".join(_SEASONS)
_SEASON = re.compile(rf"({_NAME})(?: of)?,? ('?[0-9][0-9/-]*)|([0-9]+),? ({_NAME})")
_QUARTER = re.compile(
    r"q([1-4])[ ,/-]*(.+)|(.+?)[ ,/-]*q([1-4])|(first|second|third|last|[1-4](?:st|nd|rd|th)) quarter(?: of)? (.+)"
)
_PART = re.compile(
    r"(?:(?P<third>early|mid|middle|late)(?:[ -]in|[ -]of)?[ -]|(?P<half>first|1st|second|2nd|latter|last) half of )"
    r"(?:the )?(?P<date>.+)"
)


def period(text: str) -> Reading | None:
    """Return what a text means as a century, a decade, a season, a part of one of them, or a single date."""
    part = _PART.fullmatch(text)
    if part:
        return _part(part)
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        year, number = quarter[2] or quarter[3] or quarter[6], quarter[1] or quarter[4] or quarter[5]
        nth = int(number[0]) if number[0].isdecimal() else {"first": 1, "second": 2, "third": 3}.get(number, 4)
        return _sliced(period(year.removeprefix("the ")), nth - 1, 4)
    bare, era = without_era(text)
    century = _CENTURY.fullmatch(bare)
    if century:
        digits = re.match("[0-9]+", century[1])
        number = int(digits[0]) if digits else _NUMERALS.index(century[1]) + 1
        return Reading((f"{'-' if era == 'bc' else ''}{number - 1:02d}XX",)) if number else None
    decade = _DECADE.fullmatch(bare)
    if decade:
        return _decade(decade[1] or f"{_TENS[decade[2]]}0", era)
    season = _SEASON.fullmatch(bare)
    if season:
        return _season(season[1] or season[4], season[2] or season[3], era)
    return single(text)


def _decade(digits: str, era: str | None) -> Reading | None:
    """Return what "1960s" means; "1900s" may be a decade or a century, and "60s" leaves the century open."""
    number = int(digits)
    if number % 10 or (not number and era):
        return None
    lengths = [10, 100] if number % 100 == 0 and len(digits) > 2 else [10]
    if era == "bc":
        return Reading(tuple(f"{edtf_year(1 - number - length + 1)}/{edtf_year(1 - number)}" for length in lengths))
    if len(digits) < 3 and era is None:
        return Reading((f"19{digits[0]}X",), NO_CENTURY) if len(digits) == 2 else None
    return Reading(tuple(f"{number // 10:03d}X" if length == 10 else f"{number // 100:02d}XX" for length in lengths))


def _season(name: str, year: str, era: str | None) -> Reading | None:
    """Return what "spring 1942" means; a winter may name both of its years ("winter 1942/43")."""
    match = re.fullmatch("('?[0-9]+)(?:[/-]([0-9]+))?", year)
    if match is None:
        return None
    first, second = match[1], match[2]
    if second:
        following = str(int(first.strip("'")) + (-1 if era == "bc" else 1))
        if name != "winter" or second not in (following, following[-len(second) :]):
            return Reading((), "does not name two years that follow each other")
    found = years(first, era)
    return found and found.each(lambda text: f"{text}-{_SEASONS[name]}")


def _part(part: re.Match[str]) -> Reading | None:
    """Return what "first half of 1942" means, and what "mid-1942" may mean."""
    whole = period(part["date"])
    if whole is None or part["half"]:
        return _sliced(whole, 0 if (part["half"] or "").startswith(("f", "1")) else 1, 2)
    third = {"early": 0, "mid": 1, "middle": 1, "late": 2}[part["third"]]
    sliced = _sliced(whole, third, 3)
    return sliced and Reading((*sliced.texts, *whole.texts), "does not say where it begins and ends")


def _sliced(whole: Reading | None, index: int, parts: int) -> Reading | None:
    return whole and whole.each(lambda text: _slice(text, index, parts))


def _slice(text: str, index: int, parts: int) -> str | None:
    """Return one of the equal parts of a year in months, of a decade or century in years, of a month in days."""
    if not is_date(text) or "/" in text:
        return None
    date = parse_date(text)
    assert date.earliest is not None
    year, month, _ = from_ordinal(date.earliest)
    mark = "" if date.certain else text[-1]
    if date.precision is Precision.YEAR:
        first, last = index * 12 // parts + 1, (index + 1) * 12 // parts
        ends = [f"{edtf_year(year)}-{number:02d}" for number in (first, last)]
    elif date.precision in (Precision.DECADE, Precision.CENTURY):
        length = 10 if date.precision is Precision.DECADE else 100
        ends = [edtf_year(year + _cut(length, n, parts) - (n > index)) for n in (index, index + 1)]
    elif date.precision is Precision.MONTH:
        cuts = [0, *(30 * n // parts for n in range(1, parts)), days_in_month(year, month)]
        ends = [f"{edtf_year(year)}-{month:02d}-{day:02d}" for day in (cuts[index] + 1, cuts[index + 1])]
    else:
        return None
    return "/".join(f"{end}{mark}" for end in ends)


def _cut(length: int, n: int, parts: int) -> int:
    """Return where the n-th of equal parts begins: thirds of a decade at 0, 4 and 7, of a century at 0, 34 and 67."""
    return -(-length * n // parts)
