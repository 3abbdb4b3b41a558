"""No command, in no format, says a word of what lies behind the spoiler fence, nor do errors and their hints."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.bundled import bundled_events
from timeline.cli.app import COMMANDS
from timeline.cli.options import FORMS
from timeline.source.fence import fenced as fenced_document
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline.source.document import Document

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
    "graph": [[], ["--all", "--reverse"], ["--stat"], ["--stat", "--by", "season"]],
    "check": [[], ["-f", "json"], ["-f", "sarif"]],
    "event": [["landing"], ["pod"]],
    "why": [["landing"]],
    "ripple": [["pod"], ["--top"]],
    "whatif": [["pod"], ["landing"], ["--rank"]],
    "drift": [["--by", "year"], ["--by", "decade"], ["--by", "season"]],
    "compare": [["--timeline", "fam"]],
    "who": [[], ["President"]],
    "people": [[], ["Known Person"], ["--season", "1"], ["--year", "1969"], ["--season", "1", "--in-all"]],
    "cast": [[], ["--show", "fam", "--all", "--actors"], ["--person", "Known Person"]],
    "seasons": [[]],
    "branches": [[]],
    "watch": [[], ["--chronological"]],
    "today": [["--date", "1969-06-26"]],
    "stats": [[], ["--by", "tag"], ["--by", "show"]],
}
ABOUT_NO_HISTORY = {"init", "add", "schema", "cache", "config", "help"}

ERRORS = [
    ["show", "--id", "secret-effec"],
    ["show", "--tag", "secret-tg"],
    ["show", "--person", "Secret Persn"],
    ["show", "--place", "Secret plac"],
    ["event", "secret"],
    ["event", "secret-effect"],
    ["why", "secret-cause"],
    ["ripple", "secret-cause"],
    ["whatif", "secret-cause"],
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


BUNDLED = ("fam:s1e1", "fam:s3e1", "fam:s2e5,star-city")


@pytest.mark.parametrize("limit", BUNDLED)
def test_no_command_tells_of_hidden_events_of_the_bundled_history(
    limit: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIMELINE_UP_TO", limit)
    hidden = hidden_names(limit)
    for name, asked in BUNDLED_QUESTIONS.items():
        for arguments in asked:
            assert run([name, *arguments, "-f", "json"]) == 0
            texts = set(texts_in(json.loads(capsys.readouterr().out)))
            assert texts & hidden == set(), (name, arguments)


def texts_in(value: object) -> Iterator[str]:
    """Return every text of a JSON value."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, str):
        yield value


def hidden_names(limit: str) -> set[str]:
    """Return the ids, titles, people, places and episodes of which nothing visible speaks."""
    whole = load_document([str(bundled_events())])
    found = set(names_in(whole)) - set(names_in(fenced_document(whole, [limit])))
    assert len(found) > 500
    return found


def names_in(document: Document) -> Iterator[str]:
    world = document.world
    for event in document.events:
        yield from filter(None, (event.id, event.title, event.place, *event.people))
    for person in world.people:
        yield from (*person.names, *(casting.name for casting in person.castings))
    for state in world.states:
        yield from (state.of, state.is_)
    for show in world.shows.values():
        yield from (episode.title for season in show.seasons for episode in season.episodes if episode.title)


BUNDLED_QUESTIONS: dict[str, list[list[str]]] = {
    "show": [[], ["--sort", "aired"]],
    "diverge": [["--all"], ["--between", "real", "fam"]],
    "graph": [[], ["--all"], ["--stat", "--by", "season"]],
    "event": [["leonov-first-on-moon"], ["korolev-survives"]],
    "why": [["leonov-first-on-moon"]],
    "ripple": [["korolev-survives"], ["--top"]],
    "whatif": [["korolev-survives"], ["leonov-first-on-moon"], ["--rank"]],
    "drift": [["--by", "season"]],
    "compare": [[]],
    "who": [[], ["President of the United States"], ["Administrator of NASA"], ["Leader of the Soviet Union"]],
    "people": [[], ["Ed Baldwin"], ["--season", "1"], ["--year", "1971"], ["--year", "1995"]],
    "cast": [[]],
    "seasons": [[]],
    "watch": [[], ["--chronological"]],
    "today": [["--date", "1969-06-26"]],
    "stats": [[], ["--by", "tag"], ["--by", "show"], ["--by", "person"]],
}


