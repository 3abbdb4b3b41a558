"""The history to check a file in: that of --data or the settings if the file is part of it, else the file alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from timeline.model.errors import UsageError
from timeline.model.stamps import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline.cli.options import FileOptions


def whole_of(
    file: str, files: FileOptions, files_of: Callable[[Sequence[str]], Iterable[str]] | None = None
) -> Sequence[str]:
    """Return the data files of the history that a file is part of.

    `files_of` returns the paths of the files of a history; by default, they are read.
    Raises `UsageError` if --data names a history and the file is not part of it.
    """
    paths = files.named_paths()
    if file == STDIN or STDIN in paths or not paths:
        return [file]
    path = os.path.realpath(file)
    if any(os.path.realpath(each) == path for each in (files_of or _read)(paths)):
        return paths
    if files.data:
        raise UsageError(
            f"{file} is not part of the history that --data reads", "leave --data out, or include the file"
        )
    return [file]


def _read(paths: Sequence[str]) -> list[str]:
    from timeline.source.load import load_document

    return [source.path for source in load_document(paths).files]
