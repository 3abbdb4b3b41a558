"""What people do to an events file between two commands."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def editing(path: Path) -> Callable[[], object]:
    """Return a function that changes one event of the core, to something new each time."""
    numbers = count()

    def change() -> None:
        text = path.read_text(encoding="utf-8")
        start = text.index('summary = "The same at every size')
        end = text.index("\n", start)
        line = f'summary = "The same at every size but for edit {next(numbers)}."'
        path.write_text(text[:start] + line + text[end:], encoding="utf-8")

    return change


def redating(path: Path) -> Callable[[], object]:
    """Return a function that moves one event of the core to another day, so that others come before it."""
    days = count(1)

    def change() -> None:
        text = path.read_text(encoding="utf-8")
        start = text.index("date = ", text.index('id = "core-real-3"'))
        end = text.index("\n", start)
        path.write_text(f"{text[:start]}date = 1969-{next(days) % 12 + 1:02d}-18{text[end:]}", encoding="utf-8")

    return change


def adding(path: Path) -> Callable[[], object]:
    """Return a function that writes another event into the middle of a file."""
    numbers = count()

    def change() -> None:
        text = path.read_text(encoding="utf-8")
        start = text.index("[[event]]", len(text) // 2)
        event = (
            f'[[event]]\nid = "added-{next(numbers)}"\ndate = 1969-10-18\ntitle = "Something else"\nkind = "real"\n\n'
        )
        path.write_text(text[:start] + event + text[start:], encoding="utf-8")

    return change


def removing(path: Path) -> Callable[[], object]:
    """Return a function that removes one of the events that `adding` has written; if there is none left, it writes one."""
    add = adding(path)

    def change() -> None:
        text = path.read_text(encoding="utf-8")
        start = text.find('[[event]]\nid = "added-')
        if start < 0:
            add()
            return
        end = text.index("[[event]]", start + 1)
        path.write_text(text[:start] + text[end:], encoding="utf-8")

    return change
