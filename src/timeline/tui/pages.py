"""What a pane shows: lines that one can walk, some of which lead to an event, a person, an episode or a timeline. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.tui.looks import in_colors, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.lines import Line


class Target(NamedTuple):
    """Where a line of a pane leads."""

    kind: Literal["event", "person", "episode", "timeline"]
    name: str
    """The id of an event or a timeline, the name of a person, or the id of a show."""
    season: int | None = None
    episode: int | None = None


class Entry(NamedTuple):
    """A line of a pane before it is wrapped."""

    line: Line
    target: Target | None = None
    indent: int = 0
    """How far its continuation is indented."""
    is_skipped: bool = False
    """Whether a step passes over it: a heading, or a blank between two parts."""


class Page(NamedTuple):
    """What a pane shows."""

    title: str
    entries: Sequence[Entry]
    hint: str = "j k move  Enter opens  o shows it in the list  Esc back"
    start: int = 0
    """The entry at which the cursor begins."""
    event: str | None = None
    """The id of the event that it is about; a line that leads to no other event stands for this one."""


def text_page(title: str, text: str, hint: str = "Space next screen  j k move  Esc back") -> Page:
    """Return what a command has written, a line each, in its colors."""
    return Page(title, [Entry(in_colors(line)) for line in text.split("\n")], hint)


def laid_out(page: Page, width: int) -> list[tuple[int, Line]]:
    """Return the lines of a page in a width, each with the number of its entry."""
    return [
        (number, line)
        for number, entry in enumerate(page.entries)
        for line in wrapped(entry.line, max(8, width), entry.indent if entry.indent < width // 2 else 2)
    ]
