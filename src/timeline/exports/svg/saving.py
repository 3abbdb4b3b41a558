"""Write a picture to a file: whole or not at all, and over nothing but an earlier picture of this program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from timeline.exports.svg.drawing import GENERATOR
from timeline.model.errors import UsageError
from timeline.source.writing import create_file, naming, replace_file

if TYPE_CHECKING:
    from timeline.exports.svg.drawing import Picture

ENDING = ".svg"
_START = 1024


def check_place(path: str, *, force: bool) -> None:
    """Raise `UsageError` if no picture can be written at a path: for its ending, its folder, or what is there.

    With `force`, what is there may be an earlier picture, in a regular file.
    """
    if not path.lower().endswith(ENDING):
        raise UsageError(f'"{path}" is not the name of a picture', f"end it with {ENDING}; - is standard output")
    if os.path.lexists(path):
        if not force:
            raise UsageError(f"{path} already exists", "use --force to replace it")
        if not _is_picture(path):
            raise UsageError(f"{path} is not an earlier picture", "remove it yourself, or use another name")
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise UsageError(f'there is no folder "{folder}"', "create it first")


def save(picture: Picture, path: str, *, force: bool) -> None:
    """Write a picture. Raises `UsageError` as `check_place` does, and `OutputError` if it cannot be written."""
    check_place(path, force=force)
    data = picture.render().encode("utf-8")
    with naming(path):
        if os.path.lexists(path):
            replace_file(path, data)
        else:
            create_file(path, data)


def _is_picture(path: str) -> bool:
    if os.path.islink(path) or not os.path.isfile(path):
        return False
    with naming(path), open(path, "rb") as file:
        return GENERATOR.encode() in file.read(_START)
