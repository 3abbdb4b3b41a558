"""The clock: the only module that asks what day it is, so that tests can replace it."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """Return the current local date."""
    return date.today()
