"""`timeline seasons` and `timeline watch` as scripts and people use them; their screens are in tests/golden."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline.__main__ import run

DATA = Path(__file__).parents[1] / "golden" / "seasons-table" / "in.toml"


def asked(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert run([*arguments, "--data", str(DATA)]) == status
    captured = capsys.readouterr()
    assert status or captured.err == ""
    return captured.err if status else captured.out


def test_a_pipe_gets_numbers_and_no_bars(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.split("\t") for line in asked(capsys, "seasons").splitlines()]
    assert lines[0][:10] == [
        *("red", "1", "1969/1974", "1969-01-01", "1974-12-31"),
        *("2019-11-01/2019-12-20", "2019-11-01", "2019-12-20", "2", "2"),
    ]
    assert lines[1][10] == "about 9 years later"
    assert not set("█▌▐▸") & set(asked(capsys, "seasons") + asked(capsys, "seasons", "-f", "md"))


def test_json_of_a_season(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = json.loads(asked(capsys, "seasons", "--show", "RED MOON", "--season", "2", "-f", "json"))
    assert row == {
        "show": "red",
        "season": 2,
        "setting": "1983-05/1983-09",
        "setting_start": "1983-05-01",
        "setting_end": "1983-09-30",
        "aired": "2021",
        "aired_start": "2021-01-01",
        "aired_end": "2021-12-31",
        "episodes": 1,
        "events": 0,
        "jump": "about 9 years later",
        "jump_min": 3043,
        "jump_max": 3437,
        "name": "Red Moon",
        "title": None,
    }


def test_json_of_an_episode_names_what_it_stands_beside(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(asked(capsys, "watch", "--chronological", "--season", "1", "-f", "json"))
    assert [(row["show"], row["episode"]) for row in rows] == [("red", 1), ("closed-city", 1), ("red", 2)]
    assert [row["beside"] for row in rows] == [
        [{"show": "closed-city", "season": 1}],
        [{"show": "red", "season": 1}],
        [],
    ]


@pytest.mark.parametrize("command", ["seasons", "watch"])
@pytest.mark.parametrize("name", ["table", "tsv", "csv", "json", "ndjson", "md"])
def test_every_format_answers(capsys: pytest.CaptureFixture[str], command: str, name: str) -> None:
    assert "closed-city" in asked(capsys, command, "-f", name)


@pytest.mark.parametrize("command", ["seasons", "watch"])
def test_toml_holds_events_only(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert 'the format "toml" is only for events' in asked(capsys, command, "-f", "toml", status=2)


@pytest.mark.parametrize("command", ["seasons", "watch"])
@pytest.mark.parametrize("columns", ["1", "20", "50", "79", "80", "100", "119", "120", "200"])
def test_no_line_is_wider_than_the_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = asked(capsys, command, "-f", "table").splitlines()
    assert [line for line in lines if len(line) > int(columns)] == []
    assert len(lines) > 4


def test_an_unknown_show_has_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    error = asked(capsys, "watch", "--show", "clossed-city", status=2)
    assert error == 'timeline: error: there is no show "clossed-city"\n  help: did you mean "closed-city"?\n'


def test_show_in_the_order_of_telling(capsys: pytest.CaptureFixture[str]) -> None:
    lines = asked(capsys, "show", "--sort", "aired").splitlines()
    assert [line.split("\t")[4] for line in lines] == ["The landing", "The vote", "The wall", "Far away"]
    lines = asked(capsys, "show", "--sort", "aired", "--reverse", "--limit", "1").splitlines()
    assert [line.split("\t")[4] for line in lines] == ["Far away"]
