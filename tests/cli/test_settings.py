"""Settings: options before environment before file, and files that are none."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.cli.settings_text import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
    monkeypatch.delenv("TIMELINE_SAFE")
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
        "safe": ([], "default"),
    }


def test_the_nearest_file_counts_and_the_users_fills_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "timeline.toml").write_text('data = "far.toml"\n', encoding="utf-8")
    near = folder / "a" / "timeline.toml"
    near.write_text('data = ["b/mine.toml"]\nup_to = "s1"\n', encoding="utf-8")
    users = folder / "config" / "timeline" / "timeline.toml"
    users.parent.mkdir(parents=True)
    users.write_text('data = "/none.toml"\ncolor = "never"\n', encoding="utf-8")
    found = settings(capsys)
    assert found["data"] == ([str(folder / "a" / "b" / "mine.toml")], str(near))
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
    (folder / "timeline.toml").write_text('data = "mine.toml"\nformat = "ndjson"\n', encoding="utf-8")
    assert run(["show"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Landing"
    assert run(["show", "-f", "md"]) == 0
    assert capsys.readouterr().out.endswith("| 1969-07-20 | real |  |  | Landing |\n")


MISTAKES = [
    ("dta = 1", 1, 'there is no setting "dta"', 'did you mean "data"?'),
    ("\ndata = 3", 2, "`data` takes a text or a list of texts", 'write data = ["first.toml", "second.toml"]'),
    ('data = "-"', 1, "`data` cannot be standard input", "write --data - on the command line"),
    ('format = ["json"]', 1, "`format` takes a text", 'write format = "..."'),
    ('\n\nformat = "jsn"', 3, 'there is no format "jsn"', 'did you mean "json"?'),
    ('color = "nver"', 1, '"nver" is not a value for color', 'did you mean "never"?'),
    ('up_to = " "', 1, "a limit is empty", "write how far you have watched: fam:s2e5, fam:s2 or fam"),
    ("\ndata =", 2, "cannot be read: invalid value", 'it has settings, such as data = "mine.toml"'),
    ('data = ["a"\n', 1, "cannot be read: unclosed array", 'it has settings, such as data = "mine.toml"'),
    (
        "[secret]\n[secret]",
        2,
        "cannot be read: cannot declare a key twice",
        'it has settings, such as data = "mine.toml"',
    ),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), MISTAKES)
def test_a_mistake_in_a_settings_file_is_wrong_usage_where_the_settings_are_needed(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, message: str, hint: str
) -> None:
    file = folder / "timeline.toml"
    file.write_text(text, encoding="utf-8")
    assert run(["show"]) == 2
    assert capsys.readouterr().err == f"timeline: error: {file}:{line}: {message}\n  help: {hint}\n"


@pytest.mark.parametrize(("text", "line", "message", "hint"), MISTAKES)
@pytest.mark.parametrize(
    "command", [["show", "--data", "../../mine.toml"], ["check", "--data", "../../mine.toml"], ["config"], ["cache"]]
)
def test_a_mistake_in_a_settings_file_is_told_beside_where_they_are_not(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    text: str,
    line: int,
    message: str,
    hint: str,
) -> None:
    file = folder / "timeline.toml"
    file.write_text(text, encoding="utf-8")
    assert run(command) == 0
    assert f"timeline: {file}:{line}: {message} ({hint})\n" in capsys.readouterr().err.splitlines(keepends=True)


def test_a_mistake_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "timeline.toml").write_text("data = ", encoding="utf-8")
    assert run(["show", "--data", str(folder / "mine.toml")]) == 0
    assert capsys.readouterr().err.count("cannot be read") == 1


def test_a_mistake_about_one_setting_leaves_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "timeline.toml"
    file.write_text('data = "mine.toml"\nformat = "jsn"\n', encoding="utf-8")
    assert run(["show", "-f", "json"]) == 0
    captured = capsys.readouterr()
    assert [event["title"] for event in json.loads(captured.out)] == ["Landing"]
    assert captured.err == f'timeline: {file}:2: there is no format "jsn" (did you mean "json"?)\n'


def test_config_shows_where_a_setting_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "timeline.toml"
    file.write_text('data = "mine.toml"\nup_to = 2\n', encoding="utf-8")
    found = settings(capsys)
    assert found["data"] == ([str(folder / "mine.toml")], str(file))
    assert found["up_to"] == ([], f"{file}:2: `up_to` takes a text or a list of texts")
    assert found["color"] == ([], "default")


def test_a_file_that_cannot_be_read_hides_no_setting_of_the_users_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The fence of the user's own settings stays up."""
    (folder / "timeline.toml").write_text("data = ", encoding="utf-8")
    users = folder / "config" / "timeline" / "timeline.toml"
    users.parent.mkdir(parents=True)
    users.write_text('up_to = "s9"\n', encoding="utf-8")
    fam = 'kind = "alt"\nshow = "fam"\nseason = 9\n'
    (folder / "mine.toml").write_text(EVENTS.replace('kind = "real"\n', fam), encoding="utf-8")
    assert run(["show", "--data", str(folder / "mine.toml")]) == 0
    assert "timeline: a spoiler fence is up: s9\n" in capsys.readouterr().err


