"""The rows of the explorer as numbers, the drift line and the texts: without a screen, and without Textual."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from timeline.bundled import bundled_events
from timeline.formats.signs import ASCII, UNICODE
from timeline.model.calendar import from_ordinal
from timeline.model.query import Query
from timeline.questions.compare import compare
from timeline.questions.drift import drift
from timeline.questions.overview import ADDED, KINDS
from timeline.questions.tally import years_in_order
from timeline.store.chronicle import Chronicle
from timeline.tui.curve import curve
from timeline.tui.details import headline
from timeline.tui.filters import Filter
from timeline.tui.history import Choice, History
from timeline.tui.session import Session
from timeline.tui.sides import NONE, Sides

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def bundled() -> History:
    return History([str(bundled_events())])


@pytest.fixture
def opened(demo: Path) -> History:
    return History([str(demo)])


def ids(history: History, lanes: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return the rows of some lanes: the event, the kind, and a mark for each lane that shows it."""
    rows = history.rows(lanes)
    return [
        (
            history.told(rows, row).event.id,
            KINDS[rows.kinds[row]],
            "".join("x" if lane in rows.lanes_of(row) else "." for lane in range(len(lanes))),
        )
        for row in range(len(rows))
    ]


def test_a_third_lane_draws_the_common_past_once(opened: History) -> None:
    assert ids(opened, ("real", "punic", "solar")) == [
        ("fires", "shared", "x.."),
        ("cannae", "shared", "x.."),
        ("marches", "averted", "xx."),
        ("gates-open", "added", ".x."),
        ("salted", "replaced", "xx."),
        ("steam", "added", ".x."),
        ("typhoon", "untold", "x.."),
        ("punic-moon", "moved", "x.x"),
        ("apollo", "untold", "x.."),
        ("plague", "kept", "xxx"),
    ]


def test_lanes_beside_each_other(opened: History) -> None:
    assert ids(opened, ("real", "punic", "calm")) == [
        ("fires", "shared", "x.."),
        ("cannae", "shared", "x.."),
        ("marches", "averted", "xx."),
        ("waits", "shared", "x.."),
        ("gates-open", "added", ".x."),
        ("destroyed", "shared", "x.."),
        ("salted", "replaced", "xx."),
        ("steam", "added", ".x."),
        ("sea-stays-calm", "replaced", "x.x"),  # in the year of the typhoon, which needs no line
        ("apollo", "untold", "x.."),
        ("plague", "kept", "xxx"),
    ]


