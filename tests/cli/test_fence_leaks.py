"""No command, in no format, says a word of what lies behind the spoiler fence, nor do errors and their hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.cli.app import COMMANDS
from timeline.cli.options import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HISTORY = """
[tags]
open = "Known"
secret-tag = "Secret meaning"

[[show]]
id = "fam"
name = "For All Mankind"
timeline = "fam"
[[show.season]]
number = 1
setting = "1969/1974"
aired = "2019-11-01/2019-12-20"
[[show.season.episode]]
number = 1
title = "Known episode"
aired = 2019-11-01
[[show.season]]
number = 2
setting = "2222"
aired = "3333"
[[show.season.episode]]
number = 1
title = "Secret episode"
aired = 3333-01-01

[[show]]
id = "other"
timeline = "fam"

[[person]]
id = "known"
name = "Known Person"
born = 1930
died = { real = 2001, fam = "2222" }
actor = "An Actor"
actor_born = 1980-01-01
[[person]]
id = "secret-person"
name = "Secret Person"
born = 1940

[[person]]
id = "recast"
name = "Recast Person"
born = { real = 1950, fam = 1950, secret-line = 2222 }
played_by = [
  { name = "First Actor", show = "fam", season = 1 },
  { name = "Secret Actor", show = "fam", season = 2 },
  { name = "Known Voice", show = "fam", season = [1, 2] },
  { name = "Secret Reader", show = "other" },
]

[[event]]
id = "real-landing"
date = 1969-07-20
title = "Apollo 11 lands"
kind = "real"
source = "A book"
[[event]]
id = "real-later"
date = 1971
title = "Something real happens"
kind = "real"
source = "A book"
[[event]]
id = "pod"
date = 1966
title = "Known beginning"
kind = "alt"
show = "fam"
season = 1
episode = 1
source = "S1E1"
[[event]]
id = "landing"
date = 1969-06-26
title = "Known landing"
kind = "alt"
show = "fam"
season = 1
episode = 1
tags = ["open"]
people = ["Known Person", "Recast Person"]
replaces = "real-landing"
because = ["pod", "secret-cause"]
source = "S1E1"
[[event]]
id = "secret-cause"
date = 1967
title = "Secret cause"
kind = "alt"
show = "fam"
season = 2
because = ["pod"]
source = "Secret source"
[[event]]
id = "secret-effect"
date = 2222
title = "Secret effect"
summary = "Secret summary"
kind = "alt"
show = "fam"
season = 2
episode = 1
tags = ["secret-tag"]
people = ["Secret Person", "Known Person"]
place = "Secret place"
moves = "real-later"
because = ["landing"]
source = "Secret source"

[[event]]
id = "secret-pod"
date = 1972
title = "Secret branch"
kind = "alt"
show = "fam"
season = 2
timeline = "secret-line"
source = "Secret source"

[[state]]
of = "President"
is = "Known Person"
date = "1967/2222"
kind = "alt"
show = "fam"
[[state]]
of = "President"
is = "Secret Person"
date = "2222/2223"
kind = "alt"
show = "fam"
"""

MARKS = ("secret", "2222", "2223", "3333")
"""What only later episodes tell, in any spelling."""

QUESTIONS: dict[str, list[list[str]]] = {
    "show": [[], ["--sort", "aired"], ["--year", "1960.."]],
    "diverge": [["--all"], ["--between", "real", "fam"]],
    "check": [[], ["-f", "json"], ["-f", "sarif"]],
    "event": [["landing"], ["pod"]],
    "why": [["landing"]],
    "ripple": [["pod"], ["--top"]],
    "drift": [["--by", "year"], ["--by", "decade"], ["--by", "season"]],
    "compare": [["--timeline", "fam"]],
    "who": [[], ["President"]],
    "people": [[], ["Known Person"], ["--season", "1"], ["--year", "1969"]],
    "seasons": [[]],
    "branches": [[]],
    "watch": [[], ["--chronological"]],
    "today": [["--date", "1969-06-26"]],
    "stats": [[], ["--by", "tag"], ["--by", "show"]],
}
ABOUT_NO_HISTORY = {"init", "add", "schema", "cache", "config"}

ERRORS = [
    ["show", "--id", "secret-effec"],
    ["show", "--tag", "secret-tg"],
    ["show", "--person", "Secret Persn"],
    ["show", "--place", "Secret plac"],
    ["event", "secret"],
    ["event", "secret-effect"],
    ["why", "secret-cause"],
    ["ripple", "secret-cause"],
    ["people", "Secret Person"],
    ["diverge", "--timeline", "secre"],
]


@pytest.fixture
def fenced(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_DATA", str(write(HISTORY)))
    monkeypatch.setenv("TIMELINE_UP_TO", "fam:s1")
    monkeypatch.setenv("COLUMNS", "200")


def marks_in(text: str) -> list[str]:
    return [line for line in text.lower().splitlines() if any(mark in line for mark in MARKS)]


def test_every_command_is_asked() -> None:
    assert set(QUESTIONS) | ABOUT_NO_HISTORY == set(COMMANDS)


@pytest.mark.usefixtures("fenced")
@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "check"])
def test_no_command_leaks_in_any_format(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in QUESTIONS[name]:
        for output in FORMS:
            status = run([name, *arguments, "-f", output])
            said = capsys.readouterr()
            assert status in (0, 2 if output == "toml" else 0), said.err
            assert marks_in(said.out + said.err) == []


@pytest.mark.usefixtures("fenced")
def test_check_does_not_leak(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in QUESTIONS["check"]:
        run(["check", *arguments])
        said = capsys.readouterr()
        assert marks_in(said.out + said.err) == []


@pytest.mark.usefixtures("fenced")
@pytest.mark.parametrize("arguments", ERRORS, ids=" ".join)
def test_no_error_and_no_hint_leaks(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    lines = capsys.readouterr().err.splitlines()
    typed = arguments[-1].lower()
    assert marks_in("\n".join(line.lower().replace(typed, "") for line in lines)) == []


@pytest.mark.parametrize(
    "name", [name for name in QUESTIONS if name not in ("check", "event", "why", "ripple", "people", "today")]
)
def test_without_the_fence_it_is_all_told(
    name: str, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIMELINE_DATA", str(write(HISTORY)))
    told = ""
    for arguments in QUESTIONS[name]:
        assert run([name, *arguments, "-f", "json"]) == 0
        told += capsys.readouterr().out
    assert marks_in(told)
