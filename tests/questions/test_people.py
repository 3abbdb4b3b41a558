"""Who lives when, how old, and who plays them: answers worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.model.ages import Years
from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query
from timeline.questions.life import life
from timeline.questions.people import people

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.questions.living import Living
    from timeline.store.chronicle import Chronicle

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
    number = 4
    setting = "2003"
    aired = "2023-11-10/2024-01-12"
    [[show.season.episode]]
    number = 2
    aired = 2023-11-17
    [[show.season]]
    number = 5

    [[person]]
    id = "ed"
    name = "Ed Baldwin"
    aliases = ["Edward Baldwin"]
    born = "1931~"
    actor = "Joel Kinnaman"
    actor_born = 1979-11-25

    [[person]]
    id = "karen"
    name = "Karen Baldwin"
    born = 1940-07-20
    died = "1995-06-01"
    actor = "Shantel VanSanten"
    actor_born = 1985-07-25

    [[person]]
    id = "deke"
    name = "Deke Slayton"
    born = 1924-03-01
    died = { real = 1993-06-13, red = 1974-12-01 }

    [[person]]
    id = "gus"
    name = "Gus"
    born = 1926-04-03
    died = { real = 1965-01-01 }

    [[person]]
    id = "caesar"
    name = "Caesar"
    born = "-0099-07-12"

    [[person]]
    id = "irina"
    name = "Irina"
    actor = "Somebody"
    actor_born = 1980

    [[event]]
    id = "pod"
    date = 1966-01-14
    title = "The history leaves ours"
    kind = "alt"
    show = "rm"
    season = 1

    [[event]]
    id = "early"
    date = 1964-02-29
    title = "Gus and Deke fly"
    kind = "real"
    people = ["Gus", "Deke Slayton"]

    [[event]]
    id = "landing"
    date = 1969-06-26
    title = "Ed, Karen and Irina look on"
    kind = "alt"
    show = "rm"
    season = 1
    people = ["Edward Baldwin", "Karen Baldwin", "Irina", "Deke Slayton"]
    tags = ["moon"]

    [[event]]
    id = "mars"
    date = "2003-05"
    title = "Ed and a stranger go to Mars"
    kind = "alt"
    show = "rm"
    season = 4
    episode = 2
    people = ["Ed Baldwin", "A Stranger"]
    tags = ["mars"]
"""


