"""A long answer on a terminal goes through a pager, as with git: which one, when, and how it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.formats.pager import is_longer
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable

HISTORY = Path(__file__).parents[1] / "golden" / "history.toml"
NEEDS_LESS = pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
PATIENCE = 30.0
"""Seconds to wait for what has to arrive."""


class Terminal:
    """A command on a terminal of its own: what arrives there, and keys for it."""

    def __init__(
        self,
        *arguments: str,
        program: tuple[str, ...] = ("-m", "timeline"),
        rows: int = 24,
        columns: int = 80,
        **variables: str | None,
    ) -> None:
        self._main_end, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        settings = {"TERM": "xterm-256color", "TIMELINE_DATA": str(HISTORY), **variables}
        environment = {name: value for name, value in (os.environ | settings).items() if value is not None}
        self._process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(terminal)
        self.text = ""

    def wait_for(self, text: str) -> None:
        """Read until a text has arrived."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.text:
            assert time.monotonic() < deadline, f"{text!r} did not arrive: {self.text!r}"
            if not self._read(0.2):
                assert self._process.poll() is None or text in self.text, self.text

    def press(self, keys: str) -> None:
        os.write(self._main_end, keys.encode())

    def press_until_it_ends(self, keys: str) -> None:
        """Press keys again and again: less drops what is typed while it still works on an interrupt."""
        deadline = time.monotonic() + PATIENCE
        while self.is_running and time.monotonic() < deadline:
            with suppress(OSError):
                self.press(keys)
            self._read(0.5)

    def end(self) -> int:
        """Read all that still arrives, and return the exit status."""
        while self._read(PATIENCE):
            pass
        status = self._process.wait(timeout=PATIENCE)
        os.close(self._main_end)  # not before: a terminal that goes away hangs up on whoever is still there
        return status

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def _read(self, seconds: float) -> bool:
        if not select.select([self._main_end], [], [], seconds)[0]:
            return False
        try:
            part = os.read(self._main_end, 65536)
        except OSError:  # Linux ends a terminal so
            return False
        self.text += part.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(part)


@pytest.fixture
def noting(tmp_path: Path) -> Callable[[str], str]:
    """Return a function that makes a pager which shows a sign, then what it is given; and notes LESS in a file."""

    def make(sign: str) -> str:
        path = tmp_path / f"pager-{sign}"
        path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$LESS" > "{tmp_path}/less"\necho "<{sign}>"\ncat\n')
        path.chmod(0o755)
        return str(path)

    return make


def shown(*arguments: str, rows: int = 24, columns: int = 80, **variables: str | None) -> str:
    terminal = Terminal(*arguments, rows=rows, columns=columns, **variables)
    assert terminal.end() == 0, terminal.text
    return terminal.text


# --- Which pager, and when ---


def test_a_long_answer_goes_through_the_pager_whole(noting: Callable[[str], str]) -> None:
    text = shown("show", rows=10, PAGER=noting("p"))
    assert text == "<p>\n" + shown("show", rows=10, PAGER="cat")


def test_a_short_answer_does_not(noting: Callable[[str], str]) -> None:
    assert "<p>" not in shown("show", "--limit", "1", PAGER=noting("p"))
    assert "<p>" not in shown("show", rows=500, PAGER=noting("p"))


def test_the_pager_of_timeline_comes_before_that_of_the_user(noting: Callable[[str], str]) -> None:
    assert shown("show", rows=5, PAGER=noting("p"), TIMELINE_PAGER=noting("t")).startswith("<t>\n")


@pytest.mark.parametrize("nothing", ["", "cat", " "])
@pytest.mark.parametrize("variable", ["PAGER", "TIMELINE_PAGER"])
def test_no_pager_is_asked_for(noting: Callable[[str], str], variable: str, nothing: str) -> None:
    variables: dict[str, str | None] = {"PAGER": noting("p"), variable: nothing}
    assert "<p>" not in shown("show", rows=5, **variables)


@pytest.mark.parametrize(
    "command",
    [
        *(("show",), ("diverge",), ("compare", "--timeline", "red"), ("drift",), ("event", "red-landing"), ("stats",)),
        *(
            ("check", "--list"),
            ("schema",),
            ("config",),
            ("help", "dates"),
            ("init", "-"),
            ("show", "-f", "json"),
            ("show", "-f", "toml"),
        ),
    ],
)
def test_every_command_pages_and_has_the_option_against_it(
    noting: Callable[[str], str], command: tuple[str, ...]
) -> None:
    assert "<p>" in shown(*command, rows=4, PAGER=noting("p"))
    assert "<p>" not in shown(*command, "--no-pager", rows=4, PAGER=noting("p"))


def test_a_dumb_terminal_has_no_pager_of_its_own(noting: Callable[[str], str], tmp_path: Path) -> None:
    Path(noting("p")).rename(tmp_path / "less")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert "<p>" not in shown("show", rows=5, PAGER=None, TERM="dumb", PATH=path)
    assert "<p>" in shown("show", rows=5, PAGER=None, PATH=path)


def test_a_pipe_never_has_a_pager(noting: Callable[[str], str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "timeline", "show", "-f", "table"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "TIMELINE_DATA": str(HISTORY), "PAGER": noting("p"), "LINES": "3"},
        check=True,
    )
    assert "<p>" not in done.stdout


@pytest.mark.parametrize(("less", "told"), [(None, "FRX"), ("-S", "-S"), ("", "")])
def test_less_is_told_what_git_tells_it_unless_the_user_does(
    noting: Callable[[str], str], tmp_path: Path, less: str | None, told: str
) -> None:
    shown("show", rows=5, PAGER=noting("p"), LESS=less)
    assert (tmp_path / "less").read_text() == f"{told}\n"


