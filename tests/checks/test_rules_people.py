"""C3: what people cannot do, each in the timeline in which they live and die."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.checks.history import History
from timeline.checks.people import two_places
from timeline.checks.run import check_document
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., list[str]]
    Severities = Callable[..., str]

LIFE = """\
[[person]]
name = "Sergei Korolev"
aliases = ["Chief Designer"]
born = "BORN"
died = DIED

[[event]]
id = "pod"
date = "1966-01-14"
title = "Surgery goes well"
kind = "alt"
timeline = "fam"

[[event]]
id = "split"
date = 1980
title = "Split"
kind = "alt"
timeline = "mirror"

[[event]]
date = "DATE"
title = "Seen"
kind = "KIND"
TIMELINE
people = ["chief designer"]

[[timeline]]
id = "fam"

[[timeline]]
id = "mirror"
parent = "fam"
"""


def life(date: str, timeline: str, *, born: str = "1907-01-12", died: str = '"1966-01-14"') -> str:
    """Return a history with one life and one event, which is real, both, `both fam` or on the timeline of that name."""
    kind, _, of = timeline.partition(" ")
    kind, of = ("alt", kind) if kind not in ("real", "both") else (kind, of)
    text = LIFE.replace("BORN", born).replace("DIED", died).replace("DATE", date).replace("KIND", kind)
    return text.replace("TIMELINE", f'timeline = "{of}"' if of else "")


@pytest.mark.parametrize(
    ("date", "born", "severity"),
    [
        ("1906", "1907-01-12", "error"),
        ("1906~", "1907-01-12", "warning"),
        ("1906", "1907?", "warning"),
        ("1907", "1907-01-12", ""),
        ("1907-01-12", "1907-01-12", ""),
        ("1907-01-11", "1907-01-12", "error"),
        ("1900/1910", "1907-01-12", ""),
        ("1900/..", "1907-01-12", ""),
        ("../1906", "1907-01-12", "error"),
        ("-0044-03-15", "-0043", "error"),
        ("-0043", "-0044", ""),
    ],
)
def test_acting_before_birth(severities: Severities, date: str, born: str, severity: str) -> None:
    assert severities(life(date, "real", born=born, died='"2000"'), "C301") == severity


def test_acting_before_birth_is_told_at_the_name(told: Told) -> None:
    found = "26:11 error C301 Sergei Korolev is born 1907-01-12, after this (1906)"
    assert told(life("1906", "real"), "people") == [found]


HERE_ONLY = "{ real = 1966-01-14 }"
THERE = "{ real = 1966-01-14, fam = 1985 }"


@pytest.mark.parametrize(
    ("date", "timeline", "died", "severity"),
    [
        ("1966-01-14", "real", '"1966-01-14"', ""),
        ("1966-01-15", "real", '"1966-01-14"', "error"),
        ("1966", "real", '"1966-01-14"', ""),
        ("1960/1970", "real", '"1966-01-14"', ""),
        ("1967", "real", '"1966-01-14~"', "warning"),
        ("1967?", "real", '"1966-01-14"', "warning"),
        ("1967/..", "real", '"1966-01-14"', "error"),
        ("../1967", "real", '"1966-01-14"', ""),
        ("1967", "real", '"1960/.."', ""),
        ("1967", "real", HERE_ONLY, "error"),
        # a man dead in ours lives in theirs, and in what branches off theirs
        ("1970", "fam", HERE_ONLY, ""),
        ("1990", "mirror", HERE_ONLY, ""),
        ("1970", "fam", THERE, ""),
        ("1986", "fam", THERE, "error"),
        ("1990", "mirror", THERE, ""),  # mirror left fam before that death
        ("1990", "mirror", "{ real = 1966-01-14, fam = 1975 }", "error"),
        ("1990", "mirror", "{ real = 1966-01-14, fam = 1980 }", ""),
        ("1990", "mirror", "{ fam = 1975, mirror = 1999 }", ""),
        ("1970", "fam", "{ real = 1965 }", "error"),  # before the two part, it is theirs too
        ("1970", "fam", "{ real = 1966 }", ""),  # it may be after the POD
        ("1970", "fam", '"1966-01-14"', "error"),  # one date is for all histories
        ("1990", "both fam", "{ real = 1985 }", "error"),
        ("1990", "both", "{ fam = 1985 }", ""),  # that is C503
    ],
)
def test_acting_after_death_in_that_timeline(
    severities: Severities, date: str, timeline: str, died: str, severity: str
) -> None:
    assert severities(life(date, timeline, died=died), "C302") == severity


@pytest.mark.parametrize("timeline", ["fam", "real"])
def test_acting_after_death_is_told_at_the_name(told: Told, timeline: str) -> None:
    found = f'26:11 error C302 Sergei Korolev dies 1966-01-14 in the timeline "{timeline}", before this (1970)'
    assert told(life("1970", timeline), "people") == [found]


@pytest.mark.parametrize(
    ("timeline", "died", "hint"),
    [
        ("fam", '"1966-01-14"', "if only one history has that death, write died = { real = ... }"),
        ("fam", "{ fam = 1966-01-14 }", None),
        ("real", '"1966-01-14"', None),
    ],
)
def test_help_to_tell_a_death_of_one_history_only(
    write: Callable[..., Path], timeline: str, died: str, hint: str | None
) -> None:
    (finding,) = check_document(load_document([str(write(life("1970", timeline, died=died)))]), ["C302"])
    assert finding.hint == hint


@pytest.mark.parametrize(
    ("born", "date", "severity"),
    [
        ("1840", "1969", "error"),
        ("1840~", "1969", "warning"),
        ("1849-07-20", "1969-07-20", ""),  # 120 to the day
        ("1849-07-20", "1969-07-21", "error"),
        ("1849", "1969", ""),
        ("1780-02-29", "1900-03-01", ""),  # no leap year
        ("1780-02-29", "1900-03-02", "error"),
        ("1840", "1950/1969", ""),
        ("1840/..", "1969", ""),
        ("-0050", "0080", "error"),
        ("-0050", "0070", ""),
    ],
)
def test_ages_over_120(severities: Severities, born: str, date: str, severity: str) -> None:
    assert severities(life(date, "real", born=born, died='"2500"').replace('died = "2500"\n', ""), "C303") == severity


def test_the_dead_are_told_as_dead_and_not_as_old(told: Told) -> None:
    found = told(life("2050", "real"), "people")
    assert [each.split()[2] for each in found] == ["C302"]


def test_a_life_of_over_120_years_is_told_at_the_death(told: Told) -> None:
    text = '[[person]]\nname = "Ed"\nborn = 1831\ndied = { real = 1960 }\n'
    assert told(text, "people") == ["4:17 error C303 Ed, born 1831, is over 120 by 1960"]


def test_dead_before_born_is_told_once_and_of_the_person(told: Told) -> None:
    found = "5:8 error C307 Sergei Korolev dies 1900, before the birth (1907-01-12)"
    assert told(life("1960", "real", died='"1900"'), "people") == [found]
    assert told(life("1960", "real", died='"1900~"'), "people") == [
        found.replace("error", "warning").replace("1900", "1900~")
    ]
    assert told(life("1906", "real", died='"../1907"'), "C307") == []


PLACES = """\
event = [
  {id = "pod", date = 1966, title = "POD", kind = "alt"},
  {id = "a", date = "1969-07-20", title = "A", kind = "alt", place = "Houston", people = ["Deke", "Ed Baldwin"]},
  {id = "b", date = "DATE", title = "B", kind = "KIND", place = "PLACE", people = ["NAME"]},
]
[[person]]
name = "Ed Baldwin"
aliases = ["Edward Baldwin"]
[[person]]
name = "Deke"
"""


@pytest.mark.parametrize(
    ("date", "kind", "place", "name", "severity"),
    [
        ("1969-07-20", "alt", "Moon", "Ed Baldwin", "warning"),
        ("1969-07-20", "alt", "Moon", "edward baldwin", "warning"),
        ("1969-07-20", "both", "Moon", "Deke", "warning"),
        ("1969-07-20T20:00:00Z", "alt", "Moon", "Deke", "warning"),
        ("1969-07-20", "real", "Moon", "Ed Baldwin", ""),  # in the other history
        ("1969-07-20", "alt", "Johnson Space Center, Houston", "Ed Baldwin", ""),
        ("1969-07-20", "alt", "houston", "Ed Baldwin", ""),
        ("1969-07-20", "alt", "Moon", "Deke Slayton", ""),
        ("1969-07-21", "alt", "Moon", "Ed Baldwin", ""),
        ("1969-07", "alt", "Moon", "Ed Baldwin", ""),
    ],
)
def test_two_places_on_one_day(
    severities: Severities, date: str, kind: str, place: str, name: str, severity: str
) -> None:
    text = PLACES.replace("DATE", date).replace("KIND", kind).replace("PLACE", place).replace("NAME", name)
    assert severities(text, "C304") == severity


def test_two_places_are_told_at_the_name(told: Told) -> None:
    text = PLACES.replace("DATE", "1969-07-20").replace("KIND", "alt").replace("PLACE", "Moon").replace("NAME", "Deke")
    assert told(text, "people") == ['4:88 warning C304 Deke is in Houston on the same day ("a")']


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["1969-07-20; Rome; Ed", "1969-07-20; Lima; Ed"], ["e1 Ed e0"]),
        (["1969-07-20?; Rome; Ed", "1969-07-20; Lima; Ed"], ["e1 Ed e0"]),
        (["1969-07-20; Rome; Ed", "1969-07-20?; Lima; Ed"], ["e1 Ed e0"]),
        (["1969-07-20; Rome; Ed", "1969-07-20; Rome; Ed", "1969-07-20; Lima; Ed"], ["e2 Ed e0"]),
        (
            ["1969-07-20; Rome; Ed", "1969-07-20; Lima; Ed", "1969-07-20; Oslo; Ed"],
            ["e1 Ed e0", "e2 Ed e0"],
        ),
        (["1969-07-20; Rome; Ed; Al", "1969-07-20; Lima; Ed; Al"], ["e1 Ed e0", "e1 Al e0"]),
        (["1969-07-20; Lima; Ed", "1969-07-20; Miraflores, Lima; Ed"], []),
        (["1969-07-20; Miraflores, Lima; Ed", "1969-07-20; Lima; Ed"], []),
        (["1969-07-20; Rome; Ed", "1969-07-20; ; Ed"], []),
        (["1969-07-20; Rome; Ed", "1969-07-20; Lima"], []),
        (["1969-07-01; Rome; Ed", "1969-07; Lima; Ed"], []),
        (["../1969; Rome; Ed", "../1969; Lima; Ed"], []),
    ],
)
def test_places_of_one_day(told: Told, rows: list[str], found: list[str]) -> None:
    text = '[[timeline]]\nid = "x"\n'
    for number, row in enumerate(rows):
        date, place, *people = row.split("; ")
        where = f'place = "{place}"\n' if place else ""
        text += f'[[event]]\nid = "e{number}"\ntitle = "E"\nkind = "both"\ndate = "{date}"\n{where}people = {people}\n'
    ids = {line: f"e{number}" for number, line in enumerate(_lines_of(text, "people"))}
    told_of = []
    for each in told(text, "C304"):
        at, _, _, name, *_, other = each.split(" ")
        told_of.append(f"{ids[int(at.partition(':')[0])]} {name} {other[2:-2]}")
    assert told_of == found


def _lines_of(text: str, key: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(key)]


def names(first: str, second: str, rest: str = "") -> str:
    return f"""\
