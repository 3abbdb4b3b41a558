"""Dates as the contract reads them, over what `tomllib` gives: a part of the oracle."""

from __future__ import annotations

import datetime
import math
import re

SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}


def day(year: int, month: int, number: int) -> int:
    """Return a day's number: the calendar repeats itself every 400 years, and `datetime` knows the years 400 to 799."""
    return datetime.date(year % 400 + 400, month, number).toordinal() + (year // 400 - 1) * 146_097


def month_span(year: int, first: int, last: int) -> tuple[int, int]:
    """Return the first day of one month and the last of another; month 13 is January of the next year."""
    after = (year + last // 12, last % 12 + 1)
    return day(year, first, 1), day(*after, 1) - 1


def span(value: object) -> tuple[float, float, bool]:
    """Return the first and last day of a date as a file has it, infinite where open, and whether it is certain."""
    if isinstance(value, datetime.date):  # a date-time is one too
        number = day(value.year, value.month, value.day)
        return number, number, True
    if isinstance(value, int):
        return *month_span(value, 1, 12), True
    text = str(value)
    if "/" in text:
        start, end = text.split("/")
        first = -math.inf if start in ("", "..") else span(start)[0]
        last = math.inf if end in ("", "..") else span(end)[1]
        return first, last, not set("?~%") & set(text)
    plain = text.split("T")[0].rstrip("?~%")
    certain = not set("?~%") & set(text)
    if plain.startswith("Y"):
        return *month_span(int(plain[1:]), 1, 12), certain
    year, month, number = re.fullmatch(r"(-?[\dX]{4})-?([\dX]{2})?-?([\dX]{2})?", plain).groups()  # type: ignore[union-attr]
    years = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    if month in (None, "XX"):
        return day(years[0], 1, 1), day(years[1], 12, 31), certain
    if month in SEASONS:
        return *month_span(years[0], *SEASONS[month]), certain
    if number in (None, "XX"):
        return *month_span(years[0], int(month), int(month)), certain
    only = day(years[0], int(month), int(number))
    return only, only, certain


def clock(value: object) -> float:
    """Return the time of day in seconds of UTC since the day's own midnight; after all times where there is none."""
    if isinstance(value, str) and "T" in value:
        value = datetime.datetime.fromisoformat(value)
    if not isinstance(value, datetime.datetime):
        return math.inf
    offset = value.utcoffset() or datetime.timedelta()
    return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6 - offset.total_seconds()


def place(value: object) -> tuple[float, int]:
    """Return an event's place in the order of time, a day, and how finely its start is known, the finest first."""
    if isinstance(value, str):
        value = value.split("/")[0]
        if value in ("", ".."):
            return -math.inf, 0
    return span(value)[1], coarseness(value)


def coarseness(value: object) -> int:
    """Return 0 for a day, then 1 to 5 for a month, season, year, decade and century."""
    if isinstance(value, datetime.date):
        return 0
    plain = str(value).split("T")[0].rstrip("?~%")
    if plain.startswith("Y"):
        return 3
    year, *parts = re.findall(r"-?[\dX]{2,}", plain) if isinstance(value, str) else [""]
    known = [part.strip("-") for part in parts if "X" not in part]
    if not known:
        return 3 + year.count("X")
    return 2 if known[0] in SEASONS else 2 - len(known)