@pytest.fixture
def world(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(WORLD)


def ask(world: Chronicle, name: str | None = None, **filters: object) -> list[Living]:
    return people(world, Query.of(Filters(**filters)), name)  # type: ignore[typeddict-item]


def names(rows: list[Living]) -> list[str]:
    return [row.who.person.name for row in rows]


def only(rows: list[Living], name: str) -> Living:
    (row,) = (row for row in rows if row.who.person.name == name)
    return row


def test_everybody_comes_in_the_order_of_birth_and_those_only_named_last(world: Chronicle) -> None:
    assert names(ask(world)) == [
        *("Caesar", "Deke Slayton", "Gus", "Ed Baldwin", "Karen Baldwin"),
        *("A Stranger", "Irina"),
    ]
    assert [row.mentions for row in ask(world)] == [0, 2, 1, 2, 1, 1, 1]
    assert names(ask(world, reverse=True, limit=2)) == ["Irina", "A Stranger"]


def test_at_a_time_those_come_first_whom_most_of_its_events_name(history: Callable[[str], Chronicle]) -> None:
    """Irina is in three events of the season, Karen in two; Ed and Deke in one each, Deke is older. Gus is dead by then."""
    more = "".join(
        f'[[event]]\ndate = "1970-{month}"\ntitle = "More"\nkind = "alt"\nshow = "rm"\nseason = 1\npeople = {people}\n'
        for month, people in (("01", '["Irina", "Karen Baldwin"]'), ("02", '["Irina"]'))
    )
    world = history(WORLD + more)
    found = ask(world, season=1)
    assert [(row.who.person.name, row.acts) for row in found] == [
        ("Irina", 3),
        ("Karen Baldwin", 2),
        ("Deke Slayton", 1),
        ("Ed Baldwin", 1),
    ]
    assert [(row.who.person.name, row.acts) for row in ask(world, year=1970)] == [
        *(("Irina", 2), ("Karen Baldwin", 1), ("Deke Slayton", 0), ("Ed Baldwin", 0)),
    ]
    assert names(ask(world, season=1, limit=2)) == ["Irina", "Karen Baldwin"]
    assert [(row.who.person.name, row.acts) for row in ask(world, season=1, tag="moon")] == [
        *(("Deke Slayton", 1), ("Ed Baldwin", 1), ("Karen Baldwin", 1), ("Irina", 1)),
    ]
    assert [row.acts for row in ask(world)] == [0] * 7


def test_the_times_of_a_person_stay_together_and_all_their_events_count(world: Chronicle) -> None:
    found = ask(world, season=[1, 4])
    assert [(row.who.person.name, row.at, row.acts) for row in found] == [
        ("Ed Baldwin", "rm S1", 1),
        ("Ed Baldwin", "rm S4", 1),
        ("Deke Slayton", "rm S1", 1),
        ("Karen Baldwin", "rm S1", 1),
        ("A Stranger", "rm S4", 1),
        ("Irina", "rm S1", 1),
    ]


def test_who_is_in_all_of_the_seasons_or_years_asked_for(world: Chronicle) -> None:
    query = Query.of({"season": [1, 4]})
    assert [(row.who.person.name, row.at) for row in people(world, query, in_all=True)] == [
        ("Ed Baldwin", "rm S1"),
        ("Ed Baldwin", "rm S4"),
    ]
    assert people(world, query, "karen", in_all=True) == []
    assert names(people(world, Query.of({"season": 4}), in_all=True)) == ["Ed Baldwin", "A Stranger"]
    assert names(people(world, Query.of({"year": [1969, 2003]}), in_all=True)) == ["Ed Baldwin"] * 2
    with pytest.raises(UsageError, match="nobody is in all of no seasons"):
        people(world, Query(), in_all=True)


def test_the_seasons_to_be_in_are_those_of_one_show(history: Callable[[str], Chronicle]) -> None:
    """Another show has a first season, but no fourth, so that nobody has to be in it."""
    other = """
[[show]]
id = "sc"
timeline = "red"
[[event]]
date = 1971
title = "Told elsewhere"
kind = "alt"
show = "sc"
season = 1
people = ["A Stranger", "Ed Baldwin"]
"""
    world = history(WORLD + other)
    found = people(world, Query.of({"season": [1, 4]}), in_all=True)
    assert [(row.who.person.name, row.at) for row in found] == [("Ed Baldwin", "rm S1"), ("Ed Baldwin", "rm S4")]
    found = people(world, Query.of({"season": 1}), in_all=True)
    assert [(row.who.person.name, row.at) for row in found] == [
        ("Ed Baldwin", "rm S1"),
        ("Ed Baldwin", "sc S1"),
        *(("Deke Slayton", "rm S1"), ("Karen Baldwin", "rm S1"), ("A Stranger", "sc S1"), ("Irina", "rm S1")),
    ]


def test_a_season_is_a_time_in_the_timeline_of_its_show(history: Callable[[str], Chronicle]) -> None:
    """Also where the show does not say which that is."""
    told = WORLD.replace('timeline = "red"\n', "").replace('id = "red"', 'id = "rm"').replace(", red =", ", rm =")
    assert ask(history(told), "deke", season=1)[0].lives == ("rm",)
    assert ask(history(told), "deke", year=1970)[0].lives == ("real", "rm")


def test_a_setting_with_an_open_end_lasts_until_its_last_event(history: Callable[[str], Chronicle]) -> None:
    world = history(WORLD.replace('setting = "2003"', 'setting = "2003/.."'))
    assert ask(world, "ed", season=4)[0].age == Years(71, 72, "about 72")


@pytest.mark.parametrize("when", [{"year": 2003}, {"season": 4}])
def test_the_age_the_actors_age_and_the_gap(world: Chronicle, when: dict[str, object]) -> None:
    ed = only(ask(world, **when), "Ed Baldwin")
    assert ed.age == Years(71, 72, "about 72")
    assert (ed.show, ed.season, ed.actor_age) == ("rm", 4, Years(43, 44, "43 or 44"))
    assert ed.gap == Years(27, 29, "27 to 29")
    assert ed.lives == ("red",)


def test_who_lives_in_a_year(world: Chronicle) -> None:
    """Caesar would be over 120; Karen, Deke and Gus are dead wherever they lived."""
    assert {row.who.person.name: row.lives for row in ask(world, year=2003)} == {
        "Ed Baldwin": ("red",),
        "A Stranger": ("red",),
    }
    assert only(ask(world, year=1980), "Deke Slayton").lives == ("real",)
    assert only(ask(world, year=1970), "Deke Slayton").lives == ("real", "red")
    assert "Deke Slayton" not in names(ask(world, year=1994))
    assert "Karen Baldwin" not in names(ask(world, year=1939))
    assert names(ask(world, year=-50)) == ["Caesar"]


def test_a_death_before_the_histories_part_is_one_of_both(world: Chronicle) -> None:
    gus = only(ask(world), "Gus")
    assert {timeline: died.text for timeline, died in gus.who.deaths.items()} == {
        "real": "1965-01-01",
        "red": "1965-01-01",
    }


def test_a_death_after_the_histories_part_is_one_of_its_own_timeline_only(history: Callable[[str], Chronicle]) -> None:
    told = WORLD.replace("real = 1965-01-01", "real = 1967-01-27")
    assert only(ask(history(told), year=1970), "Gus").lives == ("red",)


def test_an_age_ends_with_the_death(world: Chronicle) -> None:
    assert only(ask(world, year="1990..2010"), "Karen Baldwin").age == Years(49, 54, "49 to 54")


def test_a_season_has_those_of_its_show_and_whoever_died_before_only_where_it_names_them(world: Chronicle) -> None:
    assert names(ask(world, season=4)) == ["Ed Baldwin", "A Stranger"]
    assert names(ask(world, season=1)) == ["Deke Slayton", "Ed Baldwin", "Karen Baldwin", "Irina"]
    assert names(ask(world, season=[1, 4], person="ED")) == ["Ed Baldwin", "Ed Baldwin"]


def test_a_time_before_and_after_what_is_told_of_somebody_without_a_birth(world: Chronicle) -> None:
    assert "Irina" in names(ask(world, year=1969))
    assert "Irina" not in names(ask(world, year=1970))


def test_whoever_is_asked_for_by_name_is_there_dead_or_unborn(world: Chronicle) -> None:
    assert ask(world, "karen", year=2003)[0].age == Years(None, None, "dead")
    assert ask(world, "karen", year=1930)[0].age == Years(None, None, "not yet born")
    assert ask(world, "karen", year=2003)[0].gap is None
    assert ask(world, "caesar", year=2003)[0].lives == ()


def test_other_filters_keep_whom_an_event_names_that_fits(world: Chronicle) -> None:
    assert names(ask(world, tag="moon", year=1969)) == ["Deke Slayton", "Ed Baldwin", "Karen Baldwin", "Irina"]
    assert names(ask(world, tag="mars")) == ["Ed Baldwin", "A Stranger"]
    assert names(ask(world, season=4, episode=2)) == ["Ed Baldwin", "A Stranger"]
    assert names(ask(world, timeline="real")) == ["Caesar", "Deke Slayton", "Gus"]


def test_dates_are_a_time_too(world: Chronicle) -> None:
    (ed,) = ask(world, "ed", from_="1969-06-26", to="1969-06-26")
    assert (ed.at, ed.age) == ("1969-06-26", Years(37, 38, "about 38"))
    assert ask(world, "karen", from_="1969-07-20", to="1969-07-20")[0].age == Years(29, 29, "29")
    assert ask(world, "karen", from_="1969-07-19", to="1969-07-19")[0].age == Years(28, 28, "28")
    assert ask(world, "ed", year="1969..1970")[0].at == "1969..1970"


def test_words_of_a_name_find_somebody_and_several_are_listed(world: Chronicle) -> None:
    assert names(ask(world, "slayton")) == ["Deke Slayton"]
    assert names(ask(world, "EDWARD  baldwin")) == ["Ed Baldwin"]
    with pytest.raises(UsageError, match='"Baldwin" may be any of 2 people') as several:
        ask(world, "Baldwin")
    assert several.value.hint == 'one of "Ed Baldwin", "Karen Baldwin"'
    with pytest.raises(UsageError, match='no person "Deke Slaton"') as nobody:
        ask(world, "Deke Slaton")
    assert nobody.value.hint == 'did you mean "Deke Slayton"?'
    with pytest.raises(UsageError, match='no person ""'):
        ask(world, "")


@pytest.mark.parametrize(("season", "message"), [(7, "there is no season 7"), (5, "the setting of rm S5 is unknown")])
def test_a_season_without_a_time(world: Chronicle, season: int, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ask(world, season=season)


def test_a_history_that_declares_nobody(history: Callable[[str], Chronicle]) -> None:
    chronicle = history('[[event]]\ndate = 1969\ntitle = "T"\nkind = "real"\npeople = ["One", "one", "Two"]\n')
    assert [(row.who.person.name, row.mentions) for row in ask(chronicle)] == [("One", 1), ("Two", 1)]
    assert names(ask(chronicle, year=1969)) == ["One", "Two"]
    assert ask(chronicle, year=1970) == []


# --- beyond the oldest, and births that are open or differ ---


def case(name: str) -> str:
    return (Path(__file__).parents[1] / "cases" / f"{name}.toml").read_text(encoding="utf-8")


def test_whoever_acts_on_a_day_lives_on_it(history: Callable[[str], Chronicle]) -> None:
    world = history(case("long-lives"))
    assert names(ask(world, from_="3018-10-25", to="3018-10-25")) == ["Elrond", "Bilbo"]
    assert names(ask(world, year=1000)) == ["Elrond"], "between the birth and an event, however far apart"
    assert names(ask(world, year=3010)) == ["Elrond", "Bilbo"]
    assert names(ask(world, year=3019)) == []


def test_an_event_of_another_timeline_does_not_make_anybody_live_longer(history: Callable[[str], Chronicle]) -> None:
    world = history("""
[[person]]
name = "Ann"
born = 1800
[[event]]
date = 1850
title = "The POD"
kind = "alt"
people = ["Ann"]
[[event]]
date = 1960
title = "She is 160"
people = ["Ann"]
""")
    (row,) = ask(world, year=1950)
    assert row.lives == ("real",)


@pytest.mark.parametrize("when", ["1655", "1600", "1700"])
def test_no_age_is_below_zero(history: Callable[[str], Chronicle], when: str) -> None:
    world = history(case("open-birth"))
    (row,) = ask(world, "Cat Example", year=int(when))
    assert row.age == (None if when != "1700" else Years(39, None, "39 or more"))
    ages = [step.age for step in life(world, "Cat Example", Query())]
    assert ages == [None, None]


def test_births_by_timeline(history: Callable[[str], Chronicle]) -> None:
    world = history("""
[[timeline]]
id = "fam"
[[person]]
name = "Ellen"
born = { real = 1941-05-05, fam = 1950-05-05 }
[[event]]
date = 1945-01-01
title = "The POD"
kind = "alt"
timeline = "fam"
[[event]]
date = 1970-06-01
title = "Here"
people = ["Ellen"]
[[event]]
date = 1970-06-01
title = "There"
kind = "alt"
timeline = "fam"
people = ["Ellen"]
""")
    day = {"from_": "1970-06-01", "to": "1970-06-01"}
    assert ask(world, "Ellen", timeline="real", **day)[0].age == Years(29, 29, "29")
    assert ask(world, "Ellen", timeline="fam", **day)[0].age == Years(20, 20, "20")
    assert ask(world, "Ellen", **day)[0].age == Years(20, 29, "20 to 29")
    assert ask(world, "Ellen", from_="1945-01-02", to="1945-01-02")[0].lives == ("real",)
    steps = life(world, "Ellen", Query())
    assert [(step.what, step.date.text, step.timelines, step.age and step.age.words) for step in steps] == [
        ("born", "1941-05-05", ("real",), None),
        ("born", "1950-05-05", ("fam",), None),
        ("event", "1970-06-01", (), "29"),
        ("event", "1970-06-01", (), "20"),
    ]


# --- one life ---


def steps(world: Chronicle, name: str, **filters: object) -> list[tuple[str, str, str | None]]:
    query = Query.of(Filters(**filters))  # type: ignore[typeddict-item]
    return [(step.what, step.date.text, step.age.words if step.age else None) for step in life(world, name, query)]


def test_a_life_from_birth_to_deaths_by_timeline(world: Chronicle) -> None:
    assert steps(world, "deke") == [
        ("born", "1924-03-01", None),
        ("event", "1964-02-29", "39"),
        ("event", "1969-06-26", "45"),
        ("died", "1974-12-01", "50"),
        ("died", "1993-06-13", "69"),
    ]
    assert [step.timelines for step in life(world, "deke", Query()) if step.what == "died"] == [("red",), ("real",)]
    assert steps(world, "deke", timeline="red")[-1] == ("died", "1974-12-01", "50")
    assert steps(world, "deke", reverse=True, limit=1) == [("died", "1993-06-13", "69")]


def test_an_event_has_the_age_of_the_actor_when_its_episode_was_shown(world: Chronicle) -> None:
    told = life(world, "ed", Query.of({"tag": "mars"}))
    assert [(step.title, step.actor_age) for step in told] == [("Ed and a stranger go to Mars", Years(43, 43, "43"))]


def test_filters_of_events_leave_birth_and_deaths_out(world: Chronicle) -> None:
    assert [what for what, *_ in steps(world, "deke", kind="alt")] == ["event"]
    assert steps(world, "caesar", kind="alt") == []
