"""What the command line tells the full-screen program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline.model.query import Query
    from timeline.tui.history import History


class Left(NamedTuple):
    """How the program was left."""

    event: str | None
    """The id of the event that the cursor was on."""
    up_to: Sequence[str] = ()
    """The spoiler fence that was up."""


class Setup(NamedTuple):
    """How a program that reads a command line serves one that reads keys."""

    query_of: Callable[[str], Query]
    """Reads filters as on the command line; raises `UsageError`."""
    variables_for: Callable[[History, int], Mapping[str, str]]
    """Returns what tells a command to read the same history, and how wide the screen is."""
    has_mouse: bool = True
