"""Stamps of files, which show whether a file has changed since it was read."""

# Without `from __future__ import annotations`, the fields of tuples need not be evaluated: every start reads them.

import os
from typing import NamedTuple, Self

STDIN = "-"
"""The name of standard input among the data files."""


class Stamp(NamedTuple):
    """The state of a file when it was read.

    The change time reveals an edit that restored size and modification time. The hash decides if the times are too
    close (see `timeline.store.freshness`).
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    sha256: str

    @classmethod
    def of(cls, path: str, status: os.stat_result, data: bytes) -> Self:
        """Return the stamp of a file, from its status when it was opened and its content."""
        return cls(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, digest(data))


class Lookup(NamedTuple):
    """The files that a name led to. Later, links may lead elsewhere, and a pattern may match other files."""

    folder: str
    """The folder to which the name is relative; empty for a file that the user named."""
    name: str
    """The path of a file; in an `include`, it may be a pattern."""
    real_paths: tuple[str, ...]
    """The paths of the files, with every link followed."""


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
