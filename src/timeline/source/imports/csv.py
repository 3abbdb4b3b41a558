"""CSV: a first line of keys, then one event a line.

Lists are joined by `;`, which is doubled within a value; white space around a value does not count.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from timeline.source.fields import EVENT, Type
from timeline.source.imports.rows import Record, RowsError
from timeline.source.positions import Region
from timeline.source.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LISTS = {"timelines", *(entry.key for entry in EVENT.fields if entry.is_list)}
_NUMBERS = {entry.key for entry in EVENT.fields if entry.type in (Type.COUNT, Type.WHOLE)}
_GUARDED = re.compile(r"'(?='*\s*[=+\-@])")
"""The apostrophe that keeps a spreadsheet from taking a text for a formula (`timeline.formats.csv`)."""

_PARTS = re.compile(r"(?:[^;]|;;)+")


class _Lines:
    """The lines of a text that comes in parts."""

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts = parts
        self.end = 0
        """The offset of the end of the last line that was asked for."""
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        rest = ""
        for part in self._parts:
            text, rest = rest + part, ""
            if text.endswith("\r"):  # a part may end between the two characters that end a line
                text, rest = text[:-1], "\r"
            lines = list(StringIO(text, newline=""))  # a line separator of Unicode ends no line of CSV
            if lines and lines[-1][-1] not in "\r\n":
                rest = lines.pop() + rest
            yield from map(self._next, lines)
        if rest:
            yield self._next(rest)

    def _next(self, line: str) -> str:
        self.last = line
        self.end += len(line)
        return line


def read(parts: Iterator[str]) -> Iterator[Record]:
    """Yield the first line of a text as a row without values, then its rows; raises `RowsError` if it is no CSV."""
    lines = _Lines(parts)
    reader = csv.reader(iter(lines), strict=True)
    start = 0
    try:
        keys = next(reader)
        if len(set(keys)) < len(keys):
            raise _broken("a column stands twice", Region(0, len(lines.last.rstrip())))
        yield dict.fromkeys(keys), 0, 0
        start = lines.end
        for cells in reader:
            if len(cells) > len(keys):
                region = Region(start, lines.end)
                raise _broken(f"this row has {len(cells)} values for {len(keys)} columns", region)
            if cells:
                yield dict(_values(keys, cells)), start, lines.end
            start = lines.end
    except csv.Error as error:
        raise _broken(str(error), Region(start, start + 1)) from None


def _broken(message: str, region: Region) -> RowsError:
    hint = 'put a value with a comma or a quote in quotes: "...", ""'
    return RowsError(Problem("E117", f"not CSV: {message}", hint, region=region))


def _values(keys: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for key, cell in zip_longest(keys, cells, fillvalue=""):
        text = cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
        if not text:
            yield key, None
        elif key in LISTS:
            parts = [text] if ";" not in text else _PARTS.findall(text)
            yield key, [part.replace(";;", ";").strip() for part in parts if part.strip()]
        elif key in _NUMBERS and re.fullmatch(r"[+-]?[0-9]{1,12}", text):
            yield key, int(text)
        else:
            yield key, text
