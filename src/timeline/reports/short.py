"""Dates, distances and ages in a few cells, for tables on a screen. No finer than the dates are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.formats.cells import cells
from timeline.model.calendar import from_ordinal, year_text
from timeline.model.date_text import year_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.formats.signs import Signs
    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.drift import Drift

DRIFT = 6
"""The width of a drift in signs, such as "-24d"."""
DRIFT_WORDS = 11
"""The width of a drift in words, such as "-24 days"."""

AGE = 6
"""The width of most ages, such as "71–73~"."""
AGES = 7
"""The width of most gaps between ages, such as "+27–30"."""

_DAY = 11
"""The width of a day with a mark, such as "1970-03-01~"."""

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_WORDS = re.compile(r"(about )?(less than )?(\d+|a) (day|month|year)s?.* (earlier|later)")
_PARTS = re.compile(r"^Y?-?[0-9X]+|[0-9X]+")
"""The year of a date with its sign, its month and its day."""
_UNITS = {"day": "d", "month": "mo", "year": "y"}


def date_width(signs: Signs) -> int:
    """Return the width of the longest short date, such as "1972~…1974~"."""
    return 10 + cells(signs.to)


def year_heading(year: int) -> str:
    """Return a year as a heading: "1969", "44 BC"."""
    return year_words(year)


def short_date(date: EdtfDate, year: int | None, signs: Signs, most: int = 0) -> str:
    """Return a date below the heading of a year: without that year, and an interval without what its ends share.

    "07-20", "07~", "05-18…26", "09~…12~", "2003…"; a date of another year is whole: "1970-03-01", "winter 1970". An
    interval takes `most` cells at most, by default `date_width`; where it would take more, it is coarser.
    """
    first, slash, last = (part.partition("T")[0] for part in date.text.partition("/"))
    if not slash or first == last:
        below = _below(first, year)
        return _in_words(first) if below == first else below
    if first in ("", ".."):
        return f"{signs.to}{_below(last, year)}"
    if last in ("", ".."):
        return f"{_below(first, year)}{signs.to}"
    shorter = (each for start in _starts(first) for each in _spans(start, last, year, signs))
    room = most or date_width(signs)
    return next((each for each in shorter if cells(each) <= room), f"{_below(first, year)}{signs.to}")


def _starts(first: str) -> Iterator[str]:
    """Yield the start of an interval, then coarser and coarser."""
    bare = first.rstrip("?~%")
    parts = _PARTS.findall(bare)
    for kept in range(len(parts), 0, -1):
        yield "-".join(parts[:kept]) + first[len(bare) :]


def _spans(start: str, last: str, year: int | None, signs: Signs) -> Iterator[str]:
    """Yield an interval with this start; where its end lies within it, the start says it all."""
    if last.startswith(start.rstrip("?~%") + "-"):
        yield _below(start, year)
    else:
        yield from (f"{_below(start, year)}{signs.to}{end}" for end in _ends(start, last))


def _below(text: str, year: int | None) -> str:
    """Return one end of a date without the year of its heading."""
    prefix = "" if year is None else f"{year_text(year)}-"
    rest = text.removeprefix(prefix)
    if rest == text or not prefix:
        return text
    bare = rest.rstrip("?~%")
    return _SEASONS.get(bare, bare) + rest[len(bare) :]


def _in_words(whole: str) -> str:
    """Return a date with its season as a word, if that is no longer than a day with a mark: "winter 1571"."""
    bare = whole.rstrip("?~%")
    year, _, part = bare.rpartition("-")
    words = f"{_SEASONS.get(part)} {year}{whole[len(bare) :]}"
    return words if year.isdecimal() and part in _SEASONS and cells(words) <= _DAY else whole


def _ends(first: str, last: str) -> Iterator[str]:
    """Yield the end of an interval without what it shares with its start, then coarser and coarser."""
    bare = last.rstrip("?~%")
    marks = last[len(bare) :]
    parts, before = _PARTS.findall(bare), _PARTS.findall(first.rstrip("?~%"))
    shared = 0
    while shared < min(len(parts), len(before)) - 1 and parts[shared] == before[shared]:
        shared += 1
    if shared == 1 and parts[1:] and parts[1] in _SEASONS:
        parts[1] = _SEASONS[parts[1]]
    for kept in range(len(parts), shared, -1):
        yield "-".join(parts[shared:kept]) + marks


def short_drift(drift: Drift | None, *, in_words: bool = False) -> str:
    """Return a drift in at most six cells, or in eleven in words: "-24d", "-24 days"; "~" where the dates are vague.

    Minus is earlier. Made of the words of the drift, so that it is no finer than they are.
    """
    if drift is None:
        return ""
    if drift.words == "the same day":
        return "same day" if in_words else "0"
    if drift.words == "about the same time":
        return "same time~" if in_words else "0~"
    found = _WORDS.fullmatch(drift.words)
    if found is None:
        return {"earlier": "-?", "later": "+?"}.get(drift.words, "?")
    about, less, number, unit, way = found.groups()
    count = "1" if number == "a" else number
    if len(count) > 3 and not in_words:
        count = f"{count[:-3]}k"
    sign = ("-" if way == "earlier" else "+") + ("<" if less else "")
    unit = f" {unit}{'' if count == '1' else 's'}" if in_words else _UNITS[unit]
    return f"{sign}{count}{unit}{'~' if about else ''}"


def short_years(date: EdtfDate, signs: Signs) -> str:
    """Return the years of a date: "1983", "1969–1974", "1969…" where the end is open."""
    first, last = (None if day is None else year_words(from_ordinal(day)[0]) for day in (date.earliest, date.latest))
    if first is None or last is None:
        return f"{first or ''}{signs.to}{last or ''}"
    return first if first == last else f"{first}{signs.dash}{last}"


def short_age(age: Years | None, signs: Signs) -> str:
    """Return an age: "72", "71–73", "72~" where a date is uncertain, "39…" for 39 or more; else its words, or nothing."""
    if age is None:
        return ""
    if age.least is None and age.most is None:
        return {"not yet born": "unborn"}.get(age.words, age.words)
    about = "~" if age.words.startswith("about ") else ""
    if age.most is None:
        return f"{age.least}{signs.to}{about}"
    if age.least is None:
        return f"{signs.to}{age.most}{about}"
    is_one = age.words == f"about {age.most}" or age.least == age.most
    return f"{age.most if is_one else f'{age.least}{signs.dash}{age.most}'}{about}"


def short_gap(gap: Years | None, signs: Signs) -> str:
    """Return how much older a part is than its actor: "+27–30", "-3", "-2…+4"; minus if the actor is older."""
    if gap is None or gap.least is None or gap.most is None:
        return ""
    least, most = (f"{years:+}" if years else "0" for years in (gap.least, gap.most))
    if least == most:
        return least
    return f"{gap.least:+}{signs.dash}{gap.most}" if gap.least >= 0 else f"{least}{signs.to}{most}"
