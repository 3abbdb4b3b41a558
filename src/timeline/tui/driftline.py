"""The drift line on the screen: how much differs over time, and where the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.message import Message
from textual.widgets import Static

from timeline.tui.curve import Curve, curve
from timeline.tui.looks import style_of

if TYPE_CHECKING:
    from textual import events

    from timeline.tui.session import Session


class DriftLine(Static):
    """Two lines: the shares, and the years. A click leads to a year."""

    class Picked(Message):
        """A year was clicked."""

        def __init__(self, year: int) -> None:
            super().__init__()
            self.year = year

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._curve: Curve | None = None
        self._drawn_for: tuple[object, int] | None = None

    def show(self, session: Session) -> None:
        """Show the curve of a session, with a mark at the year of the cursor."""
        rows, width = session.rows, self.size.width
        if not width or not len(rows):
            self._curve = self._drawn_for = None
            self.update("")
            return
        if self._drawn_for is None or self._drawn_for[0] is not rows or self._drawn_for[1] != width:
            self._curve = curve(rows, width, session.signs)
            self._drawn_for = rows, width
        assert self._curve is not None
        axis, start, end = self._curve.marked(rows.year(session.cursor), session.signs)
        below = Text(axis, style_of("dim"))
        below.stylize("not dim bold", start, end)
        self.update(Text(no_wrap=True).append(self._curve.bars, style_of("alt")).append("\n").append_text(below))

    def on_click(self, event: events.Click) -> None:
        """Go to the year below the pointer."""
        if self._curve is not None and event.button == 1:
            self.post_message(self.Picked(self._curve.year(event.x)))
