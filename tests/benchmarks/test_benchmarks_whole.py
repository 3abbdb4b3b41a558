"""A whole run on the smallest histories: every row has its figures, every peer its line, and the page has all of them."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import instructions, peers, plots, report, rows_peers
from benchmarks.__main__ import ROWS, main
from benchmarks.bench import Bench, DifferentAnswersError, Figure, Options
from benchmarks.measuring import Run, Sample
from benchmarks.row import Row

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def measured(tiny: Options, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return a bench for which every row was measured."""
    bench = Bench(tiny, tmp_path_factory.mktemp("measured"))
    for name, row in ROWS.items():
        bench.row = name
        row.measure(bench)
    return bench


@pytest.fixture(scope="module")
def page(measured: Bench, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    drawn = plots.draw(measured, folder)
    names = {f"{name}{ending}.svg" for name in drawn for ending in plots.INK}
    assert {path.name for path in folder.iterdir()} == names
    assert set(drawn) == (set(report.PLOTS) if find_spec("matplotlib") else set())
    return report.page(measured, list(ROWS.values()), drawn, 60)


def test_every_row_has_figures(measured: Bench) -> None:
    counted = {name: sum(figure.row == name for figure in measured.figures) for name in ROWS}
    assert {name for name, count in counted.items() if not count} == {"million", "peers"}
    assert [note.row for note in measured.notes if "left out by" in note.text] == ["million"]
    assert {point.series for point in measured.points if point.plot == "peers"} >= {"timeline"}


def test_every_peer_is_there_or_left_out_with_a_line(measured: Bench) -> None:
    lines = [note.text for note in measured.notes if note.row == "peers"]
    for name in peers.PEERS:
        (line,) = (line for line in lines if line.startswith(f"{name} is "))
        assert re.search(r"is `.+` and reads |is left out: not installed", line)


def test_the_page_has_every_row_and_names_the_machine(page: str) -> None:
    assert list(ROWS) == re.findall(r"^## .+: `(.+)`$", page, re.MULTILINE)
    assert report.machine() in page
    assert "on histories of 60, 120 events" in page
    assert "This was a quick run" in page
    tables = [line for line in page.splitlines() if line.startswith("| ")]
    assert len(tables) > 40
    assert all(row.explanation in page for row in ROWS.values())


def test_a_missed_goal_is_bold(bench: Bench) -> None:
    bench.row = "show"
    sample, base = (Sample([Run(1, cpu, 1, 1)]) for cpu in (3, 2))
    for goal in (1.25, 1.75):
        bench.ratio("something", sample, "something else", base, goal)
    bench.absolute("memory", sample, 0.5, "peak")
    bench.absolute("without a goal", sample, None)
    page = report.page(bench, [ROWS["show"]], [], 60)
    assert "| something | 3,000 ms | 1,000 ms | 1 MB | something else | 2,000 ms | 1.50x | **1.25x** | 1 |" in page
    assert "| 1.50x | 1.75x | 1 |" in page
    assert "1 of 3 goals are reached" in page


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ([305, 250], "| a typer program of two commands | 250 million | 1.22x | 1.25x | 1 |"),
        ([None, None], "- Instructions are not counted: neither `perf stat` nor valgrind can count them here."),
    ],
)
def test_instructions_are_counted_where_something_can(
    counts: list[int | None], line: str, tiny: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(tiny._replace(counting=True), tmp_path)
    bench.row = "show"
    left = iter(each and each * 10**6 for each in counts)
    monkeypatch.setattr(instructions, "count", lambda *_: next(left))
    ROWS["show"].measure(bench)
    assert line in report.page(bench, [ROWS["show"]], [], 60)


def test_growth_leaves_out_what_every_start_costs(bench: Bench) -> None:
    half, full, floor = (Sample([Run(1, cpu, 1, 1)]) for cpu in (1.5, 3, 0.5))
    bench.growth("things", half, full, floor, 2.2)
    assert isinstance(bench.figures[0], Figure)
    assert bench.figures[0].value == 2.5


def test_a_peer_that_a_package_wraps_in_a_script_is_measured_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "node_modules" / "nushell" / "lib" / "index.js"
    native = tmp_path / "node_modules" / "@nushell" / "linux-x64" / "bin" / "nu"
    for path in (script, native):
        path.parent.mkdir(parents=True)
        path.write_text("#!/bin/sh\n", encoding="utf-8")
        path.chmod(0o755)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "nu").symlink_to(script)
    monkeypatch.setattr(peers.sys, "executable", str(tmp_path / "bin" / "python"))
    assert peers.find(peers.PEERS["nushell"]) == native


def test_peers_that_are_missing_are_left_out_with_a_line(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "find", lambda peer: None)
    rows_peers.others(bench)
    assert [note.text for note in bench.notes] == [f"{name} is left out: not installed." for name in peers.PEERS]
    assert {point.series for point in bench.points} == {"timeline", "timeline, first time"}


def test_a_peer_that_finds_other_events_stops_the_run(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    jq = tmp_path / "jq"
    jq.write_text("#!/bin/sh\necho core-alt-4\n", encoding="utf-8")
    jq.chmod(0o755)
    monkeypatch.setattr(peers, "find", lambda peer: jq if peer.name == "jq" else None)
    with pytest.raises(DifferentAnswersError, match="jq finds other events of 1969"):
        rows_peers.others(bench)


def test_some_rows_are_printed_and_none_is_written(
    tiny: Options, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(
        ROWS, "show", Row("show", "A listing", "Nothing is measured.", lambda bench: bench.note("Not this time."))
    )
    assert main(["--quick", "--only", "show"]) == 0
    captured = capsys.readouterr()
    assert "## A listing: `show`\n\nNothing is measured.\n\n- Not this time.\n" in captured.out
    assert captured.err.startswith("[1/1] show")


def test_different_answers_end_with_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure(bench: Bench) -> None:
        raise DifferentAnswersError("jq finds other events")

    monkeypatch.setitem(ROWS, "show", Row("show", "A listing", "", measure))
    assert main(["--quick", "--only", "show"]) == 1
    assert capsys.readouterr().err.endswith("benchmarks: jq finds other events\n")


def test_an_unknown_row_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--only", "shwo"])
    assert "no row 'shwo'; there are show, help, " in capsys.readouterr().err


def test_the_page_in_the_docs_is_one_of_these_rows() -> None:
    text = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert re.findall(r"^## .+: `(.+)`$", text, re.MULTILINE) == list(ROWS)
    pictures = re.findall(r'(?:src|srcset)="(.+?)"', text)
    assert len(pictures) == 2 * len(report.PLOTS)
    assert [name for name in pictures if not (ROOT / "docs" / name).exists()] == []


def test_no_module_of_the_benchmarks_is_longer_than_can_be_read_in_one_go() -> None:
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "benchmarks").glob("*.py")}
    assert {name: lines for name, lines in lengths.items() if lines > 250} == {}
    assert len(lengths) > 10
