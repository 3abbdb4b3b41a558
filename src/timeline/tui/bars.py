"""Lines of the screen whose words can be clicked: each does what a key does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
}


class Bar(Static):
    """A line of parts."""

    def __init__(self, name: str, key_of: Callable[[str, int], str | None]) -> None:
        """`key_of` returns the key that a part stands for at a place in it."""
        super().__init__(id=name)
        self._key_of = key_of
        self._text = ""

    def say(self, line: Line) -> None:
        """Show a line."""
        self._text = "".join(span.text for span in line)
        self.update(text_of([line]))

    def on_click(self, event: events.Click) -> None:
        """Press the key of the part below the pointer; not while somebody is typing."""
        parts = [part for part in _PARTS.finditer(self._text) if part.start() <= event.x < part.end()]
        key = self._key_of(parts[0][0], event.x - parts[0].start()) if parts else None
        if key and event.button == 1 and not isinstance(self.app.focused, Input):
            self.app.simulate_key(key)


def key_in_foot(part: str, at: int) -> str | None:
    """Return the key that a part of the last line begins with; the second one at its place."""
    for keys, (first, second) in _PAIRS.items():
        if part.startswith(f"{keys} "):
            return second if at == len(keys) - 1 else first
    word = part.split()[0].removesuffix(":")
    return _NAMED.get(word, word if len(word) == 1 else None)


def key_in_head(part: str, _: int) -> str:
    """Return the key for a part of the first line: the fence, or what is compared."""
    return "s" if part.startswith("spoilers") else "t"


def back(_: str, __: int) -> str:
    """Return the key that closes a page."""
    return "escape"
