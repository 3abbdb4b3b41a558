"""Open an address in the user's browser, or say why that cannot be.

`webbrowser` of the standard library finds the browser and reads $BROWSER. It leaves some care to its caller: no browser
starts on the far side of a connection, none takes over the terminal unless the user chose it, and nothing waits.
"""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 10.0
"""After how many seconds a browser that was not chosen by the user and has not started is given up."""


def open_in_browser(address: str) -> str | None:
    """Open an address in $BROWSER or else the default browser; return why it is not open, or None if it is.

    A browser in $BROWSER that runs in the terminal ends before this returns, as a pager does.
    """
    chosen = os.environ.get("BROWSER")
    why_not = None if chosen else _no_screen()
    if why_not:
        return why_not
    failed = f"$BROWSER ({chosen}) does not open it" if chosen else "no browser was found"
    opened: list[bool] = []
    with _apart():
        if chosen:
            any(_open(address, opened, name) for name in chosen.split(os.pathsep))
        else:
            starter = threading.Thread(target=_open, args=(address, opened), daemon=True)
            starter.start()
            starter.join(PATIENCE)
    return None if any(opened) else failed


def _open(address: str, opened: list[bool], chosen: str | None = None) -> bool:
    """Open an address in one browser, and append whether it is open."""
    with suppress(webbrowser.Error, OSError, ValueError):  # `ValueError`: quotes of $BROWSER do not match
        browser = webbrowser.get(chosen)
        if chosen or not _is_for_terminals(browser):
            opened.append(browser.open(address))
    return any(opened)


def _is_for_terminals(browser: webbrowser.BaseBrowser) -> bool:
    """Return whether a browser takes over the terminal, such as w3m: nobody asked for that."""
    return isinstance(browser, webbrowser.GenericBrowser) and not isinstance(browser, webbrowser.BackgroundBrowser)


def _no_screen() -> str | None:
    """Return why a window would open where the user does not see it, or not at all; None if it would not."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return "this is a remote connection"
    is_x11 = sys.platform not in ("win32", "darwin", "cygwin")
    if is_x11 and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "there is no display"
    return None


@contextmanager
def _apart() -> Iterator[None]:
    """Keep the browser away from pipes of this process: what reads them would wait until the browser ends."""
    kept: list[tuple[int, int]] = []
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        if stream is None or os.isatty(number):
            continue
        stream.flush()
        kept.append((number, os.dup(number)))
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, number)
        os.close(null)
    try:
        yield
    finally:
        for number, copy in kept:
            os.dup2(copy, number)
            os.close(copy)
