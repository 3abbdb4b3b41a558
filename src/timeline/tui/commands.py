"""Run a command of the program, and return what it says."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_LINES = 20_000
"""How many lines of an answer are shown."""


def words_of(line: str) -> list[str]:
    """Return a command line as words. Raises `UsageError` for one that is empty, not closed, or would need the screen."""
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise UsageError(f"the command cannot be read: {error}") from None
    if words[:1] == ["timeline"]:
        del words[0]
    if not words:
        raise UsageError("there is no command", "write one of timeline's, such as: show --year 1969")
    if words[0] == "explore":
        raise UsageError("this is explore already", "use t, f and s to look at something else")
    return words


class Command:
    """One run of a command in a process of its own. It has no keyboard."""

    def __init__(self, words: list[str], variables: Mapping[str, str]) -> None:
        """Start it; `variables` tell it which history to read and how wide the screen is."""
        self._process = subprocess.Popen(  # noqa: S603 - the program itself, without a shell
            [sys.executable, "-m", "timeline", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **variables},
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def answer(self) -> str:
        """Wait for the command and return what it wrote, cut after `MOST_LINES`."""
        assert self._process.stdout is not None
        lines: list[str] = []
        with self._process.stdout as stream:
            for line in stream:
                if len(lines) == MOST_LINES:
                    lines.append("... and more: this is where the pane ends")
                    self.stop()
                    break
                lines.append(line.rstrip("\r\n"))
        self._process.wait()
        return "\n".join(lines)

    def stop(self) -> None:
        """End it."""
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGTERM) if hasattr(os, "killpg") else self._process.terminate()
