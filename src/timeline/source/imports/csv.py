"""CSV: a first line of keys, then one event a line.

Lists are joined by `;`, which is doubled within a value; white space around a value does not count.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from io import StringIO
from itertools import compress
from typing import TYPE_CHECKING, Any

from timeline.source.fields import EVENT, Type
from timeline.source.imports.rows import Record, RowsError
from timeline.source.positions import Region
from timeline.source.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    _Reader = Callable[[str], object]

LISTS = {"timelines", *(entry.key for entry in EVENT.fields if entry.is_list)}
_NUMBERS = {entry.key for entry in EVENT.fields if entry.type in (Type.COUNT, Type.WHOLE)}
_REPEATED = ("tags", "timeline", "timelines")
"""Lists that many rows share."""

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
            for line in lines:
                self.last = line
                self.end += len(line)
                yield line
        if rest:
            self.last = rest
            self.end += len(rest)
            yield rest


def read(parts: Iterator[str]) -> Iterator[Record]:
    """Yield the first line of a text as a row without values, then its rows; raises `RowsError` if it is no CSV."""
    lines = _Lines(parts)
    rows = csv.reader(iter(lines), strict=True)
    start = 0
    try:
        keys = next(rows)
        if len(set(keys)) < len(keys):
            raise _broken("a column stands twice", Region(0, len(lines.last.rstrip())))
        yield dict.fromkeys(keys), 0, 0
        special = [(key, reader) for key in keys if (reader := _reader_of(key))]
        start = lines.end
        for cells in rows:
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


def _values(keys: Sequence[str], cells: Sequence[str], special: Iterable[tuple[str, _Reader]]) -> dict[str, Any]:
    """Return the values of a row, with None for a date or title that is empty; `special` has what reads more than texts."""
    values: dict[str, Any] = {"date": None, "title": None}
    values.update(compress(zip(keys, cells, strict=False), cells))  # cells may be missing at the end
    if "'" in "".join(cells):
        for key, cell in values.items():
            if cell and cell[0] == "'":
                values[key] = _unguarded(cell)
    for key, read in special:
        text = values.get(key)
        if text is not None:
            values[key] = read(text)
    return values


@lru_cache(maxsize=1000)
def _number(text: str) -> int | str:
    return int(text) if _NUMBER.fullmatch(text) else text


def _unguarded(cell: str) -> str | None:
    return (cell[1:] or None) if _GUARDED.match(cell) else cell


def _parts(text: str) -> list[str]:
    if ";" not in text:
        part = text.strip()
        return [part] if part else []
    parts = _PARTS.findall(text) if ";;" in text else text.split(";")
    return [part for each in parts if (part := each.replace(";;", ";").strip())]


_known_parts = lru_cache(maxsize=1000)(_parts)


def _reader_of(key: str) -> _Reader | None:
    """Return what reads the values of a key that are more than a text."""
    if key in LISTS:
        return _known_parts if key in _REPEATED else _parts
    return _number if key in _NUMBERS else None
