"""Histories with something for every rule to find, and edits of one event, for property tests."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

Table = dict[str, Any]
"""The values of an event as TOML has them, by key."""

DATES = (
    *(
        "1950-05-05",
        "1950-05-05",
        "1950-05-05T10:00:00Z",
        "1950-05",
        "1950",
        "195X",
        "1950-05-06~",
        "1951",
        "1940-01-01",
    ),
    *("1945/1955", "1950-05-05/1960", "../1950", "1950/..", "1962-02-02", "1970?", "1969-24", "19XX", "2015"),
)
TITLES = ("Ed lands", "Ed land", "Edd lands", "A man lands", "A human lands", "Apollo 11", "Apollo 12", "T" * 81)
PEOPLE = ("Ed", "Eddie Bald", "Eddie Balt", "Al", "AL", "Zoë", "Zoe", "Old One", "Young One", "Actor One")
TAGS = ("moon", "Moon", "mars", "untold")
CODES = ("C1", "C304", "C5", "Q", "Q102", "W401", "Q107")
HEAD = """
[[timeline]]
id = "x"
{pod}
[[timeline]]
id = "y"
parent = "x"
[[show]]
id = "sh"
timeline = "x"
[[show.season]]
number = 1
setting = "1945/1952"
aired = "2001"
[[show.season.episode]]
number = 1
aired = 2001-01-01
{people}{tags}{more}
"""
DECLARED = """
[[person]]
name = "Ed"
aliases = ["Eddie Bald"]
born = 1931
died = { real = 1961, x = "1949" }
[[person]]
name = "Old One"
born = 1800
allow = ["C303"]
[[person]]
name = "Young One"
born = 1960
[[person]]
name = "Actor One"
actor = "Kid"
actor_born = 2002
[[person]]
name = "Nobody"
"""
STATES = """
[[state]]
of = "Chief"
is = "Eddie Balt"
date = "1950/1955"
kind = "both"
[[state]]
of = "Chief"
is = "Al"
date = "1953/1958"
kind = "real"
"""
HOMES: tuple[Table, ...] = (
    {"kind": "real"},
    {"kind": "real"},
    {"kind": "both"},
    {"kind": "alt", "timeline": "x"},
    {"kind": "alt", "timeline": "y"},
    {"kind": "alt", "timeline": ["x", "y"]},
    {"show": "sh", "season": 1, "episode": 1},
)
KEYS = (
    "date",
    "order",
    "title",
    "people",
    "tags",
    "place",
    "because",
    "links",
    "allow",
    "source",
    "canon",
    "summary",
    "id",
)


def value(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False)


def text_of(head: str, events: list[Table]) -> str:
    tables = ("".join(f"{key} = {value(item)}\n" for key, item in event.items()) for event in events)
    return head + "".join(f"[[event]]\n{table}\n" for table in tables)


@st.composite
def heads(draw: st.DrawFn) -> str:
    """Return what stands before the events."""
    tags = '[tags]\nmoon = "The Moon"\nuntold = "No event"\n'
    return HEAD.format(
        pod=draw(st.sampled_from(("", "", 'diverges_at = "e0"'))),
        people=draw(st.sampled_from((DECLARED, DECLARED, ""))),
        tags=draw(st.sampled_from((tags, tags, "", "[tags]\n"))),
        more=draw(
            st.sampled_from(
                (
                    "",
                    STATES,
                    '[check]\noff = ["Q101"]\n',
                    '[defaults]\nallow = ["C2"]\n',
                    '[defaults]\ntags = ["moon", "x"]\n',
                )
            )
        ),
    )


@st.composite
def tables(draw: st.DrawFn) -> list[Table]:
    """Return events that have much in common, with causes and links between them."""
    begins = draw(st.sampled_from(("1950-05-05", "1949-12-31", "1949-12-31")))
    made: list[Table] = [{"id": "e0", "date": begins, "title": "It begins", "kind": "alt", "timeline": "x"}]
    for n in range(1, draw(st.integers(3, 10))):
        event = {"id": f"e{n}", "date": draw(st.sampled_from(DATES)), "title": f"Event {n}"}
        made.append(event | draw(st.sampled_from(HOMES)))
        for key in draw(st.sets(st.sampled_from(("title", "people", "tags", "place", "source", "because", "links")))):
            change(draw, made, n, key)
    return made


def rearrange(draw: st.DrawFn, events: list[Table], number: int) -> None:
    """Add an event, remove one with all that names it, or move one; mostly such as change no other event."""
    how = draw(st.sampled_from(("add", "add", "remove", "move")))
    at = draw(st.integers(1, len(events)))
    if how == "add":
        event = {"id": f"new{number}", "date": draw(st.sampled_from(DATES)), "title": f"Event {number}"}
        homes = [{key: each[key] for key in _HOME if key in each} for each in events]
        events.insert(at, event | draw(st.sampled_from(homes)))
        for key in draw(st.sets(st.sampled_from(("title", "people", "tags", "place", "source", "allow", "because")))):
            change(draw, events, at, key)
    elif how == "move":
        events.insert(at - 1, events.pop(draw(st.integers(0, len(events) - 1))))
    elif len(events) > 1:
        gone = events.pop(at - 1)["id"]
        for event in events:
            for key in ("because", "moves", "replaces", "averts"):
                if gone in event.get(key, ()):
                    event[key] = [each for each in event[key] if each != gone]


_HOME = ("kind", "timeline", "show", "season", "episode")


def change(draw: st.DrawFn, events: list[Table], n: int, key: str) -> None:
    """Give an event another value of a key; causes and links are mostly such as an event may have."""
    event = events[n]
    if key == "links":
        for link in ("moves", "replaces", "averts"):
            event.pop(link, None)
        real = [each["id"] for each in events if each.get("kind") in ("real", "both")]
        if event.get("kind", "alt") == "alt" and real:
            key = draw(st.sampled_from(("moves", "replaces", "averts")))
            event[key] = draw(st.lists(st.sampled_from(real), max_size=2))
    elif key == "because":
        others = [each["id"] for each in events[: n + draw(st.integers(0, 2))]]
        event[key] = draw(st.lists(st.sampled_from(others), max_size=2)) if others else []
    elif key == "id":
        event[key] = draw(st.sampled_from((f"e{n}", f"new-{n}", f"E{n}", "E0")))
    else:
        event[key] = draw(_VALUES[key])


_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "date": st.sampled_from(DATES),
    "order": st.integers(-1, 2),
    "title": st.sampled_from(TITLES),
    "people": st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
    "tags": st.lists(st.sampled_from(TAGS), max_size=2, unique=True),
    "place": st.sampled_from(("Houston", "Moon", "Sea, Moon")),
    "allow": st.lists(st.sampled_from(CODES), max_size=2, unique=True),
    "source": st.lists(st.just("a book"), max_size=1),
    "canon": st.sampled_from(("screen", "inferred")),
    "summary": st.sampled_from(("One", "One\nTwo\nThree")),
}
