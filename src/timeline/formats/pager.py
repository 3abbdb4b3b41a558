"""Show what is longer than the screen in a pager, as git does: $TIMELINE_PAGER, else $PAGER, else less."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import contextmanager, suppress
from io import BufferedIOBase, TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

from timeline.formats.cells import cells
from timeline.formats.output import height_of_screen, width_of_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


VARIABLES = ("TIMELINE_PAGER", "PAGER")
"""Where the command of the pager is looked for; the first that is set counts. No file can name one: it is run."""

DEFAULT = "less"

_QUIET = {"LESS": "FRX", "LV": "-c"}
"""What the pagers less and lv are told unless the user tells them: keep colors; less ends by itself on one screen."""

_FOR_A_SHELL = frozenset("|&;<>()$`\\\"'*?[#~=%\n")
_CANNOT_RUN = (126, 127)
"""Statuses with which a shell says that it cannot run a command."""

_MOST_IN_PIPE = 1 << 20
"""More bytes than a pipe holds: a pager that has been given them is running."""

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def pager() -> str | None:
    """Return the command of the pager; None for none: it is empty or `cat`, or the terminal cannot move its cursor."""
    for variable in VARIABLES:
        command = os.environ.get(variable)
        if command is not None:
            return None if command.strip() in ("", "cat") else command
    return None if os.environ.get("TERM") == "dumb" else DEFAULT


@contextmanager
def paged(screen: TextIO, command: str, note: Callable[[str], None]) -> Iterator[TextIO]:
    """Yield a stream for the screen. It opens the pager as soon as there is more than the screen holds.

    Without more, or if the pager cannot be run, all is on the screen at the end. What writes to the stream is ended without
    an error once the user has left the pager. Raises `KeyboardInterrupt` when the pager has ended, if ^C was pressed in it.
    """
    paging = _Paging(screen, command, note)
    sink: Any = paging
    stream = TextIOWrapper(sink, screen.encoding, screen.errors, newline="", write_through=True)
    try:
        yield stream
        paging.finish()
    except _LeftError:
        pass
    finally:
        paging.end()


class _LeftError(Exception):
    """The user has left the pager, and needs no more."""


class _Paging(BufferedIOBase):
    """What is written, kept until it is longer than the screen; from then on, the pager gets it."""

    def __init__(self, screen: TextIO, command: str, note: Callable[[str], None]) -> None:
        self._screen = screen
        self._command = command
        self._note = note
        self._kept = bytearray()
        """What has to be shown if the pager cannot be run."""
        self._process: subprocess.Popen[bytes] | None = None
        self._has_none = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        part = bytes(data)
        if self._has_none:
            self._screen.write(self._text(part))
            return len(part)
        if len(self._kept) <= _MOST_IN_PIPE:
            self._kept += part
        if self._process is not None:
            self._feed(part)
        elif is_longer(self._text(self._kept), width_of_screen(), height_of_screen()):
            self._start()
        return len(part)

    def _start(self) -> None:
        self._screen.flush()
        self._process = _started(self._command)
        if self._process is None:
            self._do_without()
        else:
            self._feed(bytes(self._kept))

    def _feed(self, data: bytes) -> None:
        assert self._process is not None
        rest = memoryview(data)
        try:
            while rest and self._process.stdin is not None:
                rest = rest[self._process.stdin.write(rest) or 0 :]
        except BrokenPipeError:
            if self.end() not in _CANNOT_RUN:
                raise _LeftError from None
            self._do_without()

    def _do_without(self) -> None:
        """Show on the screen what the pager was to show, and what comes after it."""
        self._has_none = True
        if self._command != DEFAULT:
            self._note(f'cannot run the pager "{self._command}"')
        self._screen.write(self._text(self._kept))

    def _text(self, data: bytes | bytearray) -> str:
        return data.decode(self._screen.encoding or "utf-8", "replace")

    def finish(self) -> None:
        """Show what is left: nothing more is to come."""
        if self._process is not None:
            if self.end() in _CANNOT_RUN and len(self._kept) <= _MOST_IN_PIPE:
                self._do_without()
        elif not self._has_none:
            self._screen.write(self._text(self._kept))

    def end(self) -> int | None:
        """Wait until the user leaves the pager, and return its status; None if none is running."""
        process, self._process = self._process, None
        if process is None:
            return None
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        is_interrupted = False
        while True:
            try:
                status = process.wait()
                break
            except KeyboardInterrupt:  # it is the pager's: less goes on
                is_interrupted = True
        if is_interrupted:
            raise KeyboardInterrupt
        return status


def is_longer(text: str, width: int, height: int) -> bool:
    """Tell whether a text does not fit on a screen, together with the line of the next prompt."""
    rows = 0
    for line in text.removesuffix("\n").split("\n"):
        rows += max(1, -(-cells(_STYLE.sub("", line)) // width))
        if rows >= height:
            return True
    return False


def _started(command: str) -> subprocess.Popen[bytes] | None:
    """Start the pager; None if it cannot be run."""
    arguments = _arguments(command)
    try:
        if not _is_sound(arguments):
            return None
        return subprocess.Popen(  # noqa: S603 - the user's own command, out of the user's own environment
            arguments, stdin=subprocess.PIPE, bufsize=0, env={**_QUIET, **os.environ}
        )
    except (OSError, ValueError):
        return None


def _arguments(command: str) -> Sequence[str]:
    return ["sh", "-c", command] if _FOR_A_SHELL & set(command) else command.split()


def _is_sound(arguments: Sequence[str]) -> bool:
    """Return whether a line for the shell has no mistake, such as a quote too few; the shell tells it."""
    shell, option, *line = [*arguments, "", ""][:3]
    return (shell, option) != ("sh", "-c") or not subprocess.run([shell, "-n", option, *line], check=False).returncode  # noqa: S603
