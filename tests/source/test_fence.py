"""A fenced document lacks what later episodes tell, and all that only they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.dates import parse_date
from timeline.model.errors import UsageError
from timeline.model.terms import successions
from timeline.source.fence import fenced
from timeline.source.load import load_document
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline.source.document import Document

HISTORY = """
[tags]
moon = "On the Moon"
mars = "On Mars"

[[timeline]]
id = "fam"
diverges_at = "pod"
[[timeline]]
id = "late"
parent = "fam"

[[show]]
id = "fam"
name = "For All Mankind"
aliases = ["FAM"]
[[show.season]]
number = 1
setting = "1969/1974"
aired = 2019
[[show.season.episode]]
number = 1
title = "First"
[[show.season.episode]]
number = 2
title = "Second"
[[show.season]]
number = 2
setting = 1983
[[show]]
id = "star-city"
timeline = "fam"
[[show.season]]
number = 1

[[person]]
name = "Early"
died = { real = 1990, fam = "1974" }
[[person]]
name = "Doomed"
died = { real = 1991, fam = "1983" }
[[person]]
name = "Late"

[[event]]
id = "ours"
date = 1969-07-20
title = "Ours"
kind = "real"
[[event]]
id = "pod"
date = 1966
title = "The POD"
kind = "alt"
show = "fam"
season = 1
episode = 1
tags = ["moon"]
people = ["Early", "Doomed"]
[[event]]
id = "second"
date = 1974
title = "Second"
kind = "alt"
show = "fam"
season = 1
episode = 2
because = ["pod"]
people = ["Early"]
replaces = "ours"
[[event]]
id = "somewhere"
date = 1970
title = "Somewhere in season 1"
kind = "alt"
show = "fam"
season = 1
because = ["second", "pod"]
[[event]]
id = "later"
date = 1983
title = "Later"
kind = "alt"
show = "fam"
season = 2
because = ["second"]
tags = ["mars"]
people = ["Late", "Doomed"]
[[event]]
id = "branch"
date = 1984
title = "Branch"
kind = "alt"
timeline = "late"
show = "fam"
season = 2
[[event]]
id = "behind-the-curtain"
date = 1969
title = "Behind the curtain"
kind = "alt"
show = "star-city"
season = 1
[[event]]
id = "premiere-2"
date = 2021
title = "Season 2 premieres"
kind = "real"
show = "fam"
season = 2
[[event]]
id = "pitched"
date = 2018
title = "The show is pitched"
kind = "real"
show = "fam"

