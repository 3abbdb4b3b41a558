"""Notes to standard error: what is not data, in one line that is safe for a terminal."""

from __future__ import annotations

import sys

from timeline.model.cleaning import one_line


def note(text: str) -> None:
    """Print a message that is not data. What it takes from a file cannot act on the terminal."""
    print(f"timeline: {one_line(text)}", file=sys.stderr)