PRESIDENT = "President of the United States"


@pytest.mark.parametrize(
    ("limit", "office", "holders"),
    [
        (
            "fam:s1e1",
            "President of the United States",
            ["Lyndon B. Johnson 1963-11-22/1969-01-20", "Richard Nixon 1969-01-20/"],
        ),
        (
            "fam:s1",
            "President of the United States",
            ["Richard Nixon 1969-01-20/1973-01-20~", "Ted Kennedy 1973-01-20~/"],
        ),
        ("fam:s1e1", "American Moon base", []),
        ("fam:s3e1", "American Moon base", ["Jamestown 1973-10-12/"]),
    ],
)
def test_an_office_is_known_as_far_as_the_visible_episodes_reach(
    limit: str, office: str, holders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(["who", office, "--timeline", "fam", "--from", "1964", "--up-to", limit, "-f", "json"])
    said = capsys.readouterr().out
    assert status == (0 if holders else 2)
    assert [f"{each['is']} {each['date']}" for each in json.loads(said or "[]")][-2:] == holders


def test_after_the_story_nobody_holds_an_office_or_has_an_age(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["who", "--timeline", "fam", "--year", "1970..", "--up-to", "fam:s1e1", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(["people", "Ed Baldwin", "--year", "1995", "--up-to", "fam:s1e1", "-f", "json"]) == 0
    (ed,) = json.loads(capsys.readouterr().out)
    assert (ed["age"], ed["lives"]) == (None, [])
    assert run(["people", "Ed Baldwin", "--year", "1969", "--up-to", "fam:s1e1", "-f", "json"]) == 0
    (ed,) = json.loads(capsys.readouterr().out)
    assert ed["lives"] == ["fam"]


def test_a_fence_does_not_undo_a_death_of_real_history(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(
        """
        [[show]]
        id = "x"
        [[person]]
        name = "Woodrow Wilson"
        born = 1856-12-28
        died = 1924-02-03
        [[event]]
        date = 1912-11-05
        title = "Wilson is elected"
        kind = "real"
        people = ["Woodrow Wilson"]
        [[event]]
        date = 1912-11-05
        title = "Taft is elected"
        kind = "alt"
        show = "x"
        season = 1
        replaces = "wilson-is-elected"
        """
    )
    for limits in ([], ["--up-to", "x:s1"], ["--up-to", "x"]):
        assert run(["people", "--year", "1950", "--data", str(path), *limits]) == 0
        assert capsys.readouterr().out == ""


def test_every_command_is_asked() -> None:
    assert set(QUESTIONS) | ABOUT_NO_HISTORY | {"browse", "explore", "export", "sql"} == set(COMMANDS)


@pytest.mark.usefixtures("fenced")
def test_no_export_and_no_query_leaks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(tmp_path / "history.sqlite")]) == 0
    with closing(sqlite3.connect(tmp_path / "history.sqlite")) as connection:
        written = "\n".join(connection.iterdump())
    assert run(["sql", "diverge", "--all"]) == 0
    said = capsys.readouterr()
    assert "INSERT INTO" in written
    assert marks_in(written + said.out + said.err) == []


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


def test_a_finding_does_not_show_a_line_that_names_what_is_hidden(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(
        HISTORY.replace('because = ["pod", "secret-cause"]', 'because = ["pod", "real-later", "secret-cause"]')
    )
    for output in ("text", "json", "github", "sarif"):
        assert run(["check", "--data", str(path), "--up-to", "fam:s1", "-f", output]) == 1
        said = capsys.readouterr()
        assert "real-later" in said.out
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
