"""`add` and `check` judge a file in the history that --data or the settings read it into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Timeline = Callable[..., Any]

MAIN = """include = ["part.toml"]
[[timeline]]
id = "fam"
[[event]]
id = "moon"
date = 1969
title = "Moon"
kind = "real"
"""
PART = '[[event]]\nid = "red-moon"\ndate = 1968\ntitle = "Red Moon"\ntimeline = "fam"\nreplaces = "moon"\n'
ADDED = ("--date", "1970", "--title", "Base", "--because", "red-moon", "--timeline", "fam")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.toml").write_text(MAIN, encoding="utf-8")
    (tmp_path / "part.toml").write_text(PART, encoding="utf-8")


def test_check_of_a_part(timeline: Timeline) -> None:
    alone = timeline("check", "part.toml")
    assert (alone.returncode, "E404" in alone.stdout) == (1, True)
    for arguments, variables in (
        (("--data", "main.toml"), {}),
        ((), {"TIMELINE_DATA": "main.toml"}),
    ):
        whole = timeline("check", "part.toml", *arguments, **variables)
        assert (whole.returncode, whole.stdout, whole.stderr) == (0, "", "")


def test_check_of_a_file_that_is_no_part(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(PART, encoding="utf-8")
    refused = timeline("check", "other.toml", "--data", "main.toml")
    assert refused.returncode == 2
    assert "other.toml is not part of the history that --data reads" in refused.stderr
    assert timeline("check", "other.toml", TIMELINE_DATA="main.toml").returncode == 1


def test_add_to_a_part(timeline: Timeline, tmp_path: Path) -> None:
    alone = timeline("add", "part.toml", *ADDED)
    assert alone.returncode == 3
    assert alone.stderr.startswith("timeline: the event was not added: part.toml has errors already\n")
    assert (tmp_path / "part.toml").read_text(encoding="utf-8") == PART
    added = timeline("add", "part.toml", *ADDED, "--data", "main.toml")
    assert (added.returncode, added.stdout) == (0, "base\n")
    assert added.stderr.startswith("timeline: part.toml:8: added\n")
    assert (tmp_path / "part.toml").read_text(encoding="utf-8").startswith(PART)
    assert (tmp_path / "main.toml").read_text(encoding="utf-8") == MAIN
    again = timeline("add", "part.toml", "--date", "1971", "--title", "X", "--id", "moon", "--data", "main.toml")
    assert (again.returncode, "E401" in again.stderr) == (2, True)


def test_add_takes_one_value_where_one_is_wanted(timeline: Timeline, tmp_path: Path) -> None:
    for option, values in (("--title", ("A", "B")), ("--date", ("1970", "1971")), ("--season", ("1", "2"))):
        given = [part for value in values for part in (option, value)]
        needed = ("--date", "1970", "--title", "A") if option == "--season" else ()
        refused = timeline("add", "main.toml", *needed, *given)
        assert refused.returncode == 2
        assert f"{option} was given twice" in refused.stderr
    assert (tmp_path / "main.toml").read_text(encoding="utf-8") == MAIN


def test_nothing_is_added_to_rows(timeline: Timeline, tmp_path: Path) -> None:
    rows = '[{"date": "1969", "title": "A"}]\n'
    (tmp_path / "rows.json").write_text(rows, encoding="utf-8")
    refused = timeline("add", "rows.json", "--date", "1970", "--title", "B")
    assert refused.returncode == 2
    assert "rows.json has rows of JSON, so no [[event]] can be added" in refused.stderr
    assert (tmp_path / "rows.json").read_text(encoding="utf-8") == rows
