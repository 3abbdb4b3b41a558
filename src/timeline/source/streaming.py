"""Read a large file of rows in parts, so that little of its text is in memory at any time."""

from __future__ import annotations

import codecs
import os
from hashlib import sha256
from typing import TYPE_CHECKING

from timeline.model.stamps import STDIN, Stamp
from timeline.source.files import MAX_BYTES, MAX_LINE
from timeline.source.imports import kind_of
from timeline.source.opening import open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.source.files import SourceFile

PART = 1 << 18
"""The length of a part, in bytes."""


class NoTextError(ValueError):
    """Something is wrong with the bytes or the lines of a file, which reading it as a whole will say."""


def is_streamed(path: str) -> bool:
    """Return whether a file is regular, larger than some parts, and begins with rows of JSON, NDJSON or CSV."""
    if path == STDIN:
        return False
    try:
        with open(open_regular(path), "rb", 0) as file:
            if not 4 * PART < os.fstat(file.fileno()).st_size <= MAX_BYTES:
                return False
            return kind_of(file.read(PART).decode("utf-8-sig", "ignore")) is not None
    except (OSError, ValueError):
        return False


def parts_of(source: SourceFile) -> Iterator[str]:
    """Yield the text of a file in parts, and take its stamp at the end.

    Raises `NoTextError`, `UnicodeDecodeError` or `OSError`.
    """
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    with open(open_regular(source.path), "rb", 0) as file:
        status, digest, size, line = os.fstat(file.fileno()), sha256(), 0, 0
        while data := file.read(PART):
            digest.update(data)
            size += len(data)
            part = decode(data)
            end = part.find("\n")
            line += len(part) if end < 0 else end
            if b"\0" in data or size > MAX_BYTES or line > MAX_LINE:
                raise NoTextError
            line = line if end < 0 else len(part) - part.rfind("\n") - 1
            if part:
                yield part
        decode(b"", final=True)
    times = status.st_mtime_ns, status.st_ctime_ns, status.st_ino
    source.stamp = Stamp(source.path, status.st_size, *times, digest.hexdigest())
