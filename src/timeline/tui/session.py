"""A history as it is looked at: what is on the screen, and how the cursor moves in it. Without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.tui.filters import Filter
from timeline.tui.history import History
from timeline.tui.sides import NONE
from timeline.tui.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from timeline.formats.signs import Signs
    from timeline.model.events import Event
    from timeline.tui.history import Choice


class Look(NamedTuple):
    """How a history is looked at, wherever the cursor is."""

    width: int
    forced: bool | None
    filter: Filter


def session_of(
    paths: Sequence[str],
    limits: Sequence[str],
    choice: Choice,
    kept: Filter,
    signs: Signs,
    width: int,
    compiling: Callable[[], AbstractContextManager[None]],
) -> Session:
    """Open a history and prepare what the first screen shows of it."""
    history = History(paths, limits, choice, compiling)
    session = Session(history, signs, width, kept)
    if session.in_columns:
        session.sides  # noqa: B018 - worked out before it is needed
    return session


class Session(View):
    """One history as it is looked at."""

    def __init__(self, history: History, signs: Signs, width: int = 80, kept: Filter = Filter()) -> None:  # noqa: B008 - a value
        super().__init__(history, signs, width, kept)
        self.trail: list[str] = []
        """The ids of the events at which jumps began."""

    def go(self, row: int) -> None:
        """Set the cursor to a row, or the nearest one there is."""
        self.cursor = max(0, min(row, len(self.rows) - 1))

    def step(self, lines: int) -> None:
        """Move by lines; in columns, on the same side where it has something."""
        if not len(self.rows):
            return
        if not self.in_columns:
            self.go(self.cursor + lines)
            return
        line = max(0, min(self.line_of(self.cursor) + lines, self.count - 1))
        self.cursor = self.sides.pick(line, self.side)

    def point(self, line: int, x: int) -> bool:
        """Set the cursor to what stands in a line at a column of cells; return whether something does."""
        if not 0 <= line < self.count:
            return False
        if self.in_columns:
            columns = len(self.rows.lanes)
            self.side = min(columns - 1, x * columns // max(1, self.width))
            self.cursor = self.sides.pick(line, self.side)
        else:
            self.go(line)
        return True

    def to_side(self, step: int) -> bool:
        """Go to the next event on the left or the right of the one that the cursor is on; return whether there is one."""
        if not len(self.rows):
            return False
        before, side, cursor = self.event, self.side, self.cursor
        cells = self.sides.at(self.line_of(cursor)) if self.in_columns else [cursor] * len(self.rows.lanes)
        lit = [lane for lane, row in enumerate(cells) if row == cursor]
        at = min(lit, key=lambda lane: abs(lane - side)) + step
        while 0 <= at < len(cells):
            if cells[at] != NONE:
                self.side, self.cursor = at, cells[at]
                if self.event != before:
                    return True
            at += step
        self.side, self.cursor = side, cursor
        return False

    def to_year(self, step: int) -> None:
        """Go to the first row of the next year, or of this or the previous one."""
        if len(self.rows):
            self._land(self.rows.next_year(self.cursor, step))

    def to_pair(self, step: int) -> None:
        """Go to the next or the previous pair."""
        if len(self.rows):
            self._land(self.rows.next_pair(self.cursor, step))

    def at_year(self, year: int) -> None:
        """Go to the first row of a year or a later one."""
        if len(self.rows):
            self._land(self.rows.in_year(year))

    def _land(self, row: int) -> None:
        self.go(row)
        self.side = self.rows.own[self.cursor]

    def to_base(self) -> Event | None:
        """Go to where the base event of a pair stands in its own time; return that event, None without a pair."""
        if not len(self.rows) or not self.rows.base[self.cursor]:
            return None
        now = self.told(self.cursor)
        self.trail.append(now.event.id)
        self._land(self.rows.at_rank(self.rows.base[self.cursor]))
        return now.base

    def to_event(self, event_id: str) -> bool:
        """Go to an event, of which the trail leads back; drop the filter if it hides it. Return whether it is in a lane."""
        rank = self.history.rank(event_id)
        if rank is None:
            return False
        if self.rows.row_of(rank) is None:
            if self.all_rows.row_of(rank) is None:
                return False
            self.apply(Filter())
        row = self.rows.row_of(rank)
        now = self.now
        if row is None:
            return False
        if now is not None:
            self.trail.append(now.event.id)
        self._land(row)
        return True

    def return_to(self, event_id: str, side: int) -> None:
        """Go back to a side of an event, or where it would be."""
        rank = self.history.rank(event_id)
        if rank is not None and len(self.rows):
            self._land(self.rows.at_rank(rank))
            self.side = side

    def back(self) -> bool:
        """Go back where the trail began; return whether there was one."""
        while self.trail:
            rank = self.history.rank(self.trail.pop())
            if rank is not None and self.rows.row_of(rank) is not None:
                self._land(self.rows.row_of(rank) or 0)
                return True
        return False

    @property
    def look(self) -> Look:
        """How the history is looked at."""
        return Look(self.width, self.forced, self.filter)

    def successor(self, new: Session) -> Session:
        """Return a session of another state of the history that looks at the same place as far as it is there.

        That is `new`, unless the history is looked at in another way by now.
        """
        if new.look != self.look:
            new = prepared(new.history, self.signs, self.look)
        new.side = min(self.side, len(new.rows.lanes) - 1)
        now = self.now
        if now is not None and len(new.rows):
            rank = new.history.rank(now.event.id)
            new.cursor = new.rows.at_rank(new.history.rank_at(now.event.date.place) if rank is None else rank)
        new.trail = [each for each in self.trail if new.history.rank(each) is not None]
        return new


def prepared(history: History, signs: Signs, look: Look) -> Session:
    """Return a session of a history that is looked at in a way, with what the first screen needs."""
    session = Session(history, signs, look.width)
    session.forced = look.forced
    try:
        session.apply(look.filter)
    except ValueError:  # a name of the filter is gone
        session.filter = Filter()
    if session.in_columns:
        session.sides  # noqa: B018 - worked out before it is needed
    return session
