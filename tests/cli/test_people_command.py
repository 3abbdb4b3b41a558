"""`timeline people` as a command: its forms, and what it says where there is nothing to list."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path

import pytest

from timeline.__main__ import run

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
    assert [event["id"] for event in tomllib.loads(capsys.readouterr().out)["event"]] == ["jamestown", "happy-valley"]
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
