"""Which files the names in `include` stand for: one file, or all that match a pattern."""

from __future__ import annotations

import os

_WILD = "*?["


def is_pattern(name: str) -> bool:
    """Return whether a name may stand for several files.

    `*` and `?` stand for any characters, `[...]` for some, and `**` for folders, as many as there are or none.
    """
    return any(each in name for each in _WILD)


def files_named(folder: str, name: str) -> list[str]:
    """Return the paths of the files that a name stands for, seen from a folder; those of a pattern in the order of names.

    A leading `~` is the home folder. A file that bears the name itself comes before what the name matches as a pattern;
    a pattern matches no hidden files, and a plain name needs no file. Raises `ValueError` for a name that no file can have.
    """
    path = os.path.join(folder, os.path.expanduser(name))
    if not is_pattern(name) or os.path.lexists(path):
        return [path]
    import glob

    found = glob.glob(os.path.join(glob.escape(folder), os.path.expanduser(name)), recursive=True)
    return sorted({match for match in found if os.path.isfile(match)})


class Named:
    """The files that names stand for, each name followed once: many files may include the same."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], tuple[list[str], tuple[str, ...]]] = {}
        self._real: dict[str, str] = {}

    def knows(self, folder: str, name: str) -> bool:
        """Return whether a name has been followed from a folder."""
        return (folder, name) in self._files

    def files(self, folder: str, name: str) -> tuple[list[str], tuple[str, ...]]:
        """Return the paths of the files that a name stands for, seen from a folder, and their real paths.

        Raises `OSError` or `ValueError` for a name that no file can have.
        """
        found = self._files.get((folder, name))
        if found is None:
            paths = files_named(folder, name)
            found = self._files[folder, name] = paths, tuple(map(self._real_path, paths))
        return found

    def _real_path(self, path: str) -> str:
        found = self._real.get(path)
        if found is None:
            found = self._real[path] = os.path.realpath(path)
        return found
