"""What is written as toml reads back as the same history; a part of one reads back as that part."""

from __future__ import annotations

import io
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History
from strategies import filters, histories

from timeline.bundled import bundled_events
from timeline.exports import EXPORTS
from timeline.formats.output import Output
from timeline.questions.diverge import diverge
from timeline.questions.pairs import STATUSES
from timeline.reports.diverge import divergence_record
from timeline.reports.diverge import report as divergence_report
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

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


def pods_of(chronicle: Chronicle, events: Sequence[Event]) -> set[str]:
    """Return the points of divergence of the timelines in which the events happen, with those of all ancestors."""
    world = chronicle.world
    timelines = {timeline for event in events for timeline in event.timelines}
    while True:
        parents = {parent for each in timelines if (parent := world.timelines[each].parent) is not None}
        pods = {world.pods[each].id for each in timelines | parents if each in world.pods}
        wider = timelines | parents | {each for event in chronicle if event.id in pods for each in event.timelines}
        if wider == timelines:
            return pods
        timelines = wider


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
    written = [event for event in before if event.id in {each.id for each in events} | pods_of(before, events)]
    kept = {event.id for event in written}
    expected = []
    is_less = False
    for event in written:
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
    sides |= pods_of(before, [event for event in before if event.id in sides])
    assert {event.id for event in after} == sides


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


