"""The ground of a poster's chart: years at its left edge, a hairline for each, and seasons at its right edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.exports.layout.scale import RIGHT
from timeline.exports.svg.drawing import element, label, path, rect
from timeline.exports.svg.text import SANS, SANS_BOLD, SERIF_BOLD, shortened, width
from timeline.model.date_text import year_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.exports.layout.scale import Cell
    from timeline.exports.svg.drawing import Element
    from timeline.exports.svg.poster_drawing import Drawing
    from timeline.exports.svg.text import Face
    from timeline.questions.panorama import SeasonBar

SEASON_LANES = 3
LANE = 28.0
TALL_YEAR = 44.0
YEARS = 64.0
"""The room for the name of a year."""


def draw_years(drawing: Drawing) -> None:
    """Draw a hairline at the start of each cell and name as many as there is room for, round ones first."""
    scale, frame, palette = drawing.chart.scale, drawing.frame, drawing.palette
    if not drawing.chart.used:
        return
    for top in scale.tops:
        drawing.picture.add(path("M", frame.left, top, "H", frame.right, stroke=palette.line, stroke_width=0.8))
    sizes = [scale.tops[i + 1] - scale.tops[i] for i in range(len(scale.cells))]
    used: list[tuple[float, float]] = []
    named = (i for i, cell in enumerate(scale.cells) if not cell.is_break)
    for i in sorted(named, key=lambda i: (not _is_round(scale.cells[i]), -sizes[i])):
        y = scale.tops[i] + min(sizes[i], 30) / 2 + 5
        span = y - 22, y + 8
        if span[1] > drawing.chart.bottom + 12 or any(span[0] < low and span[1] > high for high, low in used):
            continue
        used.append(span)
        drawing.picture.add(_year(drawing, scale.cells[i], y, is_tall=sizes[i] > TALL_YEAR))


def _is_round(cell: Cell) -> bool:
    """Return whether the year that names a cell is a round one as people count, before AD 1, too."""
    return (cell.named if cell.named > 0 else 1 - cell.named) % (10 * cell.years) == 0


def _year(drawing: Drawing, cell: Cell, y: float, *, is_tall: bool) -> Element:
    frame, palette = drawing.frame, drawing.palette
    text, room = year_words(cell.named), YEARS
    size, face, color, lower = 24.0, SERIF_BOLD, palette.ink, 2.0
    if not _is_round(cell) or width(text, size, face) > room:
        size, face, lower = 13.0, SANS_BOLD if is_tall or _is_round(cell) else SANS, 0.0
        color = palette.ink if is_tall else palette.ink3
    while size > 8 and width(text, size, face) > room:
        size -= 0.5
    return label(frame.left - 8, y + lower, shortened(text, room, size, face), size, color, face, anchor="end")


def draw_seasons(drawing: Drawing) -> None:
    """Draw a bar for each season of the compared histories, and tint what the alternate one's first lane covers."""
    chart = drawing.chart
    lanes: list[float] = []
    shown = [bar for bar in chart.panorama.seasons if bar.timeline in (chart.seen.base, chart.seen.alt)]
    if drawing.is_alone:
        shown = [bar for bar in chart.panorama.seasons if bar.timeline == chart.seen.base]
    order = {bar.show.id: number for number, bar in enumerate(shown)}
    for bar in sorted(shown, key=lambda bar: (bar.timeline != chart.seen.alt, order[bar.show.id], bar.first)):
        first, last = chart.scale.y(bar.first), chart.scale.y(bar.last)
        first = min(first, chart.bottom - 16)
        last = max(first + 16, last)
        if bar.last < chart.scale.days[0] or bar.first > chart.scale.days[-1]:
            continue
        lane = next((n for n, end in enumerate(lanes) if end <= first - 2), len(lanes))
        if lane >= SEASON_LANES:
            continue
        lanes[lane : lane + 1] = [last]
        drawing.picture.add(*_season(drawing, bar, lane, first, last))


def _season(drawing: Drawing, bar: SeasonBar, lane: int, first: float, last: float) -> Iterator[Element]:
    frame, chart, palette = drawing.frame, drawing.chart, drawing.palette
    x = frame.right + 6 + lane * LANE
    if lane == 0 and bar.timeline == chart.seen.alt:
        left = frame.rails[RIGHT] + 9
        yield rect(left, first, frame.right + 2 - left, last - first, palette.band)
    opacity = 0.5 if lane else None
    yield rect(x, first, 5, last - first, drawing.color_of(bar.timeline), rx=2.5, fill_opacity=opacity)
    room = last - first - 4
    is_only_show = len({each.show.id for each in chart.panorama.seasons}) == 1
    for name in names_of(bar, is_only_show=is_only_show):
        if width(name, 13, SANS) <= room:
            yield _upright(name, x + 10, first + 4, palette.ink2, SANS)
            return
    short = f"S{bar.number}"
    if bar.number is not None and width(short, 13, SANS) <= LANE - 8:
        yield label(x + 9, (first + last) / 2 + 4.5, short, 13, palette.ink2)


def names_of(bar: SeasonBar, *, is_only_show: bool) -> list[str]:
    """Return the names of a season, the longest first."""
    if bar.number is None:
        return [bar.show.name]
    titled = [f"{bar.show.name}, season {bar.number}: {bar.title}"] if bar.title else []
    named = [f"{bar.show.name}, season {bar.number}", f"{bar.show.name} S{bar.number}"]
    return [*titled, *named, *([f"season {bar.number}"] if is_only_show else [])]


def _upright(text: str, x: float, y: float, color: str, face: Face) -> Element:
    """Return a text that reads downward."""
    return element(
        "text",
        text,
        transform=f"translate({x:.1f} {y:.1f}) rotate(90)",
        font_family=face.family,
        font_size=13.0,
        fill=color,
    )
