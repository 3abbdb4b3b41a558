"""The events of a poster: their marks on the rails, and date and title of those that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout.marks import look
from timeline.exports.layout.scale import LEFT, RIGHT
from timeline.exports.svg.drawing import circle, label, path, tooltip
from timeline.exports.svg.marks import mark
from timeline.exports.svg.text import SANS, SANS_BOLD, shortened, width, wrapped
from timeline.model.date_text import date_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from timeline.exports.svg.drawing import Element
    from timeline.exports.svg.poster_drawing import Drawing
    from timeline.exports.svg.text import Face

RADIUS, UNNAMED, PARTING = 5.2, 2.7, 9.0
BOLD = 0.3
"""The share of the named events that are bold and colored: the heaviest."""

DATE_SIZE = 12.0
DATES = 0.85
"""So many of the dates of a side fit the column of dates; longer ones push their titles aside."""
MOST_DATES = 104.0

LARGE, SMALL = 13.0, 11.4
FITTING = 0.85
"""So many of the titles fit at the common size."""

TWO_LINE_SIZE = 14.5
TWO_LINES = 34.0
"""From this height of a row on, a title may have two lines."""

ROOMY = 22.0
"""From this height of a row on, dates are larger."""

GAP = 19.0
"""The room between a rail and the texts beside it."""


class Style(NamedTuple):
    """How the title of an event is written."""

    face: Face
    color: str
    is_struck: bool


def draw_marks(drawing: Drawing) -> None:
    """Draw the mark of every event, the lightest first, with its leader if it has a label elsewhere."""
    chart = drawing.chart
    for index in reversed(chart.order):
        if index in chart.label_rows:
            drawing.picture.add(*_leader(drawing, index))
    for index in reversed(chart.order):
        drawing.picture.add(*_mark(drawing, index))
    if chart.parting is not None and chart.seen.parting_index is None:
        ring = circle(
            drawing.frame.center, chart.parting, 6, drawing.palette.bg, stroke=drawing.color(RIGHT), stroke_width=2.4
        )
        drawing.picture.add(ring)


def _radius(drawing: Drawing, index: int) -> float:
    if index == drawing.chart.seen.parting_index:
        return PARTING
    return RADIUS if index in drawing.chart.label_rows else UNNAMED


def _leader(drawing: Drawing, index: int) -> Iterator[Element]:
    chart, side = drawing.chart, drawing.chart.side[index]
    x, y, row = drawing.mark_x(index), chart.mark_y(index), chart.label_y(index)
    way = 1 if side == RIGHT else -1
    end = drawing.frame.rails[side] + way * (GAP - 4)
    if abs(row - y) > 1 or abs(x - drawing.frame.rails[side]) > 3:
        start = x + way * (_radius(drawing, index) + 2)
        yield path("M", start, y, "L", end, row, stroke=drawing.palette.ink3, stroke_width=0.9, stroke_opacity=0.5)


def _mark(drawing: Drawing, index: int) -> Iterator[Element]:
    chart, palette = drawing.chart, drawing.palette
    event, stands = chart.panorama.events[index], chart.seen.sides[index]
    side = RIGHT if stands == "alt" else LEFT
    looks = look(chart.seen.fates[index], side)
    color = {"ink3": palette.ink3, "gone": palette.gone}.get(looks.ink) or drawing.color(side)
    if index == chart.seen.parting_index:
        color = drawing.color(side)
    x, y, radius = drawing.mark_x(index), chart.mark_y(index), _radius(drawing, index)
    edge = 2.0 if index in chart.label_rows else 1.2
    if stands == "both":
        yield circle(drawing.rail(RIGHT, y), y, radius, drawing.color(RIGHT))
    is_filled, size = event.date.is_one_day, radius * looks.size
    drawn = mark(looks.shape, x, y, size, color, ground=palette.bg, is_filled=is_filled, edge=edge)
    yield drawn if index in chart.label_rows else tooltip(drawn, f"{date_text(event.date)}: {event.title}")


def draw_labels(drawing: Drawing) -> None:
    """Write date and title of every named event."""
    chart = drawing.chart
    heavy = [index for index in chart.order if index in chart.label_rows]
    bold = {*heavy[: max(1, round(len(heavy) * BOLD))], chart.seen.parting_index}
    sides = [[i for i in chart.label_rows if chart.side[i] == side] for side in (LEFT, RIGHT)]
    dates = {
        index: _dates(drawing, index, column) for own in sides for column in [_column(drawing, own)] for index in own
    }
    size = _size(drawing, {index: room for index, (_, _, room) in dates.items()}, bold)
    for own in sides:
        for index in sorted(own, key=lambda i: chart.label_rows[i]):
            drawing.picture.add(*_label(drawing, index, *dates[index], size, is_bold=index in bold))
    _caption(drawing)


def _style(drawing: Drawing, index: int, *, is_bold: bool) -> Style:
    chart, palette = drawing.chart, drawing.palette
    stands = chart.seen.sides[index]
    looks = look(chart.seen.fates[index], RIGHT if stands == "alt" else LEFT)
    color = palette.ink
    if looks.is_struck:
        color = palette.gone
    elif is_bold and stands in ("base", "alt"):
        color = drawing.color(RIGHT if stands == "alt" else LEFT)
    return Style(SANS_BOLD if is_bold else SANS, color, looks.is_struck)


def _size(drawing: Drawing, rooms: Mapping[int, float], bold: Collection[int | None]) -> float:
    """Return the size of titles: as large as rows allow, and as most titles fit on one line; the others get smaller."""
    events, row = drawing.chart.panorama.events, drawing.chart.row
    if row >= TWO_LINES:
        return TWO_LINE_SIZE
    largest = LARGE * max(1.0, row / 21)
    sizes = sorted(
        room / max(1.0, width(events[index].title, 1, SANS_BOLD if index in bold else SANS))
        for index, room in rooms.items()
    )
    return max(LARGE, min(largest, sizes[int(len(sizes) * (1 - FITTING))])) if sizes else LARGE


def _date_size(drawing: Drawing) -> float:
    return DATE_SIZE if drawing.chart.row < ROOMY else DATE_SIZE + 1


def _column(drawing: Drawing, indices: Sequence[int]) -> float:
    """Return the width of the column of dates on one side."""
    events, size = drawing.chart.panorama.events, _date_size(drawing)
    widths = sorted(width(date_text(events[index].date), size, SANS) for index in indices)
    return min(MOST_DATES, widths[int((len(widths) - 1) * DATES)]) + 9 if widths else 0


def _dates(drawing: Drawing, index: int, column: float) -> tuple[str, float, float]:
    """Return the date of an event, how far beside it the title begins, and the room for the title."""
    size, room = _date_size(drawing), drawing.frame.column - GAP - 4
    date = shortened(date_text(drawing.chart.panorama.events[index].date), room * 0.42, size, SANS)
    beside = max(column, width(date, size, SANS) + 8)
    return date, beside, room - beside


def _label(
    drawing: Drawing, index: int, date: str, beside: float, room: float, largest: float, *, is_bold: bool
) -> Iterator[Element]:
    chart, frame, palette = drawing.chart, drawing.frame, drawing.palette
    side, event = chart.side[index], chart.panorama.events[index]
    style = _style(drawing, index, is_bold=is_bold)
    way, anchor = (1, "start") if side == RIGHT else (-1, "end")
    x = frame.rails[side] + way * GAP
    lines, size = _fitted(event.title, room, largest, style.face, chart.row)
    if is_bold and lines[-1].endswith("…"):
        style = style._replace(face=SANS)
        lines, size = _fitted(event.title, room, largest, style.face, chart.row)
    y = chart.label_y(index) + size * 0.35 - (len(lines) - 1) * size * 0.58
    yield label(x, y, date, _date_size(drawing), palette.ink3, anchor=anchor)
    is_cut = lines[-1].endswith("…")
    for number, line in enumerate(lines):
        at = x + way * beside
        low = y + number * size * 1.16
        text = label(at, low, line, size, style.color, style.face, anchor=anchor)
        yield tooltip(text, event.title) if is_cut else text
        if style.is_struck:
            long = width(line, size, style.face)
            start = at if side == RIGHT else at - long
            yield path("M", start, low - size * 0.34, "h", long, stroke=palette.gone, stroke_width=1)


def _fitted(title: str, room: float, largest: float, face: Face, row: float) -> tuple[list[str], float]:
    """Return the lines of a title and their size: smaller before it is shortened, on two lines if the row has room."""
    if row >= TWO_LINES:
        return wrapped(title, room, largest, face, lines=2), largest
    size = largest
    while size > SMALL and width(title, size, face) > room:
        size -= 0.2
    return [shortened(title, room, size, face)], size


def _caption(drawing: Drawing) -> None:
    """Write what the point of divergence is above its label, if the row is free."""
    chart, index = drawing.chart, drawing.chart.seen.parting_index
    if index is None or index not in chart.label_rows:
        return
    side, row = chart.side[index], chart.label_rows[index]
    if any(chart.side[i] == side and chart.label_rows[i] == row - 1 for i in chart.label_rows):
        return
    way, anchor = (1, "start") if side == RIGHT else (-1, "end")
    x, y = drawing.frame.rails[side] + way * GAP, chart.label_y(index) - min(17.0, chart.row - 2.5)
    if chart.row >= TWO_LINES:
        y = chart.label_y(index) - 22
    drawing.picture.add(
        label(x, y, "POINT OF DIVERGENCE", 11, drawing.color(RIGHT), SANS_BOLD, anchor=anchor, letter_spacing=1)
    )
