"""Tables are read in a quick way where nothing is to be said of them, with the same result as key by key."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import histories

from timeline.model.dates import parse_date
from timeline.source import decode
from timeline.source.decode import Decoder
from timeline.source.fields import EVENT, PERSON, ROOT, STATE, Table, Type
from timeline.source.problems import Problem, Problems
from timeline.source.row import Row
from timeline.source.values import date_of_day

GOOD: dict[Type, st.SearchStrategy[Any]] = {
    Type.TEXT: st.sampled_from(["a", "Moon landing", " b "]),
    Type.ID: st.sampled_from(["a", "b-1"]),
    Type.DATE: st.dates() | st.sampled_from(["1969~", "1969-07/..", 1969, datetime.datetime(1969, 7, 20, 20, 17)]),
    Type.DATE_BY_TIMELINE: st.dates() | st.sampled_from([{"real": 1969}, {}]),
    Type.WHOLE: st.integers(-3, 3),
    Type.COUNT: st.integers(0, 3),
    Type.CHOICE: st.sampled_from(["real", "alt", "both", "screen", "inferred"]),
    Type.TEXTS: st.lists(st.sampled_from(["moon", "Mars"]), max_size=2),
    Type.ONE_OR_MORE: st.sampled_from(["moon", ["moon", "Mars"], []]),
    Type.FLAG: st.booleans(),
    Type.FREE: st.sampled_from([{}, {"n": 1}]),
    Type.TABLES: st.sampled_from([[], [{"name": "An Actor", "season": [1, 2]}, {"name": "B", "season": 1}]]),
}
BAD = st.sampled_from(
    [
        "",
        " ",
        "2",
        "1969-02-30",
        "sometime",
        -1,
        2**31,
        True,
        1.5,
        [],
        [1],
        [""],
        ["a", 2],
        {},
        {"a": 1},
        datetime.time(1),
    ]
)
TABLES = {"event": EVENT, "state": STATE, "person": PERSON}


@st.composite
def tables(draw: st.DrawFn, table: Table) -> dict[str, Any]:
    """Draw one table: mostly what its keys take, sometimes a value of another kind or a key that it lacks."""
    keys = {entry.key for entry in table.fields if entry.required and draw(st.integers(0, 9))}
    keys |= set(draw(st.lists(st.sampled_from([*table.by_key, "dated", "year", "end"]), max_size=5, unique=True)))
    values = {}
    for key in sorted(keys):
        entry = table.by_key.get(key)
        values[key] = draw(BAD if entry is None or not draw(st.integers(0, 9)) else GOOD[entry.type])
    return values


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {name: draw(st.lists(tables(table), max_size=2)) for name, table in TABLES.items()}
    if draw(st.booleans()):
        found["defaults"] = draw(st.sampled_from([{"season": 1}, {"kind": "alt", "show": "fam"}, {"tags": ["moon"]}]))
    return found


def decoded(tables: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[int, Problem]], list[Any]]:
    problems = Problems()
    decoder = Decoder(0, problems)
    return decoder.root(tables), problems.found, decoder.left_out


def key_by_key(tables: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[int, Problem]], list[Any]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decode, "plain_values", lambda table, tables: None)
        return decoded(tables)


@given(files())
@settings(max_examples=400)
def test_a_table_is_read_as_it_is_key_by_key(tables: dict[str, Any]) -> None:
    assert decoded(tables) == key_by_key(tables)


@given(histories())
def test_every_table_of_a_valid_history_is_read_the_same(text: str) -> None:
    tables = tomli.loads(text)
    assert decoded(tables) == key_by_key(tables)


def test_what_needs_no_closer_look_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of a file without mistakes are read in the quick way: no key of theirs is decoded by itself."""
    looked_at = []
    plain = Decoder._table
    monkeypatch.setattr(
        Decoder, "_table", lambda self, table, *rest: looked_at.append(table.name) or plain(self, table, *rest)
    )
    event = {"date": datetime.date(1969, 7, 20), "title": "Landing", "tags": ["moon"], "season": 1, "kind": "real"}
    (row,) = Decoder(0, Problems()).root({"event": [event]})["event"]
    assert isinstance(row, Row)
    assert row.values["date"] == parse_date("1969-07-20")
    assert looked_at == [ROOT.name]


@given(st.dates())
def test_a_day_of_toml_is_the_date_that_its_text_is(day: datetime.date) -> None:
    assert date_of_day(day) == parse_date(day.isoformat())


def test_all_rows_share_their_keys() -> None:
    tables = [tomli.loads(f'id = "e{n}"\ndate = 1969\ntitle = "Event {n}"\n') for n in range(3)]
    assert len({id(key) for table in tables for key in table}) > 3  # the parser makes each anew
    rows = Decoder(0, Problems()).events(tables, 0)
    assert len({id(key) for row in rows for key in row.values}) == 3
