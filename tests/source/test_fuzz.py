"""No bytes and no mistake in a file make the reader raise, and every problem has its place inside the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.formats.diagnostics import diagnostic_text
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline.source.document import Document

VALID = '''\
format = 1
name = "For All Mankind"  # a comment
include = []

[[timeline]]
id = "fam"
diverges_at = "korolev-survives"

[[show]]
id = "fam"
name = "For All Mankind"
aliases = ["FAM"]
[[show.season]]
number = 1
setting = "1969/1974"
[[show.season.episode]]
number = 1
aired = 2019-11-01

[[person]]
name = "Ed Baldwin"
born = "1931~"
died = { real = 1993-06-13, fam = "1974" }

[[event]]
id = "korolev-survives"
date = 1966-01-14
title = "Sergei Korolev survives"
kind = "alt"
show = "FAM"

[[event]]
date = "1969-06"
title = """
Leonov \\"walks\\"
on the Moon 🌒"""
kind = "alt"
show = "fam"
season = 1
episode = 1
tags = ["moon", 'first']
people = [
    "Ed Baldwin", # and others
]
because = "korolev-survives"
x = { anything = [1, 2.5, true, 20:17:40] }

[[state]]
of = "President"
is = "Ed Baldwin"
date = "1973-01-20/1977-01-20"
kind = "alt"
show = "fam"

[tags]
moon = "On the Moon"
first = "For the first time"

[check]
off = ["Q301"]
'''

CHARACTERS = st.sampled_from(
    [*"\"'[]{}=.,#\\\n\r\t -_/~?%09aXZé月", "\0", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "🌒"]
)
PIECES = st.sampled_from(
    [
        *(
            '"""',
            "'''",
            "[[",
            "]]",
            "[event]",
            "[[event]]",
            "[[event.x]]",
            "[a.b]",
            "{ a = ",
            "a.b = 1\n",
            "= =",
            "\\u",
            "\r\n",
        ),
        *("1969-13", "1969-02-30", "1969-06", "07:32:00", "0000-00-00", "nan", "1e999", "true", "[[[[[[", "9" * 5000),
        *("kind", "date", '"real"', '"both"', '"fam"', "korolev-survives", 'include = ["events.toml", "../x", "no"]\n'),
    ]
)

Change = tuple[str, float, int, str]
CHANGES = st.tuples(
    st.sampled_from(["delete", "insert", "replace", "repeat", "delete line", "repeat line", "move line", "cut"]),
    st.floats(0, 1),
    st.integers(1, 8),
    CHARACTERS | PIECES,
)


def changed(text: str, change: Change) -> str:
    """Return the text with one mistake made in it, at a part of the way through."""
    what, where, length, new = change
    if what.endswith("line"):
        lines = text.split("\n")
        at = min(int(where * len(lines)), len(lines) - 1)
        line = [] if what == "delete line" else [lines[at]] * (2 if what == "repeat line" else 1)
        rest = lines[:at] + lines[at + 1 :]
        to = (at + length) % (len(rest) + 1) if what == "move line" else at
        return "\n".join(rest[:to] + line + rest[to:])
    at = int(where * len(text))
    kept, after = text[at : at + length], text[at + length :]
    middle = {"delete": "", "insert": new + kept, "replace": new, "repeat": kept * 2, "cut": ""}[what]
    return text[:at] + middle + ("" if what == "cut" else after)


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Document]:
    """Return a function that loads a file of these bytes, from a folder of its own."""
    path: Path = tmp_path_factory.mktemp("fuzz") / "events.toml"

    def load_bytes(data: bytes) -> Document:
        path.write_bytes(data)
        return load_document([str(path)])

    return load_bytes


def assert_every_problem_has_its_place(document: Document, data: bytes) -> None:
    lines = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").split("\n")
    for problem in document.problems.diagnostics():
        assert problem.file == document.files[0].path
        assert problem.line is not None
        assert problem.column is not None
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.excerpt in (None, lines[problem.line - 1].rstrip("\r"))
        assert problem.message
        shown = diagnostic_text(problem)
        assert shown.startswith(f"{problem.file}:{problem.line}:{problem.column}: {problem.severity}[{problem.code}]: ")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", shown)


def test_the_file_to_be_spoilt_is_valid(load: Callable[[bytes], Document]) -> None:
    document = load(VALID.encode())
    assert document.problems.diagnostics() == []
    assert (len(document.events), len(document.world.states), len(document.world.people)) == (2, 1, 1)


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_any_bytes(load: Callable[[bytes], Document], data: bytes) -> None:
    assert_every_problem_has_its_place(load(data), data)


@settings(max_examples=300)
@given(st.lists(CHARACTERS | PIECES, max_size=12).map("".join))
def test_any_characters_of_toml(load: Callable[[bytes], Document], text: str) -> None:
    assert_every_problem_has_its_place(load(text.encode()), text.encode())


@settings(max_examples=600)
@given(st.lists(CHANGES, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_a_valid_file_with_mistakes(load: Callable[[bytes], Document], changes: list[Change], line_end: str) -> None:
    text = VALID.replace("\n", line_end)
    for change in changes:
        text = changed(text, change)
    assert_every_problem_has_its_place(load(text.encode()), text.encode())


@settings(max_examples=200)
@given(st.lists(st.sampled_from(VALID.splitlines(keepends=True)), max_size=25).map("".join))
def test_lines_of_a_valid_file_in_any_order(load: Callable[[bytes], Document], text: str) -> None:
    assert_every_problem_has_its_place(load(text.encode()), text.encode())
