"""Places found event by event are those of the whole text, and nothing else is read for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from toml_texts import COMMENTS, HEADER, SPACES, Writer

from timeline.source import places
from timeline.source.places import Places
from timeline.source.positions import Positions, Region

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

EVENTS = ("[[event]]", "[[event]]", "[[event]]", "  [[ event ]]", "[[event]]\t", "[[event]]  # '''")
ODD = ("", "", "", "", '[["event"]]', "{name} = [\n  [1],\n[2]\n]", '{name} = """\n[[event]]\n"""', "[{name} . x]")


class HistoryWriter(Writer):
    """Writes valid TOML with events, tables below them, and others between them."""

    def table(self, events: int) -> tuple[str, bool]:
        """Return a header, or something odd in its place, and whether it is that of an event."""
        kind = self.number(0, 5)
        if kind == 0 and events:
            return self.one_of(("[event.{name}]", "[[event.{name}]]")).format(name=self.name(HEADER)), False
        if kind == 1:
            return self.one_of(("[[person]]", "[[show]]", f"[{self.name(HEADER)}]")), False
        if kind == 2:
            odd = self.one_of(ODD).format(name=self.name())
            return odd, odd == ODD[4]
        return self.one_of(EVENTS), True

    def history(self) -> str:
        lines = [self.pair() for _ in range(self.number(0, 2))]
        events = 0
        for _ in range(self.number(0, 9)):
            header, is_event = self.table(events)
            events += is_event
            lines.append(header)
            lines += [
                self.one_of(SPACES) + self.pair() + self.one_of(COMMENTS) for _ in range(max(0, self.number(-1, 3)))
            ]
        return "\n".join(lines).replace("\n", self.one_of(("\n", "\n", "\r\n"))) + self.one_of(("", "\n"))


@st.composite
def histories(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    return HistoryWriter(draw).history()


@settings(max_examples=400)
@given(histories())
def test_places_are_the_positions_of_the_whole_text(text: str) -> None:
    parsed = tomli.loads(text)
    positions, found = Positions(text), Places(text, lambda: parsed)
    paths = positions.paths()
    missing = [(*path, "missing") for path in paths] + [
        ("event", 99),
        ("event", 99, "x"),
        ("event", "x"),
        ("nothing",),
        (),
    ]
    for path in [*paths, *missing]:
        assert found.region(path) == positions.region(path)
        assert found.region(path, key=True) == positions.region(path, key=True)


@settings(max_examples=200)
@given(histories())
def test_tables_are_those_of_the_whole_text(text: str) -> None:
    parsed = tomli.loads(text)
    found = Places(text, lambda: parsed)
    for kind in [*parsed, "nothing"]:
        rows = parsed.get(kind)
        rows = rows if isinstance(rows, list) else []
        assert [found.table(kind, number) for number in range(len(rows) + 1)] == [*rows, None]


def _nothing_else(*_: object) -> Any:
    raise AssertionError("the whole text is read")


def test_only_the_event_of_a_problem_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    events = [f'[[event]]\ntitle = "Event {n}"\ntags = ["a", "b"]\n[event.x]\ny = 1\n' for n in range(100)]
    text = '[[person]]\nname = "Ed"\n' + "".join(events)
    start = text.index("Event 70") - 1
    read: list[Region] = []
    entries = places.entries
    monkeypatch.setattr(
        places, "entries", lambda text, part, lengths: read.append(part) or entries(text, part, lengths)
    )  # type: ignore[func-returns-value]
    monkeypatch.setattr(places, "Positions", _nothing_else)
    found = Places(text, _nothing_else)
    for _ in range(3):
        assert found.region(("event", 70, "title")) == Region(start, start + len('"Event 70"'))
        assert text[slice(*found.region(("event", 70, "x", "y"), key=True))] == "y"
        assert found.table("event", 70) == {"title": "Event 70", "tags": ["a", "b"], "x": {"y": 1}}
    assert [text[slice(*part)] for part in read] == [events[70]]


def test_only_the_last_events_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"[[event]]\ntitle = {n}\n" for n in range(9))
    parsed: list[str] = []
    loads = tomli.loads
    monkeypatch.setattr(tomli, "loads", lambda part: parsed.append(part) or loads(part))  # type: ignore[func-returns-value]
    monkeypatch.setattr(places, "_REMEMBERED", 2)
    found = Places(text, _nothing_else)
    for number in (0, 1, 1, 0, 2, 0):
        assert found.table("event", number) == {"title": number}
        assert text[slice(*found.region(("event", number, "title")))] == str(number)
    assert [part[-2:-1] for part in parsed] == ["0", "1", "2", "0"]


def test_tables_beside_the_events_are_read_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[[event]]\ntitle = "One"\n[[person]]\nname = "Ed"\n[[event]]\ntitle = "Two"\n[[person]]\nname = "Bob"\n'
    seen: list[list[str]] = []

    def positions(text: str, parts: list[Region]) -> Positions:
        seen.append([text[slice(*part)] for part in parts])
        return Positions(text, parts)

    monkeypatch.setattr(places, "Positions", positions)
    found = Places(text, _nothing_else)
    assert text[slice(*found.region(("person", 1, "name")))] == '"Bob"'
    assert found.table("person", 1) == {"name": "Bob"}
    assert seen == [['[[person]]\nname = "Ed"\n', '[[person]]\nname = "Bob"\n']]


def test_a_text_that_is_no_toml_has_no_places() -> None:
    found = Places("[[event]]\na = \n", dict)
    assert found.region(("event", 0, "a")) == Positions("[[event]]\na = \n").region(("event", 0, "a"))
    assert found.table("event", 0) is None
