"""Tables on screens that are too narrow for them."""

from __future__ import annotations

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.narrow import columns_of, fitted

GRID = Grid(
    [GridColumn("Name", wraps=True), GridColumn("Age"), GridColumn("Date")],
    [[[Cell("A rather long name"), Cell("72"), Cell("2003")]], [[Cell("Short"), Cell(""), Cell("1969")]]],
)
NEEDED = 12 + 2 + 3 + 2 + 4


def lines(grid: Grid) -> list[list[str]]:
    return [[cell.text for row in group for cell in row] for group in grid.groups]


def test_what_fits_stays_as_it_is() -> None:
    assert fitted(GRID, NEEDED, "All") is GRID


def test_what_does_not_fit_stands_in_one_column() -> None:
    narrow = fitted(GRID, NEEDED - 1, "All")
    assert [column.header for column in narrow.columns] == ["All"]
    assert lines(narrow) == [["72  2003", "A rather long name"], ["1969", "Short"]]


def test_or_with_the_headers_of_its_columns() -> None:
    narrow = fitted(GRID, 10, "All", is_labelled=True)
    assert lines(narrow) == [["A rather long name", "Age: 72", "Date: 2003"], ["Short", "Date: 1969"]]


def test_columns_of_a_text() -> None:
    assert [columns_of(text) for text in ("moon", "月面", "e\u0301toile")] == [4, 4, 6]
