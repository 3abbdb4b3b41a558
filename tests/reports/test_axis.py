"""Bars on a common axis, and its scale of years."""

from __future__ import annotations

import pytest

from timeline.model.calendar import to_ordinal
from timeline.reports.axis import Axis


def days(first: int, last: int) -> tuple[int, int]:
    """Return the first day of one year and the last of another."""
    return to_ordinal(first, 1, 1), to_ordinal(last, 12, 31)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1970, 1979, "█" * 10),
        (1970, 1970, "█"),
        (1972, 1974, "  ███"),
        (1979, 1979, " " * 9 + "█"),
    ],
)
def test_a_cell_a_year(first: int, last: int, expected: str) -> None:
    axis = Axis.over(*days(1970, 1979), 10)
    assert axis == Axis(1970, 1979, 10)
    assert axis.bar(*days(first, last)) == expected


def test_half_a_cell_is_the_least() -> None:
    axis = Axis(1970, 1979, 10)
    assert axis.bar(to_ordinal(1972, 2, 1), to_ordinal(1972, 2, 1)) == "  ▌"
    assert axis.bar(to_ordinal(1972, 9, 1), to_ordinal(1972, 9, 2)) == "  ▐"
    assert axis.bar(to_ordinal(1979, 12, 31), to_ordinal(1979, 12, 31)) == " " * 9 + "▐"
    assert axis.bar(to_ordinal(1972, 9, 1), to_ordinal(1974, 2, 1)) == "  ▐█▌"


def test_open_sides_have_arrows_where_there_is_room() -> None:
    axis = Axis(1970, 1979, 10)
    assert axis.bar(*days(1972, 1974), goes_on=True) == "  ███▸"
    assert axis.bar(*days(1972, 1974), opens=True) == " ◂███"
    assert axis.bar(*days(1970, 1979), opens=True, goes_on=True) == "█" * 10


@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        (Axis(1969, 2012, 44), "1969       1980      1990      2000"),  # no room for 2010
        (Axis(1969, 2012, 20), "1969 1980     2000"),
        (Axis(1970, 1971, 40), "1970                1971"),
        (Axis(1969, 1969, 12), "1969"),
        (Axis(-20, 20, 42), "-20  -15  -10  -5   0    5    10   15   20"),
        (Axis(-13000, 2000, 30), "-13000         -5000     0"),
    ],
)
def test_the_scale_has_round_years(axis: Axis, expected: str) -> None:
    assert axis.scale() == expected
