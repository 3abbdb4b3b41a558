"""Whether the files of a history have changed since it was last looked at, by their times and sizes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from timeline.store.freshness import still_lead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.errors import DataError
    from timeline.store.window import Windows

Signature = tuple[int, int, int, int]


class Watch:
    """The files that a history was read from. Looking at one that has not changed takes some microseconds."""

    def __init__(self, paths: Sequence[str], windows: Windows) -> None:
        """Begin with the files as they are; `paths` are those that the user named."""
        found, self._lookups = windows.files()
        self._paths = list(dict.fromkeys([*(os.path.abspath(path) for path in paths), *found]))
        self._seen = self._now()
        self._led = True

    def has_changed(self) -> bool:
        """Return whether a file has changed, come or gone since the last call."""
        now, leads = self._now(), still_lead(self._lookups)
        has_changed = now != self._seen or leads != self._led
        self._seen, self._led = now, leads
        return has_changed

    def also(self, error: DataError) -> None:
        """Watch the files with problems as well: a broken include may be new."""
        named = (os.path.abspath(found.file) for found in error.diagnostics if found.file)
        self._paths = list(dict.fromkeys([*self._paths, *named]))
        self._seen = self._now()

    def _now(self) -> list[Signature | None]:
        return [_signature(path) for path in self._paths]


def _signature(path: str) -> Signature | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
