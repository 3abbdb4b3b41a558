"""CSV: a first line of keys, then one event a line.

Lists are joined by `;`, which is doubled within a value; white space around a value does not count.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
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

_NUMBER = re.compile(r"[+-]?[0-9]{1,12}")
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
        special = [(key, key in LISTS) for key in keys if key in LISTS or key in _NUMBERS]
        start = lines.end
        for cells in reader:
            if len(cells) > len(keys):
                region = Region(start, lines.end)
                raise _broken(f"this row has {len(cells)} values for {len(keys)} columns", region)
            if cells:
                yield _values(keys, cells, special), start, lines.end
            start = lines.end
    except csv.Error as error:
        raise _broken(str(error), Region(start, start + 1)) from None


def _broken(message: str, region: Region) -> RowsError:
    hint = 'put a value with a comma or a quote in quotes: "...", ""'
    return RowsError(Problem("E117", f"not CSV: {message}", hint, region=region))


def _values(keys: Sequence[str], cells: Sequence[str], special: Sequence[tuple[str, bool]]) -> dict[str, Any]:
    """Return the values of a row, with None for a date or title that is empty.

    `special` are those keys that take lists (True) or numbers (False).
    """
    values: dict[str, Any] = {
        key: cell if cell[0] != "'" else _unguarded(cell)
        for key, cell in zip(keys, cells, strict=False)  # cells may be missing at the end
        if cell
    }
    for key, is_list in special:
        text = values.get(key)
        if text is None:
            continue
        if is_list:
            values[key] = _parts(text)
        elif _NUMBER.fullmatch(text):
            values[key] = int(text)
    return {"date": None, "title": None, **values}


def _unguarded(cell: str) -> str | None:
    return (cell[1:] or None) if _GUARDED.match(cell) else cell


def _parts(text: str) -> list[str]:
    if ";" not in text:
        part = text.strip()
        return [part] if part else []
    parts = (part.replace(";;", ";").strip() for part in _PARTS.findall(text))
    return [part for part in parts if part]