event = [
  {{date = 1969, title = "A", kind = "real", people = ["{first}"]}},
  {{date = 1970, title = "B", kind = "real", people = ["{second}"]}},
]
{rest}"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Alexei Leonov", "Aleksei Leonov"),
        ("Sergei Nikulov", "Sergey Nikulov"),
        ("Édouard Cobb", "Edouard Cobb"),
        ("Margo Madison", "Margot Madison"),
        ("Valentina Tereshkova", "Valentina Tereshkowa"),
        ("John F. Kennedy", "John Kennedy"),
        ("Baldwin Ed", "Ed Baldwin"),
    ],
)
def test_two_spellings_of_one_name(told: Told, first: str, second: str) -> None:
    assert told(names(first, second), "people") == [f'3:55 warning C305 "{second}" and "{first}" may be one person']


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ed Baldwin", "ed  baldwin"),
        ("Karen Baldwin", "Kelly Baldwin"),
        ("Gordo Stevens", "Tracy Stevens"),
        ("Danny Stevens", "Jimmy Stevens"),
        ("John Kennedy", "Joan Kennedy"),
        ("Ted Kennedy", "Robert Kennedy"),
        ("Tracy Stevens", "Tracy Anne Stevens"),
        ("George H. W. Bush", "George W. Bush"),
        ("Henry VII", "Henry VIII"),
        ("Martin Luther King Jr.", "Martin Luther King Sr."),
        ("Apollo 11 crew", "Apollo 12 crew"),
    ],
)
def test_two_people_of_like_names(told: Told, first: str, second: str) -> None:
    assert told(names(first, second), "people") == []


