"""Queries of `timeline sql` over a made-up history of millions of events, in DuckDB.

    python benchmarks/scale.py make 10000000 big.parquet
    python benchmarks/scale.py run big.parquet

`make` writes the folder that `timeline export` would write of such a history, by DuckDB itself: nothing of it passes
through Python. `run` prints a table with the time and memory of each query, each in a process of its own.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from timeline.sql.dialects import DuckDB
from timeline.sql.tables import PARTITIONS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMELINES = (("real", None, 1900), ("a", "real", 1945), ("b", "real", 1960), ("c", "a", 1975), ("d", "c", 1990))
"""Each timeline with its parent and the first year of its own events: two branches, and two nested in one of them."""

FIRST_DAY = 693_596
"""1900-01-01."""

DAYS = 47_481
"""Until 2029-12-31."""

QUESTIONS: dict[str, tuple[str, ...]] = {
    "events of one year": ("show", "--year", "1999"),
    "events of one year in a branch of a branch": ("show", "--year", "1999", "--timeline", "d"),
    "divergences of one branch in one year": ("diverge", "--timeline", "c", "--year", "1999"),
    "all divergences of one branch": ("diverge", "--timeline", "c"),
    "all pairs of two branches side by side": ("diverge", "--between", "b", "d", "--all"),
    "all pairs of all branches": ("diverge", "--all"),
    "what follows from an event in the middle": ("ripple", "MIDDLE"),
    "what follows from the first event, ten links far": ("ripple", "e1", "--depth", "10"),
    "all that follows from the first event": ("ripple", "e1"),
}

# What an event is follows from hashes of its number: the same number of events, the same history. Its causes are among the
# twenty thousand events before it, what it answers among the real ones of the years around it.
DRAWN = f"""
CREATE TABLE drawn AS
WITH number AS (SELECT range AS k, hash(range, 1) AS h, hash(range, 2) AS g FROM range(1, {{count}} + 1)),
dated AS (
  SELECT *, {FIRST_DAY} + (k - 1) * {DAYS} // {{count}} AS day,
    make_date(1900, 1, 1) + CAST(day - {FIRST_DAY} AS INTEGER) AS begun,
    CASE WHEN g % 100 < 80 THEN 'day' WHEN g % 100 < 90 THEN 'month' WHEN g % 100 < 96 THEN 'year' ELSE 'long' END AS unit
  FROM number
),
housed AS (
  SELECT *, year(begun) AS y, CASE
    WHEN h % 100 < 2 THEN 'everywhere' WHEN h % 100 < 60 OR y < 1945 THEN 'real' WHEN h % 100 < 75 OR y < 1960 THEN 'a'
    WHEN h % 100 < 85 OR y < 1975 THEN 'b' WHEN h % 100 < 94 OR y < 1990 THEN 'c' ELSE 'd' END AS home
  FROM dated
),
spanned AS (
  SELECT *,
    CASE unit WHEN 'day' THEN day WHEN 'month' THEN day - day(begun) + 1 ELSE day - dayofyear(begun) + 1 END AS first_day,
    CASE unit WHEN 'day' THEN day WHEN 'month' THEN day - day(begun) + day(last_day(begun))
      WHEN 'year' THEN day - dayofyear(begun) + dayofyear(make_date(y, 12, 31))
      ELSE day - dayofyear(begun) + dayofyear(make_date(y, 12, 31)) + 5478 END AS last_day,
    CASE unit WHEN 'day' THEN day WHEN 'month' THEN day - day(begun) + day(last_day(begun))
      ELSE day - dayofyear(begun) + dayofyear(make_date(y, 12, 31)) END AS place_day
  FROM housed
)
SELECT row_number() OVER (ORDER BY place_day, unit <> 'day', unit, k) AS n, * EXCLUDE (begun),
  make_date(1900, 1, 1) + CAST(first_day - {FIRST_DAY} AS INTEGER) AS first_date,
  make_date(1900, 1, 1) + CAST(last_day - {FIRST_DAY} AS INTEGER) AS last_date
