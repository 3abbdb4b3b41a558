"""The scale of time: monotone, with an inverse, as high as asked, in few cells however long the history is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.exports.layout.scale import (
    BREAK,
    Cell,
    Load,
    Scale,
    Stretch,
    cells_of,
    full_height,
    heights,
    loads,
    scale_of,
    shares,
    sizes_of,
    unit_of,
    year_of,
    zoomed,
)
from timeline.model.calendar import to_ordinal

ROW = 20.0
YEARS = st.integers(-13_000, 12_000)


@st.composite
def stretches(draw: st.DrawFn, years: st.SearchStrategy[int] = YEARS) -> list[Stretch]:
    """Draw spans of a day, a month, a year or many."""
    found = []
    for _ in range(draw(st.integers(1, 40))):
        first = to_ordinal(draw(years), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
        found.append(Stretch(draw(st.integers(0, 1)), first, first + draw(st.sampled_from([0, 0, 0, 30, 365, 4000]))))
    return found


def whole(spans: list[Stretch], total: float = 1000, most: int = 60, fold: int = 3, power: float = 0.62) -> Scale:
    years = [year_of(span) for span in spans]
    cells = cells_of(years, unit_of(years, most, fold), fold)
    found = loads(cells, spans)
    fulls = [full_height(load, ROW) for load in found]
    return scale_of(cells, found, sizes_of(cells, fulls, total, power, 9), 100, ROW)


@given(stretches())
def test_the_scale_is_monotone_and_has_an_inverse(spans: list[Stretch]) -> None:
    scale = whole(spans)
    days = sorted({day for span in spans for day in (span.first, span.last)})
    ys = [scale.y(day) for day in days]
    assert ys == sorted(ys)
    assert scale.heights[0] == 100
    assert list(scale.days) == sorted(set(scale.days))
    assert all(low < high for low, high in pairwise(scale.heights))
    for day in days:
        if scale.days[0] <= day <= scale.days[-1]:
            assert scale.day(scale.y(day)) == pytest.approx(day, abs=1e-3)


@given(stretches())
def test_beyond_its_ends_the_scale_stands_still(spans: list[Stretch]) -> None:
    scale = whole(spans)
    assert scale.y(scale.days[0] - 10_000) == scale.heights[0]
    assert scale.y(scale.days[-1] + 10_000) == scale.heights[-1]
    assert scale.day(-5) == scale.days[0]
    assert scale.day(1e9) == scale.days[-1]


@given(stretches(), st.integers(1, 80), st.integers(2, 9))
def test_cells_are_few_and_leave_no_year_out(spans: list[Stretch], most: int, fold: int) -> None:
    years = [year_of(span) for span in spans]
    unit = unit_of(years, most, fold)
    cells = cells_of(years, unit, fold)
    assert len(cells) <= max(most, 2)
    assert unit == 1 or len(cells_of(years, unit // 10, fold)) > max(most, 2)
    assert all(one.year + one.years == other.year for one, other in pairwise(cells))
    assert all(any(cell.year <= year < cell.year + cell.years for cell in cells if not cell.is_break) for year in years)
    assert all(cell.years >= fold * unit if cell.is_break else cell.years == unit for cell in cells)


@given(stretches())
def test_every_span_is_counted_once(spans: list[Stretch]) -> None:
    years = [year_of(span) for span in spans]
    cells = cells_of(years, unit_of(years, 40, 3), 3)
    found = loads(cells, spans)
    for side in (0, 1):
        counted = sum(sum(load.certain[side]) + load.vague[side] for load in found)
        assert counted == sum(span.side == side for span in spans)
    assert not any(
        any(load.certain[0]) or any(load.certain[1]) or any(load.vague)
        for load, c in zip(found, cells, strict=True)
        if c.is_break
    )


FULLS = st.lists(st.floats(26, 3000), min_size=1, max_size=60)


@given(FULLS, st.floats(0.2, 1.5), st.floats(0.3, 1.0))
def test_heights_add_up_and_stay_between_least_and_full(fulls: list[float], share: float, power: float) -> None:
    total = sum(fulls) * share
    found = heights(fulls, total, power, 9)
    assert all(9 <= height <= full + 1e-9 for height, full in zip(found, fulls, strict=True))
    assert sum(found) == pytest.approx(max(min(total, sum(fulls)), 9 * len(fulls)), rel=1e-6)
    by_size = [height for _, height in sorted(zip(fulls, found, strict=True))]
    assert by_size == sorted(by_size)


@given(FULLS)
def test_what_fits_is_full(fulls: list[float]) -> None:
    assert heights(fulls, sum(fulls) + 1, 0.62, 9) == fulls


def test_breaks_have_their_height_and_opened_cells_are_full() -> None:
    cells = [Cell(1900, 1), Cell(1901, 50, is_break=True), Cell(1951, 1), Cell(1952, 1)]
    sizes = sizes_of(cells, [400, 26, 400, 400], 600, 0.62, 9, opened={2})
    assert sizes[1:3] == [BREAK, 400]
    assert sum(sizes) == pytest.approx(600)
    assert sizes_of([], [], 600, 0.62, 9) == []


@given(st.floats(100, 10_000), st.floats(100, 2000))
def test_zoom_goes_from_what_fits_to_all(full: float, fit: float) -> None:
    sizes = [zoomed(full, fit, step / 10) for step in range(11)]
    assert sizes == sorted(sizes)
    assert sizes[0] == min(full, fit)
    assert sizes[-1] == pytest.approx(full)


def test_a_full_year_has_a_row_for_each_label_of_its_busier_side() -> None:
    one_side = Load(([3, 0, *[0] * 10], [1, 0, *[0] * 10]), [0, 0])
    assert full_height(one_side, ROW) == 3 * ROW + 8
    apart = Load(([3, 0, *[0] * 10], [0, 2, *[0] * 10]), [0, 0])
    assert full_height(apart, ROW) == 5 * ROW + 8  # months below each other
    assert full_height(Load(([0] * 12, [0] * 12), [0, 7]), ROW) == 7 * ROW + 8
    assert full_height(Load(([0] * 12, [0] * 12), [0, 0]), ROW) == 26


def test_months_share_a_tall_year_by_what_they_hold() -> None:
    load = Load(([5, *[0] * 11], [2, 1, *[0] * 10]), [0, 0])
    assert shares(load, 3 * ROW, ROW) == [1 / 12] * 12
    tall = shares(load, 10 * ROW, ROW)
    assert sum(tall) == pytest.approx(1)
    assert tall[0] > tall[1] > tall[2] == tall[11] > 0


def test_years_before_the_first_are_as_good_as_others() -> None:
    spans = [Stretch(0, to_ordinal(year, 7, 1), to_ordinal(year, 7, 1)) for year in (-13_000, -43, 0, 1, 1969)]
    scale = whole(spans, total=400)
    assert [(cell.year, cell.is_break) for cell in scale.cells] == [
        *((-13000, False), (-12999, True), (-43, False), (-42, True), (0, False), (1, False), (2, True), (1969, False)),
    ]
    ys = [scale.y(span.middle) for span in spans]
    assert ys == sorted(set(ys))


def test_thousands_of_years_become_decades_or_centuries() -> None:
    assert unit_of(range(1000, 2000), 100, 3) == 10
    assert unit_of(range(1000, 2000), 99, 3) == 100
    assert cells_of([1066, 1914], 100, 3) == [Cell(1000, 100), Cell(1100, 800, True), Cell(1900, 100)]
    assert Cell(1900, 100).starts()[1] == to_ordinal(1910, 1, 1)
