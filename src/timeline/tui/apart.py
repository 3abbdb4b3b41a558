"""A history that is compiled by another process.

A thread that compiles leaves the one that draws the screen little time, and none while it sorts or parses a large text. The
other process only builds the index in the cache, which is then opened here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

from timeline.model.diagnostics import Diagnostic
from timeline.model.errors import DataError, UsageError
from timeline.store.chronicle import Chronicle
from timeline.store.watching import WatchedFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGE = 3_000
"""The number of events from which a history is worth another process, which takes some time to start."""


class RefusedError(Exception):
    """A history that cannot be opened."""

    def __init__(self, error: DataError | UsageError | OSError, files: WatchedFiles) -> None:
        super().__init__(str(error))
        self.error = error
        """What opening it raised."""
        self.files = files
        """Its files as they were when they were read."""


def compile_apart(paths: Sequence[str], up_to: Sequence[str]) -> None:
    """Have the index of a history built, unless it is up to date. Raises `RefusedError` if the history cannot be opened.

    Nothing is raised if the process ends in any other way: who opens the history then builds the index.
    """
    ended = subprocess.run(  # noqa: S603 - the program itself, without a shell
        [sys.executable, "-m", __name__],
        input=json.dumps([list(paths), list(up_to)]),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )
    told = json.loads(ended.stdout) if ended.returncode == 0 and ended.stdout else None
    if told is not None:
        raise RefusedError(_error(told), WatchedFiles.of_record(told["files"]))


def opened(paths: Sequence[str], up_to: Sequence[str]) -> dict[str, Any] | None:
    """Open a history; return why that cannot be done, and which files it has."""
    try:
        with closing(Chronicle(paths, up_to=up_to)):
            return None
    except DataError as error:
        names = [name for name, _, _ in Diagnostic.parts]
        told: dict[str, Any] = {"data": [{name: getattr(each, name) for name in names} for each in error.diagnostics]}
    except UsageError as error:
        told = {"usage": [error.message, error.hint, error.listed]}
    except OSError as error:
        told = {"system": [error.errno, error.strerror or str(error), error.filename]}
    return {**told, "files": WatchedFiles.of_paths(paths).record()}


def _error(told: dict[str, Any]) -> DataError | UsageError | OSError:
    if "data" in told:
        return DataError(map(Diagnostic.made_of, told["data"]))
    return UsageError(*told["usage"]) if "usage" in told else OSError(*told["system"])


if __name__ == "__main__":
    json.dump(opened(*json.load(sys.stdin)), sys.stdout)
