"""Q1: what is possible, but not well kept. These are warnings, every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., list[str]]


def test_an_event_without_a_source_beside_one_that_has_any(told: Told) -> None:
    text = """\
        [[event]]
        date = 1969
        title = "Landing"
        kind = "real"

        [[event]]
        date = 1970
        title = "Apollo 13"
        kind = "real"
        source = "nasa.gov"
        """
    assert told(text) == ["1:1 warning Q101 there is no source"]
    assert told(text.replace('source = "nasa.gov"', "")) == []


TWINS = """\
event = [
  {id = "one", date = "1969-06-26", title = "Alexei Leonov is the first human on the Moon", kind = "alt", ONE},
  {id = "two", date = "DATE", title = "TITLE", kind = "KIND", TWO},
]
"""
SAME = "Aleksei Leonov is the first human on the Moon"


@pytest.mark.parametrize(
    ("date", "title", "kind", "two", "expected"),
    [
        ("1969-06-26", SAME, "alt", 'place = "Moon"', "3"),
        ("1969-06", SAME, "alt", 'place = "Moon"', "3"),
        ("1969", "Alexei Leonov is first human on the Moon!", "alt", 'place = "Moon"', "3"),
        ("1960/..", SAME, "alt", 'place = "Moon"', "3"),
        ("1969-06-26", SAME, "both", 'place = "Moon"', "3"),
        ("1969-06-27", SAME, "alt", 'place = "Moon"', ""),
        ("1969-06-26", SAME, "real", 'place = "Moon"', ""),
        ("1969-06-26", SAME, "alt", 'timeline = "mirror"', ""),
        ("1969-06-26", SAME, "alt", 'because = "one"', ""),
        ("1969-06-26", "Alexei Leonov is the last human on the Moon", "alt", 'place = "Moon"', ""),
        ("1969-06-26", "Alexei Leonov leaves the Moon", "alt", 'place = "Moon"', ""),
    ],
)
def test_two_events_that_may_be_one(told: Told, date: str, title: str, kind: str, two: str, expected: str) -> None:
    text = TWINS.replace("DATE", date).replace("TITLE", title).replace("KIND", kind)
    text = text.replace("TWO", two).replace("ONE", 'timeline = "alt"')
    if kind == "alt" and "timeline" not in two:
        text = text.replace(two, f'{two}, timeline = "alt"')
    assert [each.split(":")[0] for each in told(text, "Q102")] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Apollo 11 lands on the Moon", "Apollo 12 lands on the Moon"),
        ("Sojourner I leaves for Mars", "Sojourner II leaves for Mars"),
        ("Margo Madison takes office at NASA", "Margo Madison leaves office at NASA"),
        ("Event 123", "Event 124"),
    ],
)
def test_titles_that_differ_in_a_number_or_a_word(told: Told, first: str, second: str) -> None:
    text = f"""\
        event = [
          {{date = 1969, title = "{first}", kind = "real"}},
          {{date = 1969, title = "{second}", kind = "real"}},
        ]
        """
    assert told(text) == []


@pytest.mark.parametrize(
    ("first", "second"), [("1969-12-31", "1969"), ("1968-12-30/1969-01-02", "1969-01-02"), ("../1969", "1960")]
)
def test_events_that_may_be_one_lie_over_the_turn_of_years(told: Told, first: str, second: str) -> None:
    text = f"""\
        event = [
          {{id = "a", date = "{second}", title = "The first base", kind = "real"}},
          {{id = "b", date = "{first}", title = "The first base", kind = "real"}},
        ]
        """
    (found,) = told(text, "care")
    assert found.startswith(f'3:{len(first) + 33} warning Q102 this may be the same event as "a" ({second})')


def test_three_of_a_kind_are_two_too_many(told: Told) -> None:
    text = "event = [\n" + "".join(
        f'  {{id = "{id_}", date = 1969, title = "The first base", kind = "real"}},\n' for id_ in "abc"
    )
    assert [each.split(" ", 1)[0] for each in told(text + "]\n")] == ["3:35", "4:35"]


def test_people_whom_nothing_names(told: Told) -> None:
    text = """\
        [[person]]
        id = "ed"
        name = "Ed Baldwin"

        [[person]]
        name = "Gordo Stevens"

        [[person]]
        name = "Ted Kennedy"
        aliases = ["Edward Kennedy"]

        [[state]]
        of = "President"
        is = "edward kennedy"
        date = 1973
        kind = "real"

        [[event]]
        date = 1969
        title = "Landing"
        kind = "real"
        people = ["ED"]
        """
    assert told(text) == ["5:1 warning Q103 no event and no state names Gordo Stevens"]


def test_tags_that_no_event_has(told: Told) -> None:
    text = """\
        [[event]]
        date = 1969
        title = "Landing"
        kind = "real"
        tags = ["Moon"]

        [tags]
        moon = "On the Moon"
        mars = "On Mars"
        """
    assert told(text) == ['9:8 warning Q104 no event is tagged "mars"']


@pytest.mark.parametrize(("length", "findings"), [(80, 0), (81, 1)])
def test_titles_too_long(told: Told, length: int, findings: int) -> None:
    text = f'[[event]]\ndate = 1969\ntitle = "{"é" * length}"\nkind = "real"\n'
    assert told(text) == ["3:9 warning Q105 the title has 81 characters, more than 80"] * findings


@pytest.mark.parametrize(
    ("canon", "date", "findings"),
    [
        ("inferred", "1969-06-26", ["2:8 warning Q106 an inferred event has the exact date 1969-06-26"]),
        ("inferred", "1969-06-26~", []),
        ("inferred", "1969-06", []),
        ("inferred", "1969-06-25/1969-06-26", []),
        ("screen", "1969-06-26", []),
    ],
)
def test_dates_finer_than_what_is_inferred(told: Told, canon: str, date: str, findings: list[str]) -> None:
    text = f'[[event]]\ndate = "{date}"\ntitle = "Landing"\nkind = "alt"\ncanon = "{canon}"\n'
    assert told(text) == findings


def test_words_that_say_the_same_make_titles_alike(told: Told) -> None:
    text = TWINS.replace("ONE", 'source = "a"').replace("TWO", 'source = "b"').replace("DATE", "1969-06-26")
    text = text.replace("KIND", "alt").replace("TITLE", "Alexei Leonov is the first man on the Moon")
    assert [line for line in told(text) if "Q102" in line] == [
        '3:45 warning Q102 this may be the same event as "one" (1969-06-26)'
    ]


def test_two_names_of_people_that_differ_only_in_case(told: Told) -> None:
    text = """\
        [[person]]
        id = "one"
        name = "Ann"
        aliases = ["AL", "ANN"]

        [[person]]
        id = "two"
        name = "ann"
        aliases = ["Al"]

        [[event]]
        date = 1969
        title = "Landing"
        people = ["Ann", "ann", "AL", "Al"]
        """
    assert told(text) == [
        '8:8 warning Q108 the name "ann" differs only in case from "Ann", a name of Ann',
        '9:12 warning Q108 the name "Al" differs only in case from "AL", a name of Ann',
    ]


def test_tags_and_offices_that_differ_only_in_case(told: Told) -> None:
    state = 'is = "Ann"\nkind = "real"\ndate'
    text = (
        f'[[state]]\nof = "Head of NASA"\n{state} = 1960\n'
        f'[[state]]\nof = "Head of Nasa"\n{state} = 1961\n[[state]]\nof = "Head of Nasa"\n{state} = 1962\n'
        '[tags]\nmoon = "On it"\nMoon = "Around it"\n'
        '[[event]]\ndate = 1969\ntitle = "Landing"\ntags = ["Moon"]\npeople = ["Ann"]\n'
    )
    assert told(text) == [
        '7:6 warning Q108 the office "Head of Nasa" differs only in case from "Head of NASA": both are one office',
        '18:8 warning Q108 the tag "Moon" differs only in case from "moon": both are one tag',
    ]


def test_shows_that_differ_only_in_case(told: Told) -> None:
    text = """\
        [[show]]
        id = "Fam"
        [[show]]
        id = "fam"

        [[event]]
        id = "upper"
        date = 1969
        title = "Upper"
        show = "Fam"

        [[event]]
        id = "lower"
        date = 1970
        title = "Lower"
        show = "fam"
        """
    assert told(text) == ['4:6 warning Q108 the name "fam" differs only in case from "Fam", a name of Fam']
