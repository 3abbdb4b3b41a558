"""The histories that are measured: the same every time, with what they promise, and without errors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import data, shapes
from benchmarks.core import OF_THE_YEAR, PROBE
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("size", [60, 777])
def test_a_history_is_seeded_and_has_so_many_events(size: int, declared: bool) -> None:
    tables = list(data.texts(size, declared=declared))
    assert tables == list(data.texts(size, declared=declared))
    assert sum(text.startswith("[[event]]") for text in tables) == size


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("size", [60, 2_000])
def test_check_finds_nothing_but_people_who_do_nothing(
    tmp_path: Path, timeline: Callable[..., CompletedProcess[str]], size: int, declared: bool
) -> None:
    data.write(tmp_path / "events.toml", size, declared=declared)
    done = timeline("check", "--data", str(tmp_path / "events.toml"), "--skip", "Q103", "--skip", "Q104")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_history_has_people_seasons_tags_links_and_causes(tmp_path: Path) -> None:
    data.write(tmp_path / "events.toml", 2_000)
    document = load_document([str(tmp_path / "events.toml")])
    events = document.events
    assert all(event.people and event.tags and event.source for event in events)
    assert {season.number for show in document.world.shows.values() for season in show.seasons} == set(range(1, 11))
    assert {(link, event.timeline) for event in events for link, _ in event.links} >= {
        *(("moves", "red"), ("replaces", "red"), ("averts", "red"), ("moves", "blue"), ("replaces", "blue"))
    }
    assert sum(bool(event.because) for event in events) > 1_000
    assert {event.kind for event in events} == {"real", "alt", "both"}
    assert document.world.timelines["blue"].parent == "red"


@pytest.mark.parametrize("size", [60, 600])
def test_the_core_is_alone_in_its_year_and_has_the_same_causes_and_effects(
    tmp_path: Path, timeline: Callable[..., CompletedProcess[str]], size: int
) -> None:
    data.write(tmp_path / "events.toml", size)
    source = ("--data", str(tmp_path / "events.toml"))
    shown = timeline("show", *source, "--year", "1969", "--columns", "id").stdout.split()
    assert sorted(shown) == sorted(OF_THE_YEAR)
    for question, count in (("why", 5), ("ripple", 6)):
        rows = json.loads(timeline(question, PROBE, *source, "-f", "json").stdout)
        assert len(rows) == count


@pytest.mark.parametrize("name", shapes.SHAPES)
def test_a_shape_can_be_asked(tmp_path: Path, timeline: Callable[..., CompletedProcess[str]], name: str) -> None:
    shape = shapes.SHAPES[name]
    path = shape.write(tmp_path / name, 7)
    done = timeline(shape.command, *shape.arguments, "--data", str(path))
    assert done.returncode == shape.status, done.stderr
    found = done.stderr.count("error[") if shape.status else len(done.stdout.splitlines())
    assert found == (14 if name == "files" else 7)


def test_known_names_are_known_and_unknown_ones_are_not(
    tmp_path: Path, timeline: Callable[..., CompletedProcess[str]]
) -> None:
    for known in (True, False):
        path = tmp_path / f"{known}.toml"
        shapes.unknown_names(path, 90, known=known)
        found = timeline("check", "--data", str(path), "--only", "W").stdout
        assert (found.count("warning[W401]"), found.count("warning[W402]")) == ((0, 0) if known else (180, 180))


def test_a_history_in_parts_has_all_its_events(tmp_path: Path, timeline: Callable[..., CompletedProcess[str]]) -> None:
    parts = shapes.parts(tmp_path / "history", 20, 200)
    done = timeline("show", "--data", str(tmp_path / "history" / "events.toml"), "--count")
    assert done.stdout.strip() == "200"
    assert len(parts) == 20
    assert "The same at every size" in parts[0].read_text(encoding="utf-8")
