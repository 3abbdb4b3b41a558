"""The texts of the explorer: cut, wrapped, and dates in few cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from timeline.formats.lines import Span
from timeline.formats.signs import ASCII, UNICODE
from timeline.model.dates import parse_date
from timeline.tui.dating import COLUMN, date_in_column, date_in_row, date_of
from timeline.tui.filters import Filter
from timeline.tui.foot import foot
from timeline.tui.looks import cut, fitted, right, width_of, wrapped
from timeline.tui.pages import Entry, Page, laid_out


def test_words_are_starts_of_words_and_marks_alone_are_none() -> None:
    assert Filter(words='moo "lan ? *').whole().words == ("moo*", "lan*")


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        ("1969-07-20", 1969, "07-20"),
        ("-0029-08-10~", -14, "Aug 30 BC~"),
        ("-0029-08~", -14, "Aug 30 BC~"),
        ("-0029~", -14, "30 BC~"),
        ("-0039~", -39, "40 BC~"),
        ("-0039-03", -39, "03"),
        ("Y-13000", -13000, ""),
        ("-0041-XX-XX", -41, ""),
        ("-0041-XX~", -41, "42 BC~"),
        ("1969", 1969, "1969"),
        ("1969-XX-XX", 1969, "1969"),
        ("196X", 1969, "1960s"),
        ("19XX", 1999, "20th c."),
        ("-11XX", -1100, "12th c. BC"),
        ("-113X", -1130, "1140–1131"),
        ("-0043-03-16/-0043-03-20", -43, "03-16…20"),
        ("-0043-03-16/-0042-04-20", -43, "44–43 BC"),
        ("-0029/0014", -29, "30 BC–AD 14"),
        ("../-0600", -600, "…601 BC"),
        ("Y-13000~/Y-12000~", -13000, "13001…"),
        ("1969-05-18/1970-05-26", 1969, "05-18…1970"),
    ],
)
def test_a_date_of_a_row_is_never_another_one(text: str, year: int, found: str) -> None:
    assert date_in_row(parse_date(text), year, UNICODE) == found


@pytest.mark.parametrize(
    ("text", "column", "whole"),
    [
        ("1969-07-20", "1969-07-20", "1969-07-20"),
        ("1969-07-XX", "1969-07", "1969-07"),
        ("196X", "1960s", "1960s"),
        ("1969-05-18/1969-05-26", "1969-05-18…26", "1969-05-18/1969-05-26"),
        ("-0043-03-15", "15 Mar 44 BC", "15 Mar 44 BC"),
        ("-0043-03-16%", "16 Mar 44 BC%", "c. 16 Mar 44 BC?"),
        ("-0043-03-16/-0043-04-20", "Mar–Apr 44 BC", "16 Mar – 20 Apr 44 BC"),
        ("-0005-03-01/0003-02-01", "6 BC – AD 3", "1 Mar 6 BC – 1 Feb AD 3"),
        ("Y-13000~/Y-12000~", "13001–12001 BC~", "c. 13001–12001 BC"),
        ("-11XX", "12th century BC", "12th century BC"),
    ],
)
def test_no_date_before_the_year_1_is_in_numbers(text: str, column: str, whole: str) -> None:
    assert (date_in_column(parse_date(text), UNICODE), date_of(parse_date(text))) == (column, whole)
    assert cell_len(date_in_column(parse_date(text), ASCII)) <= COLUMN


def test_the_lines_of_a_tree_go_on_beside_a_title_that_is_wrapped() -> None:
    entry = Entry([Span("├─● one two three four five six")], None, 4, "│ │")
    texts = ["".join(span.text for span in line) for _, line in laid_out(Page("", [entry]), 20)]
    assert [text[:4] for text in texts] == ["├─● ", "│ │ "]
    assert "".join(text[4:] for text in texts).split() == ["one", "two", "three", "four", "five", "six"]


@given(st.text(), st.integers(1, 30))
def test_texts_fit_their_width(text: str, width: int) -> None:
    clean = "".join(character for character in text if character.isprintable())
    for signs in (UNICODE, ASCII):
        assert cell_len(cut(clean, width, signs)) <= width
        assert cell_len(fitted(clean, width, signs)) == width
        assert cell_len(right(clean, width, signs)) == width


@given(
    st.text(st.characters(exclude_categories=["C", "Z", "M"], include_characters=" "), max_size=80), st.integers(8, 40)
)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped([Span(text, "dim")], width, 2)
    assert all(cell_len("".join(span.text for span in line).rstrip()) <= width for line in lines)
    assert "".join(span.text for line in lines for span in line).replace(" ", "") == text.replace(" ", "")


def test_the_foot_names_as_many_keys_as_fit() -> None:
    for width in range(20, 200, 7):
        assert width_of(foot("", "", width, UNICODE)) <= max(width, 19)
    assert "quit" in "".join(span.text for span in foot("", "", 30, UNICODE))