def test_the_command_may_have_arguments_and_be_a_line_of_the_shell(noting: Callable[[str], str]) -> None:
    assert shown("show", rows=5, PAGER=f"{noting('p')} -x").startswith("<p>\n")
    text = shown("show", rows=5, PAGER=f"sed 's/^/| /' | {noting('p')}")
    assert text.startswith("<p>\n| ")


@pytest.mark.parametrize("missing", ["no-such-pager", "no-such-pager -R", "no-such-pager 'x'", "/", "less '"])
def test_without_the_program_the_answer_is_there_all_the_same(missing: str) -> None:
    text = shown("show", rows=5, PAGER=missing)
    assert f'timeline: cannot run the pager "{missing}"' in text
    assert text.endswith(shown("show", rows=5, PAGER="cat"))


def test_without_less_nothing_is_said(tmp_path: Path) -> None:
    assert shown("show", rows=5, PAGER=None, PATH=str(tmp_path)) == shown("show", rows=5, PAGER="cat")


def test_the_pager_gets_the_colors_of_the_terminal(noting: Callable[[str], str]) -> None:
    assert "\x1b[" in shown("show", rows=5, PAGER=noting("p"))
    assert "\x1b[" not in shown("show", "--color", "never", rows=5, PAGER=noting("p"))


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "latin-1"])
def test_the_pager_gets_what_the_terminal_can_show(noting: Callable[[str], str], encoding: str) -> None:
    plain = shown("show", rows=5, PAGER="cat", PYTHONIOENCODING=encoding)
    assert shown("show", rows=5, PAGER=noting("p"), PYTHONIOENCODING=encoding) == f"<p>\n{plain}"


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("", False),
        ("a\n" * 4, False),  # the prompt is the fifth line
        ("a\n" * 5, True),
        ("a" * 30 + "\n", False),
        ("a" * 41 + "\n", True),
        ("月" * 20 + "\n", False),
        ("月" * 21 + "\n", True),
        ("\x1b[1ma\x1b[0m" * 40 + "\n", False),
    ],
)
def test_how_long_a_text_is_on_a_screen(text: str, is_long: bool) -> None:
    assert is_longer(text, 10, 5) is is_long


# --- How it ends ---


def test_leaving_the_pager_early_is_quiet(tmp_path: Path) -> None:
    data = tmp_path / "long.toml"
    data.write_text("".join(f'[[event]]\ndate = 1969\ntitle = "Event {n}"\n' for n in range(9000)), encoding="utf-8")
    Chronicle([str(data)]).close()  # on a slow machine, a line would tell of the compilation
    text = shown("show", TIMELINE_DATA=str(data), PAGER="head -2")  # far more than a pipe holds is left
    assert len(text.splitlines()) == 2
    assert "timeline:" not in text


def test_the_pager_opens_before_the_answer_is_complete() -> None:
    code = """
import sys
from timeline.cli.answer import on_screen
with on_screen(no_pager=False) as stream:
    for n in range(30):
        stream.write(f"line {n}\\n")
    print("not yet complete", file=sys.stderr, flush=True)
    sys.stdin.readline()
    stream.write("the end\\n")
"""
    terminal = Terminal(program=("-c", code), rows=10, PAGER="cat -u")
    terminal.wait_for("line 29")
    assert "the end" not in terminal.text
    terminal.press("\n")
    assert terminal.end() == 0
    assert "the end" in terminal.text


@NEEDS_LESS
def test_less_shows_a_screen_and_ends_with_q() -> None:
    terminal = Terminal("show", rows=10, PAGER="less")
    terminal.wait_for(":")
    assert terminal.is_running
    terminal.press("q")
    assert terminal.end() == 0
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]", "", terminal.text).splitlines()
    assert len([line for line in lines if line.strip(" :\r")]) == 9
    assert "Traceback" not in terminal.text


@NEEDS_LESS
def test_interrupt_is_for_less_which_goes_on() -> None:
    terminal = Terminal("show", rows=10, PAGER="less")
    terminal.wait_for(":")
    terminal.press("\x03")
    time.sleep(0.5)
    assert terminal.is_running, "less goes on"
    terminal.press_until_it_ends("q")
    assert terminal.end() == 130
    assert "Traceback" not in terminal.text


def test_interrupt_ends_a_pager_that_does_not_mind_it() -> None:
    terminal = Terminal("show", rows=5, PAGER="echo here; exec sleep 60")
    terminal.wait_for("here")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert "Traceback" not in terminal.text


# --- The width ---


def test_a_width_that_is_asked_for_comes_before_that_of_the_screen() -> None:
    wide = shown("show", columns=100, PAGER="cat")
    assert shown("show", "--width", "100", columns=60, PAGER="cat") == wide
    assert shown("show", "--width", "100", columns=60, COLUMNS="70", PAGER="cat") == wide


@pytest.mark.parametrize("width", ["0", "-1", "wide", "10001"])
def test_a_width_that_is_none_is_wrong_usage(
    timeline: Callable[..., subprocess.CompletedProcess[str]], width: str
) -> None:
    result = timeline("show", "--width", width)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--width" in result.stderr


def test_a_pipe_has_the_width_and_the_colors_that_are_asked_for(
    timeline: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    table = ("show", "-f", "table")
    variables = {"TIMELINE_DATA": str(HISTORY), "TERM": "xterm-256color"}
    narrow = timeline(*table, "--width", "60", **variables).stdout
    assert narrow == timeline(*table, COLUMNS="60", **variables).stdout
    assert narrow != timeline(*table, **variables).stdout
    assert "\x1b[" in timeline(*table, "--color", "always", **variables).stdout
