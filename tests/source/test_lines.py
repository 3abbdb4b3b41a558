"""What is read of an event line by line is what a parser of TOML reads; whatever is in doubt is left to it."""

from __future__ import annotations

from typing import Any

import pytest
import tomli
from edits import edited
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategies import histories

from timeline.source import contents
from timeline.source.fields import EVENT
from timeline.source.lines import Lines
from timeline.source.load import load_document
from timeline.source.pieces import UnclearError, split
from timeline.source.plain import plain_values

DATE = "date = 1969-07-20"
TITLE = 'title = "Landing"'


def event(*lines: str) -> str:
    return "\n".join(["[[event]]", *lines, ""])


def parsed(text: str) -> dict[str, Any] | None:
    """Return the values of an event as the parser and the reader of plain tables have them; None if one of them refuses."""
    try:
        tables = tomli.loads(text)
    except ValueError:
        return None
    return plain_values(EVENT, tables["event"][0]) if tables.keys() == {"event"} and len(tables["event"]) == 1 else None


def agree(text: str) -> bool:
    """Return whether a text is read line by line, as it is beside others and when its lines stand in another, too."""
    lines = Lines()
    (values,) = lines.values([text])
    assert values is None or values == parsed(text)
    assert lines.values([text, event("\t"), text]) == [values, None, values]
    return values is not None


VALUES = (
    *(
        '"moon"',
        '["moon", "Mars"]',
        '["moon"]',
        "2",
        "1969-07-20",
        '"1969~"',
        "1969",
        "0",
        '"alt"',
        '"screen"',
        "[]",
        '""',
    ),
    *(
        '["moon","Mars"]',
        '["moon", "Mars",]',
        '["moon", "Mars", ]',
        '[ "moon" ]',
        '["moon" "Mars"]',
        '["moon", 2]',
        '[""]',
    ),
    *('"moon', 'moon"', '"', '""moon""', '"mo"on"', '"""moon"""', "'moon'", "\"'moon'\"", '"mo#on"', '"moon" # note'),
    *('"mo\\"on"', '"mo\\u0020on"', '"mo\\\\"', '"mo\ton"', '"mo\x7fon"', '"mo\x1fon"', '"mo\u2028on"', '"Début 日本"'),
    *("-1", "+1", "007", "1_000", "0x10", "1.0", "1e3", "inf", "true", "null", "9999999999", "99999999999", "٣"),
    *(
        "1969-02-30",
        "0000-01-01",
        "19690720",
        "1969-W01-1",
        "1969-07-20T20:17:40",
        "1969-07-20 ",
        "{}",
        "{ a = 1 }",
        "",
        " ",
    ),
    *(
        '"moon"\r',
        ' "moon"',
        '"moon" ',
        '"a = b"',
        '" = "',
        '["a = b", "c"]',
        '"]',
        '["moon", "]',
        '"["',
        '["["]',
        "[2]",
    ),
)
KEYS = (*EVENT.by_key, "name", "x.a", "Title", '"title"', "", "#", "[title", "t i", "title ")
SIGNS = (" = ", " = ", " = ", "=", " =", "= ", "  = ", " = = ", "\t= ")


@st.composite
def events(draw: st.DrawFn) -> str:
    """Draw an event: a date, a title, and lines that may be right or wrong."""
    drawn = st.builds("{}{}{}".format, st.sampled_from(KEYS), st.sampled_from(SIGNS), st.sampled_from(VALUES))
    odd = st.sampled_from(("", "# note", "[event.x]", "[[event]]", " ", "]", '"""', "\r", "[", DATE, TITLE))
    title = st.text(st.characters(exclude_characters='"\n', exclude_categories=["Cs"]), max_size=5).map(
        'title = "{}"'.format
    )
    lines = [
        draw(st.sampled_from((DATE, 'date = "1969/.."', "date = 1969"))),
        draw(title),
        *draw(st.lists(drawn, max_size=2)),
    ]
    for line in draw(st.lists(odd, max_size=1)):
        lines.insert(draw(st.integers(0, len(lines))), line)
    end = draw(st.sampled_from(("\n", "\n\n", "", "\r\n", "\n# below\n")))
    return (
        "\n".join([draw(st.sampled_from(("[[event]]",) * 5 + ("[[ event ]]", "[[event]] # note", "[event]"))), *lines])
        + end
    )


@given(events())
@settings(max_examples=250)
@example(event(DATE, TITLE, 'tags = ["moon", "Mars", ]'))
@example(event(DATE, TITLE, 'title = "Landing"'))
@example(event(DATE, 'title = "a", "b"'))
@example(event(TITLE, 'date = 1969-07-20"'))
def test_an_event_is_read_as_the_parser_reads_it(text: str) -> None:
    agree(text)


@given(st.data())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_the_events_of_a_history_are_read_as_the_parser_reads_them(data: st.DataObject) -> None:
    text = data.draw(histories(most=5))
    for _ in range(data.draw(st.integers(0, 2))):
        text = data.draw(edited(text))
    try:
        pieces = split(text)
    except UnclearError:
        return
    for piece in pieces.texts(text):
        agree(piece)


@pytest.mark.parametrize(
    "line",
    [
        *(
            'id = "a"',
            'tags = ["moon", "Mars"]',
            'source = "a"',
            'source = ["a"]',
            "season = 1",
            'kind = "alt"',
            "order = 0",
        ),
        *(
            "summary = \"Début, 日本 # 'x' = [y]\"",
            'people = ["Ed Baldwin"]',
            'because = ["a", "b"]',
            'canon = "inferred"',
        ),
    ],
)
@pytest.mark.parametrize("date", [DATE, "date = 1969", 'date = "1969-07~"', 'date = "1969/.."'])
def test_what_people_write_needs_no_parser(line: str, date: str) -> None:
    assert agree(event(date, TITLE, line))


@pytest.mark.parametrize(
    "line",
    [
        *(TITLE, "# note", 'tag = "moon"', 'kind = "fiction"', 'tags = "moon"', 'tags = ["moon", ]', "season = -1"),
        *(
            'place = "a\\tb"',
            'place = "a\tb"',
            'place = " "',
            'tags = ["moon", ""]',
            "summary = 'a'",
            "x.a = 1",
            "order = -1",
        ),
    ],
)
def test_what_is_in_doubt_is_left_to_the_parser(line: str) -> None:
    assert not agree(event(DATE, TITLE, line))


def test_an_event_without_a_date_is_left_to_the_parser() -> None:
    assert not agree(event(TITLE))


def test_lines_of_many_events_share_their_values() -> None:
    lines = Lines()
    text = event(DATE, TITLE, 'tags = ["moon", "Mars"]', 'people = ["Ed Baldwin", "{}"]')
    one, two = lines.values([text.format("A"), text.format("B")])
    assert one
    assert two
    assert (one["date"], one["tags"]) == (two["date"], two["tags"])
    assert one["date"] is two["date"]
    assert one["tags"] is two["tags"]
    assert one["people"][0] is two["people"][0]
    assert [id(key) for key in one] == [id(key) for key in two]


def test_only_what_is_no_plain_line_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, loads = [], contents.tomli.loads
    monkeypatch.setattr(contents.tomli, "loads", lambda text: texts.append(text) or loads(text))
    plain, odd = event(DATE, TITLE), event(DATE, TITLE, "[event.x]", "a = 1")
    document = load_document(["/drawn.toml"], {"/drawn.toml": plain * 3 + odd + plain})
    assert [each.at.number for each in document.events if each.at and each.x] == [3]
    assert texts == ["[[event]]\n", odd]
