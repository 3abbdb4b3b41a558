"""What the command line tells the full-screen program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline.model.query import Query
    from timeline.store.chronicle import Chronicle
    from timeline.tui.history import History


class Left(NamedTuple):
    """How the program was left."""

    event: str | None
    """The id of the event that the cursor was on."""
    up_to: Sequence[str] = ()
    """The spoiler fence that was up."""


class Offer(NamedTuple):
    """Something that can be typed."""

    left: str
    """What stands left of the cursor with it."""
    word: str
    """What is new in that, as it is read."""
    meaning: str = ""
    """What it does, in a few words, if its name does not say that."""


class Setup(NamedTuple):
    """How a program that reads a command line serves one that reads keys."""

    query_of: Callable[[str], Query]
    """Reads filters as on the command line; raises `UsageError`."""
    variables_for: Callable[[History, int], Mapping[str, str]]
    """Returns what tells a command to read the same history, and how wide the screen is."""
    offers_for: Callable[[bool, str, str, Chronicle], Sequence[Offer]]
    """Returns what fits a command, or filters, between what stands left and right of the cursor. It may take a while."""
    has_mouse: bool = True
