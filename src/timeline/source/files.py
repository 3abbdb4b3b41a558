"""Read the bytes of events files, and say what is wrong with those that cannot be read."""

from __future__ import annotations

import codecs
import os
import stat
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.model.stamps import STDIN, Lookup, Stamp, digest
from timeline.source.opening import NotAFileError, open_regular, read_up_to
from timeline.source.positions import Region
from timeline.source.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MAX_BYTES = 512 * 1024 * 1024
MAX_LINE = 1_000_000
"""The longest line, in characters: longer ones are no text that a person wrote."""


LARGE = 1 << 24
"""The length of a text, in characters, from which on it is read again instead of being kept in memory."""


class Parsed(NamedTuple):
    """What a text holds, for those who show its problems."""

    tables: Mapping[str, Any] = {}
    """Its tables as TOML has them, so that a problem can name the one that it is about."""
    rows: Sequence[Region] = ()
    """Where each event stands, if the text is of rows (JSON, NDJSON, CSV)."""


@dataclass(slots=True)
class SourceFile:
    """One events file as it was read. If it could not be read, `text` is None and `problem` says why."""

    label: str
    """The name to show: the path as the user gave it."""
    path: str
    """The absolute path, or `-`."""
    held: str | None = None
    """Its text, if that is in memory."""
    repaired: str | None = None
    """The text with its known mistakes mended, if it was not TOML without."""
    problem: Problem | None = None
    bad_byte: tuple[int, int] | None = None
    """Line and column of what is wrong with the bytes."""
    mark: bytes = b""
    """The byte order mark before the text, of which it is no part."""
    is_rows: bool = False
    """Whether it is of rows (JSON, NDJSON, CSV) and no TOML."""
    parse: Callable[[str], Parsed] = lambda text: Parsed()
    """What its text is parsed with again, to show its problems."""
    is_included: bool = False
    is_about_events: bool = True
    """Whether it is an events file at all: lines of another kind of file are not shown (see `timeline.source.purpose`)."""
    stamp: Stamp | None = None
    """None if the file cannot be read again: standard input, a pipe."""
    lookups: list[Lookup] = field(default_factory=list)
    """The files to which its path and its includes led."""
    _parsed: Parsed | None = None

    @property
    def text(self) -> str | None:
        """Its text, read again if need be; None if the file is no longer the one that was read."""
        if self.held is None and self.problem is None and self.stamp is not None:
            self.held = _text_again(self.path, self.stamp)
        return self.held

    @property
    def tables(self) -> Mapping[str, Any]:
        """Its tables, parsed again when they are first asked for."""
        return self._parse().tables

    @property
    def rows(self) -> Sequence[Region]:
        """Where each event stands in a text of rows, found again when that is first asked for."""
        return self._parse().rows

    def let_go(self) -> None:
        """Free the memory of a large text that can be read again."""
        if self.stamp is not None and self.problem is None and self.held is not None and len(self.held) > LARGE:
            self.held = None

    def _parse(self) -> Parsed:
        if self._parsed is None:
            text = self.repaired or self.text
            self._parsed = Parsed() if text is None else self.parse(text)
        return self._parsed


def _text_again(path: str, stamp: Stamp) -> str | None:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8") if digest(data) == stamp.sha256 else None


def read_file(label: str, path: str, *, regular: bool = False) -> SourceFile:
    """Read one events file. Never raises: the result says what is wrong.

    A pipe or a device is read, and may block, unless `regular` is set: then only a regular file is read.
    """
    source = SourceFile(label, path)
    try:
        data = _standard_input() if path == STDIN else _bytes(source, regular=regular)
    except MemoryError:
        source.problem = Problem("E103", "is larger than the memory there is", "split it with `include`")
        return source
    except (OSError, ValueError) as error:
        source.problem = _unreadable(error)
        return source
    if source.problem is None:
        _decode(source, data)
    return source


def file_of_text(label: str, path: str, text: str) -> SourceFile:
    """Return a text as if it had been read from the file at `path`."""
    source = SourceFile(label, path)
    _decode(source, text.encode("utf-8"))
    return source


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise OSError("standard input is closed")
    return read_up_to(MAX_BYTES, sys.stdin.buffer.read1)  # type: ignore[union-attr]  # a single read lets ^C through


def _bytes(source: SourceFile, *, regular: bool) -> bytes:
    opened = open_regular(source.path) if regular else source.path
    with open(opened, "rb", 0) as file:
        status = os.fstat(file.fileno())
        if status.st_size > MAX_BYTES:
            source.problem = _too_large()
            return b""
        data = read_up_to(MAX_BYTES, file.read)
    if stat.S_ISREG(status.st_mode):
        source.stamp = Stamp.of(source.path, status, data)
    return data


def _too_large() -> Problem:
    return Problem("E103", f"is larger than {MAX_BYTES // 1024**2} MB", "split it with `include`")


def _unreadable(error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("E101", "there is no such file", "check the path; the bundled history is --data bundled")
    if isinstance(error, IsADirectoryError) or (isinstance(error, NotAFileError) and error.kind == "a directory"):
        return Problem("E102", "this is a directory, not an events file", "name the TOML file inside it")
    if isinstance(error, NotAFileError):
        return Problem("E102", f"this is {error.kind}, not an events file", "only --data reads pipes and devices")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem("E103", f"cannot be read: {reason}")


def _decode(source: SourceFile, data: bytes) -> None:
    """Set the text of the file, or the problem that keeps its bytes from being one."""
    if len(data) > MAX_BYTES:
        source.problem = _too_large()
        return
    if data.startswith(codecs.BOM_UTF8):
        source.mark, data = codecs.BOM_UTF8, data.removeprefix(codecs.BOM_UTF8)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(source, data, 0, "E106", "is UTF-16 text; events files are UTF-8", "save it as UTF-8")
    elif _is_utf_16(data):
        _refuse(source, data, 0, "E106", "is UTF-16 text without a mark; events files are UTF-8", "save it as UTF-8")
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
        source.held = text
        _refuse_long_line(source, text)


def _is_utf_16(data: bytes) -> bool:
    """Return whether every second byte at the start is NUL, as in Latin letters of two bytes each."""
    halves = data[:200:2], data[1:200:2]
    return len(data) > 3 and sorted(half.count(0) > len(half) / 2 for half in halves) == [False, True]


def _refuse(source: SourceFile, data: bytes, offset: int, code: str, message: str, hint: str) -> None:
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset]
    source.bad_byte = (line, len(before.decode("utf-8", "replace")) + 1)
    source.problem = Problem(code, message, hint)


def _refuse_long_line(source: SourceFile, text: str) -> None:
    start = 0
    while len(text) - start > MAX_LINE:
        end = text.rfind("\n", start, start + MAX_LINE + 1)
        if end < 0:
            message = f"this line is longer than {MAX_LINE:,} characters"
            hint = "put each key on a line of its own"
            source.problem = Problem("E108", message, hint, region=Region(start, start + 1))
            return
        start = end + 1
