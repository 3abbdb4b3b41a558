"""How a graph fits a screen: which lanes and which columns there is room for, and how a line is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.cells import cells
from timeline.formats.lines import SHORT_WORDS, WIDE, WITH_IDS, Span, cut, width_of
from timeline.reports.lanes import Drawing
from timeline.reports.short import DRIFT, DRIFT_WORDS, date_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.lines import Line, Screen, Style
    from timeline.questions.lanes import Lane

ONE_LINE = 170
"""The screen width from which a pair is one line."""
ROOMY = 210
"""The screen width from which such a line has the id as well."""
TITLE = 30
"""The width that a title needs; what else there is goes before it gets less."""
NARROW = 16
"""The width below which lanes move together, so that there is more of a title."""
STARTS = 10
"""The width below which lanes share the last one, so that there is any of a title."""
SHARED = 20
"""The width that a title then gets; it has the name of its timeline before it."""
LONGEST_TITLE = 66
"""The width of a title that columns follow, at most: over a wide gap the eye loses the line."""
TOLD, _TOLD_WITH_SHOW = 6, 12
_ID, _SHORT_ID = 28, 20


class Text(NamedTuple):
    """What stands right of the lanes."""

    title: Span
    drift: str = ""
    told: str = ""
    id: str = ""


class Form(NamedTuple):
    """The columns of a graph on a screen; a width of 0 is none."""

    screen: Screen
    drawing: Drawing
    lanes: Sequence[Lane]
    left_out: Sequence[Lane]
    title: int
    drift: int
    told: int
    id: int
    is_one_line: bool

    def line(self, date: str, lanes: Line, text: Text, style: Style = "plain", right: Line | None = None) -> Line:
        """Return a line of the graph; `right` is what a pair has on its other side."""
        line = self.start(date, lanes, style)
        tail = [(text.drift, self.drift, True), (text.told, self.told, False), (text.id, self.id, False)]
        tail = [column for column in tail if column[1]]
        while tail and not tail[-1][0] and right is None:
            tail.pop()
        room = self.title if tail or right is not None else self.screen.width - width_of(line)
        line += self._padded(text.title.text, room, text.title.style)
        for each, room_, is_right in tail:
            line += [Span(" "), *self._padded(each, room_, "strong" if is_right else "dim", is_right=is_right)]
        return line if right is None else [*line, Span(" "), *right]

    def start(self, date: str, lanes: Line, style: Style = "plain") -> Line:
        """Return what stands left of a text: a date, and the lanes."""
        return [*self.dated(date, style), Span(" "), *lanes, Span(" ")]

    def dated(self, date: str, style: Style) -> Line:
        """Return a date in its column."""
        return self._padded(date, date_width(self.screen.signs), style, is_right=True)

    def _padded(self, text: str, width: int, style: Style, *, is_right: bool = False) -> Line:
        text = cut(text, width, self.screen.signs.to)
        blank = Span(" " * (width - cells(text)))
        return [blank, Span(text, style)] if is_right else [Span(text, style), blank]


def fitted(lanes: Sequence[Lane], screen: Screen, *, is_upward: bool) -> Form:
    """Return the form of a graph with these lanes: columns go first, then lanes without events, then blanks."""
    date = date_width(screen.signs)
    busy = [lane for lane in lanes if not lane.is_idle]
    drift = DRIFT_WORDS if screen.width >= WIDE else DRIFT
    told = _TOLD_WITH_SHOW if screen.width >= WIDE else TOLD if screen.width >= SHORT_WORDS else 0

    def room(drawn: Sequence[Lane], *columns: int, pitch: int = 2) -> int:
        return screen.width - date - 2 - len(drawn) * pitch - sum(column + 1 for column in columns if column)

    def form(drawn: Sequence[Lane], columns: tuple[int, int, int], pitch: int = 2, title: int = 0) -> Form:
        most = len(drawn) if room(drawn, pitch=pitch) >= STARTS else screen.width - date - 2 - SHARED
        left_out = [lane for lane in lanes if lane not in drawn]
        width = title or max(min(room(drawn, *columns, pitch=pitch), LONGEST_TITLE), 1)
        drawing = Drawing(screen.signs, max(most, 1), pitch, is_upward)
        return Form(screen, drawing, drawn, left_out, width, *columns, is_one_line=title > 0)

    if screen.width >= ONE_LINE and not screen.ids:
        own_id = _ID if screen.width >= ROOMY else 0
        title = min((room(lanes, drift, told, own_id) - date - 4) // 2, LONGEST_TITLE)
        if title >= TITLE:
            return form(lanes, (drift, told, own_id), title=title)
    ids = (_ID if screen.width >= WITH_IDS else _SHORT_ID) if screen.shows_ids() else 0
    asked = ids if screen.ids else 0
    for drawn, columns in (
        (lanes, (drift, told, ids)),
        (lanes, (drift, told, asked)),
        (lanes, (drift, 0, asked)),
        (busy, (drift, 0, asked)),
        (busy, (0, 0, asked)),
    ):
        if room(drawn, *columns) >= TITLE:
            return form(drawn, columns)
    return form(busy, (0, 0, 0), pitch=2 if room(busy) >= NARROW else 1)
