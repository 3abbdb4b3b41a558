"""Where output goes, and what the terminal there can do: found out once, from the environment."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_WIDTH = 80
"""Columns, where nothing tells the width."""


class Output(NamedTuple):
    """The stream that data goes to."""

    stream: TextIO
    is_terminal: bool
    width: int
    header: bool = True
    """Whether tsv has its header line."""
    color: str = "auto"
    """"always" and "never" as they say; "auto" where the stream is a terminal that can."""
    note: Callable[[str], None] = lambda text: None
    """Says something to the user that is no data."""


def width_of_screen() -> int:
    """Return the columns of $COLUMNS, of the terminal behind standard output, error or input, or the default."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            width = os.get_terminal_size(stream.fileno()).columns if stream else 0
        except (OSError, ValueError):
            continue
        if width > 0:
            return width
    return DEFAULT_WIDTH
