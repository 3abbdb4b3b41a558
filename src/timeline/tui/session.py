"""What is on the screen and where the cursor is: everything that a key changes, without a screen."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from timeline.model.query import EVERY_EVENT
from timeline.tui.filters import Filter
from timeline.tui.history import History
from timeline.tui.lines import Lines, Told
from timeline.tui.rows import DIFFERS
from timeline.tui.sides import NONE, Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from timeline.formats.signs import Signs
    from timeline.model.events import Event
    from timeline.tui.history import Choice
    from timeline.tui.rows import Rows

MORE_LANES = 110
"""The width from which a third history has room."""

COLUMNS = {2: 110, 3: 150, 4: 200}
"""The width from which so many histories have a column each by default."""

NARROWEST = 30
"""The width that a column needs at least."""


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


class Session:
    """One history as it is looked at."""

    def __init__(self, history: History, signs: Signs, width: int = 80, kept: Filter = Filter()) -> None:  # noqa: B008 - a value
        self.history = history
        self.signs = signs
        self.width = width
        self.forced: bool | None = None
        """Whether columns are asked for, or lanes; None for what the width suggests."""
        self.side = 1
        self.trail: list[str] = []
        self.filter = kept
        self._last = 0
        """The rank of the event that the cursor was at when there was a row."""
        self.rows: Rows = history.rows(self._lanes())
        self.cursor = history.start(self.rows)
        if not kept.is_empty:
            self.apply(kept)
        self.cursor = history.start(self.rows)

    def _lanes(self) -> tuple[str, ...]:
        chosen = self.history.choice.more
        room = 2 if not self.has_room else 3 if chosen is None else 2 + len(chosen)
        return self.history.lanes(room)

    @property
    def has_room(self) -> bool:
        """Whether there is room for more than two histories."""
        return self.width >= MORE_LANES

    @property
    def all_rows(self) -> Rows:
        """The rows without a filter."""
        return self.history.rows(self.rows.lanes)

    @cached_property
    def lines(self) -> Lines:
        """What draws the rows."""
        return Lines(self.rows, self.told, self.signs)

    @cached_property
    def sides(self) -> Sides:
        """The lines with a column for each history."""
        return Sides(self.rows)

    @property
    def in_columns(self) -> bool:
        """Whether each history has a column."""
        count = len(self.rows.lanes)
        if count < 2 or self.width < NARROWEST * count:
            return False
        return self.width >= COLUMNS.get(count, self.width + 1) if self.forced is None else self.forced

    def turn(self) -> bool:
        """Turn lanes into columns or back; return whether there is room for it."""
        self.forced = not self.in_columns
        return self.in_columns == self.forced

    def told(self, row: int) -> Told:
        """Return what a row says."""
        return self.history.told(self.rows, row)

    @property
    def now(self) -> Told | None:
        """What the row of the cursor says; None if no row is left."""
        return self.told(self.cursor) if len(self.rows) else None

    @property
    def is_on_base(self) -> bool:
        """Whether the cursor is on the base event of a pair."""
        lane = self.rows.base_lane(self.cursor) if len(self.rows) else None
        return lane is not None and self.side <= lane

    @property
    def event(self) -> Event | None:
        """The event that the cursor is on; None if no row is left."""
        now = self.now
        return None if now is None else now.base if self.is_on_base else now.event

    @property
    def lack(self) -> str:
        """What to say if there is no row."""
        if len(self.rows):
            return ""
        return "There is no event yet." if self.filter.is_empty else "Nothing fits. Esc clears the filter."

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.sides) if self.in_columns else len(self.rows)

    def line_of(self, row: int) -> int:
        """Return the line of a row."""
        return self.sides.line_of(row) if self.in_columns and len(self.rows) else row

    def rows_of(self, line: int) -> Sequence[int]:
        """Return the rows in a line."""
        return [row for row in self.sides.at(line) if row != NONE] if self.in_columns else [line]

    def resize(self, width: int) -> None:
        """Take another width; the cursor stays at its event."""
        if width == self.width:
            return
        self.width = width
        if self._lanes() != self.rows.lanes:
            self._renew()

    def _renew(self) -> None:
        """Ask for the rows again; the cursor stays at its event, or where that would be."""
        rank = self.rows.told[self.cursor] if len(self.rows) else self._last
        self.rows = self.history.rows(self._lanes()).only(self._fitting(), differing=self.filter.differing)
        self.__dict__.pop("lines", None)
        self.__dict__.pop("sides", None)
        self._last = rank
        self.cursor = self.rows.at_rank(rank)
        if self.in_columns and len(self.rows):
            self.side = self.rows.own[self.cursor]

    def _fitting(self) -> set[int] | None:
        query = self.filter.whole()
        return None if query == EVERY_EVENT else self.history.fitting(query)

    def apply(self, wanted: Filter) -> None:
        """Show only what a filter leaves. Raises `UsageError` for a name that is not in the data, and changes nothing."""
        before, self.filter = self.filter, wanted
        try:
            self._renew()
        except Exception:
            self.filter = before
            raise

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
        """Go to the history on the left or the right; return whether it has something here."""
        before = self.event
        self.side = max(0, min(self.side + step, len(self.rows.lanes) - 1))
        if self.in_columns and len(self.rows):
            self.cursor = self.sides.pick(self.line_of(self.cursor), self.side)
        return self.event is not before

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

    def back(self) -> bool:
        """Go back where the trail began; return whether there was one."""
        while self.trail:
            rank = self.history.rank(self.trail.pop())
            if rank is not None and self.rows.row_of(rank) is not None:
                self._land(self.rows.row_of(rank) or 0)
                return True
        return False

    def choose(self, choice: Choice) -> None:
        """Compare other timelines; raises `UsageError` for a name that is not there."""
        self.history.choose(choice)
        self._renew()
        self.cursor = self.history.start(self.rows)
        self.side = self.rows.own[self.cursor] if len(self.rows) else 0

    def successor(self, history: History) -> Session:
        """Return a session of another state of the history that looks at the same place as far as it is there."""
        new = Session(history, self.signs, self.width)
        new.forced, new.side = self.forced, min(self.side, len(new.rows.lanes) - 1)
        now = self.now
        try:
            new.apply(self.filter)
        except ValueError:  # a name of the filter is gone
            new.filter = Filter()
        if now is not None and len(new.rows):
            rank = history.rank(now.event.id)
            new.cursor = new.rows.at_rank(history.rank_at(now.event.date.place) if rank is None else rank)
        new.trail = [each for each in self.trail if history.rank(each) is not None]
        return new

    @property
    def divergences(self) -> list[int]:
        """How many divergences each timeline but the first has from that which it is compared with."""
        rows = self.all_rows
        lanes = Counter(compress(rows.own, rows.kinds.translate(DIFFERS)))
        return [lanes[lane] for lane in range(1, len(rows.lanes))]
