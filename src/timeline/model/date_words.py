"""A single date as people write it, in words and numbers: "20 July 1969, 8:17 pm", "7/20/1969", "44 BC", "July 1969".

The text is tidy: lower case, single spaces, plain hyphens (see `timeline.model.date_phrases`).
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import MONTHS, WEEKDAYS, iso_date, julian_to_ordinal, to_ordinal
from timeline.model.date_numbers import NO_YEAR, Reading, numeric, years
from timeline.model.dates import is_date, is_day

if TYPE_CHECKING:
    from collections.abc import Callable


MONTH_NUMBERS = {name: n for n, month in enumerate(MONTHS, 1) for name in (month.lower(), month[:3].lower())}
MONTH_NUMBERS |= {"sept": 9}
_WEEKDAY_NUMBERS = {name: n for n, day in enumerate(WEEKDAYS) for name in (day.lower(), day[:3].lower())}
_WEEKDAY_NUMBERS |= {"tues": 1, "thur": 3, "thurs": 3}
_FILLERS = ("of", "the", "on", "in")

ERA = r"(?P<bc>b\.? ?c\.?(?: ?e\.?)?)|(?:a\.? ?d\.?|c\.? ?e\.?)"
_ERA_AFTER = re.compile(rf"\s*(?<![a-z])(?:{ERA})$")
_ERA_BEFORE = re.compile(r"a\.? ?d\.? ?(?=[0-9])")


def without_era(text: str) -> tuple[str, str | None]:
    """Return a text without the era that it names, and that era: "bc", "ad" or None."""
    after = _ERA_AFTER.search(text)
    if after and after.start() > 0:
        return text[: after.start()], "bc" if after["bc"] else "ad"
    before = _ERA_BEFORE.match(text)
    return (text[before.end() :], "ad") if before else (text, None)


_CLOCK = re.compile(
    r"(?:(?<=[0-9])t|(?:^|[ ,])(?:at )?)"
    r"(?:(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?P<second>:[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?| ?(?P<whole>[ap])\.?m\b\.?)|(?P<word>noon|midnight))"
    r" ?(?P<zone>(?:z|utc|gmt)(?![a-z0-9+-])|(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?(?![0-9])"
    r"|(?!oct|sept|sat)[a-z]{2,3}t\b)?(?=$|[ ,])"
)


_ZONES = {"est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00"}
_ZONES |= {"pst": "-08:00", "pdt": "-07:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00"}
"""If letters mean several zones, the one in the United States or Europe."""

_DUAL_YEAR = re.compile("(.*[a-z].*?)([0-9]{4})/([0-9]{1,4})")


def single(text: str) -> Reading | None:
    """Return what a text means as one date, with its time of day if it has one; None if it is not such a date."""
    clock = _CLOCK.search(text)
    if clock is None:
        return _dated(text)
    day = _dated(f"{text[: clock.start()].rstrip(' ,')} {text[clock.end() :].lstrip(' ,')}".strip())
    if day is None or not day.texts:
        return day
    if not all(is_day(text) for text in day.texts):
        return Reading((), "has a time of day but no day")
    return _at(day, clock)


def _at(day: Reading, clock: re.Match[str]) -> Reading | None:
    """Return a reading of days with a time of day."""
    if clock["word"] == "midnight":
        later = [iso_date(to_ordinal(*map(int, text.rsplit("-", 2))) + 1) for text in day.texts if is_date(text)]
        return Reading(
            tuple(f"{text}T00:00" for text in (*day.texts, *later)), "may be the start or the end of the day"
        )
    hour, half = int(clock["hour"] or 12), clock["half"] or clock["whole"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    time = f"T{hour:02d}:{clock['minute'] or '00'}{clock['second'] or ''}"
    zone = re.sub("^(?:utc|gmt)", "", clock["zone"] or "")
    if zone in _ZONES:
        doubt = "names its time zone by letters that may mean several zones"
        return Reading(tuple(f"{text}{time}{_ZONES[zone]}" for text in day.texts), doubt)
    if zone.isalpha() and zone != "z":
        return Reading((), "names an unknown time zone")
    if zone and zone != "z":
        hours, minutes = re.fullmatch(r"[+-]([0-9]{1,2}):?([0-9]{2})?", zone).groups()  # type: ignore[union-attr]
        time += f"{zone[0]}{hours:0>2}:{minutes or '00'}"
    elif clock["zone"]:
        time += "Z"
    return day._replace(texts=tuple(f"{text}{time}" for text in day.texts))


def _dated(text: str) -> Reading | None:
    """Return what a text without a time of day means."""
    if "/" not in text and is_date(text.upper()):
        return Reading((text.upper(),))
    dual = _DUAL_YEAR.fullmatch(text)
    if dual and str(int(dual[2]) + 1).endswith(dual[3]):  # the year began in March: 10 February 1675/6
        either = [_dated(dual[1] + str(int(dual[2]) + n)) for n in (1, 0)]
        return Reading(tuple(text for reading in either if reading for text in reading.texts))
    if re.fullmatch("y?[+-]?[0-9]+", text):
        return numeric(text, None)
    text, era = without_era(text)
    split = _split(text)
    if split is None:
        return None
    if split.month is None:
        found = numeric(re.sub("[a-z]+[ ,.]*", "", text) if split.has_words else text, era)
    else:
        found = _with_month(split.month, split.numbers, era)
    return found if split.weekday is None or found is None else _on_weekday(found, split.weekday)


class _Split(NamedTuple):
    """The parts of a date in words."""

    month: int | None
    weekday: int | None
    numbers: list[str]
    """The numbers as written, with "th" after them or an apostrophe before them."""
    has_words: bool


def _split(text: str) -> _Split | None:
    """Return the parts of a date; None if a word is unknown or occurs twice, because no part is ignored."""
    words = re.findall(r"'?[0-9]+(?:st|nd|rd|th)?|[a-z]+", text)
    if re.sub(r"'?[0-9]+(?:st|nd|rd|th)?|[a-z]+|[ ,./-]", "", text):
        return None
    numbers = [word for word in words if word.strip("'")[0].isdigit()]
    names = [word for word in words if word not in numbers and word not in _FILLERS]
    months = [MONTH_NUMBERS[name] for name in names if name in MONTH_NUMBERS]
    weekdays = [_WEEKDAY_NUMBERS[name] for name in names if name in _WEEKDAY_NUMBERS]
    if len(months) > 1 or len(weekdays) > 1 or len(months) + len(weekdays) < len(names):
        return None
    return _Split(months[0] if months else None, weekdays[0] if weekdays else None, numbers, bool(names))


def _with_month(month: int, numbers: list[str], era: str | None) -> Reading | None:
    """Return what a month with a year, and perhaps a day, means, in any order."""
    if len(numbers) > 2:
        return None
    pairs = list(permutations(reversed(numbers))) if len(numbers) == 2 else [(number, None) for number in numbers]
    for year, day in pairs:
        is_short = era is None and len(re.sub("[^0-9]", "", year)) < 3
        highest = 31 if is_short else 99
        if _is_year(year, alone=day is None, era=era) and (day is None or _is_day(day, highest)):
            suffix = f"-{month:02d}" + ("" if day is None else f"-{int(day.rstrip('stndrh')):02d}")
            found = years(year, era)
            return found and found._replace(texts=tuple(text + suffix for text in found.texts))
    return Reading((), NO_YEAR) if all(_is_day(number, 31) for number in numbers[:1]) else None


def _is_day(number: str, highest: int) -> bool:
    digits = number.rstrip("stndrh")
    return digits.isdecimal() and len(digits) <= 2 and int(digits) <= highest


def _is_year(number: str, *, alone: bool, era: str | None) -> bool:
    """Return whether a number beside a month may be the year: "July 20" is a day, "July 69" and "July '20" are not."""
    if not number.strip("'").isdecimal():
        return False
    return era is not None or not alone or len(number) > 2 or int(number) > 31


def _on_weekday(found: Reading, weekday: int) -> Reading | None:
    """Return a reading of days; only days that fall on the weekday are certain."""
    if not found.texts:
        return found
    days = [text for text in found.texts if is_date(text) and is_day(text)]
    if not days:
        return found if not any(map(is_date, found.texts)) else Reading((), "has a weekday but no day")
    right = tuple(text for text in days if _weekday(_ordinal(text, to_ordinal)) == weekday)
    if right:
        return found._replace(texts=right)
    julian = [iso_date(_ordinal(text, julian_to_ordinal)) for text in days]
    julian = [text for text in julian if _weekday(_ordinal(text, to_ordinal)) == weekday]
    name = WEEKDAYS[weekday]
    if julian:
        doubt = f"is a {name} only in the Julian calendar; in the Gregorian one, it is {julian[0]}"
        return Reading((julian[0], *days), doubt)
    return Reading(tuple(days), f"is not a {name} but a {WEEKDAYS[_weekday(_ordinal(days[0], to_ordinal))]}")


def _ordinal(day: str, count: Callable[[int, int, int], int]) -> int:
    return count(*map(int, day.rsplit("-", 2)))


def _weekday(ordinal: int) -> int:
    return (ordinal - 1) % 7
