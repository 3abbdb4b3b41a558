"""Search in every script: words where a script parts them with spaces, any part of the text where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.cli.nothing import note_nearest_words
from timeline.model.names import words_of
from timeline.model.query import Query
from timeline.questions.find import find

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from timeline.store.chronicle import Chronicle

TITLES = {
    "apollo": "Apollo計画の開始",
    "mongol": "モンゴル帝国成立",
    "empire": "中华帝国",
    "neil": "ニール・アームストロング",
    "korea": "대한민국의 건국",
    "thai": "กรุงเทพมหานครเป็นเมืองหลวง",
    "hindi": "हिन्दी दिवस",
    "russian": "Ёлка и Алексей Леонов",
    "turkish": "İstanbul ve DİYARBAKIR",
    "german": "Die Straße nach Süden",
    "rare": "𠮷野家",
    "english": "Neil Armstrong lands; Buzz Armstrong waits",
}
FILE = "".join(
    f'[[event]]\nid = "{name}"\ndate = {1900 + n}\ntitle = "{title}"\nkind = "real"\n'
    for n, (name, title) in enumerate(TITLES.items())
)


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(FILE)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("帝国", "mongol empire"),
        ("帝", "mongol empire"),
        ("国帝", ""),
        ("モンゴル帝国", "mongol"),
        ("Apollo", "apollo"),
        ("apollo計画", "apollo"),
        ("計画の", "apollo"),
        ("画計", ""),
        ("アームストロング", "neil"),
        ("ニール アームストロング", "neil"),
        ("ニール・アーム", "neil"),
        ("ﾓﾝｺﾞﾙ", "mongol"),  # half width, with its dakuten apart
        ("モンコル", ""),  # without dakuten it is another word
        ("민국", "korea"),
        ("건국", "korea"),
        ("\u1112\u1161\u11ab민", "korea"),  # 한 in parts
        ("국민", ""),
        ("เมืองหลวง", "thai"),
        ("เมอง", ""),
        ("हिन्दी", "hindi"),
        ("हन्द", ""),
        ("елка", "russian"),
        ("алексей", "russian"),
        ("istanbul", "turkish"),
        ("İSTANBUL", "turkish"),
        ("diyarbak*", "turkish"),
        ("STRASSE", "german"),
        ("strasse", "german"),
        ("suden", "german"),
        ("𠮷", "rare"),
        ("neil armstrong", "english"),
        ("armstrong neil", ""),
        ("帝国*", "mongol empire"),
    ],
)
def test_what_a_word_finds(chronicle: Chronicle, word: str, expected: str) -> None:
    assert [event.id for event in chronicle.events(words=word)] == expected.split()


def test_find_takes_a_part_of_a_title_too(chronicle: Chronicle) -> None:
    assert find(chronicle, "モンゴル").id == "mongol"
    assert find(chronicle, "帝国 モンゴル").id == "mongol"
    assert find(chronicle, "\uff33TRASSE").id == "german"


def test_every_letter_and_digit_is_a_word_that_the_index_keeps() -> None:
    lost = [f"{n:04x}" for n in range(0x30000) if chr(n).isalnum() and not words_of(chr(n))]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Apollo 11's crew_2", ["apollo", "11", "s", "crew", "2"]),
        ("中 国", ["中", "国"]),
        ("x中y", ["x", "中", "y"]),
        ("❤\ufe0f", []),
        ("", []),
    ],
)
def test_words_of(text: str, words: list[str]) -> None:
    assert words_of(text) == words


NEAR = "".join(
    f'[[event]]\ndate = {1900 + n}\ntitle = "{title} {n}"\nkind = "{kind}"\n'
    + ('show = "fam"\n' if kind == "alt" else "")
    for n, (title, kind) in enumerate(
        [("Eagle lands", "real")] * 3 + [("A landing", "real")] * 5 + [("Apollo", "real")] + [("Landau", "alt")]
    )
)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (["land"], 'no event has the word "land"; nearest: lands (3), landau (1), landing (5)'),
        (["Appollo"], 'no event has the word "appollo"; nearest: apollo (1)'),
        (["eagle landz"], 'no event has the word "landz"; nearest: lands (3)'),
        (["landx*"], 'no event has the word "landx"; nearest: lands (3)'),
        (["qqqq"], 'no event has the word "qqqq"'),
        (["apolo", "eagel"], 'no event has the word "apolo"; nearest: apollo (1); '),
        (["帝国"], None),
        (["eagle", "apollo"], None),
        (["--year", "1800"], None),
        (["S2E5"], "to see the events of S2E5, write --season 2 --episode 5"),
        (["fam:s02"], "to see the events of fam:s02, write --show fam --season 2"),
        (["Averted"], "to see the events that are averted, write timeline diverge --status averted"),
        (["eagle", "moved"], "to see the events that are moved, write timeline diverge eagle --status moved"),
        (["star-city S1E5"], "to see the events of star-city S1E5, write --show star-city --season 1 --episode 5"),
    ],
    ids=str,
)
def test_a_note_names_the_nearest_words_with_their_counts(
    write: Callable[..., Path],
    timeline: Callable[..., subprocess.CompletedProcess[str]],
    words: list[str],
    note: str | None,
) -> None:
    result = timeline("show", *words, "--data", str(write(NEAR)))
    assert (result.stdout, result.returncode) == ("", 0)
    lines = result.stderr.splitlines()
    assert lines[0] == "timeline: no event matches"
    assert lines[1:] == ([] if note is None else lines[1:])
    if note:
        assert lines[1].startswith(f"timeline: {note}")


def test_where_nothing_can_be_averted_it_is_a_word_like_others(
    history: Callable[[str], Chronicle], capsys: pytest.CaptureFixture[str]
) -> None:
    ours = history('[[event]]\ndate = 1970\ntitle = "Seat"\n')
    note_nearest_words(ours, Query(words=("averted",)))
    assert capsys.readouterr().err == 'timeline: no event has the word "averted"\n'


def test_a_word_of_the_history_is_not_taken_for_an_episode(
    write: Callable[..., Path], timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    data = str(write('[[event]]\ndate = 1970\ntitle = "Seat S2 stays empty"\nkind = "real"\n'))
    assert timeline("show", "s2", "--data", data, "--count").stdout == "1\n"
    assert timeline("show", "s2", "--year", "1971", "--data", data).stderr == "timeline: no event matches\n"


def test_diverge_says_that_all_has_it(
    write: Callable[..., Path], timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    history = """
    [[event]]
    date = 1966
    title = "Leonov lives"
    kind = "alt"
    show = "fam"
    [[event]]
    date = 1969
    title = "Nixon speaks"
    kind = "both"
    [[event]]
    date = 1970
    title = "Nixon waits"
    kind = "real"
    """
    data = str(write(history))
    notes = {
        ("nixon",): ["no divergence matches", "--all has 1 kept, 1 untold"],
        ("nixon", "--status", "moved"): ["no divergence matches", "without --status, --all has 1 kept, 1 untold"],
        ("nixn",): ["no divergence matches", 'no event has the word "nixn"; nearest: nixon (2)'],
        ("nixn", "--all"): ["no divergence matches", 'no event has the word "nixn"; nearest: nixon (2)'],
    }
    for words, expected in notes.items():
        result = timeline("diverge", *words, "--data", data)
        assert (result.stdout, result.returncode) == ("", 0)
        assert result.stderr.splitlines() == [f"timeline: {note}" for note in expected]


def test_nearest_words_are_those_in_front_of_the_fence(
    write: Callable[..., Path], timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    event = '[[event]]\ndate = {0}\ntitle = "{1}"\nkind = "alt"\nshow = "fam"\nseason = {2}\nepisode = 1\n'
    data = str(write(event.format(1969, "The POD", 1) + event.format(1970, "Assassination", 2)))
    assert "assassination (1)" in timeline("show", "assassinaton", "--data", data).stderr
    assert "assassination" not in timeline("show", "assassinaton", "--data", data, "--up-to", "s1e1").stderr
