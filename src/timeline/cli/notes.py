"""Notes on standard error: messages that are not data, each on one line that is safe for a terminal."""

from __future__ import annotations

import sys

from timeline.model.cleaning import one_line


def note(text: str) -> None:
    """Print a message that is not data; texts from a file in it cannot control the terminal."""
    print(f"timeline: {one_line(text)}", file=sys.stderr)
