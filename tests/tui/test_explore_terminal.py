"""The explorer on a real terminal: colors, leaving, crashes, and one whole visit in tmux."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, ClassVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECONDS = 60
RUN = "import sys; from timeline.__main__ import run; sys.exit(run(sys.argv[1:]))"
CRASH = "import timeline.tui.app as a; a.Explore.action_help = lambda self: {}['what is [not] there']; "
CRASH_BESIDE = "import timeline.tui.reloading as r; r.History = None; "
FEW = "import textual.drivers._writer_thread as w; w.MAX_QUEUED_WRITES = 1; "
"""Lets less wait to be drawn: for a terminal that is gone, Textual waits as soon as there is more."""
LEFT = "\x1b[?1049l"
"""What gives the terminal its own screen back."""


class Terminal:
    """A process on a terminal of 100 columns and 30 lines."""

    started: ClassVar[list[Terminal]] = []

    def __init__(self, *arguments: str, code: str = RUN, **variables: str) -> None:
        self._main, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.before = termios.tcgetattr(terminal)
        self._terminal = terminal
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, "explore", *arguments],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env={**os.environ, "TERM": "xterm-256color", **variables},
            start_new_session=True,
        )
        self.arrived = ""
        self.started.append(self)

    def until(self, text: str) -> None:
        """Wait until a text arrives."""
        end = time.monotonic() + SECONDS
        while text not in self.arrived and time.monotonic() < end:
            if not self._read():
                break
        assert text in self.arrived, self.arrived[-3000:]

    def _read(self) -> bool:
        if not select.select([self._main], [], [], 1)[0]:
            return self._process.poll() is None
        try:
            self.arrived += os.read(self._main, 65536).decode("utf-8", "replace")
        except OSError:
            return False
        return True

    def press(self, keys: str) -> None:
        os.write(self._main, keys.encode())

    def hang_up(self) -> None:
        """Take the terminal away, and wait for the end."""
        os.close(self._terminal)
        os.close(self._main)
        self._process.wait(SECONDS)

    def send(self, number: int) -> None:
        self._process.send_signal(number)

    def close(self) -> None:
        """End the process whatever has happened."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(SECONDS)

    def end(self) -> int:
        """Wait for the end and return the status; the terminal has to be as it was."""
        status = self._process.wait(SECONDS)
        while select.select([self._main], [], [], 0.2)[0] and self._read():
            pass
        assert termios.tcgetattr(self._terminal)[3] == self.before[3], "echo and lines are not what they were"
        os.close(self._terminal)
        os.close(self._main)
        return status

    @property
    def rest(self) -> str:
        """What came after the screen was left."""
        return re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", self.arrived.rpartition(LEFT)[2]).replace("\r", "").strip()


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    yield
    while Terminal.started:
        Terminal.started.pop().close()


def test_the_id_is_printed_on_leaving_and_only_colors_of_the_palette_are_used(demo: Path) -> None:
    terminal = Terminal("--data", str(demo))
    terminal.until("quit")
    terminal.press("n")
    terminal.until("instead of")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.rest == "salted"
    assert not re.findall(r"\x1b\[[0-9;]*[34]8[;:][25]", terminal.arrived)
    assert re.search(r"\x1b\[[0-9;]*35[;m]", terminal.arrived)  # an alternate lane
    assert "\x1b[?1000h" in terminal.arrived


def test_no_color_and_no_mouse(demo: Path) -> None:
    terminal = Terminal("--data", str(demo), "--no-mouse", NO_COLOR="1")
    terminal.until("quit")
    terminal.press("q")
    assert terminal.end() == 0
    assert not re.findall(r"\x1b\[(?:[0-9]+;)*3[0-7](?:;[0-9]+)*m", terminal.arrived)
    assert "\x1b[?1000h" not in terminal.arrived
    assert "\x1b[7" in terminal.arrived or ";7" in terminal.arrived  # the cursor can be seen


@pytest.mark.parametrize("code", [CRASH, CRASH_BESIDE])
def test_a_crash_leaves_the_terminal_whole_and_says_so_in_one_line(demo: Path, code: str) -> None:
    terminal = Terminal("--data", str(demo), code=code + RUN)
    terminal.until("quit")
    terminal.press("?" if code == CRASH else "s\r")
    assert terminal.end() == 70
    (line,) = terminal.rest.splitlines()
    assert line.startswith("timeline: error: internal error: ")
    assert "Traceback" not in terminal.arrived


