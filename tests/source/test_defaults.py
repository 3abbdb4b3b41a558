"""`[defaults]`: which keys they fill in, and which never."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from event_files import findings, history, load

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.world import State


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


EVERYTHING = '[defaults]\nshow = "fam"\nseason = 2\nepisode = 3\ntimeline = "fam"\n'
A = '[[event]]\ndate = 1969\ntitle = "A"\n'


def only(defaults: str, event: str = "") -> Event:
    (found,) = history(defaults + A + event).events
    return found


def only_state(defaults: str, state: str) -> State:
    (found,) = history(f"{defaults}[[state]]\n{state}").world.states
    return found


def placed(found: Event | State) -> tuple[Any, ...]:
    return found.show, found.season, found.episode, found.timelines, found.kind


def test_they_fill_in_what_an_event_lacks() -> None:
    text = '[defaults]\ntags = ["moon"]\nplace = "Moon"\ncanon = "creators"\nsource = "S1"\norder = 4\nx = { a = 1 }\n'
    found = only(text, 'place = "Earth"\n')
    assert (found.tags, found.place, found.canon) == (("moon",), "Earth", "creators")
    assert (found.source, found.order, found.x) == (("S1",), 4, {"a": 1})


def test_a_list_is_not_added_to() -> None:
    assert only('[defaults]\ntags = ["moon", "first"]\n', 'tags = ["mars"]\n').tags == ("mars",)
    assert only('[defaults]\ntags = ["moon", "first"]\n', "tags = []\n").tags == ()


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("", ("fam", 2, 3, ("fam",), "alt")),
        ("season = 4\n", ("fam", 4, 3, ("fam",), "alt")),
        ('show = "other"\n', ("other", None, None, ("other",), "alt")),
        ('show = "fam"\n', ("fam", None, None, ("fam",), "alt")),
        ('timeline = "mars"\nseason = 1\n', (None, 1, None, ("mars",), "alt")),
        ('timeline = "real"\n', (None, None, None, ("real",), "real")),
        ('kind = "real"\n', (None, None, None, ("real",), "real")),
        ('kind = "both"\n', ("fam", 2, 3, ("fam", "real"), "both")),
        ('kind = "alt"\n', ("fam", 2, 3, ("fam",), "alt")),
    ],
)
def test_show_season_episode_and_timeline_go_together(event: str, expected: tuple[Any, ...]) -> None:
    assert placed(only(EVERYTHING, event)) == expected


def test_an_event_of_both_takes_no_timeline_from_them() -> None:
    assert placed(only('[defaults]\ntimeline = "fam"\n', 'kind = "both"\n')) == (None, None, None, (), "both")


def test_a_default_kind_counts_as_the_event_s_own() -> None:
    assert placed(only(EVERYTHING + 'kind = "real"\n')) == (None, None, None, ("real",), "real")
    assert placed(only(EVERYTHING + 'kind = "real"\n', 'kind = "alt"\n')) == ("fam", 2, 3, ("fam",), "alt")


def test_they_fill_in_what_a_state_lacks() -> None:
    state = only_state('[defaults]\nof = "Pilot"\nshow = "fam"\nseason = 1\n', 'is = "Ed"\ndate = "1969/1970"\n')
    assert (state.of, state.is_, placed(state)) == ("Pilot", "Ed", ("fam", 1, None, ("fam",), "alt"))
    assert placed(only_state(EVERYTHING, 'of = "A"\nis = "B"\ndate = 1969\nkind = "real"\n'))[:3] == (None, None, None)


def test_a_state_passes_over_what_is_an_event_s_only() -> None:
    assert (
        only_state('[defaults]\ntags = ["moon"]\nplace = "Moon"\n', 'of = "A"\nis = "B"\ndate = 1969\n').kind == "real"
    )


def test_a_state_that_gets_no_holder_is_an_error() -> None:
    assert findings('[defaults]\nof = "Pilot"\n[[state]]\ndate = 1969\n') == [("a.toml", 3, 1, "E202")]


def test_they_may_stand_below_the_events() -> None:
    assert history(A + '[defaults]\nshow = "fam"\n').events[0].show == "fam"


def test_they_do_not_reach_into_other_files() -> None:
    Path("part.toml").write_text(A.replace("A", "B"), encoding="utf-8")
    document = history('include = ["part.toml"]\n[defaults]\nplace = "Moon"\n' + A, A.replace("A", "C"))
    assert {event.title: event.place for event in document.events} == {"A": "Moon", "B": None, "C": None}


@pytest.mark.parametrize("key", ["id", "date", "title", "because", "moves", "replaces", "averts"])
def test_what_is_an_event_s_own_is_no_default(key: str) -> None:
    (found,) = load(f'[defaults]\n{key} = "1969"\n{A}').problems.diagnostics()
    assert (found.line, found.column, found.code) == (2, 1, "E201")
    assert found.hint == f"`{key}` is each event's own: write it below its [[event]]"


def test_a_mistake_in_them_is_told_once_where_it_stands() -> None:
    show = '[[show]]\nid = "fam"\n[[show.season]]\nnumber = 1\n'
    assert findings(f'[defaults]\nshow = "fan"\n{show}{A}{A.replace("A", "B")}') == [("a.toml", 2, 8, "E402")]
    assert findings(f'[defaults]\nshow = "fam"\nseason = 2\n{show}{A}') == [("a.toml", 3, 10, "E405")]
    assert findings(f'[defaults]\nkind = "real"\n{A}timeline = "fam"\n') == [("a.toml", 6, 12, "E406")]
    tags = '[tags]\nmoon = "On the Moon"\n'
    assert findings(f'{tags}[defaults]\ntags = ["moon", "mon"]\n{A}') == [("a.toml", 4, 17, "W402")]
    assert findings(f'[defaults]\nplace = 3\norder = "x"\n{A}') == [("a.toml", 2, 9, "E203"), ("a.toml", 3, 9, "E203")]
    assert findings(f"defaults = 3\n{A}") == [("a.toml", 1, 12, "E203")]
