"""Find the few texts that may be similar to one, without comparing it with all others."""

from __future__ import annotations

from collections import Counter, deque
from functools import lru_cache
from heapq import merge
from itertools import chain, combinations, groupby
from math import ceil
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from timeline.checks.likeness import SIMILAR_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

_FEW = 24
"""Up to this many entries are compared without an index."""

_SHORT = 13
"""The letters of two words up to which the letters that they share are indexed, and beyond which pairs of letters are."""

_LONG = 40
"""The letters of a word from which its pairs of letters are indexed one by one: there would be too many pairs of them."""


class Entries(Generic[T]):
    """Things with texts that share a key of `shared_keys`, in the order in which they were added."""

    def __init__(self) -> None:
        self._all: deque[tuple[int, str, T]] = deque()
        self._by_sign: dict[str | tuple[str, ...], deque[tuple[int, str, T]]] | None = None
        self._added = 0

    def add(self, word: str, thing: T) -> None:
        """Add a thing; `word` is the word that its text has beside the key."""
        self._added += 1
        entry = self._added, word, thing
        self._all.append(entry)
        if self._by_sign is not None:
            self._index(entry)
        elif len(self._all) > _FEW:
            self._by_sign = {}
            for each in self._all:
                self._index(each)

    def _index(self, entry: tuple[int, str, T]) -> None:
        assert self._by_sign is not None
        for sign in signs(entry[1]):
            self._by_sign.setdefault(sign, deque()).append(entry)

    def near(self, word: str, is_over: Callable[[T], bool] = lambda _: False) -> Iterator[T]:
        """Yield what may be similar to a text with the key and `word`, in the order in which it was added.

        Things that are over are dropped, if all that were added before them are.
        """
        if self._by_sign is None or not word:
            groups = [self._all]
        else:
            groups = [found for sign in ("", *signs(word)) if (found := self._by_sign.get(sign))]
        for group in groups:
            while group and is_over(group[0][2]):
                group.popleft()
        if len(groups) == 1:
            yield from (thing for _, _, thing in groups[0])
            return
        for _, same in groupby(merge(*groups, key=itemgetter(0)), key=itemgetter(0)):
            yield next(same)[2]


@lru_cache(maxsize=65536)
def signs(word: str) -> frozenset[str | tuple[str, ...]]:
    """Return signs of a word. Two words whose ratio (difflib's) is at least `SIMILAR_WORDS` share one.

    Of two words with T letters, at least M = ceil(SIMILAR_WORDS * T / 2) match. These letters, in their order, are a sign
    that both share; it is used while T is small. Each gap between them leaves out one of the other T - 2M letters, so that
    at least M - (T - 2M) - 1 of the pairs of neighboring letters match, which are two or more where T is larger.
    """
    length = len(word)
    least = {ceil(SIMILAR_WORDS * (length + other) / 2 - 1e-9): other for other in range(1, _SHORT + 1 - length)}
    shared = (number for number, other in least.items() if number <= min(length, other))
    letters = ("".join(kept) for number in shared for kept in combinations(word, number))
    pairs = _pairs(word)
    two = combinations(pairs, 2) if length < _LONG else ()
    one = (
        ((pair,) for pair in pairs) if length >= _LONG / 2 else ()
    )  # the shorter of two similar words is longer than that
    return frozenset(chain([word], letters, two, one))


def _pairs(word: str) -> list[str]:
    """Return the pairs of neighboring letters, sorted; one that occurs again has the number of its occurrence."""
    seen = Counter[str]()
    pairs = []
    for at in range(len(word) - 1):
        pair = word[at : at + 2]
        seen[pair] += 1
        pairs.append(f"{pair}{seen[pair]}")
    return sorted(pairs)
