"""Marks in the text of a table, which lead from its lines to events.

They are hyperlinks without a text (OSC 8), so a terminal shows nothing of them. No title can hold one: what could act on a
terminal is made visible in all that comes from a file.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_MARK = re.compile("\x1b\\]8;;event:([^\x1b]*)\x1b\\\\\x1b\\]8;;\x1b\\\\")


def marked(event: str) -> str:
    """Return the mark of an event, by its id."""
    return f"\x1b]8;;event:{quote(event)}\x1b\\\x1b]8;;\x1b\\"


def unmarked(line: str) -> tuple[str, list[str]]:
    """Return a line without its marks, and the ids of their events."""
    return _MARK.sub("", line), [unquote(event) for event in _MARK.findall(line)]
