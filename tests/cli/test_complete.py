"""Completion: names out of the index, behind the fence, and silence where there is nothing to offer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = """
[[event]]
date = 1969
title = "First"
kind = "alt"
show = "Red Moon"
season = 1
tags = ["moon", "first"]
people = ["Ed Baldwin"]
place = "Cape Canaveral"
[[state]]
of = "Chief Designer"
is = "Korolev"
date = "1946/1966"
kind = "real"
[[event]]
date = 1983
title = "Second"
kind = "alt"
show = "Red Moon"
season = 2
tags = ["mars"]
people = ["Eve Later"]
"""


Offered = Callable[..., list[str]]
Timeline = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def offered(write: Callable[..., Path], timeline: Timeline) -> Offered:
    """Return a function that gives what a shell is told to offer for the last word, or the one with this number."""
    path = str(write(HISTORY))

    def complete(*words: str, at: int | None = None, **variables: str) -> list[str]:
        number = len(words) - 1 if at is None else at
        result = timeline("--complete", "fish", str(number), *words, **{"TIMELINE_DATA": path, **variables})
        assert (result.stderr, result.returncode) == ("", 0)
        return result.stdout.splitlines()

    return complete


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["show", "--tag", "m"], ["mars", "moon"]),
        (["show", "--tag=m"], ["--tag=mars", "--tag=moon"]),
        (["show", "--tag", "x"], []),
        (["show", "--person", "E"], ["Ed Baldwin", "Eve Later"]),
        (["show", "--place", "C"], ["Cape Canaveral"]),
        (["show", "--id", "f"], ["first"]),
        (["show", "--show", "R"], ["Red Moon"]),
        (["show", "--kind", "a"], ["alt"]),
        (["show", "--format", "nd"], ["ndjson"]),
        (["show", "-f", "nd"], ["ndjson"]),
        (["diverge", "--timeline", "r"], ["real"]),
        (["diverge", "--between", "r"], []),
        (["event", "s"], ["second"]),
        (["event", "--", "s"], ["second"]),
        (["why", "f"], ["first"]),
        (["why", "first", "s"], ["second"]),
        (["people", "E"], ["Ed Baldwin", "Eve Later"]),
        (["who", "C"], ["Chief Designer"]),
        (["show", "--unknown", "--tag", "m"], ["mars", "moon"]),
        (["show", "--person", '"Ed', "--tag", "m"], ["mars", "moon"]),
        (["show", "--year", ""], []),
        (["nothing", ""], []),
        (["--show-completion", ""], ["bash", "zsh", "fish"]),
        (["--install-completion", "z"], ["zsh"]),
    ],
)
def test_names_are_offered(offered: Offered, words: list[str], expected: list[str]) -> None:
    assert offered(*words) == ["words", *expected]


@pytest.mark.parametrize(
    ("words", "offer"),
    [
        (["sh"], "show\tList events in order of time."),
        (["--vers"], "--version\tShow the version and exit."),
        (["show", "--rev"], "--reverse\tReverse the order."),
    ],
)
def test_commands_and_options_are_offered_with_what_they_are(offered: Offered, words: list[str], offer: str) -> None:
    assert offered(*words) == ["words", offer]


@pytest.mark.parametrize(
    "words", [["check", ""], ["add", ""], ["init", "x"], ["show", "--data", ""], ["show", "--data=x"]]
)
def test_a_file_is_wanted_where_the_help_says_so(offered: Offered, words: list[str]) -> None:
    assert offered(*words) == ["files"]


def test_what_lies_behind_the_fence_is_not_offered(offered: Offered) -> None:
    assert offered("show", "--person", "E", TIMELINE_UP_TO="s1") == ["words", "Ed Baldwin"]
    assert offered("show", "--up-to", "s1", "--tag", "m") == ["words", "moon"]
    assert offered("show", "--up-to=s1", "--tag", "m") == ["words", "moon"]
    assert offered("show", "--up-to", "nonsense", "--tag", "m") == ["words"]


def test_a_fence_behind_the_cursor_and_behind_a_mistake_is_a_fence(offered: Offered) -> None:
    assert offered("show", "--tag", "m", "--up-to", "s1", at=2) == ["words", "moon"]
    assert offered("show", "--tag", "", "--up-to", "s1", at=2) == ["words", "first", "moon"]
    assert offered("show", "--tag=m", "--up-to", "s1", at=1) == ["words", "--tag=moon"]
    assert offered("event", "", "--up-to", "s1", at=1) == ["words", "first"]
    assert offered("show", "--typo", "--up-to", "s1", "--tag", "m") == ["words", "moon"]


@pytest.mark.parametrize("data", ["/nowhere.toml", "-", "/", "/dev/zero"])
def test_data_that_cannot_be_read_offers_nothing(offered: Offered, data: str) -> None:
    assert offered("show", "--tag", "m", TIMELINE_DATA=data) == ["words"]
    assert offered("show", "--tag", "m", "--data", data, at=2) == ["words"]


def test_a_pipe_without_a_writer_is_not_waited_for(offered: Offered, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert offered("show", "--data", str(tmp_path / "pipe.toml"), "--tag", "") == ["words"]


def test_tab_ends_where_it_would_wait_for_ever(tmp_path: Path, write: Callable[..., Path], timeline: Timeline) -> None:
    """Whatever it waits for: here, for a pipe that an events file includes."""
    os.mkfifo(tmp_path / "pipe.toml")
    path = write('include = ["pipe.toml"]\n' + HISTORY, "main.toml")
    result = timeline("--complete", "zsh", "2", "show", "--tag", "", TIMELINE_DATA=str(path))
    assert [line for line in result.stdout.splitlines() if line != "words"] == []
    assert result.stderr == ""


def test_data_in_the_home_folder_is_found(offered: Offered, tmp_path: Path) -> None:
    """The shell expands a tilde only when the line is run."""
    assert offered("show", "--data", "~/events.toml", "--tag", "mo", HOME=str(tmp_path)) == ["words", "moon"]


@pytest.mark.parametrize(
    "name",
    ["n\ta", "n\na", "n\x1b[31m", "n\u202eevil", "n\u200b", "n\x7f", "n\r", "n\x9b", "n\u2028", "n" + "a" * 200],
    ids=ascii,
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_screen_or_a_line_cannot_hold_is_not_offered(
    write: Callable[..., Path], timeline: Timeline, shell: str, name: str
) -> None:
    tags = json.dumps([name, "nice"])
    path = write(f'[[event]]\ndate = 1969\ntitle = "First"\nkind = "real"\ntags = {tags}\n')
    line = ["21", "n", "timeline show --tag=n"] if shell == "bash" else ["1", "show", "--tag=n"]
    result = timeline("--complete", shell, *line, TIMELINE_DATA=str(path))
    assert result.stdout.splitlines() == ["words", "nice" if shell == "bash" else "--tag=nice"]


@pytest.mark.parametrize("arguments", [[], ["zsh"], ["zsh", "x"], ["zsh", "9", "show"], ["bash", "3", "x", "timeline"]])
def test_a_request_that_makes_no_sense_is_answered_with_nothing(timeline: Timeline, arguments: list[str]) -> None:
    result = timeline("--complete", *arguments)
    assert (result.stdout, result.stderr) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
@pytest.mark.parametrize("what", ["complete", "source"])
def test_scripts_of_earlier_versions_get_nothing_to_evaluate(timeline: Timeline, shell: str, what: str) -> None:
    """typer's script for zsh evaluates what it is answered, the one for bash expands it."""
    line = "timeline show --id "
    result = timeline(
        _TIMELINE_COMPLETE=f"{what}_{shell}",
        _TYPER_COMPLETE_ARGS=line,
        COMP_WORDS=line,
        COMP_CWORD="3",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert (result.stdout, result.stderr) == ("", "")


def test_tab_imports_no_parser_and_no_screen(timeline: Timeline, write: Callable[..., Path]) -> None:
    probe = (
        "import sys; from timeline.__main__ import run; run(sys.argv[1:]); "
        "print(*sorted({'rich', 'tomlkit', 'dateutil', 'timeline.source.reader'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", probe, "--complete", "zsh", "2", "show", "--tag", "mo"]
    variables = {**os.environ, "TIMELINE_DATA": str(write(HISTORY))}
    found = [
        subprocess.run(command, capture_output=True, text=True, env=variables, check=True).stdout for _ in range(3)
    ]
    assert found[-1].splitlines() == ["words", "moon", ""]


def test_columns_of_the_answer_are_offered_one_after_the_other(offered: Offered) -> None:
    assert offered("show", "--columns", "ti") == ["words", "title", "timeline", "timelines"]
    assert offered("show", "--columns", "title,ti") == ["words", "title,timeline", "title,timelines"]
    assert offered("diverge", "--columns", "drift_d") == ["words", "drift_days"]
