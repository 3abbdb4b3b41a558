"""CSV: a first line of keys, then one event a line.

Lists are joined by `;`, which is doubled within a value; white space around a value does not count.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Any

from timeline.source.fields import EVENT, Type
from timeline.source.imports.rows import Rows
from timeline.source.positions import Region
from timeline.source.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = {"timelines", *(entry.key for entry in EVENT.fields if entry.is_list)}
_NUMBERS = {entry.key for entry in EVENT.fields if entry.type in (Type.COUNT, Type.WHOLE)}
_GUARDED = re.compile(r"'(?='*\s*[=+\-@])")
"""The apostrophe that keeps a spreadsheet from taking a text for a formula (`timeline.formats.csv`)."""

_PARTS = re.compile(r"(?:[^;]|;;)+")


def read(text: str) -> tuple[Rows, Problem | None]:
    """Return the rows of a text by its first line, and the problem of one that is no CSV."""
    lines = list(StringIO(text, newline=""))  # a line separator of Unicode ends no line of CSV
    starts = [0, *accumulate(map(len, lines))]
    reader = csv.reader(lines, strict=True)
    rows, first = Rows([], []), 0
    try:
        keys = next(reader)
        first = reader.line_num
        rows = Rows([], [], tuple(keys))
        if len(set(keys)) < len(keys):
            return rows, _broken("a column stands twice", Region(0, len(lines[0].rstrip())))
        for cells in reader:
            region = Region(starts[first], starts[reader.line_num])
            first = reader.line_num
            if len(cells) > len(keys):
                return rows, _broken(f"this row has {len(cells)} values for {len(keys)} columns", region)
            if cells:
                rows.records.append(dict(_values(keys, cells)))
                rows.regions.append(region)
    except csv.Error as error:
        return rows, _broken(str(error), Region(starts[first], starts[first] + 1))
    return rows, None


def _broken(message: str, region: Region) -> Problem:
    return Problem(
        "E117", f"not CSV: {message}", 'put a value with a comma or a quote in quotes: "...", ""', region=region
    )


def _values(keys: list[str], cells: list[str]) -> Iterator[tuple[str, Any]]:
    for key, cell in zip_longest(keys, cells, fillvalue=""):
        text = cell[1:] if _GUARDED.match(cell) else cell
        if not text:
            yield key, None
        elif key in LISTS:
            yield key, [part.replace(";;", ";").strip() for part in _PARTS.findall(text) if part.strip()]
        elif key in _NUMBERS and re.fullmatch(r"[+-]?[0-9]{1,12}", text):
            yield key, int(text)
        else:
            yield key, text
