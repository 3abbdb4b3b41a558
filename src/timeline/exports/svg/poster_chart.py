"""The plan of a poster's chart, as numbers: its events and their sides, how high time is, and who is named where."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from timeline.exports.layout import rows, scale, weight
from timeline.exports.layout.scale import LEFT, RIGHT, Scale, Stretch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.events import Event
    from timeline.questions.panorama import Panorama
    from timeline.questions.panorama_sides import Comparison

ROWS = (40.0, 34.0, 27.0, 23.0, 19.5)
"""The heights of a row, the best first; where not all events fit in any, the last."""

POWER, LEAST = 0.62, 9.0
FOLD = 3
"""From how many empty years on there is a break."""

CROWDED = 0.7
"""The largest share of the height that may go to the least heights of cells."""

RUN = 5
"""A run of so many rows does not stay empty where there is something to tell."""

DULL = 0.3
"""An untold event below this weight is not named where others wait."""

ONE_SIDED = 1 / 3
"""Above this share of shared events, their labels stand on both sides."""


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
        self.used = _used(panorama, self.seen)
        self.side = _sides(self.seen, self.used)
        self.stretches = {i: self._stretch(i) for i in self.used}
        self.row, self.scale = self._scale(labels)
        self.bottom = self.scale.tops[-1]
        self.label_rows = self._rows(labels)

    # --- Time ---

    def _stretch(self, index: int) -> Stretch:
        """Return the days of an event; of one that begins before the histories part and may end later, from there on."""
        stretch = _stretch(self.panorama.events[index], self.side[index])
        if self.seen.parting is None or self.seen.sides[index] == "shared":
            return stretch
        parted = _stretch(self.seen.parting, LEFT).first
        return stretch._replace(first=parted) if stretch.first < parted <= stretch.last else stretch

    def _scale(self, labels: int) -> tuple[float, Scale]:
        """Return the height of a row and the scale: the largest rows in which all events fit, else the smallest."""
        years = [scale.year_of(stretch) for stretch in self.stretches.values()] or [self._empty_year()]
        most = int(self.room.most * CROWDED / LEAST)
        cells = scale.cells_of(years, scale.unit_of(years, most, FOLD), FOLD)
        loads = scale.loads(cells, self.stretches.values())
        for row in ROWS if len(self.used) <= labels else ROWS[-1:]:
            fulls = [scale.full_height(load, row) for load in loads]
            natural = scale.sizes_of(cells, fulls, float("inf"), POWER, LEAST)
            if sum(natural) <= self.room.most:
                break
        sizes = scale.sizes_of(cells, fulls, self.room.most, POWER, LEAST)
        least = self.room.least
        if sum(sizes) < least:
            sizes = [size * least / sum(sizes) for size in sizes]
        return row, scale.scale_of(cells, loads, sizes, self.room.top, row)

    def _empty_year(self) -> int:
        return self.seen.parting.date.year if self.seen.parting else 2000

    @cached_property
    def parting(self) -> float | None:
        """The height at which the two histories part; None if they never do."""
        if self.seen.parting is None:
            return None
        stretch = _stretch(self.seen.parting, RIGHT)
        return min(self.scale.y(stretch.middle), self.bottom)

    # --- Weights ---

    @cached_property
    def weights(self) -> Sequence[float]:
        """How much each event of the panorama weighs; pairs are pulled together."""
        events, seen = self.panorama.events, self.seen
        joins = [(join.base, join.alt) for join in seen.joins]
        unit = max((cell.years for cell in self.scale.cells if not cell.is_break), default=1)
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

    @cached_property
    def row_count(self) -> int:
        return max(1, int((self.bottom - self.room.top) / self.row + 1e-6))

    def _rows(self, labels: int) -> Mapping[int, int]:
        """Return the row of each event that is named."""
        count = self.row_count
        places = {index: self._place(index) for index in self.used}
        is_short = len(self.used) <= labels
        waiting = [i for i in self.order if is_short or self.seen.fates[i] != "untold" or self.weights[i] >= DULL]
        by_side = [[i for i in waiting if self.side[i] == side] for side in (LEFT, RIGHT)]
        found = [rows.placed(order, places, count, self._reach(is_short)) for order in by_side]
        placed = [index for index in waiting if any(index in side for side in found)]
        named = set(placed[:labels])
        answer: dict[int, int] = {}
        for side, own in enumerate(found):
            kept = {index: row for index, row in own.items() if index in named}
            others = [i for i in self.order if self.side[i] == side]
            kept = rows.filled(kept, others, places, count, RUN)
            answer |= rows.in_order(kept, kept, lambda index: self.stretches[index].middle)
        return answer

    def _reach(self, is_short: bool) -> int | None:
        """Return how far from its time a label may stand: anywhere in its order if all are named, else one row."""
        return None if is_short else 1

    def _place(self, index: int) -> rows.Place:
        stretch = self.stretches[index]
        first, middle, last = (
            rows.row_of(self.scale.y(day), self.room.top, self.row, self.row_count)
            for day in (stretch.first, stretch.middle, stretch.last)
        )
        return rows.Place(middle, middle, middle) if last - first > 3 else rows.Place(first, last, middle)

    def label_y(self, index: int) -> float:
        """Return the middle of the row in which an event is named."""
        return self.room.top + (self.label_rows[index] + 0.5) * self.row

    def mark_y(self, index: int) -> float:
        """Return the height of an event's mark: within its span, as near to its label as possible."""
        stretch = self.stretches[index]
        first, last = self.scale.y(stretch.first), self.scale.y(stretch.last)
        if index not in self.label_rows:
            return (first + last) / 2
        return max(first, min(last, self.label_y(index)))


def _used(panorama: Panorama, seen: Comparison) -> list[int]:
    """Return the events of the story that one of the two histories has; if there are none, those about the making."""
    present = [index for index, side in enumerate(seen.sides) if side != "aside"]
    return [index for index in present if seen.fates[index] != "making"] or present


def _sides(seen: Comparison, used: Sequence[int]) -> dict[int, int]:
    """Return the side on which each event is named; shared ones in turn on both, if there are many."""
    shared = [index for index in used if seen.sides[index] == "shared"]
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
