"""The characters of shows by season: answers worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.ages import Years
from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query
from timeline.questions.cast import Character, Part, cast, in_all, in_first_and_last
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORLD = """
    [[timeline]]
    id = "red"
    diverges_at = "pod"

    [[show]]
    id = "rm"
    name = "Red Moon"
    timeline = "red"
    [[show.season]]
    number = 1
    setting = "1969/1974"
    aired = "2019-11-01/2019-12-20"
    [[show.season]]
    number = 2
    setting = "1983"
    aired = "2021-02-19/2021-04-23"
    [[show.season]]
    number = 3
    setting = "1992/1995"
    aired = "2022-06-10/2022-08-12"
    [[show.season]]
    number = 4
    setting = "2003"

    [[person]]
    id = "ed"
    name = "Ed"
    born = 1931-06-01
    actor = "Joel"
    actor_born = 1979-11-25

    [[person]]
    id = "aleida"
    name = "Aleida"
    born = 1958-07-01
    played_by = [
      { name = "Olivia", show = "rm", season = 1, born = 2007-01-01 },
      { name = "Coral", season = [2, 3], born = 1993-01-01 },
    ]

    [[person]]
    id = "karen"
    name = "Karen"
    born = 1940
    died = 1995-06-01
    actor = "Shantel"

    [[person]]
    id = "deke"
    name = "Deke"
    born = 1924-03-01
    died = { real = 1993-06-13, red = 1978-05-01 }
    actor = "Chris"

    [[person]]
    id = "gus"
    name = "Gus"
    born = 1926-04-03
    died = 1967-01-27
    actor = "Nobody yet"

    [[person]]
    id = "walter"
    name = "Walter"
    born = 1916-11-04

    [[person]]
    id = "irina"
    name = "Irina"
    actor = "Svetlana"

    [[person]]
    id = "kid"
    name = "The Kid"
    born = { real = 1950, red = 1990 }
    actor = "Sean"

    [[event]]
    id = "pod"
    date = 1966-01-14
    title = "The history leaves ours"
    kind = "alt"
    show = "rm"
    season = 1

    [[event]]
    date = 1975
    title = "What is real"
    kind = "real"
    people = ["Deke", "Walter"]

    [[event]]
    date = 2020
    title = "A season is renewed"
    kind = "real"
    show = "rm"
    season = 2
    people = ["Joel", "Ed"]

    [[event]]
    date = 1969-06-26
    title = "The first season"
    kind = "alt"
    show = "rm"
    season = 1
    people = ["Ed", "Aleida", "Karen", "Deke", "Gus", "Walter", "Irina"]

    [[event]]
    date = 1983-06
    title = "The second season"
    kind = "alt"
    show = "rm"
    season = 2
    people = ["Ed", "Aleida", "A Stranger"]

    [[event]]
    date = "1994~"
    title = "The third season"
    kind = "alt"
    show = "rm"
    season = 3
    people = ["Ed", "Aleida", "Karen", "Irina", "The Kid"]