FROM spanned ORDER BY n
"""

_TARGET = "'e' || greatest(1, n - 1 - CAST(h // {divisor} % 20000 AS BIGINT))"
_CAUSES = f"[{_TARGET.format(divisor=7)}, {_TARGET.format(divisor=11)}][:CAST(h // 13 % 3 AS BIGINT)]"
_ANSWER = f"CASE WHEN is_alt AND g // 17 % 10 = {{digit}} THEN [{_TARGET.format(divisor=19)}] ELSE [] END"
_TAGS = "['tag ' || h // 29 % 50, 'tag ' || (50 + h // 31 % 50)]"
_PEOPLE = "['person ' || h // 37 % 5000]"
_DATE = (
    "CASE unit WHEN 'day' THEN strftime(first_date, '%Y-%m-%d') WHEN 'month' THEN strftime(first_date, '%Y-%m')"
    " WHEN 'year' THEN strftime(first_date, '%Y') ELSE strftime(first_date, '%Y') || '/' || strftime(last_date, '%Y') END"
)

COLUMNS = {
    "n": "n",
    "aired": "row_number() OVER (ORDER BY is_alt DESC, y, n)",
    "first_day": "first_day",
    "last_day": "last_day",
    "place_day": "place_day",
    "decade": "CASE WHEN year(first_date) // 10 = year(last_date) // 10 THEN year(first_date) // 10 * 10 END",
    "is_one_day": "unit = 'day'",
    "everywhere": "home = 'everywhere'",
    "in_circle": "FALSE",
    "place_key": "'place ' || h // 23 % 1000",
    "tag_keys": _TAGS,
    "people_keys": _PEOPLE,
    "id": "'e' || n",
    "date": _DATE,
    "title": "'Event number ' || n || ' of a made-up history'",
    "kind": "CASE home WHEN 'everywhere' THEN 'both' WHEN 'real' THEN 'real' ELSE 'alt' END",
    "show": "CASE WHEN is_alt THEN home END",
    "season": "CASE WHEN is_alt THEN (y - 1900) // 10 END",
    "episode": "CASE WHEN is_alt THEN (y - 1900) % 10 END",
    "timeline": "NULLIF(home, 'everywhere')",
    "tags": _TAGS,
    "people": _PEOPLE,
    "place": "'Place ' || h // 23 % 1000",
    "summary": "'It happens near number ' || g % {count} || ', and nobody expects it.'",
    "source": "['A book of ' || y]",
    "because": f"CASE WHEN is_pod THEN [] ELSE list_distinct({_CAUSES}) END",
    "moves": f"CASE WHEN is_pod THEN [] ELSE {_ANSWER.format(digit=0)} END",
    "replaces": f"CASE WHEN is_pod THEN [] ELSE {_ANSWER.format(digit=1)} END",
    "averts": f"CASE WHEN is_pod THEN [] ELSE {_ANSWER.format(digit=2)} END",
    "order": "CAST(0 AS BIGINT)",
    "canon": "'screen'",
    "allow": "CAST([] AS VARCHAR[])",
    "x": "CAST(NULL AS VARCHAR)",
    "earliest": "strftime(first_date, '%Y-%m-%d')",
    "latest": "strftime(last_date, '%Y-%m-%d')",
    "timelines": "CASE WHEN home = 'everywhere' THEN [] ELSE [home] END",
    "date_text": _DATE,
}
"""Each column of `event` as an expression over `drawn`."""


def made(count: int, path: Path) -> None:
    """Write a history of so many events."""
    path.mkdir()
    with duckdb.connect(str(path.with_suffix(".work"))) as connection:
        connection.execute(f"SET temp_directory = '{path.with_suffix('.spill')}'")
        connection.execute(DRAWN.format(count=count))
        connection.execute(
            "CREATE TABLE pod AS SELECT home AS timeline, min(n) AS n, min(place_day) AS day FROM drawn"
            " WHERE home NOT IN ('real', 'everywhere') GROUP BY home"
        )
        for table, sql in (("timeline", _timelines()), ("lineage", _lineages())):
            (path / table).mkdir()
            connection.execute(
                f"COPY ({sql}) TO '{path / table / 'part-0.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
            )
        flags = "SELECT *, home NOT IN ('real', 'everywhere') AS is_alt, n IN (SELECT n FROM pod) AS is_pod FROM drawn"
        columns = [column for column in TABLES[0].columns if column.name not in PARTITIONS] + [
            column for column in TABLES[0].columns if column.name in PARTITIONS
        ]
        kinds = {"text": "VARCHAR", "number": "BIGINT", "flag": "BOOLEAN", "texts": "VARCHAR[]"}
        asked = ", ".join(
            f'CAST({COLUMNS[each.name].replace("{count}", str(count))} AS {kinds[each.type]}) AS "{each.name}"'
            for each in columns
        )
        connection.execute(
            f"COPY (SELECT {asked} FROM ({flags}) ORDER BY timeline, decade, n) TO '{path / 'event'}'"
            f" (FORMAT parquet, COMPRESSION zstd, PARTITION_BY ({', '.join(PARTITIONS)}))"
        )
    path.with_suffix(".work").unlink()
    shutil.rmtree(path.with_suffix(".spill"), ignore_errors=True)


def _timelines() -> str:
    rows = " UNION ALL ".join(
        f"SELECT {number} AS number, '{name}' AS id, '{name}' AS name, {repr(parent) if parent else 'NULL'} AS parent"
        for number, (name, parent, _) in enumerate(TIMELINES)
    )
    return (
        "SELECT CAST(number AS BIGINT) AS number, id, name, CAST(parent AS VARCHAR) AS parent, 'e' || p.n AS pod,"
        f" p.n AS pod_rank, p.day AS pod_day, CAST([] AS VARCHAR[]) AS pod_shared FROM ({rows}) AS t"
        " LEFT JOIN pod AS p ON p.timeline = t.id ORDER BY number"
    )


def _lineages() -> str:
    parents = {name: parent for name, parent, _ in TIMELINES}
    rows = []
    for name in parents:
        passed: list[str] = []
        ancestor: str | None = name
        while ancestor is not None:
            pods = ", ".join(f"'{each}'" for each in passed) or "''"
            rows.append(
                f"SELECT '{name}' AS timeline, '{ancestor}' AS ancestor, CAST({len(passed)} AS BIGINT) AS steps,"
                f" (SELECT min(day) FROM pod WHERE timeline IN ({pods})) AS before_day, CAST([] AS VARCHAR[]) AS shared"
            )
            passed.append(ancestor)
            ancestor = parents[ancestor]
    return " UNION ALL ".join(rows)


def measured(path: Path) -> Iterator[str]:
    """Yield a table of what each query takes."""
    count = duckdb.execute(f"SELECT count(*) FROM {_events(path)}").fetchall()[0][0]
    yield f"DuckDB {duckdb.__version__}, {count:,} events\n\n"
    yield "| question | rows | wall time, s | CPU time, s | memory, MB |\n| --- | ---: | ---: | ---: | ---: |\n"
    for question, words in QUESTIONS.items():
        arguments = [f"e{count // 2}" if word == "MIDDLE" else word for word in words]
        query = subprocess.run(
            [sys.executable, "-m", "timeline", "sql", *arguments, "--as-written", "--path", str(path)],
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout
        told = subprocess.run(
            [sys.executable, __file__, "query"], input=query, check=True, capture_output=True, encoding="utf-8"
        ).stdout
        yield f"| {question}: `timeline sql {' '.join(arguments)}` | {told.strip()} |\n"


def _events(path: Path) -> str:
    return DuckDB().tables(str(path))[0].partition(" FROM ")[2].removesuffix(")")


def run_query(query: str) -> str:
    """Run a query and return how many rows it has, its wall time and CPU time in seconds, and its memory in MB."""
    begun = time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TEMP TABLE answer AS {query}")
        rows = connection.execute("SELECT count(*) FROM answer").fetchall()[0][0]
    wall, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF)
    return f"{rows:,} | {wall:.2f} | {used.ru_utime + used.ru_stime:.2f} | {used.ru_maxrss / 1024:,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    make = tasks.add_parser("make")
    make.add_argument("events", type=int)
    make.add_argument("path", type=Path)
    tasks.add_parser("run").add_argument("path", type=Path)
    tasks.add_parser("query")
    given = parser.parse_args()
    if given.task == "make":
        made(given.events, given.path)
    elif given.task == "run":
        for line in measured(given.path):
            print(line, end="", flush=True)
    else:
        print(run_query(sys.stdin.read()))


if __name__ == "__main__":
    main()
