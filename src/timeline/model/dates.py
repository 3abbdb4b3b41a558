"""Dates of history: EDTF (ISO 8601-2:2019) levels 0 and 1, never padded and never guessed.

A date keeps its text and stands for the days from its earliest to its latest. The grammar is
that of the Library of Congress (https://www.loc.gov/standards/datetime/); what the standard leaves open is settled here:

- a season of the year is three whole months: spring (21) is March to May, winter (24) December to February of the next
year;
- `?`, `~` and `%` do not widen the span of a date; they may follow any single date, also a long year or a season, and
  either end of an interval;
- only the last digits may be unspecified (`196X`, `19XX`, `1969-XX`), also in years before 1 (`-004X`);
- a time of day may have a fraction of a second or no seconds (ISO 8601-1 allows both, EDTF neither); a zone does not move
  the event to another day;
- an interval has at least one dated end, and it cannot end before it starts.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache, total_ordering
from typing import NamedTuple

from timeline.model.calendar import FUTURE, PAST, days_in_month, edtf_year, from_ordinal, iso_date, to_ordinal
from timeline.model.errors import DateError
from timeline.model.values import Value

MAX_YEAR_DIGITS = 15
"""Longer years are refused, because their days would not fit the 64-bit numbers of the index."""


@cache
def _single_pattern() -> re.Pattern[str]:
    """Return the pattern of a single date, compiled on first use: most commands read dates from the index."""
    return re.compile(
        r"""
        (?: (?P<long>Y-?[1-9][0-9]{4,}) | (?P<decade>-?(?:[0-9]{3}X|[0-9]{2}XX))
          | (?P<year>-?[0-9]{4}) (?: - (?P<month>[0-9]{2}|XX) (?: - (?P<day>[0-9]{2}|XX) )? )? )
        (?P<qualifier>[?~%]?)
        """,
        re.VERBOSE,
    )


_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}


class Precision(IntEnum):
    """The unit in which a date is written."""

    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6


@total_ordering
class EdtfDate(Value):
    """A date as it was written, and the span of days that it stands for."""

    text: str
    """The EDTF text, unchanged."""
    earliest: int | None
    """The first day that it may mean, a day number of `timeline.model.calendar`; None if the start is open."""
    latest: int | None
    """The last day that it may mean; None if the end is open or unknown."""
    certain: bool = True
    """False if `?`, `~` or `%` marks the date."""
    precision: Precision = Precision.DAY
    """The unit in which it is written; of an interval, that of its coarser end."""
    second: float | None = None
    """The time of day, in seconds of UTC since the day's own midnight; None if no time is given."""

    @property
    def first(self) -> float:
        """The first day that it may mean; minus infinity if the start is open or unknown."""
        return PAST if self.earliest is None else self.earliest

    @property
    def last(self) -> float:
        """The last day that it may mean; infinity if the end is open or unknown."""
        return FUTURE if self.latest is None else self.latest

    @property
    def place(self) -> float:
        """The day that places it in the order of time (see `timeline.model.order`); minus infinity without a start."""
        return PAST if self.earliest is None else self._start.last

    @property
    def order_key(self) -> tuple[float, float, float]:
        """The order of time: its place, the precision of its start, and the time of day (none last)."""
        fineness = Precision.DAY if self.earliest is None else self._start.precision
        return self.place, fineness, float("inf") if self.second is None else self.second

    @property
    def _start(self) -> EdtfDate:
        if "/" not in self.text:
            return self
        text = self.text.partition("/")[0]
        return parse_date(text) if text else self

    def __lt__(self, other: EdtfDate) -> bool:
        """Return whether this date comes first in the order of time. Dates are equal if they are written the same."""
        if not isinstance(other, EdtfDate):
            return NotImplemented
        return (*self.order_key, self.text) < (*other.order_key, other.text)

    def is_before(self, other: EdtfDate) -> bool:
        """Return whether every day of this date is before every day of the other."""
        return self.last < other.first

    def overlaps(self, other: EdtfDate) -> bool:
        """Return whether the two dates may have a day in common."""
        return self.first <= other.last and other.first <= self.last

    @property
    def year(self) -> int:
        """The astronomical year in which it begins; if the start is open, the year in which it ends."""
        day = self.latest if self.earliest is None else self.earliest
        assert day is not None  # an interval has one dated end at least
        return from_ordinal(day)[0]

    @property
    def decade(self) -> int:
        """The first year of the decade of `year`."""
        return self.year // 10 * 10

    @property
    def is_one_day(self) -> bool:
        """Whether this is a single, certain day."""
        return self.certain and self.earliest is not None and self.earliest == self.latest

    @property
    def earliest_iso(self) -> str | None:
        """The first day as ISO 8601, None if the start is open."""
        return None if self.earliest is None else iso_date(self.earliest)

    @property
    def latest_iso(self) -> str | None:
        """The last day as ISO 8601, None if the end is open."""
        return None if self.latest is None else iso_date(self.latest)

    @property
    def sort_key(self) -> tuple[float, float, float]:
        """Order by first day, last day (the more exact first) and time of day (none first); open ends are infinite."""
        return self.first, self.last, float("-inf") if self.second is None else self.second

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse_date(text: str) -> EdtfDate:
    """Read an EDTF date of level 0 or 1.

    Raises `DateError`, with what to write instead if that is known, for everything else: level 2, days that the calendar
    does not have, intervals that run backwards.
    """
    try:
        return _parse(text)
    except _UnknownFormError:
        from timeline.model.date_hints import refusal  # many patterns, only for errors

        raise refusal(text) from None


