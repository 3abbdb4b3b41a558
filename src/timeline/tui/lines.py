"""A row of the explorer as a line of a screen: in lanes with one column of titles, or in a column for each history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.lines import LEAST, Span
from timeline.model.drift import drift_between
from timeline.model.events import episode_code
from timeline.questions.overview import ADDED, AVERTED, KEPT, KINDS, MOVED, SHARED, UNTOLD
from timeline.reports.short import DRIFT, DRIFT_WORDS, short_drift, year_heading
from timeline.reports.statuses import sign_of
from timeline.tui.dating import DATE, date_in_row
from timeline.tui.looks import fitted, right, shown
from timeline.tui.sides import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline.formats.lines import Line, Style
    from timeline.formats.signs import Signs
    from timeline.model.drift import Drift
    from timeline.model.events import Event
    from timeline.tui.rows import Rows

TITLE, LONG_TITLE = 66, 80
"""The most cells of a title: over a wider gap the eye loses the line. No title of a history without findings is longer."""

TOLD_FROM, WORDS_FROM, IDS_FROM, LONG_FROM = 100, 120, 140, 160
"""The widths from which lanes also say what tells of an event, how far it lies in words, its id, and more of its title."""

VERBS = {"moved": "moves", "replaced": "instead of", "averted": "averts"}
"""What an event does to the base event that it stands against."""

LONG_IDS_FROM = 190
"""The width from which ids have more room, because nothing else needs it."""

TOLD, ID, LONG_ID = 12, 32, 48

_LEAST_YEAR = 4
"""The least width of the years at the left."""

_HERE = "<"
"""Points at the base event of a pair if the cursor is on that."""

GUTTER = 7
"""The width of the signs between two columns."""


class Told(NamedTuple):
    """What a row says, read from the index."""

    event: Event
    base: Event | None
    """The base event that it stands against."""
    drift: Drift | None
    """How far it lies from that one; None for what is averted."""
    kind: int
    is_pod: bool = False
    is_alone: bool = False
    """Whether there is no other history beside it."""


class Piece(NamedTuple):
    """A part of a line, and the column that it belongs to; None for what lights up only with the whole line."""

    span: Span
    column: int | None = None


def told(event: Event, base: Event | None, kind: int, pods: set[str]) -> Told:
    """Return what a row says."""
    drift = drift_between(base.date, event.date) if base is not None and kind != AVERTED else None
    return Told(event, base, drift, kind, event.id in pods)


def _width_of_years(rows: Rows) -> int:
    """Return the width of the longest heading of a year: the first, the last, or the last with "AD"."""
    if not len(rows):
        return _LEAST_YEAR
    of = (0, max(0, rows.in_year(1000) - 1), len(rows) - 1)
    return max(_LEAST_YEAR, *(len(year_heading(rows.year(row))) for row in of))


class Lines:
    """Draws the rows of a history on a screen of a width."""

    def __init__(self, rows: Rows, read: Callable[[int], Told], signs: Signs) -> None:
        """`read` gives what a row says."""
        self._rows = rows
        self._read = read
        self._signs = signs
        self._first = _width_of_years(rows)

    def lane_line(self, row: int, width: int, *, has_year: bool, is_on_base: bool = False) -> Line:
        """Return a row with a lane for each history at its left; of a pair, the base event if the cursor is on that."""
        found, signs = self._read(row), self._signs
        event = found.base if is_on_base and found.base is not None else found.event
        year = self._rows.year(row)
        heading = year_heading(year) if has_year else ""
        line = [
            Span(right(heading, self._first, signs) + " ", "strong"),
            Span(right(date_in_row(event.date, year, signs), DATE, signs) + " ", "dim"),
            *self.lanes(row, found, is_on_base=is_on_base),
            Span(" "),
        ]
        rest = width - self._first - DATE - 3 * len(self._rows.lanes) - 1
        behind = self._behind(found, event, width)
        if rest - sum(size + 1 for _, size in behind) < LEAST:
            behind = []
        taken = sum(size + 1 for _, size in behind)
        most = LONG_TITLE if width >= LONG_FROM else TITLE if width >= TOLD_FROM else rest
        room = min(rest - taken, most)
        if event is found.event:
            line.append(self._title(row, found, room))
        else:
            line.append(Span(fitted(shown(event.title), room, signs), "struck" if found.kind == AVERTED else "plain"))
        for span, size in behind:
            is_right = span.style == "strong"
            text = right(span.text, size, signs) if is_right else fitted(span.text, size, signs)
            line += [Span(" "), span._replace(text=text)]
        return line

    def _behind(self, found: Told, event: Event, width: int) -> list[tuple[Span, int]]:
        """Return the columns behind the title of an event of a row, with their widths."""
        in_words = width >= WORDS_FROM
        columns = [(Span(short_drift(found.drift, in_words=in_words), "strong"), DRIFT_WORDS if in_words else DRIFT)]
        if width >= TOLD_FROM:
            columns.append((Span(shown(episode_code(event.show, event.season, event.episode)), "dim"), TOLD))
        if width >= IDS_FROM:
            columns.append((Span(shown(event.id), "dim"), LONG_ID if width >= LONG_IDS_FROM else ID))
        return columns

    def _title(self, row: int, found: Told, width: int) -> Span:
        """Return the title of a row; where the row before has the same event, what else that event stands against."""
        told = self._rows.told
        if row and told[row - 1] == told[row] and found.base is not None:
            return Span(fitted(f"{VERBS[KINDS[found.kind]]} {shown(found.base.title)}", width, self._signs), "dim")
        title = f"POD: {shown(found.event.title)}" if found.is_pod else shown(found.event.title)
        return Span(fitted(title, width, self._signs), self._style(found))

    def _style(self, found: Told) -> Style:
        return "strong" if found.is_pod else "dim" if found.kind in (UNTOLD, SHARED) else "plain"

    def lanes(self, row: int, found: Told, *, is_on_base: bool = False) -> Line:
        """Return the signs of a row: one for each lane that is there by then, joined where an event stands for another.

        `is_on_base`: a sign that can be read without color points at the base event.
        """
        rows, signs = self._rows, self._signs
        own, base, kind = rows.own[row], rows.base_lane(row), rows.kinds[row]
        last = len(rows.lanes) - 1
        line: Line = []
        for lane in range(last + 1):
            is_living = rows.is_begun(lane, row)
            between = base is not None and base <= lane < own
            holds = bool(rows.holds[row] >> lane & 1)
            line.append(self._sign(lane, found, holds=holds, is_living=is_living, at=(base, own, kind)))
            if lane < last:
                same = kind == KEPT and holds and rows.holds[row] >> (lane + 1) != 0
                joined = f"{_HERE}{signs.line}" if is_on_base and lane == base else signs.line * 2
                gap = joined if between else signs.kept * 2 if same else "  "
                line.append(Span(gap, "alt" if between else "both" if same else "plain"))
        return line

    def _sign(self, lane: int, found: Told, *, holds: bool, is_living: bool, at: tuple[int | None, int, int]) -> Span:
        base, own, kind = at
        signs = self._signs
        if lane == base:
            return Span(signs.averted, "gone") if kind == AVERTED else Span(signs.real, "real")
        if kind == KEPT and holds:
            return Span(signs.kept, "both")
        if lane == own:
            if kind == SHARED:
                return Span(signs.lane, "real" if lane == 0 else "alt")
            return self._own_sign(found)
        if base is not None and base < lane < own:
            return Span(signs.cross if is_living else signs.line, "alt")
        if holds and is_living:
            return Span(signs.kept, "both")
        return Span(signs.lane if is_living else " ", "real" if lane == 0 else "alt")

    def _own_sign(self, found: Told) -> Span:
        status = KINDS[found.kind]
        if status == "averted":
            status = "replaced"  # the event itself is what stands in the place of what never happens
        assert status != "shared"
        return sign_of(status, self._signs, found.drift)

    def side_line(self, cells: Sequence[int], width: int, *, heading: str) -> list[Piece]:
        """Return a line with a column for each history; `cells` has the row in each, which may be the same."""
        signs = self._signs
        columns = len(cells)
        year_width = self._first + 1
        room = width - year_width - GUTTER * (columns - 1)
        pieces = [Piece(Span(right(heading, self._first, signs) + " ", "strong"))]
        for column, row in enumerate(cells):
            size = room // columns + (column < room % columns)
            if column:
                pieces += self._gutter(cells, column)
            pieces += [Piece(span, column) for span in self._cell(cells, column, row, size)]
        return pieces

    def _cell(self, cells: Sequence[int], column: int, row: int, width: int) -> Line:
        if row == NONE:
            return [Span(" " * width)]
        rows, signs = self._rows, self._signs
        found, year = self._read(row), rows.year(row)
        style = self._style(found)
        event = found.event
        if found.base is not None and column == rows.base_lane(row):
            event, style = found.base, "struck" if found.kind == AVERTED else "plain"
        elif row in cells[:column] and not (found.base is not None and column == rows.own[row]):
            return [Span(fitted(f"{'':{DATE}} the same", width, signs), "dim")]
        title = f"POD: {shown(event.title)}" if found.is_pod and event is found.event else shown(event.title)
        date = right(date_in_row(event.date, year, signs), DATE, signs) + " "
        room = width - DATE - 1
        drift = short_drift(found.drift) if event is found.event else ""
        if not drift or room - DRIFT - 1 < LEAST:
            return [Span(date, "dim"), Span(fitted(title, room, signs), style)]
        line = [Span(date, "dim"), Span(fitted(title, room - DRIFT - 1, signs), style)]
        return [*line, Span(" "), Span(right(drift, DRIFT, signs), "strong")]

    def _gutter(self, cells: Sequence[int], column: int) -> list[Piece]:
        """Return the sign between a column and the one to its left."""
        signs = self._signs
        row = cells[column]
        joined = [each for each in cells[:column] if each == row and row != NONE]
        if not joined:
            new = Span(f"{signs.alt}", "new") if row != NONE and self._rows.kinds[row] == ADDED else Span(" ")
            return [Piece(Span("   ")), Piece(Span(signs.lane, "dim")), Piece(Span(" ")), Piece(new, column), _BLANK]
        found = self._read(row)
        kind = found.kind
        same = kind in (KEPT, SHARED, UNTOLD, ADDED) or column != self._rows.own[row]
        sign = Span(signs.kept, "both") if same else self._between(found)
        dash = Span(signs.line, sign.style)
        return [_BLANK, *(Piece(each) for each in (dash, dash, sign, dash, dash)), _BLANK]

    def _between(self, found: Told) -> Span:
        status = KINDS[found.kind]
        assert status != "shared"
        return sign_of(status, self._signs, found.drift if found.kind == MOVED else None)


_BLANK = Piece(Span(" "))
