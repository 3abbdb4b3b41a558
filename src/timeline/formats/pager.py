"""Show what is longer than the screen in a pager, as git does: $TIMELINE_PAGER, else $PAGER, else less."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from timeline.formats.cells import cells
from timeline.formats.output import height_of_screen, width_of_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VARIABLES = ("TIMELINE_PAGER", "PAGER")
"""Where the command of the pager is looked for; the first that is set counts. No file can name one: it is run."""

DEFAULT = "less"

_QUIET = {"LESS": "FRX", "LV": "-c"}
"""What the pagers less and lv are told unless the user tells them: keep colors; less ends by itself on one screen."""

_FOR_A_SHELL = frozenset("|&;<>()$`\\\"'*?[#~=%\n")
_CANNOT_RUN = (126, 127)
"""Statuses with which a shell says that it cannot run a command."""

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def pager() -> str | None:
    """Return the command of the pager; None for none: it is empty or `cat`, or the terminal cannot move its cursor."""
    for variable in VARIABLES:
        command = os.environ.get(variable)
        if command is not None:
            return None if command.strip() in ("", "cat") else command
    return None if os.environ.get("TERM") == "dumb" else DEFAULT


def write(text: str, screen: TextIO, command: str, note: Callable[[str], None]) -> None:
    """Write a text to the screen, in the pager if it is longer than that; without it if the pager cannot be run.

    Raises `KeyboardInterrupt` once the pager has ended, if ^C was pressed in it.
    """
    if is_longer(text, width_of_screen(), height_of_screen()):
        screen.flush()
        if _shown(text.encode(screen.encoding or "utf-8", screen.errors or "replace"), command):
            return
        if command != DEFAULT:
            note(f'cannot run the pager "{command}"')
    screen.write(text)


def is_longer(text: str, width: int, height: int) -> bool:
    """Tell whether a text does not fit on a screen, together with the line of the next prompt."""
    rows = 0
    for line in text.removesuffix("\n").split("\n"):
        rows += max(1, -(-cells(_STYLE.sub("", line)) // width))
        if rows >= height:
            return True
    return False


def _shown(data: bytes, command: str) -> bool:
    """Show data in the pager until the user leaves it; return whether the pager could be run."""
    arguments = _arguments(command)
    try:
        if not _is_sound(arguments):
            return False
        process = subprocess.Popen(  # noqa: S603 - the user's own command, out of the user's own environment
            arguments, stdin=subprocess.PIPE, bufsize=0, env={**_QUIET, **os.environ}
        )
    except (OSError, ValueError):
        return False
    is_interrupted = False
    try:
        _feed(process, data)
    except BrokenPipeError:
        pass  # the user has seen enough
    except KeyboardInterrupt:
        is_interrupted = True
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    while True:
        try:
            status = process.wait()
            break
        except KeyboardInterrupt:  # it is the pager's: less goes on
            is_interrupted = True
    if is_interrupted:
        raise KeyboardInterrupt
    return status not in _CANNOT_RUN


def _arguments(command: str) -> Sequence[str]:
    return ["sh", "-c", command] if _FOR_A_SHELL & set(command) else command.split()


def _is_sound(arguments: Sequence[str]) -> bool:
    """Return whether a line for the shell has no mistake, such as a quote too few; the shell tells it."""
    shell, option, *line = [*arguments, "", ""][:3]
    return (shell, option) != ("sh", "-c") or not subprocess.run([shell, "-n", option, *line], check=False).returncode  # noqa: S603


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest and process.stdin is not None:
        rest = rest[process.stdin.write(rest) or 0 :]
