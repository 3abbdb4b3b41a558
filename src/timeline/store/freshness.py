"""Decide whether an index is up to date with its files: always correctly, and usually without reading them.

A file is unchanged if its size, times and inode match the stamp, unless it was written so shortly before it was read that
the file system's clock cannot separate the two. git calls such an entry "racily clean" (see technical/racy-git.txt in its
documentation). Only then does this module compare the content, by its hash.
"""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING

from timeline.model.stamps import Lookup, Stamp, digest

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOCK_STEP_NS = 2_000_000_000
"""The resolution of the coarsest time stamps in use (FAT): two seconds."""


class Freshness(Enum):
    """How an index compares with its files."""

    STALE = "stale"
    FRESH = "fresh"
    SETTLED = "settled"
    """Fresh by its hashes, and long enough after the last change that the times suffice from now on."""


def still_lead(lookups: Iterable[Lookup]) -> bool:
    """Return whether all names still lead to the same files."""
    return all(_real_paths(lookup) == lookup.real_paths for lookup in lookups)


def _real_paths(lookup: Lookup) -> tuple[str, ...]:
    paths = [lookup.name]
    if lookup.folder:
        from timeline.source.includes import files_named  # only a history of several files needs it

        try:
            paths = files_named(lookup.folder, lookup.name)
        except ValueError:
            return ()
    return tuple(os.path.realpath(path) for path in paths)


def freshness(stamps: Iterable[Stamp], read_at_ns: int, now_ns: int) -> Freshness:
    """Compare stamps, taken at `read_at_ns`, with the files as they are at `now_ns` (nanoseconds since 1970)."""
    result = Freshness.FRESH
    for stamp in stamps:
        state = freshness_of(stamp, read_at_ns, now_ns)
        if state is Freshness.STALE:
            return state
        if state is Freshness.SETTLED:
            result = state
    return result


def freshness_of(stamp: Stamp, read_at_ns: int, now_ns: int) -> Freshness:
    """Compare the stamp of one file with the file."""
    try:
        status = os.stat(stamp.path)
    except OSError:
        return Freshness.STALE
    found = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    if found != (stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.inode):
        return Freshness.STALE
    changed_at = max(stamp.mtime_ns, stamp.ctime_ns)
    if changed_at + CLOCK_STEP_NS < read_at_ns:
        return Freshness.FRESH
    if _content_hash(stamp.path) != stamp.sha256:
        return Freshness.STALE
    return Freshness.SETTLED if changed_at + CLOCK_STEP_NS < now_ns else Freshness.FRESH


def _content_hash(path: str) -> str | None:
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return None
