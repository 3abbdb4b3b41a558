"""What is written as toml reads back as the same history; a part of one reads back as that part."""

from __future__ import annotations

import io
import tomllib
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History
from strategies import filters, histories

from timeline.exports import EXPORTS
from timeline.formats.output import Output
from timeline.questions.diverge import STATUSES, diverge
from timeline.reports.diverge import divergence_record
from timeline.reports.diverge import report as divergence_report
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pytest

    from timeline.model.events import Event

LINKS = ("because", "moves", "replaces", "averts")


def write_events(chronicle: Chronicle, events: Sequence[Event]) -> tuple[str, list[str]]:
    """Return events as toml, and the notes beside it."""
    stream, notes = io.StringIO(), list[str]()
    EXPORTS["toml"].render(chronicle, events, Output(stream, is_terminal=False, width=0, note=notes.append))
    return stream.getvalue(), notes


def open_text(factory: pytest.TempPathFactory, name: str, text: str) -> Chronicle:
    path = factory.getbasetemp() / name
    path.write_text(text, encoding="utf-8", newline="")
    return Chronicle([str(path)])


def as_json(chronicle: Chronicle) -> list[dict[str, Any]]:
    return [event.to_dict() for event in chronicle]


def tables_of(chronicle: Chronicle) -> list[object]:
    """Return all that stands around the events."""
    timelines = [(each.id, each.name, each.parent, each.diverges_at) for each in chronicle.world.timelines.values()]
    shows = [(*show.names, show.timeline or show.id, show.seasons) for show in chronicle.world.shows.values()]
    around = [chronicle.world.people, chronicle.world.states, dict(chronicle.world.tags), tuple(chronicle.check_off)]
    return [chronicle.world.name, sorted(timelines), sorted(shows), *around]


@settings(max_examples=40)
@given(text=histories())
def test_whole_history_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    before = open_text(tmp_path_factory, "before.toml", text)
    again, notes = write_events(before, list(before))
    after = open_text(tmp_path_factory, "after.toml", again)
    assert as_json(after) == as_json(before)
    assert tables_of(after) == tables_of(before)
    for chronicle in (before, after):
        assert chronicle.world.pods == before.world.pods
    expected, found = (
        [
            divergence_record(pair)
            for base in before.world.timelines
            for alt in before.world.timelines
            for pair in diverge(chronicle, between=(base, alt), statuses=STATUSES)
        ]
        for chronicle in (before, after)
    )
    assert found == expected
    assert notes == []
    assert write_events(after, list(after)) == (again, [])


@settings(max_examples=40)
@given(text=histories(), data=st.data())
def test_selection_reads_back_less_the_links_that_lead_out(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    before = open_text(tmp_path_factory, "whole.toml", text)
    events = before.events(**data.draw(filters(History(text))))
    part, notes = write_events(before, events)
    if not events:
        return
    kept = {event.id for event in events}
    expected = []
    is_less = False
    for event in events:
        record = event.to_dict()
        for key in LINKS:
            leading_in = [target for target in record[key] if target in kept]
            is_less = is_less or leading_in != record[key]
            record[key] = leading_in
        expected.append(record)
    found = as_json(open_text(tmp_path_factory, "part.toml", part))
    # what was left out may have put a cause before its effect: alone, the selection may be in another order
    assert sorted(found, key=lambda record: record["id"]) == sorted(expected, key=lambda record: record["id"])
    assert notes or not is_less


@settings(max_examples=25)
@given(text=histories())
def test_divergences_read_back_as_the_events_of_both_sides(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    before = open_text(tmp_path_factory, "whole.toml", text)
    pairs = diverge(before)
    part, _ = write_events(before, divergence_report(pairs).events or ())
    if not pairs:
        return
    sides = {side.id for pair in pairs for side in (pair.base, pair.alt) if side is not None}
    after = open_text(tmp_path_factory, "part.toml", part)
    assert [event.id for event in after] == [event.id for event in before if event.id in sides]


SELECTED = """
[[timeline]]
id = "fam"
diverges_at = "pod"
[[timeline]]
id = "unused"
[[show]]
id = "fam"
[[show.season]]
number = 1
[[show.season]]
number = 2
[[show]]
id = "none"
timeline = "unused"
[[person]]
name = "Ed Baldwin"
aliases = ["Ed"]
[[person]]
name = "Nobody"
[[event]]
id = "pod"
date = 1966
title = "Pod"
kind = "alt"
show = "fam"
averts = ["lost", "landing"]
[[event]]
id = "soviet"
date = 1969
title = "Soviet"
kind = "alt"
show = "fam"
season = 1
people = ["Ed"]
because = ["pod"]
replaces = "landing"
[[event]]
id = "landing"
date = 1969
title = "Landing"
kind = "real"
[[event]]
id = "lost"
date = 1970
title = "Lost"
kind = "real"
[tags]
moon = "unused"
"""


def test_selection_takes_only_the_tables_it_names(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(SELECTED)
    text, notes = write_events(chronicle, chronicle.events(year=1969))
    tables = tomllib.loads(text)
    assert [row["id"] for row in tables["timeline"]] == ["fam"]
    assert [(row["id"], [season["number"] for season in row["season"]]) for row in tables["show"]] == [("fam", [1])]
    assert [row["name"] for row in tables["person"]] == ["Ed Baldwin"]
    assert "tags" not in tables
    assert [row["id"] for row in tables["event"]] == ["soviet", "landing"]
    assert tables["event"][0]["replaces"] == "landing"
    assert "because" not in tables["event"][0]
    assert notes == ["left out 2 links to events that are not selected"]  # diverges_at and because


def test_one_link_that_leads_out_is_counted(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(SELECTED)
    text, notes = write_events(chronicle, chronicle.events(id=["pod", "landing"]))
    assert tomllib.loads(text)["event"][0]["averts"] == "landing"
    assert notes == ["left out 1 link to events that are not selected"]


def test_command_line_reads_its_own_toml(timeline: Callable[..., Any], write: Callable[..., Path]) -> None:
    path = str(write(SELECTED))
    everything = timeline("show", "--data", path, "-f", "toml")
    assert everything.stderr == ""
    for command in (["show"], ["diverge", "--all"]):
        straight = timeline(*command, "--data", path, "-f", "json")
        around = timeline(*command, "--data", "-", "-f", "json", stdin=everything.stdout)
        assert (around.returncode, around.stdout, around.stderr) == (0, straight.stdout, "")
        assert len(straight.stdout) > 100
