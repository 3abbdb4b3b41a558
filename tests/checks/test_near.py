"""Similar texts are found without comparing all with all: the same ones, with few comparisons."""

from __future__ import annotations

import difflib
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.checks import likeness
from timeline.checks.likeness import SIMILAR_WORDS, alike, is_misspelling, shared_keys
from timeline.checks.near import Entries, signs
from timeline.checks.registry import RULES
from timeline.model.names import slug

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = st.text("abcde", min_size=1, max_size=16)
LONG_WORDS = st.text("abcdefgh", min_size=20, max_size=60)


@st.composite
def slips(draw: st.DrawFn, words: st.SearchStrategy[str] = WORDS) -> tuple[str, str]:
    """Draw a word, and the same word with some letters changed, left out or added."""
    word = draw(words)
    other = word
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(other)))
        other = other[:at] + draw(st.sampled_from(["", "a", "b", "e"])) + other[at + draw(st.integers(0, 1)) :]
    return word, other


@given(slips() | slips(LONG_WORDS) | st.tuples(WORDS, WORDS))
def test_similar_words_share_a_sign(words: tuple[str, str]) -> None:
    one, other = words
    if difflib.SequenceMatcher(None, one, other).ratio() >= SIMILAR_WORDS:
        assert signs(one) & signs(other)


def test_every_pair_of_short_words_with_a_slip_shares_a_sign() -> None:
    words = ["".join(letters) for length in range(1, 6) for letters in product("ab", repeat=length)]
    for one, other in product(words, words):
        if difflib.SequenceMatcher(None, one, other).ratio() >= SIMILAR_WORDS:
            assert signs(one) & signs(other), (one, other)


TEXTS = st.lists(slips().map(lambda two: two[1]) | st.sampled_from(["the", "11", "vii", "Ed"]), min_size=1, max_size=4)


@given(TEXTS, st.data())
def test_similar_texts_share_a_key(words: list[str], data: st.DataObject) -> None:
    first = " ".join(words)
    at = data.draw(st.integers(0, len(words) - 1))
    new = data.draw(st.sampled_from(["", words[at], words[at] + "a", words[at][1:], "zeta"]))
    second = " ".join([*words[:at], new, *words[at + 1 :]]).strip()
    if alike(first, second, 0.8):
        assert shared_keys(first).keys() & shared_keys(second).keys()


@given(st.lists(slips().map(lambda two: two[1]), max_size=60), WORDS)
def test_what_is_near_is_in_the_order_of_adding_and_holds_all_that_is_similar(known: list[str], word: str) -> None:
    entries: Entries[tuple[int, str]] = Entries()
    for entry in enumerate(known):
        entries.add(entry[1], entry)
    near = list(entries.near(word))
    assert near == sorted(set(near))
    similar = {
        (n, each) for n, each in enumerate(known) if difflib.SequenceMatcher(None, word, each).ratio() >= SIMILAR_WORDS
    }
    assert similar <= set(near)
    assert list(entries.near("")) == list(enumerate(known)), "a text without another word may be similar to any"


def test_what_is_over_is_dropped() -> None:
    entries: Entries[int] = Entries()
    for number in range(100):
        entries.add("word", number)
    assert list(entries.near("word", lambda number: number < 90)) == list(range(90, 100))
    assert list(entries.near("word")) == list(range(90, 100))


@given(st.text("aB1 -'Éß中", max_size=12) | st.text(max_size=12))
def test_the_words_of_a_text_are_those_of_its_slug(text: str) -> None:
    words = [likeness._SAME.get(word, word) for word in slug(text).split("-")]
    assert likeness._parsed(text).slug == "-".join(words)


def _word(number: int) -> str:
    """Return a word of its own for each number, unlike the others."""
    number = number * 7919 % 26**5
    return "".join(chr(97 + number // 26**place % 26) for place in range(5))


MANY: dict[str, Callable[[int], str]] = {
    "Q102": lambda n: f'[[event]]\nid = "e{n}"\ndate = "19XX"\ntitle = "{_word(n)} dies"\nkind = "real"\n',
    "C305": lambda n: f'[[event]]\ndate = {n}\ntitle = "{n}"\nkind = "real"\npeople = ["Pope {_word(n)}"]\n',
    "C405": lambda n: f'[[state]]\nof = "Duke of {_word(n)}"\nis = "Ed"\ndate = {1000 + n}\nkind = "real"\n',
}


@pytest.mark.parametrize("code", MANY)
def test_texts_that_share_all_words_but_one_are_not_all_compared(
    told: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """Of 1,000 texts there are 499,500 pairs."""
    compared = 0

    def counted(*arguments: object, original: Callable[..., bool]) -> bool:
        nonlocal compared
        compared += 1
        return original(*arguments)

    from functools import partial

    from timeline.checks import people, states, twins

    for place in (twins, people, states):
        for function in (alike, is_misspelling):
            if hasattr(place, function.__name__):
                monkeypatch.setattr(place, function.__name__, partial(counted, original=function))
    told("".join(map(MANY[code], range(1000))), code)
    assert code in {rule.code for rule in RULES}
    assert 0 < compared < 50_000
