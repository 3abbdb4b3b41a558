"""Graphs on a screen: lanes and the lines between them, what fits, and no line wider than the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from screen_text import text_of
from strategies import histories

from timeline.formats.lines import Screen, Span
from timeline.formats.signs import ASCII, UNICODE
from timeline.formats.table import lines_of
from timeline.model.query import Filters, Query
from timeline.questions.drift import UNITS
from timeline.questions.graph import graph
from timeline.questions.parts import DETAILS, Detail
from timeline.questions.periods import periods
from timeline.reports.graph import report
from timeline.reports.graph_stat import report as stat_report
from timeline.reports.lanes import Drawing, Lanes
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    import pytest

    from timeline.formats.report import Report

Load = Callable[[str], Chronicle]
NESTED = Path(__file__).parents[1] / "golden" / "nested.toml"
WIDTHS = (*range(40, 66, 3), 79, 80, 99, 100, 119, 120, 139, 140, 169, 170, 199, 200, 210, 230)


def drawn(
    chronicle: Chronicle, screen: Screen, detail: Detail = "brief", *, stat: bool = False, **asked: object
) -> str:
    """Return a graph on a screen."""
    query = Query.of(Filters(**asked))  # type: ignore[typeddict-item]
    found = stat_report(periods(chronicle, query)) if stat else report(graph(chronicle, query, detail))
    return text_of(lines_of(found, screen)) if found.rows else ""  # as a table is drawn


def lanes(*timelines: str, drawing: Drawing | None = None, **parents: str) -> Lanes:
    return Lanes(["real", *timelines], parents, drawing or Drawing(UNICODE, 99))


def plain(line: list[Span]) -> str:
    return "".join(span.text for span in line).rstrip()


BASE, END = Span("○"), Span("◆")


def test_a_fork_and_a_join_cross_the_lanes_between() -> None:
    row = lanes("c", "b", "a", a="real", b="real", c="real")
    assert [plain(row.fork(each)) for each in "ab"] == ["├─────╮", "├───╮ │"]
    assert plain(row.joined("real", BASE, "a")) == "○───┼─╯"
    assert plain(row.fork("c")) == "├─╮ │ │"
    assert plain(row.joined("real", BASE, "a")) == "○─┼─┼─╯"
    assert plain(row.joined("real", BASE, "b", END)) == "○─┼─◆ │"
    assert plain(row.at("c", END)) == "│ ◆ │ │"
    assert plain(row.kept(["real", "b"], BASE)) == "○─┼─○ │"
    assert plain(row.folded()) == "┊ ┊ ┊ ┊"
    assert plain(row.idle()) == "│ │ │ │"


def test_a_branch_that_parts_before_its_parent_does_leaves_what_both_still_are() -> None:
    row = lanes("a", "b", a="real", b="a")
    assert plain(row.fork("b")) == "├───╮"
    assert plain(row.joined("a", BASE, "b")) == "○───╯"
    assert plain(row.fork("a")) == "├─╮ │"
    assert plain(row.joined("a", BASE, "b")) == "│ ○─╯"


def test_upward_lanes_end_at_their_forks() -> None:
    row = lanes("b", "a", a="real", b="real", drawing=Drawing(UNICODE, 99, is_upward=True))
    assert plain(row.idle()) == "│ │ │"
    assert plain(row.joined("real", BASE, "a")) == "○─┼─╮"
    assert plain(row.fork("b")) == "├─╯ │"
    assert plain(row.idle()) == "│   │"
    assert plain(row.fork("a")) == "├───╯"
    assert plain(row.idle()) == "│"


def test_lanes_without_room_share_the_last_one() -> None:
    row = lanes("a", "b", "c", a="real", b="a", c="b", drawing=Drawing(UNICODE, 2, 1))
    assert [plain(row.fork(each)) for each in "abc"] == ["├╮", "│├", "│├"]
    assert [row.is_shared(each) for each in ("real", "a", "b")] == [False, True, True]
    assert plain(row.joined("b", BASE, "c")) == "│○"
    assert plain(row.joined("real", BASE, "c")) == "○╯"


def test_lanes_in_ascii() -> None:
    row = lanes("b", "a", a="real", b="real", drawing=Drawing(ASCII, 99))
    assert [plain(row.fork(each)) for each in "ab"] == ["|---.", "|-. |"]
    assert plain(row.joined("real", Span("o"), "a")) == "o-+-'"


FIFTEEN = (
    "".join(
        f'[[timeline]]\nid = "t{n}"\nparent = "{"real" if n % 3 == 0 else f"t{n - 1}"}"\n'
        f'[[event]]\nid = "pod-{n}"\ndate = {1900 + n}-05-05\ntitle = "A branch begins of which nobody had thought"\n'
        f'kind = "alt"\ntimeline = "t{n}"\n'
        f'[[event]]\nid = "late-{n}"\ndate = {1950 + n}-05-05\ntitle = "What was to be in our history is otherwise here"\n'
        f'kind = "alt"\ntimeline = "t{n}"\nmoves = "war"\n'
        for n in range(14)
    )
    + '[[event]]\nid = "war"\ndate = 1940-05-05\ntitle = "War"\nkind = "real"\n'
)


def test_fifteen_lanes_fit_eighty_columns(history: Load) -> None:
    text = drawn(history(FIFTEEN), Screen(80))
    assert text.splitlines()[-4:] == [
        " 1962-05-05 │ ▼ │ │ │ │ │ │ │ │ │ │ │ │ │  What was to be in our history…   +22y",
        " 1940-05-05 ○─╯ │ │ │ │ │ │ │ │ │ │ │ │ │  War",
        " 1963-05-05 │ │ ▼ │ │ │ │ │ │ │ │ │ │ │ │  What was to be in our history…   +23y",
        " 1940-05-05 ○─┼─╯ │ │ │ │ │ │ │ │ │ │ │ │  War",
    ]
    assert "without events" not in text
    assert max(map(cell_len, text.splitlines())) == 80


def test_lanes_without_events_go_where_titles_would_be_short(history: Load) -> None:
    chronicle = history(FIFTEEN)
    assert drawn(chronicle, Screen(60), id="late-12").splitlines()[1:] == [
        "13 timelines without events here: t13, t9, t10, t11, t6, t7…",
        "            │    real  our history  (1 untold)",
        " 1912-05-05 ├─╮  t12",
        " 1962-05-05 │ ▼  What was to be in our history is ot…   +22y",
        " 1940-05-05 ○─╯  War",
    ]
    wide = drawn(chronicle, Screen(120), id="late-12")
    assert "without events" not in wide
    assert wide.count("├") == 14


def test_more_lanes_than_fit_share_the_last_one_and_are_named(history: Load) -> None:
    many = "".join(
        f'[[event]]\ndate = {1900 + n}\ntitle = "Begins {n}"\nkind = "alt"\ntimeline = "t{n:02d}"\n' for n in range(60)
    )
    shown = drawn(history(many), Screen(60)).splitlines()
    assert shown[1] == "35 timelines share the last lane; their names stand before…"
    assert shown[3:5] == [
        "            ├─────────────────────────╮ t00",
        "       1900 │                         ● t00: POD: Begins 0",
    ]
    assert shown[-2:] == [
        "            ├╮│││││││││││││││││││││││││ t59",
        "       1959 │●│││││││││││││││││││││││││ POD: Begins 59",
    ]


def test_in_ascii() -> None:
    text = drawn(Chronicle([str(NESTED)]), Screen(80, ASCII), timeline="han")
    assert text.splitlines() == [
        "10 divergences   ^v 1 moved   x 2 averted   * 7 added",
        "             |        real  our history  (5 untold, 3 kept)",
        "101 BC-49 BC :        2 events of the shared past",
        "       44 BC |        1 averted, 5 added",
        "             |-.      caesar  Caesar lives  (The Ides)",
        "       03-15 | #      POD: Calpurnia's dream keeps Caesar at home \U0001f3db\ufe0f",
        "       03-15 x-'      Caesar is stabbed to death in the theatre of Pompey",
        "         04~ | *      Caesar sends the conspirators to the mines",
        "          09 | *      A new forum opens",
        "             | :      3 more added: 2 of ides S1, 1 of ides",
        " 43 BC-42 BC : :      2 untold",
        "       -0030 | #      Antony dies of drink in Alexandria",
        " -0030-09-02 x-'      Octavian beats Antony and Cleopatra at Actium",
        "        AD 9 : :      1 untold",
        "             | |-.    steam  蒸気の帝国  (Iron Legions)",
        "       0060~ | | *    POD: 英雄ヘロンの蒸気機関がアレクサンドリアの港で船を動..",
        "             | | |-.  han  Two empires meet",
        "     0097-05 | | | ^  POD: 甘英到达罗马                                    -69y~",
        "        0166 o-+-+-'  Envoys of Rome reach the court of the Han",
        "      0098.. | | * |  Trajan rides to Antioch by rail \U0001f682",
        "      AD 141 : : : :  to AD 166: 1 untold, 3 kept",
    ]


def test_colors_repeat_what_signs_say() -> None:
    found = report(graph(Chronicle([str(NESTED)]), Query(timeline=("parthia",))))
    styles = {(span.text, span.style) for line in lines_of(found, Screen(80)) for span in line}
    assert ("Octavian beats Antony and Cleopatra at Actium", "struck") in styles
    assert ("Brutus and Cassius lose at Philippi", "dim") in styles
    assert ("parthia  The war in the east", "alt") in styles
    assert {("\u00d7", "gone"), ("○", "real"), ("○", "alt"), ("◆", "alt"), ("●", "new"), ("│", "real")} <= styles


def test_ids_are_a_last_column() -> None:
    chronicle = Chronicle([str(NESTED)])
    asked = drawn(chronicle, Screen(80, ids=True), timeline="parthia")
    assert asked.splitlines()[-6:-3] == [
        "   -0041-05 │ │ ◆  The eagles of Crassus come home    -5mo~ carrhae",
        "   -0041-10 ○─┼─╯  Brutus and Cassius lose at Phili…        philippi",
        "-0043-11-20 │ ○─╯  Caesar holds a fifth triumph      +18mo~ triumph",
    ]
    assert "ides-of-march" in drawn(chronicle, Screen(140), timeline="parthia")
    assert "ides-of-march" not in drawn(chronicle, Screen(139), timeline="parthia")
    assert "ides-of-march" in drawn(chronicle, Screen(200, ids=True), timeline="parthia")


def test_no_line_is_wider_than_the_screen(history: Load) -> None:
    """At every width with Unicode and with ASCII, one of them with ids, in turns."""
    for chronicle in (Chronicle([str(NESTED)]), history(FIFTEEN)):
        graphs = [
            graph(chronicle, Query(reverse=is_reversed), detail) for detail in DETAILS for is_reversed in (False, True)
        ]
        found: list[Report[Any]] = [*map(report, graphs), *(stat_report(periods(chronicle, by=by)) for by in UNITS)]
        for width in WIDTHS:
            for each in found:
                for ids in (False, True):
                    signs = ASCII if (width + ids) % 2 else UNICODE
                    text = text_of(lines_of(each, Screen(width, signs, ids)))
                    assert [line for line in text.splitlines() if cell_len(line) > width] == []


@given(text=histories(), width=st.integers(40, 230), detail=st.sampled_from(DETAILS), stat=st.booleans())
@settings(max_examples=40)
def test_drawn_histories_fit_the_screen(
    tmp_path_factory: pytest.TempPathFactory, text: str, width: int, detail: Detail, stat: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "drawn.toml"
    path.write_text(text, encoding="utf-8")
    chronicle = Chronicle([str(path)])
    if chronicle.world.alternates:
        shown = drawn(chronicle, Screen(width), detail, stat=stat)
        assert [line for line in shown.splitlines() if cell_len(line) > width] == []
