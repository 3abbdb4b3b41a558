"""Which code made an index. Other code may keep other things, or keep them in another form, so its indexes are rebuilt.

The version of the package is not enough: an update of a clone that is installed as it stands does not change it.
"""

from __future__ import annotations

import os
from pathlib import Path

from timeline import __version__

_PARTS = ("model", "source", "source/imports", "store")
"""The packages that decide what an index holds."""

_CODE = (".py", ".js", ".css", ".j2")
"""The suffixes of what decides something: a page has a template, a style and scripts."""


def code_version(*parts: str) -> str:
    """Return the version of the package, and the size and the last change of the code that makes indexes.

    `parts` are further packages that decide what is kept, with all that is below them.
    """
    package = Path(__file__).parents[1]
    folders = [str(package / part) for part in _PARTS]
    folders += [folder for part in parts for folder, _, _ in os.walk(package / part)]
    files = [file.stat() for folder in folders for file in os.scandir(folder) if file.name.endswith(_CODE)]
    newest = max((file.st_mtime_ns for file in files), default=0)
    return f"{__version__}, {sum(file.st_size for file in files)} bytes of {newest}"
