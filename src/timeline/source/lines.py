"""Read events without a parser if each line is a key and a plain value, as in most; many lines stand in many events.

Whatever else an event has (a comment, an escape, a text of several lines, a table) is left to the parser of TOML. What is
read here is what the parser and `timeline.source.plain` make of it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from timeline.source.fields import EVENT, Type
from timeline.source.plain import plan

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER = "[[event]]"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")

_OWN = ("id", "title", "people", "summary", "source", "because", "moves", "replaces", "averts")
"""Keys whose lines stand in one event only, more often than not."""

_CLEAR = b"\n" + bytes(each for each in range(0x20, 0x100) if each not in b"\\\x7f")

_MOST = 20_000
"""How many lines are remembered."""

Pair = tuple[str, Any]
"""A key and its decoded value."""


class Lines:
    """Reads the events of a text."""

    def __init__(self) -> None:
        readers, self._required = plan(EVENT)
        self._starts = {f"{key} = ": (key, read, "") for key, read in readers.values()}
        self._starts |= {f"{key} = [": (key, read, "]") for key, read in readers.values()}
        """What stands before the first quote of a line: the key, what reads its value, and what stands behind the last."""
        self._texts = {f"{key} = ": key for key in _OWN if EVENT.by_key[key].type in (Type.ID, Type.TEXT)}
        """The starts of lines whose value is the text as it is."""
        self._known: dict[str, Pair] = {}

    def values(self, texts: Sequence[str]) -> list[dict[str, Any] | None]:
        """Return the values of the event that each text has under its header; None if a parser has to read it."""
        if _is_clear("".join(texts)):
            return list(map(self._values, texts))
        return [self._values(text) if _is_clear(text) else None for text in texts]

    def _values(self, text: str) -> dict[str, Any] | None:
        header, *lines = text.rstrip("\n").split("\n")
        if header != _HEADER:
            return None
        known, text_key = self._known.get, self._texts.get
        values: dict[str, Any] = {}
        for line in lines:
            pair = known(line)
            if pair is None:
                parts = line.split('"')
                if (own := text_key(parts[0])) and len(parts) == 3 and not parts[2] and parts[1].strip():
                    values[own] = parts[1]  # as a third of the lines: here, without a call
                    continue
                pair = self._read(line, parts)
                if pair is None:
                    return None
            key, value = pair
            values[key] = value
        return values if len(values) == len(lines) and self._required <= values.keys() else None

    def _read(self, line: str, parts: Sequence[str]) -> Pair | None:
        """Return the key and the value of a line, given its parts between quotes."""
        found, count = self._starts.get(parts[0]), len(parts)
        if found is None or count == 1:
            return self._without_quotes(line)
        key, read, end = found
        value = None
        if parts[-1] != end:
            return None
        if count == 3:
            value = read(parts[1:2] if end else parts[1])
        elif end and count % 2 and parts[2:-1:2] == [", "] * (count // 2 - 1):
            value = read(parts[1::2])
        if value is None:
            return None
        return (key, value) if key in _OWN else self._remembered(line, key, value)

    def _without_quotes(self, line: str) -> Pair | None:
        """Return the key and the value of a line that has a number or a day."""
        start, sign, text = line.partition(" = ")
        found = self._starts.get(start + sign)
        if found is None:
            return None
        key, read, _ = found
        value = None
        if _NUMBER.fullmatch(text):
            value = read(int(text))
        elif _DAY.fullmatch(text):
            try:
                value = read(date.fromisoformat(text))
            except ValueError:  # the calendar lacks it
                return None
        return None if value is None else self._remembered(line, key, value)

    def _remembered(self, line: str, key: str, value: Any) -> Pair:
        if len(self._known) >= _MOST:
            self._known.clear()
        pair = self._known[line] = key, value
        return pair


def _is_clear(text: str) -> bool:
    """Return whether a text has no escapes, tabs or other control characters: fast, because it looks at bytes."""
    return not text.encode().translate(None, _CLEAR)
