"""Tell the events of a TOML text apart without parsing it, so that only those that changed are parsed.

Headers are found by one pattern; those inside of texts of several lines are left out. A text with a mistake may be split in
the wrong place. Parsing shows that: a piece that is not whole is no TOML, and what is cut out of the rest leaves a header
behind, so that nothing else can close up over it. `timeline.source.contents` then reads the text as a whole.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HASH_BYTES = 16
"""The length of the hash of a piece."""

EVENT = "[[event]]\n"
"""What stands in the rest for each run of events."""

_HEADER = r"[ \t]*(\[\[?)[ \t]*([\w.-]+)[ \t]*\]\]?[ \t]*(?:#[^\n]*)?\r?(?=\n|\Z)"
_FIRST_LINE = re.compile(_HEADER, re.ASCII)
_ANOTHER_LINE = re.compile(rf"\n{_HEADER}", re.ASCII)
"""Starts with a letter of its own, for which the text is searched 5 times as fast as for the start of a line."""

_ODD_FIRST_LINE = re.compile(rf"(?=[ \t]*\[)(?!{_HEADER})", re.ASCII)
_ANOTHER_ODD_LINE = re.compile(rf"\n(?=[ \t]*\[)(?!{_HEADER})", re.ASCII)
"""Starts like a header, but is none that is found here: it has quoted names, or is a part of a value."""

_TRIPLE = re.compile("\"\"\"|'''")
_TOKEN = re.compile(
    r"""\"{3} (?:[^"\\]|\\[\s\S]|"(?!""))* "{3,5}
      | '{3} (?:[^']|'(?!''))* '{3,5}
      | "(?:[^"\\\n]|\\.)*" | '[^'\n]*'
      | (?P<end>(?:\#[^\n]*)? (?:\n|\Z))
      | (?P<open>["'])""",
    re.VERBOSE,
)
"""A text, the end of a line with the comment before it, or a quote that begins no text."""


class Pieces(NamedTuple):
    """The events of a text, and the rest of it."""

    rest: str
    """The text without its events, with a header for each run of them."""
    runs: int
    """How many runs of events there are."""
    starts: array[int]
    ends: array[int]

    def texts(self, text: str) -> Iterator[str]:
        """Yield the text of each event, with the comments and the tables below it."""
        return (text[start:end] for start, end in zip(self.starts, self.ends, strict=True))

    def hashes(self, text: str) -> bytes:
        """Return the hashes of the events, one after another."""
        return b"".join(_hashes(self.texts(text)))


class UnclearError(ValueError):
    """The events of a text cannot be told apart."""


def split(text: str) -> Pieces:
    """Return the pieces of a TOML text; raises `UnclearError` if its events cannot be told apart."""
    starts, ends, rest = array("q"), array("q"), list[str]()
    at, runs, in_event = 0, 0, False
    for start, brackets, name in _headers(text):
        kind, _, below = name.partition(".")
        if kind == "event" and below and in_event:
            continue  # a table of this event
        if in_event:
            ends.append(start)
        if kind != "event":
            at = start if in_event else at
            in_event = False
            continue
        if below or brackets == "[":
            raise UnclearError
        if not in_event:
            rest += text[at:start], EVENT
            runs, in_event = runs + 1, True
        starts.append(start)
    if in_event:
        ends.append(len(text))
    else:
        rest.append(text[at:])
    return Pieces("".join(rest), runs, starts, ends)


def is_clear(text: str) -> bool:
    """Return whether each header of a TOML text is sure to be found, so that its pieces need no parsing to be right."""
    return not (_ODD_FIRST_LINE.match(text) or _ANOTHER_ODD_LINE.search(text))


def _headers(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each line that is a header: its start, its opening brackets and its name."""
    first = _FIRST_LINE.match(text)
    if first:
        yield 0, first[1], first[2]
    after = (len(text) + 1, len(text) + 1)
    texts = _long_texts(text)
    begin, end = next(texts, after)
    for found in _ANOTHER_LINE.finditer(text):
        start = found.start()
        while start >= end:
            begin, end = next(texts, after)
        if start < begin:
            yield start + 1, found[1], found[2]


def _long_texts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each line that has three quotes, with the lines of the text that they begin."""
    at = 0
    if '"""' not in text and "'''" not in text:  # the pattern takes ten times as long
        return
    while found := _TRIPLE.search(text, at):
        start = max(text.rfind("\n", at, found.start()) + 1, at)
        at = _end_of_line(text, start)
        yield start, at


def _end_of_line(text: str, at: int) -> int:
    """Return where a line ends, together with all lines of the texts that begin in it."""
    while True:
        found = _TOKEN.search(text, at)
        if found is None or found["open"]:
            raise UnclearError
        if found["end"] is not None:
            return found.end() - found[0].endswith("\n")
        at = found.end()


def hash_of(piece: str) -> bytes:
    """Return what identifies the text of a piece."""
    return next(_hashes([piece]))


def _hashes(pieces: Iterable[str]) -> Iterator[bytes]:
    from hashlib import blake2b

    return (blake2b(piece.encode(), digest_size=HASH_BYTES).digest() for piece in pieces)
