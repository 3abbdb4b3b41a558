"""Names in scripts whose characters take two cells leave room for the title, and every line fits the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from timeline.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOW = "全人類のための月面開拓史外伝第一部完全版上"  # 21 characters, 42 cells
PLACE = "静かの海の東の端にある名もない小さな火口のほとりの観測所"
PERSON = "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末"
OFFICE = "月面基地の生命維持装置を見守る夜間当直の責任者"
TITLE = "A cosmonaut reads the instruments while everybody else is asleep"
DATA = f"""
[[show]]
id = "{SHOW}"
name = "{SHOW}"
[[show.season]]
number = 1
setting = "1969/1974"
aired = "2019-11-01/2019-12-20"
[[show.season.episode]]
number = 1
title = "{TITLE}"
aired = 2019-11-01
[[person]]
name = "{PERSON}"
born = 1931
actor = "{PERSON}"
[[event]]
id = "landing"
date = 1969-07-20
title = "{TITLE}"
kind = "real"
[[event]]
id = "red-landing"
date = 1969-06-26
title = "{TITLE}"
kind = "alt"
show = "{SHOW}"
season = 1
episode = 1
place = "{PLACE}"
people = ["{PERSON}"]
replaces = "landing"
[[event]]
id = "later"
date = 1970-06-26
title = "{TITLE}"
kind = "alt"
show = "{SHOW}"
season = 1
episode = 1
because = ["red-landing"]
[[state]]
of = "{OFFICE}"
is = "{PERSON}"
date = "1969/1974"
kind = "both"
"""
COMMANDS = [
    ("show",),
    ("today", "--date", "06-26"),
    ("diverge",),
    ("compare",),
    ("event", "red-landing"),
    ("why", "later"),
    ("ripple", "red-landing"),
    ("ripple", "--top"),
    ("whatif", "red-landing"),
    ("whatif", "--rank"),
    ("people",),
    ("people", "--year", "1970"),
    ("people", "--season", "1"),
    ("people", PERSON),
    ("cast", "--actors"),
    ("who",),
    ("who", OFFICE),
    ("seasons",),
    ("watch",),
    ("drift",),
    ("stats",),
]
WITH_A_TITLE = [command for command in COMMANDS if command[0] in ("show", "today", "diverge", "event", "why", "watch")]


@pytest.fixture
def screen(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[str]]:
    path = str(write(DATA))

    def lines_of(width: int, *command: str) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(width))
        assert run([*command, "-f", "table", "--data", path]) == 0
        return capsys.readouterr().out.splitlines()

    return lines_of


@pytest.mark.parametrize("width", [30, 80, 100, 120, 160, 200])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command)[:14])
def test_every_line_fits_the_screen(screen: Callable[..., list[str]], width: int, command: tuple[str, ...]) -> None:
    lines = screen(width, *command)
    assert len(lines) >= 2
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("command", WITH_A_TITLE, ids=lambda command: " ".join(command)[:14])
def test_a_title_keeps_a_readable_column(
    screen: Callable[..., list[str]], width: int, command: tuple[str, ...]
) -> None:
    """A line of the title has several of its words: in a column of 12 cells there would be one or two."""
    lines = [line for line in screen(width, *command) if "cosmonaut" in line]
    assert lines
    lines = [line for line in lines if not line.endswith(", aired")]  # the title of the episode, in a sentence
    assert [line for line in lines if "A cosmonaut reads" not in line] == []
