"""First steps: what `timeline` alone says on a terminal, and the nearest days on a day without events."""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.cli import clock
from timeline.cli.greeting import OF_ANY_HISTORY, OF_THE_BUNDLED_HISTORY

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = str(Path(__file__).parents[1] / "golden" / "days.toml")


def on_a_terminal(**variables: str) -> str:
    main_end, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, **variables},
    )
    os.close(terminal)
    arrived = b""
    try:
        while part := os.read(main_end, 65536):
            arrived += part
    except OSError:  # Linux ends a terminal so
        pass
    os.close(main_end)
    assert process.wait(timeout=60) == 0
    return arrived.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("variables", "commands"), [({}, OF_THE_BUNDLED_HISTORY), ({"TIMELINE_DATA": DAYS}, OF_ANY_HISTORY)]
)
def test_alone_on_a_terminal_it_names_five_commands(variables: dict[str, str], commands: dict[str, str]) -> None:
    text = on_a_terminal(**variables)
    assert re.findall(r"^  (timeline .*?)  ", text, re.MULTILINE) == list(commands)
    assert len(commands) == 5
    assert "timeline --help" in text
    assert [line for line in text.splitlines() if len(line) > 79] == []


def test_alone_in_a_pipe_it_is_the_help(timeline: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    assert timeline().stdout == timeline("--help").stdout


@pytest.mark.parametrize(
    ("data", "command"),
    [*(("bundled", command) for command in OF_THE_BUNDLED_HISTORY), *((DAYS, command) for command in OF_ANY_HISTORY)],
)
def test_each_of_them_works_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: str, command: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2019, 7, 20))
    name, *arguments = shlex.split(command)
    assert name == "timeline"
    assert run([*arguments, "--data", data]) == 0
    captured = capsys.readouterr()
    assert captured.out or arguments == ["check"]
    assert "no " not in captured.err


# --- A day without events ---


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--date", "07-21"], "20 July (4) and 26 June (1); see timeline today --date 06-26"),
        (["--date", "07-21", "--kind", "alt"], "20 July (2) and 26 June (1); see timeline today --date 06-26"),
        (["--date", "07-21", "viking"], "20 July (1); see timeline today --date 07-20"),
    ],
)
def test_the_nearest_days_that_have_events_are_named(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["today", *arguments, "--data", DAYS]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "timeline: no matching event happened on 21 July",
        f"timeline: the nearest days with events are {said}",
    ]


def test_the_year_is_a_circle(write: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    data = str(
        write(
            "".join(f'[[event]]\ndate = {day}\ntitle = "On {day}"\n' for day in ("1969-02-29", "1970-12-30")).replace(
                "1969-02-29", "1968-02-29"
            )
        )
    )
    for day, first, last in (("12-31", "30 December", "29 February"), ("03-01", "29 February", "30 December")):
        assert run(["today", "--date", day, "--data", data]) == 0
        assert f"are {first} (1) and {last} (1);" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--date", "07-20"], ["--date", "07-21", "--year", "1801"], ["--date", "07-20", "-n", "0"]]
)
def test_nothing_more_is_said_where_there_is_something_or_nothing_at_all(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(["today", *arguments, "--data", DAYS]) == 0
    assert "nearest" not in capsys.readouterr().err
