"""Lines of the screen whose words can be clicked: each does what a key does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import set_cell_size
from textual.widgets import Input, Static

from timeline.tui.looks import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from timeline.formats.lines import Line

_PARTS = re.compile(r"\S+(?: \S+)*")
"""Two blanks stand between the parts of a line."""

_PAIRS = {
    "jk": ("j", "k"),
    "[]": ("right_square_bracket", "left_square_bracket"),
    "nN": ("n", "N"),
    "hl": ("h", "l"),
    "j k": ("j", "k"),
}
"""The keys of a part that begins with two: a click on the second one presses that."""

_NAMED = {
    "/": "slash",
    "?": "question_mark",
    "Enter": "enter",
    "Esc": "escape",
    "Space": "space",
    "Tab": "tab",
    "Clear": "ctrl+u",
}

_COUNT = re.compile(r"[\d,]+ (row|divergence|event)s?\b")
"""What the first line counts."""

_IN_HEAD = {"spoilers": "s", "/": "slash", "only what": "d"}
"""The keys of parts of the first line, by how they begin; all others are filters that were typed."""


class Part(NamedTuple):
    """A part of a line that has been clicked."""

    text: str
    number: int
    """How many parts stand before it."""
    at: int
    """How many of its characters stand left of the pointer."""


class Bar(Static):
    """A line of parts."""

    def __init__(self, name: str, key_of: Callable[[Part], str | None], *, is_for_typing: bool = False) -> None:
        """`key_of` returns the key of a part. If it `is_for_typing`, clicks count only while somebody types."""
        super().__init__(id=name)
        self._key_of = key_of
        self._is_for_typing = is_for_typing
        self._text = ""

    def say(self, line: Line) -> None:
        """Show a line."""
        self._text = "".join(span.text for span in line)
        self.update(text_of([line]))

    def on_click(self, event: events.Click) -> None:
        """Press the key of the part below the pointer."""
        at = len(set_cell_size(self._text, event.x + 1)) - 1  # the character there: some are two cells wide
        for number, each in enumerate(_PARTS.finditer(self._text)):
            if each.start() <= at < each.end():
                key = self._key_of(Part(each[0], number, at - each.start()))
                if key and event.button == 1 and isinstance(self.app.focused, Input) == self._is_for_typing:
                    self.app.simulate_key(key)


def key_in_foot(part: Part) -> str | None:
    """Return the key that a part of the last line begins with; the second one at its place."""
    for keys, (first, second) in _PAIRS.items():
        if part.text.startswith(f"{keys} "):
            return second if part.at == len(keys) - 1 else first
    word = part.text.split()[0].removesuffix(":")
    return _NAMED.get(word, word if len(word) == 1 else None)


def key_in_head(part: Part) -> str | None:
    """Return the key for a part of the first line: what is compared, what is filtered, the fence; none for a number."""
    if part.number == 0:
        return "t"
    if _COUNT.match(part.text):
        return None
    return next((key for start, key in _IN_HEAD.items() if part.text.startswith(start)), "f")


def back(_: Part) -> str:
    """Return the key that closes a page."""
    return "escape"
