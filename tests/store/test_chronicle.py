"""What each filter selects, alone and together, in which order; and every selection against the oracle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History
from strategies import filters, histories

from timeline.model.errors import UsageError
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE = """
[[timeline]]
id = "fam"
name = "The For All Mankind timeline"
[[timeline]]
id = "novel"

[[show]]
id = "fam"
name = "For All Mankind"
aliases = ["FAM", "Für alle"]
[[show]]
id = "star-city"
name = "Star City"
timeline = "fam"
[[show]]
id = "unmade"
timeline = "novel"

[[person]]
id = "ed"
name = "Ed Baldwin"
aliases = ["Edward Baldwin"]
[[person]]
name = "Nobody Here"

[tags]
moon = "On the Moon"
unused = "On no event"

[[event]]
id = "start"
date = "../1957"
title = "Before it all"
kind = "real"
[[event]]
id = "sputnik"
date = 1957-10-04
title = "Sputnik 1 orbits the Earth"
kind = "both"
place = "Baikonur"
tags = ["Soviet"]
[[event]]
id = "leonov"
date = 1969-06-26
title = "Alexei Leonov is first on the Moon"
kind = "alt"
show = "Für alle"
season = 1
episode = 1
tags = ["moon", "soviet"]
people = ["Alexei Leonov"]
place = "Sea of Tranquility"
[[event]]
id = "apollo-11"
date = 1969-07-20
title = "Apollo 11 lands"
kind = "real"
tags = ["MOON"]
people = ["Neil Armstrong"]
place = "Sea of  tranquility"
summary = "The Eagle's naïve moonshot: 'déjà vu'"
[[event]]
id = "baldwin"
date = "1969-07"
title = "Ed Baldwin talks"
kind = "alt"
show = "fam"
season = 1
episode = 2
people = ["Edward Baldwin"]
[[event]]
id = "tailor"
date = "196X"
title = "A mission is prepared"
kind = "alt"
show = "STAR CITY"
season = 2
people = ["ed", "Neil Armstrong"]
[[event]]
id = "draft"
date = 1971
title = "A landing in another book"
kind = "alt"
timeline = "novel"
[[event]]
id = "station"
date = "1973/.."
title = "A station for both"
kind = "both"
show = "fam"
season = 2
episode = 1
[[event]]
id = "later"
date = 1973
title = "Life goes on"
kind = "real"
"""

EVERYTHING = "start sputnik leonov apollo-11 baldwin tailor draft station later"
SELECTIONS: list[tuple[dict[str, Any], str]] = [
    ({}, EVERYTHING),
    ({"year": 1969}, "leonov apollo-11 baldwin tailor"),
    ({"year": "1957..1965"}, "start sputnik tailor"),
    ({"year": "1960s"}, "leonov apollo-11 baldwin tailor"),
    ({"year": "..1957"}, "start sputnik"),
    ({"year": "1972.."}, "station later"),
    ({"year": "-0044"}, "start"),
    ({"year": [1957, 1971]}, "start sputnik draft"),
    ({"from_": "1969-07-21"}, "baldwin tailor draft station later"),
    ({"from_": "1973"}, "station later"),
    ({"from_": ["1973", "1971"]}, "draft station later"),
    ({"to": "1969-06-26"}, "start sputnik leonov tailor"),
    ({"to": "1969-07"}, "start sputnik leonov apollo-11 baldwin tailor"),
    ({"to": ["1957", "196X"]}, "start sputnik leonov apollo-11 baldwin tailor"),
    ({"from_": "1969-07-20", "to": "1969-07-20"}, "apollo-11 baldwin tailor"),
    ({"from_": "../1969"}, EVERYTHING),
    ({"kind": "real"}, "start sputnik apollo-11 station later"),
    ({"kind": "Alt"}, "sputnik leonov baldwin tailor draft station"),
    ({"kind": "both"}, "sputnik station"),
    ({"kind": ["real", "alt"]}, EVERYTHING),
    ({"timeline": "real"}, "start sputnik apollo-11 station later"),
    ({"timeline": "FAM"}, "start sputnik leonov baldwin tailor station"),
    ({"timeline": "the for all mankind timeline"}, "start sputnik leonov baldwin tailor station"),
    ({"timeline": "novel"}, "start sputnik apollo-11 draft"),
    ({"timeline": ["novel", "fam"]}, "start sputnik leonov apollo-11 baldwin tailor draft station"),
    ({"show": "fam"}, "leonov baldwin station"),
    ({"show": "for all MANKIND"}, "leonov baldwin station"),
    ({"show": "FÜR ALLE"}, "leonov baldwin station"),
    ({"show": ["fam", "Star City"]}, "leonov baldwin tailor station"),
    ({"show": "unmade"}, ""),
    ({"season": 1}, "leonov baldwin"),
    ({"season": [1, 2]}, "leonov baldwin tailor station"),
    ({"episode": 1}, "leonov station"),
    ({"season": 1, "episode": 1}, "leonov"),
    ({"season": 99}, ""),
    ({"tag": "Moon"}, "leonov apollo-11"),
    ({"tag": ["moon", "SOVIET"]}, "sputnik leonov apollo-11"),
    ({"tag": "unused"}, ""),
    ({"person": "ed baldwin"}, "baldwin tailor"),
    ({"person": "ED"}, "baldwin tailor"),
    ({"person": "Edward Baldwin"}, "baldwin tailor"),
    ({"person": ["alexei leonov", "Neil Armstrong"]}, "leonov apollo-11 tailor"),
    ({"person": "nobody here"}, ""),
    ({"place": "sea of tranquility"}, "leonov apollo-11"),
    ({"place": ["Baikonur", "Sea of Tranquility"]}, "sputnik leonov apollo-11"),
    ({"id": "APOLLO-11"}, "apollo-11"),
    ({"id": ["later", "start"]}, "start later"),
    ({"tag": "moon", "kind": "alt"}, "leonov"),
    ({"tag": "moon", "kind": "real", "year": 1970}, ""),
    ({"show": "fam", "season": 2, "person": "ed"}, ""),
    ({"words": "a", "kind": "alt", "timeline": "real"}, "station"),
    ({"reverse": True}, " ".join(reversed(EVERYTHING.split()))),
    ({"limit": 2}, "start sputnik"),
    ({"limit": 2, "reverse": True}, "later station"),
    ({"limit": 2, "tag": "moon", "reverse": True}, "apollo-11 leonov"),
    ({"limit": 0}, ""),
    ({"limit": 10**30}, EVERYTHING),
]
UNKNOWN = [
    ("timeline", "fan", 'there is no timeline "fan"', 'did you mean "fam"?'),
    ("show", "Star Citty", 'there is no show "Star Citty"', "Star City"),
    ("tag", "mooon", 'there is no tag "mooon"', 'did you mean "moon"?'),
    ("person", "Ed Baldwyn", 'there is no person "Ed Baldwyn"', "Ed Baldwin"),
    ("place", "baikonour", 'there is no place "baikonour"', 'did you mean "Baikonur"?'),
    ("id", "apollo-12", 'there is no event "apollo-12"', 'did you mean "apollo-11"?'),
    ("kind", "altt", 'there is no kind "altt"', 'did you mean "alt"?'),
]
SENSELESS: list[tuple[dict[str, Any], str]] = [
    ({"year": "1969-07"}, "is not a year"),
    ({"year": "1974..1969"}, "runs backwards"),
    ({"year": "1900s"}, "a decade or a century"),
    ({"from_": "1969-13"}, "1969-13"),
    ({"from_": "1970", "to": "1969"}, "runs backwards"),
    ({"limit": -1}, "-1"),
    ({"season": -1}, "-1"),
    ({"words": '"'}, "neither letters nor digits"),
    ({"words": "*"}, "neither letters nor digits"),
]
TIES = """
[[event]]
id = "{}"
date = {}
title = "T{}"
kind = "real"
order = {}
"""


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(FILE)


@pytest.mark.parametrize(("asked", "expected"), SELECTIONS, ids=lambda value: str(value)[:60])
def test_filters_select(chronicle: Chronicle, asked: Mapping[str, Any], expected: str) -> None:
    assert [event.id for event in chronicle.events(**asked)] == expected.split()


@pytest.mark.parametrize(("facet", "name", "message", "hint"), UNKNOWN, ids=lambda value: str(value)[:20])
def test_unknown_name_is_an_error_of_usage_with_the_nearest(
    chronicle: Chronicle, facet: str, name: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        chronicle.events(**{facet: name})  # type: ignore[arg-type]
    assert caught.value.message == message
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize(("asked", "message"), SENSELESS, ids=str)
def test_filter_without_sense_is_an_error_of_usage(
    chronicle: Chronicle, asked: Mapping[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        chronicle.events(**asked)
    assert message in caught.value.message


def test_one_unknown_name_among_known_ones_is_an_error(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError, match="mars"):
        chronicle.events(tag=["moon", "mars"])


def test_ties_stand_by_order_then_as_in_the_file(history: Callable[[str], Chronicle]) -> None:
    rows = [
        ("later-day", '"1969-07-21"', 0),
        ("year", "1969", -5),
        ("tie-1", "1969-07-20", 1),
        ("tie-2", "1969-07-20", 0),
        ("tie-3", "1969-07-20", 0),
        ("tie-4", "1969-07-20", -1),
        ("evening", "1969-07-20T20:17:40Z", -9),
        ("noon", "1969-07-20T14:00:00+02:00", 9),
        ("month", '"1969-07"', -5),
        ("january", "1969-01-01", 5),
    ]
    chronicle = history("".join(TIES.format(name, date, name, order) for name, date, order in rows))
    expected = "january noon evening tie-4 tie-2 tie-3 tie-1 later-day month year"
    assert [event.id for event in chronicle] == expected.split()
    assert [event.id for event in chronicle.events(reverse=True)] == expected.split()[::-1]


def test_several_files_are_one_history(write: Callable[..., Any]) -> None:
    one = write(TIES.format("one", 1969, 1, 0), "one.toml")
    two = write(TIES.format("two", 1969, 2, 0) + TIES.format("zero", 1968, 3, 0), "two.toml")
    assert [event.id for event in Chronicle([str(one), str(two)])] == ["zero", "one", "two"]
    assert [event.id for event in Chronicle([str(two), str(one)])] == ["zero", "two", "one"]


def test_event_is_found_by_its_id(chronicle: Chronicle) -> None:
    assert chronicle.event("Apollo-11").title == "Apollo 11 lands"
    assert len(chronicle) == 9
    with pytest.raises(UsageError, match="apollo-99"):
        chronicle.event("apollo-99")


@settings(max_examples=70)
@given(text=histories(), data=st.data())
def test_drawn_histories_are_filtered_as_by_the_oracle(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "filtered.toml"  # one path: each text also replaces an index
    path.write_text(text, encoding="utf-8")
    chronicle, history = Chronicle([str(path)]), History(text)
    assert [event.id for event in chronicle] == history.select()
    for timeline in ("real", *history.parents):
        held = {event["id"] for event in history.held(timeline)}
        assert {event.id for event in chronicle.events(timeline=timeline)} == held
        lineage = chronicle.world.lineage(timeline)
        assert {event.id for event in chronicle if lineage.holds(event)} == held
    for _ in range(3):
        asked = data.draw(filters(history))
        asked |= data.draw(st.sampled_from([{}, {"reverse": True}, {"limit": 2}, {"reverse": True, "limit": 1}]))
        assert [event.id for event in chronicle.events(**asked)] == history.select(**asked)
