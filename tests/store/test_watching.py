"""Whether the files of a history have changed, as somebody edits them."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from timeline.store.chronicle import Chronicle
from timeline.store.watching import WatchedFiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONE = '[[event]]\ndate = 1969\ntitle = "One"\n'


@pytest.fixture(params=["valid", "invalid"])
def watched(request: pytest.FixtureRequest, write: Callable[..., Path], tmp_path: Path) -> tuple[Path, WatchedFiles]:
    """Return a history of two files and a pattern, valid or with an error, and its files as they are read."""
    write(ONE.replace("One", "Two"), "parts/two.toml")
    broken = "date = 1e5\n" if request.param == "invalid" else ""
    main = write(f'include = ["parts/*.toml"]\n{ONE}{broken}', "main.toml")
    read_at_ns = time.time_ns()
    if broken:
        return main, WatchedFiles.of_paths([str(main)])
    files = WatchedFiles.of_chronicle(Chronicle([str(main)]), read_at_ns)
    assert files is not None
    return main, files


def test_nothing_has_changed(watched: tuple[Path, WatchedFiles]) -> None:
    assert [watched[1].have_changed() for _ in range(3)] == [False] * 3


def test_an_edit(watched: tuple[Path, WatchedFiles]) -> None:
    main, files = watched
    main.write_text(main.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert files.have_changed()


def test_an_edit_of_the_same_size_at_the_same_time(watched: tuple[Path, WatchedFiles]) -> None:
    main, files = watched
    status = main.stat()
    main.write_text(main.read_text(encoding="utf-8").replace("One", "Ten"), encoding="utf-8")
    os.utime(main, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert files.have_changed()


def test_an_included_file_changes_goes_and_comes(watched: tuple[Path, WatchedFiles]) -> None:
    main, files = watched
    two = main.parent / "parts" / "two.toml"
    text = two.read_text(encoding="utf-8")
    two.unlink()
    assert files.have_changed()
    two.write_text(text, encoding="utf-8")
    three = main.parent / "parts" / "three.toml"
    again = WatchedFiles.of_paths([str(main)])
    assert not again.have_changed()
    three.write_text(text.replace("Two", "Three"), encoding="utf-8")
    assert again.have_changed()


def test_a_file_is_replaced_by_another(watched: tuple[Path, WatchedFiles]) -> None:
    main, files = watched
    beside = main.with_name("beside.toml")
    beside.write_text(main.read_text(encoding="utf-8"), encoding="utf-8")
    beside.replace(main)
    assert files.have_changed()


def test_a_file_that_is_missing_comes_back(write: Callable[..., Path], tmp_path: Path) -> None:
    main = write(f'include = ["later.toml"]\n{ONE}')
    files = WatchedFiles.of_paths([str(main)])
    gone = WatchedFiles.of_paths([str(tmp_path / "gone.toml")])
    assert not files.have_changed()
    assert not gone.have_changed()
    write(ONE.replace("One", "Later"), "later.toml")
    write(ONE, "gone.toml")
    assert files.have_changed()
    assert gone.have_changed()


def test_an_index_in_memory_does_not_know_its_files(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(write(ONE))
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert WatchedFiles.of_chronicle(Chronicle([path]), time.time_ns()) is None
