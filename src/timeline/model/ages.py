"""Ages: the whole years that somebody has lived by a date, no finer than the two dates are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate


class Years(NamedTuple):
    """A number of whole years as far as it is known: the least and the most that it can be, and how to say it."""

    least: int | None
    most: int | None
    words: str


class Age(NamedTuple):
    """The least and the most that an age can be, in whole years; negative before birth, None where a span is open."""

    least: int | None
    most: int | None


def age(born: EdtfDate, on: EdtfDate) -> Age:
    """Return the age on a date of somebody born then.

    The least is that of the latest birth on the first day, the most that of the earliest birth on the last day. Whoever
    is born on 29 February is a year older from 1 March on in years that have no such day.
    """
    least = None if born.latest is None or on.earliest is None else whole_years(born.latest, on.earliest)
    most = None if born.earliest is None or on.latest is None else whole_years(born.earliest, on.latest)
    return Age(least, most)


def age_words(born: EdtfDate, on: EdtfDate) -> str | None:
    """Say an age: "72", "71 or 72", "63 to 73", "about 72" where a date is in doubt, "not yet born"; None where unknown.

    Unknown is an age of 0 or more, too.
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
    """Return the age on a date of somebody born then; None where nothing is known of it."""
    words = age_words(born, on) if born else None
    if born is None or words is None:
        return None
    least, most = age(born, on)
    if most is not None and most < 0:
        return Years(None, None, words)
    return Years(None if least is None else max(least, 0), most, words)


def whole_years(first: int, second: int) -> int:
    """Return the whole years from one day number to another: rounded down, so negative where the second is earlier."""
    since, until = from_ordinal(first), from_ordinal(second)
    return until[0] - since[0] - (until[1:] < since[1:])
