"""Events are added, removed and moved, several at once. The index then has the rows of one that is built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_incremental import anew, compiled, put
from test_revising import BEFORE, DATES, EDITS, HEAD, HOMES, Table, alt, builds, change, events, real, text_of

from timeline.store import upkeep

if TYPE_CHECKING:
    from pathlib import Path

INCLUDE = 'include = ["other.toml"]\n'
BETWEEN = ("", "", "\n", "# a comment\n", "# [[event]]\n\n")
YEARS = ("1905", "1922", "1939", "1943")
TITLES = ("Event 1", "Event 1", "Event", "New", "New one", "Event 1 1950", "Event 2 is longer")


def new(draw: st.DrawFn, events: list[Table], n: int) -> Table:
    """Return a new event: mostly with an id of its own, and naming others."""
    event: Table = {"date": draw(st.sampled_from((*DATES, *YEARS))), "title": draw(st.sampled_from(TITLES))}
    event |= draw(st.sampled_from([{key: each[key] for key in _HOME if key in each} for each in events] or HOMES))
    if draw(st.integers(0, 3)):
        event["id"] = draw(st.sampled_from((f"n{n}", f"n{n}", f"n{n}", "e1", "event-1", "event", "event-1-1950")))
    for key, of in (("people", ("Ed", "Al", "New One")), ("tags", ("moon", "mars")), ("place", ("Houston", "Rome"))):
        if draw(st.integers(0, 3)) == 0:
            one = draw(st.sampled_from(of))
            event[key] = one if key == "place" else [one]
    return event


_HOME = ("kind", "timeline", "show", "season", "episode")


def rearrange(draw: st.DrawFn, events: list[Table], n: int) -> None:
    """Add an event, remove one, move one or edit one."""
    how = draw(st.sampled_from(("add", "add", "add", "remove", "remove", "move", "edit")))
    at = draw(st.sampled_from((0, len(events), draw(st.integers(0, len(events))))))
    if how == "add" or not events:
        events.insert(at, new(draw, events, n))
        if draw(st.integers(0, 2)) == 0:
            change(draw, events, at, ("because", "links"))
    elif how == "remove":
        removed = events.pop(at - 1)
        for event in events if draw(st.booleans()) else ():
            for key in ("because", "moves", "replaces", "averts"):
                if removed.get("id") in event.get(key, ()):
                    event[key] = [each for each in event[key] if each != removed.get("id")]
    elif how == "move":
        events.insert(draw(st.integers(0, len(events) - 1)), events.pop(at - 1))
    else:
        change(draw, events, at - 1, EDITS)


@given(st.data())
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_an_index_with_others_is_that_of_the_whole(tmp_path: Path, data: st.DataObject) -> None:
    head = HEAD.format(data.draw(st.sampled_from(("", "", 'diverges_at = "e0"'))))
    main, other = tmp_path / "a.toml", tmp_path / "other.toml"
    made = data.draw(st.sampled_from((BEFORE[::2], BEFORE[10:40], BEFORE[::-1], ())))
    texts = {main: [dict(each) for each in made] or data.draw(events()), other: [real(50 + n) for n in range(3)]}
    has_other, ends = data.draw(st.booleans()), data.draw(st.sampled_from(("\n", "\r\n")))
    between = {n: data.draw(st.sampled_from(BETWEEN)) for n in range(3)}

    def write() -> None:
        for path, made in texts.items():
            tables = [text_of("", [event]) for event in made]
            text = "".join(table + between[n % 3] for n, table in enumerate(tables))
            begin = (INCLUDE * has_other + head) * (path == main)
            put(path, (begin + text).replace("\n", ends))

    upkeep.clear()
    write()
    compiled([str(main)])
    for n in range(data.draw(st.integers(1, 4))):
        made = texts[data.draw(st.sampled_from((main, main, other) if has_other else (main,)))]
        for more in range(data.draw(st.sampled_from((1, 1, 2, 3)))):
            rearrange(data.draw, made, 10 * n + more)
        write()
        assert compiled([str(main)]) == anew([str(main)], tmp_path)


def having(*events: Table, at: int = len(BEFORE)) -> list[Table]:
    """Return the events with others between them."""
    return [*BEFORE[:at], *events, *BEFORE[at:]]


def lacking(*ids: str, of: list[Table] = BEFORE, **more: Any) -> list[Table]:
    """Return events without some; `more` are the keys of events, by their ids, that change."""
    return [event | more.get(event["id"], {}) for event in of if event["id"] not in ids]


NEW = real(100, date="1930-05", people=["Ed"], tags=["moon"], place="Houston")
SHOWN = {"show": "sh", "season": 1}
EASY: dict[str, list[Table]] = {
    "at the end": having(NEW),
    "at the start": having(NEW, at=0),
    "in between": having(NEW, at=17),
    "beside one of its date": having(NEW | {"date": "1913"}, at=14),
    "before one of its date": having(NEW | {"date": "1913"}, at=5),
    "beside the pod": having(real(101, date="1920")),
    "an effect": having(alt(101, date="1939", because=["a38"]), at=40),
    "told by an episode": having(alt(101, **SHOWN, episode=1), at=40),
    "told by another episode": having(alt(101, **SHOWN, episode=2), at=40),
    "told by a season": having(alt(101, **SHOWN), at=40),
    "a link": having(alt(101, averts=["r4"])),
    "two of which one names the other": having(alt(101, because=["a102"]), alt(102, date="2000")),
    "far from each other": [real(103), *having(NEW), *having(real(104), at=9)[9:10]],
    "without an id": having({**NEW, "title": "Something else", "id": None}),
    "with new names": having(NEW | {"people": ["Zoe", "Ed"], "tags": ["mars"], "place": "Rome"}, at=3),
    "gone": lacking("r7"),
    "the first with its names": lacking("r0", r1={"tags": ["MOON"]}),
    "the last of an episode": lacking("a39"),
    "gone with all that names it": lacking("a39", "a40"),
    "gone and no longer named": lacking("a38", a39={"because": ["a37"]}),
    "the first and the last": lacking(
        "r0", "r44", of=having(real(-1, people=["Ed"], tags=["moon"], place="Houston"), at=0)
    ),
    "moved": having(BEFORE[43], at=3)[:44] + BEFORE[44:],
    "swapped": [*BEFORE[:8], BEFORE[9], BEFORE[8], *BEFORE[10:]],
    "moved and edited": [*BEFORE[:8], *BEFORE[9:], BEFORE[8] | {"title": "Another", "date": "1935"}],
    "all at once": lacking("r3", "a39", r5={"title": "Another"}, a40={"replaces": ["r4"]}, of=having(NEW, at=9)),
}


@pytest.mark.parametrize("is_back", [False, True])
@pytest.mark.parametrize("name", EASY)
def test_events_that_come_and_go_build_nothing_anew(
    name: str, is_back: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = (plain(EASY[name]), BEFORE) if is_back else (BEFORE, plain(EASY[name]))
    assert builds(tmp_path, monkeypatch, before, after) == 0


HARD: dict[str, list[Table]] = {
    "before the pod": having(alt(101, date="1910")),
    "before the pod, on its date": having(real(101, date="1920"), at=3),
    "the id of another": having(NEW | {"id": "a30"}),
    "the title of another": having({**NEW, "id": None, "title": "r7"}),
    "a link to nothing": having(alt(101, because=["nothing"])),
    "a cause that is later": having(alt(101, date="1930", because=["a40"])),
    "the first of its kind": having(real(101, kind="both")),
    "the first of a timeline": having(alt(101, timeline="y")),
    "a season that its show lacks": having(alt(101, show="sh", season=2)),
    "the pod": lacking("pod", a21={"because": []}),
    "one that is named": lacking("r3"),
    "too many at once": having(*(real(100 + n) for n in range(101))),
}


@pytest.mark.parametrize("name", HARD)
def test_events_that_matter_to_others_build_the_index_anew(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert builds(tmp_path, monkeypatch, BEFORE, plain(HARD[name])) == 1


def plain(events: list[Table]) -> list[Table]:
    return [{key: value for key, value in event.items() if value is not None} for event in events]


def test_where_causes_run_backwards_an_event_that_leads_to_nothing_builds_nothing_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crooked = lacking(r3={"because": ["r5"], "date": "1900/1910"}, r5={"date": "1902/1911"})
    after = lacking("r9", r7={"date": "1901-05"}, of=[*crooked, real(100, date="1902")])
    assert builds(tmp_path, monkeypatch, crooked, after) == 0