def test_selection_has_all_tables_whole_and_the_points_of_divergence(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(SELECTED)
    text, notes = write_events(chronicle, chronicle.events(year=1969))
    tables = tomllib.loads(text)
    assert [row["id"] for row in tables["timeline"]] == ["fam", "unused"]
    seasons = [(row["id"], [season["number"] for season in row.get("season", ())]) for row in tables["show"]]
    assert seasons == [("fam", [1, 2]), ("none", [])]
    assert [row["name"] for row in tables["person"]] == ["Ed Baldwin", "Nobody"]
    assert tables["tags"] == {"moon": "unused"}
    assert [row["id"] for row in tables["event"]] == ["pod", "soviet", "landing"]
    assert (tables["event"][0]["averts"], tables["event"][1]["replaces"]) == ("landing", "landing")
    assert notes == ["left out 1 link to events that are not selected"]


def test_timeline_without_a_written_event_does_not_name_its_point_of_divergence(
    history: Callable[[str], Chronicle],
) -> None:
    chronicle = history(SELECTED)
    text, notes = write_events(chronicle, chronicle.events(kind="real"))
    tables = tomllib.loads(text)
    assert [row["id"] for row in tables["event"]] == ["landing", "lost"]
    assert [row.get("diverges_at") for row in tables["timeline"]] == [None, None]
    assert notes == []


def pieces_read_together(
    chronicle: Chronicle, cuts: Sequence[Sequence[Event]], factory: pytest.TempPathFactory
) -> Chronicle:
    """Write the events of each cut as a file, and read all files as one history."""
    folder = factory.mktemp("pieces")
    paths = []
    for number, events in enumerate(cuts):
        paths.append(folder / f"{number}.toml")
        paths[-1].write_text(write_events(chronicle, events)[0], encoding="utf-8", newline="")
    return Chronicle([str(path) for path in paths])


def unordered(chronicle: Chronicle) -> dict[str, Any]:
    """Return what a history says, without regard to the order of links and to the places that files give to ties."""
    links = ("because", "moves", "replaces", "averts")
    events = {event.id: event.to_dict() | {link: sorted(getattr(event, link)) for link in links} for event in chronicle}
    pods = {id_: replace(pod, rank=0, shared=tuple(sorted(pod.shared))) for id_, pod in chronicle.world.pods.items()}
    return {"events": events, "tables": tables_of(chronicle), "pods": pods}


@settings(max_examples=40)
@given(text=histories(), data=st.data())
def test_pieces_of_a_history_read_together_are_the_history(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    """Every event is in a piece, and every link in a piece that has both of its ends."""
    before = open_text(tmp_path_factory, "whole.toml", text)
    events = list(before)
    pairs = [(event.id, target) for event in events for key in LINKS for target in event.to_dict()[key]]
    mine = data.draw(st.lists(st.integers(0, 2), min_size=len(events), max_size=len(events)))
    cuts = [[event for event, number in zip(events, mine, strict=True) if number == cut] for cut in range(3)]
    cuts += [[event for event in events if event.id in pair] for pair in pairs]
    after = pieces_read_together(before, [cut for cut in cuts if cut], tmp_path_factory)
    assert unordered(after) == unordered(before)


CUTS: dict[str, list[dict[str, Any]]] = {
    "kinds": [{"kind": "real"}, {"kind": "alt"}],
    "years": [{"to": "1975"}, {"from_": "1970", "to": "1999"}, {"from_": "1990"}],
    "seasons": [
        {"kind": "real"},
        *({"show": "fam", "season": number} for number in range(1, 7)),
        {"show": "star-city"},
    ],
}


@pytest.mark.parametrize("cut", CUTS)
def test_pieces_of_the_bundled_history_read_together_are_it_less_links_between_pieces(
    cut: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = Chronicle([str(bundled_events())])
    cuts = [before.events(**filters) for filters in CUTS[cut]]
    together = [{event.id for event in events} | pods_of(before, events) for events in cuts]
    assert set.union(*together) == {event.id for event in before}
    expected = unordered(before)
    for record in expected["events"].values():
        for key in LINKS:
            record[key] = [to for to in record[key] if any({record["id"], to} <= ids for ids in together)]
    after = unordered(pieces_read_together(before, cuts, tmp_path_factory))
    assert after == expected


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


def test_a_show_that_only_a_casting_names_is_read_back(
    history: Callable[[str], Chronicle], write: Callable[..., Path]
) -> None:
    """One file declares its shows, the other none: together, the table of shows is complete."""
    cast = '[[person]]\nname = "Ed"\nplayed_by = [{ name = "Joel", show = "fma", season = 1 }]\n'
    told = '[[show]]\nid = "saga"\n[[event]]\ndate = 1971\ntitle = "Two"\nshow = "saga"\n'
    before = Chronicle([str(write(cast, "cast.toml")), str(write(told, "told.toml"))])
    after = history(write_events(before, list(before))[0])
    assert list(after.world.shows) == ["saga", "fma"]
    assert list(after.world.timelines) == list(before.world.timelines) == ["real", "saga"]
    assert [(each.name, each.show) for person in after.world.people for each in person.played_by] == [("Joel", "fma")]


@pytest.mark.parametrize(
    ("told", "limit", "kept"),
    [((2, 1), "red:s1", [(1, [1, 2]), (2, [1])]), ((1, 2), "red:s1e1", [(1, [1, 2])])],
    ids=["a later season", "a later episode"],
)
def test_what_a_fence_leaves_reads_back_although_a_later_episode_tells_of_the_premise(
    write: Callable[..., Path], told: tuple[int, int], limit: str, kept: list[tuple[int, list[int]]]
) -> None:
    path = write(
        f"""
        [[show]]
        id = "red"
        season = [
          {{ number = 1, episode = [{{ number = 1 }}, {{ number = 2 }}] }},
          {{ number = 2, episode = [{{ number = 1 }}, {{ number = 2 }}] }},
        ]
        [[event]]
        date = 1945-01-01
        title = "It all begins"
        show = "red"
        season = {told[0]}
        episode = {told[1]}
        [[event]]
        date = 1951-06-01
        title = "First"
        show = "red"
        season = 1
        episode = 1
        """
    )
    watched = Chronicle([str(path)], up_to=[limit])
    text, _ = write_events(watched, watched.events())
    back = Chronicle([str(write(text, "back.toml"))])
    assert as_json(back) == as_json(watched)
    assert [(s.number, [e.number for e in s.episodes]) for s in back.world.shows["red"].seasons] == kept