def used(*people: str) -> str:
    return "".join(
        f'[[event]]\ndate = {1960 + n}\ntitle = "E{n}"\npeople = ["{name}"]\n' for n, name in enumerate(people)
    )


def test_a_name_is_told_once_with_the_first_that_it_is_like(told: Told) -> None:
    text = used("Margo Madison", "Margot Madison", "Margott Madison", "Margot Madison", "Margo Madison")
    assert told(text, "C305") == [
        '8:11 warning C305 "Margot Madison" and "Margo Madison" may be one person',
        '12:11 warning C305 "Margott Madison" and "Margo Madison" may be one person',
    ]


def test_a_stay_in_two_places_is_found_once_in_however_many_histories(write: Callable[..., Path]) -> None:
    text = '[[timeline]]\nid = "x"\n'
    for place in ("Rome", "Lima"):
        text += f'[[event]]\ndate = 1969-07-20\ntitle = "{place}"\nkind = "both"\nplace = "{place}"\npeople = ["Ed"]\n'
    found = two_places(History(load_document([str(write(text))])))
    assert [each.message for each in found] == ['Ed is in Rome on the same day ("rome")']


def test_two_histories_are_not_one_place(told: Told) -> None:
    """Not even before their point of divergence, where another rule reports the alternate event."""
    text = '[[timeline]]\nid = "x"\ndiverges_at = "pod"\n'
    for name, year, home in (("ours", 1960, "real"), ("theirs", 1960, "x"), ("pod", 1970, "x")):
        text += f'[[event]]\nid = "{name}"\ndate = {year}-01-01\ntitle = "E"\ntimeline = "{home}"\n'
        text += f'people = ["Ed"]\nplace = "At {name}"\n'
    assert told(text, "C304") == []


