"""Names in filters: the exact form, then the whole name, then words of it; several are listed, none gives the nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from timeline.model.errors import UsageError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from timeline.store.chronicle import Chronicle

PEOPLE = """
[[person]]
name = "Margo Madison"
aliases = ["The Director"]
[[person]]
name = "Ed Baldwin"
[[person]]
name = "Karen Baldwin"
[[person]]
name = "Coral Peña"
[[person]]
id = "jose-1"
name = "José"
[[person]]
id = "jose-2"
name = "Jose"
[[person]]
id = "straka"
name = "Straka"
aliases = ["The Director of NASA"]
"""
FILE = (
    PEOPLE
    + """
[[timeline]]
id = "fam"
name = "The Long Race"
[[show]]
id = "fam"
name = "For All Mankind"
[[show]]
id = "star-city"
name = "Star City"
timeline = "fam"

[[state]]
of = "President of the United States"
is = "Nixon"
date = "1969/1972"
kind = "real"
[[state]]
of = "President of France"
is = "Pompidou"
date = "1969/1974"
kind = "real"
[[state]]
of = "Chancellor"
is = "Brandt"
date = "1969/1974"
kind = "real"

[[event]]
id = "moon"
date = 1961
title = "One"
kind = "real"
tags = ["moon-landing", "Café"]
people = ["Margo Madison", "Jose"]
place = "Houston"
[[event]]
id = "Moon"
date = 1962
title = "Two"
kind = "real"
tags = ["moon", "cafe"]
people = ["José", "Coral Pena"]
place = "Houston, Texas"
[[event]]
id = "apollo-11-lands"
date = 1963
title = "Three"
kind = "real"
tags = ["MOON", "İstanbul"]
people = ["ed baldwin", "Karen Baldwin", "Sergei Korolëv"]
place = "New York"
[[event]]
id = "apollo-12-lands"
date = 1964
title = "Four"
kind = "alt"
show = "star-city"
tags = ["space station", "東京タワー"]
people = ["sergei korolev"]
place = "York, England"
[[event]]
id = "landing-of-apollo-13"
date = 1965
title = "Five"
kind = "alt"
show = "fam"
people = ["Straka"]
"""
)


@pytest.fixture
def chronicle(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(FILE)


def ids(chronicle: Chronicle, **filters: Any) -> list[str]:
    return [event.id for event in chronicle.events(**filters)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        # the exact form, then without case and accents
        ({"id": "moon"}, ["moon"]),
        ({"id": "Moon"}, ["Moon"]),
        ({"person": "José"}, ["Moon"]),
        ({"person": "Jose"}, ["moon"]),
        ({"person": "coral PENA"}, ["Moon"]),
        ({"person": "Sergei Korolev"}, ["apollo-11-lands", "apollo-12-lands"]),
        ({"tag": "CAFE"}, ["moon", "Moon"]),
        ({"tag": "istanbul"}, ["apollo-11-lands"]),
        ({"tag": "ISTANBUL"}, ["apollo-11-lands"]),
        # a whole name comes before names that have it as a word
        ({"tag": "moon"}, ["Moon", "apollo-11-lands"]),
        ({"place": "houston"}, ["moon"]),
        ({"person": "the director"}, ["moon"]),
        # the one name that has the words
        ({"person": "margo"}, ["moon"]),
        ({"person": "madison, MARGO"}, ["moon"]),
        ({"person": "karen"}, ["apollo-11-lands"]),
        ({"person": "director nasa"}, ["landing-of-apollo-13"]),
        ({"show": "mankind"}, ["landing-of-apollo-13"]),
        ({"timeline": "race", "kind": "alt"}, ["apollo-12-lands", "landing-of-apollo-13"]),
        # all tags and places that have the words
        ({"tag": "landing"}, ["moon"]),
        ({"place": "york"}, ["apollo-11-lands", "apollo-12-lands"]),
        ({"place": "texas houston"}, ["Moon"]),
        ({"tag": "東京"}, ["apollo-12-lands"]),
        # the start of an id, then its words
        ({"id": "apollo-11"}, ["apollo-11-lands"]),
        ({"id": "Apollo-12-L"}, ["apollo-12-lands"]),
        ({"id": "landing"}, ["landing-of-apollo-13"]),
        ({"id": "13 apollo"}, ["landing-of-apollo-13"]),
    ],
    ids=str,
)
def test_a_name_stands_for(chronicle: Chronicle, asked: dict[str, Any], expected: list[str]) -> None:
    assert ids(chronicle, **asked) == expected


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        ({"person": "baldwin"}, '"baldwin" may be any of 2 people', 'one of "Ed Baldwin", "Karen Baldwin"'),
        ({"person": "josé "}, '"josé " may be any of 2 people', 'one of "José", "Jose"'),
        ({"person": "director"}, '"director" may be any of 2 people', 'one of "Margo Madison", "Straka"'),
        ({"id": "apollo"}, '"apollo" may be any of 2 events', 'one of "apollo-11-lands", "apollo-12-lands"'),
        ({"id": "MOON"}, '"MOON" may be any of 2 events', 'one of "moon", "Moon"'),
        ({"person": "marg"}, 'there is no person "marg"', 'did you mean "Margo Madison"?'),
        ({"tag": "京東"}, 'there is no tag "京東"', None),
        ({"tag": "moo"}, 'there is no tag "moo"', 'did you mean "moon"?'),
        ({"place": "…"}, 'there is no place "…"', None),
        ({"person": ""}, 'there is no person ""', None),
        ({"id": ""}, 'there is no event ""', None),
    ],
    ids=str,
)
def test_a_name_that_stands_for_several_or_for_nothing(
    chronicle: Chronicle, asked: dict[str, Any], message: str, hint: str | None
) -> None:
    with pytest.raises(UsageError) as refused:
        chronicle.events(**asked)
    assert refused.value.message == message
    if hint:
        assert refused.value.hint == hint


def test_events_that_a_name_may_mean_have_lines_with_dates_and_titles(chronicle: Chronicle) -> None:
    with pytest.raises(UsageError) as refused:
        chronicle.events(id="apollo")
    first, second = refused.value.listed
    assert first.split("  ")[0] == "apollo-11-lands"
    assert second.split("  ")[0] == "apollo-12-lands"
    for line, event in zip(
        refused.value.listed, chronicle.events(id=["apollo-11-lands", "apollo-12-lands"]), strict=True
    ):
        assert line == f"{event.id}  {event.date}  {event.title}"
    with pytest.raises(UsageError) as refused:
        chronicle.events(person="baldwin")
    assert refused.value.listed == ("Ed Baldwin", "Karen Baldwin")


@pytest.mark.parametrize(
    "cut", ["apollo-11-la…", "Apollo-11..", "apollo-11…", "apollo-11-lands…", "landing-of...", "13 apollo"]
)
def test_an_id_that_a_screen_has_cut(chronicle: Chronicle, cut: str) -> None:
    expected = "landing-of-apollo-13" if "1" not in cut or "13" in cut else "apollo-11-lands"
    assert ids(chronicle, id=cut) == [expected]


def test_resolve_gives_the_one_value_and_resolve_all_the_set(chronicle: Chronicle) -> None:
    assert chronicle.resolve("show", "star") == "star-city"
    assert chronicle.resolve("person", "margo") == "margo-madison"
    assert list(chronicle.resolve_all("place", "york")) == ["new york", "york, england"]
    with pytest.raises(UsageError, match="may be any of 2 places"):
        chronicle.resolve("place", "york")


def test_an_id_comes_before_the_same_name_of_something_else(history: Callable[[str], Chronicle]) -> None:
    event = '[[event]]\nid = "{0}"\ndate = 1969\ntitle = "{0}"\nkind = "alt"\ntimeline = "{0}"\n'
    timelines = '[[timeline]]\nid = "a"\nname = "b"\n[[timeline]]\nid = "b"\nname = "a"\n'
    chronicle = history(timelines + event.format("a") + event.format("b"))
    assert ids(chronicle, timeline="a") == ["a"]
    assert ids(chronicle, timeline="b") == ["b"]


def test_a_name_that_nobody_uses_but_two_share_is_ambiguous(history: Callable[[str], Chronicle]) -> None:
    people = '[[person]]\nname = "Ann"\naliases = ["Chief"]\n[[person]]\nname = "Bob"\naliases = ["Chief"]\n'
    chronicle = history(people + '[[event]]\ndate = 1969\ntitle = "It"\nkind = "real"\npeople = ["Ann"]\n')
    with pytest.raises(UsageError) as refused:
        chronicle.events(person="Chief")
    assert refused.value.hint == 'one of "Ann", "Bob"'


def test_every_office_that_has_the_words(
    write: Callable[..., Path], timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    data = str(write(FILE))
    result = timeline("who", "president", "--timeline", "real", "--data", data)
    assert result.returncode == 0
    assert [line.split("\t")[2:4] for line in result.stdout.splitlines()] == [
        ["Nixon", "President of the United States"],
        ["Pompidou", "President of France"],
    ]
    assert [line.split("\t")[2] for line in timeline("who", "CHANCELLOR", "--data", data).stdout.splitlines()] == [
        "Brandt"
    ]
    refused = timeline("who", "presidant", "--data", data)
    assert (refused.returncode, 'there is no office "presidant"' in refused.stderr) == (2, True)


def test_several_offices_stand_below_each_other_on_a_screen(
    write: Callable[..., Path], timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    options = ["--timeline", "real", "-f", "table", "--data", str(write(FILE))]
    wide = timeline("who", "president", *options, COLUMNS="80").stdout.splitlines()
    assert [line.split() for line in wide[2:]] == [
        ["President", "of", "the", "United", "States", "1969/1972", "Nixon"],
        [],
        ["President", "of", "France", "1969/1974", "Pompidou"],
    ]
    narrow = timeline("who", "president", *options, COLUMNS="24").stdout
    assert "real: 1969/1972 Nixon, President of the United States" in " ".join(narrow.split())
    one = timeline("who", "president", "france", *options, COLUMNS="80").stdout
    assert one.splitlines()[0] == "President of France: 1 term"
    assert one.count("President") == 1


def test_people_who_differ_only_in_accents_are_two(
    write: Callable[..., Path], timeline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    data = str(write(FILE))
    for name, title in (("José", "Two"), ("Jose", "One")):
        result = timeline("people", name, "--data", data)
        assert [line.split("\t")[4] for line in result.stdout.splitlines()] == [title], result.stderr


def test_each_name_is_offered_once(chronicle: Chronicle) -> None:
    assert chronicle.names("tag", "moo", 9) == ["moon", "moon-landing"]
    assert chronicle.names("person", "jos", 9) == ["José", "Jose", "jose-1", "jose-2"]
    assert chronicle.names("person", "serg", 9) == ["Sergei Korolëv"]


@pytest.mark.parametrize(
    ("facet", "hint"),
    [
        ("office", "timeline who lists all offices"),
        ("tag", "timeline stats --by tag lists all tags"),
        ("place", None),
    ],
)
def test_where_no_name_is_near_the_command_that_lists_them_is_named(
    history: Callable[[str], Chronicle], facet: str, hint: str | None
) -> None:
    states = "".join(f'[[state]]\nof = "Head of {n}"\nis = "A"\ndate = 1969\nkind = "real"\n' for n in range(9))
    tags = [f"topic-{n}" for n in range(9)]
    events = "".join(f'[[event]]\ntitle = "E{n}"\ndate = 1969\nplace = "Lima {n}"\ntags = {tags}\n' for n in range(9))
    with pytest.raises(UsageError) as caught:
        history(states + events).resolve_all(facet, "Pope")
    assert caught.value.hint == hint
    with pytest.raises(UsageError) as caught:
        history('[[event]]\ntitle = "E"\ndate = 1969\n').resolve_all(facet, "Pope")
    assert caught.value.hint is None
