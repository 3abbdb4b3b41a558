"""The program as a process: exit statuses, pipes, signals, streams and variables, as a shell sees them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Timeline = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[..., Path]

PROGRAM = (sys.executable, "-m", "timeline")
GOOD = """
    [[event]]
    date = 1969-07-20
    title = "The Eagle lands, café 月"
    kind = "real"
    id = "eagle"

    [[event]]
    date = 1969-06-26
    title = "Leonov lands"
    kind = "alt"
    show = "fam"
    replaces = "eagle"
"""
BAD = '[[event]]\ndate = "1969-02-30"\ntitle = "No such day"\nkind = "real"\n'
WARNED = '[tags]\nmoon = "The Moon"\n[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\ntags = ["mars"]\n'


@pytest.fixture
def good(write: Write) -> str:
    return str(write(GOOD, "good.toml"))


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the variables of a cache that several tests share, for those that read the bundled history."""
    return {"XDG_CACHE_HOME": str(tmp_path_factory.mktemp("warm"))}


def shell(script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script of bash, in which `timeline` is the program; statuses of a whole pipe are in ${PIPESTATUS[@]}."""
    prefix = f'timeline() {{ "{sys.executable}" -m timeline "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", prefix + script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, **variables},
        check=False,
    )


# --- Exit statuses ---


@pytest.mark.parametrize(
    ("arguments", "content", "status"),
    [
        (["show"], GOOD, 0),
        (["show", "--year", "1800"], GOOD, 0),
        (["diverge"], GOOD, 0),
        (["check"], GOOD, 0),
        (["check"], WARNED, 0),
        (["check"], BAD, 1),
        (["diverge", "--exit-code"], GOOD, 1),
        (["diverge", "--exit-code", "--year", "1800"], GOOD, 0),
        (["show", "--year", "soon"], GOOD, 2),
        (["show", "--tag", "moon"], GOOD, 2),
        (["show", "-f", "jsn"], GOOD, 2),
        (["show", "--no-such-option"], GOOD, 2),
        (["show", "--limit", "x"], GOOD, 2),
        (["show", "--limit"], GOOD, 2),
        (["no-such-command"], GOOD, 2),
        (["show"], BAD, 3),
        (["diverge", "--exit-code"], BAD, 3),
        (["show"], "\0", 3),
        (["show"], "", 3),
        (["check"], "\0", 3),
    ],
)
def test_exit_status(timeline: Timeline, write: Write, arguments: list[str], content: str, status: int) -> None:
    command, *options = arguments
    result = timeline(command, "--data", str(write(content)), *options)
    assert result.returncode == status
    assert "Traceback" not in result.stderr
    assert bool(result.stderr) == (status > 1 or (command == "check" and content != GOOD) or "1800" in options)


@pytest.mark.parametrize("command", ["show", "diverge", "check"])
def test_a_file_that_is_not_there_is_status_3(timeline: Timeline, tmp_path: Path, command: str) -> None:
    """What is wrong with the data is the answer of `check`, and an error of every other command."""
    result = timeline(command, "--data", str(tmp_path / "missing.toml"))
    told, other = (result.stdout, result.stderr) if command == "check" else (result.stderr, result.stdout)
    assert result.returncode == 3
    assert "missing.toml: error[E101]: there is no such file" in told
    assert "missing.toml" not in other


@pytest.mark.parametrize(
    "arguments", [["show"], ["show", "-f", "json"], ["show", "-f", "table"], ["--help"], ["--version"]]
)
def test_output_that_cannot_be_written_is_status_74(arguments: list[str], good: str) -> None:
    variables = {**os.environ, "TIMELINE_DATA": good}
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", env=variables, check=False
        )
    assert result.returncode == 74
    assert result.stderr == "timeline: error: cannot write the output: No space left on device\n"


@pytest.mark.parametrize("script", ["timeline show >&-", "timeline show -f table >&-", "timeline --help >&-"])
def test_closed_standard_output_is_status_74(script: str, good: str) -> None:
    result = shell(script, TIMELINE_DATA=good)
    assert result.returncode == 74
    assert result.stderr.startswith("timeline: error: cannot write the output")


def test_closed_standard_error_takes_nothing_from_the_data(good: str) -> None:
    result = shell(
        "timeline show 2>&-; timeline show --year 1800 2>&-; timeline show --tag no 2>&-; echo $?", TIMELINE_DATA=good
    )
    assert result.stdout.splitlines()[2:] == ["2"]


def is_waiting(process: subprocess.Popen[bytes]) -> bool:
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(") ")[2].startswith("S")


def test_interrupt_while_reading_standard_input_is_status_130() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "show", "--data", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell ignores it for what runs behind it
    )
    assert process.stdin is not None
    try:
        process.stdin.write(b"# a comment\n" * 20_000)  # more than a pipe holds: once it is written, the program reads
        process.stdin.flush()
        while process.poll() is None and not is_waiting(process):
            pass
        process.send_signal(signal.SIGINT)
        status = process.wait(timeout=60)  # the pipe stays open
    finally:
        process.kill()
        out, err = process.communicate()
    assert (status, out, err.strip()) == (130, b"", b"")


# --- Pipes ---


@pytest.mark.parametrize("options", ["", "-f json", "-f ndjson", "-f csv", "-f md", "-f toml", "-f table"])
def test_a_closed_pipe_ends_quietly(options: str, warm: dict[str, str]) -> None:
    result = shell(f"timeline show {options} | head -1; echo ${{PIPESTATUS[0]}}", **warm)
    *lines, status = result.stdout.splitlines()
    assert len(lines) == 1
    assert status in ("0", "141")
    assert result.stderr == ""


def test_a_pipe_closed_before_anything_is_written_ends_quietly(good: str) -> None:
    result = shell("timeline show | true; echo ${PIPESTATUS[0]}", TIMELINE_DATA=good)
    assert result.stdout in ("0\n", "141\n")
    assert result.stderr == ""


def test_what_is_filtered_out_of_a_file_is_read_back(good: str) -> None:
    result = shell("timeline show -f toml | timeline diverge --data - | cut -f 1-3", TIMELINE_DATA=good)
    assert (result.stdout, result.stderr) == ("replaced\t1969-07-20\t1969-06-26\n", "")


def test_links_dropped_on_the_way_are_counted_on_standard_error(good: str) -> None:
    result = shell("timeline show --kind alt -f toml | timeline diverge --data - | cut -f 1-3", TIMELINE_DATA=good)
    assert result.stdout == "added\t\t1969-06-26\n"
    assert result.stderr == "timeline: left out 1 link to events that are not selected\n"


def test_nothing_filtered_out_of_a_file_is_read_back_too(good: str) -> None:
    result = shell(
        "timeline show --year 1800 -f toml | timeline show --data -; echo ${PIPESTATUS[@]}", TIMELINE_DATA=good
    )
    assert result.stdout == "0 0\n"
    assert result.stderr == "timeline: no event matches\n" * 2


def test_process_substitution(good: str) -> None:
    result = shell('timeline show --data <(cat "$FILE") --kind alt | cut -f 5', FILE=good)
    assert (result.stdout, result.stderr) == ("Leonov lands\n", "")


# --- Where the data comes from ---


def test_data_from_standard_input(timeline: Timeline) -> None:
    result = timeline("show", "--data", "-", stdin=GOOD)
    assert [line.split("\t")[4] for line in result.stdout.splitlines()] == ["Leonov lands", "The Eagle lands, café 月"]


def test_several_files_are_one_history(timeline: Timeline, write: Write, good: str) -> None:
    other = write('[[event]]\ndate = 1970\ntitle = "Another"\nkind = "both"\n', "other.toml")
    result = timeline("show", "--data", good, "--data", str(other))
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["1969-06-26", "1969-07-20", "1970"]
    result = timeline("show", "--data", str(other), "--data", "-", "--limit", "1", stdin=GOOD)
    assert result.stdout.startswith("1969-06-26\talt\tfam\t\tLeonov lands\t")


def test_the_variable_names_the_data_and_the_option_comes_first(timeline: Timeline, write: Write, good: str) -> None:
    other = write('[[event]]\ndate = 1970\ntitle = "Another"\nkind = "both"\n', "other.toml")
    assert timeline("show", TIMELINE_DATA=good).stdout.count("\n") == 2
    assert timeline("show", "--data", str(other), TIMELINE_DATA=good).stdout.startswith("1970\tboth\t\t\tAnother")


@pytest.mark.parametrize("variables", [{}, {"TIMELINE_DATA": ""}])
def test_without_data_it_is_the_bundled_history(
    timeline: Timeline, variables: dict[str, str], warm: dict[str, str]
) -> None:
    result = timeline("show", "--id", "korolev-survives", **variables, **warm)
    assert result.stdout.startswith("1966-01-14\talt\tfam\t1\tSergei Korolev survives")


@pytest.mark.parametrize("home", ["", "/nonexistent", "relative"])
def test_without_a_home_nothing_is_missed_and_nothing_left_behind(good: str, tmp_path: Path, home: str) -> None:
    variables = {**os.environ, "HOME": home, "XDG_CACHE_HOME": ""}
    before = set(tmp_path.iterdir())
    result = subprocess.run(
        [*PROGRAM, "show", "--data", good],
        capture_output=True,
        encoding="utf-8",
        env=variables,
        cwd=tmp_path,
        check=False,
    )
    assert (result.returncode, result.stderr, result.stdout.count("\n")) == (0, "", 2)
    assert set(tmp_path.iterdir()) == before


def test_closed_standard_input_matters_only_where_it_is_read(good: str) -> None:
    assert shell("timeline show <&-", TIMELINE_DATA=good).stdout.count("\n") == 2
    result = shell("timeline show --data - <&-")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == "<stdin>: error[E103]: cannot be read: standard input is closed\n"
