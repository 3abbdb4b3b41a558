"""Single values and files of several origins come out of toml as they went in."""

from __future__ import annotations

import datetime
import io
import tomllib
from typing import TYPE_CHECKING

import pytest

from timeline.exports import EXPORTS
from timeline.formats.output import Output
from timeline.model.dates import parse_date
from timeline.source.writer import toml_date
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UTC = datetime.UTC


def written(chronicle: Chronicle) -> str:
    stream = io.StringIO()
    EXPORTS["toml"].render(chronicle, list(chronicle), Output(stream, is_terminal=False, width=0))
    return stream.getvalue()


DATES: list[tuple[str, object]] = [
    ("1969", 1969),
    ("0044", 44),
    ("0000", 0),
    ("-0044", "-0044"),
    ("Y-13000", "Y-13000"),
    ("Y12000", "Y12000"),
    ("1969?", "1969?"),
    ("196X", "196X"),
    ("1969-07", "1969-07"),
    ("1969-XX", "1969-XX"),
    ("1969-07-XX", "1969-07-XX"),
    ("1969-21", "1969-21"),
    ("1969-07-20", datetime.date(1969, 7, 20)),
    ("1969-07-20~", "1969-07-20~"),
    ("0001-01-01", datetime.date(1, 1, 1)),
    ("0000-02-29", "0000-02-29"),
    ("-0044-03-15", "-0044-03-15"),
    ("1969-07-16/1969-07-24", "1969-07-16/1969-07-24"),
    ("2003/..", "2003/.."),
    ("../1969", "../1969"),
    ("1969/", "1969/"),
    ("1969-07-20T20:17:40", datetime.datetime(1969, 7, 20, 20, 17, 40)),
    ("1969-07-20T20:17:40Z", datetime.datetime(1969, 7, 20, 20, 17, 40, tzinfo=UTC)),
    (
        "1969-07-20T20:17:40-05:30",
        datetime.datetime(1969, 7, 20, 20, 17, 40, tzinfo=datetime.timezone(-datetime.timedelta(hours=5, minutes=30))),
    ),
    ("1969-07-20T20:17:40+00:00", "1969-07-20T20:17:40+00:00"),
    ("1969-07-20T20:17:40+05", "1969-07-20T20:17:40+05"),
    ("1969-07-20T20:17:40.5Z", "1969-07-20T20:17:40.5Z"),
]


@pytest.mark.parametrize(("text", "value"), DATES)
def test_date_is_native_where_toml_says_the_same(text: str, value: object) -> None:
    found = toml_date(parse_date(text))
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", [text for text, _ in DATES])
def test_date_reads_back_as_it_was_written(
    history: Callable[[str], Chronicle], write: Callable[..., Path], text: str
) -> None:
    before = history(f'[[event]]\ndate = "{text}"\ntitle = "T"\nkind = "real"')
    after = Chronicle([str(write(written(before), "after.toml"))])
    (one,), (other,) = before, after
    assert other.date == one.date
    assert other.date.text == text


FREE = {
    "day": "1969-07-20",
    "moment": "1969-07-20T20:17:40.5Z",
    "local": "1969-07-20T20:17:40",
    "clock": "07:32:00",
    "number": "123456789012345678901234567890",
    "real": "-0.5",
    "infinite": "-inf",
    "truth": "true",
    "text": r'"[/x] \u001b[31m \u202e \u0000 ü"',
    "list": "[1, [2, { day = 1969-07-20 }], []]",
    "table": "{ a = { b = { c = [07:32:00] } }, empty = {} }",
    '"key with spaces, ü"': "1",
    r'"\u0000toml"': '{ "\\u0000toml" = "date", "" = "1969-07-20" }',
}


def exact(value: object) -> str:
    """Return a value with its types; the keys of a table have no order in TOML."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {exact(value[key])}' for key in sorted(value))}}}"
    return f"[{', '.join(map(exact, value))}]" if isinstance(value, list) else repr(value)


@pytest.mark.parametrize("entries", [*([key] for key in FREE), list(FREE), []], ids=lambda keys: " ".join(keys)[:30])
def test_tables_of_your_own_survive(
    history: Callable[[str], Chronicle], write: Callable[..., Path], entries: list[str]
) -> None:
    body = ", ".join(f"{key} = {FREE[key]}" for key in entries)
    text = f'[[event]]\ndate = 1969\ntitle = "T"\nkind = "real"\nx = {{ {body} }}\n'
    expected = tomllib.loads(text)["event"][0]["x"]
    before = history(text)
    again = written(before)
    after = Chronicle([str(write(again, "after.toml"))])
    for chronicle in (before, after):
        (event,) = chronicle
        assert exact(event.x) == exact(expected)
    assert "\x1b" not in again


DECLARED = """
[[show]]
id = "fam"
name = "For All Mankind"
[[event]]
date = 1969
title = "A"
kind = "alt"
show = "For All Mankind"
"""
IMPLIED = """
[[event]]
date = 1970
title = "B"
kind = "alt"
show = "novel"
[[event]]
date = 1971
title = "C"
kind = "real"
show = "Making of"
"""
PLACED = """
[[timeline]]
id = "other"
[[event]]
date = 1972
title = "D"
kind = "alt"
"""
NAMELESS = """
[[event]]
date = 1973
title = "E"
kind = "alt"
"""
SHOW_OF_TWO = """
[[event]]
date = 1974
title = "F"
kind = "alt"
show = "anthology"
timeline = "one"
[[event]]
date = 1975
title = "G"
kind = "alt"
show = "anthology"
timeline = "two"
"""


@pytest.mark.parametrize(
    "texts",
    [
        (DECLARED, PLACED),
        (DECLARED, NAMELESS),
        (IMPLIED, PLACED, NAMELESS),
        (IMPLIED, SHOW_OF_TWO),
        (PLACED, SHOW_OF_TWO),
        (DECLARED, IMPLIED),
        (IMPLIED, DECLARED, PLACED),
    ],
)
def test_several_files_read_back_as_one(write: Callable[..., Path], texts: tuple[str, ...]) -> None:
    before = Chronicle([str(write(text, f"{number}.toml")) for number, text in enumerate(texts)])
    after = Chronicle([str(write(written(before), "after.toml"))])
    assert [event.to_dict() for event in after] == [event.to_dict() for event in before]
    assert set(after.world.timelines) == set(before.world.timelines)
