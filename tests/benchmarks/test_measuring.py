"""Measured processes: what they cost is theirs, they see no settings, and one that fails stops everything."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import instructions
from benchmarks.bench import Bench, Options, SettingsError
from benchmarks.measuring import SCREEN, Command, CommandFailedError, Run, Sample, paired, run

if TYPE_CHECKING:
    from pathlib import Path

VARIABLES = {"PATH": os.environ["PATH"]}


def python(text: str, **more: object) -> Command:
    return Command([sys.executable, "-c", text], **more)  # type: ignore[arg-type]


def test_a_run_has_what_the_process_wrote_and_cost(tmp_path: Path) -> None:
    spend = "import time\nprint('first', flush=True)\nwhile time.process_time() < 0.2: pass\nprint('last')"
    cost, output = run(python(spend), str(tmp_path), VARIABLES)
    assert output == b"first\nlast\n"
    assert cost.cpu >= 0.2
    assert 0 < cost.first <= cost.wall


def test_the_memory_is_that_of_the_process_and_not_of_who_measures(tmp_path: Path) -> None:
    ballast = bytearray(os.urandom(1 << 20) * 200)
    small, _ = run(Command(["true"]), str(tmp_path), VARIABLES)
    large, _ = run(python("bytearray(b'x' * (100 << 20))"), str(tmp_path), VARIABLES)
    assert small.peak < 50 < 100 < large.peak < len(ballast) / 2**20 + 100


def test_a_terminal_is_one(tmp_path: Path) -> None:
    command = python("import os, sys; print(sys.stdout.isatty(), *os.get_terminal_size())", terminal=True)
    assert run(command, str(tmp_path), VARIABLES)[1].split() == [b"True", *(b"%d" % n for n in reversed(SCREEN))]


def test_a_command_that_ends_otherwise_fails_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="ended with 1: no such luck"):
        run(python("raise SystemExit('no such luck')"), str(tmp_path), VARIABLES)
    assert run(python("raise SystemExit(3)", status=3), str(tmp_path), VARIABLES)[1] == b""


def test_a_command_may_write_more_errors_than_a_pipe_holds(tmp_path: Path) -> None:
    assert run(python("import sys; sys.stderr.write('x' * 1_000_000)"), str(tmp_path), VARIABLES)[1] == b""


def test_what_is_compared_runs_in_turn() -> None:
    order: list[str] = []

    def step(name: str) -> Run:
        order.append(name)
        return Run(1, len(order), 1, 1)

    one, two = paired([lambda: step("one"), lambda: step("two")], runs=2, seconds=60)
    assert order == ["one", "two", "one", "two"]
    assert [each.cpu for each in two.runs] == [2, 4]
    assert two.ratio(one, "cpu") == (2 + 4 / 3) / 2
    assert [len(each.runs) for each in paired([lambda: step("one")], runs=5, seconds=0)] == [1]


def test_a_median_is_that_of_all_runs() -> None:
    assert Sample([Run(1, cpu, 1, 1) for cpu in (9, 2, 3)]).median("cpu") == 3


def test_measured_programs_see_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_FORMAT", "json")
    monkeypatch.setenv("TIMELINE_UP_TO", "fam:s1")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/of/the/user")
    bench = Bench(Options(), tmp_path)
    lines = bench.output(python("import os; print(*os.environ)")).split()
    assert [name for name in lines if name.startswith("TIMELINE_")] == []
    assert bench.output(python("import os; print(os.environ['XDG_CONFIG_HOME'])")).strip() == str(tmp_path / "config")
    assert bench.output(python("import os; print(os.getcwd())")).strip() == str((tmp_path / "work").resolve())


def test_a_settings_file_above_is_refused(tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('format = "json"\n', encoding="utf-8")
    (tmp_path / "below").mkdir()
    with pytest.raises(SettingsError, match="there are settings in "):
        Bench(Options(), tmp_path / "below")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("# started on Thu\n\n61234567,,instructions:u,32000000,100.00,,\n", 61234567),
        ("==12== Events    : Ir\n==12== Collected : 306491059\n==12==\n", 306491059),
        ("<not supported>,,instructions:u,0,100.00,,\n", None),
        ("", None),
    ],
)
def test_instructions_are_read_where_they_are_counted(text: str, number: int | None) -> None:
    assert instructions.read(text) == number
