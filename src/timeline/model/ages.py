"""Ages: the whole years that somebody has lived by a date, only as exact as the two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal
from timeline.model.dates import certain

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate


OLDEST = 120
"""The age in years that counts as the highest; the oldest person on record lived to 122."""


class Years(NamedTuple):
    """A number of whole years, as a range and in words; a bound is None if it is unknown."""

    least: int | None
    most: int | None
    words: str


def years(born: EdtfDate | None, on: EdtfDate) -> Years | None:
    """Return the age on a date; None if it is unknown, which includes "0 or more".

    The least is the age on the first day after the latest birth, the most that on the last day after the earliest birth.
    People born on 29 February are a year older from 1 March on in years without that day. In words, it is "72",
    "71 or 72", "63 to 73", "about 72" if a date is uncertain, or "not yet born".
    """
    if born is None:
        return None
    least = None if born.latest is None or on.earliest is None else max(whole_years(born.latest, on.earliest), 0)
    most = None if born.earliest is None or on.latest is None else whole_years(born.earliest, on.latest)
    if most is not None and most < 0:
        return Years(None, None, "not yet born")
    about = "" if certain(born, on) else "about "
    if most is None:
        return Years(least, None, f"{about}{least} or more") if least else None
    if least is None:
        return Years(None, most, f"{about}{most} or less")
    if least == most or (about and most - least == 1):
        return Years(least, most, f"{about}{most}")
    return Years(least, most, f"{about}{least} {'or' if most - least == 1 else 'to'} {most}")


def whole_years(first: int, second: int) -> int:
    """Return the whole years from one day number to another, rounded down; negative if the second is earlier."""
    since, until = from_ordinal(first), from_ordinal(second)
    return until[0] - since[0] - (until[1:] < since[1:])
