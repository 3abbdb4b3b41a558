"""JSON and NDJSON: an array of objects, or one object after another."""

from __future__ import annotations

import json
import re
from typing import Any

from timeline.source.imports.rows import Rows
from timeline.source.positions import Region
from timeline.source.problems import Problem

_GAP = re.compile(r"\s*")


def read(text: str) -> tuple[Rows, Problem | None]:
    """Return the objects of a text, and the problem of one that is no JSON."""
    decoder, rows = json.JSONDecoder(object_pairs_hook=_object), Rows([], [])
    offset = _GAP.match(text, 0).end()  # type: ignore[union-attr]
    is_array = text[offset] == "["
    offset = _skip(text, offset + is_array)
    while offset < len(text) and not (is_array and text[offset] == "]"):
        try:
            record, end = decoder.raw_decode(text, offset)
        except RecursionError:
            return rows, Problem("E113", "objects are nested too deeply", region=Region(0, 1))
        except ValueError as error:
            return rows, _broken(text, getattr(error, "pos", offset), getattr(error, "msg", str(error)))
        if not isinstance(record, dict):
            return rows, _broken(text, offset, "expected an object: {...}")
        _add(rows, record, Region(offset, end))
        offset = _skip(text, end)
        if is_array and text[offset : offset + 1] == ",":
            offset = _skip(text, offset + 1)
        elif is_array and text[offset : offset + 1] != "]":
            return rows, _broken(text, offset, "expected , or ]")
    if is_array and (offset >= len(text) or _skip(text, offset + 1) < len(text)):
        return rows, _broken(text, offset, "expected one array and nothing after it")
    return rows, None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f'the key "{next(key for key in keys if keys.count(key) > 1)}" stands twice in an object')
    return record


def _add(rows: Rows, record: dict[str, Any], region: Region) -> None:
    rows.records.append(record)
    rows.regions.append(region)


def _skip(text: str, offset: int) -> int:
    """Return the offset of the next character that is no white space."""
    return _GAP.match(text, offset).end()  # type: ignore[union-attr]


def _broken(text: str, offset: int, message: str) -> Problem:
    place = min(offset, max(len(text) - 1, 0))
    message = f"not JSON: {message[:1].lower()}{message[1:]}"
    return Problem("E117", message, "write an array of objects, or one object a line", region=Region(place, place + 1))
