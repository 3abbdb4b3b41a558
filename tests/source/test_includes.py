"""Patterns and home folders in `include`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from timeline.source.load import load_document


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(folder)


def put(path: str, include: str = "") -> None:
    """Write a file with one event, whose title is its path."""
    head = f'include = ["{include}"]\n' if include else ""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(f'{head}[[event]]\ndate = 1969\ntitle = "{path}"\nkind = "real"\n', encoding="utf-8")


def read(*paths: str) -> list[str]:
    """Return the labels of the files that are read, and the codes of the problems, in order."""
    document = load_document(paths or ["main.toml"])
    return [source.label for source in document.files] + [found.code for found in document.problems.diagnostics()]


def test_a_pattern_includes_what_it_matches_in_order_of_name() -> None:
    for name in ("s/b.toml", "s/a.toml", "s/10.toml", "s/c.txt", "s/.hidden.toml", "t/a.toml"):
        put(name)
    put("main.toml", "s/*.toml")
    assert read() == ["main.toml", "s/10.toml", "s/a.toml", "s/b.toml"]
    put("main.toml", "*/[ab].toml")
    assert read() == ["main.toml", "s/a.toml", "s/b.toml", "t/a.toml"]
    put("main.toml", "s/?.toml")
    assert read() == ["main.toml", "s/a.toml", "s/b.toml"]


def test_a_pattern_passes_over_folders_and_the_file_that_it_stands_in() -> None:
    put("a.toml", "*.toml")
    Path("folder.toml").mkdir()
    put("b.toml", "*.toml")
    assert read("a.toml") == ["a.toml", "b.toml"]


def test_a_pattern_that_nothing_matches_is_a_warning() -> None:
    put("main.toml", "s/*.toml")
    document = load_document(["main.toml"])
    (found,) = document.problems.diagnostics()
    assert (found.line, found.column, found.code, found.severity) == (1, 12, "W403", "warning")
    assert found.message == 'no file matches "s/*.toml"'


def test_a_file_of_that_very_name_comes_first() -> None:
    put("s[1].toml")
    put("s1.toml")
    put("main.toml", "s[1].toml")
    assert read() == ["main.toml", "s[1].toml"]


@pytest.mark.parametrize("name", ["../*.toml", "s/../../*.toml"])
def test_a_pattern_never_leads_outside(name: str) -> None:
    put("s/a.toml")
    put("../out.toml")
    put("main.toml", name)
    assert read() == ["main.toml", "E110"]


def test_a_link_that_a_pattern_matches_never_leads_outside() -> None:
    put("../out.toml")
    Path("s").mkdir()
    Path("s/link.toml").symlink_to("../../out.toml")
    put("main.toml", "s/*.toml")
    assert read() == ["main.toml", "E110"]


def test_a_folder_with_the_characters_of_patterns() -> None:
    put("[s]*/main.toml", "p*.toml")
    put("[s]*/part.toml")
    assert read("[s]*/main.toml") == ["[s]*/main.toml", "[s]*/part.toml"]


def test_a_leading_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", os.getcwd())
    put("parts/a.toml")
    for name in ("~/parts/a.toml", "~/parts/*.toml"):
        put("main.toml", name)
        assert read() == ["main.toml", "parts/a.toml"]
    put("sub/main.toml", "~/parts/a.toml")
    assert read("sub/main.toml") == ["sub/main.toml", "E110"]


def test_two_stars_are_folders_of_any_depth() -> None:
    for name in ("a.toml", "s/b.toml", "s/t/c.toml", "s/t/d.txt"):
        put(name)
    put("main.toml", "**/*.toml")
    assert read() == ["main.toml", "a.toml", "s/b.toml", "s/t/c.toml"]
    put("main.toml", "s/**/*.toml")
    assert read() == ["main.toml", "s/b.toml", "s/t/c.toml"]


def test_each_path_is_followed_once_however_many_files_include_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty files that all include the forty."""
    followed: list[str] = []
    realpath = os.path.realpath

    def counted(path: str) -> str:
        followed.append(path)
        return realpath(path)

    for n in range(40):
        put(f"f{n}.toml", "f*.toml")
    monkeypatch.setattr(os.path, "realpath", counted)
    assert len(read("f0.toml")) == 40
    assert len(followed) < 40 * 5
