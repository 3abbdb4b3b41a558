"""Where names of bars stand: no two on the same place, all within the picture, and no tick through a name."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from timeline.exports.svg.naming import APART, Place, places

_NAMES = st.lists(st.tuples(st.floats(100, 400), st.floats(10, 90)), max_size=12).map(sorted)


def extent(tick: float, wide: float, place: Place) -> tuple[float, float]:
    return (tick - APART - wide, tick - APART) if place.is_left else (tick + APART, tick + APART + wide)


@given(_NAMES)
def test_names_stand_apart_and_in_the_picture(names: list[tuple[float, float]]) -> None:
    found = places([tick for tick, _ in names], [wide for _, wide in names], 0, 400, 12)
    stand = [(place.line, *extent(*name, place)) for name, place in zip(names, found, strict=True) if place]
    assert len(stand) == len(names), "there are as many lines as names"
    assert all(left >= 0 and right <= 400 for _, left, right in stand)
    assert not any(
        one[0] == other[0] and one[1] < other[2] and other[1] < one[2] for one, other in combinations(stand, 2)
    )


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12, unique=True).map(sorted))
def test_no_tick_leads_through_a_name(steps: list[int]) -> None:
    """Names of one length, as those of a crowd nearly are, none of which would leave the picture."""
    ticks = [100.0 + 7 * step for step in steps]
    for one, place in zip(ticks, found := places(ticks, [60.0] * len(ticks), 0, 500, 12), strict=True):
        assert place
        left, right = extent(one, 60, place)
        assert all(
            other.line < place.line for tick, other in zip(ticks, found, strict=True) if other and left < tick < right
        )


def test_the_names_of_a_crowd_climb_to_its_middle() -> None:
    found = places([100, 120, 140, 160], [60] * 4, 0, 500, 12)
    assert found == [Place(0, is_left=True), Place(1, is_left=True), Place(1, is_left=False), Place(0, is_left=False)]


def test_what_does_not_fit_has_no_place() -> None:
    assert places([100, 110, 120, 130], [60] * 4, 0, 500, 1).count(None) == 2