def test_an_empty_list_says_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "timeline.toml").write_text("data = []\nup_to = []\n", encoding="utf-8")
    users = folder / "config" / "timeline" / "timeline.toml"
    users.parent.mkdir(parents=True)
    users.write_text('data = "/own.toml"\nup_to = "s1"\n', encoding="utf-8")
    found = settings(capsys)
    assert (found["data"], found["up_to"]) == ((["/own.toml"], str(users)), (["s1"], str(users)))


@pytest.mark.parametrize("of_user", [False, True])
@pytest.mark.parametrize("kind", ["pipe", "folder", "socket"])
def test_a_settings_file_that_is_no_file_is_refused_at_once(folder: Path, kind: str, of_user: bool) -> None:
    path = folder / ("config/timeline" if of_user else "a") / "timeline.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with special(path, kind):
        result = in_a_process("show", "--limit", "1")
        assert result.returncode == 2
        words = {"pipe": "a named pipe", "folder": "a directory", "socket": "a socket"}[kind]
        assert f"{path}: cannot be read: it is {words}, not a file" in result.stderr
        assert in_a_process("show", "--data", str(folder / "mine.toml")).returncode == 0


@pytest.mark.parametrize("kind", ["pipe", "folder", "socket"])
@pytest.mark.parametrize("of_user", [False, True])
def test_the_data_of_a_settings_file_is_a_file(folder: Path, kind: str, of_user: bool) -> None:
    path = folder / ("config/timeline" if of_user else "a") / "timeline.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('data = ["special"]\n', encoding="utf-8")
    with special(path.with_name("special"), kind):
        result = in_a_process("show")
    assert result.returncode == 2
    words = {"pipe": "a named pipe", "folder": "a directory", "socket": "a socket"}[kind]
    assert f'{path}:1: `data` names {words}, not a file: "special"' in result.stderr


@contextlib.contextmanager
def special(path: Path, kind: str) -> Iterator[None]:
    """Put something that is no regular file at a path."""
    with contextlib.ExitStack() as stack:
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            listener = stack.enter_context(socket.socket(socket.AF_UNIX))
            with contextlib.chdir(path.parent):  # the path of a socket is short
                listener.bind(path.name)
        yield


def in_a_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "what", "hint"),
    [
        ("a", "a directory", "name the TOML file inside it"),
        ("pipe", "a named pipe", "only --data reads pipes and devices"),
    ],
)
def test_the_hint_says_what_data_names_instead(
    folder: Path, name: str, what: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "timeline.toml").write_text(f'data = "{name}"\n', encoding="utf-8")
    assert run(["show"]) == 2
    assert capsys.readouterr().err == (
        f'timeline: error: {folder}/timeline.toml:1: `data` names {what}, not a file: "{name}"\n  help: {hint}\n'
    )


def test_a_settings_file_has_a_largest_size(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "timeline.toml"
    line = "# nothing\n"
    file.write_text(f'data = "mine.toml"\n{line * (MAX_BYTES // len(line))}', encoding="utf-8")
    assert run(["show"]) == 2
    assert f"{file}: is larger than 16 KB, so it is not a settings file\n" in capsys.readouterr().err
    file.write_text(f'data = "mine.toml"\n{line * (MAX_BYTES // len(line) - 2)}', encoding="utf-8")
    assert run(["show"]) == 0


@pytest.mark.parametrize(
    "text",
    [
        f"a{'.a' * (MAX_BYTES // 2 - 10)} = 1",
        "\n".join(f"k{number}=1" for number in range(2_000)),
        f"x = {'[' * (MAX_BYTES - 10)}",
        f"data = {json.dumps([str(number) for number in range(2_000)])}",
    ],
    ids=["dots", "names", "lists", "files"],
)
def test_whatever_a_settings_file_holds_is_read_in_a_moment(folder: Path, text: str) -> None:
    (folder / "timeline.toml").write_text(text, encoding="utf-8")
    assert len(text) < MAX_BYTES
    for arguments in (["config"], ["show"]):
        assert in_a_process(*arguments).returncode in (0, 2, 3)


def test_a_large_events_file_of_that_name_is_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "timeline.toml").write_text('data = "mine.toml"\n', encoding="utf-8")
    (folder / "a" / "timeline.toml").write_text(EVENTS + "# nothing\n" * 200_000, encoding="utf-8")
    assert settings(capsys)["data"] == ([str(folder / "mine.toml")], str(folder / "timeline.toml"))


def test_no_error_of_a_settings_file_shows_what_it_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in (
        "root:x:0:0",
        "PASSWORD = hunter2",
        'PASSWORD = "hunter2',
        "a.hunter2 = 1\na.hunter2 = 2",
        "\xff=hunter2",
    ):
        (folder / "timeline.toml").write_bytes(text.encode("latin-1"))
        assert run(["show"]) == 2
        error = capsys.readouterr().err
        assert "cannot be read: " in error
        assert "hunter2" not in error
        assert "root" not in error.replace(str(folder), "")


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


def test_the_bundled_history_has_a_name_in_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "timeline.toml").write_text('data = ["bundled", "mine.toml"]\n', encoding="utf-8")
    assert run(["show", "--from", "1969-07-20", "--to", "1969-07-20", "-f", "ndjson"]) == 0
    ids = [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]
    assert {"landing", "apollo-11-first-on-moon"} <= set(ids)
