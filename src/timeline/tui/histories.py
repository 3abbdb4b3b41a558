"""The list of both histories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from timeline.reports.short import year_heading
from timeline.tui.details import told_line
from timeline.tui.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

    from timeline.formats.lines import Span
    from timeline.tui.session import Session


class Histories(Listing):
    """Draws the rows of a session: in lanes, or with a column for each history."""

    class Pointed(Message):
        """A click has set the cursor."""

        def __init__(self, *, again: bool) -> None:
            super().__init__()
            self.again = again
            """Whether the cursor was there before."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(name)
        self.session = session

    def count(self) -> int:
        return self.session.count

    def cursor_line(self) -> int:
        return self.session.line_of(self.session.cursor) if len(self.session.rows) else 0

    def about_to_draw(self, first: int, count: int) -> None:
        session = self.session
        lines = range(first, min(first + count, session.count))
        session.history.prefetch(session.rows, (row for line in lines for row in session.rows_of(line)))

    def spans(self, line: int, *, has_cursor: bool) -> Iterable[tuple[Span, bool]]:
        session = self.session
        if not session.in_columns:
            is_on_base = has_cursor and session.is_on_base
            has_year = self._begins_year(line)
            drawn = session.lines.lane_line(line, self.room, has_year=has_year, is_on_base=is_on_base)
            return [(span, has_cursor) for span in drawn]
        cells = session.sides.at(line)
        pieces = session.lines.side_line(cells, self.room, heading=self._heading(line))
        lit = {column for column, row in enumerate(cells) if has_cursor and row == session.cursor}
        is_whole = len(lit) > 1
        return [(each.span, is_whole or (has_cursor and each.column in lit)) for each in pieces]

    def _heading(self, line: int) -> str:
        """Return the year at the left of a line of columns, if it is the first of its year."""
        session = self.session
        rows = session.rows_of(line)
        begins = any(map(self._begins_year, rows))
        return year_heading(session.rows.year(rows[0])) if begins else ""

    def _begins_year(self, row: int) -> bool:
        """Return whether a row is the first of its year; one without a known start is of none."""
        session = self.session
        if session.told(row).event.date.earliest is None:
            return False
        while not session.rows.begins_year(row):
            row -= 1
            if session.told(row).event.date.earliest is not None:
                return False
        return True

    def line_text(self) -> str:
        now = self.session.now
        return told_line(now, self.session.signs) if now is not None else ""

    def point(self, line: int, x: int) -> None:
        session = self.session
        before, event = self.cursor_line(), session.event
        if session.point(line, x):
            self.redraw(before, is_still=True)
            self.post_message(self.Pointed(again=session.event is event))

    def on_resize(self, event: events.Resize) -> None:
        """Take the new width; here and not in the app, whose widgets still have their old sizes when it is resized."""
        self.session.resize(self.outer_size.width)  # with the scroll bar, which comes and goes with what is listed
        self.renew()
        self.call_after_refresh(self.center)
        self.post_message(self.Resized())
