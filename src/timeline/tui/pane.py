"""A pane over the list: pages that lie on each other, each with a cursor of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from timeline.tui.listing import Listing
from timeline.tui.looks import in_signs, span_at
from timeline.tui.pages import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events

    from timeline.formats.lines import Line, Span
    from timeline.formats.signs import Signs
    from timeline.tui.pages import Page, Target


class _Open:
    """A page that is open, and where its cursor is."""

    def __init__(self, make: Callable[[], Page]) -> None:
        self.make = make
        self.page = make()
        self.entry = self.page.start


class Pane(Listing):
    """Shows the page on top. Pages are made again when the history or the width changes."""

    class Entered(Message):
        """A click on the line of the cursor: it is to be opened."""

        def __init__(self, leads: object) -> None:
            super().__init__()
            self.leads = leads
            """What the piece of the line that was clicked leads to; None for where the whole line does."""

    def __init__(self, signs: Signs, name: str) -> None:
        super().__init__(name)
        self._signs = signs
        self._pages: list[_Open] = []
        self._lines: list[tuple[int, Line]] = []

    @property
    def is_open(self) -> bool:
        """Whether there is a page."""
        return bool(self._pages)

    @property
    def page(self) -> Page:
        """The page on top."""
        return self._pages[-1].page

    @property
    def target(self) -> Target | None:
        """Where the line of the cursor leads."""
        top = self._pages[-1]
        return top.page.entries[top.entry].target if top.page.entries else None

    def push(self, make: Callable[[], Page]) -> None:
        """Open a page on top of the others; what `make` raises leaves everything as it is."""
        self._pages.append(_Open(make))
        self._show()

    def pop(self) -> None:
        """Close the page on top."""
        self._pages.pop()
        if self._pages:
            self._show()

    def clear(self) -> None:
        """Close all pages."""
        self._pages.clear()
        self._lines = []
        self._strips.clear()

    def again(self) -> bool:
        """Make all pages again, because the history has changed. Close those that are gone; return whether none is."""
        kept: list[_Open] = []
        before = len(self._pages)
        for each in self._pages:
            try:
                each.page = each.make()
            except (ValueError, LookupError):  # what it is about is gone
                continue
            each.entry = max(0, min(each.entry, len(each.page.entries) - 1))
            kept.append(each)
        self._pages = kept
        if kept:
            self._show()
        return len(kept) == before

    def _show(self) -> None:
        self._lay_out()
        self.center()

    def _lay_out(self) -> None:
        width = self.room or self.app.size.width - 1  # a pane that has not been seen yet has no size
        self._lines = laid_out(self.page, width - 1)
        self.renew()

    def count(self) -> int:
        return len(self._lines)

    def cursor_line(self) -> int:
        if not self._pages:
            return 0
        entry = self._pages[-1].entry
        return next((number for number, (each, _) in enumerate(self._lines) if each == entry), 0)

    def spans(self, line: int, *, has_cursor: bool) -> Iterable[tuple[Span, bool]]:
        _, drawn = self._lines[line]
        return [(span, has_cursor) for span in in_signs(drawn, self._signs)]

    def step(self, lines: int) -> None:
        """Move by lines; for one line, to the next entry."""
        before = self.cursor_line()
        top = self._pages[-1]
        if abs(lines) == 1:
            entries = top.page.entries
            at = top.entry + lines
            while 0 <= at < len(entries) and entries[at].is_skipped:
                at += lines
            top.entry = at if 0 <= at < len(entries) else top.entry
        elif self._lines:
            at = max(0, min(before + lines, len(self._lines) - 1))
            top.entry = self._lines[at][0]
        top.entry = max(0, min(top.entry, len(top.page.entries) - 1))
        self.redraw(before)

    def point(self, line: int, x: int) -> None:
        if not 0 <= line < len(self._lines) or self.page.entries[self._lines[line][0]].is_skipped:
            return
        before, entry = self.cursor_line(), self._lines[line][0]
        top = self._pages[-1]
        is_again = top.entry == entry
        top.entry = entry
        self.redraw(before, is_still=True)
        if is_again:
            span = span_at(self._lines[line][1], x)
            self.post_message(self.Entered(span.leads if span is not None else None))

    def on_resize(self, event: events.Resize) -> None:
        """Take the new width."""
        if self._pages:
            self._lay_out()
            self.call_after_refresh(self.reveal)
            self.post_message(self.Resized())
