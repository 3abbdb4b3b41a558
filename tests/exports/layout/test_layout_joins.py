"""Curves, rails and the free places on them; and a look for every fate."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.exports.layout.joins import SLIDES, Box, Boxes, Cubic, Point, bend, curve, rail, slid, smoothstep
from timeline.exports.layout.marks import LOOKS, STROKES, look
from timeline.questions.panorama_sides import Fate

COORDINATES = st.floats(-2000, 2000)
POINTS = st.builds(Point, COORDINATES, COORDINATES)


@given(POINTS, POINTS, st.floats(-30, 30), st.floats(0, 1))
def test_a_curve_goes_from_end_to_end_within_their_heights(start: Point, end: Point, aside: float, t: float) -> None:
    line = curve(start, end, aside)
    assert line.at(0) == pytest.approx(start)
    assert line.at(1) == pytest.approx(end)
    low, high = sorted((start.y, end.y))
    assert low - 1e-6 <= line.at(t).y <= high + 1e-6
    assert (line.leave.y, line.reach.y) == (start.y, end.y)


def test_rails_part_smoothly() -> None:
    assert [smoothstep(t) for t in (-1, 0, 0.5, 1, 2)] == [0, 0, 0.5, 1, 1]
    assert [rail(y, 100, 50, 700, 600) for y in (0, 100, 125, 150, 900)] == [700, 700, 650, 600, 600]


def test_parallel_joins_part() -> None:
    assert sorted(bend(number, 200, 6000) / 20 for number in range(7)) == [-3, -2, -1, 0, 1, 2, 3]
    assert max(abs(bend(number, 200, 60)) for number in range(7)) == 3


BOXES = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(0, 300),
    st.floats(-100, 300),
    st.floats(1, 80),
    st.floats(1, 80),
)


@given(st.lists(BOXES, max_size=20), BOXES)
def test_boxes_know_what_overlaps(boxes: list[Box], asked: Box) -> None:
    assert Boxes(boxes).has_room(asked) == (not any(box.overlaps(asked) for box in boxes))


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), max_size=30))
def test_labels_on_curves_never_overlap_and_stay_in_the_gutter(ends: list[tuple[float, float]]) -> None:
    taken = Boxes()
    found: list[Box] = []
    for left, right in ends:
        line = curve(Point(0, left), Point(200, right), 0)
        middle = slid(line, 60, 18, (10, 190), taken)
        if middle is not None:
            assert any(middle == line.at(t) for t in SLIDES)
            found.append(Box(middle.x - 30, middle.y - 9, middle.x + 30, middle.y + 9))
    assert not any(one.overlaps(other) for i, one in enumerate(found) for other in found[:i])
    assert all(box.is_within(Box(10, -100, 190, 600)) for box in found)
    if ends:
        assert found


def test_a_curve_without_room_has_no_label() -> None:
    line = Cubic(Point(0, 0), Point(5, 0), Point(5, 9), Point(10, 9))
    assert slid(line, 60, 18, (0, 10), Boxes()) is None


def test_every_fate_has_its_looks() -> None:
    fates = {str(each) for part in get_args(Fate) for each in (get_args(part) or (part,))}
    assert set(LOOKS) == fates
    assert set(STROKES) <= fates
    shapes = {fate: look(fate, 0).shape for fate in ("moved", "replaced", "averted", "added")}
    assert len(set(shapes.values())) == 4
    assert look("averted", 0).is_struck
    assert not look("averted", 1).is_struck
