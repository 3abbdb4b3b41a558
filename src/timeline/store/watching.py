"""The files of a history that is being written, and whether any of them has changed since it was read."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from timeline.model.stamps import Lookup, Stamp
from timeline.store import cache
from timeline.store.freshness import Freshness, freshness, still_lead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.store.chronicle import Chronicle


class WatchedFiles:
    """The files of a history as they were when it was read, those that it includes and those that are missing too."""

    def __init__(
        self, stamps: Iterable[Stamp], lookups: Iterable[Lookup], others: Iterable[str], read_at_ns: int
    ) -> None:
        """Take the stamps of the files, what led to them, and the paths of `others`, which could not be read.

        `read_at_ns` is a time before which the files were not read (nanoseconds since 1970).
        """
        self._stamps = list(stamps)
        self._lookups = list(lookups)
        self._others = {path: _state_of(path) for path in others}
        self._read_at_ns = read_at_ns

    @classmethod
    def of_chronicle(cls, chronicle: Chronicle, read_at_ns: int) -> WatchedFiles | None:
        """Return the files of a history that was opened; None if only its document knows them (`of_paths`)."""
        head = chronicle.head()
        return None if head is None else cls(cache.stamps_in(head), cache.lookups_in(head), (), read_at_ns)

    @classmethod
    def of_paths(cls, paths: Sequence[str]) -> WatchedFiles:
        """Read a history, which may be invalid, and return its files."""
        from timeline.store.compiling import document_of

        read_at_ns = time.time_ns()
        files = document_of(paths).files
        return cls(
            [source.stamp for source in files if source.stamp is not None],
            [lookup for source in files for lookup in source.lookups],
            [source.path for source in files if source.stamp is None],
            read_at_ns,
        )

    def record(self) -> list[object]:
        """Return everything as JSON, for another process (`of_record`)."""
        return [self._stamps, self._lookups, list(self._others.items()), self._read_at_ns]

    @classmethod
    def of_record(cls, record: Sequence[Any]) -> WatchedFiles:
        """Return files as another process has met them."""
        stamps, lookups, others, read_at_ns = record
        found = cls(
            [Stamp(*fields) for fields in stamps],
            [Lookup(folder, name, tuple(paths)) for folder, name, paths in lookups],
            (),
            read_at_ns,
        )
        found._others = {path: None if state is None else tuple(state) for path, state in others}
        return found

    def have_changed(self) -> bool:
        """Return whether a file is another one now, is gone or is back, or a pattern matches others."""
        now_ns = time.time_ns()
        state = freshness(self._stamps, self._read_at_ns, now_ns)
        if state is Freshness.SETTLED:
            self._read_at_ns = now_ns
        return (
            state is Freshness.STALE
            or not still_lead(self._lookups)
            or any(_state_of(path) != before for path, before in self._others.items())
        )


def _state_of(path: str) -> tuple[int, ...] | None:
    """Return what changes when a file does; None if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
