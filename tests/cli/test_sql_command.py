"""`timeline sql`: what it prints, which names it looks up, and what it refuses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pytest

from timeline.__main__ import run
from timeline.cli.sql import ENGINES
from timeline.sql.dialects import DIALECTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENTS = """
[[show]]
id = "star"
name = "Star's City"
[[event]]
id = "one"
date = 1969-07-20
title = "One"
place = "Houston"
[[event]]
id = "it's\\u001b[31m"
date = 1970
title = "Two"
show = "star"
people = ["Ed O'Neil"]
tags = ["Red; DROP TABLE event; --"]
"""


@pytest.fixture
def printed(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Return a function that prints a query about the events above, in a folder with an export of them."""
    source = write(EVENTS)
    monkeypatch.chdir(source.parent)
    for ending in ("parquet", "sqlite"):
        assert run(["export", f"history.{ending}", "--data", str(source)]) == 0
    capsys.readouterr()

    def query(*arguments: str) -> str:
        assert run(["sql", *arguments, "--data", str(source)]) == 0
        return capsys.readouterr().out

    return query


def answers(printed: Callable[..., str], *arguments: str) -> list[list[object]]:
    """Return the first column of the answers of DuckDB and of SQLite."""
    with duckdb.connect() as connection:
        first = connection.execute(printed(*arguments)).fetchall()
    with closing(sqlite3.connect("history.sqlite")) as other:
        second = other.execute(printed(*arguments, "--dialect", "sqlite")).fetchall()
    return [[row[0] for row in first], [row[0] for row in second]]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (("--show", "STAR'S CITY"), ["it's\x1b[31m"]),
        (("--person", "o'neil"), ["it's\x1b[31m"]),
        (("--tag", "drop"), ["it's\x1b[31m"]),
        (("--place", "houston"), ["one"]),
        (("--id", "it's"), ["it's\x1b[31m"]),
        (("--year", "1969"), ["one"]),
        (("--timeline", "real"), ["one"]),
        (("--timeline", "star"), ["one", "it's\x1b[31m"]),
        (("--reverse", "-n", "1"), ["it's\x1b[31m"]),
    ],
)
def test_names_are_looked_up_and_quoted(printed: Callable[..., str], filters: tuple[str, ...], ids: list[str]) -> None:
    assert answers(printed, "show", *filters) == [ids, ids]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_name_never_acts_on_the_terminal(printed: Callable[..., str], engine: str) -> None:
    query = printed("show", "--id", "it's", "--dialect", engine)
    assert all(character.isprintable() for character in query.replace("\n", ""))
    assert query.endswith(";\n")


def test_nothing_is_looked_up_in_what_is_taken_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    lines = (
        ("show", "--timeline", "it's", "--tag", "Début"),
        ("diverge", "--between", "real", "no such"),
        ("diverge", "--timeline", "no such"),
        ("ripple", "no such"),
    )
    for line in lines:
        assert run(["sql", *line, "--as-written", "--data", "missing.toml"]) == 0
        query = capsys.readouterr().out
        assert all(f"'{name}'" in query for name in line[2:] if name == "no such")
    assert run(["sql", *lines[0], "--as-written", "--data", "missing.toml"]) == 0
    query = capsys.readouterr().out
    assert "'it''s'" in query
    assert "'debut'" in query


def test_where_the_export_is(printed: Callable[..., str]) -> None:
    assert "read_parquet('s3://it''s/h.parquet/event/*" in printed("show", "--path", "s3://it's/h.parquet/")
    assert "parquet.`/data/h.parquet/lineage`" in printed("show", "--path", "/data/h.parquet", "--dialect", "spark")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("stats", 'there is no query for "stats"'),
        ("shw", 'did you mean "show"?'),
        ("show moon", "sql show cannot search words"),
        ("diverge moon", "sql diverge cannot search words"),
        ("ripple", "name an event"),
        ("show --depth 2", "--depth does not go with sql show"),
        ("show --all", "--all does not go with sql show"),
        ("ripple one --status added", "--status does not go with sql ripple"),
        ("ripple one --limit 2", "sql ripple takes no --limit"),
        ("ripple one --reverse", "sql ripple takes no --limit"),
        ("show --between real star", "--between does not go with sql show"),
        ("diverge --between real star --timeline star", "--timeline and --between cannot be used together"),
        ("diverge --timeline real", "our own timeline has no parent"),
        ("diverge --timeline real --as-written", "our own timeline has no parent"),
        ("diverge --status odd", 'there is no status "odd"'),
        ("show --dialect oracle", 'there is no dialect "oracle"'),
        ("show --tag nonsense", 'there is no tag "nonsense"'),
        ("show --dialect sqlite --path a", "--path does not go with sqlite"),
        ("show --up-to star", "--up-to does not go with sql"),
        ("show --path a*b", '"a*b" cannot be the path'),
        ("show --dialect spark --path a`b", "Spark cannot read the path"),
    ],
)
def test_what_a_query_cannot_say_is_refused(
    write: Callable[..., Path], line: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sql", *line.split(), "--data", str(write(EVENTS))]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err


def test_the_engines_of_the_command_are_the_dialects() -> None:
    assert tuple(DIALECTS) == ENGINES
