"""Exports that are files or folders of their own, and no stream: the whole history for another engine.

To add one, write `exports/NAME.py` with a function `write(chronicle, path)` and add its line here. It writes at a path at
which there is nothing yet.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError
from timeline.source.writing import naming

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle


class FileExport(NamedTuple):
    """One export, by the ending of the name of its file."""

    ending: str
    module: str
    help: str

    def write(self, chronicle: Chronicle, path: str) -> None:
        """Write a whole history at a path at which there is nothing yet."""
        write: Callable[[Chronicle, str], None] = import_module(f"timeline.exports.{self.module}").write
        write(chronicle, path)


FILE_EXPORTS = (
    FileExport(".parquet", "parquet", "a folder of Parquet files by timeline and decade, for DuckDB and Spark"),
    FileExport(".sqlite", "sqlite", "one SQLite file with the same tables"),
)


def file_export_for(path: str) -> FileExport:
    """Return the export that the ending of a name asks for; raises `UsageError` if there is none."""
    for export in FILE_EXPORTS:
        if path.rstrip(os.sep).endswith(export.ending):
            return export
    endings = " or ".join(export.ending for export in FILE_EXPORTS)
    raise UsageError(f'"{path}" does not say what to export to', f"end the name with {endings}; -f toml writes TOML")


def write_whole(export: FileExport, chronicle: Chronicle, path: str, *, force: bool) -> None:
    """Write an export beside `path` and rename it, so that what is there is whole.

    With `force`, it takes the place of what an earlier export wrote. Raises `UsageError` if anything else is there, or
    anything at all without `force`, and `OutputError` if it cannot be written.
    """
    path = os.path.abspath(path)
    if os.path.lexists(path):
        if not force:
            raise UsageError(f"{path} already exists", "use --force to replace it")
        if not _is_export(path):
            raise UsageError(f"{path} is not an earlier export", "remove it yourself, or use another name")
    if not os.path.isdir(os.path.dirname(path)):
        raise UsageError(f'there is no folder "{os.path.dirname(path)}"', "create it first")
    made = os.path.join(os.path.dirname(path), f".timeline-{secrets.token_hex(8)}.tmp")
    with naming(path):
        try:
            export.write(chronicle, made)
            _remove(path)
            os.rename(made, path)
        finally:
            _remove(made)


def _is_export(path: str) -> bool:
    """Return whether an export may be replaced: a regular SQLite file, or a folder with nothing but an export's tables."""
    from timeline.sql.tables import TABLES

    if os.path.islink(path):
        return False
    if os.path.isdir(path):
        return {*os.listdir(path)} == {table.name for table in TABLES}
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)
