"""Where the output goes, and how it is written."""

# Without `from __future__ import annotations`, the fields of `Output` need not be evaluated: every start reads them.

import os
import sys
from collections.abc import Callable
from typing import NamedTuple, TextIO

DEFAULT_WIDTH = 80
"""Used if the width of the screen is not known."""

DEFAULT_HEIGHT = 24

MARKS = "TIMELINE_MARKS"
"""The variable with which a program that reads a table asks for marks: each line about an event begins with its id."""

WIDEST = 10_000
"""The width in cells up to which tables are drawn."""


class Output(NamedTuple):
    """The stream for data, and how to write to it."""

    stream: TextIO
    is_terminal: bool
    width: int
    header: bool = True
    """Whether tsv has a header line."""
    color: str = "auto"
    """"always", "never", or "auto": if the stream is a terminal that supports color."""
    note: Callable[[str], None] = lambda text: None
    """Prints a message that is not data."""
    ascii: bool = False
    """Whether tables use ASCII signs, whatever the stream can write."""
    ids: bool = False
    """Whether tables show ids on any screen."""
    everything: bool = False
    """Whether tables show what they leave out by default."""
    marks: bool = False
    """Whether the lines of tables about an event begin with a mark (`formats.marks`)."""


def width_of_screen() -> int:
    """Return $COLUMNS, else the width of the terminal on standard output, error or input, else the default."""
    return min(_size("COLUMNS", 0, DEFAULT_WIDTH), WIDEST)


def height_of_screen() -> int:
    """Return $LINES, else the height of the terminal on standard output, error or input, else the default."""
    return _size("LINES", 1, DEFAULT_HEIGHT)


def _size(variable: str, at: int, default: int) -> int:
    told = os.environ.get(variable, "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            size = os.get_terminal_size(stream.fileno())[at] if stream else 0
        except (OSError, ValueError):
            continue
        if size > 0:
            return size
    return default
