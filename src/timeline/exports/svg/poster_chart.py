"""The plan of a poster's chart, as numbers: its events and their sides, how high time is, and who is named where."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout import rows, scale, weight
from timeline.exports.layout.scale import LEFT, RIGHT, Scale, Stretch
from timeline.exports.svg.poster_words import is_single, used_events

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.events import Event
    from timeline.questions.panorama import Panorama
    from timeline.questions.panorama_sides import Comparison

ROWS = (40.0, 34.0, 27.0, 23.0, 19.5)
"""The heights of a row, the best first; where not all events fit in any, the last."""

POWERS, LEAST = (0.62, 0.74, 0.86, 1.0), 9.0
"""How unevenly time is stretched: the first power with which the most events are named; and the least height of a cell."""

FOLD = 3
"""From how many empty years on there is a break."""

CROWDED = 0.7
"""The largest share of the height that may go to the least heights of cells."""

RUN = 5
"""A run of so many rows does not stay empty where there is something to tell."""

DULL = 0.3
"""An untold event below this weight is not named where others wait."""

WAY = 4
"""Within its span, a label stands no more rows than this from the middle: the mark of an event without a label is there."""

ONE_SIDED = 1 / 3
"""Above this share of shared events, their labels stand on both sides."""


PRELUDE, TRUNK = 92.0, 20.0
"""The height of trunk and fork above a chart that begins when the histories have parted, and that of the trunk alone."""


class Room(NamedTuple):
    """The room for a chart."""

    top: float
    most: float
    """Its greatest height."""
    least: float
    """Its least height: fewer events are drawn apart, so that they fill it."""


class Chart:
    """The plan of a chart. Events are named by their indices in the panorama."""

    def __init__(self, panorama: Panorama, room: Room, labels: int) -> None:
        """`labels` is how many events are named at most."""
        self.panorama = panorama
        self.seen: Comparison = panorama.comparisons[0]
        self.room = room
        self.used = used_events(panorama)
        self.is_single = is_single(panorama)
        self.side = _sides(self.seen, self.used)
        self.stretches = {i: self._stretch(i) for i in self.used}
        self.row, self.scale, self.label_rows = max(
            (self._with_power(power, labels) for power in POWERS), key=lambda found: len(found[2])
        )
        self.bottom = self.scale.tops[-1]

    # --- Time ---

    def _stretch(self, index: int) -> Stretch:
        """Return the days of an event; of one that begins before the histories part and may end later, from there on."""
        stretch = _stretch(self.panorama.events[index], self.side[index])
        if self.seen.parting is None or self.seen.sides[index] == "shared":
            return stretch
        parted = _stretch(self.seen.parting, LEFT).first
        return stretch._replace(first=parted) if stretch.first < parted <= stretch.last else stretch

    def _with_power(self, power: float, labels: int) -> tuple[float, Scale, Mapping[int, int]]:
        """Return the height of a row, the scale, and the row of each event that is named."""
        row, found = self._scale(power, labels)
        return row, found, self._rows(row, found, labels)

    def _scale(self, power: float, labels: int) -> tuple[float, Scale]:
        """Return the height of a row and the scale: the largest rows in which all events fit, else the smallest."""
        years = [scale.year_of(stretch) for stretch in self.stretches.values()] or [self._empty_year()]
        cells = scale.cells_of(years, scale.unit_of(years, int(self.room.most * CROWDED / LEAST), FOLD), FOLD)
        most = self.room.most - (PRELUDE if self._parts_before(cells[0].starts()[0]) else 0.0)
        loads = scale.loads(cells, self.stretches.values())
        for row in ROWS if len(self.used) <= labels else ROWS[-1:]:
            fulls = [scale.full_height(load, row) for load in loads]
            natural = scale.sizes_of(cells, fulls, float("inf"), power, LEAST)
            if sum(natural) <= most:
                break
        sizes = scale.sizes_of(cells, fulls, most, power, LEAST)
        least = self.room.least - (self.room.most - most)
        if sum(sizes) < least:
            sizes = [size * least / sum(sizes) for size in sizes]
        return row, scale.scale_of(cells, loads, sizes, self.room.top + self.room.most - most, row)

    def _empty_year(self) -> int:
        return self.seen.parting.date.year if self.seen.parting else 2000

    def _parts_before(self, day: int) -> bool:
        """Return whether the two histories part before a day."""
        if self.seen.parting is None or self.is_single:
            return False
        return _stretch(self.seen.parting, LEFT).middle < day

    @cached_property
    def parting(self) -> float | None:
        """The height at which the two histories part; None if they never do.

        What is before the first year of the chart is above it, and then the rails have parted when the chart begins.
        """
        if self.seen.parting is None or self.is_single:
            return None
        if self._parts_before(self.scale.days[0]):
            return self.scale.tops[0] - PRELUDE + TRUNK
        return min(self.scale.y(_stretch(self.seen.parting, LEFT).middle), self.bottom)

    # --- Weights ---

    @cached_property
    def weights(self) -> Sequence[float]:
        """How much each event of the panorama weighs; pairs are pulled together."""
        events, seen = self.panorama.events, self.seen
        joins = [(join.base, join.alt) for join in seen.joins]
        years = [scale.year_of(stretch) for stretch in self.stretches.values()]
        unit = scale.unit_of(years, int(self.room.most * CROWDED / LEAST), FOLD)
        places = [_stretch(event, LEFT).middle for event in events]
        shares = weight.local(weight.ripples(self.panorama.reach, joins), places, weight.NEIGHBOURHOOD * unit)
        found = [
            weight.weight(
                share, fate, event.tags, len(event.source), len(event.people),
                is_both=event.kind == "both", is_parting=index == seen.parting_index,
            )
            for index, (event, fate, share) in enumerate(zip(events, seen.fates, shares, strict=True))
        ]  # fmt: skip
        pairs = [(join.base, join.alt) for join in seen.joins if join.status != "averted"]
        return weight.together(found, pairs)

    @cached_property
    def order(self) -> Sequence[int]:
        """The used events, the heaviest first."""
        return [index for index in weight.ranking(self.weights) if index in self.side]

    # --- Rows ---

    def _rows(self, row: float, found_scale: Scale, labels: int) -> Mapping[int, int]:
        """Return the row of each event that is named."""
        top = found_scale.tops[0]
        count = max(1, int((found_scale.tops[-1] - top) / row + 1e-6))
        places = {index: self._place(found_scale, index, row, count) for index in self.used}
        is_short = len(self.used) <= labels
        waiting = [i for i in self.order if is_short or self.seen.fates[i] != "untold" or self.weights[i] >= DULL]
        by_side = [[i for i in waiting if self.side[i] == side] for side in (LEFT, RIGHT)]
        found = [rows.placed(order, places, count, self._reach(is_short)) for order in by_side]
        placed = [index for index in waiting if any(index in side for side in found)]
        few = labels
        while True:
            named = set(placed[:few])
            kept = [self._filled(side, own, named, places, count) for side, own in enumerate(found)]
            extra = sum(map(len, kept)) - labels
            if extra <= 0 or few <= 1:
                break
            few -= min(extra, few - 1)  # make room for those that fill what would be empty
        in_order = (rows.in_order(own, own, lambda index: self.stretches[index].middle) for own in kept)
        return {index: row for own in in_order for index, row in own.items()}

    def _filled(
        self, side: int, found: Mapping[int, int], named: set[int], places: Mapping[int, rows.Place], count: int
    ) -> dict[int, int]:
        """Return the rows of those events of a side that are named, and of one more where much would be empty."""
        kept = {index: row for index, row in found.items() if index in named}
        return rows.filled(kept, [index for index in self.order if self.side[index] == side], places, count, RUN)

    def _reach(self, is_short: bool) -> int | None:
        """Return how far from its time a label may stand: anywhere in its order if all are named, else one row."""
        return None if is_short else 1

    def _place(self, found_scale: Scale, index: int, row: float, count: int) -> rows.Place:
        stretch = self.stretches[index]
        first, middle, last = (
            rows.row_of(found_scale.y(day), found_scale.tops[0], row, count)
            for day in (stretch.first, stretch.middle, stretch.last)
        )
        return rows.Place(max(first, middle - WAY), min(last, middle + WAY), middle)

    def label_y(self, index: int) -> float:
        """Return the middle of the row in which an event is named."""
        return self.scale.tops[0] + (self.label_rows[index] + 0.5) * self.row

    def mark_y(self, index: int) -> float:
        """Return the height of an event's mark: within its span, as near to its label as possible."""
        stretch = self.stretches[index]
        first, last = self.scale.y(stretch.first), self.scale.y(stretch.last)
        if index not in self.label_rows:
            return (first + last) / 2
        return max(first, min(last, self.label_y(index)))


def _sides(seen: Comparison, used: Sequence[int]) -> dict[int, int]:
    """Return the side on which each event is named; shared ones in turn on both, if there are many."""
    shared = [index for index in used if seen.sides[index] == "shared" or seen.fates[index] == "making"]
    in_turn = len(shared) > ONE_SIDED * len(used) and len(shared) > 1
    found = {index: RIGHT if seen.sides[index] == "alt" else LEFT for index in used}
    if in_turn:
        found |= {index: number % 2 for number, index in enumerate(shared)}
    return found


def _stretch(event: Event, side: int) -> Stretch:
    """Return the days of an event; those of the end that is known if the other is open."""
    first, last = event.date.earliest, event.date.latest
    known = first if last is None else last
    assert known is not None  # a date has one end at least
    return Stretch(side, known if first is None else first, known)
