"""Rows of events that other programs wrote: nothing is invented, lost or blamed on the wrong line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.source.document import Document


def read(text: str) -> Document:
    return load_document(["/rows"], {"/rows": text})


def codes(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in read(text).problems.diagnostics()]


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\u2029"])
def test_only_line_ends_end_a_row_of_csv(separator: str) -> None:
    assert codes(f"date,title,kind\n1970,a{separator}1971,b,real\n")[0][0] == "E117"
    titles = [event.title for event in read(f"date,title,kind\n1970,a,real\n1971,c{separator}d,real\r\n").events]
    assert len(titles) == 2


def test_a_short_row_lacks_its_last_values() -> None:
    assert codes("date,title,kind\n1970,x,real\n1971\n") == [("E202", 3)]


def test_a_key_given_twice_in_json_loses_nothing() -> None:
    text = '[{"date": 1970, "title": "a", "kind": "real", "date": 1971}]'
    (problem,) = read(text).problems.diagnostics()
    assert (problem.code, problem.message) == ("E117", 'not JSON: the key "date" stands twice in an object')


def test_space_around_a_value_of_a_list_does_not_count() -> None:
    (event,) = read("date,title,tags\n1969,x, moon; first ;\n").events
    assert event.tags == ("moon", "first")
