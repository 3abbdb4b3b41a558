"""Exports to files: what is written where, that it is the same every time, and what is never overwritten."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from timeline.__main__ import run
from timeline.exports.parquet import escaped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENTS = """
[[event]]
id = "one"
date = 1969-07-20
title = "One"
tags = ["Moon", "Début"]
because = ["two"]
[[event]]
id = "two"
date = "1969/1970"
title = "Two"
kind = "both"
[[event]]
id = "three"
date = "../-0044"
title = "Three"
timeline = ["a/b=../c%", "real"]
[[event]]
id = "four"
date = "-0044-03"
title = "Four"
timeline = "a/b=../c%"
moves = "one"
x = { when = 1970-01-01 }
"""


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder).as_posix()): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def exported(write: Callable[..., Path], tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that exports the events above to a file with this ending."""
    source = write(EVENTS)

    def export(name: str) -> Path:
        assert run(["export", str(tmp_path / name), "--data", str(source)]) == 0
        return tmp_path / name

    return export


def test_events_are_in_folders_by_timeline_and_decade(exported: Callable[[str], Path]) -> None:
    assert sorted(files(exported("history.parquet"))) == [
        "event/timeline=__HIVE_DEFAULT_PARTITION__/decade=__HIVE_DEFAULT_PARTITION__/part-0.parquet",
        "event/timeline=a%2Fb%3D..%2Fc%25/decade=-50/part-0.parquet",
        "event/timeline=a%2Fb%3D..%2Fc%25/decade=__HIVE_DEFAULT_PARTITION__/part-0.parquet",
        "event/timeline=real/decade=1960/part-0.parquet",
        "lineage/part-0.parquet",
        "timeline/part-0.parquet",
    ]


def test_a_span_over_two_decades_has_none(write: Callable[..., Path], tmp_path: Path) -> None:
    source = write('[[event]]\ndate = "1969/1970"\ntitle = "Long"\n[[event]]\ndate = "196X"\ntitle = "Decade"\n')
    assert run(["export", str(tmp_path / "h.parquet"), "--data", str(source)]) == 0
    assert [name for name in sorted(files(tmp_path / "h.parquet")) if name.startswith("event")] == [
        f"event/timeline=real/decade={decade}/part-0.parquet" for decade in ("1960", "__HIVE_DEFAULT_PARTITION__")
    ]


def test_a_row_has_the_keys_of_the_event_and_what_queries_compare(exported: Callable[[str], Path]) -> None:
    path = exported("history.parquet") / "event" / "timeline=real" / "decade=1960" / "part-0.parquet"
    (row,) = pq.ParquetFile(path).read().to_pylist()
    assert (row["n"], row["id"], row["date"], row["kind"], row["earliest"]) == (
        4,
        "one",
        "1969-07-20",
        "real",
        "1969-07-20",
    )
    assert (row["place_day"], row["first_day"], row["last_day"]) == (718_998, 718_998, 718_998)
    assert (row["tags"], row["tag_keys"]) == (["Moon", "Début"], ["moon", "debut"])
    assert (row["because"], row["moves"], row["is_one_day"], row["everywhere"]) == (["two"], [], True, False)


def test_open_starts_and_tables_of_ones_own(exported: Callable[[str], Path]) -> None:
    with closing(sqlite3.connect(exported("history.sqlite"))) as connection:
        rows = connection.execute("SELECT id, n, first_day, place_day, decade, timelines, x FROM event ORDER BY n")
        assert rows.fetchall() == [
            ("three", 1, None, -(2**61), None, '["a/b=../c%", "real"]', None),
            ("four", 2, -16376, -16346, -50, '["a/b=../c%"]', '{"when": "1970-01-01"}'),
            ("two", 3, 718_798, 719_162, None, "[]", None),
            ("one", 4, 718_998, 718_998, 1960, '["real"]', None),
        ]
        pods = connection.execute("SELECT id, parent, pod FROM timeline").fetchall()
        assert pods == [("real", None, None), ("a/b=../c%", "real", "four")]
        parts = connection.execute("SELECT timeline, ancestor, steps, before_day, shared FROM lineage").fetchall()
        assert parts == [
            ("real", "real", 0, None, "[]"),
            ("a/b=../c%", "a/b=../c%", 0, None, "[]"),
            ("a/b=../c%", "real", 1, -16346, "[]"),
        ]


@pytest.mark.parametrize("ending", ["parquet", "sqlite"])
def test_the_same_history_gives_the_same_bytes(exported: Callable[[str], Path], ending: str) -> None:
    first, second = exported(f"one.{ending}"), exported(f"two.{ending}")
    if ending == "sqlite":
        assert first.read_bytes() == second.read_bytes()
    else:
        assert files(first) == files(second)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("fam", "fam"),
        (1960, "1960"),
        (None, "__HIVE_DEFAULT_PARTITION__"),
        ("..", ".."),
        ("a/b", "a%2Fb"),
        ("ünï", "ünï"),
        ("a\nb\x7f", "a%0Ab%7F"),
        ("100% [x]", "100%25 %5Bx%5D"),
    ],
)
def test_a_value_is_escaped_as_hive_does(value: object, name: str) -> None:
    assert escaped(value) == name


def refused(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


@pytest.mark.parametrize("ending", ["parquet", "sqlite"])
def test_nothing_is_overwritten_unless_it_is_an_earlier_export(
    exported: Callable[[str], Path], tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exported(f"history.{ending}")
    data = ["--data", str(tmp_path / "events.toml")]
    capsys.readouterr()
    assert "already exists" in refused("export", str(path), *data, capsys=capsys)
    assert run(["export", str(path), "--force", *data]) == 0
    capsys.readouterr()

    other = tmp_path / f"other.{ending}"
    other.mkdir()
    (other / "precious").write_text("mine")
    assert "is not an earlier export" in refused("export", str(other), "--force", *data, capsys=capsys)
    link = tmp_path / f"link.{ending}"
    link.symlink_to(path)
    assert "is not an earlier export" in refused("export", str(link), "--force", *data, capsys=capsys)
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([path.name, other.name, link.name, "events.toml"])
    assert (other / "precious").read_text() == "mine"


def test_an_export_that_fails_leaves_what_was_there(
    exported: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exported("history.parquet")
    before = files(path)
    long = tmp_path / "long.toml"
    long.write_text(f'[[event]]\ndate = 1970\ntitle = "Long"\ntimeline = "{"é" * 130}"\n', encoding="utf-8")
    capsys.readouterr()
    error = refused("export", str(path), "--force", "--data", str(long), capsys=capsys)
    assert "the id of a timeline is too long for a folder" in error
    assert files(path) == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_what_cannot_be_written(write: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(write(EVENTS))]
    error = refused("export", str(tmp_path / "history.csv"), *data, capsys=capsys)
    assert "end the name with .html, .svg, .png, .pdf, .parquet or .sqlite" in error
    assert "there is no folder" in refused("export", str(tmp_path / "no" / "h.sqlite"), *data, capsys=capsys)


def test_without_pyarrow_the_extra_is_named(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(EVENTS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    error = refused("export", str(tmp_path / "history.parquet"), "--data", str(source), capsys=capsys)
    assert (
        error
        == "timeline: error: Parquet needs pyarrow\n  help: the extra `scale` has it: pip install '.[scale]' in a clone\n"
    )
    assert list(tmp_path.iterdir()) == [source]
