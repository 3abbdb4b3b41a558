"""What DuckDB reads for a query, and that the made-up history of the benchmark has the layout of an export."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from timeline.__main__ import run
from timeline.sql.dialects import DIALECTS, DuckDB
from timeline.sql.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an export of the bundled history."""
    path = tmp_path_factory.mktemp("export") / "history.parquet"
    assert run(["export", str(path)]) == 0
    return path


def query(capsys: pytest.CaptureFixture[str], path: Path, *arguments: str) -> str:
    assert run(["sql", *arguments, "--path", str(path)]) == 0
    return capsys.readouterr().out


def test_a_query_about_a_year_reads_its_decade_and_what_spans_several(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect() as connection:
        ((_, plan),) = connection.execute(
            "EXPLAIN ANALYZE " + query(capsys, exported, "show", "--year", "1969")
        ).fetchall()
    read = re.findall(r"Total Files Read: (\d+)", plan)
    decades = [path.parent.name for path in exported.glob("event/*/*/*.parquet")]
    expected = [name for name in decades if name in ("decade=1960", "decade=__HIVE_DEFAULT_PARTITION__")]
    assert 0 < len(expected) < len(decades) / 2
    assert read == [str(len(expected))]


def test_a_made_up_history_has_the_layout_of_an_export(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made.parquet"
    subprocess.run([sys.executable, ROOT / "benchmarks" / "scale.py", "make", "500", made], check=True, timeout=60)
    with duckdb.connect() as connection:
        for number, table in enumerate(TABLES):
            kinds = []
            for path in (exported, made):
                source = DuckDB().tables(str(path))[number].partition(" FROM ")[2].removesuffix(")")
                found = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
                kinds.append({row[0]: row[1] for row in found})
            assert kinds[0] == kinds[1]
            assert set(kinds[0]) == {column.name for column in table.columns}
        (n,) = connection.execute(f"SELECT count(*) FROM '{made}/event/*/*/*.parquet'").fetchone() or ()
        assert n == 500
        for line in (["show", "--year", "1999"], ["diverge"], ["ripple", "e1"]):
            rows = connection.execute(query(capsys, made, *line, "--as-written")).fetchall()
            assert rows, line


@pytest.mark.parametrize("engine", DIALECTS)
def test_a_query_about_a_branch_reads_no_more_than_a_query_about_all(
    engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a branch holds is worked out for what the other filters let through."""
    assert run(["sql", "show", "--timeline", "fam", "--year", "1969", "--dialect", engine]) == 0
    text = capsys.readouterr().out
    home = next(line for line in text.splitlines() if line.strip().startswith("home AS"))
    assert "event.decade IS NULL OR" in home
