"""A printed query gives the answer of the command, in each engine, over histories with branches in branches."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from engines import Exported, diverged, rippled, run_duckdb, run_sqlite, shown
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History
from strategies import filters, histories

from timeline.model.query import Query
from timeline.questions.diverge import DIVERGENT
from timeline.questions.pairs import STATUSES
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from engines import Run


def check_drawn(base: Any, text: str, data: st.DataObject, engine: str, run: Run, *, comparisons: int) -> None:
    """Compare everything that a query can answer about a drawn history."""
    folder = base.getbasetemp() / engine
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "drawn.toml").write_text(text, encoding="utf-8")
    with Chronicle([str(folder / "drawn.toml")]) as chronicle:
        exported = Exported.write(chronicle, folder, engine, run)
        asked = data.draw(filters(History(text)))
        asked.pop("words", None)
        query = Query.of(asked)  # type: ignore[arg-type]
        order: Any = {"reverse": data.draw(st.booleans()), "limit": data.draw(st.sampled_from([None, None, 0, 3]))}
        order["sort"] = data.draw(st.sampled_from(["date", "aired"]))
        assert exported.show(query._replace(**order)) == shown(chronicle, query._replace(**order))

        start = data.draw(st.sampled_from(sorted(chronicle.ids())))
        depth = data.draw(st.sampled_from([None, None, 1, 2]))
        assert exported.ripple(query, start, depth) == rippled(chronicle, query, start, depth)

        fits = query._replace(timeline=(), **order)
        assert exported.diverge(fits, STATUSES, None) == diverged(chronicle, fits)
        timelines = [*chronicle.world.timelines]
        pairs = [(one, other) for one in timelines for other in timelines]
        for between in data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=comparisons)):
            some = data.draw(st.sampled_from([STATUSES, DIVERGENT, ("untold",), ("added", "kept")]))
            fits = data.draw(st.sampled_from([Query(), query._replace(timeline=())]))
            assert exported.diverge(fits, some, between) == diverged(chronicle, fits, some, between)


CASES = [
    path
    for path in sorted((Path(__file__).resolve().parents[1] / "cases").glob("*.toml"))
    if path.stem != "alias-clash"  # an error
]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("engine", "run"), [("sqlite", run_sqlite), ("duckdb", run_duckdb)])
def test_cases_of_old_mistakes(case: Path, engine: str, run: Run, tmp_path: Path) -> None:
    with Chronicle([str(case)]) as chronicle:
        exported = Exported.write(chronicle, tmp_path, engine, run)
        for timeline in chronicle.world.timelines:
            query = Query.of({"timeline": [timeline]})
            assert exported.show(query) == shown(chronicle, query)
        assert exported.diverge(Query(), STATUSES, None) == diverged(chronicle, Query())


@settings(max_examples=100)
@given(text=histories(), data=st.data())
def test_sqlite(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject) -> None:
    check_drawn(tmp_path_factory, text, data, "sqlite", run_sqlite, comparisons=16)


@settings(max_examples=25)
@given(text=histories(), data=st.data())
def test_duckdb(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject) -> None:
    check_drawn(tmp_path_factory, text, data, "duckdb", run_duckdb, comparisons=3)
