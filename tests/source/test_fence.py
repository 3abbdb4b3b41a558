"""A fenced document lacks what later episodes tell, and all that only they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.errors import UsageError
from timeline.model.fence import Limit, parse_limits
from timeline.source.fence import fenced
from timeline.source.load import load_document

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
    return lambda *limits: fenced(load_document([path]), parse_limits(limits))


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (("fam:s1e1",), "pod ours branch pitched"),
        (("fam:s1e2",), "pod ours somewhere second branch pitched"),
        (("FAM:S1",), "pod ours somewhere second branch pitched"),
        (("For All Mankind:s2",), "pod ours somewhere second later branch pitched premiere-2"),
        (("s1",), "pod behind-the-curtain ours somewhere second branch pitched"),
        (("star-city:s1",), "behind-the-curtain ours branch pitched"),
        (("fam:s1e1,star-city:s1",), "pod behind-the-curtain ours branch pitched"),
        (("fam:s1", "fam:s1e1"), "pod ours somewhere second branch pitched"),
    ],
)
def test_events_up_to_the_limit_are_told(behind: Callable[..., Document], limits: tuple[str, ...], told: str) -> None:
    assert {event.id for event in behind(*limits).events} == set(told.split())


def test_without_a_limit_nothing_is_taken_away(behind: Callable[..., Document]) -> None:
    assert len(behind().events) == 9


def test_causes_and_links_beyond_the_fence_are_absent(behind: Callable[..., Document]) -> None:
    events = {event.id: event for event in behind("fam:s1").events}
    assert events["somewhere"].because == ("second", "pod")
    assert events["second"].replaces == ("ours",)
    assert {event.id for event in behind("star-city:s1").events if event.because} == set()


def test_people_and_tags_are_those_of_visible_events(behind: Callable[..., Document]) -> None:
    first = behind("fam:s1e1")
    assert [person.name for person in first.world.people] == ["Early", "Doomed"]
    assert list(first.world.tags) == ["moon"]
    assert [person.name for person in behind("star-city:s1").world.people] == []


def test_a_death_is_known_once_an_event_with_the_person_falls_on_it(behind: Callable[..., Document]) -> None:
    def deaths(limit: str) -> dict[str, list[str]]:
        return {person.name: sorted(person.died or ()) for person in behind(limit).world.people}  # type: ignore[arg-type]

    assert deaths("fam:s1e1") == {"Early": ["real"], "Doomed": ["real"]}
    assert deaths("fam:s1") == {"Early": ["fam", "real"], "Doomed": ["real"]}
    assert deaths("fam:s2") == {"Early": ["fam", "real"], "Doomed": ["fam", "real"], "Late": []}


def test_seasons_and_episodes_end_at_the_limit(behind: Callable[..., Document]) -> None:
    show = behind("fam:s1e1").world.shows["fam"]
    assert [(season.number, season.setting, [e.title for e in season.episodes]) for season in show.seasons] == [
        (1, None, ["First"])
    ]
    whole = behind("fam:s1").world.shows
    assert [season.number for season in whole["fam"].seasons] == [1]
    assert str(whole["fam"].seasons[0].setting) == "1969/1974"
    assert whole["star-city"].seasons == ()


def test_states_are_told_as_far_as_the_story(behind: Callable[..., Document]) -> None:
    def holders(*limits: str) -> list[tuple[str, str]]:
        return [(state.is_, state.date.text) for state in behind(*limits).world.states]

    assert holders("fam:s2") == [("Nixon", "1969/1973"), ("Kennedy", "1973/.."), ("Ford", "1974/1977")]
    assert ("Hart", "1985/1993") not in holders("fam:s1")
    assert ("Ford", "1974/1977") in holders("star-city:s1")
    assert not {"Nixon", "Kennedy", "Hart"} & {name for name, _ in holders("star-city:s1")}


def test_timelines_are_those_of_visible_events(behind: Callable[..., Document]) -> None:
    document = behind("fam:s1")
    assert list(document.world.timelines) == ["real", "fam", "late"]
    assert {timeline: pod.id for timeline, pod in document.world.pods.items()} == {"fam": "pod", "late": "branch"}
    hidden = behind("star-city:s1")
    assert hidden.world.timelines["fam"].diverges_at is None
    assert hidden.world.pods["fam"].id == "behind-the-curtain"


def test_limits_are_read() -> None:
    assert parse_limits(["fam:s2e5, s1", ""]) == (Limit("fam", 2, 5), Limit(None, 1, None))
    assert [str(limit) for limit in parse_limits(["For All Mankind:S2E5", "s3"])] == ["For All Mankind:s2e5", "s3"]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("I, Claudius:s1", [Limit("I, Claudius", 1, None)]),
        ("fam:s2e5,I, Claudius:s1 , s3", [Limit("fam", 2, 5), Limit("I, Claudius", 1, None), Limit(None, 3, None)]),
        ("Red, White, Blue:s1,fam:s2", [Limit("Red, White, Blue", 1, None), Limit("fam", 2, None)]),
        ("Star Trek: Picard:s2e1", [Limit("Star Trek: Picard", 2, 1)]),
        ("Mission: Moon, Mars:s2,fam: s1", [Limit("Mission: Moon, Mars", 2, None), Limit("fam", 1, None)]),
        (", s1,, s2 ,", [Limit(None, 1, None), Limit(None, 2, None)]),
    ],
)
def test_a_name_may_have_commas_and_colons_in_it(text: str, limits: list[Limit]) -> None:
    assert list(parse_limits([text])) == limits


def test_a_show_with_a_comma_in_its_name_is_a_limit(write: Callable[..., Path]) -> None:
    path = write(HISTORY.replace('name = "For All Mankind"', 'name = "For All, Mankind: A History"'))
    texts = ("for all, mankind: a history:s1e1, star-city:s1", "fam:s1e1, star-city:s1")
    by_name, by_id = (fenced(load_document([str(path)]), parse_limits([text])) for text in texts)
    assert by_name.events == by_id.events
    assert 0 < len(by_name.events) < len(load_document([str(path)]).events)


@pytest.mark.parametrize("text", ["s1, fam, star-city", "fam,", "I, Claudius", "I, Claudius:1"])
def test_what_follows_the_last_limit_is_refused_as_a_whole(text: str) -> None:
    rest = text.removeprefix("s1, ").strip()
    with pytest.raises(UsageError, match=f'^"{rest}" does not say how far you have watched$'):
        parse_limits([text])


@pytest.mark.parametrize("text", ["fam", "2", "fam:2", "fam:e5", "s", "s2e", "fam:s2x5", "season 2"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="how far you have watched") as refused:
        parse_limits([text])
    assert refused.value.hint == "write fam:s2e5, fam:s2 or s2"


def test_limit_on_an_unknown_show_is_refused(behind: Callable[..., Document]) -> None:
    with pytest.raises(UsageError, match='there is no show "starcity"') as refused:
        behind("starcity:s1")
    assert refused.value.hint == 'did you mean "star-city"?'


def test_a_setting_with_an_open_end_tells_of_no_later_state(write: Callable[..., Path]) -> None:
    path = write(HISTORY.replace('id = "star-city"\ntimeline = "fam"\n[[show.season]]\nnumber = 1', OPEN))
    document = fenced(load_document([str(path)]), parse_limits(["s1"]))
    assert [state.is_ for state in document.world.states if state.kind == "alt"] == ["Nixon", "Kennedy"]


OPEN = 'id = "star-city"\ntimeline = "fam"\n[[show.season]]\nnumber = 1\nsetting = "1969-06/"'
