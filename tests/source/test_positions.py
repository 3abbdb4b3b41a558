"""Places in a TOML text: everything that the parser finds has a line and column, and its text is its value."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toml_texts import DOTTED, HEADER, documents

from timeline.source.positions import Lines, Path, Positions, Region

if TYPE_CHECKING:
    from collections.abc import Iterator


def parsed_paths(value: object, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Return every path below a parsed value, with what it holds."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        yield (*path, key), inner
        yield from parsed_paths(inner, (*path, key))


def text_of(text: str, region: Region) -> str:
    return text[region.start : region.end]


def names_of(statement: str) -> tuple[str, ...]:
    """Return the names that a header or a key leads through."""
    *_, (path, _) = parsed_paths(tomllib.loads(statement))
    return tuple(part for part in path if isinstance(part, str))


def is_written_in_one_place(path: Path) -> bool:
    return not next(str(key) for key in reversed(path) if isinstance(key, str)).startswith((HEADER, DOTTED))


@settings(max_examples=300)
@given(documents())
def test_positions_are_those_of_what_the_parser_finds(text: str) -> None:
    parsed = dict(parsed_paths(tomllib.loads(text)))
    positions = Positions(text)
    assert set(positions.paths()) == set(parsed)
    for path, value in parsed.items():
        if is_written_in_one_place(path):
            written = text_of(text, positions.region(path))
            assert repr(tomllib.loads(f"value = {written}")["value"]) == repr(value)


@settings(max_examples=300)
@given(documents())
def test_the_place_of_a_key_holds_its_name(text: str) -> None:
    positions = Positions(text)
    for path in positions.paths():
        key = text_of(text, positions.region(path, key=True))
        names = tuple(part for part in path if isinstance(part, str))
        if names[-1].startswith(HEADER):
            assert names == names_of(key)[: len(names)]
        elif isinstance(path[-1], int):
            assert positions.region(path, key=True) == positions.region(path)
        else:
            written = names_of(f"{key} = 0")
            length = written.index(names[-1]) + 1
            assert path[-length:] == written[:length]
            assert (length < len(written)) == names[-1].startswith(DOTTED)


EXAMPLE = '''\
# [[event]]
name = "One"
[[event]]
title = """
[[event]]
""" # the end
tags = [
  "a", # "b",
\t"c"]
died = { real = 1993-06-13, "our own" = '1974' }
 x . "y.z" = 20:17:40
[[event]]
[event.x]
at = 1969-07-20 20:17:40 # local
[[ show . season ]]
'''


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("name",), (2, 1, "name"), (2, 8, '"One"')),
        (("event",), (3, 1, "[[event]]"), (3, 1, "[[event]]")),
        (("event", 0), (3, 1, "[[event]]"), (3, 1, "[[event]]")),
        (("event", 0, "title"), (4, 1, "title"), (4, 9, '"""\n[[event]]\n"""')),
        (("event", 0, "tags"), (7, 1, "tags"), (7, 8, '[\n  "a", # "b",\n\t"c"]')),
        (("event", 0, "tags", 0), (8, 3, '"a"'), (8, 3, '"a"')),
        (("event", 0, "tags", 1), (9, 2, '"c"'), (9, 2, '"c"')),
        (("event", 0, "died"), (10, 1, "died"), (10, 8, "{ real = 1993-06-13, \"our own\" = '1974' }")),
        (("event", 0, "died", "real"), (10, 10, "real"), (10, 17, "1993-06-13")),
        (("event", 0, "died", "our own"), (10, 29, '"our own"'), (10, 41, "'1974'")),
        (("event", 0, "x"), (11, 2, 'x . "y.z"'), (11, 14, "20:17:40")),
        (("event", 0, "x", "y.z"), (11, 2, 'x . "y.z"'), (11, 14, "20:17:40")),
        (("event", 1), (12, 1, "[[event]]"), (12, 1, "[[event]]")),
        (("event", 1, "x"), (13, 1, "[event.x]"), (13, 1, "[event.x]")),
        (("event", 1, "x", "at"), (14, 1, "at"), (14, 6, "1969-07-20 20:17:40")),
        (("show",), (15, 1, "[[ show . season ]]"), (15, 1, "[[ show . season ]]")),
        (("show", "season", 0), (15, 1, "[[ show . season ]]"), (15, 1, "[[ show . season ]]")),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_exact_places(path: Path, key: tuple[int, int, str], value: tuple[int, int, str], line_end: str) -> None:
    text = EXAMPLE.replace("\n", line_end)
    positions = Positions(text)
    for region, expected in ((positions.region(path, key=True), key), (positions.region(path), value)):
        assert (*Lines(text).line_column(region.start), text_of(text, region).replace("\r\n", "\n")) == expected


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("event", 0, "season"), "[[event]]"),
        (("event", 0, "tags", 7), '["moon"]'),
        (("event", 0, "tags", 0, "x"), '"moon"'),
    ],
)
def test_a_path_that_is_not_there_is_placed_at_its_nearest_parent(path: Path, nearest: str) -> None:
    text = 'name = "x"\n[[event]]\ntags = ["moon"]\n'
    positions = Positions(text)
    assert path not in positions
    assert text_of(text, positions.region(path)) == nearest


def test_nothing_near_is_the_start_of_the_file() -> None:
    text = '\nname = "x"\n'
    assert Positions(text).region(("event", 0)) == Region(0, 0)
    assert Lines(text).line_column(0) == (1, 1)


@given(st.text("ab\r\n", max_size=40), st.data())
def test_lines_and_columns_are_those_of_counting(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    expected = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    assert Lines(text).line_column(offset) == expected
