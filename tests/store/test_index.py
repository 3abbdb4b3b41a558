"""The index holds what a plain reading of the document says, row for row."""

from __future__ import annotations

import gc
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import oracle_index
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import histories

from timeline.model.dates import parse_date
from timeline.model.events import Event, Origin
from timeline.model.ordering import RANK_STEP
from timeline.source.load import load_document
from timeline.store import index, records

if TYPE_CHECKING:
    from timeline.source.document import Document

TEXTS = st.text(st.sampled_from("aB1 _-.,\n\0\x7f'é\u0301ßİ日本ไทย한"), max_size=12) | st.text(max_size=8)
"""Texts with all that splits words, and with scripts that need no spaces."""


def loaded(text: str) -> Document:
    document = load_document(["/h.toml"], {"/h.toml": text})
    document.require_valid()
    return document


def built(document: Document) -> dict[str, oracle_index.Rows]:
    with closing(sqlite3.connect(":memory:")) as connection:
        index.build(connection, document, {})
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return oracle_index.rows_in(connection)


@given(histories())
@settings(max_examples=150)
def test_the_index_of_a_history_is_what_its_document_says(text: str) -> None:
    document = loaded(text)
    assert built(document) == oracle_index.rows_of(document)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.lists(TEXTS, max_size=3)), min_size=1, max_size=4))
@settings(max_examples=200)
def test_words_are_found_in_texts_of_any_script(texts: list[tuple[str, str, list[str]]]) -> None:
    """What the tokenizer makes of a text in ASCII is what `words_of` makes of it."""
    document = loaded('[[event]]\ndate = 1969\ntitle = "First"\n')
    document.events = [
        replace(
            document.events[0],
            id=f"e{n}",
            title=title,
            summary=summary,
            place=summary,
            people=(*more,),
            tags=(*more,),
            rank=RANK_STEP * n,
        )
        for n, (title, summary, more) in enumerate((_storable(each) for each in texts), start=1)
    ]
    assert built(document) == oracle_index.rows_of(document)


def _storable(texts: tuple[str, str, list[str]]) -> tuple[str, str, list[str]]:
    """Return texts as UTF-8 can have them."""
    title, summary, more = texts
    plain = [each.encode("utf-8", "replace").decode() for each in (title, summary, *more)]
    return plain[0], plain[1], plain[2:]


@given(
    st.builds(
        Event,
        id=TEXTS,
        date=st.sampled_from([parse_date(each) for each in ("1969", "1969-07-20T20:17:40.25Z", "../1969~", "Y-13000")]),
        title=TEXTS,
        kind=st.sampled_from(["real", "alt", "both"]),
        season=st.none() | st.integers(0, 99),
        people=st.lists(TEXTS, max_size=2).map(tuple),
        order=st.integers(-2, 2),
        canon=st.sampled_from(["screen", "inferred"]),
        x=st.none()
        | st.dictionaries(TEXTS, st.booleans() | st.dates() | st.floats(allow_nan=False) | TEXTS, max_size=2),
        at=st.none() | st.builds(Origin, st.integers(0, 3), st.just("event"), st.none() | st.integers(0, 9)),
        rank=st.integers(0, 3),
    )
)
def test_a_record_as_text_is_the_json_of_the_record(event: Event) -> None:
    text = records.to_text(event)
    assert text == json.dumps(records.to_record(event), ensure_ascii=False, separators=(",", ":"))
    read = records.event_from_text(text)
    assert (read, read.at, read.rank) == (event, None, event.rank)
    placed = records.event_at(text, Origin(1, "event", 2))
    assert (placed, placed.at) == (event, Origin(1, "event", 2))


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_off_while_an_index_is_built_and_then_as_before(
    was_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    during = []
    plain = index.columns_of

    def event(*values: Any) -> tuple[Any, ...]:
        during.append(gc.isenabled())
        return plain(*values)

    monkeypatch.setattr(index, "columns_of", event)
    document = loaded('[[event]]\ndate = 1969\ntitle = "First"\n')
    (gc.enable if was_on else gc.disable)()
    try:
        built(document)
        assert gc.isenabled() == was_on
    finally:
        gc.enable()
    assert during == [False]


def test_what_others_have_frozen_stays_so() -> None:
    document = loaded('[[event]]\ndate = 1969\ntitle = "First"\n')
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        built(document)
        assert gc.get_freeze_count() >= frozen - 100  # a few of them are gone by now
    finally:
        gc.unfreeze()
