"""The live page: the bundled history as `timeline export history.html` writes it, so that visitors see it first."""

from __future__ import annotations

from pathlib import Path

from timeline.bundled import bundled_events
from timeline.exports.html.page import render
from timeline.store.chronicle import Chronicle

TARGET = Path(__file__).parent / "site" / "history.html"


def page() -> str:
    """Return the page as text."""
    return render(Chronicle([str(bundled_events())]))