@pytest.mark.parametrize("declared", ['name = "Alexei Leonov"', 'name = "Blondie"\naliases = ["Alexei Leonov"]'])
def test_a_name_is_compared_with_the_declared_ones_that_no_event_uses(told: Told, declared: str) -> None:
    text = names("Aleksei Leonov", "ALEKSEI LEONOV", f'[[person]]\n{declared}\n[check]\noff = ["W401", "Q103"]\n')
    assert told(text, "C305") == ['2:55 warning C305 "Aleksei Leonov" and "Alexei Leonov" may be one person']


def test_who_is_declared_may_have_a_like_name(told: Told) -> None:
    declared = '[[person]]\nname = "Alexei Leonov"\n[[person]]\nname = "Aleksei Leonov"\n'
    assert told(names("Alexei Leonov", "Aleksei Leonov", declared)) == []


def test_who_is_not_declared_is_told_once(told: Told) -> None:
    declared = '[[person]]\nname = "Alexei Leonov"\n'
    found = told(names("Alexei Leonov", "Aleksei Leonov", declared))
    assert found == ['3:55 warning W401 no [[person]] is called "Aleksei Leonov"']
    found = told(names("Alexei Leonov", "Aleksei Leonov", declared + '[check]\noff = ["W401"]\n'))
    assert found == ['3:55 warning C305 "Aleksei Leonov" and "Alexei Leonov" may be one person']


PART = """\
event = [
  {date = 1969, title = "A", kind = "KIND", show = "fam", season = 1, episode = 1, people = ["Ed"]},
]
[[person]]
name = "Ed"
actor = "Joel"
actor_born = "BORN"
[[show]]
id = "fam"
season = [{number = 1, aired = "2019-11/2020", episode = [{number = 1, AIRED}]}]
"""


@pytest.mark.parametrize(
    ("kind", "born", "aired", "severity"),
    [
        ("alt", "2021", "title = 'One'", "error"),
        ("both", "2021", "title = 'One'", "error"),
        ("alt", "2021~", "title = 'One'", "warning"),
        ("real", "2021", "title = 'One'", ""),
        ("alt", "2020", "title = 'One'", ""),
        ("alt", "2020", "aired = 2019-11-01", "error"),  # the episode is more exact than its season
        ("alt", "1979-11-25", "aired = 2019-11-01", ""),
    ],
)
def test_an_actor_born_after_the_part(severities: Severities, kind: str, born: str, aired: str, severity: str) -> None:
    text = PART.replace("KIND", kind).replace("BORN", born).replace("AIRED", aired)
    assert severities(text, "C306") == severity


