"""`timeline today` as a command: the clock, the dates that it reads, its forms. No test here looks at the wall's clock."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from timeline.__main__ import run
from timeline.cli import clock
from timeline.cli.when import day_of_year
from timeline.model.errors import UsageError

DAYS = str(Path(__file__).parents[1] / "golden" / "days.toml")


@pytest.fixture(autouse=True)
def _a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2019, 7, 20))


def years_by_id(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, int]:
    assert run(["today", *arguments, "-f", "json", "--data", DAYS]) == 0
    return {row["id"]: row["years_ago"] for row in json.loads(capsys.readouterr().out)}


def test_today_is_what_the_clock_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert years_by_id(capsys) == {"landing": 50, "viking": 43, "hymn": 38, "eulogy": 50}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        *[(text, 50) for text in ("06-26", "26 jun", "June 26", "--06-26", "2019-06-26")],
        *[(text, 0) for text in ("1969-06-26", "26 June 1969", "1969-06-26~")],
        ("1968-06-26", -1),
    ],
)
def test_another_day(capsys: pytest.CaptureFixture[str], text: str, years: int) -> None:
    assert years_by_id(capsys, "--date", text) == {"june": years}


@pytest.mark.parametrize("text", ["1969", "July 1969", "jul", "20", "196X", "02-30", "13-01", "soon", "", "20 jul 69"])
def test_what_is_no_single_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        day_of_year(text, 2019)


def test_a_leap_day_without_a_year() -> None:
    assert day_of_year("29 feb", 2019) == day_of_year("02-29", 2019) == (2, 29, 2019)


def test_filters_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(years_by_id(capsys, "--kind", "alt")) == ["hymn", "eulogy"]
    assert list(years_by_id(capsys, "moon", "--limit", "1")) == ["landing"]


def test_the_day_is_an_events_file_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["today", "-f", "toml", "--data", DAYS]) == 0
    assert capsys.readouterr().out.count("[[event]]") == 5, "with the point of divergence"