[[state]]
of = "President"
is = "Nixon"
date = "1969/1973"
kind = "alt"
show = "fam"
[[state]]
of = "President"
is = "Kennedy"
date = "1973/1985"
kind = "alt"
show = "fam"
[[state]]
of = "President"
is = "Hart"
date = "1985/1993"
kind = "alt"
show = "fam"
[[state]]
of = "President"
is = "Ford"
date = "1974/1977"
kind = "real"
"""


@pytest.fixture
def behind(write: Callable[..., Path]) -> Callable[..., Document]:
    path = str(write(HISTORY.replace('timeline = "late"\nshow = "fam"', 'timeline = "late"')))
    return lambda *limits: fenced(load_document([path]), limits)


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (("fam:s1e1",), "pod ours branch"),
        (("fam:s1e2",), "pod ours somewhere second branch"),
        (("FAM:S1",), "pod ours somewhere second branch"),
        (("For All Mankind:s2",), "pod ours somewhere second later branch premiere-2 pitched"),
        (("fam",), "pod ours somewhere second later branch premiere-2 pitched"),
        (("star-city:s1",), "pod behind-the-curtain ours branch"),
        (("fam:s1e1,star-city:s1",), "pod behind-the-curtain ours branch"),
        (("fam:s1", "fam:s1e1"), "pod ours somewhere second branch"),
    ],
)
def test_events_up_to_the_limit_are_told(behind: Callable[..., Document], limits: tuple[str, ...], told: str) -> None:
    assert {event.id for event in behind(*limits).events} == set(told.split())


def test_without_a_limit_nothing_is_taken_away(behind: Callable[..., Document]) -> None:
    assert len(behind().events) == 9


def test_behind_the_last_limits_everything_is_told(behind: Callable[..., Document]) -> None:
    whole, watched = behind(), behind("fam,star-city")
    assert watched.events == whole.events
    assert watched.world.known_until == {}
    for part in ("timelines", "pods", "shows", "states", "tags"):
        assert getattr(watched.world, part) == getattr(whole.world, part)
    assert watched.world.people == whole.world.people


def test_causes_and_links_beyond_the_fence_are_absent(behind: Callable[..., Document]) -> None:
    events = {event.id: event for event in behind("fam:s1").events}
    assert events["somewhere"].because == ("second", "pod")
    assert events["second"].replaces == ("ours",)
    assert {event.id for event in behind("star-city:s1").events if event.because} == set()


def test_people_and_tags_are_those_of_visible_events(behind: Callable[..., Document]) -> None:
    first = behind("fam:s1e1")
    assert [person.name for person in first.world.people] == ["Early", "Doomed"]
    assert list(first.world.tags) == ["moon"]


def test_a_death_is_known_as_far_as_the_story_reaches(behind: Callable[..., Document]) -> None:
    def deaths(limit: str) -> dict[str, list[str]]:
        return {person.name: sorted(person.died or ()) for person in behind(limit).world.people}  # type: ignore[arg-type]

    assert deaths("fam:s1e1") == {"Early": ["real"], "Doomed": ["real"]}
    assert deaths("fam:s1") == {"Early": ["fam", "real"], "Doomed": ["real"]}
    assert deaths("fam:s2") == {"Early": ["fam", "real"], "Doomed": ["fam", "real"], "Late": []}


def test_a_season_seen_in_part_has_no_end(behind: Callable[..., Document]) -> None:
    show = behind("fam:s1e1").world.shows["fam"]
    assert [(season.number, str(season.setting), [e.title for e in season.episodes]) for season in show.seasons] == [
        (1, "1969/", ["First"])
    ]
    assert str(show.seasons[0].aired) == "2019/"
    whole = behind("fam:s1").world.shows
    assert [season.number for season in whole["fam"].seasons] == [1]
    assert str(whole["fam"].seasons[0].setting) == "1969/1974"
    assert whole["star-city"].seasons == ()


def test_states_are_told_as_far_as_the_story(behind: Callable[..., Document]) -> None:
    def holders(*limits: str) -> list[tuple[str, str]]:
        return [(state.is_, state.date.text) for state in behind(*limits).world.states]

    nixon, kennedy, hart, ford = ("Nixon", "1969/1973"), ("Kennedy", "1973/1985"), ("Hart", "1985/1993"), "1974/1977"
    assert holders("fam:s1e1") == [("Ford", ford)]
    assert holders("fam:s1") == [nixon, ("Kennedy", "1973/"), ("Ford", ford)]
    assert holders("fam:s2") == [nixon, kennedy, hart, ("Ford", ford)]
    assert holders("star-city:s1") == [("Ford", ford)]


def test_the_premise_stays_whatever_tells_of_it(behind: Callable[..., Document]) -> None:
    document = behind("star-city:s1")
    assert list(document.world.timelines) == ["real", "fam", "late"]
    assert {timeline: pod.id for timeline, pod in document.world.pods.items()} == {"fam": "pod", "late": "branch"}
    assert document.world.timelines["fam"].diverges_at == "pod"


NESTED = """
[[show]]
id = "x"
[[show.season]]
number = 1
[[show.season]]
number = 2
[[show]]
id = "y"
[[timeline]]
id = "y"
parent = "x"
[[timeline]]
id = "z"
parent = "y"
[[event]]
id = "real"
date = 1900
title = "Real"
kind = "real"
[[event]]
id = "hidden-cause"
date = 1949
title = "Hidden cause"
kind = "real"
show = "x"
season = 2
[[event]]
id = "x-pod"
date = 1950
title = "X parts"
show = "x"
season = 2
because = ["real", "hidden-cause"]
averts = "hidden-cause"
[[event]]
id = "x-first-season"
date = 1951
title = "X goes on"
show = "x"
season = 1
[[event]]
id = "y-pod"
date = 1960
title = "Y parts"
show = "y"
[[event]]
id = "z-pod"
date = 1970
title = "Z parts"
timeline = "z"
show = "y"
[[event]]
id = "z-later"
date = 1980
title = "Z goes on"
timeline = "z"
show = "x"
season = 1
"""


def test_the_premise_has_the_points_of_all_ancestors_without_links_to_what_is_hidden(
    write: Callable[..., Path],
) -> None:
    whole = load_document([str(write(NESTED))])
    assert not whole.problems.has_errors
    document = fenced(whole, ["x:s1"])
    assert [event.id for event in document.events] == ["real", "x-pod", "x-first-season", "y-pod", "z-pod", "z-later"]
    pod = document.events[1]
    assert (pod.because, pod.averts, pod.season) == (("real",), (), 2)
    assert {id_: pod.id for id_, pod in document.world.pods.items()} == {"x": "x-pod", "y": "y-pod", "z": "z-pod"}
    assert {id_: pod.shared for id_, pod in document.world.pods.items()} == {"x": (), "y": (), "z": ()}


def test_a_timeline_in_which_nothing_visible_happens_is_absent(write: Callable[..., Path]) -> None:
    document = fenced(load_document([str(write(NESTED))]), ["y"])
    assert [event.id for event in document.events] == ["real", "x-pod", "y-pod", "z-pod"]
    without_z = NESTED[: NESTED.index('[[event]]\nid = "z-later"')].replace('timeline = "z"\n', "")
    document = fenced(load_document([str(write(without_z))]), ["x:s1"])
    assert list(document.world.timelines) == ["real", "x"]


DEATHS = """
[[show]]
id = "x"
[[show.season]]
number = 1
setting = "1950/1960"
[[show.season.episode]]
number = 1
[[show.season.episode]]
number = 2
[[show.season]]
number = 2
setting = "1980/1990"
[[person]]
name = "Real"
died = 1924
[[person]]
name = "Invented"
died = 1985
[[person]]
name = "Soldier"
died = "1951-03"
[[person]]
name = "Ruler"
died = 1999
[[person]]
name = "Nobody"
[[event]]
date = 1912
title = "Real acts"
kind = "real"
people = ["Real"]
[[event]]
date = 1951-03-05
title = "Two act, one dies"
show = "x"
season = 1
episode = 1
people = ["Invented", "Soldier", "Real"]
[[event]]
date = 1985-02-01
title = "A look ahead"
show = "x"
season = 1
episode = 2
[[state]]
of = "King"
is = "Ruler"
date = "1940/1970"
kind = "real"
[[state]]
of = "King"
is = "Told"
date = "1955/1958"
show = "x"
season = 1
episode = 1
[[state]]
of = "King"
is = "Told later"
date = "1951/1951"
show = "x"
season = 1
episode = 2
"""


def test_a_death_of_real_history_stays_and_one_that_only_the_show_tells_waits(write: Callable[..., Path]) -> None:
    def deaths(limit: str) -> dict[str, str]:
        document = fenced(load_document([str(write(DEATHS))]), [limit])
        return {person.name: str(person.died) for person in document.world.people}

    always = {"Real": "1924", "Soldier": "1951-03", "Ruler": "1999"}
    assert deaths("x:s1e1") == always | {"Invented": "None"}
    assert deaths("x:s1") == always | {"Invented": "None"}  # a look ahead is no story
    assert deaths("x:s2") == always | {"Invented": "1985"}


def test_a_state_that_names_its_episode_is_told_with_it(write: Callable[..., Path]) -> None:
    def holders(limit: str) -> list[tuple[str, str]]:
        document = fenced(load_document([str(write(DEATHS))]), [limit])
        return [(state.is_, state.date.text) for state in document.world.states]

    assert holders("x:s1e1") == [("Ruler", "1940/1970"), ("Told", "1955/")]
    assert holders("x:s1") == [("Ruler", "1940/1970"), ("Told", "1955/1958"), ("Told later", "1951/1951")]


def test_limit_on_an_unknown_show_is_refused(behind: Callable[..., Document]) -> None:
    with pytest.raises(UsageError, match='there is no show "starcity"') as refused:
        behind("starcity:s1")
    assert refused.value.hint == 'did you mean "star-city"?'


IMPLIED = """
[[event]]
date = 1950
title = "First"
kind = "alt"
show = "x"
season = 1
episode = 2
[[event]]
date = 1951
title = "Second"
kind = "alt"
show = "x"
season = 2
[[state]]
of = "King"
is = "One"
date = 1950
kind = "alt"
show = "x"
season = 1
episode = 7
"""


@pytest.mark.parametrize(
    ("limit", "told"), [("s1e1", []), ("s1e2", ["First"]), ("s1e7", ["First"]), ("x:s2", ["First", "Second"])]
)
def test_seasons_and_episodes_may_be_implied(write: Callable[..., Path], limit: str, told: list[str]) -> None:
    document = load_document([str(write(IMPLIED))])
    assert [event.title for event in fenced(document, [limit]).events] == told


@pytest.mark.parametrize(
    ("limit", "message"), [("s3", "x has no season 3"), ("s1e8", "season 1 of x has no episode 8")]
)
def test_beyond_what_is_implied_there_is_no_limit(write: Callable[..., Path], limit: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        fenced(load_document([str(write(IMPLIED))]), [limit])


def test_a_setting_with_an_open_end_tells_of_no_later_state(write: Callable[..., Path]) -> None:
    path = write(HISTORY.replace('id = "star-city"\ntimeline = "fam"\n[[show.season]]\nnumber = 1', OPEN))
    document = fenced(load_document([str(path)]), ["fam:s1e1,star-city"])
    assert document.world.known_until["fam"] == parse_date("1969-06-01").first
    document = fenced(load_document([str(path)]), ["star-city"])
    assert document.world.known_until["fam"] == parse_date("1969-06-01").first


OPEN = 'id = "star-city"\ntimeline = "fam"\n[[show.season]]\nnumber = 1\nsetting = "1969-06/"'


def test_the_order_of_telling_is_that_of_the_whole_history(write: Callable[..., Path]) -> None:
    text = NESTED.replace("number = 1", "number = 1\naired = 2001").replace("number = 2", "number = 2\naired = 2000")
    path = str(write(text.replace('id = "y"', 'id = "y"\naired = 2003', 1)))
    told = [event.id for event in Chronicle([path]).events(sort="aired")]
    assert told == ["hidden-cause", "x-pod", "x-first-season", "z-later", "y-pod", "z-pod", "real"]
    left = [event.id for event in Chronicle([path], up_to=["x:s1"]).events(sort="aired")]
    assert left == ["x-pod", "x-first-season", "z-later", "y-pod", "z-pod", "real"]


INHERITED = """
[[timeline]]
id = "alt"
[[show]]
id = "x"
timeline = "alt"
[[show]]
id = "y"
timeline = "alt"
[[event]]
date = 1962
title = "POD"
show = "x"
season = 1
[[event]]
date = 1970
title = "Later"
show = "x"
season = 1
[[state]]
of = "King"
is = "Inherited"
date = "1960/1968"
kind = "real"
[[state]]
of = "King"
is = "Hidden"
date = "1965/1967"
show = "y"
"""


@pytest.mark.parametrize(
    ("limits", "terms"),
    [
        (["x,y"], [("Inherited", "1960/1965"), ("Hidden", "1965/1967")]),
        (["x"], [("Inherited", "1960/")]),
    ],
)
def test_who_ends_an_inherited_term_may_be_hidden(
    write: Callable[..., Path], limits: list[str], terms: list[tuple[str, str]]
) -> None:
    document = fenced(load_document([str(write(INHERITED))]), limits)
    found = successions(document.world, "alt")["king"]
    assert [(term.state.is_, term.date.text) for term in found] == terms
    (real,) = successions(document.world, "real")["king"]
    assert real.date.text == "1960/1968"
