"""Large files of rows are read in parts: what is read, and what is wrong, is what it is for the whole."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.source import files, reader
from timeline.source.imports import kind_of, read_rows
from timeline.source.imports.json import _Text
from timeline.source.imports.rows import RowsError
from timeline.source.load import load_document
from timeline.source.streaming import PART, is_streamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROW = {"date": "1969-07-20", "title": 'Landing: "one" {small}', "kind": "real", "tags": ["moon", "ü"], "season": 12}
OTHER = ROW | {"title": "Other\n", "x": {"a": [1.5, None, {"b": "}"}], "c": True}, "tags": []}
TEXTS = (
    *(json.dumps([ROW, OTHER, ROW], indent=indent, ensure_ascii=False) for indent in (None, 2)),
    *("\n".join(json.dumps(row, indent=indent) for row in (ROW, OTHER, ROW)) for indent in (None, 2)),
    'date,title,tags\r\n1969,"a ""b"",\r\nc",x;y;;z\r\n\r\n1970,d\n1971,e,f\r\n',
)
WRONG = (
    *(text[:-3] for text in TEXTS),
    *(text.replace("title", "titles", 1) for text in TEXTS),
    *(text.replace('"kind"', '"date"', 1) for text in TEXTS),
    *(text.replace("real", 'r"eal', 1) for text in TEXTS),
    *(text.replace("12", "012", 1) for text in TEXTS),
    *(text + "]" for text in TEXTS),
    "[]",
    "[{}]",
    '[{"date": 1, "title": 2} 3]',
    '{"date": 1, "title": "a", "x": {"b": 1, "b" : 2}}',
    '{"date": 1, "title": "a", "date" : 2}',
    '{"date": 1, "title": "a"}\n[1]',
    "date,title\n1,2,3\n",
    "date,date\n1,2\n",
    'date,title\n1,"2\n',
)


def read(parts: Iterator[str], kind: str) -> list[Any]:
    """Return the rows, and the problem that ends them, if any."""
    try:
        return list(read_rows(kind, parts))
    except RowsError as error:
        return [error.problem]


@given(st.sampled_from(TEXTS + WRONG), st.lists(st.integers(0, 600), max_size=6))
def test_rows_are_the_same_wherever_the_text_is_parted(text: str, ends: list[int]) -> None:
    kind = kind_of(text)
    assert kind is not None
    places = sorted({0, len(text), *(end for end in ends if end < len(text))})
    parts = [text[start:end] for start, end in pairwise(places)]
    if kind_of(parts[0]) == kind or kind != "csv":
        assert read(iter(parts), kind) == read(iter([text]), kind)


def test_every_end_of_a_part_is_survived() -> None:
    for text in TEXTS + WRONG:
        kind = kind_of(text) or ""
        whole = read(iter([text]), kind)
        for end in range(1, len(text)):
            assert read(iter([text[:end], text[end:]]), kind) == whole, (text, end)


def rows(kind: str, size: int) -> str:
    """Return a text of a kind of at least that many characters."""
    row = {"date": "1969", "title": "Row", "kind": "real", "id": "", "summary": "w " * 100}
    number = size // len(json.dumps(row)) + 1
    made = [row | {"id": f"row-{n}"} for n in range(number)]
    if kind == "csv":
        return "\n".join([",".join(row), *(",".join(map(str, each.values())) for each in made)])
    lines = [json.dumps(each) for each in made]
    return "[\n" + ",\n".join(lines) + "\n]\n" if kind == "json" else "\n".join(lines)


@pytest.mark.parametrize("kind", ["json", "ndjson", "csv"])
def test_of_a_large_file_a_part_is_in_memory(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "data"
    text = rows(kind, 8 * PART)
    path.write_text(text, encoding="utf-8")
    expected = load_document(["/data"], {"/data": text})
    held: list[int] = []
    more = _Text._more

    def counted(of: _Text) -> bool:
        found = more(of)
        held.append(len(of._held))
        return found

    monkeypatch.setattr(_Text, "_more", counted)
    monkeypatch.delattr(files, "_bytes")  # reads a whole file
    document = load_document([str(path)])
    assert document.events == expected.events
    assert len(document.events) > 1000
    assert document.problems.diagnostics() == []
    assert document.files[0].held is None
    assert max(held, default=0) < 2 * PART
    assert document.files[0].stamp == files.Stamp.of(str(path), path.stat(), text.encode())
    assert [each.at for each in document.events] == [each.at for each in expected.events]


@pytest.mark.parametrize("kind", ["json", "ndjson", "csv"])
@pytest.mark.parametrize("mistake", [b"\0", b"\xff", b"\xc3", b"{", b'"', b"x" * 1_000_001, b",,,,,,,,\n"])
def test_what_is_wrong_with_a_large_file_is_told_as_of_a_small_one(
    kind: str, mistake: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data"
    data = rows(kind, 5 * PART).encode()
    for place in (len(data) if mistake in (b"\xc3", b"{") else data.index(b"row-3000"),):
        path.write_bytes(data[:place] + mistake + data[place:])
        assert is_streamed(str(path))
        streamed = load_document([str(path)]).problems.diagnostics()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reader, "is_streamed", lambda path: False)
            assert streamed == load_document([str(path)]).problems.diagnostics()
        assert streamed or mistake in b'"{,,,'


@pytest.mark.parametrize("kind", ["json", "ndjson", "csv"])
def test_a_problem_in_a_large_file_has_its_place(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "data"
    text = rows(kind, 5 * PART).replace("row-2999", "row-2998")
    path.write_text(text, encoding="utf-8")
    found = load_document([str(path)]).problems.diagnostics()
    line = text[: text.index("row-2998")].count("\n") + 1
    assert [(each.code, each.line) for each in found] == [("E401", line), ("E401", line + 1)]


def test_a_pipe_and_other_files_are_not_read_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_text("# " + rows("csv", 5 * PART), encoding="utf-8")
    assert not is_streamed(str(path))
    assert not is_streamed(str(tmp_path))
    assert not is_streamed(str(tmp_path / "none"))
    assert not is_streamed("-")