""".replace("date = 1983-06\n", 'date = "1983-06"\n')


@pytest.fixture
def world(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(WORLD)


def ask(world: Chronicle, **filters: object) -> list[Character]:
    return cast(world, Query.of(Filters(**filters)))  # type: ignore[typeddict-item]


def names(found: list[Character]) -> list[str]:
    return [each.who.person.name for each in found]


def said(part: Part) -> tuple[object, ...]:
    """Return what a season says of a character."""
    actor = part.casting and part.casting.name
    return part.presence, part.events, part.dies, part.age, actor, part.actor_age, part.gap


def of(world: Chronicle, name: str) -> Character:
    (found,) = (each for each in ask(world) if each.who.person.name == name)
    return found


def test_whoever_is_there_first_and_stays_longest_comes_first(world: Chronicle) -> None:
    """Gus is dead by then; Walter is of our own history, and nobody plays him."""
    assert names(ask(world)) == ["Ed", "Aleida", "Karen", "Irina", "Deke", "A Stranger", "The Kid"]
    assert [each.events for each in ask(world)] == [3, 3, 2, 2, 1, 1, 1]


def test_the_season_that_names_nobody_is_left_out(world: Chronicle) -> None:
    assert [part.season.number for part in of(world, "Ed").parts] == [1, 2, 3]
    assert ask(world, season=4) == ask(world, season=9) == []


def test_ages_actors_and_gaps_of_each_season(world: Chronicle) -> None:
    ed = of(world, "Ed")
    assert [(part.age, part.actor_age, part.gap) for part in ed.parts] == [
        (Years(37, 43, "37 to 43"), Years(39, 40, "39 or 40"), Years(-3, 4, "-3 to 4")),
        (Years(51, 52, "51 or 52"), Years(41, 41, "41"), Years(10, 11, "10 to 11")),
        (Years(60, 64, "60 to 64"), Years(42, 42, "42"), Years(18, 22, "18 to 22")),
    ]
    assert ed.gap == Years(18, 22, "18 to 22")
    assert ed.actors == ["Joel"]


def test_a_part_that_is_recast(world: Chronicle) -> None:
    aleida = of(world, "Aleida")
    assert [part.casting and part.casting.name for part in aleida.parts] == ["Olivia", "Coral", "Coral"]
    assert [part.age and part.age.words for part in aleida.parts] == ["10 to 16", "24 or 25", "33 to 37"]
    assert [part.actor_age and part.actor_age.words for part in aleida.parts] == ["12", "28", "29"]
    assert aleida.actors == ["Olivia", "Coral"]


def test_a_death_in_a_season_and_a_season_that_does_not_name_somebody(world: Chronicle) -> None:
    karen = of(world, "Karen")
    assert [(part.presence, part.events, part.dies) for part in karen.parts] == [
        ("in", 1, False),
        ("unseen", 0, False),
        ("in", 1, True),
    ]
    assert [part.age and part.age.words for part in karen.parts] == ["28 to 34", "42 or 43", "51 to 55"]
    assert [part.casting is None for part in karen.parts] == [False, True, False]


def test_a_death_between_seasons_in_the_timeline_of_the_show(world: Chronicle) -> None:
    deke = of(world, "Deke")
    assert [(part.presence, part.dies) for part in deke.parts] == [("in", False), ("dead", False), ("dead", False)]
    assert [part.age and part.age.words for part in deke.parts] == ["44 to 50", None, None]


def test_a_death_that_may_fall_in_two_seasons_is_one_in_both(history: Callable[[str], Chronicle]) -> None:
    karen = of(history(WORLD.replace("1995-06-01", '"1983-06/1993"')), "Karen")
    assert [(part.presence, part.dies) for part in karen.parts] == [("in", False), ("unseen", True), ("in", True)]


def test_a_birth_by_timeline(world: Chronicle) -> None:
    kid = of(world, "The Kid")
    assert [part.presence for part in kid.parts] == ["unborn", "unborn", "in"]
    assert kid.parts[2].age == Years(1, 5, "1 to 5")


def test_without_a_birth_nothing_is_said_of_a_season_that_does_not_name_somebody(world: Chronicle) -> None:
    assert [(part.presence, part.age) for part in of(world, "Irina").parts] == [
        ("in", None),
        ("untold", None),
        ("in", None),
    ]
    assert [part.presence for part in of(world, "A Stranger").parts] == ["untold", "in", "untold"]


def test_who_is_in_all_seasons_and_who_in_the_first_and_the_last(world: Chronicle) -> None:
    assert names(list(in_all(ask(world)))) == ["Ed", "Aleida"]
    assert names(list(in_first_and_last(ask(world)))) == ["Karen", "Irina"]
    assert names(list(in_all(ask(world, season=[1, 3])))) == ["Ed", "Karen", "Aleida", "Irina"]


def test_seasons_shows_and_people_asked_for(world: Chronicle) -> None:
    assert names(ask(world, season=2)) == ["Ed", "Aleida", "A Stranger"]
    assert names(ask(world, show="Red Moon", season=[2, 3])) == [
        *("Ed", "Aleida", "A Stranger", "Karen", "The Kid", "Irina"),
    ]
    assert names(ask(world, person="walter")) == ["Walter"], "also whom nobody plays"
    assert ask(world, person="gus") == []
    with pytest.raises(UsageError, match='no person "Edd"'):
        ask(world, person="Edd")
    with pytest.raises(UsageError, match='no show "rx"'):
        ask(world, show="rx")


NOVEL = """
[[show]]
id = "novel"
aired = 1962
[[person]]
name = "Tagomi"
born = "1905?"
[[event]]
date = 1933-02-15
title = "The POD"
kind = "alt"
show = "novel"
people = ["Roosevelt"]
[[event]]
date = 1933-03-04
title = "He is inaugurated"
kind = "real"
people = ["Roosevelt"]
[[event]]
date = 1962-10
title = "Tagomi and Childan meet"
kind = "alt"
show = "novel"
people = ["Tagomi", "Childan", "Roosevelt"]
""".replace("date = 1962-10\n", 'date = "1962-10"\n')


def test_a_show_without_seasons_and_without_actors_has_everybody(history: Callable[[str], Chronicle]) -> None:
    found = ask(history(NOVEL))
    assert names(found) == ["Roosevelt", "Tagomi", "Childan"]
    assert [(part.season.number, part.presence) for each in found for part in each.parts] == [(None, "in")] * 3
    assert found[1].parts[0].age == Years(27, 57, "about 27 to 57")


def test_several_shows_one_after_the_other_each_in_its_own_timeline(history: Callable[[str], Chronicle]) -> None:
    found = ask(history(WORLD + NOVEL.replace('born = "1905?"', 'born = "1905?"\nactor = "Cary"')))
    assert [(each.show.id, each.who.person.name) for each in found][-3:] == [
        *(("rm", "The Kid"), ("novel", "Tagomi"), ("novel", "Childan")),
    ]


def test_a_setting_with_an_open_end_lasts_until_its_last_event(history: Callable[[str], Chronicle]) -> None:
    world = history(WORLD.replace('setting = "1992/1995"', 'setting = "1992/.."'))
    assert of(world, "Ed").parts[2].age == Years(60, 63, "60 to 63")
    assert [part.dies for part in of(world, "Karen").parts] == [False, False, False]


@pytest.mark.parametrize(("limit", "seasons"), [("rm:s1", [1]), ("rm:s2", [1, 2]), ("rm:s3", [1, 2, 3])])
def test_a_fence_shows_no_later_season_and_changes_no_cell(
    write: Callable[..., Path], world: Chronicle, limit: str, seasons: list[int]
) -> None:
    behind = ask(Chronicle([str(write(WORLD))], up_to=[limit]))
    whole = {each.who.person.name: each for each in ask(world)}
    assert {each.who.person.name for each in behind} == {
        name for name, each in whole.items() if any(part.season.number in seasons for part in each.inside)
    }
    for each in behind:
        assert [part.season.number for part in each.parts] == seasons
        before = whole[each.who.person.name].parts[: len(seasons)]
        assert list(map(said, each.parts)) == list(map(said, before)), (limit, each.who.person.name)
