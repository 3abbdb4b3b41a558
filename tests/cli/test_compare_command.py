"""`timeline compare` as a command: its forms, its errors and its notes."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from timeline.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable

HISTORY = Path(__file__).parents[1] / "golden" / "history.toml"

Capture = pytest.CaptureFixture[str]


def compare(capsys: Capture, *arguments: str, status: int = 0, data: Path = HISTORY) -> tuple[str, str]:
    assert run(["compare", *arguments, "--data", str(data)]) == status
    return capsys.readouterr()


def test_lines_in_a_pipe(capsys: Capture) -> None:
    out, err = compare(capsys, "--timeline", "red", "--id", "landing")
    assert err == ""
    assert out.rstrip("\n").split("\t") == [
        *("1969", "moved", "1969-07-20T20:17:40Z", "The Eagle lands"),
        *("1969-06-26", "[red]Red[/x] Moon: the first landing", "24 days earlier", "landing", "red-landing"),
    ]


def test_two_columns_hold_the_shared_past_twice(capsys: Capture) -> None:
    (row,) = json.loads(compare(capsys, "--timeline", "red", "--id", "sputnik", "-f", "json")[0])
    assert list(row) == ["year", "status", "drift", "base", "alt"]
    assert (row["year"], row["status"], row["base"]["id"], row["alt"]["id"]) == (1957, "shared", "sputnik", "sputnik")


def test_three_columns_hold_it_once(capsys: Capture) -> None:
    out, _ = compare(capsys, "--between", "real", "red", "-f", "csv")
    rows = {row["common_id"] or row["base_id"] or row["alt_id"]: row for row in csv.DictReader(out.splitlines())}
    shared, kept = rows["sputnik"], rows["kept"]
    assert (shared["common_date"], shared["base_id"], shared["alt_id"]) == ("1957-10-04", "", "")
    assert (kept["common_id"], kept["base_id"], kept["alt_id"]) == ("", "kept", "kept")
    (row,) = json.loads(compare(capsys, "--between", "real", "red", "--id", "sputnik", "-f", "json")[0])
    assert (row["common"]["id"], row["base"], row["alt"]) == ("sputnik", None, None)


def test_toml_is_the_events_of_both(capsys: Capture) -> None:
    out, _ = compare(capsys, "--timeline", "red", "--id", "landing", "-f", "toml")
    assert [event["id"] for event in tomllib.loads(out)["event"]] == ["red-landing", "landing"]


def test_errors_and_notes(capsys: Capture, write: Callable[..., Path]) -> None:
    assert '"red", "cold"' in compare(capsys, status=2)[1]
    assert compare(capsys, "--timeline", "red", "--tag", "moon", "--year", "1910") == (
        "",
        "timeline: no event matches\n",
    )
    real = write('[[event]]\ndate = 1969\ntitle = "One"\nkind = "real"\n')
    assert compare(capsys, data=real) == ("", "timeline: there is no alternate timeline to compare\n")
    assert compare(capsys, "-f", "json", data=real)[0] == "[]\n"
    assert 'there is no timeline "blue"' in compare(capsys, "--between", "real", "blue", status=2)[1]


@pytest.mark.parametrize("options", [("--timeline", "red"), ("--between", "red", "cold")])
@pytest.mark.parametrize("width", [1, 10, 30, 50, 80, 200])
def test_no_line_is_wider_than_the_screen(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: int, options: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out, _ = compare(capsys, *options, "-f", "table")
    assert out.strip()
    assert max(map(cell_len, out.splitlines())) <= width
