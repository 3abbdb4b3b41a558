"""`timeline init`: the starter file is a history that works, and no file is overwritten unasked."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from timeline.source.fields import EVENT
from timeline.source.starter import starter

if TYPE_CHECKING:
    from pathlib import Path

Timeline = Callable[..., subprocess.CompletedProcess[str]]

LONGEST_LINE = 110


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# --- The starter file ---


def test_it_fits_one_screen() -> None:
    lines = starter().splitlines()
    assert len(lines) <= 45
    assert max(map(len, lines)) <= LONGEST_LINE


def test_check_has_nothing_to_say_about_it(timeline: Timeline) -> None:
    timeline("init")
    result = timeline("check", "--data", "events.toml", "--strict")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_it_shows_a_divergence_of_every_kind(timeline: Timeline) -> None:
    timeline("init")
    result = timeline("diverge", "--data", "events.toml", "--all", "-f", "json")
    assert result.returncode == 0
    pairs = [
        (pair["status"], pair["drift"], (pair["base"] or {}).get("title"), (pair["alt"] or {}).get("title"))
        for pair in json.loads(result.stdout)
    ]
    pod, both = "NASA sends Apollo 1 back to its builders", "Salyut 1, the first space station, is launched"
    landing = "The first landing on the Moon"
    assert pairs == [
        ("replaced", "the same day", "NASA ships Apollo 1 with its faults", pod),
        ("averted", None, "Fire kills the crew of Apollo 1", pod),
        ("moved", "about 4 months earlier", landing, f"{landing}, Gus Grissom in command"),
        ("kept", None, both, both),
    ]


def test_it_has_one_show_a_person_and_tags(timeline: Timeline) -> None:
    timeline("init")
    result = timeline("show", "--data", "events.toml", "--person", "gus grissom", "--show", "draft", "-f", "json")
    (event,) = json.loads(result.stdout)
    assert event["tags"] == ["moon", "first"]
    assert event["because"] == ["nasa-sends-apollo-1-back-to-its-builders"]


def test_it_explains_what_it_uses() -> None:
    text = starter()
    assert [word for word in ("POD", "real", "alt", "both", "id", "in quotes") if word not in text] == []
    assert {key for key in EVENT.by_key if f"\n{key} = " in text} >= {"date", "title", "kind", "show", "because"}


# --- Writing it ---


def test_it_goes_into_events_toml_unless_said_otherwise(timeline: Timeline, tmp_path: Path) -> None:
    result = timeline("init")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "timeline: wrote events.toml; try: timeline diverge --data events.toml\n"
    assert (tmp_path / "events.toml").read_bytes() == starter().encode()
    assert [path.name for path in tmp_path.iterdir()] == ["events.toml"]


def test_a_dash_is_standard_output(timeline: Timeline, tmp_path: Path) -> None:
    result = timeline("init", "-")
    assert (result.returncode, result.stdout, result.stderr) == (0, starter(), "")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_alone(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"mine")
    result = timeline("init", "mine.toml")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "timeline: error: mine.toml already exists\n  help: use --force to overwrite it\n"
    assert (tmp_path / "mine.toml").read_bytes() == b"mine"


def test_force_overwrites_it_and_keeps_its_mode(timeline: Timeline, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"mine")
    path.chmod(0o600)
    assert timeline("init", "mine.toml", "--force").returncode == 0
    assert path.read_bytes() == starter().encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]


def test_force_writes_a_file_that_is_not_there(timeline: Timeline, tmp_path: Path) -> None:
    assert timeline("init", "--force").returncode == 0
    assert (tmp_path / "events.toml").read_bytes() == starter().encode()


def test_force_follows_a_link(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_bytes(b"mine")
    (tmp_path / "link.toml").symlink_to("real.toml")
    assert timeline("init", "link.toml").returncode == 2
    assert (tmp_path / "real.toml").read_bytes() == b"mine"
    assert timeline("init", "link.toml", "--force").returncode == 0
    assert (tmp_path / "link.toml").is_symlink()
    assert (tmp_path / "real.toml").read_bytes() == starter().encode()


def test_a_link_to_nowhere_is_something_that_is_there(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to("nowhere.toml")
    assert timeline("init", "link.toml").returncode == 2
    assert timeline("init", "link.toml", "--force").returncode == 0
    assert (tmp_path / "nowhere.toml").read_bytes() == starter().encode()


@pytest.mark.parametrize(
    ("file", "message", "hint"),
    [
        (".", '"." is a folder', "name a file in it"),
        ("", '"" is a folder', "name a file in it"),
        ("no/such/events.toml", 'there is no folder "no/such"', "create it first"),
    ],
)
def test_what_cannot_be_a_file(timeline: Timeline, file: str, message: str, hint: str) -> None:
    for options in ([], ["--force"]):
        result = timeline("init", file, *options)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == f"timeline: error: {message}\n  help: {hint}\n"


def test_a_device_is_not_replaced(timeline: Timeline) -> None:
    result = timeline("init", "/dev/null", "--force")
    assert result.returncode == 74
    assert result.stderr == "timeline: error: cannot write the output: /dev/null: not a regular file\n"
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_of_eight_at_once_one_writes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "timeline", "init"]
    processes = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(8)]
    assert sorted(process.wait(timeout=60) for process in processes) == [0, *[2] * 7]
    assert (tmp_path / "events.toml").read_bytes() == starter().encode()
    assert [path.name for path in tmp_path.iterdir()] == ["events.toml"]
