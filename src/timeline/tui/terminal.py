"""What the program and its terminal are to each other: who has the mouse, what ends it, whether it is still there."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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


def end_by_signals(end: Callable[[int], None]) -> None:
    """Call a function at signals that would end the process at once: the terminal has to be given back first."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
        number = getattr(signal, name, None)
        if number is not None and threading.current_thread() is threading.main_thread():
            with suppress(NotImplementedError):  # on Windows
                loop.add_signal_handler(number, end, number)


def can_be_continued() -> bool:
    """Return whether a shell that started the process can let it go on after it has stopped."""
    return hasattr(os, "getsid") and os.getsid(0) != os.getpid()


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


def end_hung_up() -> None:
    """End the process at once, as one ends whose terminal is gone."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGHUP)
