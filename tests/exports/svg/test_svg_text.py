"""Widths of text without a font, and texts that are made to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.exports.svg import metrics
from timeline.exports.svg.text import SANS, SANS_BOLD, SERIF, SERIF_BOLD, Face, clean, shortened, width, wrapped

FACES = [SANS, SANS_BOLD, SERIF, SERIF_BOLD]


@pytest.mark.parametrize("face", FACES)
def test_each_table_has_one_width_for_each_character(face: Face) -> None:
    assert len(face.widths.split()) == len(metrics.CHARACTERS) == len(set(metrics.CHARACTERS))


@pytest.mark.parametrize(
    ("text", "face", "thousandths"),
    [
        # Adobe's font metrics of Helvetica, Helvetica-Bold, Times-Roman and Times-Bold
        ("AVW.i", SANS, 667 + 667 + 944 + 278 + 222),
        ("AVW.i", SANS_BOLD, 722 + 667 + 944 + 278 + 278),
        ("AVW.i", SERIF, 722 + 722 + 944 + 250 + 278),
        ("AVW.i", SERIF_BOLD, 722 + 722 + 1000 + 250 + 278),
        ("0123456789", SANS, 5560),
        ("–—…", SANS, 556 + 1000 + 1000),
        ("Éé", SANS, 667 + 556),  # as without an accent
        ("e\u0301", SANS, 556),
        ("Йй", SANS, 719 + 559),
        ("漢字カナ", SANS, 4000),
        ("🚀", SANS, 1000),
        ("", SANS, 0),
    ],
)
def test_a_text_is_as_wide_as_its_letters(text: str, face: Face, thousandths: int) -> None:
    assert width(text, 1000, face) == thousandths
    assert width(text, 12, face) == pytest.approx(thousandths * 0.012)


def test_a_short_text_stays_and_a_long_one_ends_with_an_ellipsis() -> None:
    title = "Alexei Leonov is the first human on the Moon"
    assert shortened(title, width(title, 13), 13) == title
    cut = shortened(title, 120, 13)
    assert cut == "Alexei Leonov is t…"
    assert width(cut, 13) <= 120
    assert shortened(title, 3, 13) == ""


def test_a_text_is_never_cut_within_a_letter_or_an_emoji() -> None:
    assert shortened("xxe\u0301xxxxx", width("xxe…", 10) - 0.1, 10) == "xx…"
    family = "👩\u200d🚀"
    assert shortened(family + "xxxxxx", 25, 10) in (family + "…", "…")


@given(st.text(alphabet=st.characters(), max_size=60), st.floats(0, 300), st.sampled_from(FACES))
def test_a_shortened_text_fits(text: str, room: float, face: Face) -> None:
    made = shortened(text, room, 12, face)
    assert width(made, 12, face) <= room + 1e-6
    assert made == clean(text) or made == "" or made.endswith("…")


@given(st.text(max_size=80), st.integers(0, 3))
def test_lines_fit_and_have_every_word_that_there_is_room_for(text: str, lines: int) -> None:
    made = wrapped(text, 90, 12, lines=lines)
    assert all(width(line, 12) <= 90 + 1e-6 for line in made)
    assert not lines or len(made) <= lines
    if not lines and not any("…" in line for line in made):
        assert " ".join(made).split() == clean(text).split()


def test_a_text_is_wrapped_between_words() -> None:
    text = "What theirs reaches early climbs to the right"
    assert wrapped(text, 130, 12) == ["What theirs reaches", "early climbs to the right"]
    assert wrapped(text, 130, 12, lines=1) == ["What theirs reaches e…"]
    assert wrapped("", 100, 12) == []
