"""Whose settings count, how far their data reaches, and what is said about it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.cli import settings_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENTS = '[[event]]\ndate = 1969-07-20\ntitle = "Landing"\nkind = "real"\n'
STRANGER = 54321

as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files to somebody else"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with settings and events; the working directory is a folder in it."""
    project = tmp_path / "project"
    (project / "work").mkdir(parents=True)
    (project / "mine.toml").write_text(EVENTS, encoding="utf-8")
    (project / "timeline.toml").write_text('data = "mine.toml"\n', encoding="utf-8")
    monkeypatch.chdir(project / "work")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("TIMELINE_SAFE")
    return project


def own_settings(project: Path, text: str) -> Path:
    path = project.parent / "config" / "timeline" / "timeline.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def data_in_force(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    """Return what `config` says of the data, and what it says beside."""
    assert run(["config", "-f", "json"]) == 0
    captured = capsys.readouterr()
    (data,) = [each["value"] for each in json.loads(captured.out) if each["setting"] == "data"]
    return data, captured.err


def used(project: Path) -> list[str]:
    return [str(project / "mine.toml")]


@as_root
@pytest.mark.parametrize("whose", ["file", "folder", "link", "target"])
def test_what_belongs_to_somebody_else_is_not_used(
    project: Path, whose: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "timeline.toml"
    if whose in ("link", "target"):
        file.rename(project / "real.toml")
        file.symlink_to("real.toml")
    changed = {"file": file, "folder": project, "link": file, "target": project / "real.toml"}[whose]
    os.chown(changed, STRANGER, -1, follow_symlinks=False)
    data, told = data_in_force(capsys)
    assert data == []
    what = "its folder belongs" if whose == "folder" else "it belongs"
    assert told == (
        f"timeline: {file} is not used because {what} to user {STRANGER}; if you trust it, set TIMELINE_SAFE={project} "
        f'or write safe = ["{project}"] in {project.parent}/config/timeline/timeline.toml\n'
    )


@as_root
def test_a_stranger_is_told_of_by_every_command_and_its_data_is_not_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.chown(project / "timeline.toml", STRANGER, -1)
    for command in (["show", "--limit", "1"], ["check"], ["cache"], ["stats"]):
        assert run(command) == 0
        captured = capsys.readouterr()
        assert captured.err.count("is not used because it belongs to user 54321") == 1
        assert "Landing" not in captured.out


@as_root
def test_a_file_in_a_shared_temporary_folder_does_not_reach_those_below(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.chmod(0o1777)
    os.chown(project / "timeline.toml", STRANGER, -1)
    assert data_in_force(capsys)[0] == []


@as_root
@pytest.mark.parametrize("kind", ["pipe", "dangling link", "mode 000", "not TOML"])
def test_whatever_a_stranger_puts_there_changes_nothing(
    project: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The search goes on as if it were not there, so that a stranger can neither set nor hide a setting."""
    file = project / "work" / "timeline.toml"
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "dangling link":
        file.symlink_to("nowhere")
    else:
        file.write_text("data = ", encoding="utf-8")
        file.chmod(0o000 if kind == "mode 000" else 0o644)
    os.chown(file, STRANGER, -1, follow_symlinks=False)
    data, told = data_in_force(capsys)
    assert data == used(project)
    assert f"{file} is not used" in told


