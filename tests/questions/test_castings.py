"""Who plays whom: the entry of `played_by` that counts at a time, and in an event. Worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.ages import Years
from timeline.model.query import Filters, Query
from timeline.questions.event import event
from timeline.questions.life import life
from timeline.questions.people import people

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

WORLD = """
[[show]]
id = "fam"
name = "For All Mankind"
[[show.season]]
number = 1
setting = "1969/1974"
aired = "2019-11-01/2019-12-20"
[[show.season]]
number = 2
setting = 1983
aired = "2021"
[[show.season]]
number = 4
setting = "2003/.."
aired = "2023"
[[show]]
id = "sc"
name = "Star City"
timeline = "fam"
[[show.season]]
number = 1
setting = "1969/1971"
aired = "2026"
[[show]]
id = "novel"
name = "The Novel"

[[person]]
name = "Aleida Rosales"
born = 1958-07-01
played_by = [
  { name = "Olivia Trujillo", show = "For All Mankind", season = 1, born = 2007-01-01 },
  { name = "Coral Peña", season = [2, 3], born = 1993 },
  { name = "Old Aleida", show = "fam", season = 4 },
  { name = "A Reader", show = "novel" },
]
[[person]]
name = "Irina"
born = 1940
played_by = [{ name = "Young Irina", show = "sc" }, { name = "Svetlana" }]
[[person]]
name = "Ed Baldwin"
born = 1931
actor = "Joel Kinnaman"
actor_born = 1979-11-25
[[person]]
name = "Gus Grissom"
born = 1926

[[event]]
id = "pod"
date = 1966
title = "It begins"
kind = "alt"
timeline = "fam"
[[event]]
id = "arrives"
date = 1969-12-01
title = "Aleida arrives"
show = "fam"
season = 1
people = ["Aleida Rosales", "Irina", "Ed Baldwin", "Gus Grissom"]
[[event]]
id = "joins"
date = 1983-06-01
title = "Aleida joins"
show = "fam"
season = 2
people = ["Aleida Rosales", "Irina", "Ed Baldwin", "Gus Grissom"]
[[event]]
id = "moscow"
date = 1970-01-01
title = "Irina at work"
show = "sc"
season = 1
people = ["Irina", "Aleida Rosales"]
[[event]]
id = "read"
date = 1990
title = "In the novel"
kind = "alt"
show = "novel"
timeline = "fam"
people = ["Aleida Rosales", "Irina"]
[[event]]
id = "ours"
date = 1983-02-01
title = "In our history"
people = ["Aleida Rosales", "Irina"]
[[event]]
id = "ours-later"
date = 1990-02-01
title = "In our history, later"
people = ["Aleida Rosales", "Irina"]
"""


@pytest.fixture
def world(history: Callable[[str], Chronicle]) -> Chronicle:
    return history(WORLD)


@pytest.mark.parametrize(
    ("when", "aleida", "irina"),
    [
        ({}, "Olivia Trujillo", "Young Irina"),  # without a time, the first
        ({"season": 1, "show": "fam"}, "Olivia Trujillo", "Svetlana"),
        ({"season": 1, "show": "sc"}, None, "Young Irina"),
        ({"season": 2}, "Coral Peña", "Svetlana"),
        ({"season": 4}, "Old Aleida", "Svetlana"),
        ({"year": 1970}, "Olivia Trujillo", "Young Irina"),  # both shows are set then: the first entry that fits
        ({"year": 1973}, "Olivia Trujillo", "Svetlana"),
        ({"year": 1973, "show": "fam"}, "Olivia Trujillo", "Svetlana"),
        ({"year": 1983}, "Coral Peña", "Svetlana"),
        ({"year": "1970..1983"}, "Olivia Trujillo", "Young Irina"),
        ({"year": "1983..2010"}, "Coral Peña", "Svetlana"),
        ({"year": 2050}, "Old Aleida", "Svetlana"),  # the setting of season 4 has no end
    ],
)
def test_the_first_entry_that_fits_the_time_counts(
    world: Chronicle, when: dict[str, object], aleida: str | None, irina: str | None
) -> None:
    for name, actor in (("Aleida Rosales", aleida), ("Irina", irina)):
        rows = people(world, Query.of(Filters(**when)), name)  # type: ignore[typeddict-item]
        assert [row.casting.name if row.casting else None for row in rows] == [actor], name


def test_the_ages_are_those_of_the_actor_who_counts(world: Chronicle) -> None:
    (young,) = people(world, Query.of(Filters(season=1, show="fam")), "Aleida Rosales")
    assert (young.age, young.actor_age, young.gap) == (
        Years(10, 16, "10 to 16"),  # from 1969-01-01 to 1974-12-31
        Years(12, 12, "12"),  # when it was aired, from 2019-11-01 on
        Years(-2, 4, "-2 to 4"),
    )
    (grown,) = people(world, Query.of(Filters(year=1983)), "Aleida Rosales")
    assert (grown.age, grown.actor_age) == (Years(24, 25, "24 or 25"), Years(27, 28, "27 or 28"))
    assert (grown.show, grown.season) == ("fam", 2)
    (alone,) = people(world, Query.of(Filters(year=1983)), "Gus Grissom")
    assert (alone.casting, alone.actor_age, alone.show) == (None, None, None)


@pytest.mark.parametrize(
    ("event_id", "actors"),
    [
        ("arrives", ["Olivia Trujillo", "Svetlana", "Joel Kinnaman", None]),
        ("joins", ["Coral Peña", "Svetlana", "Joel Kinnaman", None]),
        ("moscow", ["Young Irina", None]),
        ("read", ["A Reader", "Svetlana"]),
        ("ours", ["Coral Peña", "Svetlana"]),  # fam S2 is set then
        ("ours-later", ["A Reader", "Young Irina"]),  # no season is: the first entry without a season
    ],
)
def test_who_plays_the_people_of_an_event(world: Chronicle, event_id: str, actors: list[str | None]) -> None:
    present = event(world, world.event(event_id)).people
    assert [each.casting.name if each.casting else None for each in present] == actors


def test_each_step_of_a_life_has_its_actor_and_their_age(world: Chronicle) -> None:
    steps = life(world, "Aleida Rosales", Query())
    assert [(s.title, s.casting.name if s.casting else None, s.actor_age and s.actor_age.words) for s in steps] == [
        ("Aleida Rosales is born", None, None),
        ("Aleida arrives", "Olivia Trujillo", "12"),
        ("Irina at work", None, None),
        ("In our history", "Coral Peña", None),
        ("Aleida joins", "Coral Peña", "27 or 28"),
        ("In the novel", "A Reader", None),
        ("In our history, later", "A Reader", None),
    ]


def test_seasons_that_only_events_name_are_times_too(history: Callable[[str], Chronicle]) -> None:
    world = history("""
[[person]]
name = "Ann"
played_by = [{ name = "One", season = 1 }, { name = "Two", season = 2 }]
[[event]]
date = 1950
title = "First"
show = "draft"
season = 1
people = ["Ann"]
[[event]]
date = 1960
title = "Second"
show = "draft"
season = 2
people = ["Ann"]
""")
    for when, actor in (
        ({"year": 1950}, "One"),
        ({"year": 1960}, "Two"),
        ({"season": 2}, "Two"),
        ({"year": 1955}, None),
    ):
        (row,) = people(world, Query.of(Filters(**when)), "Ann")  # type: ignore[typeddict-item]
        assert (row.casting and row.casting.name) == actor, when
