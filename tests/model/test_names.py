"""Names: how they are compared, made into ids, and which one a mistyped one probably meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.model.errors import UsageError
from timeline.model.names import did_you_mean, first_of, fold, nearest, pick, slug, words_of

CREW = ["Ed Baldwin", "Margo Madison", "Aleida Rosales", "Gordo Stevens", "Tracy Anne Stevens"]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Ed Baldwin", "ed baldwin"),
        ("  ED   baldwin\t", "ed baldwin"),
        ("Ed\u00a0Baldwin", "ed baldwin"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("E\u0301douard", "edouard"),
        ("Édouard", "edouard"),
        ("Coral Peña", "coral pena"),
        ("İstanbul", "istanbul"),
        ("Dvořák", "dvorak"),
        ("Ệ", "e"),
        ("Ёлка", "елка"),
        ("がん", "がん"),
        ("か\u3099ん", "がん"),
        ("ｶﾞﾝ", "ガン"),
        ("กี่", "กี่"),
        ("हिन्दी", "हिन्दी"),
        ("Łódź", "łodz"),
        ("\uff25\uff44", "ed"),
        ("ﬁrst", "first"),
        ("Леонов", "леонов"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_fold_leaves_out_what_does_not_tell_names_apart(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("がん", "かん"), ("กี่", "กิ"), ("हिन्दी", "हन्द"), ("Ed Baldwin", "EdBaldwin"), ("moon", "moons")]
)
def test_fold_keeps_different_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Apollo 11: first on the Moon", "apollo-11-first-on-the-moon"),
        ("Déjà vu!", "deja-vu"),
        ("Straße", "strasse"),
        ("don't", "don-t"),
        ("a_b", "a-b"),
        ("--a--", "a"),
        ("  spaced   out  ", "spaced-out"),
        ("Алексей Леонов", "алексеи-леонов"),
        ("東京 1945", "東京-1945"),
        ("がく", "がく"),  # not かく
        ("か\u3099く", "がく"),
        ("한국 전쟁", "한국-전쟁"),
        ("ตัวหนึ่ง", "ตัวหนึ่ง"),
        ("हिन्दी", "हिन्दी"),
        ("H₂O", "h2o"),
        ("\u3099 a", "a"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_slug_is_the_title_in_lower_case_with_hyphens(title: str, expected: str) -> None:
    assert slug(title) == expected


@settings(max_examples=300)
@given(st.text(max_size=30))
@example("\U0001d54a")
def test_slug_has_no_space_and_no_hyphen_at_its_ends_and_is_its_own_slug(title: str) -> None:
    made = slug(title)
    words = made.split("-") if made else []
    assert all(words_of(word) and any(c.isalnum() for c in word) and not re.search(r"[\s_]", word) for word in words)
    assert slug(made) == made


@settings(max_examples=300)
@given(st.text(max_size=20) | st.text("aeioußÉﬁ ABC\u0301\u0390", max_size=20))
@example("ß\u0301")
def test_fold_is_its_own_fold_and_disregards_space_around(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold(f" {name}  ") == fold(name)


@pytest.mark.parametrize("name", ["Ed Baldwin", "Straße", "Édouard", "Леонов", "\u0390", "ﬁrst"])
def test_fold_is_that_of_the_name_in_capitals(name: str) -> None:
    assert fold(name) == fold(name.upper()) == fold(name.lower())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ed baldwn", "Ed Baldwin"),
        ("Ed Boldwin", "Ed Baldwin"),
        ("baldwin", "Ed Baldwin"),
        ("BALDWIN", "Ed Baldwin"),
        ("Margo", "Margo Madison"),
        ("Madison, Margo", "Margo Madison"),
        ("margo!", "Margo Madison"),
        ("stevens tracy", "Tracy Anne Stevens"),
        ("aleida-rosales", "Aleida Rosales"),
        ("marg", "Margo Madison"),
        ("marggo", "Margo Madison"),
        ("trcy stevns", "Tracy Anne Stevens"),
    ],
)
def test_nearest_is_the_name_that_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, CREW) == [meant]


@pytest.mark.parametrize("typed", ["zzz", "", "?!", "Kennedy"])
def test_nothing_is_near_a_name_that_resembles_none(typed: str) -> None:
    assert nearest(typed, CREW) == []
    assert nearest(typed, ["Oh!", "So?"]) == []


def test_names_that_hold_the_words_come_before_those_that_look_alike() -> None:
    assert nearest("moon", ["mood", "Moon base", "The Moon"], limit=3) == ["The Moon", "Moon base", "mood"]


def test_no_more_names_than_the_limit_are_given() -> None:
    assert nearest("stevens", CREW, limit=2) == ["Gordo Stevens", "Tracy Anne Stevens"]
    assert nearest("stevens", CREW, limit=1) == ["Gordo Stevens"]


def test_hint_offers_the_nearest_name() -> None:
    assert did_you_mean("baldwn", iter(["moon", "baldwin"])) == 'did you mean "baldwin"?'


def test_hint_lists_a_few_names_where_none_is_near() -> None:
    assert did_you_mean("zzz", ["real", "fam"]) == 'known are "real", "fam"'
    assert did_you_mean("zzz", ["fam", "fam"]) == 'known is "fam"'
    assert did_you_mean("zzz", [str(n) for n in range(8)]) == 'known are "0", "1", "2", "3", "4", "5", "6", "7"'


def test_a_list_of_names_fits_its_line_and_counts_the_rest() -> None:
    names = [f"t{n}" for n in range(1100)]
    assert first_of(names[:2]) == first_of(names[:2], 10) == first_of(names[:2], 10, "a place") == '"t0", "t1"'
    assert first_of(names, 30, "there") == '"t0" and 1,099 more (there)'
    assert first_of(names, 31, "there") == first_of(names, 32, "there") == '"t0" and 1,099 more (there)'
    assert first_of(names, 33, "there") == '"t0", "t1" and 1,098 more (there)'
    assert first_of(names, 1) == '"t0" and 1,099 more'
    assert first_of(names[:1], 1) == '"t0"'
    assert first_of(['a", "b', "c"], 10) == '"a", "b" and 1 more'


def test_a_hint_of_long_names_fits_a_line() -> None:
    names = [f"The {n} of the United Kingdom" for n in range(3)]
    hint = did_you_mean("zzz", names)
    assert hint == 'known are "The 0 of the United Kingdom" and 2 more'
    assert did_you_mean("zzz", names, few=3) == "known are " + first_of(names)


@pytest.mark.parametrize("known", [[], [str(n) for n in range(9)]], ids=["none", "too many"])
def test_no_hint_where_names_are_none_or_too_many(known: list[str]) -> None:
    assert did_you_mean("zzz", known) is None


@pytest.mark.parametrize("word", ["alt", "ALT", "Alt"])
def test_a_choice_is_picked_in_upper_or_lower_case(word: str) -> None:
    assert pick(word, ("real", "alt", "both"), "no such kind") == "alt"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("reel", 'did you mean "real"?'),
        ("zzz", "known are " + ", ".join(f'"{word}"' for word in ["real", *"abcdefghi"])),
        ("", "known are " + ", ".join(f'"{word}"' for word in ["real", *"abcdefghi"])),
    ],
)
def test_a_word_that_names_no_choice_is_refused_with_the_nearest_or_with_all(word: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        pick(word, ("real", *"abcdefghi"), "no such kind")
    assert (caught.value.message, caught.value.hint) == ("no such kind", hint)
