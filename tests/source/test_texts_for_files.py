"""A document out of a text in memory: as if the text stood in the file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import histories

from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.source.document import Document

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def load_text(path: str, text: str) -> Document:
    return load_document([path], {os.path.realpath(path): text})


EVENT = '[[event]]\ndate = 1969\ntitle = "A"\nkind = "real"\n'


def test_the_file_need_not_be_there() -> None:
    document = load_text("events.toml", EVENT)
    assert [event.id for event in document.events] == ["a"]
    assert [source.label for source in document.files] == ["events.toml"]
    assert document.problems.found == []


def test_problems_stand_in_the_text_under_its_label() -> None:
    document = load_text("mine.toml", EVENT + 'replaces = "b"\n')
    (problem, *_) = document.problems.diagnostics()
    assert (problem.file, problem.line, problem.column, problem.code) == ("mine.toml", 5, 12, "E208")
    assert problem.excerpt == 'replaces = "b"'


def test_includes_are_read_from_the_folder_of_the_file(write: Write, tmp_path: Path) -> None:
    write(EVENT, "x/more.toml")
    document = load_text("x/events.toml", 'include = ["more.toml"]\n')
    assert [event.id for event in document.events] == ["a"]
    assert [source.label for source in document.files] == ["x/events.toml", "x/more.toml"]


def test_an_include_of_itself_is_seen() -> None:
    document = load_text("events.toml", 'include = ["events.toml"]\n' + EVENT)
    assert [problem.code for _, problem in document.problems.found] == ["E111"]


@pytest.mark.parametrize(("text", "code"), [("", "E104"), (" \n", "E104"), ("\0", "E105")])
def test_what_is_no_text_of_a_file_is_refused(text: str, code: str) -> None:
    document = load_text("events.toml", text)
    assert [problem.code for _, problem in document.problems.found] == [code]


@given(histories())
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_it_gives_what_the_file_gives(tmp_path: Path, text: str) -> None:
    path = tmp_path / "events.toml"
    path.write_text(text, encoding="utf-8", newline="")
    by_file, by_text = load_document([str(path)]), load_text(str(path), text)
    assert by_text.events == by_file.events
    assert [event.at for event in by_text.events] == [event.at for event in by_file.events]
    assert (by_text.world.shows, by_text.world.timelines, by_text.world.people) == (
        by_file.world.shows,
        by_file.world.timelines,
        by_file.world.people,
    )
    assert by_text.problems.diagnostics() == by_file.problems.diagnostics()
