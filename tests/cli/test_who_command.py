"""`timeline who` as a command: its forms, its errors and its notes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parents[1] / "golden"
OFFICES = GOLDEN / "who-succession" / "in.toml"

Capture = pytest.CaptureFixture[str]


def who(capsys: Capture, *arguments: str, status: int = 0, data: Path = OFFICES) -> tuple[str, str]:
    assert run(["who", *arguments, "--data", str(data)]) == status
    return capsys.readouterr()


def screen(capsys: Capture, *arguments: str) -> list[str]:
    return who(capsys, *arguments, "-f", "table")[0].splitlines()[2:]


def test_both_histories_of_one_year(capsys: Capture) -> None:
    out, err = who(capsys, "president", "--year", "1975")
    assert err == ""
    assert [line.split("\t")[:4] for line in out.splitlines()] == [
        ["1973-01-20~/1977-01-20~", "fam", "Ted Kennedy", "President"],
        ["1974-08-09/1977-01-20", "real", "Gerald Ford", "President"],
    ]
    assert screen(capsys, "PRESIDENT", "--year", "1975") == [
        "1974-08-09/1977-01-20 Gerald Ford  1973-01-20~/1977-01-20~ Ted Kennedy"
    ]


def test_a_line_a_change(capsys: Capture) -> None:
    assert screen(capsys, "President", "--year", "1974") == [
        "1969-01-20/1974-08-09 Richard Nixon  1973-01-20~/1977-01-20~ Ted Kennedy",
        "1974-08-09/1977-01-20 Gerald Ford    … Ted Kennedy",
    ]


def test_a_handover_on_the_only_day(capsys: Capture) -> None:
    """Both who leaves and who comes are shown, whom a filter finds."""
    day = ("--from", "1974-08-09", "--to", "1974-08-09")
    assert len(who(capsys, "President", *day, "--timeline", "real")[0].splitlines()) == 2
    assert screen(capsys, "President", *day, "--timeline", "real") == [
        "1969-01-20/1974-08-09 Richard Nixon",
        "1974-08-09/1977-01-20 Gerald Ford",
    ]


def test_an_end_that_is_not_known_is_said(capsys: Capture) -> None:
    *_, last = screen(capsys, "President")
    assert last == "2009-01-20/2017-01-20 Barack Obama       … Al Gore (end unknown)"


def test_json_and_csv(capsys: Capture) -> None:
    first, *_ = json.loads(who(capsys, "president", "--timeline", "fam", "-f", "json")[0])
    assert first == {
        "of": "President",
        "is": "Lyndon B. Johnson",
        "date": "1963-11-22/1969-01-20",
        "timeline": "fam",
        "inherited": False,
        "kind": "both",
        "show": None,
        "source": [],
        "season": None,
        "episode": None,
        "acting": False,
        "summary": None,
        "earliest": "1963-11-22",
        "latest": "1969-01-20",
    }
    row, *_ = csv.DictReader(who(capsys, "President", "-f", "csv")[0].splitlines())
    assert list(row)[:4] == ["date", "timeline", "is", "of"]


def test_words_of_an_office_need_no_quotes(capsys: Capture, write: Callable[..., Path]) -> None:
    data = write('[[state]]\nof = "Mars base"\nis = "Happy Valley"\ndate = "1995/.."\nkind = "real"\n')
    assert who(capsys, "mars", "base", data=data)[0].startswith("1995/..\treal\tHappy Valley\t")


def test_an_acting_holder_is_shown_so(capsys: Capture, write: Callable[..., Path]) -> None:
    data = write(
        '[[state]]\nof = "President"\nis = "Lindbergh"\ndate = "1941-01-20/1942-10-07"\n'
        '[[state]]\nof = "President"\nis = "Wheeler"\ndate = "1942-10-08/1942-10-16"\nacting = true\n'
    )
    shown = who(capsys, "President", "-f", "table", data=data)[0].splitlines()[-2:]
    assert [line.strip() for line in shown] == [
        "1941-01-20/1942-10-07 Lindbergh",
        "1942-10-08/1942-10-16 Wheeler (acting)",
    ]
    rows = json.loads(who(capsys, "President", "-f", "json", data=data)[0])
    assert [(row["is"], row["acting"]) for row in rows] == [("Lindbergh", False), ("Wheeler", True)]
    assert [line.split("\t")[2] for line in who(capsys, "President", data=data)[0].splitlines()] == [
        "Lindbergh",
        "Wheeler (acting)",
    ]


def test_an_office_ends_in_a_branch_without_a_successor(capsys: Capture, write: Callable[..., Path]) -> None:
    data = write(
        '[[event]]\ndate = 1905-01-22\ntitle = "The petition is heard"\nkind = "alt"\n'
        '[[state]]\nof = "Emperor"\nis = "Nicholas"\ndate = "1894-11-01/1917-03-15"\n'
        '[[state]]\nof = "Emperor"\nis = "Nicholas"\ndate = "1905-01-22/1906-05-06"\nkind = "alt"\n'
    )
    assert [line.split("\t")[:3] for line in who(capsys, "Emperor", data=data)[0].splitlines()] == [
        ["1894-11-01/1905-01-22", "alt", "Nicholas"],
        ["1894-11-01/1917-03-15", "real", "Nicholas"],
        ["1905-01-22/1906-05-06", "alt", "Nicholas"],
    ]
    assert who(capsys, "Emperor", "--timeline", "alt", "--year", "1910", data=data)[0] == ""


def test_offices(capsys: Capture) -> None:
    out, _ = who(capsys)
    assert [line.split("\t")[:4] for line in out.splitlines()] == [["President", "1963-11-22", "", "real;fam"]]
    (office,) = json.loads(who(capsys, "-f", "json", "--year", "1964")[0])
    assert office["holders"] == ["Lyndon B. Johnson"]


def test_errors_and_notes(capsys: Capture, write: Callable[..., Path]) -> None:
    assert 'did you mean "President"?' in who(capsys, "presidnt", status=2)[1]
    assert "not a list of events" in who(capsys, "president", "-f", "toml", status=2)[1]
    assert who(capsys, "president", "--year", "1800") == ("", "timeline: no holder is recorded for that time\n")
    stateless = write('[[event]]\ndate = 1969\ntitle = "One"\nkind = "real"\n')
    assert who(capsys, data=stateless) == ("", "timeline: no offices are recorded\n")
    assert who(capsys, "chair", status=2, data=stateless)[1] == 'timeline: error: there is no office "chair"\n'


@pytest.mark.parametrize("office", [(), ("president",)])
@pytest.mark.parametrize("width", [1, 10, 30, 50, 80, 200])
def test_no_line_is_wider_than_the_screen(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: int, office: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out, _ = who(capsys, *office, "-f", "table")
    assert out.strip()
    assert max(map(len, out.splitlines())) <= width
