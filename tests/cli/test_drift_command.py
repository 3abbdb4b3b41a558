"""`timeline drift` as a command: its forms, its errors and its notes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline.__main__ import run
from timeline.reports.bars import bar, sparkline
from timeline.reports.drift import report, shift_text

HISTORY = Path(__file__).parents[1] / "golden" / "history.toml"
COUNTS = ("moved", "replaced", "averted", "added", "kept", "untold")

Capture = pytest.CaptureFixture[str]


def drift(capsys: Capture, *arguments: str, status: int = 0) -> tuple[str, str]:
    assert run(["drift", *arguments, "--data", str(HISTORY)]) == status
    return capsys.readouterr()


def test_numbers_in_a_pipe(capsys: Capture) -> None:
    out, err = drift(capsys, "--timeline", "red", "--by", "decade")
    assert err == ""
    assert out.splitlines() == [
        "1900..1909\t0\t0\t0\t0\t0\t1\t0\t1\t0.000\t\t\tred",
        "1960s\t1\t1\t2\t0\t0\t2\t4\t6\t0.667\t-24.0\t24.0\tred",
        "1970s\t0\t0\t0\t2\t1\t3\t2\t6\t0.333\t\t\tred",
        "1980s\t0\t0\t0\t1\t0\t0\t1\t1\t1.000\t\t\tred",
    ]


def test_counts_are_those_of_diverge(capsys: Capture) -> None:
    rows = json.loads(drift(capsys, "-f", "json")[0])
    assert run(["diverge", "--all", "-f", "json", "--data", str(HISTORY)]) == 0
    pairs = json.loads(capsys.readouterr().out)
    for status in COUNTS:
        assert sum(row[status] for row in rows) == sum(pair["status"] == status for pair in pairs)


def test_json_has_numbers(capsys: Capture) -> None:
    _, row = json.loads(drift(capsys, "--timeline", "red", "--year", "1960s", "--by", "DECADE", "-f", "json")[0])
    assert row == {
        "period": "1960s",
        "timeline": "red",
        "moved": 1,
        "replaced": 1,
        "averted": 2,
        "added": 0,
        "kept": 0,
        "untold": 2,
        "differ": 4,
        "recorded": 6,
        "share": 0.667,
        "mean_shift_days": -24.0,
        "mean_distance_days": 24.0,
    }


def test_csv_has_a_header(capsys: Capture) -> None:
    header = drift(capsys, "-f", "csv")[0].splitlines()[0]
    assert header.split(",") == [column.name for column in report([]).columns]


def test_a_list_of_periods_is_no_events_file(capsys: Capture) -> None:
    assert "not a list of events" in drift(capsys, "-f", "toml", status=2)[1]


def test_errors_and_notes(capsys: Capture) -> None:
    assert 'did you mean "season"?' in drift(capsys, "--by", "seasons", status=2)[1]
    out, err = drift(capsys, "--year", "1800")
    assert (out, err) == ("", "timeline: no events after the histories part\n")


@pytest.mark.parametrize("by", ["year", "decade", "season"])
@pytest.mark.parametrize("width", [1, 10, 30, 50, 80, 200])
def test_no_line_is_wider_than_the_screen(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: int, by: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out, _ = drift(capsys, "--by", by, "-f", "table")
    assert out.strip()
    assert max(map(len, out.splitlines())) <= width


@pytest.mark.parametrize(
    ("days", "text"),
    [(None, ""), (-24.0, "-24 days"), (0.5, "+0.5 days"), (0.0, "+0 days"), (2996.0, "+8.2 years")],
)
def test_shifts_in_few_letters(days: float | None, text: str) -> None:
    assert shift_text(days) == text


def test_bars_and_sparklines() -> None:
    assert [bar(share, 4) for share in (0, 0.001, 0.5, 0.78, 1)] == ["", "▏", "██", "███▏", "████"]
    assert sparkline([0, 0.124, 0.126, None, 0.5, 0.99, 1]) == "▁▁▂ ▅██"
