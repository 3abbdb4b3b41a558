"""`timeline explore` where there is no screen, or not what draws on one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Timeline = Callable[..., subprocess.CompletedProcess[str]]

WITHOUT = "import sys; sys.modules['textual'] = None; from timeline.__main__ import run; sys.exit(run(['explore']))"


def on_a_terminal(code: str, *arguments: str, **variables: str) -> tuple[int, str]:
    """Run a program whose input and output are a terminal; return its status and its errors."""
    main, terminal = pty.openpty()
    process = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TERM": "xterm", **variables},
        timeout=60,
        check=False,
    )
    os.close(main)
    os.close(terminal)
    return process.returncode, process.stderr


RUN = "import sys; from timeline.__main__ import run; sys.exit(run(['explore', *sys.argv[1:]]))"


def test_a_pipe_is_no_screen(timeline: Timeline) -> None:
    found = timeline("explore")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.splitlines()[0] == "timeline: error: explore needs a terminal"


def test_a_dumb_terminal_cannot_be_drawn_on() -> None:
    status, errors = on_a_terminal(RUN, TERM="dumb")
    assert (status, errors.splitlines()[0]) == (2, "timeline: error: this terminal cannot be drawn on")


def test_without_textual_the_extra_is_named() -> None:
    status, errors = on_a_terminal(WITHOUT)
    assert status == 2
    assert errors.splitlines() == [
        "timeline: error: explore needs textual",
        "  help: the extra `tui` has it: pip install '.[tui]' in a clone",
    ]


def test_standard_input_is_the_keyboard() -> None:
    status, errors = on_a_terminal(RUN, "--data", "-")
    assert status == 2
    assert "standard input is the keyboard here" in errors


def test_without_a_keyboard_that_is_what_is_said() -> None:
    main, terminal = pty.openpty()
    arguments = [sys.executable, "-c", RUN]
    found = subprocess.run(
        arguments, stdin=subprocess.DEVNULL, stdout=terminal, stderr=subprocess.PIPE, timeout=60, check=False
    )
    os.close(main)
    os.close(terminal)
    assert (found.returncode, found.stderr.splitlines()[0].decode()) == (
        2,
        "timeline: error: explore needs a keyboard, and standard input is none",
    )


def test_what_is_wrong_is_said_before_the_screen_is_taken() -> None:
    assert on_a_terminal(RUN, "--timeline", "nowhere")[0] == 2
    assert on_a_terminal(RUN, "--timeline", "real")[0] == 2
    assert on_a_terminal(RUN, "--year", "soon")[0] == 2
    assert on_a_terminal(RUN, "--tag", "mooon")[0] == 2
    assert on_a_terminal(RUN, "--up-to", "fam:s99")[0] == 2
    assert on_a_terminal(RUN, "--data", "/no/such/file.toml")[0] == 3


def test_orders_and_limits_are_no_options(timeline: Timeline) -> None:
    for option in (("--limit", "3"), ("--reverse",), ("--sort", "aired")):
        found = timeline("explore", *option)
        assert found.returncode == 2
        assert "No such option" in found.stderr
