"""How wide a text is on a terminal."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))
"""General categories of characters that take no cell: combining marks, and joiners between the parts of an emoji."""


_AS_EMOJI = "\ufe0f"
"""Asks for the wide form of the character before it, such as the heart of U+2764."""


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for a wide character (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    width = sum(
        0 if unicodedata.category(each) in _NO_WIDTH else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )
    return width + _widened(text) if _AS_EMOJI in text else width


def _widened(text: str) -> int:
    """Return how many characters take two cells only because the next one asks for an emoji; never a letter."""
    pairs = pairwise(text)
    return sum(
        last == _AS_EMOJI and not (each.isalpha() or each.isspace()) and cells(each) == 1 for each, last in pairs
    )