def test_an_actor_born_after_the_part_is_told_at_the_birth(told: Told) -> None:
    text = PART.replace("KIND", "alt").replace("BORN", "2021").replace("AIRED", "aired = 2019-11-01")
    assert told(text) == ["7:14 error C306 Joel is born 2021, after playing the part (2019-11-01)"]


# --- births by timeline, holders, and what is meant ---


LIVES = """\
[[person]]
name = "Ellen"
born = { real = 1941, fam = 1950 }
died = { fam = 2080 }
LINES
[[event]]
date = 1966
title = "POD"
kind = "alt"
timeline = "fam"
[[event]]
date = 1945
title = "At home"
people = ["Ellen"]
[[event]]
date = 2075
title = "Old"
kind = "alt"
timeline = "fam"
people = ["Ellen"]
"""


def test_a_birth_counts_in_its_own_timeline(told: Told) -> None:
    text = LIVES.replace("LINES", "")
    assert (
        told(text, "C3")
        == [
            "20:11 error C303 Ellen, born 1950, is over 120 by 2075",
            "4:16 error C303 Ellen, born 1950, is over 120 by 2080",
        ][::-1]
    )
    assert told(text.replace("real = 1941", "real = 1946"), "C301") == [
        "14:11 error C301 Ellen is born 1946, after this (1945)"
    ]
    assert told(text.replace("fam = 2080", "fam = 1949"), "C307") == [
        "4:16 error C307 Ellen dies 1949, before the birth (1950)"
    ]


def test_a_birth_that_a_branch_inherits(told: Told) -> None:
    text = LIVES.replace("LINES", "").replace(", fam = 1950", "")
    assert told(text, "C3") == [
        "4:16 error C303 Ellen, born 1941, is over 120 by 2080",
        "20:11 error C303 Ellen, born 1941, is over 120 by 2075",
    ]
    later = text.replace("real = 1941", "real = 1967").replace("date = 1945", "date = 1969")
    assert told(later, "C3") == [], "born after the two part: nothing is known of her there"


def test_what_is_meant_of_a_person_is_allowed_on_the_person(told: Told) -> None:
    assert told(LIVES.replace("LINES", 'allow = ["C303"]'), "C303", "Q107") == []
    unused = told(LIVES.replace("LINES", 'allow = ["C303", "C304"]'), "C303", "Q107")
    assert unused == ['5:18 warning Q107 "C304" exempts nothing here']


def test_an_elf_is_told_of_and_may_be_meant(told: Told, case: Callable[[str], str]) -> None:
    text = case("long-lives")
    assert told(text, "C303") == [
        "11:11 error C303 Elrond, born -3499, is over 120 by 3018-10-25",
        "11:21 error C303 Bilbo, born 2890-09-22, is over 120 by 3018-10-25",
    ]
    assert told(text.replace('name = "Elrond"', 'name = "Elrond"\nallow = ["C303"]'), "C303") == [
        "12:21 error C303 Bilbo, born 2890-09-22, is over 120 by 3018-10-25"
    ]


def test_a_holder_may_be_another_spelling_of_somebody(told: Told) -> None:
    text = """\
[[event]]
date = 1965
title = "A walk"
people = ["Alexei Leonov"]
[[state]]
of = "Commander"
is = "Alexey Leonov"
date = 1966
"""
    assert told(text, "C305") == ['7:6 warning C305 "Alexey Leonov" and "Alexei Leonov" may be one person']
    declared = text + '[[person]]\nname = "Alexei Leonov"\n'
    assert told(declared, "C305", "W401") == ['7:6 warning W401 no [[person]] is called "Alexey Leonov"']


def test_each_actor_is_judged_by_the_seasons_that_they_play_in(told: Told) -> None:
    text = """\
[[show]]
id = "fam"
season = [{number = 1, aired = 2019}, {number = 2, aired = 2021}]
[[person]]
name = "Aleida"
played_by = [{name = "Olivia", season = 1, born = 2020}, {name = "Coral", season = [2, 3], born = 2020}]
[[event]]
date = 1969
title = "One"
show = "fam"
season = 1
people = ["Aleida"]
[[event]]
date = 1983
title = "Two"
show = "fam"
season = 2
people = ["Aleida"]
"""
    assert told(text.replace("[2, 3]", "2"), "C306") == [
        "6:51 error C306 Olivia is born 2020, after playing the part (2019)"
    ]
