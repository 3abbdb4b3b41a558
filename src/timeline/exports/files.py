"""Exports that are files or folders of their own, and no stream: a history for another engine, a page, a poster.

To add one, write `exports/NAME.py` with a function `write(chronicle, path, options)` and add its line here, with the
options that it takes. It writes at a path at which there is nothing yet.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.errors import UsageError
from timeline.model.query import EVERY_EVENT
from timeline.source.writing import naming

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle

    Write = Callable[[Chronicle, str, "ExportOptions"], None]


class ExportOptions(NamedTuple):
    """What an export is asked for. Each export takes some of these and refuses the others (`FileExport.takes`)."""

    query: Query = EVERY_EVENT
    """The filters; a pair of which one event matches is in the export with both, as in `diverge`."""
    between: tuple[str, str] | None = None
    """The two timelines to open with, as the user names them: the base and the alternate."""
    title: str | None = None
    """The heading; None for that of the history."""
    labels: int | None = None
    """How many events to name; None for as many as fit."""
    dark: bool = False
    """Whether the ground is dark."""
    landscape: bool = False
    """Whether the sheet is wider than high."""
    ending: str = ""
    """The ending of the name of the file, such as ".png", for a module that writes several forms."""

    @property
    def given(self) -> frozenset[str]:
        """The names of the options that differ from their defaults."""
        defaults = ExportOptions._field_defaults
        return frozenset(name for name, value in self._asdict().items() if value != defaults[name])


_DRAWN = frozenset({"query", "between", "title"})
_POSTER = _DRAWN | {"labels", "dark", "landscape"}


class FileExport(NamedTuple):
    """One export, by the ending of the name of its file."""

    ending: str
    module: str
    help: str
    takes: frozenset[str] = frozenset()
    """The fields of `ExportOptions` that it takes."""
    hint: str = "try: timeline sql --help"
    """What to do with the result."""
    marks: tuple[bytes, ...] = ()
    """What its files begin with, then what their first or last kilobyte has and no other file; empty for a folder."""
    most: int | None = None
    """From more events on, the user is told to ask for fewer."""

    def write(self, chronicle: Chronicle, path: str, options: ExportOptions | None = None) -> None:
        """Write a history at a path at which there is nothing yet."""
        write: Write = import_module(f"timeline.exports.{self.module}").write
        write(chronicle, path, (options or ExportOptions())._replace(ending=self.ending))

    def check(self, options: ExportOptions) -> None:
        """Raise `UsageError` for an option that does not fit this export."""
        for name in ExportOptions._fields:
            if name in options.given - self.takes:
                what = "filters do" if name == "query" else f"--{name} does"
                able = [export.ending for export in FILE_EXPORTS if name in export.takes]
                raise UsageError(f"{what} not go with {self.ending}", f"only with {_either(able)}" if able else None)


def _either(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


FILE_EXPORTS = (
    FileExport(
        ".html",
        "html.page",
        "one page to explore in a browser, which needs no network",
        _DRAWN,
        "open it in a browser",
        (b"<!doctype html>", b'<meta name="generator" content="timeline">'),
        most=50_000,
    ),
    FileExport(
        ".svg",
        "svg.poster",
        "a poster to print or to put on a wiki",
        _POSTER,
        "open it in a browser",
        (b"<?xml", b"<!-- generator timeline -->"),
    ),
    FileExport(
        ".png",
        "svg.poster",
        "the poster as a picture",
        _POSTER,
        "look at it",
        (b"\x89PNG\r\n\x1a\n", b"Software\0timeline"),
    ),
    FileExport(
        ".pdf", "svg.poster", "the poster as a page to print", _POSTER, "print it", (b"%PDF-", b"%timeline export\n")
    ),
    FileExport(".parquet", "parquet", "a folder of Parquet files by timeline and decade, for DuckDB and Spark"),
    FileExport(".sqlite", "sqlite", "one SQLite file with the same tables", marks=(b"SQLite format 3\0",)),
)


def file_export_for(path: str) -> FileExport:
    """Return the export that the ending of a name asks for; raises `UsageError` if there is none."""
    for export in FILE_EXPORTS:
        if path.rstrip(os.sep).endswith(export.ending):
            return export
    endings = _either([export.ending for export in FILE_EXPORTS])
    raise UsageError(f'"{path}" does not say what to export to', f"end the name with {endings}; -f toml writes TOML")


def write_whole(
    export: FileExport, chronicle: Chronicle, path: str, *, force: bool, options: ExportOptions | None = None
) -> None:
    """Write an export beside `path` and rename it, so that what is there is whole.

    With `force`, it takes the place of what an earlier export wrote. Raises `UsageError` if anything else is there, or
    anything at all without `force`, and `OutputError` if it cannot be written.
    """
    path = os.path.abspath(path)
    if os.path.lexists(path):
        if not force:
            raise UsageError(f"{path} already exists", "use --force to replace it")
        if not is_export(path):
            raise UsageError(f"{path} is not an earlier export", "remove it yourself, or use another name")
    if not os.path.isdir(os.path.dirname(path)):
        raise UsageError(f'there is no folder "{os.path.dirname(path)}"', "create it first")
    made = os.path.join(os.path.dirname(path), f".timeline-{secrets.token_hex(8)}.tmp")
    with naming(path):
        try:
            export.write(chronicle, made, options)
            _remove(path)
            os.rename(made, path)
        finally:
            _remove(made)


def is_export(path: str) -> bool:
    """Return whether an export may be replaced: a regular file with the marks of one, or a folder with only its tables."""
    from timeline.sql.tables import TABLES

    if os.path.islink(path):
        return False
    if os.path.isdir(path):
        return {*os.listdir(path)} == {table.name for table in TABLES}
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        start = file.read(1024)
        file.seek(max(0, os.path.getsize(path) - 1024))
        ends = start + file.read()
    known = [export.marks for export in FILE_EXPORTS if export.marks]
    return any(start.startswith(marks[0]) and all(mark in ends for mark in marks) for marks in known)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)
