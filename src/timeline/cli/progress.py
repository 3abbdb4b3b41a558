"""A line on a terminal that says why a command takes long, erased when it goes on."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATIENCE = 1.0
"""After how many seconds the line appears."""

_STEP = 0.5
_ERASE = "\r\x1b[K"


@contextmanager
def compiling(paths: Sequence[str]) -> Iterator[None]:
    """Say on standard error, if that is a terminal, that events files are being compiled, from the first second on."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb" or "-" in paths:
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(_what(paths), done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _what(paths: Sequence[str]) -> str:
    size = sum(os.path.getsize(path) for path in paths if os.path.isfile(path))
    what = f"{size / 1e6:.0f} MB of events" if size >= 1e6 else "events"
    return f"timeline: compiling {what}, once until they change"


def _tell(what: str, done: threading.Event) -> None:
    start = time.monotonic()
    if done.wait(PATIENCE):
        return
    while True:
        sys.stderr.write(f"\r{what}: {time.monotonic() - start:.0f} s")
        sys.stderr.flush()
        if done.wait(_STEP):
            break
    sys.stderr.write(_ERASE)
    sys.stderr.flush()
