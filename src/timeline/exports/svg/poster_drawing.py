"""What all parts of a poster draw with: the picture, its colors and places, and the places that texts have taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout.colors import dashes
from timeline.exports.layout.scale import RIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.exports.layout.joins import Boxes
    from timeline.exports.svg.drawing import Picture
    from timeline.exports.svg.palette import Palette
    from timeline.exports.svg.poster_chart import Chart
    from timeline.exports.svg.poster_frame import Frame
    from timeline.exports.svg.poster_rails import Rail
    from timeline.exports.svg.poster_words import Words


class Drawing(NamedTuple):
    """A poster that is being drawn."""

    picture: Picture
    palette: Palette
    frame: Frame
    chart: Chart
    words: Words
    numbers: Mapping[str, int]
    """The number of each timeline, by its id: what it looks like (see `layout.colors`)."""
    further: tuple[Rail, ...]
    """The rails of the timelines beside the two that are compared."""
    taken: Boxes
    """Where texts stand between the columns."""

    @property
    def is_alone(self) -> bool:
        """Whether there is only one history."""
        return self.chart.is_single

    def color(self, side: int) -> str:
        """Return the color of the history on a side."""
        return self.color_of(self.history(side))

    def history(self, side: int) -> str:
        """Return the timeline on a side."""
        return self.chart.seen.alt if side == RIGHT else self.chart.seen.base

    def color_of(self, timeline: str) -> str:
        """Return the color of a timeline."""
        return self.palette.history(self.numbers[timeline])

    def dashes(self, timeline: str) -> str | None:
        """Return the dashes of the rail of a timeline; None for a rail without."""
        return dashes(self.numbers[timeline])

    def rail(self, side: int, y: float) -> float:
        """Return where the rail of a side is at a height."""
        return self.frame.rail(side, y, self.chart.parting, self.chart.bottom)

    def mark_x(self, index: int) -> float:
        """Return where the mark of an event stands: on the trunk if the past is shared, else on its rail."""
        chart = self.chart
        if chart.is_single or chart.seen.sides[index] == "shared":
            return self.frame.center
        return self.rail(chart.side[index], chart.mark_y(index))
