"""Dates in words, for people: "20 Jul 1969", "c. Jun–Aug 1974", "44 BC". No more exact than the date, and never padded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import MONTHS, from_ordinal
from timeline.model.dates import Precision, parse_date

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate

_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
"""The seasons by their first month."""


class _Part(NamedTuple):
    """One end of a date: its qualifier, and its words from the finest to the coarsest."""

    qualifier: str
    words: tuple[str, ...]


def date_text(date: EdtfDate) -> str:
    """Return a date in words."""
    first, slash, last = date.text.partition("/")
    if not slash:
        return _in_words(_part(date))
    if first in ("", ".."):
        return f"until {_in_words(_part(parse_date(last)))}{'' if first else ', start unknown'}"
    if last in ("", ".."):
        return f"from {_in_words(_part(parse_date(first)))}{'' if last else ', end unknown'}"
    return _span(_part(parse_date(first)), _part(parse_date(last)))


def _in_words(part: _Part) -> str:
    about = "c. " if part.qualifier in ("~", "%") else ""
    return f"{about}{' '.join(part.words)}{'?' if part.qualifier in ('?', '%') else ''}"


def _span(first: _Part, last: _Part) -> str:
    """Return an interval in words; what both ends share is written once: a year, a month and year, or the whole date."""
    if first.qualifier != last.qualifier:
        return f"{_in_words(first)} – {_in_words(last)}"
    if first.words == last.words:
        return _in_words(first)
    own = list(first.words)
    if len(first.words) == len(last.words):
        for word in reversed(last.words[1:]):
            if own[-1] != word:
                break
            own.pop()
    dash = "–" if len(own) == 1 else " – "
    return _in_words(_Part(first.qualifier, (f"{' '.join(own)}{dash}{' '.join(last.words)}",)))


def _part(date: EdtfDate) -> _Part:
    """Return a date that is not an interval in its parts."""
    assert date.earliest is not None
    assert date.latest is not None
    qualifier = date.text[-1] if date.text[-1] in "?~%" else ""
    year, month, day = from_ordinal(date.earliest)
    years = (f"{1 - year}", "BC") if year <= 0 else (year_words(year),)
    clock = date.text.partition("T")[2][:5]
    match date.precision:
        case Precision.DAY:
            words = (f"{day}", MONTHS[month - 1][:3], *years)
            return _Part(qualifier, (*words[:-1], f"{words[-1]}, {clock}") if clock else words)
        case Precision.MONTH:
            return _Part(qualifier, (MONTHS[month - 1][:3], *years))
        case Precision.SEASON:
            return _Part(qualifier, (_SEASONS[month], *years))
        case Precision.YEAR:
            return _Part(qualifier, years)
        case Precision.DECADE:
            last = from_ordinal(date.latest)[0]
            return _Part(qualifier, (f"{year}s" if year > 0 else f"{1 - year}–{year_words(last)}",))
        case Precision.CENTURY:
            number = year // 100 + 1 if year >= 0 else -(year // 100)
            return _Part(qualifier, (f"{_ordinal(number)} century{'' if year >= 0 else ' BC'}",))


def year_words(year: int) -> str:
    """Return an astronomical year as people write it: "1969", "AD 300", "44 BC" for -43."""
    if year <= 0:
        return f"{1 - year} BC"
    return str(year) if year >= 1000 else f"AD {year}"


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