def is_date(text: str) -> bool:
    """Return whether `parse_date` reads this text."""
    try:
        _parse(text)
    except (DateError, _UnknownFormError):
        return False
    return True


def is_day(text: str) -> bool:
    """Return whether a text has the form of a single day, which the calendar may lack: "1969-02-30"."""
    return re.fullmatch(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


def calendar_error(text: str) -> DateError | None:
    """Return why a text in a form of EDTF is not a date ("1969-02-30"); None if it is one or has no such form."""
    try:
        _parse(text)
    except DateError as error:
        return error
    except _UnknownFormError:
        pass
    return None


class _UnknownFormError(ValueError):
    """A text outside the grammar."""


def _parse(text: str) -> EdtfDate:
    if "/" in text:
        return _interval(text)
    day, separator, clock = text.partition("T")
    if separator and is_day(day):
        from timeline.model.clock import second_of  # for the few dates that have a time

        only = _single(day)
        return EdtfDate(text, only.first, only.last, second=second_of(clock, text))
    only = _single(text)
    return EdtfDate(text, only.first, only.last, only.certain, only.precision)


class _Single(NamedTuple):
    """A date that is not an interval and has no time: its first and last day, certainty and precision."""

    first: int
    last: int
    certain: bool
    precision: Precision


def year_date(year: int) -> EdtfDate:
    """Return the date of a whole astronomical year, as a bare TOML integer gives it.

    Raises `DateError` beyond `MAX_YEAR_DIGITS` digits.
    """
    if abs(year) >= 10**MAX_YEAR_DIGITS:
        raise DateError(f"a year of more than {MAX_YEAR_DIGITS} digits")
    return parse_date(edtf_year(year))


def _interval(text: str) -> EdtfDate:
    start_text, _, end_text = text.partition("/")
    if "/" in end_text:
        raise _UnknownFormError
    open_ends = ("", "..")
    if start_text in open_ends and end_text in open_ends:
        raise DateError(f'"{text}" has no date in it', 'give one end: "1969/.." or "../1969"')
    if "X" in text:
        raise _UnknownFormError
    start = None if start_text in open_ends else _interval_end(start_text, text)
    end = None if end_text in open_ends else _interval_end(end_text, text)
    if start and end and start.first > end.last:
        raise DateError(f'"{text}" ends before it starts', f'turn it round: "{end_text}/{start_text}"')
    ends = [end for end in (start, end) if end]
    certain, precision = all(end.certain for end in ends), max(end.precision for end in ends)
    return EdtfDate(text, start and start.first, end and end.last, certain, precision)


def _interval_end(part: str, text: str) -> _Single:
    if "T" in part and is_day(part.partition("T")[0]):
        raise DateError(f'"{text}": a time of day inside an interval is not EDTF', "write the days alone")
    return _single(part)


def _single(text: str) -> _Single:
    match = _single_pattern().fullmatch(text) if text.isascii() else None
    if match is None or text.startswith("-0000"):
        raise _UnknownFormError
    certain = not match["qualifier"]
    if match["decade"]:
        digits = match["decade"]
        low, high = sorted((int(digits.replace("X", "0")), int(digits.replace("X", "9"))))
        precision = Precision.CENTURY if digits.endswith("XX") else Precision.DECADE
        return _Single(to_ordinal(low, 1, 1), to_ordinal(high, 12, 31), certain, precision)
    if match["long"]:
        if len(match["long"].lstrip("Y-")) > MAX_YEAR_DIGITS:
            raise DateError(f"a year of more than {MAX_YEAR_DIGITS} digits")
        year = int(match["long"][1:])
        return _Single(to_ordinal(year, 1, 1), to_ordinal(year, 12, 31), certain, Precision.YEAR)
    first, last, precision = _calendar_span(text, int(match["year"]), match["month"] or "XX", match["day"] or "XX")
    return _Single(first, last, certain, precision)


def _calendar_span(text: str, year: int, month_text: str, day_text: str) -> tuple[int, int, Precision]:
    if month_text == "XX":
        if day_text != "XX":
            raise _UnknownFormError
        return to_ordinal(year, 1, 1), to_ordinal(year, 12, 31), Precision.YEAR
    month = int(month_text)
    if month in _SEASON_START and day_text == "XX" and not text.rstrip("?~%").endswith("-XX"):
        start = _SEASON_START[month]
        end_year, end = (year, start + 2) if start < 12 else (year + 1, 2)
        last = to_ordinal(end_year, end, days_in_month(end_year, end))
        return to_ordinal(year, start, 1), last, Precision.SEASON
    if not 1 <= month <= 12:
        raise _UnknownFormError
    length = days_in_month(year, month)
    if day_text == "XX":
        return to_ordinal(year, month, 1), to_ordinal(year, month, length), Precision.MONTH
    if not 1 <= int(day_text) <= length:
        year_month = text[: text.rindex("-")]
        raise DateError(f'"{text}": there is no day {day_text} in {year_month}', f"{year_month} has {length} days")
    ordinal = to_ordinal(year, month, int(day_text))
    return ordinal, ordinal, Precision.DAY


def certain(*dates: EdtfDate) -> bool:
    """Return whether every date is certain (without `?`, `~` or `%`)."""
    return all(date.certain for date in dates)
