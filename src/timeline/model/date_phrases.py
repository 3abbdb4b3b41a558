"""Dates as people write them instead of EDTF: "c. 1942", "before 1950", "16th century", "July to August 1969".

The command line and files share this parser: the command line accepts a text that can be read in one way only, and in a
file the same text is an error with that reading as its hint. No part of a text is ignored: if it is not understood, the
text has no reading.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from timeline.model.calendar import edtf_year, from_ordinal, iso_date
from timeline.model.date_numbers import NO_CENTURY, Reading
from timeline.model.date_periods import period
from timeline.model.date_words import MONTH_NUMBERS, without_era
from timeline.model.dates import Precision, is_date, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 80
"""No phrase is longer, in characters."""

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile("[\\s\u200b\u2060\ufeff]+")


def read_phrase(text: str) -> Reading | None:
    """Return what a person means by a text that is not EDTF; None if that is unknown.

    `parse_date` reads every date of a certain reading.
    """
    if len(text) > _LONGEST:
        return None
    tidy = _DASHES.sub("-", _SPACES.sub(" ", text)).replace("\u2019", "'").strip().lower()
    tidy = tidy.removeprefix("the ").removesuffix(".")
    found = _phrase(tidy) if tidy.isascii() else None
    if found is None:
        return None
    valid = tuple(dict.fromkeys(date for date in found.texts if is_date(date)))
    return found._replace(texts=valid) if valid else found._replace(texts=found.texts[:1])


def _phrase(text: str) -> Reading | None:
    return _one_sided(text) or _span(text) or _choice(text)


_BEFORE = r"before|prior to|earlier than"
_UNTIL = r"until|till|by|up to|no later than|not after|at the latest in"
_SINCE = r"since|from|starting|no earlier than|not before"
_AFTER = r"after|later than"
_ONE_SIDED = re.compile(
    rf"(?:(?P<before>{_BEFORE})|(?P<until>{_UNTIL})|(?P<since>{_SINCE})|(?P<after>{_AFTER})) (?P<date>.+)"
)
_OPEN_BEHIND = re.compile(
    r"(.+?),? ?(?:(onwards?|on|or later|or after|and later|to present|- ?present|-)|or earlier|or before)"
)


def _one_sided(text: str) -> Reading | None:
    """Read "before 1950", "since 1969", "1969 onwards"."""
    match = _ONE_SIDED.fullmatch(text)
    if match:
        date = _dated(match["date"].removeprefix("the "))
        if match["before"]:
            return date and date.each(lambda text: _written("../", _beside(text, -1)))
        if match["after"]:
            return date and date.each(lambda text: _written(_beside(text, 1), "/.."))
        if match["until"]:
            return date and date.each(lambda text: _written("../", _end(text)))
        return date and date.each(lambda text: _written(_start(text), "/.."))
    behind = _OPEN_BEHIND.fullmatch(text)
    if behind and re.fullmatch("[0-9]{3}-", text):
        return Reading((f"{behind[1]}X", f"0{behind[1]}/.."))  # a decade as libraries write it, or a year and later
    if behind:
        date = _dated(behind[1])
        if behind[2]:
            return date and date.each(lambda text: _written(_start(text), "/.."))
        return date and date.each(lambda text: _written("../", _end(text)))
    return None


def _written(*parts: str | None) -> str | None:
    return None if None in parts else "".join(map(str, parts))


def _choice(text: str) -> Reading | None:
    """Read "1942 or 1943": one of two dates, for which EDTF has no form."""
    first, found, second = text.removeprefix("either ").partition(" or ")
    if not found:
        return None
    readings = [_dated(first), _dated(second)]
    texts = tuple(text for reading in readings if reading for text in reading.texts)
    return Reading(texts, "names two dates") if None not in readings else None


_BETWEEN = re.compile(r"between (.+) and (.+)")
_FROM_TO = re.compile(r"(?:from )?(.+?) (?:to|until|till|through|thru) (.+)")


def _span(text: str) -> Reading | None:
    """Read a date, or two with "to", "and" or a hyphen between them."""
    whole = _dated(text)
    if whole is not None:
        return whole
    match = _BETWEEN.fullmatch(text) or _FROM_TO.fullmatch(text)
    if match:
        return _interval(match[1].removeprefix("the "), match[2].removeprefix("the "))
    backwards = None
    for mark in re.finditer(r" ?(?:--|\.\.+|-|/) ?", text):
        found = _interval(text[: mark.start()], text[mark.end() :])
        if found is not None and any(map(is_date, found.texts)):
            return found
        backwards = backwards or found
    return backwards


def _interval(first: str, second: str) -> Reading | None:
    """Return the interval between two dates; each may leave out what the other says."""
    for start_text, end_text in _completed(first, second):
        start, end = _dated(start_text), _dated(end_text)
        if start is None or end is None or not start.texts or not end.texts:
            continue
        if NO_CENTURY in (start.doubt, end.doubt) and (start.doubt, end.doubt) != (NO_CENTURY, NO_CENTURY):
            return None
        texts = [_written(_start(a), "/", _end(b)) for a, b in product(start.texts, end.texts)]
        # Does the qualifier of the first date go with both?
        if re.match(f"{_ABOUT}|{_PERHAPS}", first) and end.texts[0][-1] not in "?~%":
            texts += [text and text + text.partition("/")[0][-1] for text in texts]
        return Reading(tuple(text for text in texts if text is not None), start.doubt or end.doubt)
    return None


_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"


def _completed(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield the two ends, completed with what one may take from the other: an era, a century, a month, a year."""
    bare, era = without_era(second)
    if era and without_era(first)[1] is None:
        for start, end in _completed(first, bare):
            yield f"{start} {era}", f"{end} {era}"
        return
    start_bare, start_era = without_era(first)
    if start_era == "ad" and era is None:
        yield f"{start_bare} ad", f"{second} ad"
        return
    if "century" in second and re.fullmatch(r"[0-9a-z-]+", first):
        yield f"{first} century", second
    year = re.search(r"[0-9]{3,}$", second)
    if year and not re.search("[0-9]{3,}", first):
        month = re.fullmatch(rf"{_DAY} (?:of )?({_MONTH}),? [0-9]+", second)
        if month and re.fullmatch(_DAY, first):
            yield f"{first} {month[1]} {year[0]}", second
        own = re.match(rf"({_MONTH})\.? {_DAY}$", first)
        if own and re.fullmatch(rf"{_DAY},? [0-9]+", second):
            yield f"{first} {year[0]}", f"{own[1]} {second}"
        if re.search("[a-z]", first):
            yield f"{first} {year[0]}", second
    yield first, second


