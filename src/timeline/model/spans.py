"""Spans made from several dates, as EDTF and no more exact than the dates: their hull, and the days they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import FUTURE, PAST, from_ordinal, year_text
from timeline.model.dates import EdtfDate, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable


class Held(NamedTuple):
    """A span with two ends, each of which may be known only to a month or a year."""

    start: EdtfDate | None
    end: EdtfDate | None
    surely_from: float
    """The first day on which it certainly holds; infinite if no day is certain."""
    surely_to: float
    """The last day on which it certainly holds; minus infinity if no day is certain."""

    def surely_overlaps(self, other: Held) -> bool:
        """Return whether both certainly hold at once, for longer than the day of a handover."""
        return max(self.surely_from, other.surely_from) < min(self.surely_to, other.surely_to)


def held(date: EdtfDate) -> Held:
    """Return the two ends of a date: the parts of an interval, or the date itself twice.

    An open end (`..`) lasts forever; with an unknown end (`1969/`), no day is certain.
    """
    first, slash, last = date.text.partition("/")
    if not slash:
        first = last = date.text
    start, end = (None if part in ("", "..") else parse_date(part) for part in (first, last))
    surely_from = PAST if first == ".." else FUTURE if start is None else start.last
    surely_to = FUTURE if last == ".." else PAST if end is None else end.first
    return Held(start, end, surely_from, surely_to)


class _End(NamedTuple):
    """One end of a date: its day (infinite if open) and its text."""

    day: float
    text: str


def hull(dates: Iterable[EdtfDate]) -> EdtfDate | None:
    """Return the span from the first to the last day of some dates; None without dates, or if both ends are open."""
    known = list(dates)
    if not known:
        return None
    return _between(min(map(_start, known)), max(map(_end, known)))


def shared(one: EdtfDate, other: EdtfDate) -> EdtfDate | None:
    """Return the days that two dates have in common; None if they have none."""
    start, end = max(_start(one), _start(other)), min(_end(one), _end(other))
    return None if start.day > end.day else _between(start, end)


def first_part(when: EdtfDate) -> EdtfDate | None:
    """Return the start of an interval, or the date itself; None if the start is open."""
    return None if when.earliest is None else parse_date(_start(when).text)


def last_part(when: EdtfDate) -> EdtfDate | None:
    """Return the end of an interval, or the date itself; None if the end is open."""
    return None if when.latest is None else parse_date(_end(when).text)


def without_end(when: EdtfDate) -> EdtfDate | None:
    """Return a date from its start on, with an unknown end; None if the start is open."""
    start = first_part(when)
    return parse_date(f"{start.text}/") if start else None


def _start(when: EdtfDate) -> _End:
    if when.earliest is None:
        return _End(PAST, when.text.partition("/")[0])
    return _End(when.earliest, _whole(when.text.partition("/")[0], when.earliest))


def _end(when: EdtfDate) -> _End:
    if when.latest is None:
        return _End(FUTURE, when.text.rpartition("/")[2])
    return _End(when.latest, _whole(when.text.rpartition("/")[2], when.latest))


def _whole(text: str, day: int) -> str:
    """Return one end of a date in a form that is valid in an interval: no time of day, no unspecified digits."""
    text = text.partition("T")[0]
    if "X" not in text:
        return text
    known = text.rstrip("?~%").replace("-XX", "")
    year = year_text(from_ordinal(day)[0])
    return (year if "X" in known else known) + text[len(text.rstrip("?~%")) :]


def _between(start: _End, end: _End) -> EdtfDate | None:
    if start.text in ("", "..") and end.text in ("", ".."):
        return None
    if start.day > PAST:
        first = parse_date(start.text)
        if first.latest == end.day:  # it covers the whole span
            return first
    return parse_date(f"{start.text}/{end.text}")
