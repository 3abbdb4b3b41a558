"""What the program and its terminal are to each other: who has the mouse, and whether the terminal is still there."""

from __future__ import annotations

import select
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

_MODES = (1000, 1003, 1015, 1006)
"""The modes of xterm that report the mouse: buttons, motion, and two ways of writing coordinates."""


def switch_mouse(app: App[None], *, on: bool) -> None:
    """Tell the terminal to report the mouse, or to keep it for itself, so that text can be selected with it."""
    driver = app._driver
    if driver is None:
        return
    driver.write("".join(f"\x1b[?{mode}{'h' if on else 'l'}" for mode in _MODES))
    driver.flush()


def has_hung_up(app: App[None]) -> bool:
    """Return whether the terminal is gone. Textual would ask it for keys for ever, as fast as it can."""
    if app.is_headless or sys.__stdin__ is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    try:
        poll.register(sys.__stdin__.fileno(), 0)
    except (OSError, ValueError):  # it is closed
        return True
    return bool(poll.poll(0))
