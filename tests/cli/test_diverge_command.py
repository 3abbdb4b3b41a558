"""`timeline diverge --stat`, `--by` and `--pairs` as scripts and people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from timeline.__main__ import run

HISTORY = Path(__file__).parents[1] / "golden" / "history.toml"


def diverge(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    assert run(["diverge", *arguments, "--data", str(HISTORY)]) == status
    return capsys.readouterr()


def test_stat_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = diverge(capsys, "--timeline", "red", "--stat", "--by", "decade")
    assert out == "1960s\t1\t1\t2\t0\t0\t0\t4\n1970s\t0\t0\t0\t2\t0\t0\t2\n1980s\t0\t0\t0\t1\t0\t0\t1\n"
    assert err == ""


def test_stat_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(diverge(capsys, "--timeline", "red", "--stat", "--by", "season", "-f", "json")[0])
    assert [(row["season"], row["total"]) for row in rows] == [("rm S1", 4), ("rm S2", 2), ("", 1)]


def test_stat_by_year_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert diverge(capsys, "--stat") == diverge(capsys, "--stat", "--by", "year")


def test_pairs_leaves_out_what_has_no_counterpart(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(diverge(capsys, "--pairs", "--all", "-f", "json")[0])
    assert {row["status"] for row in rows} == {"moved", "replaced", "averted", "kept"}
    first = json.loads(diverge(capsys, "--pairs", "--limit", "2", "-f", "json")[0])
    assert len(first) == 2


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--by goes with --stat" in diverge(capsys, "--by", "tag", status=2)[1]
    assert 'cannot count by "tags"' in diverge(capsys, "--stat", "--by", "tags", status=2)[1]


def test_ids_and_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = diverge(capsys, "--ids", "--ascii", "-f", "table", "--id", "red-landing")
    assert out.splitlines()[0].startswith("red: 4 divergences  ^v 1 moved  # 1 replaced  x 2 averted")
    assert all(sign not in out for sign in "▲▼◆●─…")
    assert "red-landing" in out


@pytest.mark.parametrize("width", [1, 10, 40, 80, 200])
@pytest.mark.parametrize("by", ["year", "tag", "person"])
def test_no_line_is_wider_than_the_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int, by: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out, _ = diverge(capsys, "--all", "--stat", "--by", by, "-f", "table")
    assert out.strip()
    assert max(map(cell_len, out.splitlines())) <= width
