"""Whether two names, or two titles, may be the same one written twice."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from timeline.model.names import slug

_WORDS = 0.76
"""From this likeness on (difflib's ratio), the words in which two texts differ may be one spelling of each other."""

_MOST = 2
"""Texts that differ in more words than these are not alike."""

_NUMBER = re.compile(r"\d+\w*|(?=[xvi])x{0,3}(?:ix|iv|v?i{0,3})|jr|sr|junior|senior")
"""What tells apart where all else is alike: Apollo 11 and 12, Henry VII and VIII, father and son."""


class _Text(NamedTuple):
    slug: str
    words: Counter[str]
    numbers: list[str]
    initials: set[str]


@lru_cache(maxsize=65536)
def _parsed(text: str) -> _Text:
    plain = slug(text)
    words = plain.split("-")
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    return _Text(plain, Counter(words), numbers, {word for word in words if len(word) == 1})


def alike(first: str, second: str, least: float) -> bool:
    """Tell whether two texts are alike, `least` being the ratio that they need as a whole.

    Texts that differ in whole words are not: "Ed takes office" and "Ed leaves office", John and Joan of one family.
    Nor are those with other initials: George H. W. Bush and George W. Bush.
    """
    one, other = _parsed(first), _parsed(second)
    if one.slug == other.slug:
        return True
    lengths = len(one.slug), len(other.slug)
    if 2 * min(lengths) < least * sum(lengths) or one.numbers != other.numbers:
        return False
    if one.initials and other.initials and one.initials != other.initials:
        return False
    left, right = list((one.words - other.words).elements()), list((other.words - one.words).elements())
    if not left and not right:
        return True
    if max(len(left), len(right)) > _MOST:
        return False
    if left and right and not _ratio_reaches("-".join(left), "-".join(right), _WORDS):
        return False
    return _ratio_reaches(one.slug, other.slug, least)


def _ratio_reaches(first: str, second: str, least: float) -> bool:
    import difflib

    matcher = difflib.SequenceMatcher(None, first, second)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
