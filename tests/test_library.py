"""The library as its docstring shows it: load, ask, diverge, and what is raised."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import timeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = """
[[event]]
id = "landing"
date = 1969-07-20
title = "Apollo 11 lands"
kind = "real"
[[event]]
date = 1969-06-26
title = "Leonov lands"
kind = "alt"
show = "fam"
moves = "landing"
"""


def test_three_lines_of_the_docstring_run(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(write(FILE).parent)
    example = str(timeline.__doc__).partition("\n\n")[2]
    assert "timeline.load(" in example
    exec(compile(example, "docstring", "exec"), {})
    assert capsys.readouterr().out.splitlines() == [
        "1969-06-26 Leonov lands",
        "1969-07-20 Apollo 11 lands",
        "moved Leonov lands",
    ]


def test_history_answers_as_values(write: Callable[..., Path]) -> None:
    history = timeline.load(write(FILE))
    assert isinstance(history, timeline.Chronicle)
    (alt, real) = history.events(year=1969)
    assert isinstance(alt, timeline.Event)
    assert isinstance(alt.date, timeline.EdtfDate)
    assert (alt.id, alt.timeline, alt.moves, real.timeline) == ("leonov-lands", "fam", ("landing",), "real")
    assert history.events(kind="alt", words="leonov") == [alt]
    (pair,) = timeline.diverge(history)
    assert isinstance(pair, timeline.Divergence)
    assert (pair.status, pair.base, pair.alt, pair.told, pair.timeline) == ("moved", real, alt, alt, "fam")
    assert pair.drift is not None
    assert pair.drift.days == -24
    assert timeline.diverge(history, timeline.Query.of({"year": 1970})) == []


def test_load_takes_paths_texts_and_several_files(write: Callable[..., Path]) -> None:
    one = write(FILE)
    two = write('[[event]]\ndate = 1970\ntitle = "Later"\nkind = "real"\n', "two.toml")
    assert len(timeline.load(str(one))) == 2
    assert [event.title for event in timeline.load(one, str(two))] == ["Leonov lands", "Apollo 11 lands", "Later"]


def test_load_alone_gives_the_bundled_history() -> None:
    history = timeline.load()
    assert history.world.name
    assert len(history) > 100
    assert {"real", "fam"} <= set(history.world.timelines)
    assert timeline.diverge(history)


def test_data_error_carries_every_diagnostic(write: Callable[..., Path]) -> None:
    path = write('[[event]]\ndate = 1969-07-20\ntitel = "Apollo"\nkind = "reel"\n')
    with pytest.raises(timeline.DataError) as caught:
        timeline.load(path)
    found = [(each.code, each.line, each.column, each.severity) for each in caught.value.diagnostics]
    assert found == [("E201", 3, 1, "error"), ("E205", 4, 8, "error")]
    assert all(isinstance(each, timeline.Diagnostic) for each in caught.value.diagnostics)
    assert {each.file for each in caught.value.diagnostics} == {str(path)}
    assert re.search(r"events\.toml:3:1: .*\(and 1 more\)$", str(caught.value))


def test_missing_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(timeline.DataError) as caught:
        timeline.load(tmp_path / "none.toml")
    assert [each.code for each in caught.value.diagnostics] == ["E101"]


def test_usage_error_carries_a_hint(write: Callable[..., Path]) -> None:
    with pytest.raises(timeline.UsageError) as caught:
        timeline.load(write(FILE)).events(show="fan")
    assert (caught.value.message, caught.value.hint) == ('there is no show "fan"', 'did you mean "fam"?')
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("name", timeline.__all__)
def test_public_name_resolves(name: str) -> None:
    assert getattr(timeline, name).__name__ == name
    assert getattr(timeline, name).__module__.startswith("timeline")


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        timeline.nonsense  # noqa: B018


def test_version_is_one_of_semantic_versioning() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", timeline.__version__)


def test_import_alone_loads_none_of_the_parts() -> None:
    code = "import sys, timeline; print([name for name in sys.modules if name.startswith('timeline.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "[]\n"
