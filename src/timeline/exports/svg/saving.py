"""Write a picture to a file: whole or not at all, and over nothing but an earlier picture of this program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from timeline.exports.files import is_export
from timeline.exports.svg.forms import ENDINGS, encoded
from timeline.model.errors import UsageError
from timeline.source.writing import create_file, naming, replace_file

if TYPE_CHECKING:
    from timeline.exports.svg.drawing import Picture

_DOTS_PER_INCH = 192
"""Two dots for each unit of a picture, as screens with small dots have."""


def check_place(path: str, *, force: bool) -> None:
    """Raise `UsageError` if no picture can be written at a path: for its ending, its folder, or what is there.

    With `force`, what is there may be an earlier picture, in a regular file.
    """
    if not path.lower().endswith(ENDINGS):
        raise UsageError(
            f'"{path}" is not the name of a picture', f"end it with {', '.join(ENDINGS)}; - is SVG on standard output"
        )
    if os.path.lexists(path):
        if not force:
            raise UsageError(f"{path} already exists", "use --force to replace it")
        if os.path.isdir(path) or not is_export(path):
            raise UsageError(f"{path} is not an earlier picture", "remove it yourself, or use another name")
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise UsageError(f'there is no folder "{folder}"', "create it first")


def save(picture: Picture, path: str, *, force: bool) -> None:
    """Write a picture.

    Raises `UsageError` as `check_place` and `forms.encoded` do, and `OutputError` if it cannot be written.
    """
    check_place(path, force=force)
    data = encoded(picture.render(), os.path.splitext(path)[1].lower(), _DOTS_PER_INCH)
    with naming(path):
        if os.path.lexists(path):
            replace_file(path, data)
        else:
            create_file(path, data)
