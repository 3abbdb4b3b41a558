"""The clock: the only place that knows what day it is, for tests to replace."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """Return the date of this day where the user is."""
    return date.today()
