"""Years and decades in which dates lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.calendar import from_ordinal, year_text

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate


def year_of(date: EdtfDate) -> int:
    """Return the year in which a date begins; where its start is open, the one in which it ends."""
    day = date.latest if date.earliest is None else date.earliest
    assert day is not None
    return from_ordinal(day)[0]


def decade_of(date: EdtfDate) -> int:
    """Return the first year of the decade of `year_of`."""
    return year_of(date) // 10 * 10


def decade_text(year: int) -> str:
    """Return a decade by its first year: "1960s"."""
    return f"{year_text(year)}s"
