"""How the program is called: arguments and output in every locale, help, and hints for what was mistyped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Timeline = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

PROGRAM = (sys.executable, "-m", "timeline")


@pytest.fixture
def good(write: Write) -> str:
    event = """
        [[event]]
        date = {date}
        title = "{title}"
        kind = "real"
    """
    eagle = event.format(date="1969-07-20", title="The Eagle lands, café 月")
    return str(write(eagle + event.format(date="1969-06-26", title="Leonov lands"), "good.toml"))


# --- Encodings ---


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": ""},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
@pytest.mark.parametrize("name", ["tsv", "table"])
def test_output_is_utf_8_in_every_locale(timeline: Timeline, good: str, name: str, variables: dict[str, str]) -> None:
    result = timeline("show", "--data", good, "-f", name, **variables)
    assert "The Eagle lands, café 月" in result.stdout
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        (b"show", b"a\xff"),
        (b"show", b"\xff"),
        *(
            (b"show", option, b"x\xff")
            for option in (b"--tag", b"--person", b"--place", b"--id", b"--show", b"--timeline")
        ),
        (b"show", b"--year", b"19\xff"),
        (b"show", b"--from", b"\xff"),
        (b"show", b"--format", b"\xff"),
        (b"diverge", b"--between", b"real", b"\xff"),
        (b"diverge", b"--status", b"\xff"),
        (b"\xff",),
        (b"--\xff",),
    ],
)
def test_arguments_that_are_no_text_are_wrong_usage(good: str, arguments: Sequence[bytes]) -> None:
    variables = {**os.environ, "TIMELINE_DATA": good}
    result = subprocess.run([*PROGRAM, *arguments], capture_output=True, env=variables, check=False)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.startswith(b"timeline: error: ")


def test_a_file_name_that_is_no_text_is_a_file_name_all_the_same(tmp_path: Path, write: Write, good: str) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.toml"
    os.rename(good, name)
    result = subprocess.run([*PROGRAM, "show", "--data", name], capture_output=True, check=False)
    assert (result.returncode, result.stderr, result.stdout.count(b"\n")) == (0, b"", 2)


# --- The program itself ---


def test_the_script_and_the_module_are_the_same_program(timeline: Timeline, good: str) -> None:
    script = Path(sys.executable).with_name("timeline")
    result = subprocess.run([script, "show", "--data", good], capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stdout) == (0, timeline("show", "--data", good).stdout)


def test_help_is_the_same_however_it_is_asked_for(timeline: Timeline) -> None:
    results = [timeline(*arguments) for arguments in ([], ["-h"], ["--help"])]
    assert {(result.returncode, result.stderr) for result in results} == {(0, "")}
    assert len({result.stdout for result in results}) == 1
    assert results[0].stdout.startswith("Usage: timeline ")
    assert timeline("show", "-h").stdout == timeline("show", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "hints"),
    [
        (["shwo"], ["show", "try 'timeline --help'"]),
        (["divrge"], ["diverge"]),
        (["show", "--yaer", "1969"], ["--year", "try 'timeline show --help'"]),
        (["show", "--limit", "x"], ["--limit", "try 'timeline show --help'"]),
        (["show", "--year"], ["--year"]),
        (["diverge", "--between", "real"], ["--between"]),
    ],
)
def test_wrong_usage_is_told_with_what_was_probably_meant(
    timeline: Timeline, arguments: list[str], hints: list[str]
) -> None:
    result = timeline(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    message = result.stderr
    assert message.startswith("timeline: error: ")
    assert [hint for hint in hints if hint not in message.partition("error: ")[2]] == []
