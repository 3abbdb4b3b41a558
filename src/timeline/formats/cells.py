"""How wide a text is on a terminal."""

from __future__ import annotations

import unicodedata

_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))
"""General categories of characters that take no cell: combining marks, and joiners between the parts of an emoji."""


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for a wide character (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(each) in _NO_WIDTH else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )
