"""Words: found whole or by their beginning, without case and accents; whatever is typed is looked for, never run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.model.errors import UsageError
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = """
[[event]]
id = "sputnik"
date = 1957-10-04
title = "Sputnik 1 orbits the Earth"
kind = "both"
place = "Baikonur"
tags = ["Soviet"]
[[event]]
id = "leonov"
date = 1969-06-26
title = "Alexei Leonov is first on the Moon"
kind = "alt"
tags = ["moon", "soviet"]
people = ["Alexei Leonov"]
place = "Sea of Tranquility"
[[event]]
id = "apollo-11"
date = 1969-07-20
title = "Apollo 11 lands"
kind = "real"
tags = ["MOON"]
people = ["Neil Armstrong"]
summary = "The Eagle's naïve moonshot: 'déjà vu'"
[[event]]
id = "tailor"
date = "1969-08"
title = "A landing is prepared"
kind = "alt"
people = ["Neil Armstrong"]
"""
WORDS: list[tuple[str | list[str], str]] = [
    ("moon", "leonov apollo-11"),  # title and tag
    ("MOON", "leonov apollo-11"),
    ("moons", ""),
    ("moo", ""),
    ("moo*", "leonov apollo-11"),
    ("land*", "apollo-11 tailor"),
    ("baikonur", "sputnik"),
    ("armstrong", "apollo-11 tailor"),
    ("soviet", "sputnik leonov"),
    ("naive", "apollo-11"),
    ("Naïve", "apollo-11"),
    ("deja", "apollo-11"),
    ("eagle's", "apollo-11"),
    ("apollo-11", "apollo-11"),
    ("Apollo 11", "apollo-11"),
    ("11 Apollo", ""),
    (["11", "apollo"], "apollo-11"),
    (["moon", "leonov"], "leonov"),
    (["soviet", "tranquility"], "leonov"),  # a tag and a place
    (["moon", "station"], ""),
    ('"moon"', "leonov apollo-11"),
    ('moon"', "leonov apollo-11"),
    ("'moon'", "leonov apollo-11"),
    ("-moon", "leonov apollo-11"),
    ("^moon", "leonov apollo-11"),
    ("moon)", "leonov apollo-11"),
    ("OR", ""),
    ("NOT", ""),
    ("moon OR baikonur", ""),
    ("moon NOT first", ""),
    ("moon AND moon", ""),
    ("NEAR(moon first)", ""),
    ("tags:moon", ""),
    ("{title}:moon", ""),
    ("moon;DROP TABLE event", ""),
]


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(FILE)


@pytest.mark.parametrize(("words", "expected"), WORDS, ids=str)
def test_words_select(chronicle: Chronicle, words: str | list[str], expected: str) -> None:
    assert [event.id for event in chronicle.events(words=words)] == expected.split()


@settings(max_examples=150)
@given(word=st.text(min_size=1))
@example(word="moon\0first")
@example(word="moon\udcff")
def test_no_text_breaks_the_search_for_words(tmp_path_factory: pytest.TempPathFactory, word: str) -> None:
    path = tmp_path_factory.getbasetemp() / "words.toml"
    if not path.exists():
        path.write_text(FILE, encoding="utf-8")
    try:
        found = {event.id for event in Chronicle([str(path)]).events(words=[word, "moon"])}
    except UsageError:
        return
    assert found <= {"leonov", "apollo-11"}


@pytest.mark.parametrize("facet", ["timeline", "show", "tag", "person", "place", "id"])
@pytest.mark.parametrize("name", ["moon\0", "\udcff", "' OR 1=1 --", "%", "*", "_" * 5000])
def test_no_text_breaks_the_search_for_a_name(chronicle: Chronicle, facet: str, name: str) -> None:
    with pytest.raises(UsageError):
        chronicle.events(**{facet: name})  # type: ignore[arg-type]
