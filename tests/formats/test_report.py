"""A column is defined once: its typed value makes the text of tsv and csv, JSON, and the cell of a table."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from timeline.formats import FORMATS
from timeline.formats.output import Output
from timeline.formats.report import Column, Report, Value
from timeline.model.dates import parse_date
from timeline.model.events import Event
from timeline.source.imports import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

DEATHS: Mapping[str, Any] = {"real": parse_date("1993-06-13"), "fam": parse_date("1974-12~")}

VALUES: list[tuple[Value, str, object, str]] = [
    ("moon", "moon", "moon", "moon"),
    (None, "", None, ""),
    (True, "yes", True, "yes"),
    (False, "no", False, "no"),
    (1044480, "1044480", 1044480, "1,044,480"),
    (0, "0", 0, "0"),
    (2 / 3, "0.667", 0.667, "0.667"),
    (-0.25, "-0.250", -0.25, "-0.250"),
    (("moon", "first"), "moon;first", ["moon", "first"], "moon, first"),
    ((), "", [], ""),
    (parse_date("1969-07-16/1969-07-24"), *["1969-07-16/1969-07-24"] * 3),
    (
        DEATHS,
        "real 1993-06-13;fam 1974-12~",
        {"real": "1993-06-13", "fam": "1974-12~"},
        "real 1993-06-13, fam 1974-12~",
    ),
]


def rendered(name: str, report: Report[Any]) -> str:
    stream = io.StringIO()
    FORMATS[name].render(report, Output(stream, is_terminal=False, width=80))
    return stream.getvalue()


@pytest.mark.parametrize(("value", "text", "in_json", "on_screen"), VALUES)
def test_a_value_in_every_form(value: Value, text: str, in_json: object, on_screen: str) -> None:
    column: Column[None] = Column("each", lambda row: value, brief=True)
    assert (column.text(None), column.json(None), column.on_screen(None)) == (text, in_json, on_screen)
    report = Report((column,), [None])
    assert rendered("tsv", report) == f"each\n{text}\n"
    assert json.loads(rendered("json", report)) == [{"each": in_json}]
    assert json.loads(rendered("ndjson", report)) == {"each": in_json}


def test_digits_of_a_float() -> None:
    column: Column[None] = Column("shift", lambda row: -23.96, digits=1)
    assert (column.text(None), column.json(None)) == ("-24.0", -24.0)


@pytest.mark.parametrize(
    ("value", "signed", "cell"),
    [
        ("=cmd()", False, "'=cmd()"),
        (("-1", "b"), False, "'-1;b"),
        (" @SUM(A1)", False, "' @SUM(A1)"),
        (-24, False, "-24"),
        (-0.5, False, "-0.500"),
        (parse_date("-0044-03-15"), False, "-0044-03-15"),
        ("-0044-03-15", True, "-0044-03-15"),
        ("-0044-03-15", False, "'-0044-03-15"),
    ],
)
def test_csv_escapes_every_text_that_is_not_said_to_be_a_number_or_a_date(
    value: Value, signed: bool, cell: str
) -> None:
    column: Column[None] = Column("each", lambda row: value, signed=signed)
    assert rendered("csv", Report((column,), [None])) == f"each\n{cell}\n"


def test_a_column_of_something_inside_a_row() -> None:
    inner: Column[str] = Column("length", len, brief=True, signed=True, digits=1, header="L", shown=str.upper)
    outer = inner.of(lambda row: row[0])
    assert outer._replace(value=inner.value, shown=inner.shown) == inner
    assert (outer.text(["moon"]), outer.on_screen(["moon"])) == ("4", "MOON")


LIST = Column("tags", lambda row: tuple(row))


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        (("a", "b"), "a;b"),
        (("a;b", "c"), "a;;b;c"),
        ((";c",), ";;c"),
        (("b", ";c"), "b; ;;c"),
        (("b;", "c"), "b;;;c"),
        (("b;", ";"), "b;;; ;;"),
        ((";", ";", ";"), ";;; ;;; ;;"),
    ],
)
def test_a_semicolon_within_a_value_is_kept_apart_from_its_separator(values: tuple[str, ...], cell: str) -> None:
    assert LIST.text(values) == cell
    ((event, _, _),) = read_rows("csv", iter([f"date,title,tags\n1969,x,{cell}\n"]))
    assert event["tags"] == list(values)


def test_csv_says_what_it_cannot_keep() -> None:
    notes: list[str] = []
    stream = io.StringIO()
    column = Column("title", lambda event: event.title)
    event = Event(id="a", date=parse_date("1969"), title="a\nb", kind="real", timelines=("real",))
    rows = [event, replace(event, x={"n": 1}), replace(event, title="c")]
    FORMATS["csv"].render(Report((column,), rows), Output(stream, is_terminal=False, width=80, note=notes.append))
    assert stream.getvalue() == "title\na b\na b\nc\n"
    assert notes == [
        "csv has a row on a line: replaced line breaks, tabs or control characters in 2 rows",
        "csv has no tables: left out `x` of 1 event",
    ]
