"""Printed queries in Spark itself, on one machine: few and large ones, because each takes seconds to plan."""

from __future__ import annotations

import shutil
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from engines import Exported, diverged, rippled, shown

from timeline.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline.store.chronicle import Chronicle

NESTED = """
[[timeline]]
id = "fam"
[[timeline]]
id = "sov"
[[timeline]]
id = "deep's"
parent = "fam"
diverges_at = "ten"
""" + "".join(
    f'[[event]]\nid = "{name}"\ntitle = "{name.title()} happens"\ndate = "{date}"\n{keys}\n'
    for name, date, keys in (
        ("zero", "../1960", 'kind = "both"\ntags = ["old"]'),
        ("one", "1961", 'kind = "real"\npeople = ["O\'Neil"]'),
        ("two", "1962-03", 'kind = "real"\nplace = "Back\\\\slash ${env:HOME}"'),
        ("three", "1963-04-05", 'kind = "real"\nbecause = ["two"]'),
        ("four", "1964~", 'timeline = "fam"\nmoves = "two"\nbecause = ["one", "six"]'),
        ("five", "1965-01-01", 'timeline = "sov"\nreplaces = "three"\naverts = ["eight"]'),
        ("six", "1964-02", 'timeline = "fam"\nreplaces = "three"\nbecause = "four"'),
        ("seven", "1966", 'kind = "both"\nbecause = ["four", "six"]'),
        ("eight", "1967/1974", 'kind = "real"\nx = { "made up" = [1, 2] }'),
        ("nine", "1968-05-06", 'timeline = "fam"\naverts = "eight"\nbecause = "seven"'),
        ("ten", "1969-07-20T20:17:40Z", 'timeline = "deep\'s"\nmoves = ["nine", "eight"]\nbecause = "nine"'),
        ("eleven", "-0044-03-15", 'kind = "real"\nsummary = "Before the year 1."'),
        ("twelve", "1971", 'timeline = ["deep\'s", "sov"]\nbecause = "ten"'),
        ("thirteen", "1972", 'timeline = ["real", "fam"]'),
    )
)
"""Branches in branches, causes in a circle, open dates, and names that have a meaning in SQL."""


SMALL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "OFF",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
}
"""Settings for a few rows: compiling code for them takes far longer than reading them."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, Path], list[tuple[Any, ...]]]]:
    """Return a function that runs a query in Spark; the session starts once."""
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark")
    if shutil.which("java") is None:
        pytest.skip("needs java")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about pandas, which it does not use here
        builder = sql.SparkSession.builder.master("local[1]")
        for name, value in {**SMALL, "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse"))}.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
    try:
        yield lambda query, _: [tuple(row) for row in session.sql(query.rstrip().removesuffix(";")).collect()]
    finally:
        session.stop()


@pytest.fixture
def exported(history: Callable[[str], Chronicle], tmp_path: Path, run: Any) -> Exported:
    return Exported.write(history(NESTED), tmp_path, "spark", run)


def test_pairs_of_nested_branches(exported: Exported) -> None:
    expected = diverged(exported.chronicle, Query())
    assert {row[0] for row in expected} == {"moved", "replaced", "averted", "added", "kept", "untold"}
    assert exported.diverge(Query(), sorted({row[0] for row in expected}), None) == expected


def test_siblings_and_filters(exported: Exported) -> None:
    query, between = Query.of({"year": "1960s", "not_tag": ["old"]}), ("sov", "deep's")
    expected = diverged(exported.chronicle, query, between=between)
    assert len(expected) > 3
    assert exported.diverge(query, sorted({row[0] for row in expected}), between) == expected


def test_what_a_branch_holds(exported: Exported) -> None:
    query = Query.of({"timeline": ["deep's"], "year": ["-44", "1960..1971"], "sort": "aired"})
    expected = shown(exported.chronicle, query)
    assert len(expected) > 8
    assert exported.show(query) == expected


def test_names_are_no_sql(exported: Exported) -> None:
    for filters in ({"place": ["Back\\slash ${env:HOME}"]}, {"person": ["O'Neil"]}):
        expected = shown(exported.chronicle, Query.of(filters))  # type: ignore[arg-type]
        assert len(expected) == 1
        assert exported.show(Query.of(filters)) == expected  # type: ignore[arg-type]


def test_consequences_in_a_circle(exported: Exported) -> None:
    expected = rippled(exported.chronicle, Query(), "one", None)
    assert [row[0] for row in expected] == [0, 1, 2, 2, 3, 4, 5]
    assert exported.ripple(Query(), "one", None) == expected
