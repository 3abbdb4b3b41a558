"""Whether the program or the terminal has the mouse."""

from __future__ import annotations

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
