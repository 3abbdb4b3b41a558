"""`timeline people` as a command: its forms, and what it says where there is nothing to list."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable

HISTORY = str(Path(__file__).parents[1] / "golden" / "people.toml")
PERSON_KEYS = [
    *("id", "name", "aliases", "born", "died", "actor", "actor_born", "timelines"),
    *("played_by", "summary", "source", "allow", "x"),
]


def test_an_age_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "--season", "4", "--person", "ed", "-f", "json", "--data", HISTORY]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row == {
        "id": "ed-baldwin",
        "name": "Ed Baldwin",
        "aliases": ["Edward Baldwin"],
        "born": "1931~",
        "died": {"fam": "2012"},
        "actor": "Joel Kinnaman",
        "actor_born": "1979-11-25",
        "timelines": ["fam"],
        "events": 2,
        "at": "fam S4",
        "lives": ["fam"],
        "age": "about 72",
        "age_min": 71,
        "age_max": 72,
        "show": "fam",
        "season": 4,
        "actor_age": "43 or 44",
        "actor_age_min": 43,
        "actor_age_max": 44,
        "gap": "27 to 29",
        "gap_min": 27,
        "gap_max": 29,
        "played_by": [{"name": "Joel Kinnaman", "show": None, "season": [], "born": "1979-11-25"}],
        "summary": None,
        "source": [],
        "allow": [],
        "x": None,
        "events_then": 1,
    }


def test_a_life_in_json_has_events_whole_and_the_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "Ed", "Baldwin", "-f", "json", "--data", HISTORY]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["what"], row["event"] and row["event"]["id"]) for row in rows] == [
        ("born", None),
        ("event", "jamestown"),
        ("event", "happy-valley"),
        ("died", None),
    ]
    assert all(list(row["person"]) == PERSON_KEYS for row in rows)
    assert rows[-1]["timelines"] == ["fam"]


def test_columns_with_a_header_and_without(capsys: pytest.CaptureFixture[str]) -> None:
    run(["people", "--year", "2003", "-f", "csv", "--data", HISTORY])
    (row,) = (row for row in csv.DictReader(capsys.readouterr().out.splitlines()) if row["name"] == "Ed Baldwin")
    assert (row["age"], row["actor_age"], row["gap"], row["died"]) == ("about 72", "43 or 44", "27 to 29", "fam 2012")
    run(["people", "Ed Baldwin", "--data", HISTORY])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split("\t")[:5] == ["1974", "alt", "fam", "1", "Ed holds Jamestown"]


def test_a_life_is_an_events_file_again_and_a_list_of_people_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "Ed Baldwin", "-f", "toml", "--data", HISTORY]) == 0
    ids = [event["id"] for event in tomllib.loads(capsys.readouterr().out)["event"]]
    assert ids == ["korolev", "jamestown", "happy-valley"], "with the point of divergence"
    assert run(["people", "-f", "toml", "--data", HISTORY]) == 2
    assert "this is not a list of events" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "note"),
    [
        (["people", "--year", "1066"], "no person matches"),
        (["people", "Ed Baldwin", "--kind", "real"], "no event of this person matches"),
    ],
)
def test_nothing_found(capsys: pytest.CaptureFixture[str], arguments: list[str], note: str) -> None:
    assert run([*arguments, "-f", "json", "--data", HISTORY]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("[]\n", f"timeline: {note}\n")


def test_what_later_episodes_tell_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "Ed Baldwin", "--up-to", "s1", "--data", HISTORY]) == 0
    assert "Happy Valley" not in capsys.readouterr().out


ALEIDA = """
[[show]]
id = "fam"
[[person]]
name = "Aleida Rosales"
born = { real = 1958, fam = "1958~" }
played_by = [
  { name = "Olivia Trujillo", show = "fam", season = 1 },
  { name = "Coral Peña", season = [2, 3], born = 1993-01-01 },
]
summary = "An engineer."
source = ["A book", "https://example.org"]
x = { seen = 1979-05-27 }
[[event]]
date = 1969
title = "Aleida arrives"
show = "fam"
season = 1
people = ["Aleida Rosales"]
[[event]]
date = 1983
title = "Aleida joins"
show = "fam"
season = 2
people = ["Aleida Rosales"]
"""


def test_a_life_shows_all_that_is_known_of_the_person(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, write: Callable[..., Path]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    data = str(write(ALEIDA))
    assert run(["people", "Aleida", "-f", "table", "--data", data]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "Aleida Rosales is played by Olivia Trujillo (fam S1); Coral Peña, born 1993-01-01 (S2, S3).",
        "An engineer.",
        "Sources: A book; https://example.org",
    ]
    assert run(["people", "Aleida", "-f", "json", "--data", data]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["what"], row["timelines"], row["actor"]) for row in rows] == [
        ("born", ["real"], None),
        ("born", ["fam"], None),
        ("event", [], "Olivia Trujillo"),
        ("event", [], "Coral Peña"),
    ]
    person = rows[0]["person"]
    assert person["born"] == {"real": "1958", "fam": "1958~"}
    assert person["played_by"] == [
        {"name": "Olivia Trujillo", "show": "fam", "season": [1], "born": None},
        {"name": "Coral Peña", "show": None, "season": [2, 3], "born": "1993-01-01"},
    ]
    assert (person["summary"], person["source"]) == ("An engineer.", ["A book", "https://example.org"])
    assert person["x"] == {"seen": "1979-05-27"}


def test_the_actor_in_every_form(capsys: pytest.CaptureFixture[str], write: Callable[..., Path]) -> None:
    data = str(write(ALEIDA))
    for season, actor in (("1", "Olivia Trujillo"), ("2", "Coral Peña")):
        time = ["--season", season, "--data", data]
        assert run(["people", *time, "-f", "json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)
        assert (row["actor"], len(row["played_by"])) == (actor, 2)
        assert run(["people", *time]) == 0
        assert capsys.readouterr().out.split("\t")[3] == actor
        event = {"1": "aleida-arrives", "2": "aleida-joins"}[season]
        assert run(["event", event, "--data", data, "-f", "json"]) == 0
        (whole,) = json.loads(capsys.readouterr().out)
        assert (whole["people"][0]["actor"], len(whole["people"][0]["played_by"])) == (actor, 2)
        assert run(["event", event, "--data", data, "-f", "table"]) == 0
        assert f"(played by {actor})" in capsys.readouterr().out


def test_people_are_an_events_file_again(capsys: pytest.CaptureFixture[str], write: Callable[..., Path]) -> None:
    assert run(["show", "-f", "toml", "--data", str(write(ALEIDA))]) == 0
    again = write(capsys.readouterr().out, "again.toml")
    before, after = load_document([str(write(ALEIDA))]), load_document([str(again)])
    assert after.problems.found == []
    assert after.world.people == before.world.people
