"""The sheet of a poster: its size and columns, and where heading, chart and legend stand. 1400 units are 297 mm."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout.joins import rail
from timeline.exports.svg.text import SANS, SERIF_BOLD, width, wrapped

if TYPE_CHECKING:
    from timeline.exports.svg.poster_words import Words

LONG, SHORT = 1980.0, 1400.0
MILLIMETRES = 297 / SHORT
"""The size of a unit on paper: the short side of A3 is 297 mm."""

MARGIN = 46.0
FORK = 64.0
"""How high the fork is in which the rails part."""

GUTTER = 222.0
RAIL = 36.0
"""What each further history adds to the gutter."""

PANEL = 376.0
"""The width of the texts beside the chart of a landscape poster."""

HEADING, LEAST_HEADING = 58.0, 36.0
TEXT = 17.5


class Frame(NamedTuple):
    """The places of a sheet."""

    width: float
    is_landscape: bool
    heading: tuple[str, ...]
    """The lines of the heading."""
    heading_size: float
    text: tuple[str, ...]
    """The lines of text below it."""
    text_top: float
    """The baseline of the first line of text."""
    panel: tuple[float, float]
    """The left and the right edge of heading and legend."""
    top: float
    """Where the chart begins."""
    most: float
    """Its greatest height."""
    least: float
    left: float
    """The left edge of the chart, right of the years."""
    right: float
    gutter: float

    @property
    def column(self) -> float:
        """The width of a column of text."""
        return (self.right - self.left - 14 - self.gutter) / 2

    @property
    def rails(self) -> tuple[float, float]:
        """Where the two rails stand."""
        left = self.left + 14 + self.column
        return left, left + self.gutter

    @property
    def center(self) -> float:
        return sum(self.rails) / 2

    def rail(self, side: int, y: float, parting: float | None, bottom: float) -> float:
        """Return where the rail of a side is at a height: on the trunk until the histories part."""
        if parting is None:
            return self.center
        return rail(y, parting, max(1.0, min(FORK, bottom - parting)), self.center, self.rails[side])


def frame_of(words: Words, further: int, *, is_landscape: bool) -> Frame:
    """Return the places of a sheet with these words, and with `further` histories beside the two."""
    gutter = GUTTER + RAIL * further
    if is_landscape:
        panel = MARGIN, MARGIN + PANEL
        size, heading = _fitted(words.heading, PANEL, 3)
        text_top = 76 + size * 1.08 * len(heading) + 8
        text = tuple(wrapped(words.text, PANEL, TEXT, SANS, lines=9))
        most = SHORT - 112 - 46 - NAME * further
        return Frame(
            LONG, True, heading, size, text, text_top, panel, 112.0, most, most, panel[1] + 96, LONG - 88, gutter
        )  # fmt: skip
    panel = MARGIN, SHORT - MARGIN
    size, heading = _fitted(words.heading, panel[1] - panel[0], 2)
    text_top = 42 + size * 1.02 * len(heading) + 32
    text = tuple(wrapped(words.text, 1100, TEXT, SANS, lines=4))
    top = text_top + 24 * max(0, len(text) - 1) + (46 if words.is_alone else 84)
    most = LONG - top - BELOW - NAME * further
    return Frame(
        SHORT, False, heading, size, text, text_top, panel, top, most, min(340.0, most), 88.0, SHORT - 88, gutter
    )


BELOW = 310.0
"""The height of legend, strip and rule below the chart of a portrait poster."""

NAME = 17.0
"""The height of the name of a further history below the chart."""


def _fitted(heading: str, room: float, lines: int) -> tuple[float, tuple[str, ...]]:
    """Return a size of letters and the lines of a heading; it gets smaller and longer before it is shortened."""
    size = HEADING
    while size > LEAST_HEADING:
        found = wrapped(heading, room, size, SERIF_BOLD)
        widest = max(map(len, heading.split()), default=0)
        fits = len(found) <= (1 if size > 46 and lines < 3 else lines) and widest and not _is_cut(heading, found)
        if fits and all(width(line, size, SERIF_BOLD) <= room for line in found):
            return size, tuple(found)
        size -= 2
    return size, tuple(wrapped(heading, room, size, SERIF_BOLD, lines=lines))


def _is_cut(heading: str, lines: list[str]) -> bool:
    return " ".join(lines).endswith("…") and not heading.endswith("…")
