"""What a pane shows: lines that one can walk, some of which lead to an event, a person, an episode or a timeline. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.formats.lines import Span
from timeline.formats.marks import unmarked
from timeline.tui.looks import in_colors, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.lines import Line


class Target(NamedTuple):
    """Where a line of a pane leads."""

    kind: Literal["event", "person", "episode", "timeline", "key"]
    name: str
    """The id of an event or a timeline, the name of a person, the id of a show, or a key as Textual names it."""
    season: int | None = None
    episode: int | None = None


class Entry(NamedTuple):
    """A line of a pane before it is wrapped."""

    line: Line
    target: Target | None = None
    indent: int = 0
    """How far its continuation is indented."""
    rail: str = ""
    """What its continuation begins with: the lines of a tree that go on below it."""
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


def text_page(title: str, text: str) -> Page:
    """Return what a command has written, a line each, in its colors. Lines about an event lead to it."""
    entries = []
    for line in text.split("\n"):
        plain, events = unmarked(line)
        entries.append(Entry(in_colors(plain), Target("event", events[0]) if events else None))
    leads = "Enter opens  w why  r ripple  o in the list  " if any(entry.target for entry in entries) else ""
    return Page(title, entries, f"Space next screen  j k move  {leads}Esc back")


def laid_out(page: Page, width: int) -> list[tuple[int, Line]]:
    """Return the lines of a page in a width, each with the number of its entry."""
    lines: list[tuple[int, Line]] = []
    for number, entry in enumerate(page.entries):
        has_room = entry.indent < width // 2
        first, *others = wrapped(entry.line, max(8, width), entry.indent if has_room else 2)
        rail = [Span(entry.rail.ljust(entry.indent), "dim")] if has_room and entry.rail else []
        lines.append((number, first))
        lines += [(number, [*rail, *_behind(line, entry.indent)] if rail else line) for line in others]
    return lines


def _behind(line: Line, indent: int) -> Line:
    """Return a line without its indentation, which is in its first span."""
    return [line[0]._replace(text=line[0].text[indent:]), *line[1:]]
