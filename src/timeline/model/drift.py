"""Drift between two dates: in days, and in words no more precise than the dates.

The words give the distance between the middles of the two spans in a unit that suits its size: days up to 60, months up to
two years, then years. The unit is never finer than that of the coarser date: months for a month, multiples of three months
for a season, and one, ten and a hundred years for a year, a decade and a century. The words say "about" unless both dates
are a single, certain day.
"""

from __future__ import annotations

from timeline.model.calendar import days_in_month, from_ordinal, to_ordinal
from timeline.model.dates import EdtfDate, Precision
from timeline.model.values import Value


class Drift(Value):
    """How far an alternate event is from its counterpart: alternate minus base, in days, negative if it is earlier."""

    days: int | None
    """Exact; None unless both dates are one certain day."""
    minimum: int | None
    """The smallest possible number of days; None if a span is open on that side."""
    maximum: int | None
    """The largest possible number of days; None likewise."""
    words: str
    """No more exact than the dates: "24 days earlier", "about 8 years later"."""


_EXACT_DAYS = 60
"""Up to this number of days, an exact distance is given in days, beyond it in its two largest units."""

_EXACT_MONTHS = 24
"""Up to this number of months, a distance is given in months, beyond it in years."""


def drift_between(base: EdtfDate, alt: EdtfDate) -> Drift:
    """Return how far `alt` is from `base`."""
    minimum = None if alt.earliest is None or base.latest is None else alt.earliest - base.latest
    maximum = None if alt.latest is None or base.earliest is None else alt.latest - base.earliest
    exact = maximum if base.is_one_day and alt.is_one_day else None
    return Drift(exact, minimum, maximum, _words(base, alt, minimum, maximum))


def _words(base: EdtfDate, alt: EdtfDate, minimum: int | None, maximum: int | None) -> str:
    middles = _middle(base), _middle(alt)
    if middles[0] is None or middles[1] is None:
        if minimum is not None and minimum > 0:
            return "later"
        return "earlier" if maximum is not None and maximum < 0 else "unknown"
    days = middles[1] - middles[0]
    if base.is_one_day and alt.is_one_day:
        return _directed(_exact(middles[0], middles[1]), days) if days else "the same day"
    distance = _rounded(min(middles[0], middles[1]), abs(days), max(base.precision, alt.precision))
    if distance is not None:
        return _directed(f"about {distance}", days)
    if minimum is not None and maximum is not None and (minimum > 0 or maximum < 0):
        return _directed(f"less than {_UNIT_WORDS[max(base.precision, alt.precision)]}", days)
    return "about the same time"


def _directed(distance: str, days: int) -> str:
    return f"{distance} {'later' if days > 0 else 'earlier'}"


def _middle(when: EdtfDate) -> int | None:
    return None if when.earliest is None or when.latest is None else (when.earliest + when.latest) // 2


def _exact(first: int, second: int) -> str:
    """Return the distance between two days in words: "24 days", "3 months 5 days", "8 years 2 months"."""
    if abs(second - first) <= _EXACT_DAYS:
        return _counted(abs(second - first), "day")
    years, months, days = _calendar_distance(min(first, second), abs(second - first))
    parts = [_counted(n, unit) for n, unit in ((years, "year"), (months, "month"), (days, "day")) if n]
    return " ".join(parts[:2])


_YEARS = {Precision.DECADE: 10, Precision.CENTURY: 100}
_UNIT_WORDS = {
    Precision.DAY: "a day",
    Precision.MONTH: "a month",
    Precision.SEASON: "3 months",
    Precision.YEAR: "a year",
    Precision.DECADE: "10 years",
    Precision.CENTURY: "100 years",
}


def _rounded(start: int, days: int, precision: Precision) -> str | None:
    """Return a distance from the day `start` in words, rounded to the precision; None if it rounds to zero."""
    if precision is Precision.DAY and days <= _EXACT_DAYS:
        return _counted(days, "day") if days else None
    years, months, rest = _calendar_distance(start, days)
    total = years * 12 + months + rest / 30.4
    if precision <= Precision.SEASON and total <= _EXACT_MONTHS:
        step = 3 if precision is Precision.SEASON else 1
        count = round(total / step) * step
        return _counted(count, "month") if count else None
    step = _YEARS.get(precision, 1)
    count = round(total / 12 / step) * step
    return _counted(count, "year") if count else None


def _calendar_distance(start: int, days: int) -> tuple[int, int, int]:
    """Return a distance in days from the day `start` as years, months and days.

    A month on from 31 January is the last day of February, as in `dateutil.relativedelta`.
    """
    end = start + days
    year, month, _ = from_ordinal(end)
    first_year, first_month, _ = from_ordinal(start)
    months = (year - first_year) * 12 + month - first_month
    if _months_after(start, months) > end:
        months -= 1
    return months // 12, months % 12, end - _months_after(start, months)


def _months_after(start: int, months: int) -> int:
    """Return the day number `months` months after a day, or the last day of that month if it is too short."""
    year, month, day = from_ordinal(start)
    years, month = divmod(month - 1 + months, 12)
    year, month = year + years, month + 1
    return to_ordinal(year, month, min(day, days_in_month(year, month)))


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
