"""What is on the screen: which rows, in lanes or in columns, and which of them the cursor is at. Without a screen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline.model.query import EVERY_EVENT
from timeline.tui.filters import Filter
from timeline.tui.lines import Lines, Told
from timeline.tui.sides import NONE, Sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.signs import Signs
    from timeline.model.events import Event
    from timeline.tui.history import Choice, History
    from timeline.tui.rows import Rows

MORE_LANES = 110
"""The width from which a third history has room."""

COLUMNS = {2: 110, 3: 150, 4: 200}
"""The width from which so many histories have a column each by default."""

NARROWEST = 30
"""The width that a column needs at least."""


class View:
    """One history as it is looked at."""

    def __init__(self, history: History, signs: Signs, width: int = 80, kept: Filter = Filter()) -> None:  # noqa: B008 - a value
        self.history = history
        self.signs = signs
        self.width = width
        self.forced: bool | None = None
        """Whether columns are asked for, or lanes; None for what the width suggests."""
        self.side = 1
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
        return "There is no event yet." if self.filter.is_empty else "Nothing fits."

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

    def choose(self, choice: Choice) -> None:
        """Compare other timelines; raises `UsageError` for a name that is not there."""
        self.history.choose(choice)
        self._renew()
        self.cursor = self.history.start(self.rows)
        self.side = self.rows.own[self.cursor] if len(self.rows) else 0
