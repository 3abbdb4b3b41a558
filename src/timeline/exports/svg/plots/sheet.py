"""The sheet on which an answer is drawn: heading, explanation, axes and legend, in one style, and as high as needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.exports.layout.colors import color_numbers
from timeline.exports.svg.drawing import Picture, group, label, path, rect
from timeline.exports.svg.palette import LIGHT
from timeline.exports.svg.text import SERIF_BOLD, clean, shortened, width, wrapped
from timeline.model.calendar import from_ordinal
from timeline.model.date_text import year_words
from timeline.model.events import REAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from timeline.exports.svg.axes import CountScale, Tick, TimeScale
    from timeline.exports.svg.drawing import Element
    from timeline.model.world import World

    Key = tuple[Callable[[float, float], Element], str]
    """What draws a sign of a legend, 30 wide, with its left edge and its middle at (x, y); and what it means."""

WIDTH = 960
"""The width of a picture in pixels: that of a page of a wiki on a screen."""
MARGIN = 30
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
COLORS = LIGHT

_KEY = 30

_DASHES = ("8 1.6", "3 1.6", "8 1.6 2 1.6", "8 4", "3 4", "8 1.6 2 1.6 2 1.6", "1.6 1.6")
"""The dashes of alternate histories. There are not as many as colors, so that both together repeat much later."""


class Sheet:
    """A picture that grows downward: `y` is where the next part begins."""

    def __init__(self, name: str, title: str, explanation: str) -> None:
        """Begin with a title and the words that say how to read the picture."""
        self.name = name
        self.title, self.explanation = title, explanation
        self._below: list[Element] = []
        self._above: list[Element] = []
        self._definitions: list[Element] = []
        self.y = 34.0
        for line in wrapped(title, RIGHT - LEFT, 27, SERIF_BOLD, lines=2):
            self.y += 14
            self.add(label(LEFT, self.y, line, 27, COLORS.ink, SERIF_BOLD))
            self.y += 17
        self.y += 8
        for line in wrapped(explanation, RIGHT - LEFT, 13.5):
            self.add(label(LEFT, self.y, line, 13.5, COLORS.ink2))
            self.y += 19
        self.y += 12

    def add(self, *elements: Element) -> None:
        """Draw on top of what is there."""
        self._above += elements

    def add_below(self, *elements: Element) -> None:
        """Draw below everything that `add` draws: grounds and lines of a grid."""
        self._below += elements

    def define(self, definition: Element) -> str:
        """Keep a gradient or a pattern; return what `fill` or `stroke` takes to use it."""
        self._definitions.append(definition)
        return f"url(#{self.name}-{len(self._definitions)})"

    def heading(self, text: str, color: str = COLORS.ink, note: str = "") -> None:
        """Write the name of a part of the picture, and a note behind it."""
        self.y += 20
        shown = shortened(text, RIGHT - LEFT, 17, SERIF_BOLD)
        self.add(label(LEFT, self.y, shown, 17, color, SERIF_BOLD))
        used = width(shown, 17, SERIF_BOLD) + 12
        self.add(label(LEFT + used, self.y, shortened(note, RIGHT - LEFT - used, 12.5), 12.5, COLORS.ink3))
        self.y += 12

    def time_axis(self, scale: TimeScale, top: float, bottom: float, *, is_above: bool = False, name: str = "") -> None:
        """Draw the grid of a horizontal scale of time, with the labels of its ticks below or above it."""
        ticks = scale.ticks()
        self.add_below(vertical_grid(ticks, top, bottom))
        edge = top if is_above else bottom
        self.add(path("M", scale.start, edge, "H", scale.end, stroke=COLORS.ink3, stroke_width=1))
        base = edge - 7 if is_above else edge + 17
        self.add(*(label(tick.at, base, tick.text, 12, COLORS.ink3, anchor="middle") for tick in ticks))
        for part in scale.closer_parts():
            self.add_below(rect(part.start, top, part.end - part.start, bottom - top, COLORS.band))
        for _, corner in scale.corners:
            self.add(*_cut(corner, edge))
        if name:
            self.add(label((scale.start + scale.end) / 2, edge + 36, name, 12.5, COLORS.ink2, anchor="middle"))

    def count_axis(self, scale: CountScale, left: float, right: float, *, room: float = 26, unit: str = "") -> None:
        """Draw the grid of a vertical scale of counts, with its labels left of it."""
        for tick in scale.ticks(room):
            self.add_below(path("M", left, tick.at, "H", right, stroke=COLORS.line, stroke_width=1))
            self.add(label(left - 7, tick.at + 4, f"{tick.text}{unit}", 11.5, COLORS.ink3, anchor="end"))

    def legend(self, keys: Iterable[Key]) -> None:
        """Draw what the signs mean, side by side as far as there is room."""
        self.y += 26
        x = float(LEFT)
        for draw, words in keys:
            meaning = shortened(words, RIGHT - LEFT - _KEY - 7, 12.5)
            used = _KEY + 7 + width(meaning, 12.5)
            if x > LEFT and x + used > RIGHT:
                x, self.y = LEFT, self.y + 23
            self.add(draw(x, self.y - 4.5), label(x + _KEY + 7, self.y, meaning, 12.5, COLORS.ink2))
            x += used + 26
        self.y += 10

    def note(self, text: str) -> None:
        """Write a sentence below the picture."""
        self.y += 8
        for line in wrapped(text, RIGHT - LEFT, 12.5):
            self.y += 16
            self.add(label(LEFT, self.y, line, 12.5, COLORS.ink3))

    def scale_note(self, scale: TimeScale) -> None:
        """Say how much closer the parts of a scale are that are drawn closer than the rest, if any are."""
        usual = max(map(_room_of_a_year, scale.parts()))
        for part in scale.closer_parts():
            is_first = part.start == scale.start
            year = year_words(from_ordinal(int(part.last if is_first else part.first))[0])
            where = f"left of the cut in {year}" if is_first else f"right of the cut in {year}"
            times = usual / _room_of_a_year(part)
            self.note(f"On the darker ground {where}, the years are {times:,.0f} times as close as elsewhere.")

    def finish(self, command: str) -> Picture:
        """Return the picture; the command that makes it is written in its corner."""
        self.y += 26
        self.add(label(RIGHT, self.y, shortened(command, RIGHT - LEFT, 11), 11, COLORS.ink3, anchor="end"))
        picture = Picture(WIDTH, self.y + 18, self.title, self.explanation, ground=COLORS.bg, name=self.name)
        for each in self._definitions:
            picture.define(each)
        picture.add(group(*self._below), *self._above)
        return picture


def _room_of_a_year(scale: TimeScale) -> float:
    return 365.2425 * (scale.end - scale.start) / (scale.last - scale.first)


def _cut(x: float, y: float) -> Iterator[Element]:
    """Yield the sign that a scale changes: two strokes across its axis."""
    yield path("M", x - 5, y + 6, "L", x - 1, y - 6, "L", x + 5, y - 6, "L", x + 1, y + 6, "z", fill=COLORS.bg)
    yield path("M", x - 5, y + 6, "l", 4, -12, "M", x + 1, y + 6, "l", 4, -12, stroke=COLORS.ink3, stroke_width=1)


def vertical_grid(ticks: Sequence[Tick], top: float, bottom: float) -> Element:
    """Return a vertical line at each tick."""
    lines = (path("M", tick.at, top, "V", bottom) for tick in ticks)
    return group(*lines, stroke=COLORS.line, stroke_width=1)


def name_of(world: World, timeline: str) -> str:
    """Return the name of a history: that of its table; "Our history" if no table names it."""
    table = world.timelines[timeline]
    return "Our history" if timeline == REAL and not table.declared else clean(table.name)


def color_of(world: World, timeline: str) -> str:
    """Return the color of a history: by its place among all, as the page and the poster have them."""
    return COLORS.history(color_numbers(world)[timeline])


def dash_of(world: World, timeline: str) -> str | None:
    """Return the dashes of a line of a history, which tell it from others without color; None for ours, which has none."""
    number = color_numbers(world)[timeline]
    return _DASHES[(number - 1) % len(_DASHES)] if number else None
