"""The lanes of a graph as they are drawn, with a sign where an event stands and a bow where it joins another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.lines import Span
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.formats.lines import Line, Style
    from timeline.formats.signs import Signs


class Drawing(NamedTuple):
    """How lanes are drawn."""

    signs: Signs
    most: int
    """How many lanes there is room for; all others share the last one."""
    pitch: int = 2
    """Cells from one lane to the next."""
    is_upward: bool = False
    """Whether later is above earlier."""


class Lanes:
    """Lanes beside each other, `real` first. Those that have not begun are blank."""

    def __init__(self, timelines: Sequence[str], parents: Mapping[str, str], drawing: Drawing) -> None:
        """Take the timelines from left to right, and the parents of all but `real`, also of those without a lane."""
        self._places = {timeline: place for place, timeline in enumerate(timelines)}
        self._parents, self._drawing = parents, drawing
        self._count = min(len(timelines), drawing.most)
        self._open = set(timelines) if drawing.is_upward else {REAL}
        self._columns = {self._column(timeline) for timeline in self._open}

    @property
    def width(self) -> int:
        """The cells that every line of lanes takes."""
        return self._count * self._drawing.pitch

    def is_shared(self, timeline: str) -> bool:
        """Tell whether several timelines share the lane of this one."""
        return len(self._places) > self._count and self._places[self.lane_of(timeline)] >= self._count - 1

    def lane_of(self, timeline: str) -> str:
        """Return a timeline if its lane has begun, else the nearest ancestor whose lane has: they are still one."""
        while timeline not in self._open and timeline in self._parents:
            timeline = self._parents[timeline]
        return timeline

    def idle(self) -> Line:
        """Return a line on which nothing happens."""
        return self._line({})

    def at(self, timeline: str, sign: Span) -> Line:
        """Return a line with a sign in a lane."""
        return self._line({self._column(timeline): sign})

    def folded(self) -> Line:
        """Return a line with the sign of what is folded in all lanes."""
        return self._line({column: Span(self._drawing.signs.folded, "dim") for column in self._columns})

    def joined(self, base: str, sign: Span, timeline: str, end: Span | None = None) -> Line:
        """Return a line with a sign in a lane, and a bow from another lane to it, or a line to a sign there."""
        first, last = self._column(base), self._column(timeline)
        if first >= last:  # they share a lane
            return self._line({first: sign if end is None else end})
        signs = self._drawing.signs
        bow = Span(signs.turn if self._drawing.is_upward else signs.join, "alt")
        return self._line({first: sign, last: end or bow}, first, last)

    def kept(self, timelines: Iterable[str], sign: Span) -> Line:
        """Return a line with the same sign in several lanes and a line through all of them."""
        columns = sorted({self._column(timeline) for timeline in timelines})
        return self._line(dict.fromkeys(columns, sign), columns[0], columns[-1])

    def fork(self, timeline: str) -> Line:
        """Return the line on which a lane leaves that of its parent, and begin it; upward, end it."""
        self._open.discard(timeline)
        parent = self.lane_of(self._parents[timeline])
        self._open.add(timeline)
        first, last = self._column(parent), self._column(timeline)
        signs, is_upward = self._drawing.signs, self._drawing.is_upward
        marks = {last: Span(signs.join if is_upward else signs.turn, "alt")} if first < last else {}
        line = self._line({**marks, first: Span(signs.branch, lane_style(parent))}, first, last)
        if is_upward:
            self._open.discard(timeline)
        self._columns = {self._column(each) for each in self._open}
        return line

    def _column(self, timeline: str) -> int:
        return min(self._places[self.lane_of(timeline)], self._count - 1)

    def _line(self, marks: Mapping[int, Span], first: int = 0, last: int = 0) -> Line:
        """Return a line of lanes with signs in some columns, and a line between two of them."""
        signs, pitch = self._drawing.signs, self._drawing.pitch
        line: Line = []
        for column in range(self._count):
            is_between = first < column < last
            if column in marks:
                line.append(marks[column])
            elif column in self._columns:
                style: Style = "real" if column == 0 else "alt"
                line.append(Span(signs.cross, "alt") if is_between else Span(signs.lane, style))
            else:
                line.append(Span(signs.line, "alt") if is_between else Span(" "))
            if pitch > 1:
                is_line = first <= column < last
                line.append(Span((signs.line if is_line else " ") * (pitch - 1), "alt" if is_line else "plain"))
        return line


def lane_style(timeline: str) -> Style:
    """Return the style of what belongs to a timeline."""
    return "real" if timeline == REAL else "alt"
