"""Similarity: whether two names or titles may be one, spelled in two ways."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from timeline.model.names import slug

ALIKE_TITLES = 0.88
"""Two events at one time may be the same if their titles are at least this similar (difflib's ratio)."""

ALIKE_NAMES = 0.86
"""Two names that share a word may be one if they are this similar (difflib's ratio)."""

SIMILAR_WORDS = 0.76
"""The words in which two texts differ may be two spellings of one if they are this similar (difflib's ratio)."""

_SPELLING = 0.9
"""One word may be a misspelling of another if they are this similar; Austria and Australia are less similar."""

_FILLERS = frozenset(["a", "an", "the", "at", "on", "in", "of", "to", "is"])
"""Words that do not distinguish one title from another."""

_NUMBER = re.compile(r"\d+\w*|(?=[xvi])x{0,3}(?:ix|iv|v?i{0,3})|jr|sr|junior|senior")
"""Words that distinguish otherwise equal names: Apollo 11 and 12, Henry VII and VIII, father and son."""


_ASCII_WORD = re.compile("[a-z0-9]+")
"""A word of a text in ASCII, as `slug` finds them."""

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
    words: list[str]
    numbers: tuple[str, ...]
    initials: set[str]


def _words(text: str) -> list[str]:
    written = _ASCII_WORD.findall(text.lower()) if text.isascii() else slug(text).split("-")
    return [_SAME.get(word, word) for word in written or [""]]


def _told_apart(words: list[str]) -> tuple[list[str], list[str], tuple[str, ...]]:
    """Return the words that distinguish a text from others, those of them that are no numbers, and all numbers."""
    distinctive = [word for word in words if word not in _FILLERS] or words
    spelled = [word for word in distinctive if not _is_number(word)]
    return distinctive, spelled, tuple(filter(_is_number, words)) if len(spelled) < len(distinctive) else ()


@lru_cache(maxsize=8192)
def _parsed(text: str) -> _Text:
    words = _words(text)
    distinctive, _, numbers = _told_apart(words)
    return _Text("-".join(words), distinctive, numbers, {word for word in words if len(word) == 1})


@lru_cache(maxsize=65536)
def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None


def _differing(one: _Text, other: _Text) -> tuple[list[str], list[str]]:
    """Return the words that only one of two texts has, and those that only the other has."""
    words, others = Counter(one.words), Counter(other.words)
    return list((words - others).elements()), list((others - words).elements())


def shared_keys(text: str) -> dict[int, str]:
    """Return keys of a text, each with the word that it leaves out: one for all words (it leaves out ""), one without each.

    Two similar texts that share a word share a key.
    """
    _, spelled, numbers = _told_apart(_words(text))  # not kept: most texts are compared with none
    all_words = hash(numbers) + sum(map(hash, spelled))  # texts with one key by chance are merely compared
    keys = {all_words: ""}
    for word in spelled:
        keys[all_words - hash(word)] = word
    return keys


def may_be_alike(first: str, second: str) -> bool:
    """Return whether two texts have the same numbers and differ in one word of each at most, as all do that are `alike`.

    This costs little.
    """
    (one, numbers), (other, others) = _distinctive(first), _distinctive(second)
    if one.isdisjoint(other):
        return len(one) == len(other) == 1
    return numbers == others and len(one - other) <= 1 and len(other - one) <= 1


@lru_cache(maxsize=4096)
def _distinctive(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words that distinguish a text, and its numbers."""
    words, _, numbers = _told_apart(_words(text))
    return frozenset(map(intern, words)), numbers


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
    left, right = _differing(one, other)
    if not left and not right:
        return True
    if max(len(left), len(right)) > 1:
        return False
    if left and right and not _ratio_reaches("-".join(left), "-".join(right), SIMILAR_WORDS):
        return False
    return _ratio_reaches(one.slug, other.slug, least)


def is_misspelling(first: str, second: str) -> bool:
    """Return whether two names differ only in accents, hyphens and spaces, or in the spelling of one word.

    Unlike for `alike`, names are different if only one of them has a certain word ("President", "Vice President").
    """
    one, other = _parsed(first), _parsed(second)
    if one.slug.replace("-", "") == other.slug.replace("-", ""):
        return True
    left, right = _differing(one, other)
    return len(left) == len(right) == 1 and _ratio_reaches(left[0], right[0], _SPELLING)


def _ratio_reaches(first: str, second: str, least: float) -> bool:
    import difflib

    matcher = difflib.SequenceMatcher(None, first, second)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
