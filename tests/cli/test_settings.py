"""Settings: options before environment before file, and files that are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENTS = """
[[event]]
date = 1969-07-20
title = "Landing"
kind = "real"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[..., Path]) -> Path:
    """Return a working folder two levels down, with an events file at the top and no settings of the user's own."""
    write(EVENTS, "mine.toml")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def settings(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, tuple[list[str], str]]:
    assert run(["config", "-f", "json", *arguments]) == 0
    return {each["setting"]: (each["value"], each["from"]) for each in json.loads(capsys.readouterr().out)}


def test_without_any_all_are_defaults(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = settings(capsys)
    assert found == {
        "data": ([], "default"),
        "up_to": ([], "default"),
        "format": (["json"], "option"),
        "color": ([], "default"),
    }


def test_the_nearest_file_counts_and_the_users_fills_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "timeline.toml").write_text('data = "far.toml"\n', encoding="utf-8")
    near = folder / "a" / "timeline.toml"
    near.write_text('data = ["../mine.toml"]\nup_to = "s1"\n', encoding="utf-8")
    users = folder / "config" / "timeline" / "timeline.toml"
    users.parent.mkdir(parents=True)
    users.write_text('data = "/none.toml"\ncolor = "never"\n', encoding="utf-8")
    found = settings(capsys)
    assert found["data"] == ([str(folder / "a" / ".." / "mine.toml")], str(near))
    assert found["up_to"] == (["s1"], str(near))
    assert found["color"] == (["never"], str(users))


def test_environment_counts_before_files_and_options_before_both(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "timeline.toml").write_text('data = "mine.toml"\nup_to = "s1"\ncolor = "never"\n', encoding="utf-8")
    monkeypatch.setenv("TIMELINE_DATA", "other.toml")
    monkeypatch.setenv("NO_COLOR", "1")
    found = settings(capsys, "--up-to", "fam:s2e5")
    assert found["data"] == (["other.toml"], "$TIMELINE_DATA")
    assert found["up_to"] == (["fam:s2e5"], "option")
    assert found["color"] == (["never"], "$NO_COLOR")


def test_data_and_format_of_a_file_are_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a" / "timeline.toml").write_text('data = "../mine.toml"\nformat = "ndjson"\n', encoding="utf-8")
    assert run(["show"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Landing"
    assert run(["show", "-f", "md"]) == 0
    assert capsys.readouterr().out.endswith("| 1969-07-20 | real |  |  | Landing |\n")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("dta = 1", 'there is no setting "dta"', 'did you mean "data"?'),
        ("data = 3", "`data` takes a text or a list of texts", 'write data = ["first.toml", "second.toml"]'),
        ('format = ["json"]', "`format` takes a text", 'write format = "..."'),
        ("data =", "cannot be read", 'it holds settings, such as data = "mine.toml"'),
    ],
)
def test_a_file_that_is_none_is_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, message: str, hint: str
) -> None:
    (folder / "timeline.toml").write_text(text, encoding="utf-8")
    assert run(["show"]) == 2
    error = capsys.readouterr().err
    assert str(folder / "timeline.toml") in error
    assert message in error
    assert error.endswith(f"  help: {hint}\n")


@pytest.mark.parametrize(
    ("arguments", "coloured"), [(["--color", "always"], True), (["--color", "never"], False), ([], False)]
)
def test_colour_is_as_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], coloured: bool
) -> None:
    assert run(["show", "--data", str(folder / "mine.toml"), "-f", "table", *arguments]) == 0
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_another_colour_is_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "-f", "table", "--color", "allways"]) == 2
    assert capsys.readouterr().err.endswith('  help: did you mean "always"?\n')


@pytest.mark.parametrize(
    ("text", "status"),
    [(EVENTS, 0), ('format = 1\nname = "Mine"\n', 0), ("[[event]]\ndate = \n", 3), ("event = []\n", 0)],
)
def test_an_events_file_of_that_name_is_no_settings_file(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, status: int
) -> None:
    file = folder / "a" / "b" / "timeline.toml"
    file.write_text(text, encoding="utf-8")
    assert run(["show", "--data", "timeline.toml"]) == status
    assert "settings" not in capsys.readouterr().err
