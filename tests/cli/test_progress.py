"""While files are compiled for long, a line on a terminal says so; nothing of it stays, and a pipe gets nothing."""

from __future__ import annotations

import io
import threading
from types import SimpleNamespace

import pytest

from timeline.cli import progress


class Screen(io.StringIO):
    """A terminal that tells when something is written to it."""

    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self.is_terminal = is_terminal
        self.written = threading.Event()

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    found = Screen()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=found))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE", 0)
    return found


def test_a_line_appears_and_is_erased(screen: Screen) -> None:
    with progress.compiling(["none.toml"]):
        assert screen.written.wait(60)
    assert screen.getvalue() == "\rtimeline: compiling events, once until they change: 0 s\r\x1b[K"


def test_it_is_erased_before_an_error_is_shown(screen: Screen) -> None:
    def fail() -> None:
        with progress.compiling(["none.toml"]):
            assert screen.written.wait(60)
            raise KeyError("a")

    with pytest.raises(KeyError):
        fail()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_what_is_quick_says_nothing(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 3600)
    with progress.compiling(["none.toml"]):
        pass
    assert screen.getvalue() == ""


@pytest.mark.parametrize("case", ["a pipe", "a terminal that cannot erase", "standard input", "no standard error"])
def test_it_keeps_silent_where_it_would_be_in_the_way(
    case: str, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.is_terminal = case != "a pipe"
    if case == "a terminal that cannot erase":
        monkeypatch.setenv("TERM", "dumb")
    if case == "no standard error":
        monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=None))
    before = threading.active_count()
    with progress.compiling(["-" if case == "standard input" else "none.toml"]):
        assert threading.active_count() == before
    assert screen.getvalue() == ""
