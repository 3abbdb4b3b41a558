"""JSON and NDJSON: an array of objects, or one object after another. Of a text that comes in parts, one is in memory."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from timeline.source.imports.rows import Record, RowsError
from timeline.source.positions import Region
from timeline.source.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_GAP = re.compile(r"\s*")

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(rf"\\(?:u[dD][89abAB]..{_SURROGATE.pattern}|(u[dD][89a-fA-F])|.)")
"""An escape with its character: both halves of a pair, half of one (in the group), or anything else."""

_NEAR = 20
"""How far from the end of a part an error may stand that is due to that end."""


def read(parts: Iterator[str]) -> Iterator[Record]:
    """Yield the objects of a text; raises `RowsError` if it is no JSON."""
    text = _Text(parts)
    is_array = text.next() == "["
    text.at += is_array
    comma = 0  # the offset behind the comma that has to be followed by an object
    while (character := text.next()) and not (is_array and character == "]"):
        yield text.object()
        comma = 0
        if is_array and (character := text.next()) == ",":
            text.at += 1
            comma = text.offset
        elif is_array and character != "]":
            raise text.broken(text.offset, "expected , or ]")
    if is_array:
        if character and comma:
            raise text.broken(comma - 1, "illegal trailing comma before end of array")
        end = text.offset
        text.at += 1
        if not character or text.next():
            raise text.broken(end, "expected one array and nothing after it")


class _Text:
    """The part of a text that is in memory. `at` is the place in it of what comes next."""

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts = parts
        self._held = ""
        self._start = 0
        self.at = 0

    @property
    def offset(self) -> int:
        """The offset in the whole text of what comes next."""
        return self._start + self.at

    def next(self) -> str:
        """Return the next character that is no white space, and move there; nothing at the end."""
        if self._held.startswith("\n{", self.at):  # as it is between the lines of NDJSON
            self.at += 1
            return "{"
        while True:
            self.at = _GAP.match(self._held, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self._held):
                return self._held[self.at]
            if not self._more():
                return ""

    def object(self) -> Record:
        """Return the object that comes next, and move behind it."""
        while True:
            at, start = self.at, self._start
            try:
                values, end = _decoded(self._held, at)
            except RecursionError:
                raise RowsError(Problem("E113", "objects are nested too deeply", region=Region(0, 1))) from None
            except ValueError as error:
                place, message = getattr(error, "pos", at), getattr(error, "msg", str(error))
                is_cut = place >= len(self._held) - _NEAR or message.startswith("Unterminated string")
                if not (is_cut and self._more()):
                    raise self.broken(start + place, message) from None
                continue
            if not isinstance(values, dict):
                raise self.broken(start + at, "expected an object: {...}")
            half = _half_of_pair(self._held, at, end)
            if half is not None:
                raise self.broken(start + half, "half of a surrogate pair is no character")
            self.at = end
            return values, start + at, start + end

    def broken(self, offset: int, message: str) -> RowsError:
        """Return the error of a text that is no JSON at an offset."""
        place = min(offset, max(self._start + len(self._held) - 1, 0))
        message = f"not JSON: {message[:1].lower()}{message[1:]}"
        hint = "write an array of objects, or one object a line"
        return RowsError(Problem("E117", message, hint, region=Region(place, place + 1)))

    def _more(self) -> bool:
        """Take in the next part, and let go of what is read. Return whether there is one."""
        part = next(self._parts, None)
        if part is None:
            return False
        self._held = self._held[self.at :] + part
        self._start += self.at
        self.at = 0
        return True


def _half_of_pair(text: str, start: int, end: int) -> int | None:
    """Return where half of a surrogate pair is escaped in an object, which is valid JSON but no Unicode text."""
    if text.find("\\", start, end) < 0 or not _SURROGATE.search(text, start, end):
        return None
    return next((found.start() for found in _ESCAPE.finditer(text, start, end) if found[1]), None)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f'the key "{next(key for key in keys if keys.count(key) > 1)}" stands twice in an object')
    return record


_STRICT = json.JSONDecoder(object_pairs_hook=_object)

_pairs: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(object_pairs_hook=tuple).scan_once  # type: ignore[attr-defined]
"""Much faster than `_STRICT`, because it calls no function of Python."""


def _decoded(text: str, at: int) -> tuple[Any, int]:
    """Return the value at a place of a text, and its end; raises `ValueError` also if a key stands twice in an object."""
    try:
        pairs, end = _pairs(text, at)
    except StopIteration:
        return _STRICT.raw_decode(text, at)
    if type(pairs) is tuple and text.find("{", at + 1, end) < 0:  # no object inside of it
        record = dict(pairs)
        if len(record) == len(pairs):
            return record, end
    return _STRICT.raw_decode(text, at)
