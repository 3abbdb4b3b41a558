"""`timeline cast` as a command: what its options do, and one row a character and season for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.__main__ import run

if TYPE_CHECKING:
    import pytest

HISTORY = str(Path(__file__).parents[1] / "golden" / "cast.toml")


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["cast", *arguments, "--data", HISTORY]) == 0
    return capsys.readouterr().out


def test_a_row_for_each_character_and_season(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(asked(capsys, "--show", "tower", "-f", "json"))
    assert len(rows) == 7 * 4
    assert [(row["name"], row["season"]) for row in rows[:5]] == [
        *(("Inês de Almeida Vasconcelos e Sá", number) for number in range(1, 5)),
        ("Míla", 1),
    ]
    assert rows[3] == {
        "show": "tower",
        "season": 4,
        "name": "Inês de Almeida Vasconcelos e Sá",
        "presence": "in",
        "age": "60 or 61",
        "dies": False,
        "events": 1,
        "actor": "An Old Lady of the Stage",
        "actor_age": "83",
        "gap": "-23 to -22",
        "id": "ines",
        "age_min": 60,
        "age_max": 61,
        "actor_age_min": 83,
        "actor_age_max": 83,
        "gap_min": -23,
        "gap_max": -22,
        "born": "1899-05-02",
        "died": None,
        "setting_start": "1960-01-01",
        "setting_end": "1961-03-31",
        "timeline": "red",
    }


def test_all_lists_all_and_asking_by_name_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.reports.cast_screen.MOST", 2)
    assert "… 5 more, named by at most 2 events each (--all)" in asked(capsys, "--show", "tower", "-f", "table")
    for whole in (["--all"], ["--person", "mila", "--person", "karl", "--person", "sato"]):
        text = asked(capsys, "--show", "tower", "-f", "table", *whole)
        assert "more" not in text
        assert "Karl Brandt" in text
    assert "Young Actress" not in text
    assert "  Jana Nová" in asked(capsys, "--actors", "--person", "mila", "-f", "table")


def test_rows_for_programs_are_all_there(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.reports.cast_screen.MOST", 2)
    piped = asked(capsys)
    assert piped == asked(capsys, "--all", "--actors")
    assert len(piped.splitlines()) == 7 * 4 + 2


def test_a_cast_is_no_list_of_events(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cast", "-f", "toml", "--data", HISTORY]) == 2
    assert "this is not a list of events" in capsys.readouterr().err


def test_the_help_of_people_says_that_a_season_is_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "--help"]) == 0
    assert "--season 4 is a time" in " ".join(capsys.readouterr().out.split())
