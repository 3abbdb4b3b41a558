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
