"""An event is edited: its date, order, id, causes and links. The index then has the rows of one that is built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_incremental import anew, compiled, put

from timeline.model.ordering import RANK_STEP
from timeline.store import compiling, upkeep
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from pathlib import Path

Table = dict[str, Any]
"""The values of an event as TOML has them, by key."""

DATES = (
    *("1950-05-05", "1950-05-05T10:00:00Z", "1950-05-05T09:00:00Z", "1950-05", "1950", "195X", "1950-05-06~", "1951"),
    *("1940", "1940-01-01", "1945/1955", "1950-05-05/1960", "../1950", "1950/..", "1962-02-02", "1970?", "1969-24"),
)
HEAD = """
[[timeline]]
id = "x"
{}
[[timeline]]
id = "y"
parent = "x"
[[show]]
id = "sh"
timeline = "x"
[[show.season]]
number = 1
[[show.season.episode]]
number = 1
title = "Pilot"
aired = 2001-01-01
[[show.season.episode]]
number = 2
title = "Second"
[[person]]
name = "Ed"
"""
PLAIN = HEAD.format("")
HOMES: tuple[Table, ...] = (
    {"kind": "real"},
    {"kind": "both"},
    {"kind": "alt", "timeline": "x"},
    {"kind": "alt", "timeline": "y"},
    {"kind": "alt", "timeline": ["x", "y"]},
    {"show": "sh", "season": 1, "episode": 1},
    {"show": "sh", "season": 1, "episode": 2},
    {"show": "sh", "season": 1},
)


def text_of(head: str, events: list[Table]) -> str:
    def value(item: Any) -> str:
        return str(item) if isinstance(item, int) else str(item).replace("'", '"') if item else "[]"

    def quoted(item: Any) -> Any:
        return f'"{item}"' if isinstance(item, str) else item

    tables = ("".join(f"{key} = {value(quoted(item))}\n" for key, item in event.items()) for event in events)
    return head + "".join(f"[[event]]\n{table}" for table in tables)


@st.composite
def events(draw: st.DrawFn) -> list[Table]:
    """Return events with few dates, so that many share a place, and with causes and links between them."""
    made: list[Table] = []
    for n in range(draw(st.integers(2, 9))):
        event = {"date": draw(st.sampled_from(DATES)), "title": f"Event {n}"} | draw(st.sampled_from(HOMES))
        if draw(st.integers(0, 9)):
            event["id"] = f"e{n}"
        for key, of in (("people", ("Ed", "Al")), ("tags", ("moon", "Mars")), ("place", ("Houston", "houston"))):
            if draw(st.booleans()):
                one = draw(st.sampled_from(of))
                event[key] = one if key == "place" else [one]
        made.append(event)
    for n in range(len(made)):
        if draw(st.integers(0, 2)) == 0:
            change(draw, made, n, ("because", "links"))
    return made


def change(draw: st.DrawFn, events: list[Table], n: int, among: tuple[str, ...]) -> None:
    """Change an event in one way: `because` and `links` mostly name earlier events and those that may be named."""
    event, how = events[n], draw(st.sampled_from(among))
    others = [each["id"] for each in events[: n + draw(st.integers(0, 2))] if "id" in each]
    if how == "date":
        event["date"] = draw(st.sampled_from(DATES))
    elif how == "order":
        event["order"] = draw(st.integers(-1, 2))
    elif how == "id" and "id" in event:
        event["id"] = draw(st.sampled_from((f"e{n}", f"new-{n}", f"Event {n}", f"event-{n}")))
    elif how == "because" and others:
        event["because"] = draw(st.lists(st.sampled_from(others), max_size=2))
    elif how == "links":
        for key in ("moves", "replaces", "averts"):
            event.pop(key, None)
        real = [each["id"] for each in events if each.get("kind") in ("real", "both") and "id" in each]
        if event.get("kind", "alt") == "alt" and real:
            event[draw(st.sampled_from(("moves", "replaces", "averts")))] = draw(
                st.lists(st.sampled_from(real), max_size=2)
            )
    elif how == "text":
        event["title" if "id" in event else "summary"] = draw(st.sampled_from(("Other", "Ähnlich", "Event 1")))


EDITS = ("date", "date", "order", "id", "because", "links", "text")


@given(st.data())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_an_index_that_was_revised_is_that_of_the_whole(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.toml"
    head = HEAD.format(data.draw(st.sampled_from(("", "", 'diverges_at = "e0"'))))
    made = data.draw(events())
    upkeep.clear()
    put(path, text_of(head, made))
    compiled([str(path)])
    for _ in range(data.draw(st.integers(1, 4))):
        for _ in range(data.draw(st.sampled_from((1, 1, 2)))):
            change(data.draw, made, data.draw(st.integers(0, len(made) - 1)), EDITS)
        put(path, text_of(data.draw(st.sampled_from(("", "", "# note\n\n"))) + head, made))
        assert compiled([str(path)]) == anew([str(path)], tmp_path)


def real(n: int, **more: Any) -> Table:
    return {"id": f"r{n}", "date": f"{1900 + n}", "title": f"Real {n}", "kind": "real", **more}


def alt(n: int, **more: Any) -> Table:
    return {"id": f"a{n}", "date": f"{1900 + n}", "title": f"Alt {n}", "kind": "alt", "timeline": "x", **more}


BEFORE = [
    *(real(n, people=["Ed"], tags=["moon"], place="Houston") for n in range(20)),
    alt(20, id="pod"),
    *(alt(n, because=[f"a{n - 1}"] if n > 21 else ["pod"], show="sh", season=1, episode=1) for n in range(21, 40)),
    alt(40, replaces=["r3"], people=["Ed"]),
    *(real(n) for n in range(41, 45)),
]

EASY: dict[str, tuple[int, Table]] = {
    "an earlier date": (10, {"date": "1905-03"}),
    "a later date": (5, {"date": "1941-01-01"}),
    "the first of all": (41, {"date": "1850"}),
    "the last of all": (7, {"date": "2000"}),
    "an open start": (41, {"date": "../1910"}),
    "an open end": (7, {"date": "1907/.."}),
    "the same place": (7, {"date": "1907-12-31"}),
    "a longer date": (7, {"date": "1907/1999"}),
    "of another event": (7, {"date": "1915"}),
    "an alt event after its cause": (40, {"date": "1941"}),
    "an effect after its cause": (39, {"date": "1941"}),
    "order": (7, {"order": 3}),
    "another id": (7, {"id": "other"}),
    "another id and date": (7, {"id": "other", "date": "1913"}),
    "a new cause": (40, {"because": ["a39"]}),
    "other causes": (39, {"because": ["r1", "pod"]}),
    "no cause": (30, {"because": []}),
    "another link": (40, {"replaces": [], "moves": ["r4", "r5"]}),
    "a link of the pod": (20, {"averts": ["r7"]}),
    "beside the pod": (41, {"date": "1920"}),
    "the first with a name": (0, {"date": "1915"}),
    "before the first with a name": (7, {"date": "1850"}),
    "new names": (7, {"people": ["Zoe", "Ed", "Al"], "tags": ["mars", "moon"], "place": "Rome"}),
    "the form in which a name is shown": (0, {"tags": ["Moon"], "place": "houston"}),
    "a link and a text": (40, {"averts": ["r7"], "title": "Another title"}),
}


@pytest.mark.parametrize("name", EASY)
def test_edits_of_one_event_build_nothing_anew(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert edited(tmp_path, monkeypatch, *EASY[name]) == 0


HARD: dict[str, tuple[int, Table]] = {
    "the date of a pod": (20, {"date": "1925"}),
    "an alt event before the pod": (40, {"date": "1910"}),
    "before the pod, on its date": (7, {"date": "1920"}),
    "after the pod, but ordered before it": (41, {"date": "1920", "order": -1}),
    "a cause after its effect": (22, {"date": "1930"}),
    "a link that is not allowed": (40, {"replaces": ["a30"]}),
    "a link of a real event": (7, {"replaces": ["r1"]}),
    "a cause that is not there": (40, {"because": ["nothing"]}),
    "the id of another": (7, {"id": "r8"}),
    "an id that is named": (3, {"id": "other"}),
    "another kind": (7, {"kind": "both"}),
    "another episode": (39, {"episode": 2}),
}


@pytest.mark.parametrize("name", HARD)
def test_edits_that_reach_further_build_the_index_anew(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert edited(tmp_path, monkeypatch, *HARD[name]) == 1


def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n: int, changes: Table) -> int:
    """Edit an event and check the index; return how many were built anew for it."""
    after = [dict(event) for event in BEFORE]
    after[n].update(changes)
    return builds(tmp_path, monkeypatch, BEFORE, after)


def builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Table], after: list[Table], head: str = PLAIN
) -> int:
    """Change a history and check the index; return how many were built anew for it. Before, its head is `PLAIN`."""
    path, plain, built = tmp_path / "a.toml", compiling._built, []
    put(path, text_of(PLAIN, before))
    compiled([str(path)])

    def counted(*arguments: Any) -> Any:
        built.append(arguments)
        return plain(*arguments)

    monkeypatch.setattr(compiling, "_built", counted)
    put(path, text_of(head, after))
    found = compiled([str(path)])
    count = len(built)
    assert found == anew([str(path)], tmp_path)
    return count


def test_an_event_may_be_listed_behind_a_pod_that_it_precedes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [event | ({"date": "1920-12-31"} if event["id"] == "pod" else {}) for event in BEFORE]
    after = [*before[:41], before[41] | {"date": "1920", "order": -1}, *before[42:]]
    assert builds(tmp_path, monkeypatch, before, after) == 1


HEADS = {
    "a comment": (f"# About this file.\n{PLAIN}", 0),
    "empty lines": (PLAIN.replace("[[person]]", "\n\n[[person]]"), 0),
    "other quotes": (PLAIN.replace('"Ed"', "'Ed'  # his name"), 0),
    "another name": (PLAIN.replace('"Ed"', '"Edward"'), 1),
    "another order": ('[[person]]\nname = "Ed"\n' + PLAIN.partition("[[person]]")[0], 1),
    "defaults": (f'{PLAIN}[defaults]\nplace = "Houston"\n', 1),
    "a key that is not known": (f'{PLAIN}nickname = "Eddie"\n', 1),
    "nothing": ("", 1),
}


@pytest.mark.parametrize("name", HEADS)
def test_only_what_a_head_says_builds_the_index_anew(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, count = HEADS[name]
    after = [*BEFORE[:7], BEFORE[7] | {"title": "Another"}, *BEFORE[8:]]
    assert builds(tmp_path, monkeypatch, BEFORE, after, head) == count


def test_an_event_can_move_to_the_same_place_until_there_is_no_room(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    after = [dict(event) for event in BEFORE]
    put(path, text_of(PLAIN, after))
    compiled([str(path)])
    for n in range(1, 10):
        after[n]["date"] = f"1915-06-{20 - n:02d}"  # each before the one that came last
        put(path, text_of(PLAIN, after))
        assert compiled([str(path)]) == anew([str(path)], tmp_path)
    with Chronicle([str(path)]) as chronicle:
        ids = [event.id for event in chronicle]
        assert ids[ids.index("r9") : ids.index("r16")] == [*(f"r{n}" for n in range(9, 0, -1)), "r15"]


def test_an_event_that_moves_back_has_its_room_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, after = tmp_path / "a.toml", [dict(event) for event in BEFORE]
    put(path, text_of(PLAIN, after))
    compiled([str(path)])
    monkeypatch.setattr(compiling, "_built", None)
    for n in range(2 * RANK_STEP):
        after[7]["date"] = ("1912-05", "1907")[n % 2]
        put(path, text_of(PLAIN, after))
        Chronicle([str(path)]).close()
    monkeypatch.undo()
    assert compiled([str(path)]) == anew([str(path)], tmp_path)
