"""Reading the bytes of events files, with a sentence for everything that can be wrong with them."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass

from timeline.model.stamps import STDIN, Stamp
from timeline.source.positions import Region
from timeline.source.problems import Problem

MAX_BYTES = 512 * 1024 * 1024
MAX_LINE = 1_000_000
"""The longest line, in characters: longer ones are no text that a person wrote."""


@dataclass(slots=True)
class SourceFile:
    """One events file as it was read; `text` is None where it could not be, and `problem` says why."""

    label: str
    """The name to show: the path as the user gave it."""
    path: str
    """The absolute path, or `-`."""
    text: str | None = None
    repaired: str | None = None
    """The text with quotes put around values that lack them, where it was not TOML without."""
    problem: Problem | None = None
    bad_byte: tuple[int, int] | None = None
    """Line and column of what is wrong with the bytes."""
    is_included: bool = False
    stamp: Stamp | None = None
    """None where the file cannot be read again: standard input, a pipe."""


def read_file(label: str, path: str) -> SourceFile:
    """Read one events file. Never raises: what is wrong stands in the result."""
    source = SourceFile(label, path)
    try:
        data = _standard_input() if path == STDIN else _bytes(source)
    except (OSError, ValueError) as error:
        source.problem = _unreadable(error)
        return source
    if source.problem is None:
        _decode(source, data)
    return source


def file_of_text(label: str, path: str, text: str) -> SourceFile:
    """Return a text as the file at `path` would be read if it held it."""
    source = SourceFile(label, path)
    _decode(source, text.encode("utf-8"))
    return source


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise OSError("standard input is closed")
    chunks: list[bytes] = []
    size = 0
    while size <= MAX_BYTES and (chunk := sys.stdin.buffer.read1(1 << 20)):  # type: ignore[union-attr]  # lets ^C through
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def _bytes(source: SourceFile) -> bytes:
    with open(source.path, "rb") as file:
        status = os.fstat(file.fileno())
        data = file.read(MAX_BYTES + 1)
    if stat.S_ISREG(status.st_mode):
        source.stamp = Stamp.of(source.path, status, data)
    return data


def _unreadable(error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("E101", "there is no such file", "check the path, or leave --data out for the bundled history")
    if isinstance(error, IsADirectoryError):
        return Problem("E102", "this is a directory, not an events file", "name the TOML file inside it")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem("E103", f"cannot be read: {reason}")


def _decode(source: SourceFile, data: bytes) -> None:
    """Set the text of the file, or the problem that keeps its bytes from being one."""
    if len(data) > MAX_BYTES:
        source.problem = Problem("E103", f"is larger than {MAX_BYTES // 1024**2} MB", "split it with `include`")
        return
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(source, data, 0, "E106", "is UTF-16 text; events files are UTF-8", "save it as UTF-8")
    elif data.startswith(b"\xef\xbb\xbf"):
        _refuse(source, data, 0, "E107", "starts with a byte order mark", "save it as UTF-8 without BOM")
    elif b"\0" in data:
        _refuse(source, data, data.index(b"\0"), "E105", "is a binary file, not an events file", "name a TOML file")
    elif not data.strip():
        _refuse(source, data, 0, "E104", "is empty", "an events file holds at least one [[event]]; see docs/format.md")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            bad = data[error.start]
            _refuse(source, data, error.start, "E106", f"is not UTF-8: byte 0x{bad:02x}", "save it as UTF-8")
            return
        source.text = text
        _refuse_long_line(source, text)


def _refuse(source: SourceFile, data: bytes, offset: int, code: str, message: str, hint: str) -> None:
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset]
    source.bad_byte = (line, len(before.decode("utf-8", "replace")) + 1)
    source.problem = Problem(code, message, hint)


def _refuse_long_line(source: SourceFile, text: str) -> None:
    start = 0
    while len(text) - start > MAX_LINE:
        end = text.find("\n", start, start + MAX_LINE + 1)
        if end < 0:
            message = f"this line is longer than {MAX_LINE:,} characters"
            source.problem = Problem(
                "E108", message, "put each key on a line of its own", region=Region(start, start + 1)
            )
            return
        start = end + 1
