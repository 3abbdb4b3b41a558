"""Where a page is: as it is printed, and as a browser opens it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from timeline.cli.notes import note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.store.chronicle import Chronicle

    Show = Callable[[str, Callable[[], str]], None]
    """Takes what to print, and what returns the address to open: an address may lose its end on the way to a browser."""


def fragment_of(chronicle: Chronicle, event: Sequence[str] | None) -> str:
    """Return what leads to the event that is typed, to put behind the address of a page; empty if none is."""
    if not event:
        return ""
    from urllib.parse import quote

    from timeline.questions.find import find

    return f"#{quote(find(chronicle, ' '.join(event)).id, safe='')}"


def print_place(place: str, address: Callable[[], str]) -> None:
    """Print where a page is."""
    sys.stdout.write(f"{place}\n")
    sys.stdout.flush()


def open_place(place: str, address: Callable[[], str]) -> None:
    """Open the address of a page in the browser; where that cannot be, print where the page is."""
    from timeline.browsing.opening import open_in_browser

    why_not = open_in_browser(address())
    if why_not is None:
        note(f"opening {place} in the browser")
    else:
        note(f"no browser is open, because {why_not}; the page is at:")
        print_place(place, address)