@as_root
@pytest.mark.parametrize("safe", ["{project}", "{project}/", "{above}/*", "*", "/nowhere:{project}"])
@pytest.mark.parametrize("where", ["variable", "own settings"])
def test_a_trusted_folder_is_used_whoever_owns_it(
    project: Path, safe: str, where: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(project, STRANGER, -1)
    os.chown(project / "timeline.toml", STRANGER, -1)
    value = safe.format(project=project, above=project.parent)
    if where == "variable":
        monkeypatch.setenv("TIMELINE_SAFE", value)
    else:
        own_settings(project, f"safe = {json.dumps(value.split(':'))}\n")
    assert data_in_force(capsys) == (used(project), "")


@as_root
@pytest.mark.parametrize("safe", ["{project}/*", "{project}/work", "project", "", "**", "{above}"])
def test_other_folders_are_not_trusted(
    project: Path, safe: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(project / "timeline.toml", STRANGER, -1)
    monkeypatch.setenv("TIMELINE_SAFE", safe.format(project=project, above=project.parent))
    assert data_in_force(capsys)[0] == []


@as_root
def test_a_found_file_cannot_trust_itself(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "timeline.toml"
    file.write_text('safe = "*"\ndata = "mine.toml"\n', encoding="utf-8")
    data, told = data_in_force(capsys)
    assert data == used(project)
    assert told == (
        f"timeline: {file}:1: `safe` has no effect here (only your own settings say which folders you trust)\n"
    )
    os.chown(file, STRANGER, -1)
    assert data_in_force(capsys)[0] == []


@as_root
@pytest.mark.parametrize(("caller", "counts"), [(str(STRANGER), True), ("1", False), ("root", False)])
def test_under_sudo_the_caller_owns_too(
    project: Path, caller: str, counts: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(project, STRANGER, -1)
    monkeypatch.setenv("SUDO_UID", caller)
    assert data_in_force(capsys)[0] == (used(project) if counts else [])


AS_SOMEBODY_ELSE = """
import contextlib, io, json, os, pwd, shlex, sys, tomllib
from timeline.__main__ import run
import timeline.source.opening
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    run(["config"])  # what it imports may lie where only root can read
os.setgroups([])
os.setgid(int(sys.argv[1]))
os.setuid(int(sys.argv[1]))
sys.exit(run(["config"]))
"""


@as_root
def test_another_user_does_not_use_what_belongs_to_root() -> None:
    with tempfile.TemporaryDirectory() as project:  # the folders of pytest are root's alone
        os.chmod(project, 0o755)
        file = os.path.join(project, "timeline.toml")
        with open(file, "w", encoding="utf-8") as settings:
            settings.write('color = "never"\n')

        def told(user: int) -> str:
            arguments = [sys.executable, "-c", AS_SOMEBODY_ELSE, str(user)]
            done = subprocess.run(arguments, cwd=project, capture_output=True, text=True, timeout=20, check=True)
            assert ("never" in done.stdout) is (done.stderr == "")
            return done.stderr

        assert "is not used because its folder belongs to root (user 0)" in told(STRANGER)
        os.chown(project, STRANGER, -1)
        assert "is not used because it belongs to root (user 0)" in told(STRANGER)
        os.chown(file, STRANGER, -1)
        assert told(STRANGER) == ""
        assert f"is not used because its folder belongs to user {STRANGER}" in told(STRANGER + 1)


@as_root
def test_a_file_that_is_replaced_after_it_was_looked_at_is_not_used(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that is open is looked at again, not its path."""
    from timeline.source import opening

    (project / "planted.toml").write_text('data = "planted.toml"\n', encoding="utf-8")
    os.chown(project / "planted.toml", STRANGER, -1)
    plain_open = os.open

    def replacing(path: str, flags: int, *arguments: int, **options: int | None) -> int:
        if path == "timeline.toml":
            (project / "planted.toml").rename(project / "timeline.toml")
        return plain_open(path, flags, *arguments, **options)

    monkeypatch.setattr(os, "open", replacing)
    monkeypatch.setattr(os, "supports_dir_fd", {*os.supports_dir_fd, replacing})
    assert opening.os.open is replacing
    data, told = data_in_force(capsys)
    assert data == []
    assert f"is not used because it belongs to user {STRANGER}" in told


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(project / "pipe")
    plain_open = os.open

    def replacing(path: str, flags: int, *arguments: int, **options: int | None) -> int:
        if path == "timeline.toml" and (project / "pipe").exists():
            (project / "pipe").rename(project / "timeline.toml")
        return plain_open(path, flags, *arguments, **options)

    monkeypatch.setattr(os, "open", replacing)
    monkeypatch.setattr(os, "supports_dir_fd", {*os.supports_dir_fd, replacing})
    assert "cannot be read: it is a named pipe, not a file" in data_in_force(capsys)[1]


def test_without_user_ids_every_found_file_is_used(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows: no ids, and no folders that can be opened."""
    monkeypatch.delattr(os, "geteuid")
    monkeypatch.setattr(os, "supports_dir_fd", set())
    assert data_in_force(capsys) == (used(project), "")


OUTSIDE = ["../outside.toml", "link.toml", "folder/outside.toml", "{outside}", "~/outside.toml", ".", ""]


@pytest.fixture
def outside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an events file outside the project, to which links in it lead."""
    outside = project.parent / "outside.toml"
    outside.write_text(EVENTS, encoding="utf-8")
    monkeypatch.setenv("HOME", str(project.parent))
    (project / "link.toml").symlink_to("../outside.toml")
    (project / "folder").symlink_to(project.parent)
    return outside


@pytest.mark.parametrize("name", OUTSIDE[:5])
def test_the_data_of_a_found_file_stays_below_its_folder(
    project: Path, outside: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = name.format(outside=outside)
    file = project / "timeline.toml"
    file.write_text(f'up_to = "s1"\ndata = ["mine.toml", "{name}"]\n', encoding="utf-8")
    assert run(["show"]) == 2
    assert capsys.readouterr().err == (
        f'timeline: error: {file}:2: `data` leads out of the folder of this file: "{name}"\n'
        "  help: name it with --data or TIMELINE_DATA, or trust the folder of this file: `safe` in your own settings\n"
    )


@pytest.mark.parametrize("name", OUTSIDE[:5])
def test_the_data_of_a_trusted_folder_lies_anywhere(
    project: Path, outside: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own_settings(project, f'safe = "{project}"\n')
    (project / "timeline.toml").write_text(f'data = "{name.format(outside=outside)}"\n', encoding="utf-8")
    assert run(["show"]) == 0
    assert "Landing" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["{outside}", "~/outside.toml", "../../outside.toml"])
def test_the_users_own_data_lies_anywhere(
    project: Path, outside: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "timeline.toml").unlink()
    own_settings(project, f'data = "{name.format(outside=outside)}"\n')
    assert run(["show"]) == 0
    assert "Landing" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["mine.toml", "sub/../mine.toml", "inner.toml", "{project}/mine.toml"])
def test_whatever_way_leads_to_a_file_below_the_folder_is_right(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sub").mkdir()
    (project / "inner.toml").symlink_to("mine.toml")
    (project / "timeline.toml").write_text(f'data = "{name.format(project=project)}"\n', encoding="utf-8")
    assert run(["show"]) == 0
    assert "Landing" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../outside.toml", "link.toml", "folder/outside.toml"])
def test_what_the_data_includes_stays_below_its_folder(
    project: Path, outside: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mine.toml").write_text(f'include = ["{name}"]\n{EVENTS}', encoding="utf-8")
    assert run(["show"]) == 3
    assert f'error[E110]: "{name}" lies outside the folder of this file' in capsys.readouterr().err


def test_the_users_own_file_is_its_own_where_it_is_found_too(
    project: Path, outside: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = own_settings(project, f'data = "{outside}"\nsafe = "*"\n')
    monkeypatch.chdir(file.parent)
    assert data_in_force(capsys) == ([str(outside)], "")


@pytest.mark.parametrize("home", ["", "relative", "~"])
def test_a_home_that_is_no_whole_path_gives_no_settings(
    project: Path, home: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a folder would be anybody's: it would count from the working directory."""
    (project / "timeline.toml").unlink()
    monkeypatch.setenv("XDG_CONFIG_HOME", home)
    monkeypatch.setenv("HOME", home)
    planted = project / "work" / home / ".config" / "timeline" / "timeline.toml"
    planted.parent.mkdir(parents=True)
    planted.write_text('data = "planted.toml"\n', encoding="utf-8")
    assert data_in_force(capsys)[0] == []


def on_a_terminal(*arguments: str) -> str:
    """Return what a command says on standard error when that is a terminal."""
    parent, child = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=child,
        timeout=20,
        check=False,
    )
    assert done.returncode == 0
    os.write(child, b"\x04")
    os.close(child)
    said = os.read(parent, 65536).decode()
    os.close(parent)
    return said.replace("\r\n", "\n").replace("\x04", "")


@pytest.mark.parametrize("command", ["show", "check", "people"])
def test_a_person_is_told_once_that_the_data_comes_from_a_found_file(project: Path, command: str) -> None:
    assert (
        on_a_terminal(command).count(f"timeline: reading {project}/mine.toml, as {project}/timeline.toml says\n") == 1
    )


def test_a_pipe_is_not_told_where_the_data_comes_from(
    project: Path, timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    result = timeline("show")
    assert (result.stderr, result.stdout.count("Landing")) == ("", 1)


def test_what_the_user_chose_is_not_told(project: Path) -> None:
    assert "reading" not in on_a_terminal("show", "--data", "../mine.toml")
    (project / "timeline.toml").unlink()
    own_settings(project, f'data = "{project}/mine.toml"\n')
    assert "reading" not in on_a_terminal("show")


def test_the_name_of_a_folder_steers_neither_terminal_nor_shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / 'x\x1b[2J $(touch "X")'
    folder.mkdir()
    (folder / "timeline.toml").write_text('color = "never"\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(settings_files, "is_own", lambda status: False)
    told = data_in_force(capsys)[1]
    assert "\x1b" not in told
    assert f'TIMELINE_SAFE=\'{tmp_path}/x␛[2J $(touch "X")\' or write safe = ["{tmp_path}/x' in told


def test_a_folder_with_a_colon_is_trusted_by_the_users_own_settings_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f"a{os.pathsep}b"
    folder.mkdir()
    file = folder / "timeline.toml"
    file.write_text('color = "never"\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(settings_files, "is_own", lambda status: False)
    told = data_in_force(capsys)[1].splitlines()[0]
    assert f'; if you trust it, write safe = ["{folder}"] in ' in told
    assert "TIMELINE_SAFE" not in told


@pytest.mark.parametrize("command", ["show", "check", "stats"])
def test_a_note_does_not_steer_the_terminal(project: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "timeline.toml").write_text('up_to = "\\u001b]0;mine\\u0007\\u202e:s1"\n', encoding="utf-8")
    assert run([command]) == 2
    fence, error, _ = capsys.readouterr().err.splitlines()
    assert fence == "timeline: a spoiler fence is up: \u241b]0;mine\u2407\ufffd:s1"
    assert error == 'timeline: error: there is no show "\u241b]0;mine\u2407\ufffd"'


@pytest.mark.parametrize("is_safe", [False, True])
def test_a_link_out_of_the_folder_tells_nothing_of_the_file_it_leads_to(
    project: Path, is_safe: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = project.parent / "secret.toml"
    secret.write_text('format = "pass-phrase"\n', encoding="utf-8")
    file = project / "timeline.toml"
    file.unlink()
    file.symlink_to(secret)
    if is_safe:
        monkeypatch.setenv("TIMELINE_SAFE", str(project))
    assert run(["show"]) == 2
    told = capsys.readouterr().err
    assert ("pass-phrase" in told) is is_safe
    assert (f"{file}: cannot be read: it is a link that leads out of its folder\n" in told) is not is_safe
