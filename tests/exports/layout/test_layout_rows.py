"""Rows of labels: one label a row, near its time, in order; and the weights by which events choose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.exports.layout.rows import Place, blocks, filled, in_order, placed, row_of
from timeline.exports.layout.weight import local, ranking, ripples, together, weight

COUNT = 12


@st.composite
def spans(draw: st.DrawFn) -> dict[int, Place]:
    found = {}
    for event in range(draw(st.integers(0, 30))):
        first = draw(st.integers(0, COUNT - 1))
        last = draw(st.integers(first, min(COUNT - 1, first + 3)))
        found[event] = Place(first, last, (first + last) / 2)
    return found


@given(spans(), st.sampled_from([0, 1, 3, None]), st.randoms())
def test_no_two_labels_share_a_row_and_none_is_far_from_its_span(
    places: dict[int, Place], reach: int | None, random: object
) -> None:
    order = list(places)
    random.shuffle(order)  # type: ignore[attr-defined]
    rows = placed(order, places, COUNT, reach)
    assert len(set(rows.values())) == len(rows)
    for event, row in rows.items():
        assert 0 <= row < COUNT
        if reach is not None:
            assert places[event].first - reach <= row <= places[event].last + reach
    for event in order:
        if event not in rows:  # then no row in its reach is free
            near = range(COUNT) if reach is None else range(places[event].first - reach, places[event].last + reach + 1)
            assert {row for row in near if 0 <= row < COUNT} <= set(rows.values())


@given(spans(), st.integers(0, 30))
def test_fewer_events_get_the_same_rows(places: dict[int, Place], few: int) -> None:
    order = list(places)
    rows = placed(order, places, COUNT, 1)
    assert placed(order[:few], places, COUNT, 1) == {event: row for event, row in rows.items() if event in order[:few]}


@given(spans())
def test_swapping_into_order_never_grows_the_worst_displacement(places: dict[int, Place]) -> None:
    rows = placed(places, places, COUNT, None)
    wanted = {event: places[event].middle for event in rows}
    after = in_order(rows, rows, key=wanted.__getitem__)
    assert sorted(after.values()) == sorted(rows.values())
    by_row = sorted(after, key=after.__getitem__)
    assert [wanted[event] for event in by_row] == sorted(wanted.values())

    def worst(placing: dict[int, int]) -> float:
        return max((abs(row - wanted[event]) for event, row in placing.items()), default=0)

    assert worst(after) <= worst(rows)
    assert in_order(after, after, key=wanted.__getitem__) == after


@given(spans(), st.sets(st.integers(0, 30)))
def test_who_does_not_move_keeps_the_row(places: dict[int, Place], moving: set[int]) -> None:
    rows = placed(places, places, COUNT, None)
    after = in_order(rows, moving, key=lambda event: places[event].middle)
    assert {event: row for event, row in after.items() if event not in moving} == {
        event: row for event, row in rows.items() if event not in moving
    }
    assert len(set(after.values())) == len(after)


@given(spans(), st.integers(3, 6))
def test_no_run_of_rows_stays_empty_where_something_happens(places: dict[int, Place], run: int) -> None:
    order = sorted(places)
    few = placed(order[:2], places, COUNT, 1)
    rows = filled(few, order, places, COUNT, run)
    assert few.items() <= rows.items()
    assert len(set(rows.values())) == len(rows)
    taken = set(rows.values())
    for start in range(COUNT - run + 1):
        if not taken & set(range(start, start + run)):
            assert not [
                e
                for e, place in places.items()
                if e not in rows and start <= place.middle < start + run and place.last - place.first <= run
            ]


@given(st.lists(st.floats(1, 200), min_size=1, max_size=40))
def test_blocks_join_low_cells_and_leave_none_out(sizes: list[float]) -> None:
    tops = [0.0]
    for size in sizes:
        tops.append(tops[-1] + size)
    found = blocks(tops, 20)
    assert [cell for block in found for cell in range(block.first, block.last + 1)] == list(range(len(sizes)))
    for block in found:
        height = tops[block.last + 1] - tops[block.first]
        assert block.rows * 20 <= max(height + 1.01, 20)
        assert block.top >= tops[block.first]
        assert block.is_one_cell or all(tops[c + 1] - tops[c] < 64 for c in range(block.first, block.last + 1))


def test_a_height_is_in_a_row() -> None:
    assert [row_of(y, 100, 20, 5) for y in (0, 100, 119.9, 120, 1000)] == [0, 0, 0, 1, 4]


def test_reach_counts_against_neighbours_in_time() -> None:
    reach = [100, 10, 5, 0]
    values = ripples(reach, [(3, 0)])
    assert values[3] == pytest.approx(95**0.6)
    assert local([10, 5, 4, 2], [0, 1, 100, 101], 10) == [1, 0.5, 1, 0.5]
    assert local([0, 0], [0, 1], 10) == [0, 0]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 1000)), max_size=30), st.floats(0, 300))
def test_the_largest_neighbour_is_the_measure(events: list[tuple[float, float]], distance: float) -> None:
    values, places = [value for value, _ in events], [place for _, place in events]
    expected = [value / max(1.0, *(v for v, p in events if abs(p - place) <= distance)) for value, place in events]
    near = [  # a distance that rounding decides may go either way
        any(abs(abs(p - place) - distance) < 1e-6 for p in places) for place in places
    ]
    for mine, theirs, is_close in zip(local(values, places, distance), expected, near, strict=True):
        assert is_close or mine == pytest.approx(theirs)


def test_weight_adds_up_merits() -> None:
    assert weight(0.5, "moved", ["first", "moon"], 2, 9) == pytest.approx(0.5 + 0.5 + 0.12 + 0.04 + 0.08)
    assert weight(0, "added", [], 0, 0, is_parting=True) > 9
    assert weight(0, "kept", [], 0, 0, is_both=True) == pytest.approx(0.25)
    assert together([0.1, 0.9, 0.5], [(0, 1), (2, 0)]) == pytest.approx([0.88, 0.9, 0.5])
    assert ranking([1, 3, 3, 2]) == [1, 2, 3, 0]
