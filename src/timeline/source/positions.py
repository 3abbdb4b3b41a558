"""Lines and columns of the tables, keys and values of a TOML text.

No TOML library here keeps them, so the text is scanned again, once an error has to be shown. The scan relies on the text
being valid TOML 1.0 (`tomli` has read it before), which lets it be short: it only has to know where things end.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Path = tuple[str | int, ...]
"""Keys and list indices from the top of the file: ("event", 3, "tags", 0)."""

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}' r"|'''(?:[^']|'(?!''))*'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'"
)
_BARE = re.compile(r"[^\s,\]}#]+(?: [0-9]{2}:[0-9]{2}[^\s,\]}#]*)?")

_PLAIN_PAIR = re.compile(
    rf"""([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+("(?!"")(?:[^"\\\n]|\\.)*+"|(?!["'\[{{]){_BARE.pattern})"""
)
"""A bare key with a number, a date, a word or a short string: what most lines are, found in one step."""


class Region(NamedTuple):
    """A part of the text, by offsets."""

    start: int
    end: int


class Position(NamedTuple):
    """Where a table's header or a key stands, and the value that belongs to it."""

    key: Region
    value: Region


def offset_at(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column, both from 0; beyond the line's end, that end."""
    start = 0
    for _ in range(line):
        start = text.index("\n", start) + 1
    end = text.find("\n", start)
    return min(start + column, len(text) if end < 0 else end)


def same_place(original: str, changed: str, offset: int) -> int:
    """Return where an offset in a text with mended lines lies in the original text, which has as many lines."""
    return same_place_in(Lines(original), Lines(changed), offset)


def same_place_in(original: Lines, changed: Lines, offset: int) -> int:
    """Return where an offset in a text with mended lines lies in the original text, given the lines of both.

    Within a line that was changed, what stands before or behind the change keeps its place.
    """
    number, column = changed.line_column(offset)
    column -= 1
    start, line = original.line(number)
    _, mended = changed.line(number)
    before, behind = common_ends(line, mended)
    if column > len(mended) - behind or (column == len(mended) - behind and column > before):
        column += len(line) - len(mended)
    return start + min(max(column, 0), len(line))


def common_ends(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two texts have in common at their start, and then at their end."""
    shorter = min(len(one), len(other))
    before = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    behind = next((n for n in range(shorter - before) if one[-1 - n] != other[-1 - n]), shorter - before)
    return before, behind


_FEW = 8
"""For so many problems, the lines before them are counted: to find all lines takes longer, and memory."""


class Lines:
    """The lines of a text, which are counted for a few problems and found once for many."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted = 0

    @cached_property
    def _starts(self) -> Sequence[int]:
        return array("Q", chain([0], (match.end() for match in re.finditer("\n", self._text))))

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of an offset."""
        if self._counted < _FEW:
            self._counted += 1
            return self._text.count("\n", 0, offset) + 1, offset - self._text.rfind("\n", 0, offset)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> tuple[int, str]:
        """Return the offset of a line, numbered from 1, and its text."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self._text)
        return start, self._text[start:end]


def entries(text: str, part: Region, lengths: Mapping[Path, int]) -> Iterator[tuple[Path, Position]]:
    """Yield each header, key, value and list element in a part of a text, from a header to another, in their order.

    `lengths`: how many tables of each array of tables there are before the part. Raises `ValueError` if the part is not
    whole, and `RecursionError` if it is too deep.
    """
    return _Scan(text, lengths).entries(part)


class Positions:
    """Finds the place of anything in one TOML text, or in parts of it."""

    def __init__(self, text: str, parts: Sequence[Region] | None = None, lengths: Mapping[Path, int] = {}) -> None:
        """Scan a text; of `parts` only, each from a header to another, if they are given.

        `lengths`: how many tables of each array of tables there are before the parts.
        """
        self._found: dict[Path, Position] = {}
        scan = _Scan(text, lengths)
        try:
            for part in (Region(0, len(text)),) if parts is None else parts:
                for path, position in scan.entries(part):
                    for length in range(1, len(path)):  # a table that no header opens stands where its first key does
                        self._found.setdefault(path[:length], position)
                    self._found[path] = position
        except (RecursionError, ValueError):
            self._found = {}

    def __contains__(self, path: Path) -> bool:
        return path in self._found

    def paths(self) -> list[Path]:
        """Return the path of every table, key and list element, in the order of the text."""
        return list(self._found)

    def region(self, path: Path, *, key: bool = False) -> Region:
        """Return where the value (or the key) at `path` stands. If there is no such path, return the nearest parent."""
        while path and path not in self._found:
            path = path[:-1]
        if not path:
            return Region(0, 0)
        found = self._found[path]
        return found.key if key else found.value


class _Scan:
    """One walk over the text. `at` is the offset of what comes next."""

    def __init__(self, text: str, lengths: Mapping[Path, int]) -> None:
        self.text = text
        self.at = self.end = 0
        self.lengths = dict(lengths)
        """How many tables each array of tables holds so far."""

    def entries(self, part: Region) -> Iterator[tuple[Path, Position]]:
        """Yield what stands in a part of the text; raises `ValueError` if a value does not end in it."""
        table: Path = ()
        self.at, self.end = part
        while self._skip_space():
            start = self.at
            if self.text[self.at] != "[":
                yield from self._pair(table)
                if self.at > self.end:
                    raise ValueError("a value goes on behind the part")
                continue
            is_array = self.text.startswith("[[", self.at)
            self.at += 2 if is_array else 1
            table = self._table(self._key(), is_array)
            self.at += 2 if is_array else 1
            header = Region(start, self.at)
            yield table, Position(header, header)

    def _table(self, keys: list[str], is_array: bool) -> Path:
        """Return the path that a header opens; through an array of tables it leads to the last one."""
        path: Path = ()
        for key in keys[:-1]:
            path = self._last((*path, key))
        path = (*path, keys[-1])
        if not is_array:
            return self._last(path)
        self.lengths[path] = self.lengths.get(path, 0) + 1
        return self._last(path)

    def _last(self, path: Path) -> Path:
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _pair(self, table: Path) -> Iterator[tuple[Path, Position]]:
        plain = _PLAIN_PAIR.match(self.text, self.at)
        if plain:
            self.at = plain.end()
            yield (*table, plain[1]), Position(Region(*plain.span(1)), Region(*plain.span(2)))
            return
        start = self.at
        keys = self._key()
        key = Region(start, start + len(self.text[start : self.at].rstrip()))
        self.at += 1  # the "="
        yield from self._value((*table, *keys), key)

    def _key(self) -> list[str]:
        keys = []
        while True:
            match = self._match(_KEY_PART)
            keys.append(_unquoted(match[1]))
            if self.text[self.at : self.at + 1] != ".":
                return keys
            self.at += 1

    def _value(self, path: Path, key: Region | None = None) -> Iterator[tuple[Path, Position]]:
        self._skip_space()
        start = self.at
        opening = self.text[start : start + 1]
        inner: list[tuple[Path, Position]] = []
        if opening == "[":
            inner = list(self._items(path))
        elif opening == "{":
            inner = list(self._inline_table(path))
        else:
            self._match(_STRING if opening in "\"'" else _BARE)
        value = Region(start, self.at)
        yield path, Position(key or value, value)
        yield from inner

    def _items(self, path: Path) -> Iterator[tuple[Path, Position]]:
        self.at += 1
        index = 0
        while self._skip_space() and self.text[self.at] != "]":
            yield from self._value((*path, index))
            index += 1
            self._skip_space()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def _inline_table(self, path: Path) -> Iterator[tuple[Path, Position]]:
        self.at += 1
        while self._skip_space() and self.text[self.at] != "}":
            yield from self._pair(path)
            self._skip_space()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def _skip_space(self) -> bool:
        """Move past white space and comments. Return whether anything is left."""
        self._match(_SPACE)
        return self.at < self.end

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"not TOML at offset {self.at}")
        self.at = match.end()
        return match


def _unquoted(key: str) -> str:
    if key.startswith("'"):
        return key[1:-1]
    if key.startswith('"'):
        import tomli

        return next(iter(tomli.loads(f"{key} = 0")))
    return key
