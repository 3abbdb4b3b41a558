"""The lines below the list: as many as there is room for. The wheel shows the others, and names in them can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import Static

from timeline.tui.details import shortened
from timeline.tui.listing import WHEEL
from timeline.tui.looks import span_at, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from timeline.formats.lines import Line
    from timeline.formats.signs import Signs


class Excerpt(Static):
    """A part of some lines, from the first one on until the wheel is turned."""

    class Clicked(Message):
        """It was clicked."""

        def __init__(self, leads: object) -> None:
            super().__init__()
            self.leads = leads
            """What the piece of text that was clicked leads to; None for one that leads nowhere."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._lines: Sequence[Line] = ()
        self._shown: Sequence[Line] = ()
        self._signs: Signs
        self._top = 0
        """How many lines are above those that are shown."""
        self._pointed: object = None
        """What the piece of text below the mouse leads to."""

    def say(self, lines: Sequence[Line], signs: Signs) -> None:
        """Show lines; others than before from the first one on."""
        if lines != self._lines:
            self._top, self._pointed = 0, None
        self._lines, self._signs = lines, signs
        self._scroll(0)

    def _scroll(self, lines: int) -> None:
        width, height = self.content_size
        self._top = max(0, min(self._top + lines, len(self._lines) - height)) if height else 0
        self._shown = shortened(self._lines[self._top :], width, height, self._signs)
        self.update(text_of(self._shown, self._pointed))

    def _leads(self, event: events.MouseEvent) -> object:
        """Return what the piece of text below the mouse leads to."""
        at = event.get_content_offset(self)
        if at is None or at.y >= len(self._shown):
            return None
        span = span_at(self._shown[at.y], at.x)
        return span.leads if span is not None else None

    def _point(self, leads: object) -> None:
        if leads != self._pointed:
            self._pointed = leads
            self.update(text_of(self._shown, leads))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Underline what can be clicked."""
        self._point(self._leads(event))

    def on_leave(self) -> None:
        """Underline nothing any more."""
        self._point(None)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show the lines below."""
        event.stop()
        event.prevent_default()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show the lines above."""
        event.stop()
        event.prevent_default()
        self._scroll(-WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        event.stop()
        if event.button == 1:
            self.post_message(self.Clicked(self._leads(event)))
