"""People of an index: found by name and id as among all people, and read only when they are asked for."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline
from timeline.model.dates import parse_date
from timeline.model.people import Directory, Person
from timeline.source.document import Document
from timeline.store import index, records, world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline.model.world import World

NAMES = ("Ed", "ed", "ED", "Éd", "Bo", "bo", "Bo  X", "bo x", "ßa", "SSA", "Ed Y", "z")


@st.composite
def people(draw: st.DrawFn) -> list[Person]:
    """Return people whose names, aliases and ids may be those of others; only the ids differ."""
    ids = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=8))
    names = st.sampled_from(NAMES)
    return [
        Person(
            id=each,
            name=draw(names),
            aliases=tuple(draw(st.lists(names, max_size=2))),
            born=draw(st.sampled_from((None, parse_date("1960"), {"real": parse_date("1961~")}))),
        )
        for each in ids
    ]


def read_back(document: Document) -> Iterator[tuple[World, sqlite3.Connection]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        index.build(connection, document, {})

        def run(ask: Callable[[sqlite3.Connection], Any]) -> Any:
            return ask(connection)

        def stored(*keys: str) -> dict[str, Any]:
            return {key: json.loads(value) for key, value in connection.execute("SELECT * FROM meta") if key in keys}

        yield world.world_of(run, stored), connection


@given(people(), st.lists(st.sampled_from((*NAMES, "éd", "bO", "nobody")), max_size=30), st.sampled_from((3, 200)))
def test_names_mean_the_same_people_as_in_a_directory_of_all(who: list[Person], asked: list[str], most: int) -> None:
    document, all_of_them = Document(), Directory(who)
    document.world.people[:] = who
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world, "MOST", most)
        for found, _ in read_back(document):
            for name in asked:
                assert found.directory.bearers(name) == all_of_them.bearers(name)
                assert found.directory.person(name) == all_of_them.person(name)
                assert found.directory.key(name) == all_of_them.key(name)
                assert found.directory.like(name) == all_of_them.like(name)
                assert found.directory.with_id(name) == next((each for each in who if each.id == name), None)
            assert found.people == who


def test_no_more_people_are_read_than_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []

    def reading(kind: Any, record: Any, plain: Callable[..., Any] = records.from_record) -> Any:
        read.append(kind)
        return plain(kind, record)

    document = Document()
    document.world.people[:] = [Person(id=f"p{n}", name=f"Person {n}") for n in range(1000)]
    monkeypatch.setattr(records, "from_record", reading)
    for found, connection in read_back(document):
        names = [f"person {n}" for n in range(world.MOST)]
        assert [found.directory.key(name) for name in names[:5]] == ["p0", "p1", "p2", "p3", "p4"]
        assert found.directory.key("P4") == "p4"
        assert read.count(Person) == 6
        assert [found.directory.key(name) for name in names] == [f"p{n}" for n in range(world.MOST)]
        read.clear()
        connection.set_trace_callback(lambda sql: read.append(sql))
        assert found.directory.key("Person 999") == "p999"  # by then, all have been read
        assert read == []


FILE = """
[[person]]
id = "ed"
name = "Edward"
aliases = ["Eddie", "The Ed"]
[[person]]
name = "edward X"
aliases = ["EDDIE"]
[[event]]
date = 1960
title = "One"
kind = "real"
people = ["the ed", "Nobody"]
[[event]]
date = 1961
title = "Two"
kind = "real"
people = ["Eddie", "EDDIE", "nobody"]
"""


def test_people_are_counted_under_the_names_that_they_are_declared_with(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(FILE, encoding="utf-8")
    history = timeline.load(path)
    counts = {each.value: each.events for each in timeline.stats(history, by="person")}
    assert counts == {"Edward": 2, "Nobody": 2, "edward X": 1}
    later = {each.value: each.events for each in timeline.stats(history, by="person", year=1961)}
    assert later == {"Edward": 1, "edward X": 1, "nobody": 1}
