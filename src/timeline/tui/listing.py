"""A list on the screen of which only the visible lines are drawn, with a cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline.tui.looks import style_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

    from timeline.formats.lines import Span

WHEEL = 3
"""How many lines a step of the wheel scrolls."""

_MARGIN = 2
"""How many lines stay visible above and below the cursor."""

_KEPT = 1000
"""How many drawn lines are kept."""


class Listing(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws lines when they become visible. Bindings of its own would move the view and leave the cursor behind."""

    class Resized(Message):
        """It has another size."""

    FOCUS_ON_CLICK = False  # a prompt that is open keeps the keys

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._strips_room = 0

    def count(self) -> int:
        """Return how many lines there are."""
        raise NotImplementedError

    def cursor_line(self) -> int:
        """Return the line of the cursor."""
        raise NotImplementedError

    def spans(self, line: int, *, has_cursor: bool) -> Iterable[tuple[Span, bool]]:
        """Return what a line shows, and which parts of it light up."""
        raise NotImplementedError

    def point(self, line: int, x: int) -> None:
        """Take a click on a line at a cell."""
        raise NotImplementedError

    def about_to_draw(self, first: int, count: int) -> None:
        """Read what the lines from `first` on need, all at once."""

    @property
    def room(self) -> int:
        """The width of a line, in cells."""
        return self.scrollable_content_region.width or self.size.width

    def renew(self) -> None:
        """Draw everything again."""
        self._strips.clear()
        self.virtual_size = Size(self.room, self.count())
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        line = y + self.scroll_offset.y
        if line >= self.count():
            return Strip.blank(self.room, self.rich_style)
        if self._strips_room != self.room:  # the scroll bar comes and goes by itself, and tells it later
            self._strips.clear()
            self._strips_room = self.room
        has_cursor = line == self.cursor_line()
        strip = self._strips.get((line, has_cursor))
        if strip is None:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            if not y or not self._strips:
                self.about_to_draw(self.scroll_offset.y, self.size.height)
            strip = self._strips[line, has_cursor] = self._drawn(line, has_cursor=has_cursor)
        return strip

    def _drawn(self, line: int, *, has_cursor: bool) -> Strip:
        base = self.rich_style
        segments = [
            Segment(span.text, base + style_of(span.style, lit=lit))
            for span, lit in self.spans(line, has_cursor=has_cursor)
        ]
        return Strip(segments).adjust_cell_length(self.room, base)

    def line_text(self) -> str:
        """Return the text of the line of the cursor."""
        if not self.count():
            return ""
        return " ".join("".join(span.text for span, _ in self.spans(self.cursor_line(), has_cursor=False)).split())

    def redraw(self, *lines: int, is_still: bool = False) -> None:
        """Draw lines again that have or had the cursor, and show that of the cursor.

        What has been clicked is to stand still: a second click is meant for the same line.
        """
        top, height = self.scroll_offset.y, self.size.height
        for line in {*lines, self.cursor_line()}:
            self._strips.pop((line, True), None)
            if top <= line < top + height:
                self.refresh(Region(0, line - top, self.size.width, 1))
        if not is_still:
            self.reveal()

    def reveal(self) -> None:
        """Scroll so far that the cursor is visible, with some lines around it."""
        line, top, height = self.cursor_line(), self.scroll_offset.y, self.size.height
        margin = _MARGIN if height > 4 * _MARGIN else 0
        if line < top + margin:
            self._scroll(line - margin)
        elif line >= top + height - margin:
            self._scroll(line - height + 1 + margin)

    @property
    def cursor_height(self) -> int:
        """How far below the top the cursor stands, in lines."""
        return self.cursor_line() - self.scroll_offset.y

    def hold(self, height: int) -> None:
        """Scroll so that the cursor stands at this height again, and is visible."""
        self._scroll(self.cursor_line() - height)
        self.reveal()

    def center(self) -> None:
        """Scroll so that the cursor stands in the upper part."""
        self._scroll(self.cursor_line() - self.size.height // 3)

    def _scroll(self, y: int) -> None:
        # By force, because Textual scrolls nothing before it has drawn the scroll bar that some more lines need.
        self.scroll_to(y=max(0, y), animate=False, immediate=True, force=True)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down; the cursor stays."""
        event.stop()
        event.prevent_default()
        self._scroll(min(self.scroll_offset.y + WHEEL, max(0, self.count() - self.size.height)))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up; the cursor stays."""
        event.stop()
        event.prevent_default()
        self._scroll(self.scroll_offset.y - WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Set the cursor."""
        event.stop()
        if event.button == 1:
            self.point(event.y + self.scroll_offset.y, event.x)
