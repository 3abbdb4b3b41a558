"""`--columns`: which columns of a report appear, and in which order."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

HISTORY = Path(__file__).parents[1] / "golden" / "history.toml"
REPORTS = (
    *("show", "diverge", "drift", "event red-landing", "ripple red-landing", "compare --timeline red"),
    *("branches", "who", "seasons", "watch", "people", "today --date 07-20", "stats", "config", "why red-landing"),
)

Ran = tuple[int, str, str]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Return a function that runs a command line and gives its status, output and messages."""
    monkeypatch.setenv("TIMELINE_DATA", str(HISTORY))
    monkeypatch.setenv("COLUMNS", "80")

    def asked(line: str, *more: str) -> Ran:
        status = run([*line.split(), *more])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return asked


@pytest.mark.parametrize("command", REPORTS)
def test_every_report_shows_the_columns_that_are_asked_for(ask: Callable[..., Ran], command: str) -> None:
    status, whole, _ = ask(command, "-f", "csv")
    header, *rows = csv.reader(io.StringIO(whole))
    assert status == 0
    assert rows
    last, first = header[-1], header[0]
    status, some, _ = ask(command, "-f", "csv", "--columns", f"{last},{first}")
    assert status == 0
    assert list(csv.reader(io.StringIO(some))) == [[last, first], *([row[-1], row[0]] for row in rows)]


def test_a_pipe_gets_tsv_without_a_header(ask: Callable[..., Ran]) -> None:
    status, text, _ = ask("show --id red-landing --columns date,title,id")
    assert (status, text) == (0, "1969-06-26\t[red]Red[/x] Moon: the first landing\tred-landing\n")
    assert ask("show --id red-landing --columns id,date -f tsv")[1] == "id\tdate\nred-landing\t1969-06-26\n"


def test_a_table_and_markdown_show_them_in_that_order(ask: Callable[..., Ran]) -> None:
    table = ask("show --id red-landing --columns id,place,date -f table")[1].splitlines()
    assert table[0].split() == ["Id", "Place", "Date"]
    assert table[1].startswith("red-landing ")
    lines = ask("show --id red-landing --columns id,date -f md")[1].splitlines()
    assert lines == ["| id | date |", "| --- | --- |", "| red-landing | 1969-06-26 |"]


def test_they_may_be_given_again_with_blanks_and_in_capitals(ask: Callable[..., Ran]) -> None:
    assert ask("show --columns id --columns date,title") == ask("show", "--columns", "ID, Date ,title,")


def test_a_formula_is_guarded_all_the_same(
    timeline: Callable[..., subprocess.CompletedProcess[str]], write: Callable[..., Path]
) -> None:
    data = write('[[event]]\ndate = "-0044"\ntitle = "=1+1"\n')
    result = timeline("show", "--data", str(data), "--columns", "title,date,earliest", "-f", "csv")
    assert result.stdout == "title,date,earliest\n'=1+1,-0044,-0044-01-01\n"


def test_what_is_not_asked_for_is_not_left_out(
    timeline: Callable[..., subprocess.CompletedProcess[str]], write: Callable[..., Path]
) -> None:
    data = str(write('[[event]]\ndate = 1969\ntitle = "It"\nx = { mine = 1 }\n'))
    assert "left out `x`" in timeline("show", "--data", data, "-f", "csv").stderr
    assert timeline("show", "--data", data, "-f", "csv", "--columns", "title").stderr == ""


@pytest.mark.parametrize("command", ["show", "show --year 1801"])
def test_an_unknown_column_is_wrong_usage_with_the_nearest_and_all_there_are(
    ask: Callable[..., Ran], command: str
) -> None:
    status, out, err = ask(command, "--columns", "date,titel")
    assert (status, out) == (2, "")
    message, hint = err.splitlines()
    assert message == 'timeline: error: there is no column "titel"'
    assert hint.startswith('  help: did you mean "title"? the columns are date, kind, show, season, title, ')


def test_columns_are_those_of_the_report(ask: Callable[..., Ran]) -> None:
    status, _, err = ask("diverge --columns date")
    assert status == 2
    assert "base_date, alt_date" in err


def test_a_format_without_columns_is_wrong_usage(ask: Callable[..., Ran]) -> None:
    status, out, err = ask("show --columns date -f toml")
    assert (status, out) == (2, "")
    assert err.splitlines()[0] == 'timeline: error: the format "toml" has no columns to choose'
    assert "table, tsv, csv, json, ndjson and md" in err


def test_json_has_the_columns_in_the_order_asked_for(ask: Callable[..., Ran]) -> None:
    status, out, _ = ask("show --columns title,date,people -n 1 -f ndjson")
    assert status == 0
    assert list(json.loads(out)) == ["title", "date", "people"]
    assert isinstance(json.loads(out)["people"], list)
    assert ask("show --columns title,date,people -n 1 -f json")[1] == f"[\n  {out.rstrip()}\n]\n"


@pytest.mark.parametrize("names", ["", ",", " , "])
def test_no_column_is_wrong_usage(ask: Callable[..., Ran], names: str) -> None:
    assert ask("show", "--columns", names)[:2] == (2, "")