def test_a_suspended_screen_gives_the_editor_the_terminal(demo: Path, tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nstty -a | grep -q -w "icanon" && echo "in the editor: $*"\n')
    script.chmod(0o755)
    terminal = Terminal("--data", str(demo), EDITOR=str(script))
    terminal.until("quit")
    terminal.press("e")
    terminal.until("in the editor: +")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.rest.splitlines()[-1] == "marches"


def test_an_editor_that_cannot_be_started_leaves_the_screen(demo: Path) -> None:
    terminal = Terminal("--data", str(demo), EDITOR="/no/such/editor")
    terminal.until("quit")
    terminal.press("e")
    terminal.until("the editor cannot be started")
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_leaves_the_terminal_whole(demo: Path, number: int) -> None:
    terminal = Terminal("--data", str(demo))
    terminal.until("quit")
    terminal.send(number)
    assert terminal.end() == -number
    assert LEFT in terminal.arrived
    assert "\x1b[?1000l" in terminal.arrived


def test_words_and_filters_of_the_command_line_are_in_force(demo: Path) -> None:
    terminal = Terminal("--data", str(demo), "--person", "hannibal", "marches")
    terminal.until("1 row")
    assert "--person hannibal marches" in terminal.arrived
    terminal.press("q")
    assert terminal.end() == 0


def test_a_terminal_that_is_gone_ends_the_program(demo: Path) -> None:
    """Without a signal that would end it: it is in a session of its own."""
    terminal = Terminal("--data", str(demo))
    terminal.until("quit")
    terminal.hang_up()


def test_a_terminal_that_goes_while_somebody_edits_ends_the_program(demo: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("echo editing; read line\n", encoding="utf-8")
    terminal = Terminal("--data", str(demo), code=FEW + RUN, EDITOR=f"sh {editor}")
    terminal.until("quit")
    terminal.press("e")
    terminal.until("editing")
    terminal.hang_up()


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Return a function that runs a command of tmux, with a server of its own."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("tmux is not installed")

    def run(*arguments: str) -> str:
        command = [program, "-S", str(tmp_path / "socket"), "-f", os.devnull, *arguments]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=SECONDS).stdout

    yield run
    subprocess.run([program, "-S", str(tmp_path / "socket"), "kill-server"], check=False, capture_output=True)


def test_a_visit_in_tmux(demo: Path, tmux: Callable[..., str]) -> None:
    """Keys, the mouse and another size reach the program, and what it draws reaches the terminal."""

    def until(text: str) -> str:
        end = time.monotonic() + SECONDS
        while True:
            screen = tmux("capture-pane", "-p")
            if text in screen or time.monotonic() > end:
                assert text in screen, screen
                return screen
            time.sleep(0.1)

    variables = [
        f"-e{name}={os.environ[name]}" for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME") if name in os.environ
    ]
    command = [sys.executable, "-m", "timeline", "explore", "--data", str(demo)]
    tmux("new-session", "-d", "-x", "80", "-y", "24", *variables, *command)
    tmux("set-option", "-w", "remain-on-exit", "on")
    assert "──◆ POD: Hannibal marches on [bold]Rome[/bold]" in until("q quit")
    tmux("send-keys", "j", "j")
    until(" instead of Carthage is destroyed")
    lit = [line for line in tmux("capture-pane", "-p", "-e").splitlines() if re.search(r"\x1b\[[0-9;]*7[;m]", line)]
    assert len(lit) == 1
    assert "Rome is sown with salt" in lit[0]
    tmux("send-keys", "-l", "\x1b[<0;30;5M\x1b[<0;30;5m")
    until(" with Hannibal")
    tmux("resize-window", "-x", "160", "-y", "45")
    until("──◆──  141–140 BC Rome is sown with salt")
    tmux("send-keys", "q")
    # tmux 3.3 may leave a part of the screen behind after another size, whatever program draws it.
    end = time.monotonic() + SECONDS
    while tmux("list-panes", "-F", "#{pane_dead} #{alternate_on}").strip() != "1 0":
        assert time.monotonic() < end, tmux("capture-pane", "-p")
        time.sleep(0.1)
    assert "cannae" in tmux("capture-pane", "-p").splitlines()
