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

_NAMED = {
    "jk": "j",
    "[]": "right_square_bracket",
    "nN": "n",
    "hl": "h",
    "/": "slash",
    "?": "question_mark",
    "Enter": "enter",
    "Esc": "escape",
    "Space": "space",
}


class Bar(Static):
    """A line of parts."""

    def __init__(self, name: str, key_of: Callable[[str], str | None]) -> None:
        """`key_of` returns the key that a part stands for."""
        super().__init__(id=name)
        self._key_of = key_of
        self._text = ""

    def say(self, line: Line) -> None:
        """Show a line."""
        self._text = "".join(span.text for span in line)
        self.update(text_of([line]))

    def on_click(self, event: events.Click) -> None:
        """Press the key of the part below the pointer; not while somebody is typing."""
        parts = [part[0] for part in _PARTS.finditer(self._text) if part.start() <= event.x < part.end()]
        key = self._key_of(parts[0]) if parts else None
        if key and event.button == 1 and not isinstance(self.app.focused, Input):
            self.app.simulate_key(key)


def key_in_foot(part: str) -> str | None:
    """Return the key that a part of the last line begins with."""
    word = part.split()[0].removesuffix(":")
    return _NAMED.get(word, word if len(word) == 1 else None)


def key_in_head(part: str) -> str:
    """Return the key for a part of the first line: the fence, or what is compared."""
    return "s" if part.startswith("spoilers") else "t"


def back(_: str) -> str:
    """Return the key that closes a page."""
    return "escape"