_ABOUT = r"(?:circa|ca|c|abt|approx)(?:\. ?| |(?=[0-9]))|(?:about|around|approximately|roughly) "
_PERHAPS = r"(?:possibly|perhaps|maybe|probably|presumably|supposedly) "
_QUALIFIED = re.compile(
    rf"(?P<about>{_ABOUT})?(?P<perhaps>{_PERHAPS})?(?:(?:some ?time )?in |during |the year )?(?:the )?(?P<date>.+?)"
    r"(?P<about_>,? \(?(?:circa|approx\.?|approximately)\)?)?(?P<marks>[?~%]| ?\(\?\)| \?|\?~|~\?)?"
)


def _dated(text: str) -> Reading | None:
    """Read one date with the words that qualify it, such as "about" and "perhaps"."""
    match = _QUALIFIED.fullmatch(text)
    if match is None:
        return None
    about = match["about"] or match["about_"] or "~" in (match["marks"] or "")
    perhaps = match["perhaps"] or "?" in (match["marks"] or "")
    mark = "%" if (about and perhaps) or match["marks"] == "%" else "~" if about else "?" if perhaps else ""
    found = period(match["date"])
    return found and (found.each(lambda date: _marked(date, mark)) if mark else found)


def _marked(date: str, mark: str) -> str | None:
    """Return a date with a qualifier, on both ends of an interval; None for a time of day, which cannot have one."""
    if "T" in date:
        return None
    return "/".join(end if end == ".." or end[-1:] in "?~%" else f"{end}{mark}" for end in date.split("/"))


def _start(date: str) -> str | None:
    """Return a date as the start of an interval, which has no unspecified digits and no time of day."""
    return _end_of_interval(date, 0)


def _end(date: str) -> str | None:
    """Return a date as the end of an interval."""
    return _end_of_interval(date, -1)


def _end_of_interval(date: str, which: int) -> str | None:
    if "T" in date or not is_date(date):
        return None
    end = date.split("/")[which]
    if "X" not in end:
        return end
    parsed = parse_date(end)
    day = parsed.latest if which else parsed.earliest
    assert day is not None
    return edtf_year(from_ordinal(day)[0]) + ("" if parsed.certain else end[-1])


def _beside(date: str, step: int) -> str | None:
    """Return the day, month or year before a date (-1) or after it (1), in the unit in which the date is written."""
    if "T" in date or "/" in date or not is_date(date):
        return None
    parsed = parse_date(date)
    assert parsed.earliest is not None
    assert parsed.latest is not None
    day = parsed.earliest - 1 if step < 0 else parsed.latest + 1
    year, month, _ = from_ordinal(day)
    mark = "" if parsed.certain else date[-1]
    if parsed.precision is Precision.DAY:
        return iso_date(day) + mark
    if parsed.precision in (Precision.MONTH, Precision.SEASON):
        return f"{edtf_year(year)}-{month:02d}{mark}"
    return edtf_year(year) + mark
