"""A selection reads events as they are needed, and equals the list of them in every other way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from timeline.model.query import Query
from timeline.reports.rows import is_in_order, tellings
from timeline.store import records
from timeline.store.chronicle import Chronicle
from timeline.store.selection import AT_ONCE

if TYPE_CHECKING:
    from pathlib import Path


NUMBER = 2 * AT_ONCE + 7


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Chronicle:
    file: Path = tmp_path_factory.mktemp("many") / "events.toml"
    file.write_text(
        "".join(
            f'[[event]]\ndate = {1000 + n % 700}\ntitle = "Event {n}"\n'
            + (f'show = "S{n % 3}"\nseason = {n % 5 + 1}\n' if n % 4 else "x = { far = inf }\n")
            for n in range(NUMBER)
        ),
        encoding="utf-8",
    )
    return Chronicle([str(file)])


QUERIES = (
    Query(),
    Query(reverse=True),
    Query(sort="aired"),
    Query(limit=0),
    Query(limit=AT_ONCE),
    Query(limit=AT_ONCE + 1, reverse=True),
    Query(season=(2,)),
    Query(kind=("both",)),
    Query(kind=("alt",)),
)


@pytest.mark.parametrize("query", QUERIES)
def test_it_equals_the_list(chronicle: Chronicle, query: Query) -> None:
    events, found = chronicle.ask(query), chronicle.stream(query)
    assert (bool(found), list(found), len(found)) == (bool(events), events, len(events))
    assert list(found) == events, "also when it is read again"
    assert list(found[-3:]) == events[-3:]
    assert [found[n] for n in range(0, len(events), 100)] == events[::100]


@pytest.mark.parametrize("query", QUERIES)
def test_the_index_tells_of_it_what_the_events_tell(chronicle: Chronicle, query: Query) -> None:
    events, found = chronicle.ask(query), chronicle.stream(query)
    assert found.kinds() == Counter(event.kind for event in events)
    assert set(found.told()) == set(tellings(events))
    assert found.is_in_order == is_in_order(events)


def test_no_more_is_read_than_is_asked_for(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    decode = records.from_record

    def counted(kind: Any, record: dict[str, Any]) -> Any:
        read.append(kind)
        return decode(kind, record)

    monkeypatch.setattr(records, "from_record", counted)
    found = chronicle.stream(Query())
    assert len(found) == NUMBER
    found.kinds(), found.told()
    assert len(read) == AT_ONCE
    rows = iter(found)
    assert [next(rows).title for _ in range(AT_ONCE + 1)]
    assert len(read) <= AT_ONCE * 2


def test_an_overview_reads_the_events_once(chronicle: Chronicle) -> None:
    asked: list[str] = []
    found = chronicle.stream(Query())
    chronicle._run(lambda connection: connection.set_trace_callback(asked.append))
    try:
        assert sum(found.kinds().values()) == NUMBER
        assert (len(found), len(found.told())) == (NUMBER, 16)
    finally:
        chronicle._run(lambda connection: connection.set_trace_callback(None))
    assert len(asked) == 1
