"""What stands around a poster's chart: the heading, the counts that are its legend, the years to scale, and the rule."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING

from timeline.exports.layout.scale import LEFT, RIGHT, year_of
from timeline.exports.svg.axes import TimeScale, nice
from timeline.exports.svg.drawing import circle, label, path, rect
from timeline.exports.svg.marks import MEANINGS, mark
from timeline.exports.svg.poster_words import rule
from timeline.exports.svg.text import SANS, SANS_BOLD, SERIF_BOLD, shortened, width, wrapped
from timeline.model.calendar import from_ordinal, to_ordinal
from timeline.model.date_text import year_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.exports.svg.drawing import Element
    from timeline.exports.svg.poster_drawing import Drawing

STRIP = 32.0
"""The height of the largest bar of the strip."""

STRIP_HEIGHT = 112.0
"""The height of the strip with its caption and its years."""

COUNT = 80.0
"""The least height of a count."""

FEW_YEARS = 30
"""Up to so many years, only years are named, and no months."""

BINS = 140
MOST_LETTERS = 90


def draw_heading(drawing: Drawing) -> None:
    """Write the heading, the text below it, and the names of the histories above their rails."""
    frame, palette, words = drawing.frame, drawing.palette, drawing.words
    left, right = frame.panel
    kicker = shortened(words.kicker.upper(), (right - left) * 0.8, 13, SANS)
    drawing.picture.add(
        label(left, 44, kicker, 13, palette.ink3, letter_spacing=1.5 if len(kicker) < MOST_LETTERS else None)
    )
    y = 44 + frame.heading_size * 0.97
    for line in frame.heading:
        drawing.picture.add(label(left, y, line, frame.heading_size, palette.ink, SERIF_BOLD))
        y += frame.heading_size * 1.05
    for number, line in enumerate(frame.text):
        drawing.picture.add(label(left, frame.text_top + 24 * number, line, 17.5, palette.ink2))
    if drawing.is_alone:
        return
    y = frame.top - 26
    for side, name in ((LEFT, words.base), (RIGHT, words.alt)):
        way, anchor = (4, "start") if side == RIGHT else (-4, "end")
        text = shortened(name, frame.column - 8, 24, SERIF_BOLD)
        drawing.picture.add(label(frame.rails[side] + way, y, text, 24, drawing.color(side), SERIF_BOLD, anchor=anchor))


def counts(drawing: Drawing) -> list[tuple[str, int, str]]:
    """Return the counts of the legend: of each status with its meaning; of a single history, what there is of it."""
    chart = drawing.chart
    if not drawing.is_alone:
        return [(status, chart.seen.counts.get(status, 0), meaning) for status, meaning in MEANINGS.items()]  # type: ignore[call-overload]
    events = [chart.panorama.events[index] for index in chart.used]
    years = {year_of(stretch) for stretch in chart.stretches.values()}
    people = {name for event in events for name in event.people}
    places = {event.place for event in events if event.place}
    found = [("event", len(events), "in this history"), ("year", len(years), "of which it tells")]
    found += [("person", len(people), "whom it names"), ("place", len(places), "where it happens")]
    return [(_plural(word, count), count, meaning) for word, count, meaning in found if count or word == "event"]


def _plural(word: str, count: int) -> str:
    return word if count == 1 else {"person": "people"}.get(word, f"{word}s")


def draw_counts(drawing: Drawing, top: float, step: float) -> float:
    """Draw the counts, large, with their marks and meanings; return where they end.

    Beside the chart, they stand below each other, `step` apart.
    """
    frame = drawing.frame
    found = counts(drawing)
    left, right = frame.panel
    if frame.is_landscape:
        for number, entry in enumerate(found):
            drawing.picture.add(*_count(drawing, left, top + max(COUNT, step) * number, *entry))
        return top + max(COUNT, step) * len(found)
    step = (right - left) / len(found)
    for number, entry in enumerate(found):
        drawing.picture.add(*_count(drawing, left + step * number, top, *entry))
    return top + 76


def _count(drawing: Drawing, x: float, top: float, word: str, count: int, meaning: str) -> Iterator[Element]:
    palette = drawing.palette
    text = f"{count:,}"
    yield label(x, top + 33, text, 40, palette.ink, SERIF_BOLD)
    yield from _glyph(drawing, word, x + width(text, 40, SERIF_BOLD) + 14, top + 20)
    yield label(x, top + 56, word, 15.5, palette.ink, SANS_BOLD)
    yield label(x, top + 74, meaning, 12.5, palette.ink2)


def _glyph(drawing: Drawing, status: str, x: float, y: float) -> Iterator[Element]:
    """Yield the marks of a status and the line between them."""
    palette, ours, theirs = drawing.palette, drawing.color(LEFT), drawing.color(RIGHT)
    ground = palette.bg
    if status == "moved":
        yield path("M", x + 6, y + 5, "L", x + 32, y - 5, stroke=palette.move, stroke_width=2.6)
        yield mark("diamond", x + 6, y + 7, 4.4, ours, ground=ground, edge=1)
        yield mark("diamond", x + 32, y - 7, 4.4, theirs, ground=ground, edge=1)
    elif status == "replaced":
        yield path("M", x + 8, y, "h", 24, stroke=palette.ink3, stroke_width=1.6)
        yield mark("square", x + 5, y, 4.6, ours, ground=ground, edge=1)
        yield mark("square", x + 33, y, 4.6, theirs, ground=ground, edge=1)
    elif status == "averted":
        yield mark("cross", x + 5, y, 5, palette.gone, ground=ground, edge=2.2)
        yield path("M", x + 17, y - 7, "v", 14, stroke=palette.gone, stroke_width=1.8)
        yield path("M", x + 17, y, "h", 22, stroke=palette.gone, stroke_width=1.5, stroke_dasharray="4 3")
    elif status == "kept":
        for aside in (-2, 2):
            yield path("M", x + 6, y + aside, "h", 26, stroke=palette.ink3, stroke_width=1)
        yield circle(x + 5, y, 5.2, ours)
        yield circle(x + 33, y, 5.2, theirs)
    elif status in ("added", "untold"):
        yield circle(x + 6, y, *((5.2, theirs) if status == "added" else (4.4, palette.ink3)))


def draw_strip(drawing: Drawing, top: float) -> float:
    """Draw how much is told of each year, on a linear scale; return where it ends. Nothing for less than three years."""
    chart, palette = drawing.chart, drawing.palette
    years = {index: year_of(stretch) for index, stretch in chart.stretches.items()}
    if len(set(years.values())) < 3:
        return top
    left, right = drawing.frame.panel
    first, last = min(years.values()), max(years.values()) + 1
    step = nice((last - first) / (BINS if right - left > 600 else BINS / 2))
    scale = TimeScale(to_ordinal(first // step * step, 1, 1), to_ordinal(-(-last // step) * step, 1, 1), left, right)
    tells = Counter((year // step * step, chart.seen.sides[index] == "alt") for index, year in years.items())
    most = max(tells.values())
    middle = top + 22 + STRIP
    caption = "the same years to scale: how much is told of each"
    drawing.picture.add(
        label(right, top + 12, shortened(caption, right - left, 12.5), 12.5, palette.ink2, anchor="end")
    )
    for bar in chart.panorama.seasons:
        if bar.timeline == chart.seen.alt and not drawing.is_alone:
            start, end = scale.at(bar.first), scale.at(bar.last)
            drawing.picture.add(rect(start, middle, max(3.0, end - start), STRIP + 2, palette.band))
    for (year, is_alt), count in sorted(tells.items()):
        start, end = scale.at(to_ordinal(year, 1, 1)), scale.at(to_ordinal(year + step, 1, 1))
        high = sqrt(count / most) * STRIP
        y, color = (middle + 0.8, drawing.color(RIGHT)) if is_alt else (middle - 0.8 - high, drawing.color(LEFT))
        drawing.picture.add(rect(start + 1, y, max(1.0, end - start - 2), high, color))
    below = middle + 1 + (STRIP if any(is_alt for _, is_alt in tells) else 0)
    drawing.picture.add(*_ticks(drawing, scale, below + 18))
    return below + 24


def _ticks(drawing: Drawing, scale: TimeScale, y: float) -> Iterator[Element]:
    """Yield the names of round years, each within the panel and clear of the one before."""
    left, right = drawing.frame.panel
    first, last = (from_ordinal(int(day))[0] for day in (scale.first, scale.last))
    ticks = [(tick.at, tick.text) for tick in scale.ticks(12.5)]
    if last - first <= FEW_YEARS:
        step = nice((last - first) / 12)
        ticks = [(scale.at(to_ordinal(year, 1, 1)), year_words(year)) for year in range(first, last + 1, step)]
    end = left - 16
    for at, text in ticks:
        half = width(text, 12.5, SANS) / 2
        x = min(max(at, left + half), right - half)
        if x - half >= end + 16:
            yield label(x, y, text, 12.5, drawing.palette.ink2, anchor="middle")
            end = x + half


def rule_lines(drawing: Drawing, up_to: Sequence[str]) -> list[str]:
    """Return by which rule events are named, in lines."""
    left, right = drawing.frame.panel
    return wrapped(rule(len(drawing.chart.label_rows), len(drawing.chart.used), up_to), right - left, 12.5, SANS)


def draw_rule(drawing: Drawing, top: float, up_to: Sequence[str]) -> float:
    """Write by which rule events are named; return where it ends."""
    left = drawing.frame.panel[0]
    lines = rule_lines(drawing, up_to)
    for number, line in enumerate(lines):
        drawing.picture.add(label(left, top + 14 + 17 * number, line, 12.5, drawing.palette.ink3))
    return top + 14 + 17 * len(lines)
