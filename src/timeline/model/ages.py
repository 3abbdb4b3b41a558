"""Ages: the whole years that somebody has lived by a date, no finer than the two dates are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate


OLDEST = 120
"""The age in years that nobody is taken to pass; the oldest person on record lived 122."""


class Years(NamedTuple):
    """A number of whole years, as a range and in words. None is an unknown bound."""

    least: int | None
    most: int | None
    words: str


class Age(NamedTuple):
    """A range of whole years. They are negative before birth, and None if a date is open."""

    least: int | None
    most: int | None


def age(born: EdtfDate, on: EdtfDate) -> Age:
    """Return the age on a date, given the date of birth.

    The least is the age on the first day after the latest birth, the most that on the last day after the earliest birth.
    People born on 29 February are a year older from 1 March on in years without that day.
    """
    least = None if born.latest is None or on.earliest is None else whole_years(born.latest, on.earliest)
    most = None if born.earliest is None or on.latest is None else whole_years(born.earliest, on.latest)
    return Age(least, most)


def age_words(born: EdtfDate, on: EdtfDate) -> str | None:
    """Return an age in words: "72", "71 or 72", "63 to 73", "about 72" if a date is uncertain, or "not yet born".

    None if it is unknown, which includes "0 or more".
    """
    least, most = age(born, on)
    if most is not None and most < 0:
        return "not yet born"
    about = "" if born.certain and on.certain else "about "
    least = None if least is None else max(least, 0)
    if least is None or most is None:
        known = (least or None) if most is None else most
        return None if known is None else f"{about}{known} or {'more' if most is None else 'less'}"
    if least == most or (about and most - least == 1):
        return f"{about}{most}"
    return f"{about}{least} {'or' if most - least == 1 else 'to'} {most}"


def years(born: EdtfDate | None, on: EdtfDate) -> Years | None:
    """Return the age on a date, given the date of birth, as a range and in words; None if it is unknown."""
    words = age_words(born, on) if born else None
    if born is None or words is None:
        return None
    least, most = age(born, on)
    if most is not None and most < 0:
        return Years(None, None, words)
    return Years(None if least is None else max(least, 0), most, words)


def whole_years(first: int, second: int) -> int:
    """Return the whole years from one day number to another, rounded down; negative if the second is earlier."""
    since, until = from_ordinal(first), from_ordinal(second)
    return until[0] - since[0] - (until[1:] < since[1:])
