"""JSON, NDJSON and CSV as data: how they are told from TOML, what is read, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from timeline.source.imports import kind_of
from timeline.source.load import load_document


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(text: str, *others: str) -> Any:
    paths = ["data", *(f"other{number}.toml" for number, _ in enumerate(others))]
    for path, content in zip(paths, (text, *others), strict=True):
        Path(path).write_text(content, encoding="utf-8")
    return load_document(paths)


def events(text: str, *others: str) -> Any:
    document = read(text, *others)
    assert document.problems.diagnostics() == []
    return {event.id: event for event in document.events}


def told(text: str) -> list[tuple[int | None, int | None, str, str]]:
    return [(each.line, each.column, each.code, each.message) for each in read(text).problems.diagnostics()]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[{"date": 1}]', "json"),
        ("\n [\n  {", "json"),
        ("[]\n", "json"),
        ('{"date": "1"}', "ndjson"),
        ("date,title\n", "csv"),
        ("date,title\r\n", "csv"),
        ("status,base_date\n", "csv"),
        ("[[event]]\n", None),
        ("[tags]\n", None),
        ('name = "a,b"\n', None),
        ("date;title\n", None),
        ("# date,title\n", None),
    ],
)
def test_the_beginning_tells_the_kind(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


ROW = {
    "date": "1969-07-20",
    "title": "Landing",
    "kind": "real",
    "tags": ["moon", "first"],
    "season": None,
    "people": [],
}


def test_rows_are_read_from_each_kind() -> None:
    for text in (
        json.dumps([ROW]),
        json.dumps([ROW], indent=2),
        json.dumps(ROW) + "\n",
        json.dumps(ROW, indent=2),
        "date,title,kind,tags,season,people\n1969-07-20,Landing,real,moon;first,,\n",
    ):
        (found,) = events(text).values()
        assert (found.id, found.date.text, found.kind, found.tags) == (
            "landing",
            "1969-07-20",
            "real",
            ("moon", "first"),
        )
        assert (found.season, found.people) == (None, ())


def test_what_is_derived_is_ignored_and_all_timelines_count() -> None:
    derived = {"earliest": "x", "latest": 3, "date_text": ["y"], "timeline": "a", "timelines": ["a", "b"]}
    (found,) = events(json.dumps([ROW | {"kind": "alt"} | derived])).values()
    assert found.timelines == ("a", "b")


def test_null_is_absent_in_a_table_of_one_s_own_too() -> None:
    (found,) = events(json.dumps([ROW | {"x": {"a": None, "b": [1, None]}, "place": None}])).values()
    assert (found.x, found.place) == ({"b": [1]}, None)


def test_links_to_what_is_not_there_are_dropped_and_counted() -> None:
    rows = [ROW | {"title": title, "because": ["landing", "nothing"]} for title in ("A", "B")]
    document = read(json.dumps(rows), '[[event]]\nid = "landing"\ndate = 1960\ntitle = "L"\n')
    assert document.problems.diagnostics() == []
    assert [event.because for event in document.events if event.id in ("a", "b")] == [("landing",), ("landing",)]
    assert document.dropped_links == 2
    assert read(json.dumps(rows)).dropped_links == 4


def test_links_that_need_a_branch_of_branches_are_dropped() -> None:
    rows = [
        {"id": "a", "date": "1960", "title": "A", "kind": "alt", "timelines": ["one"]},
        {"id": "b", "date": "1961", "title": "B", "kind": "alt", "timelines": ["two"], "moves": ["a"]},
    ]
    document = read(json.dumps(rows))
    assert (document.problems.diagnostics(), document.dropped_links) == ([], 1)
    branches = '[[timeline]]\nid = "one"\n[[timeline]]\nid = "two"\nparent = "one"\n'
    assert events(json.dumps(rows), branches)["b"].moves == ("a",)


@pytest.mark.parametrize(
    ("cell", "place"),
    [("'=1+1", "=1+1"), ("'-5", "-5"), ("''=x", "'=x"), ("'Abbey", "'Abbey"), ("' =x", " =x"), ("=x", "=x")],
)
def test_the_apostrophe_of_a_formula_is_taken_off(cell: str, place: str) -> None:
    (found,) = events(f"date,title,place\n1969,A,{cell}\n").values()
    assert found.place == place


@pytest.mark.parametrize(
    ("cell", "tags"),
    [("a;b", ("a", "b")), ("a;;b", ("a;b",)), ("a;;;b", ("a;", "b")), ("a;;;;b", ("a;;b",)), (";;a;b", (";a", "b"))],
)
def test_a_doubled_semicolon_is_one_of_a_value(cell: str, tags: tuple[str, ...]) -> None:
    (found,) = events(f"date,title,tags,summary\n1969,A,{cell},x;;y;z\n").values()
    assert (found.tags, found.summary) == (tags, "x;;y;z")


HINT = "these rows are not events: "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status,base_date\nmoved,1969\n", (1, 1, "E116", HINT + "they have no `date` and `title`")),
        ("of,is\n", (1, 1, "E116", HINT + "they have no `date` and `title`")),
        ('[{"status": "moved", "base": null}]', (1, 1, "E116", HINT + "they have no `date` and `title`")),
        (
            "date,title,years_ago\n1969,A,5\n",
            (1, 1, "E116", HINT + "an event has no `years_ago`; did another command write them?"),
        ),
        ('{"date": "1969", "title": "A",}\n', (1, 31, "E117", "not JSON: illegal trailing comma before end of object")),
        (
            '{"date": 1969, "title": "\\\\ud800 \\ud800"}',
            (1, 34, "E117", "not JSON: half of a surrogate pair is no character"),
        ),
        (
            '[{"date": 1969, "title": "A", "x": {"\\ud83d\\ude80\\uDC00": 1}}]',
            (1, 50, "E117", "not JSON: half of a surrogate pair is no character"),
        ),
        ('[{"date": "1969", "title": "A"} 3]', (1, 33, "E117", "not JSON: expected , or ]")),
        ('[{"date": "1969", "title": "A"}, 3]', (1, 34, "E117", "not JSON: expected an object: {...}")),
        ('[{"date": "1969", "title": "A"}', (1, 31, "E117", "not JSON: expected , or ]")),
        ('[{"date": "1969", "title": "A"},]', (1, 32, "E117", "not JSON: illegal trailing comma before end of array")),
        ('[{"date": "1", "title": "A"} ,\n ]', (1, 30, "E117", "not JSON: illegal trailing comma before end of array")),
        (
            '{"date": "1969", "title": "A"}\n{"date": "1969", "title": "B", "when": 1}\n',
            (2, 1, "E116", HINT + "an event has no `when`; did another command write them?"),
        ),
        ('[{"date": "1969", "title": "A"},\n {"title": "B"}]', (2, 2, "E202", 'the event "b" has no `date`')),
        ('{"title": "A"}\n{"title": "B", "date": "1969"}\n', (1, 1, "E116", HINT + "they have no `date`")),
        ("date,title\n1969,A,B\n", (2, 1, "E117", "not CSV: this row has 3 values for 2 columns")),
        ("date,title,date\n", (1, 1, "E117", "not CSV: a column stands twice")),
        ('date,title\n1969,"A\n', (2, 1, "E117", "not CSV: unexpected end of data")),
        ("date,title,season\n1968,A,1\n1969,B,x\n", (3, 1, "E203", 'the event "b": `season` takes')),
        ("date,title\n1969-13,A\n", (2, 1, "E301", "")),
        ('[\n{"date": "1969", "title": "A"},\n{"date": "1969-13", "title": "B"}]', (3, 1, "E301", "")),
    ],
)
def test_what_is_wrong_is_told_with_its_row(text: str, expected: tuple[int, int, str, str]) -> None:
    (found,) = told(text)
    assert (found[2], found[0]) == (expected[2], expected[0])
    if expected[2] in ("E116", "E117") and "trailing comma" not in expected[3]:
        assert found == expected


def test_a_surrogate_pair_is_one_character() -> None:
    text = r'{"date": 1969, "title": "\ud83d\ude80 \uD83D\uDE80 \\ud800"}'
    assert [event.title for event in events(text).values()] == ["\U0001f680 \U0001f680 \\ud800"]


def test_no_word_is_shown_of_rows_that_are_about_something_else() -> None:
    for text in ('[{"password": "hunter2"}]', '{"password": "hunter2"', "user,password\nme,hunter2\n"):
        (found,) = read(text).problems.diagnostics()
        assert "hunter2" not in f"{found.message}{found.hint}{found.excerpt}"
        assert "password" not in f"{found.message}{found.hint}{found.excerpt}"


def test_nothing_is_an_empty_history() -> None:
    assert events("[]\n") == events("date,title\n") == {}


def test_names_of_columns_may_have_quotes() -> None:
    assert [event.title for event in events('"date","title"\r\n1969,"A, B"\r\n').values()] == ["A, B"]


@pytest.mark.parametrize("text", ["title;date\nA;1969\n", "Title,Date\nA,1969\n", "date\ttitle\n1969\tA\n"])
def test_a_csv_of_another_form_is_told_how_it_is_read(text: str) -> None:
    (found,) = read(text).problems.diagnostics()
    assert (found.code, found.message) == ("E115", "this CSV is not as it is read here")
    assert found.hint == "put commas between the values, and keys in lower case in the first line, such as date,title"
