"""The lines of a poster from one history to the other, and the words on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout.joins import Box, Cubic, Point, bend, curve, slid
from timeline.exports.layout.marks import STROKES
from timeline.exports.layout.scale import LEFT, RIGHT
from timeline.exports.svg.drawing import element, halo, label, path
from timeline.exports.svg.poster_frame import FORK
from timeline.exports.svg.text import SANS_BOLD, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.exports.svg.drawing import Element
    from timeline.exports.svg.poster_drawing import Drawing
    from timeline.questions.panorama_sides import Join

UNNAMED, FAINTEST = 0.3, 0.08
"""The opacity of a line of which an end has no label, and of one of very many such lines."""

MANY = 160
"""From so many such lines on, they are fainter, so that what is named can be seen through them."""

FEW = 24
"""Up to so many moved events, each has its line in full and its words; of more, only those that are named."""

CAP = 13.0
"""How far before the averted event its line ends."""

SIZE = 12.5
CLEAR = 7.0
"""The room between a line and the middle of its mark."""


class Line(NamedTuple):
    """A join and its curve."""

    join: Join
    curve: Cubic
    is_named: bool
    """Whether both of its ends are, or it is one of few."""


def draw_joins(drawing: Drawing) -> None:
    """Draw the lines, the faint ones first, then the words of those that are moved or named."""
    take_rails(drawing)
    drawing.picture.add(*_kept(drawing))
    lines = list(_lines(drawing))
    if sum(line.join.status == "moved" for line in lines) <= FEW:
        lines = [line._replace(is_named=line.is_named or line.join.status == "moved") for line in lines]
    gradient = _gradient(drawing)
    faint = max(FAINTEST, UNNAMED * min(1.0, MANY / max(1, sum(not line.is_named for line in lines))))
    for line in sorted(lines, key=lambda line: (line.is_named, line.join.status == "moved")):
        drawing.picture.add(*_drawn(drawing, line, gradient, faint))
    weights = drawing.chart.weights
    worded = [line for line in lines if line.join.short and line.is_named and "same" not in line.join.short]
    for line in sorted(
        worded, key=lambda each: (each.join.status != "moved", not each.is_named, -weights[each.join.alt])
    ):
        drawing.picture.add(*_words(drawing, line))


def _kept(drawing: Drawing) -> Iterator[Element]:
    """Yield a double line from rail to rail for each event that happens in both histories after they part."""
    chart, stroke = drawing.chart, STROKES["kept"]
    for index in chart.used:
        if chart.seen.sides[index] == "both":
            y = chart.mark_y(index)
            left, right = drawing.rail(LEFT, y), drawing.rail(RIGHT, y)
            opacity = None if index in chart.label_rows else 0.5
            for aside in (-2, 2):
                yield path(
                    "M", left, y + aside, "H", right,
                    stroke=drawing.palette.ink3, stroke_width=stroke.width, stroke_opacity=opacity,
                )  # fmt: skip


def _lines(drawing: Drawing) -> Iterator[Line]:
    chart, frame = drawing.chart, drawing.frame
    for number, join in enumerate(chart.seen.joins):
        if join.base not in chart.side or join.alt not in chart.side:
            continue
        ys = chart.mark_y(join.base), chart.mark_y(join.alt)
        start = drawing.mark_x(join.base) + CLEAR + (CAP if join.status == "averted" else 0)
        end = drawing.mark_x(join.alt) - CLEAR
        line = curve(Point(start, ys[0]), Point(end, ys[1]), bend(number, frame.gutter, abs(ys[1] - ys[0])))
        yield Line(join, line, join.base in chart.label_rows and join.alt in chart.label_rows)


def _gradient(drawing: Drawing) -> str:
    stops = (element("stop", offset=side, stop_color=drawing.color(side)) for side in (LEFT, RIGHT))
    left, right = drawing.frame.rails
    return drawing.picture.define(
        element("linearGradient", *stops, gradientUnits="userSpaceOnUse", x1=left, x2=right, y1=0, y2=0)
    )


def _drawn(drawing: Drawing, line: Line, gradient: str, faint: float) -> Iterator[Element]:
    stroke, palette = STROKES[line.join.status], drawing.palette
    color = {"move": palette.move, "gone": palette.gone}.get(stroke.ink, gradient)
    is_moved = line.join.status == "moved"
    opacity = faint if not line.is_named else 1.0 if is_moved else 0.85
    start, leave, reach, end = line.curve
    yield path(
        "M", *start, "C", *leave, " ", *reach, " ", *end,
        stroke=color, stroke_width=stroke.width if line.is_named else min(stroke.width, 1.5),
        stroke_opacity=opacity if opacity < 1 else None,
        stroke_dasharray=" ".join(map(str, stroke.dash)) or None,
    )  # fmt: skip
    if stroke.has_cap:
        yield path(
            "M",
            start.x,
            start.y - 6,
            "V",
            start.y + 6,
            stroke=color,
            stroke_width=1.6,
            stroke_opacity=max(opacity, 0.6),
        )


def take_rails(drawing: Drawing) -> None:
    """Take the places of trunk and fork, so that no words stand on them."""
    chart, frame = drawing.chart, drawing.frame
    end = chart.bottom if chart.parting is None else chart.parting
    drawing.taken.add(Box(frame.center - CLEAR, 0, frame.center + CLEAR, end))
    for step in range(9) if chart.parting is not None else ():
        y = end + FORK * step / 8
        for x in (drawing.rail(LEFT, y), drawing.rail(RIGHT, y)):
            drawing.taken.add(Box(x - 2 * CLEAR, y - CLEAR, x + 2 * CLEAR, y + CLEAR))


def _words(drawing: Drawing, line: Line) -> Iterator[Element]:
    text, palette = line.join.short, drawing.palette
    left, right = drawing.frame.rails
    room = width(text, SIZE, SANS_BOLD) + 6
    middle = slid(line.curve, room, 18, (left + 16, right - 16), drawing.taken)
    if middle is not None:
        color = palette.move if line.join.status == "moved" else palette.ink2
        words = label(middle.x, middle.y + 4.5, text, SIZE, color, SANS_BOLD, anchor="middle")
        yield halo(words, palette.bg, 5)
