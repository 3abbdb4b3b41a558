"""What fits on a screen: which columns stay, which go below or away, and what becomes of a table that does not fit."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from timeline.formats import FORMATS
from timeline.formats.cells import cells
from timeline.formats.fit import Fill, ScreenColumn, fitted, table
from timeline.formats.grid import Cell
from timeline.formats.lines import wrapped
from timeline.formats.output import Output
from timeline.formats.report import Column, Report

if TYPE_CHECKING:
    from timeline.formats.grid import Grid

Person = tuple[str, str, str]

PEOPLE: list[Person] = [("A rather long name", "72", "2003"), ("Short", "", "1969")]
NAME: ScreenColumn[Person] = ScreenColumn("Name", lambda row: row[0], wraps=True)
AGE: ScreenColumn[Person] = ScreenColumn("Age", lambda row: row[1])
DATE: ScreenColumn[Person] = ScreenColumn("Date", lambda row: row[2])
COLUMNS = [NAME, AGE, DATE]
NEEDED = 12 + 2 + 3 + 2 + 4


def lines(grid: Grid | None) -> list[list[list[str]]]:
    assert grid is not None
    return [[[cell.text for cell in row] for row in group] for group in grid.groups]


def headers(grid: Grid | None) -> list[str]:
    assert grid is not None
    return [column.header for column in grid.columns]


def test_what_fits_is_a_table() -> None:
    grid = fitted([PEOPLE], COLUMNS, NEEDED, "All")
    assert headers(grid) == ["Name", "Age", "Date"]
    assert lines(grid) == [[list(row) for row in PEOPLE]]


def test_what_does_not_fit_stands_in_one_column() -> None:
    grid = fitted([PEOPLE], COLUMNS, NEEDED - 1, "All")
    assert headers(grid) == ["All"]
    assert lines(grid) == [[["72  2003"], ["A rather long name"]], [["1969"], ["Short"]]]
    assert grid.spaced


def test_or_with_the_headers_of_its_columns() -> None:
    grid = fitted([PEOPLE], COLUMNS, 10, "All", is_labelled=True)
    assert lines(grid) == [[["A rather long name"], ["Age: 72"], ["Date: 2003"]], [["Short"], ["Date: 1969"]]]


def test_rows_of_one_line_need_no_space_between() -> None:
    assert not fitted([PEOPLE], [AGE, DATE], 5, "All").spaced


def test_an_optional_column_is_for_wide_screens() -> None:
    columns = [NAME, DATE._replace(from_width=100)]
    assert headers(table([PEOPLE], columns, 99)) == ["Name"]
    assert headers(table([PEOPLE], columns, 100)) == ["Name", "Date"]


def test_or_goes_below_its_neighbor() -> None:
    columns = [NAME, AGE, DATE._replace(from_width=100, below="on ")]
    assert lines(table([PEOPLE], columns, 99))[0] == [
        ["A rather long name", "72"],
        ["", "on 2003"],
        ["Short", ""],
        ["", "on 1969"],
    ]
    assert lines(fitted([PEOPLE], columns, 9, "All"))[0] == [["72  on 2003"], ["A rather long name"]]


def test_columns_are_left_out_in_their_order_until_the_others_fit() -> None:
    columns = [NAME, AGE._replace(drops=1), DATE._replace(drops=2)]
    assert headers(table([PEOPLE], columns, NEEDED)) == ["Name", "Age", "Date"]
    assert headers(table([PEOPLE], columns, NEEDED - 1)) == ["Name", "Age"]
    assert headers(table([PEOPLE], columns, NEEDED - 7)) == ["Name"]
    assert table([PEOPLE], columns, 11) is None


def test_a_column_of_a_group_is_said_once() -> None:
    columns = [DATE._replace(once=True), NAME]
    assert lines(table([PEOPLE], columns, 80)) == [[["2003", "A rather long name"], ["", "Short"]]]
    assert lines(fitted([PEOPLE], columns, 9, "All")) == [[["2003"], ["A rather long name"]], [["Short"]]]


def test_the_last_column_takes_the_room_that_is_left() -> None:
    def bars(width: int) -> ScreenColumn[Person]:
        return ScreenColumn("", lambda row: "x" * width)

    fill = Fill(4, 9, bars)
    assert headers(table([PEOPLE], [AGE], 8, fill=fill)) == ["Age"]
    assert lines(table([PEOPLE], [AGE], 9, fill=fill)) == [[["72", "xxxx"], ["", "xxxx"]]]
    assert lines(table([PEOPLE], [AGE], 99, fill=fill)) == [[["72", "x" * 9], ["", "x" * 9]]]
    assert table([PEOPLE], [AGE], 8, fill=fill._replace(is_needed=True)) is None


def test_several_lines_of_a_row_stand_beside_each_other() -> None:
    columns: list[ScreenColumn[Person]] = [
        ScreenColumn("", lambda row: [Cell("- 1969"), Cell("+ 1970")]),
        ScreenColumn("", lambda row: [Cell("base"), Cell("alt"), Cell("a year later")], wraps=True),
    ]
    assert lines(table([PEOPLE[:1]], columns, 80)) == [[["- 1969", "base"], ["+ 1970", "alt"], ["", "a year later"]]]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("moon", 4),
        ("月面", 4),
        ("e\u0301toile", 6),
        ("\uff46\uff55\uff4c\uff4c", 8),
        ("한국", 4),
        ("مَرحَبا", 5),
        ("café", 4),
        ("🚀", 2),
        ("\u2764\ufe0f", 2),
        ("\u2764", 1),
        ("1\ufe0f\u20e3", 2),
        ("a\ufe0f", 1),
        ("\u200d", 0),
    ],
)
def test_cells_of_a_text(text: str, width: int) -> None:
    assert cells(text) == cell_len(text) == width


# --- A table of columns alone ---


def drawn(report: Report[Person], width: int) -> list[str]:
    stream = io.StringIO()
    FORMATS["table"].render(report, Output(stream, is_terminal=False, width=width))
    return stream.getvalue().splitlines()


REPORT: Report[Person] = Report(
    (
        Column("full_name", lambda row: row[0], brief=True),
        Column("bytes", lambda row: int(row[2]) * 1000, brief=True),
        Column("parts", lambda row: tuple(row[0].split()), brief=True, header="Made of"),
        Column("born", lambda row: row[2]),
    ),
    PEOPLE,
)


def test_a_report_without_a_layout_shows_its_brief_columns() -> None:
    assert drawn(REPORT, 80) == [
        "Full name               Bytes  Made of",
        "A rather long name  2,003,000  A, rather, long, name",
        "Short               1,969,000  Short",
    ]
    assert drawn(REPORT, 30) == [
        "Full name",
        "A rather long name",
        "Bytes: 2,003,000",
        "Made of: A, rather, long, name",
        "",
        "Short",
        "Bytes: 1,969,000",
        "Made of: Short",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("POD: 西ローマ帝国は滅びない", ["POD: 西ロ", "ーマ帝国は", "滅びない"]),
        ("POD: abcdefghijkl", ["POD:", "abcdefghij", "kl"]),
        ("The end 東京", ["The end 東", "京"]),
        ("The end! 東京", ["The end!", "東京"]),  # not even one character fits
        ("It ends in 東京", ["It ends in", "東京"]),
    ],
)
def test_texts_in_wide_characters_break_anywhere(text: str, lines: list[str]) -> None:
    assert wrapped(text, 10) == lines
