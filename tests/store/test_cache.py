"""Whatever has become of the cache, every answer is right, nothing is said about it, and only whole indexes are left."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run
from timeline.questions.diverge import diverge
from timeline.store import cache, freshness, upkeep
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = """
name = "Damaged"
[[show]]
id = "fam"
name = "For All Mankind"
[[person]]
name = "Ed Baldwin"
[tags]
moon = "The Moon"
""" + "".join(
    f"""
[[event]]
id = "e{number}"
date = {1950 + number}
title = "Event {number} on the Moon"
kind = "{"alt" if number % 2 else "real"}"
{'show = "fam"' if number % 2 else ""}
{'averts = "e8"' if number == 5 else ""}
tags = ["moon"]
people = ["Ed Baldwin"]
summary = "{f"word{number} " * (900 if number == 7 else 40)}"
"""
    for number in range(40)
)


@pytest.fixture
def data(write: Callable[..., Path]) -> str:
    return str(write(FILE))


def answers(path: str) -> list[object]:
    """Ask for something of every table of the index."""
    chronicle = Chronicle([path])
    return [
        list(chronicle),
        [event.id for event in chronicle.events(words="word7", tag="moon", person="ed baldwin", show="fam")],
        [event.id for event in chronicle.events(year="1960s", timeline="fam")],
        [event.id for event in chronicle.events(words="eve*")],
        [(pair.status, pair.event.id) for pair in diverge(chronicle)],
        (chronicle.world.name, len(chronicle), dict(chronicle.world.pods), dict(chronicle.world.tags)),
        (list(chronicle.world.shows.values()), list(chronicle.world.people), list(chronicle.world.timelines.values())),
    ]


def only_index() -> Path:
    (entry,) = upkeep.entries()
    return entry.path


def left_in_folder() -> set[str]:
    folder = cache.folder()
    assert folder is not None
    return {path.suffix for path in folder.iterdir()}


def run_sql(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"garbage " * 4096),
    "text": lambda path: path.write_text(FILE, encoding="utf-8"),
    "header only": lambda path: os.truncate(path, 100),
    "truncated in a page": lambda path: os.truncate(path, 5000),
    "truncated to half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "last byte gone": lambda path: os.truncate(path, path.stat().st_size - 1),
    "header zeroed": lambda path: path.write_bytes(bytes(100) + path.read_bytes()[100:]),
    "another version": lambda path: run_sql(path, "UPDATE meta SET value = '0.0.1' WHERE key = 'version'"),
    "no version": lambda path: run_sql(path, "DELETE FROM meta WHERE key = 'version'"),
    "no stamps": lambda path: run_sql(path, "DELETE FROM meta WHERE key = 'stamps'"),
    "stamps of another form": lambda path: run_sql(path, "UPDATE meta SET value = '[[1]]' WHERE key = 'stamps'"),
    "stamps no JSON": lambda path: run_sql(path, "UPDATE meta SET value = '[' WHERE key = 'stamps'"),
    "no table of meta": lambda path: run_sql(path, "DROP TABLE meta"),
    "meta of another form": lambda path: (run_sql(path, "DROP TABLE meta"), run_sql(path, "CREATE TABLE meta (key)")),
    "no key": lambda path: run_sql(path, "DELETE FROM meta WHERE key = 'key'"),
    "no rows of meta but the head": lambda path: run_sql(
        path, "DELETE FROM meta WHERE key NOT IN ('version', 'key', 'stamps', 'lookups')"
    ),
    "no name": lambda path: run_sql(path, "DELETE FROM meta WHERE key = 'name'"),
    "no table of names": lambda path: run_sql(path, "DROP TABLE name"),
    "no table of events": lambda path: run_sql(path, "DROP TABLE event"),
    "no table of words": lambda path: run_sql(path, "DROP TABLE words"),
    "another database": lambda path: (path.unlink(), run_sql(path, "CREATE TABLE other (a)")),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damaged_index_is_built_anew_in_silence(
    data: str, damage: Callable[[Path], object], capfd: pytest.CaptureFixture[str]
) -> None:
    expected = answers(data)
    damage(only_index())
    assert answers(data) == expected
    assert answers(data) == expected
    assert capfd.readouterr() == ("", "")
    assert left_in_folder() == {".sqlite"}
    with closing(sqlite3.connect(only_index())) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        version = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchall()
        assert version == [(cache.VERSION,)]


@pytest.mark.parametrize("fill", [0x00, 0xFF])
def test_any_overwritten_page_is_noticed(data: str, fill: int) -> None:
    expected = answers(data)
    index = only_index()
    whole, size = index.read_bytes(), 4096
    wrong = []
    for start in range(0, len(whole), size):
        index.write_bytes(whole[:start] + bytes([fill]) * size + whole[start + size :])
        try:
            found = answers(data)
        except Exception as error:
            found = [repr(error)]
        if found != expected:
            wrong.append(start // size)
    assert len(whole) > 10 * size
    assert wrong == []


def test_index_of_other_files_under_the_same_name_is_not_used(
    data: str, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "crc32", lambda text: 7)
    other = write('[[event]]\ndate = 1969\ntitle = "Other"\nkind = "real"', "other/events.toml")
    for _ in range(2):
        assert len(Chronicle([data])) == 40
        assert [event.title for event in Chronicle([str(other)])] == ["Other"]
    assert only_index().name == "events-00000007.sqlite"


def test_directory_in_place_of_the_index_is_left_alone(data: str) -> None:
    expected = answers(data)
    index = only_index()
    index.unlink()
    index.mkdir()
    assert answers(data) == expected
    assert index.is_dir()
    assert left_in_folder() == {".sqlite"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_place_of_the_index_is_not_waited_for(data: str) -> None:
    expected = answers(data)
    index = only_index()
    index.unlink()
    os.mkfifo(index)
    listing = [sys.executable, "-m", "timeline", "cache"]
    subprocess.run(listing, check=True, capture_output=True, timeout=20)
    assert answers(data) == expected
    assert index.is_file()


def test_damage_while_the_index_is_open_is_survived(data: str) -> None:
    expected = [event.id for event in Chronicle([data])]
    chronicle = Chronicle([data])
    only_index().write_bytes(b"garbage " * 4096)
    assert [event.id for event in chronicle] == expected


def file_for_folder(cache_home: Path) -> dict[str, str]:
    (cache_home / "timeline").write_text("in the way")
    return {}


def file_for_home(cache_home: Path) -> dict[str, str]:
    cache_home.rmdir()
    cache_home.write_text("in the way")
    return {}


UNWRITABLE: dict[str, Callable[[Path], dict[str, str]]] = {
    "a file in place of the folder": file_for_folder,
    "a file in place of the folder above": file_for_home,
    "a folder that cannot be made": lambda _: {"XDG_CACHE_HOME": "/proc/none/such"},
    "no home": lambda _: {"XDG_CACHE_HOME": "", "HOME": ""},
    "a home that is no folder": lambda _: {"XDG_CACHE_HOME": "", "HOME": os.devnull},
}


@pytest.mark.parametrize("hinder", UNWRITABLE.values(), ids=UNWRITABLE.keys())
def test_history_is_held_in_memory_where_nothing_can_be_written(
    data: str, hinder: Callable[[Path], dict[str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    expected = answers(data)
    cache_home = tmp_path / "caches"
    cache_home.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.chdir(tmp_path)
    for name, value in hinder(cache_home).items():
        monkeypatch.setenv(name, value)
    before = sorted(tmp_path.rglob("*"))
    assert answers(data) == expected
    assert sorted(tmp_path.rglob("*")) == before
    assert upkeep.entries() == []
    assert upkeep.clear() == 0


def test_full_disk_is_survived(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answers(data)
    upkeep.clear()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.os, "replace", refuse)
    assert answers(data) == expected
    folder = cache.folder()
    assert folder is not None
    assert list(folder.iterdir()) == []


def test_relative_cache_home_is_ignored(data: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert len(Chronicle([data])) == 40
    assert not (tmp_path / "relative").exists()
    assert only_index().is_relative_to(tmp_path / "home")


def test_standard_input_is_never_kept(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (FILE, '[[event]]\ndate = 1969\ntitle = "Other"\nkind = "real"'):
        stdin = SimpleNamespace(buffer=io.BytesIO(text.encode()), closed=False)
        monkeypatch.setattr(sys, "stdin", stdin)
        assert len(Chronicle(["-"])) == text.count("[[event]]")
        assert upkeep.entries() == []
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode()), closed=False))
    assert len(Chronicle([data, "-"])) == 41
    assert upkeep.entries() == []


def test_standard_input_is_not_the_file_of_its_name(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write('[[event]]\ndate = 1969\ntitle = "Of the file"\nkind = "real"', "-")
    monkeypatch.chdir(tmp_path)
    assert [event.title for event in Chronicle(["./-"])] == ["Of the file"]
    assert len(upkeep.entries()) == 1
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(FILE.encode()), closed=False))
    assert len(Chronicle(["-"])) == 40


def test_eight_processes_on_a_cold_cache_all_answer(data: str) -> None:
    command = [sys.executable, "-m", "timeline", "show", "--data", data, "--timeline", "fam", "-f", "ndjson"]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    results = [(*process.communicate(timeout=60), process.returncode) for process in started]
    assert {(err, status) for _, err, status in results} == {(b"", 0)}
    assert len({out for out, _, _ in results}) == 1
    assert results[0][0].count(b"\n") == 21  # its own 20, and what was before them
    assert left_in_folder() == {".sqlite"}


def test_entries_tell_which_files_an_index_is_of(data: str, write: Callable[..., Path]) -> None:
    one = write('include = ["more.toml"]\n[[event]]\ndate = 1969\ntitle = "One"\nkind = "real"', "one.toml")
    more = write('[[event]]\ndate = 1969\ntitle = "More"\nkind = "real"', "more.toml")
    assert upkeep.entries() == []
    assert len(Chronicle([str(one)])) + len(Chronicle([data])) == 42
    found = upkeep.entries()
    assert [entry.data for entry in found] == [(data,), (str(one), str(more))]
    assert [entry.path.name[:4] for entry in found] == ["even", "one-"]
    assert [entry.size for entry in found] == [entry.path.stat().st_size for entry in found]
    found[0].path.write_bytes(b"garbage")
    assert [entry.data for entry in upkeep.entries()] == [(), (str(one), str(more))]


def test_clear_removes_indexes_and_what_builds_left(data: str) -> None:
    assert len(Chronicle([data])) == 40
    index = only_index()
    (index.parent / "tmp1.building").write_bytes(b"12345")
    (index.parent / "kept.txt").write_bytes(b"not ours")
    size = index.stat().st_size
    assert upkeep.clear() == size + 5
    assert [path.name for path in index.parent.iterdir()] == ["kept.txt"]
    assert upkeep.clear() == 0
    shutil.rmtree(index.parent)
    assert upkeep.entries() == []


def test_a_build_removes_what_killed_ones_left(data: str) -> None:
    assert len(Chronicle([data])) == 40
    parent = only_index().parent
    for name, age in [("old.building", 7200), ("new.building", 60), ("old.txt", 7200)]:
        (parent / name).write_bytes(b"half of an index")
        os.utime(parent / name, (time.time() - age,) * 2)
    only_index().unlink()
    assert len(Chronicle([data])) == 40
    assert {path.name for path in parent.iterdir()} == {"new.building", "old.txt", only_index().name}


def test_an_index_is_never_written_to_after_it_is_in_its_place(data: str) -> None:
    expected = answers(data)
    index = only_index()
    before, content = index.stat(), index.read_bytes()
    changed_at = os.stat(data).st_mtime_ns
    assert before.st_mtime_ns < changed_at + freshness.CLOCK_STEP_NS  # the clock cannot tell: the content decides
    soon = time.time_ns() + freshness.CLOCK_STEP_NS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache.time, "time_ns", lambda: soon)
        assert answers(data) == expected
    after = index.stat()
    assert (after.st_ino, after.st_size, index.read_bytes()) == (before.st_ino, before.st_size, content)
    assert after.st_mtime_ns == soon  # from now on, the times of the file tell
    assert left_in_folder() == {".sqlite"}


@pytest.mark.parametrize(
    "name", ["a?b", "a#b", "100%", "a%20b", "a b&c=d", "Größe", "file:x", os.fsdecode(b"\xff\xfe")]
)
def test_a_folder_of_any_name_may_hold_the_cache(
    data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    home = tmp_path / name
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    expected = answers(data)
    index = only_index()
    assert index.parent.parent == home
    inode = index.stat().st_ino
    assert answers(data) == expected
    assert only_index().stat().st_ino == inode  # opened again, not built again
    assert [entry.data for entry in upkeep.entries()] == [(data,)]
    assert {path.name for path in tmp_path.iterdir()} == {name, "events.toml"}


def test_a_cache_that_is_read_only_is_read(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answers(data)
    index = only_index()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    index.chmod(0o400)
    index.parent.chmod(0o500)
    monkeypatch.setattr(cache.os, "utime", refuse)  # for root, who may write in spite of the mode
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    try:
        later = time.time_ns() + freshness.CLOCK_STEP_NS
        monkeypatch.setattr(cache.time, "time_ns", lambda: later)
        before = index.stat()
        assert answers(data) == expected
        assert index.stat() == before
        Path(data).write_text(FILE.replace("Event 3 ", "Changed "), encoding="utf-8")
        assert [event.title for event in Chronicle([data]).events(id="e3")] == ["Changed on the Moon"]
        assert index.stat() == before
    finally:
        index.parent.chmod(0o700)


def test_readers_and_builders_at_once_all_answer(data: str) -> None:
    """The file changes again and again while others read: each answer is that of one of its states, and complete."""
    texts = [FILE, FILE.replace("Event 3 ", "Changed ")]
    script = (
        "import sys\nfrom timeline.store.chronicle import Chronicle\n"
        "for _ in range(15):\n    found = Chronicle(sys.argv[1:]).events(words='moon')\n"
        "    print(len(found), found[3].title)"
    )
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", script, data], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    turn = 0
    while any(reader.poll() is None for reader in readers):
        turn += 1
        beside = Path(f"{data}.new")
        beside.write_text(texts[turn % 2], encoding="utf-8")
        beside.replace(data)
        time.sleep(0.02)
    results = [(*reader.communicate(timeout=60), reader.returncode) for reader in readers]
    assert {(err, status) for _, err, status in results} == {("", 0)}
    lines = [line for out, _, _ in results for line in out.splitlines()]
    assert len(lines) == 45
    assert set(lines) <= {"40 Event 3 on the Moon", "40 Changed on the Moon"}
    assert left_in_folder() == {".sqlite"}


def planted(data: str) -> Path:
    """Change what the index of a file says, as somebody could who may write into the folder; return the folder."""
    Chronicle([data])
    with closing(sqlite3.connect(only_index())) as connection, connection:
        connection.execute("UPDATE event SET record = replace(record, 'Event 1 ', 'Planted 1 ')")
    folder = cache.folder()
    assert folder is not None
    return folder


def test_an_index_in_a_folder_of_ones_own_is_believed(data: str) -> None:
    planted(data)
    assert "Planted 1 on the Moon" in [event.title for event in Chronicle([data])]


@pytest.mark.parametrize("way", ["mode", "owner", "link"])
def test_an_index_is_not_believed_where_others_can_put_one(
    data: str, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = planted(data)
    index = only_index()
    if way == "mode":
        folder.chmod(0o777)
    elif os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    elif way == "owner":
        os.chown(folder, 54321, -1)
    else:
        folder.rename(folder.with_name("elsewhere"))
        folder.symlink_to("elsewhere")
        os.chown(folder, 54321, -1, follow_symlinks=False)
    before = index.stat()
    assert "Event 1 on the Moon" in [event.title for event in Chronicle([data])]
    assert upkeep.entries() == []
    assert run(["cache", "--clear"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"timeline: {folder} is not used because it belongs to somebody else, or others can write to it; "
        "make it private (mode 700)",
        f"timeline: freed 0 bytes in {folder}",
    ]
    assert (before.st_mtime_ns, before.st_ino) == (index.stat().st_mtime_ns, index.stat().st_ino)


def test_the_folder_is_made_for_its_user_alone(data: str) -> None:
    Chronicle([data])
    folder = cache.folder()
    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700
