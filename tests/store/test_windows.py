"""A history by ranks: conditions for all events at once, and events that are read when they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.bundled import bundled_events
from timeline.model.query import Query
from timeline.store import window
from timeline.store.chronicle import Chronicle
from timeline.store.conditions import EVERYTHING, IS_ALT, NAMES_A_SHOW, held_by, told_in
from timeline.store.window import Windows

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def bundled() -> Chronicle:
    return Chronicle([str(bundled_events())])


def test_marks_say_which_conditions_each_event_meets(bundled: Chronicle) -> None:
    asked = (IS_ALT, NAMES_A_SHOW, held_by(bundled.world.lineage("fam")), ~IS_ALT, EVERYTHING)
    marks = bundled.windows().marks(asked)
    assert len(marks) == len(bundled) + 1
    assert marks[0] == 0
    for bit, condition in enumerate(asked):
        held = bundled.windows().counted(bundled.ranks(condition))
        assert [rank for rank, mark in enumerate(marks) if mark >> bit & 1] == held


def test_ranks_are_counted_without_gaps(bundled: Chronicle) -> None:
    windows = bundled.windows()
    assert windows.counted(event.rank for event in bundled) == list(range(1, len(bundled) + 1))
    assert windows.counted([0]) == [0]  # stands for no event
    assert list(windows.read([7]).values()) == [list(bundled)[6]]


def test_no_more_conditions_than_a_byte_has_room_for(bundled: Chronicle) -> None:
    assert max(bundled.windows().marks((EVERYTHING,) * window.MOST_MARKS)) == 2**window.MOST_MARKS - 1
    with pytest.raises(AssertionError):
        bundled.windows().marks((EVERYTHING,) * (window.MOST_MARKS + 1))


def test_any_number_of_conditions_is_learned_in_as_few_passes_as_can_be(bundled: Chronicle) -> None:
    asked: list[str] = []
    seasons = [told_in(season) for season in range(60)]
    windows = Windows(lambda sql, *rest: asked.append(sql) or bundled._rows(sql, *rest), bundled.where)  # type: ignore[func-returns-value]
    windows.learn([*seasons, *seasons])
    assert len(asked) == 2
    for season in range(5):
        held = windows.counted(bundled.ranks(seasons[season]))
        assert [rank for rank, mark in enumerate(windows.marks([seasons[season]])) if mark] == held
    assert windows.days() == bundled.windows().days()
    assert len(asked) == 2


def test_a_window_has_the_events_from_a_rank_on(bundled: Chronicle) -> None:
    every = list(bundled)
    windows = bundled.windows()
    assert windows.window(11, 5) == every[10:15]
    assert windows.window(len(every) - 1, 9) == every[-2:]
    assert windows.window(len(every) + 5, 3) == []


def test_what_was_read_is_kept_within_limits(bundled: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "KEPT", 10)
    windows = bundled.windows()
    windows.read(range(1, 9))
    found = windows.read([3, 700, 701, 702])  # one of them was there, and all have to be
    assert {3, 700, 701, 702} <= found.keys()
    assert len(found) <= 10


def test_ranks_of_a_query(bundled: Chronicle) -> None:
    query = Query.of({"tag": "moon", "year": 1969})
    places = {event.id: place for place, event in enumerate(bundled, start=1)}
    assert bundled.windows().ranks(query) == [places[event.id] for event in bundled.ask(query)]


def test_days_and_links_are_those_of_the_chronicle(bundled: Chronicle) -> None:
    windows = bundled.windows()
    counted = {rank: place for place, (rank, _) in enumerate(bundled.places(), start=1)}
    assert list(windows.days()) == [0, *(day for _, day in bundled.places())]
    ties = bundled.ties("moves", "replaces", "averts")
    assert sorted(windows.links()) == sorted((counted[source], key, counted[target]) for source, key, target in ties)


def test_an_empty_history_has_no_marks(history: Callable[[str], Chronicle]) -> None:
    empty = history('[[timeline]]\nid = "alt"\n')
    assert empty.windows().marks((EVERYTHING,)) == b"\0"
    assert list(empty.windows().days()) == [0]
