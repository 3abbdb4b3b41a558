"""The lines between two histories: rails that part, curves from one to the other, and places for the words on them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SLIDES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where on its curve a label may stand, best first."""


class Point(NamedTuple):
    """A place in a picture."""

    x: float
    y: float


class Cubic(NamedTuple):
    """A Bézier curve, by its two ends and the two points that bend it."""

    start: Point
    leave: Point
    reach: Point
    end: Point

    def at(self, t: float) -> Point:
        """Return the point at a share of the curve, from 0 to 1."""
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        return Point(
            sum(w * point.x for w, point in zip(weights, self, strict=True)),
            sum(w * point.y for w, point in zip(weights, self, strict=True)),
        )


def smoothstep(t: float) -> float:
    """Return a smooth way from 0 to 1, flat at both ends."""
    t = max(0.0, min(1.0, t))
    return t * t * (3 - 2 * t)


def rail(y: float, parting: float, fork: float, start: float, end: float) -> float:
    """Return where a rail is at a height: it leaves `start` at the parting and reaches `end` when the fork is over."""
    return start + (end - start) * smoothstep((y - parting) / fork)


def bend(number: int, gutter: float, drop: float) -> float:
    """Return how far aside the middle of a join lies, by its number, so that parallel joins part."""
    return (37 * number % 7 - 3) * min(gutter / 10, drop / 60)


def curve(start: Point, end: Point, aside: float) -> Cubic:
    """Return a curve that leaves and arrives level."""
    middle = (start.x + end.x) / 2 + aside
    return Cubic(start, Point(middle, start.y), Point(middle, end.y), end)


class Box(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes have a point in common; touching sides do not count."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_within(self, other: Box) -> bool:
        """Return whether this box does not leave the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


class Boxes:
    """Boxes that do not overlap, found by their heights."""

    _BAND = 32.0

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._bands: dict[int, list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Take the place of a box."""
        for band in self._of(box):
            self._bands[band].append(box)

    def has_room(self, box: Box) -> bool:
        """Return whether no box overlaps this one."""
        return not any(box.overlaps(other) for band in self._of(box) for other in self._bands.get(band, ()))

    def _of(self, box: Box) -> Iterator[int]:
        yield from range(int(box.top // self._BAND), int(box.bottom // self._BAND) + 1)


def slid(line: Cubic, width: float, height: float, within: tuple[float, float], boxes: Boxes) -> Point | None:
    """Return the first free place on a curve for a label, by its middle, and take it; None if there is none.

    The label stays between the two positions of `within`.
    """
    for t in SLIDES:
        middle = line.at(t)
        box = Box(middle.x - width / 2, middle.y - height / 2, middle.x + width / 2, middle.y + height / 2)
        if within[0] <= box.left and box.right <= within[1] and boxes.has_room(box):
            boxes.add(box)
            return middle
    return None