def test_a_history_without_a_branch_has_one_lane(write: object, tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text('[[event]]\ndate = 1969\ntitle = "One"\n', encoding="utf-8")
    session = Session(History([str(path)]), UNICODE)
    assert session.rows.lanes == ("real",)
    assert session.now is not None
    assert session.now.event.id == "one"
    session.to_pair(1)
    session.to_year(1)
    session.to_side(1)


def test_rows_are_the_lines_of_compare_and_the_headline_counts_as_diverge(bundled: History) -> None:
    found = compare(bundled.chronicle)
    assert found is not None
    rows = bundled.rows(("real", "fam"))
    assert [rows.told[row] for row in range(len(rows))] == bundled.windows.counted(
        line.event.rank for line in found.lines
    )
    session = Session(bundled, UNICODE)
    assert session.rows.divergences[1] == sum(period.differ for period in drift(bundled.chronicle))


def test_each_lane_counts_what_it_has_against_the_lane_that_it_is_compared_with(demo: Path) -> None:
    history = History([str(demo)])
    for lanes in (("real", "punic", "solar"), ("solar", "real", "punic"), ("calm", "solar", "punic")):
        rows = history.rows(lanes)
        for lane in (1, 2):
            found = drift(history.chronicle, between=(lanes[rows.against[lane]], lanes[lane]))
            assert rows.divergences[lane] == sum(period.differ for period in found) > 0


@pytest.mark.parametrize(
    "filters", [{"tag": "moon"}, {"year": 1969}, {"person": "Ed Baldwin"}, {"kind": "alt", "season": 2}]
)
def test_filters_leave_the_lines_that_compare_leaves(bundled: History, filters: dict[str, object]) -> None:
    query = Query.of(filters)  # type: ignore[arg-type]
    found = compare(bundled.chronicle, query)
    assert found is not None
    session = Session(bundled, UNICODE)
    session.apply(Filter(query=query))
    assert list(session.rows.told) == bundled.windows.counted(line.event.rank for line in found.lines)
    session.apply(Filter(query=query, differing=True))
    assert all(kind <= ADDED for kind in session.rows.kinds)


def test_columns_hold_each_row_once_and_keep_the_order(bundled: History) -> None:
    rows = bundled.rows(("real", "fam"))
    sides = Sides(rows)
    assert sorted({row for line in range(len(sides)) for row in sides.at(line)} - {NONE}) == list(range(len(rows)))
    for column in zip(*map(sides.at, range(len(sides))), strict=True):
        seen = [row for row in column if row != NONE]
        assert seen == sorted(seen)
    for row in range(len(rows)):
        assert row in sides.at(sides.line_of(row))
    years = [rows.year(max(sides.at(line))) for line in range(len(sides))]
    assert years == sorted(years)


@pytest.mark.parametrize(
    "lanes", [("real",), ("real", "punic"), ("punic", "calm", "solar"), ("real", "punic", "solar")]
)
def test_the_lanes_of_all_rows_are_those_of_each(opened: History, lanes: tuple[str, ...]) -> None:
    rows = opened.rows(lanes)
    assert list(rows.seen()) == [sum(1 << lane for lane in rows.lanes_of(row)) for row in range(len(rows))]
    for some in (rows, rows.only({1, 2, 8, 9})):
        sides = Sides(some)
        assert len(sides) == 1 + max(map(sides.line_of, range(len(some))))


def test_the_index_is_asked_about_all_events_once(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Chronicle._rows

    def counted(self: Chronicle, sql: str, *rest: Any) -> list[Any]:
        asked.append(sql)
        return ask(self, sql, *rest)

    monkeypatch.setattr(Chronicle, "_rows", counted)
    history = History([str(demo)])
    assert len(history.rows(("real", "punic", "solar", "calm"))) > 10
    assert sum("FROM event ORDER BY n" in sql for sql in asked) == 1
    assert sum("FROM tie" in sql for sql in asked) <= 3  # the links, and what two siblings have in common


@given(days=st.lists(st.integers(-3000, 3000)))
def test_no_earlier_rank_has_a_later_year(days: list[int]) -> None:
    lowest = [min(days[place:]) for place in range(len(days))]
    assert list(years_in_order(days)) == [from_ordinal(day)[0] for day in lowest]


def test_years(bundled: History) -> None:
    rows = bundled.rows(("real", "fam"))
    row = rows.in_year(1969)
    assert (rows.year(row), rows.year(row - 1)) == (1969, 1968)
    assert rows.year(rows.next_year(row, 1)) == 1970
    assert rows.next_year(row + 3, -1) == row
    assert rows.year(rows.next_year(row, -1)) == 1968
    assert rows.in_year(-5000) == 0
    assert rows.in_year(9999) == len(rows) - 1


@pytest.mark.parametrize("width", [20, 60, 80, 160])
@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_the_drift_line_fills_its_width(bundled: History, opened: History, width: int, signs: object) -> None:
    for history in (bundled, opened):
        rows = history.rows(history.lanes(2))
        found = curve(rows, width, signs)  # type: ignore[arg-type]
        for year in found.years:
            axis, start, end = found.marked(year, signs)  # type: ignore[arg-type]
            assert len(found.bars) == cell_len(found.bars) == len(axis) == width
            assert 0 <= start < end <= width
            whole = {label for _, label in found.labels}
            assert set(re.findall(r"\S+(?: \S+)*", f"{axis[:start]}   {axis[end:]}")) <= whole
        for cell in range(width):
            assert found.years[0] <= found.year(cell) <= found.years[-1]
        assert list(found.cells) == sorted(found.cells)


def test_a_year_of_the_drift_line_leads_back_to_its_cell(bundled: History) -> None:
    found = curve(bundled.rows(("real", "fam")), 160, UNICODE)
    assert [found.year(found.cell(year)) for year in found.years] == list(found.years)


def test_other_timelines(opened: History) -> None:
    session = Session(opened, UNICODE, 200)
    assert session.rows.lanes == ("real", "punic", "solar")
    session.choose(Choice("punic", "solar"))
    assert session.rows.lanes == ("punic", "solar", "calm")
    with pytest.raises(ValueError, match="no timeline"):
        session.choose(Choice(alt="nowhere"))
    with pytest.raises(ValueError, match="not compared with itself"):
        session.choose(Choice("solar", "solar"))
    assert session.rows.lanes == ("punic", "solar", "calm")


def test_the_head_has_room_for_what_a_filter_leaves(opened: History) -> None:
    session = Session(opened, UNICODE, 80, Filter(words="x" * 90))
    assert "…  0 rows" in "".join(span.text for span in headline(session, 80))
    assert not session.count
    session.apply(Filter())
    assert session.now is not None
    assert session.now.event.id == "marches"  # where it would have begun
    session.apply(Filter(words="moon"))
    assert "".join(span.text for span in headline(session, 40)).rstrip() == "real | punic  /moon  1 row"


def test_no_year_is_cut(write: Callable[[str], Path]) -> None:
    event = '[[event]]\ndate = "{0:04}-02"\ntitle = "In {0}"\n'
    history = History([str(write("".join(event.format(year) for year in (60, 499, 600, 1500))))])
    session = Session(history, UNICODE)
    drawn = [session.lines.lane_line(row, 80, has_year=True)[0].text for row in range(session.count)]
    assert drawn == [" AD 60 ", "AD 499 ", "AD 600 ", "  1500 "]


def test_further_lines_of_an_event_say_what_it_stands_against(write: Callable[[str], Path]) -> None:
    event = '[[event]]\nid = "{0}"\ndate = {1}\ntitle = "{0} happens"\n'
    ends = event.format("peace", 1970) + 'kind = "alt"\naverts = ["one", "two"]\n'
    timeline = '[[timeline]]\nid = "alt"\n'
    history = History([str(write(timeline + event.format("one", 1971) + event.format("two", 1972) + ends))])
    session = Session(history, UNICODE)
    drawn = [
        "".join(span.text for span in session.lines.lane_line(row, 80, has_year=False)) for row in range(session.count)
    ]
    assert [line.partition("◆ ")[2].strip() for line in drawn] == ["POD: peace happens", "averts two happens"]


def test_nothing_but_the_screen_needs_textual() -> None:
    """`--help` neither; and a piped command finds the program without it."""
    probe = "import sys; from timeline.__main__ import run; run(sys.argv[1:]); print('textual' in sys.modules)"
    pure = "import sys; import timeline.tui.session, timeline.tui.answers; print('textual' in sys.modules)"
    for code, arguments in ((probe, ["--help"]), (probe, ["explore", "--help"]), (probe, ["explore"]), (pure, [])):
        found = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=True
        )
        assert found.stdout.splitlines()[-1] == "False"
