"""Draw a history as a poster to print or to put on a wiki: two histories, side by side, on a sheet of A3.

What it shows is `timeline.questions.panorama`; how time becomes height and who is named, `timeline.exports.layout`. It is
one SVG with presentation attributes only, so that librsvg, which wikis use, draws it as browsers do. The same history gives
the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.exports.files import ExportOptions
from timeline.exports.layout.colors import color_numbers
from timeline.exports.layout.joins import Boxes
from timeline.exports.svg.drawing import Picture
from timeline.exports.svg.forms import encoded
from timeline.exports.svg.palette import DARK, LIGHT
from timeline.exports.svg.poster_chart import Chart, Room
from timeline.exports.svg.poster_drawing import Drawing
from timeline.exports.svg.poster_frame import MILLIMETRES, SHORT, frame_of
from timeline.exports.svg.poster_ground import draw_seasons, draw_years
from timeline.exports.svg.poster_joins import draw_joins
from timeline.exports.svg.poster_labels import draw_labels, draw_marks
from timeline.exports.svg.poster_legend import (
    STRIP_HEIGHT,
    counts,
    draw_counts,
    draw_heading,
    draw_rule,
    draw_strip,
    rule_lines,
)
from timeline.exports.svg.poster_rails import (
    MOST_FURTHER,
    draw_names,
    draw_rails,
    further_rails,
    further_timelines,
    take_breaks,
)
from timeline.exports.svg.poster_words import words_of
from timeline.model.errors import UsageError
from timeline.questions.panorama import panorama

if TYPE_CHECKING:
    from timeline.store.chronicle import Chronicle

LABELS = 112
"""How many events are named by default."""

FEWEST, MOST = 60, 130

DOTS_PER_INCH = 200


def write(chronicle: Chronicle, path: str, options: ExportOptions) -> None:
    """Write the poster at `path` as SVG, PNG or PDF; raises `UsageError` as `render` does, and without what draws these."""
    content = encoded(render(chronicle, options), options.ending, DOTS_PER_INCH)
    with open(path, "wb") as file:
        file.write(content)


def render(chronicle: Chronicle, options: ExportOptions | None = None) -> str:
    """Return the poster as an SVG document.

    Raises `UsageError` for unknown names, and for fewer or more labels than a poster can have.
    """
    options = options or ExportOptions()
    labels = LABELS if options.labels is None else options.labels
    if not FEWEST <= labels <= MOST:
        raise UsageError(f"a poster names {FEWEST} to {MOST} events, not {labels:,}")
    found = panorama(chronicle, options.query, between=options.between, title=options.title)
    words = words_of(chronicle, found, options)
    timelines = further_timelines(found)[:MOST_FURTHER]
    frame = frame_of(words, len(timelines), is_landscape=options.landscape)
    chart = Chart(found, Room(frame.top, frame.most, frame.least), labels)
    palette = DARK if options.dark else LIGHT
    picture = Picture(
        frame.width, SHORT, options.title or words.kicker or words.heading, words.text, ground=palette.bg, name="poster"
    )
    further = further_rails(chronicle.world, chart, frame, timelines)
    drawing = Drawing(
        picture,
        palette,
        frame,
        chart,
        words,
        color_numbers(chronicle.world, [(chart.seen.base, chart.seen.alt)]),
        further,
        Boxes(),
    )
    draw_heading(drawing)
    draw_seasons(drawing)
    draw_years(drawing)
    draw_rails(drawing)
    breaks = take_breaks(drawing)
    draw_joins(drawing)
    picture.add(*breaks)
    draw_marks(drawing)
    draw_labels(drawing)
    picture.height = _draw_around(drawing, chronicle)
    width, height = (f"{length * MILLIMETRES:.1f}".removesuffix(".0") for length in (frame.width, picture.height))
    return picture.render(width=f"{width}mm", height=f"{height}mm")


def _draw_around(drawing: Drawing, chronicle: Chronicle) -> float:
    """Draw the legend, the strip and the rule, and return the height of the sheet."""
    frame, bottom = drawing.frame, drawing.chart.bottom
    named = draw_names(drawing)
    if frame.is_landscape:
        top = frame.text_top + 24 * (len(frame.text) - 1) + 40
        end = SHORT - 46
        around = STRIP_HEIGHT + 20 + 17 * len(rule_lines(drawing, chronicle.up_to))
        draw_counts(drawing, top, (end - around - top) / len(counts(drawing)))
        draw_rule(drawing, draw_strip(drawing, end - around) + 14, chronicle.up_to)
        return max(SHORT, bottom + named + 16)
    y = draw_counts(drawing, bottom + 40 + max(0.0, named - 12), 0)
    y = draw_strip(drawing, y + 16)
    y = draw_rule(drawing, y + 14, chronicle.up_to)
    return y + 22
