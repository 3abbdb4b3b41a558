"""Events are told apart by their headers, and a text read by pieces is the text read as a whole."""

from __future__ import annotations

from typing import Any

import pytest
import tomli
from edits import edited
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import histories

from timeline.source import contents
from timeline.source.load import load_document
from timeline.source.pieces import UnclearError, split

EVENT = '[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\n'


def pieces(text: str) -> tuple[str, list[str]]:
    found = split(text)
    return found.rest, list(found.texts(text))


def test_events_are_cut_out_and_leave_a_header() -> None:
    text = f'name = "x"\n{EVENT}{EVENT}# below\n[event.x]\na = 1\n[tags]\nmoon = ""\n{EVENT}[check]\n'
    assert pieces(text) == (
        'name = "x"\n[[event]]\n[tags]\nmoon = ""\n[[event]]\n[check]\n',
        [EVENT, f"{EVENT}# below\n[event.x]\na = 1\n", EVENT],
    )


@pytest.mark.parametrize(
    "header", ["[[event]]", "[[event]] # comment", "\t[[ event ]]\t", "[[event]]\r", '[[event]] # """']
)
def test_a_header_may_be_written_in_several_ways(header: str) -> None:
    text = f"{header}\na = 1\n{header}\nb = 2"
    assert pieces(text) == ("[[event]]\n", [f"{header}\na = 1\n", f"{header}\nb = 2"])
    assert pieces(f"\n{text}") == ("\n[[event]]\n", [f"{header}\na = 1\n", f"{header}\nb = 2"])


@pytest.mark.parametrize(
    "value",
    [
        '"""\n[[event]]\n"""',
        "'''\n[[event]]\n'''",
        "'''\n[[event]]\n\"\"\"\n[[event]]\n'''",
        '"""\n\\"""\n[[event]]\n"""""',
        '"\'\'\'" # """\n',
        "'\"\"\"' # '''\n",
        "[\"\"\"\n[[event]]\"\"\", '''\n[[event]]\n''']",
    ],
)
def test_a_header_inside_of_a_text_is_none(value: str) -> None:
    text = f"[[event]]\na = {value}\n[[event]]\nb = 1\n"
    assert len(tomli.loads(text)["event"]) == 2
    assert pieces(text) == ("[[event]]\n", [f"[[event]]\na = {value}\n", "[[event]]\nb = 1\n"])


@pytest.mark.parametrize(
    "text", ["[event]\n", "[event.x]\n", f"{EVENT}[tags]\n[event.x]\n", f'{EVENT}a = """\n[[event]]\n']
)
def test_what_is_not_clear_is_not_split(text: str) -> None:
    with pytest.raises(UnclearError):
        split(text)


def read(text: str) -> tuple[Any, ...]:
    """Return all that a document says."""
    document = load_document(["/drawn.toml"], {"/drawn.toml": text})
    world = document.world
    parts = world.name, world.timelines, world.pods, world.shows, world.people, world.states, world.tags
    events = [(event, event.at, event.rank) for event in document.events]
    return events, parts, document.check_off, document.tag_origins, document.problems.diagnostics()


@given(st.data())
@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_text_by_pieces_says_what_it_says_as_a_whole(data: st.DataObject) -> None:
    text = data.draw(histories(most=5))
    for _ in range(data.draw(st.integers(0, 4))):
        text = data.draw(edited(text))
    compare(text)


@pytest.mark.parametrize(
    "text",
    [
        f"x = [\n{EVENT}[1]\n]\n",
        f"{EVENT}tags = [\n[1]\n]\n",
        f"event = []\n{EVENT}",
        f"{EVENT}[[state]]\n{EVENT}",
        f'{EVENT}["event".x]\n{EVENT}',
        f'{EVENT}["\\u0065vent"]\n',
        f"tags = [\n['x']\n]\n{EVENT}",
        f'include = "x.toml"\n{EVENT}= 1\n',
        f"{EVENT}[event.tags]\n",
        f"[[event]]\n{EVENT}",
        "[[event]]\n" * 3,
    ],
)
def test_what_could_mislead_says_the_same(text: str) -> None:
    compare(text)


def compare(text: str) -> None:
    by_pieces = read(text)
    with pytest.MonkeyPatch.context() as patch:

        def refuse(text: str) -> None:
            raise UnclearError

        patch.setattr(contents, "split", refuse)
        assert by_pieces == read(text)
