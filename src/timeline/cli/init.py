"""`timeline init`: a file to start with."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from timeline.cli.answer import note
from timeline.cli.options import with_options
from timeline.model.errors import UsageError


@with_options
def init(
    file: Annotated[str, Argument(metavar="[FILE]", help="The file to write; - is standard output.")] = "events.toml",
    force: Annotated[bool, Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Write a small events file to start from: a history of every kind of divergence, with comments that explain it.

    \b
    Examples:
      timeline init
      timeline init novel.toml
      timeline init - | timeline diverge --data -
    """
    from timeline.source.starter import starter

    if file == "-":
        sys.stdout.write(starter())
        return
    _write(file, starter().encode("utf-8"), force=force)
    note(f"{file} is written; see it with: timeline diverge --data {file}")


def _write(file: str, data: bytes, *, force: bool) -> None:
    from timeline.source.writing import create_file, locked, naming, replace_file

    if os.path.isdir(file) or not Path(file).name:
        raise UsageError(f'"{file}" is a folder', "name the file to write")
    path = os.path.realpath(file)
    if not os.path.isdir(os.path.dirname(path)):
        raise UsageError(f'there is no folder "{os.path.dirname(file) or path}"', "make it first")
    with naming(file):
        if force and os.path.exists(path):
            with locked(path):
                replace_file(path, data)
            return
        try:
            create_file(path if force else os.path.abspath(file), data)
        except FileExistsError:
            raise UsageError(f"{file} is there already", "--force overwrites it") from None
