"""Similarity: whether two names or titles may be one, spelled in two ways."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from timeline.model.names import slug

_WORDS = 0.76
"""The words in which two texts differ may be two spellings of one if they are this similar (difflib's ratio)."""

_SPELLING = 0.9
"""One word may be a misspelling of another if they are this similar; Austria and Australia are less similar."""

_FILLERS = frozenset(["a", "an", "the", "at", "on", "in", "of", "to", "is"])
"""Words that do not distinguish one title from another."""

_NUMBER = re.compile(r"\d+\w*|(?=[xvi])x{0,3}(?:ix|iv|v?i{0,3})|jr|sr|junior|senior")
"""Words that distinguish otherwise equal names: Apollo 11 and 12, Henry VII and VIII, father and son."""


_SAME = {
    "man": "human",
    "person": "human",
    "men": "humans",
    "people": "humans",
    "persons": "humans",
    "mankind": "humanity",
}
"""Words that mean the same in a title."""


class _Text(NamedTuple):
    slug: str
    words: Counter[str]
    numbers: tuple[str, ...]
    initials: set[str]


@lru_cache(maxsize=65536)
def _parsed(text: str) -> _Text:
    words = [_SAME.get(word, word) for word in slug(text).split("-")]
    plain = "-".join(words)
    found = tuple(word for word in words if _NUMBER.fullmatch(word))
    distinctive = [word for word in words if word not in _FILLERS]
    return _Text(plain, Counter(distinctive or words), found, {word for word in words if len(word) == 1})


def shared_keys(text: str) -> list[tuple[str, ...]]:
    """Return keys of a text: all of its words, and all but one. Two similar texts that share a word share a key."""
    parsed = _parsed(text)
    words = sorted((parsed.words - Counter(parsed.numbers)).elements())
    keys = {(*words[:index], *words[index + 1 :]) for index in range(len(words))} | {tuple(words)}
    return [(*parsed.numbers, "", *key) for key in keys if key or not words[1:]]


def alike(first: str, second: str, least: float) -> bool:
    """Return whether two texts are similar: the ratio of the whole texts (0 to 1) is at least `least`.

    Texts that differ in a whole word or in several words are not similar ("Ed takes office", "Ed leaves office"), and
    neither are names with different initials (George H. W. Bush, George W. Bush).
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
    if max(len(left), len(right)) > 1:
        return False
    if left and right and not _ratio_reaches("-".join(left), "-".join(right), _WORDS):
        return False
    return _ratio_reaches(one.slug, other.slug, least)


def is_misspelling(first: str, second: str) -> bool:
    """Return whether two names differ only in accents, hyphens and spaces, or in the spelling of one word.

    Unlike for `alike`, names are different if only one of them has a certain word ("President", "Vice President").
    """
    one, other = _parsed(first), _parsed(second)
    if one.slug.replace("-", "") == other.slug.replace("-", ""):
        return True
    left, right = list((one.words - other.words).elements()), list((other.words - one.words).elements())
    return len(left) == len(right) == 1 and _ratio_reaches(left[0], right[0], _SPELLING)


def _ratio_reaches(first: str, second: str, least: float) -> bool:
    import difflib

    matcher = difflib.SequenceMatcher(None, first, second)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
