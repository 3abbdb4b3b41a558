"""Text from a file shown on a terminal: one line, nothing that moves the cursor, hides or turns the text round."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.model.cleaning import one_line

REPLACED = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a b"),
        ("a\nb\r\nc", "a b c"),
        ("a\x0bb\x0cc", "a b c"),
        ("a\x85b\u2028c\u2029d", "a b c d"),
        ("\n\n a", "  a"),
        ("\x1b[31mred", "\N{SYMBOL FOR ESCAPE}[31mred"),
        ("\x1b]52;c;aGk=\x07", "\N{SYMBOL FOR ESCAPE}]52;c;aGk=\N{SYMBOL FOR BELL}"),
        ("a\x00b", "a\N{SYMBOL FOR NULL}b"),
        ("a\x08b", "a\N{SYMBOL FOR BACKSPACE}b"),
        ("a\x7fb", "a\N{SYMBOL FOR DELETE}b"),
        ("\x9b31m", REPLACED + "31m"),
        ("\x9d52;c;x\x9c", REPLACED + "52;c;x" + REPLACED),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", f"a{REPLACED}b"),
        ("a\N{RIGHT-TO-LEFT ISOLATE}b\N{POP DIRECTIONAL ISOLATE}", f"a{REPLACED}b{REPLACED}"),
        ("a\N{RIGHT-TO-LEFT MARK}b\N{ARABIC LETTER MARK}", f"a{REPLACED}b{REPLACED}"),
        ("a\N{ZERO WIDTH SPACE}b", f"a{REPLACED}b"),
        ("a\N{SOFT HYPHEN}b", f"a{REPLACED}b"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}a", REPLACED + "a"),
        ("a\N{TAG LATIN SMALL LETTER X}", "a" + REPLACED),
    ],
)
def test_what_acts_on_the_terminal_is_made_visible(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Moon",
        "a  b",
        " a ",
        "[/x] [draft]",
        "Déjà vu",
        "E\u0301",
        "Леонов",
        "東京",
        "שלום",
        "🚀",
        "½ “x” … €",
        "a\u00a0b",
    ],
)
def test_plain_text_is_left_as_it_is(text: str) -> None:
    assert one_line(text) == text


@settings(max_examples=500)
@given(st.text(max_size=40) | st.text(st.characters(categories=["Cc", "Zl", "Zp"]), max_size=10))
@example("".join(map(chr, range(0xA0))))
def test_no_control_and_no_line_break_is_left(text: str) -> None:
    shown = one_line(text)
    assert not [character for character in shown if unicodedata.category(character) in ("Cc", "Zl", "Zp")]
    assert len(shown.splitlines()) <= 1
    assert one_line(shown) == shown


@pytest.mark.parametrize("code", [0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
def test_no_invisible_mark_of_general_punctuation_is_left(code: int) -> None:
    assert one_line(f"a{chr(code)}b") == f"a{REPLACED}b"


@pytest.mark.parametrize("joined", ["نمی‌خواهم", "👩‍🚀"])
def test_joiners_that_a_script_needs_stay(joined: str) -> None:
    assert one_line(joined) == joined
