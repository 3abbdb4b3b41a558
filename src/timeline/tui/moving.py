"""The part of the program that moves the cursor, in the list or in the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.tui.dating import date_of
from timeline.tui.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.tui.driftline import DriftLine
    from timeline.tui.opening import Opening


class Moving(Drawing):
    """A program whose keys move a cursor."""

    opening: Opening

    def on_drift_line_picked(self, message: DriftLine.Picked) -> None:
        """Go to a year."""
        before = self.histories.cursor_line()
        self.session.at_year(message.year)
        self._moved(before)

    def _moved(self, before: int) -> None:
        self.histories.redraw(before)
        self.show_cursor()

    def action_move(self, lines: int) -> None:
        """Move by lines."""
        if self.pane.is_open:
            self.pane.step(lines)
            return
        before = self.histories.cursor_line()
        self.session.step(lines)
        self._moved(before)

    def action_page(self, screens: int) -> None:
        """Move by screens."""
        shown = self.pane if self.pane.is_open else self.histories
        height = shown.cursor_height
        self.action_move(screens * max(1, shown.size.height - 2))
        shown.hold(height)

    def action_end(self, side: int) -> None:
        """Go to the first or the last line."""
        shown = self.pane if self.pane.is_open else self.histories
        self.action_move(side * max(2, shown.count()))

    def action_side(self, step: int) -> None:
        """Go to the history on the left or the right."""
        if not self.pane.is_open:
            before = self.histories.cursor_line()
            if not self.session.to_side(step):
                self.tell("nothing else stands beside it")
            self._moved(before)

    def action_year(self, step: int) -> None:
        """Go to the next or the previous year."""
        if not self.pane.is_open:
            before = self.histories.cursor_line()
            self._say_where_it_ends(self.session.to_year, step, "year")
            self._moved(before)

    def action_pair(self, step: int) -> None:
        """Go to the next or the previous pair."""
        if not self.pane.is_open:
            before = self.histories.cursor_line()
            self._say_where_it_ends(self.session.to_pair, step, "pair")
            self._moved(before)

    def _say_where_it_ends(self, move: Callable[[int], None], step: int, what: str) -> None:
        row = self.session.cursor
        move(step)
        if self.session.cursor == row:
            self.tell(f"there is no {what} {'after' if step > 0 else 'before'} this one")

    def action_other(self) -> None:
        """Go to where the base event stands in its own time; from a pane, to the event in the list."""
        if self.pane.is_open:
            self.opening.in_list()
            return
        before = self.histories.cursor_line()
        base = self.session.to_base()
        self._moved(before)
        if base is None:
            self.tell(self.session.lack or "it stands for nothing else")
        elif self.session.event != base:  # what something stands for has no row of its own
            self.tell(f"here, {date_of(base.date)}, stood: {base.title}")

    def action_return(self) -> None:
        """Go back to where the last jump began."""
        if self.pane.is_open:
            return
        before = self.histories.cursor_line()
        if not self.session.back():
            self.tell("there is nothing to go back to")
        self._moved(before)
