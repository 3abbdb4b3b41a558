"""A table of a report's columns: the first lines of a long one are there before its last rows are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.formats.cells import cells
from timeline.formats.lines import Screen
from timeline.formats.plain import MEASURED, measured
from timeline.formats.report import Column, Report
from timeline.formats.table import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[Any, ...]

UNSEEN = 151
"""Where a row stands that is not measured."""


class Counted(Sequence[Row]):
    """Rows that count how often one is asked for."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self.read = 0

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> Any:
        found = self._rows[at]
        self.read += len(found) if isinstance(at, slice) else 1
        return found

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.read += 1
            yield row


def report(rows: Sequence[Row]) -> Report[Row]:
    count = len(rows[0])
    return Report([Column(f"c{at}", lambda row, at=at: row[at], brief=True) for at in range(count)], rows)


def drawn(rows: Sequence[Row], width: int = 80) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in lines_of(report(rows), Screen(width))]


def test_the_first_lines_are_there_before_most_rows_are_read() -> None:
    rows = Counted([(f"title {n}", n) for n in range(50 * MEASURED)])
    lines = lines_of(report(rows), Screen(80))
    assert len(list(islice(lines, 100))) == 100
    assert rows.read < 2 * MEASURED


def test_a_short_table_measures_every_row() -> None:
    rows = [("short", n) for n in range(MEASURED - 1)]
    assert drawn([*rows, ("a text of twenty cel", 12345)])[0] == f"{'C0':<20}      C1"
    assert measured(rows) == rows


def test_rows_from_everywhere_are_measured() -> None:
    found = measured(range(10_000))
    assert len(found) <= MEASURED
    assert list(found[: MEASURED // 2]) == list(range(MEASURED // 2))
    assert max(found) >= 9_900
    assert sorted(set(found)) == list(found)
    for number in (MEASURED + 1, MEASURED + 2, 2 * MEASURED, 301, 399):
        assert len(measured(range(number))) <= MEASURED


def test_a_longer_text_goes_on_below_itself() -> None:
    rows: list[Row] = [("an id", "ten cells.") for _ in range(3 * MEASURED)]
    rows[UNSEEN] = ("an id", "a text of words")
    lines = drawn(rows)
    at = lines.index("an id  a text of")
    assert lines[at + 1] == "       words"
    assert len(lines) == 1 + len(rows) + 1


def test_a_longer_number_is_whole() -> None:
    rows: list[Row] = [(n % 90, "text") for n in range(3 * MEASURED)]
    rows[UNSEEN] = (1234567, "text")
    lines = drawn(rows)
    assert lines[2] == " 1  text"
    assert lines[UNSEEN + 1] == "1,234,567  text"


def test_a_column_without_texts_so_far_has_room_for_some() -> None:
    rows: list[Row] = [("an id", None, "more") for _ in range(3 * MEASURED)]
    rows[UNSEEN] = ("an id", "twelve cells", "more")
    assert drawn(rows)[0] == f"C0     {'C1':<12}  C2"
    assert drawn(rows)[UNSEEN + 1] == "an id  twelve cells  more"
    assert drawn(rows, 17)[0] == "C0     C1  C2", "where there is none, it is as wide as its header"


def test_stacked_rows_stream_as_well() -> None:
    rows = Counted([("a" * 30, "b" * 30, n) for n in range(10 * MEASURED)])
    columns = [Column(name, lambda row, at=at: row[at], brief=True) for at, name in enumerate(("one", "two", "three"))]
    lines = lines_of(Report(columns, rows), Screen(10))
    first = ["".join(span.text for span in line).rstrip() for line in islice(lines, 12)]
    assert "Three: 0" in first
    assert rows.read < 2 * MEASURED


TEXTS = st.text(st.sampled_from("ab 12月é"), max_size=30).map(lambda text: " ".join(text.split()))


@given(
    st.lists(st.tuples(TEXTS, TEXTS, st.none() | st.integers(0, 10**7)), min_size=1, max_size=40), st.integers(40, 90)
)
@settings(max_examples=100, deadline=None)
def test_nothing_is_lost(rows: list[Row], width: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("timeline.formats.plain.MEASURED", 4)
        lines = drawn(rows, width)
    digits = max((len(str(number)) for *_, number in rows if number is not None), default=0)
    assert max(map(cells, lines)) <= width + digits, "only a number longer than those measured moves its line"
    values = (f"{value:,}" if isinstance(value, int) else value or "" for row in rows for value in row)
    assert not Counter("".join(values).replace(" ", "")) - Counter("".join(lines))
