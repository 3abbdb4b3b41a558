"""Open and read files without blocking on a pipe and without filling the memory."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CHUNK = 1 << 20

_KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class NotAFileError(OSError):
    """The path does not lead to a regular file; `kind` says in words what it is."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"it is {kind}, not a file")
        self.kind = kind


def kind_of(mode: int) -> str | None:
    """Return what a file of that mode is, such as "a named pipe"; None for a regular file."""
    return None if stat.S_ISREG(mode) else _KINDS.get(stat.S_IFMT(mode), "something else")


def open_regular(path: str, folder: int | None = None) -> int:
    """Open a regular file for reading and return its descriptor. Never blocks on a pipe or a device.

    `path` is relative to the open folder `folder`, if one is given. The file is checked again once it is open, because
    another may have replaced it. Raises `NotAFileError` or another `OSError`.
    """
    _require_regular(os.stat(path, dir_fd=folder))  # opening a device may do something
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, dir_fd=folder)
    try:
        _require_regular(os.fstat(descriptor))
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _require_regular(status: os.stat_result) -> None:
    kind = kind_of(status.st_mode)
    if kind is not None:
        raise NotAFileError(kind)


def read_up_to(limit: int, read: Callable[[int], bytes | None]) -> bytes:
    """Read up to the end, or to a little more than `limit` bytes; a binary file only up to the piece with its first NUL.

    A small file takes little memory, and reading a device such as /dev/zero ends at once.
    """
    pieces = bytearray()
    while len(pieces) <= limit and (piece := read(_CHUNK)):
        pieces += piece
        if b"\0" in piece and not pieces.startswith((b"\xff\xfe", b"\xfe\xff")):
            break
    return bytes(pieces)
