"""`timeline stats` as a command: its forms; its screens are in tests/golden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.__main__ import run

if TYPE_CHECKING:
    import pytest

DAYS = str(Path(__file__).parents[1] / "golden" / "days.toml")


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "--by", "SHOW", "-f", "json", "--data", DAYS]) == 0
    about = ({"name": "fam", "aliases": [], "description": None}, {"name": None, "aliases": [], "description": None})
    assert json.loads(capsys.readouterr().out) == [
        {"by": "show", "value": "fam", "count": 2, "share": 0.4, "total": 5} | about[0],
        {"by": "show", "value": None, "count": 3, "share": 0.6, "total": 5} | about[1],
    ]


def test_a_pipe_gets_numbers_and_no_bars(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "--data", DAYS]) == 0
    text = capsys.readouterr().out
    assert "█" not in text
    assert {line.count("\t") for line in text.splitlines()} == {4}


def test_nothing_and_no_events_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "nowhere", "-f", "json", "--data", DAYS]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("[]\n", "timeline: no event matches\n")
    assert run(["stats", "-f", "toml", "--data", DAYS]) == 2


def test_an_overview_on_a_screen_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "-f", "table"]) == 0
    overview = capsys.readouterr().out
    assert "more: --by tag" in overview
    assert "more: --by person" in overview
    assert run(["stats", "--by", "person", "-f", "table"]) == 0
    assert "more: --by" not in capsys.readouterr().out
