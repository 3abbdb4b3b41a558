"""`timeline init`: write an example events file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from timeline.cli.answer import on_screen
from timeline.cli.notes import note
from timeline.cli.options import NoPager, with_options
from timeline.model.errors import UsageError


@with_options
def init(
    file: Annotated[str, Argument(metavar="[FILE]", help="The file to write; - for standard output.")] = "events.toml",
    force: Annotated[bool, Option("--force", help="Overwrite an existing file.")] = False,
    no_pager: NoPager = False,
) -> None:
    """Write a small events file to start from, with every kind of divergence and comments that explain them.

    \b
    Examples:
      timeline init
      timeline init novel.toml
      timeline init - | timeline diverge --data -
    """
    from timeline.source.starter import starter

    if file == "-":
        with on_screen(no_pager=no_pager) as stream:
            stream.write(starter())
        return
    _write(file, starter().encode("utf-8"), force=force)
    note(f"wrote {file}; try: timeline diverge --data {file}")


def _write(file: str, data: bytes, *, force: bool) -> None:
    from timeline.source.writing import create_file, locked, naming, replace_file

    if os.path.isdir(file) or not Path(file).name:
        raise UsageError(f'"{file}" is a folder', "name a file in it")
    path = os.path.realpath(file)
    if not os.path.isdir(os.path.dirname(path)):
        raise UsageError(f'there is no folder "{os.path.dirname(file) or path}"', "create it first")
    with naming(file):
        if force and os.path.exists(path):
            with locked(path):
                replace_file(path, data)
            return
        try:
            create_file(path if force else os.path.abspath(file), data)
        except FileExistsError:
            raise UsageError(f"{file} already exists", "use --force to overwrite it") from None
