"""Writing files: whole or not at all, one writer at a time, whatever kills them. Writers are processes of their own."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from timeline.source import writing

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import os, signal, sys, time
from timeline.source import writing

def append(path, line):
    "Read, wait for the others to read as well, and write: what a lock is for."
    with writing.locked(path):
        with open(path, "rb") as file:
            data = file.read()
        time.sleep(0.05)
        writing.replace_file(path, data + line)
"""


def writer(script: str, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER + script, *map(str, arguments)], stderr=subprocess.PIPE, encoding="utf-8"
    )


def wait_for(*processes: subprocess.Popen[str]) -> list[int]:
    for process in processes:
        process.communicate(timeout=60)
    return [process.returncode for process in processes]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.toml"
    path.write_bytes(b"old\n")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- Replacing ---


def test_a_replaced_file_keeps_its_mode(file: Path) -> None:
    file.chmod(0o640)
    writing.replace_file(str(file), b"new\n")
    assert file.read_bytes() == b"new\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(file.parent) == ["events.toml"]


def test_a_replaced_file_is_of_now(file: Path) -> None:
    os.utime(file, (1, 1))
    writing.replace_file(str(file), b"new\n")
    assert file.stat().st_mtime > 1_000_000


@pytest.mark.parametrize("step", ["os.fsync", "shutil.copystat", "os.replace"])
def test_a_writer_killed_at_any_step_leaves_the_old_file_whole(step: str, file: Path) -> None:
    kill = f"import shutil\n{step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\nappend(sys.argv[1], b'new\\n')"
    assert wait_for(writer(kill, file)) == [-signal.SIGKILL]
    assert file.read_bytes() == b"old\n"
    assert wait_for(writer("append(sys.argv[1], b'next\\n')", file)) == [0], "its lock is gone with it"
    assert file.read_bytes() == b"old\nnext\n"


@pytest.mark.parametrize("step", ["os.fsync", "shutil.copystat", "os.replace"])
def test_a_writer_interrupted_at_any_step_leaves_nothing_behind(step: str, file: Path) -> None:
    stop = f"import shutil\n{step} = lambda *_: os.kill(os.getpid(), signal.SIGINT)\nappend(sys.argv[1], b'new\\n')"
    (process,) = [writer(stop, file)]
    assert "KeyboardInterrupt" in process.communicate(timeout=60)[1]
    assert file.read_bytes() == b"old\n"
    assert names(file.parent) == ["events.toml"]


def test_a_disk_that_is_full_leaves_the_old_file_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left on device"):
        writing.replace_file(str(file), b"new\n")
    assert file.read_bytes() == b"old\n"
    assert names(file.parent) == ["events.toml"]


# --- Locks ---


@pytest.mark.parametrize("locks", ["", "writing.fcntl = None\n"], ids=["flock", "lock file"])
def test_eight_writers_at_once_lose_nothing(locks: str, file: Path) -> None:
    writers = [writer(f"{locks}append(sys.argv[1], sys.argv[2].encode())", file, f"{n}\n") for n in range(8)]
    assert wait_for(*writers) == [0] * 8
    first, *others = file.read_text(encoding="utf-8").splitlines()
    assert (first, sorted(others)) == ("old", [str(n) for n in range(8)])
    assert names(file.parent) == ["events.toml"]


def test_a_lock_file_that_a_killed_writer_left_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "fcntl", None)
    monkeypatch.setattr(writing, "LONGEST_WAIT", 0.05)
    lock = file.parent / ".events.toml.lock"
    lock.touch()
    with pytest.raises(OSError, match=r"another writer .* running, remove .*\.events\.toml\.lock"):
        writing.locked(str(file)).__enter__()
    assert lock.exists()


def test_file_systems_without_locks_get_a_lock_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(writing.fcntl, "flock", refuse)
    with writing.locked(str(file)):
        assert names(file.parent) == [".events.toml.lock", "events.toml"]
    assert names(file.parent) == ["events.toml"]


def test_what_is_no_regular_file_is_not_locked(tmp_path: Path) -> None:
    for path in (str(tmp_path), "/dev/null"):
        with pytest.raises(OSError, match="not a regular file"):
            writing.locked(path).__enter__()


# --- Creating ---


def test_a_new_file_has_the_mode_that_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        writing.create_file(str(tmp_path / "new.toml"), b"new\n")
    finally:
        os.umask(before)
    assert (tmp_path / "new.toml").read_bytes() == b"new\n"
    assert stat.S_IMODE((tmp_path / "new.toml").stat().st_mode) == 0o640
    assert names(tmp_path) == ["new.toml"]


@pytest.mark.parametrize("links", [True, False], ids=["with hard links", "without"])
def test_a_file_that_is_there_is_not_touched(links: bool, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(FileExistsError):
        writing.create_file(str(file), b"new\n")
    assert file.read_bytes() == b"old\n"
    assert names(file.parent) == ["events.toml"]


def test_a_file_is_made_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    writing.create_file(str(tmp_path / "new.toml"), b"new\n")
    assert (tmp_path / "new.toml").read_bytes() == b"new\n"
    assert names(tmp_path) == ["new.toml"]


def no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_of_eight_makers_of_one_file_one_wins(tmp_path: Path) -> None:
    make = "writing.create_file(sys.argv[1], sys.argv[2].encode())"
    makers = [writer(make, tmp_path / "new.toml", str(n) * 100_000) for n in range(8)]
    statuses = wait_for(*makers)
    assert sorted(statuses) == [0, *[1] * 7]
    assert (tmp_path / "new.toml").read_text(encoding="utf-8") == str(statuses.index(0)) * 100_000
    assert names(tmp_path) == ["new.toml"]
