"""The screens of `cast`, `people` and a life: no line is too wide, and nothing is lost where the screen is narrow."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from screen_text import text_of
from strategies import histories

from timeline.formats.lines import Screen
from timeline.formats.signs import ASCII, UNICODE
from timeline.formats.table import lines_of
from timeline.model.ages import Years
from timeline.model.errors import UsageError
from timeline.model.query import Query
from timeline.questions.cast import cast
from timeline.questions.life import life
from timeline.questions.people import people
from timeline.reports import cast as cast_report
from timeline.reports import life as life_report
from timeline.reports import people as people_report
from timeline.reports.short import short_age, short_gap
from timeline.source.load import load_document
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.formats.report import Report

CAST = Path(__file__).parents[1] / "golden" / "cast.toml"
WIDTHS = [*range(40, 130), 139, 140, 150, 160, 170, 200, 250]


def reports(history: Chronicle) -> Iterator[Report[object]]:
    """Yield all the answers that have a screen of their own here, as far as the history has them."""
    asked: list[Callable[[], Report[object]]] = [
        lambda: cast_report.report(cast(history, Query()), actors=True),
        lambda: cast_report.report(cast(history, Query())),
        lambda: people_report.report(people(history, Query())),
        lambda: people_report.report(people(history, Query.of({"year": ["1969", "1922..1931"]}))),
        lambda: people_report.report(people(history, Query.of({"season": [1, 2]}))),
        lambda: people_report.report(people(history, Query.of({"season": 1}), in_all=True)),
        *(
            lambda name=name: life_report.report(life(history, name, Query()))  # type: ignore[misc]
            for name in {name for event in history for name in event.people}
        ),
    ]
    for ask in asked:
        try:
            report = ask()
        except UsageError:
            continue
        if report.rows:
            yield report


def too_wide(report: Report[object], screen: Screen) -> list[str]:
    return [line for line in text_of(lines_of(report, screen)).splitlines() if cell_len(line) > screen.width]


@pytest.mark.parametrize("everything", [False, True])
def test_no_line_is_wider_than_the_screen(everything: bool) -> None:
    """At every width with Unicode and with ASCII, one of them with ids, in turns."""
    found = list(reports(Chronicle([str(CAST)])))
    assert len(found) > 10
    for report in found:
        for width in WIDTHS:
            for ids in (False, True):
                signs = ASCII if (width + ids) % 2 else UNICODE
                assert too_wide(report, Screen(width, signs, ids, everything)) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_age_of_every_season_is_there_at_any_width(width: int) -> None:
    """Seasons that do not fit beside the others stand below them, with the names again."""
    found = cast(Chronicle([str(CAST)]), Query.of({"show": "tower"}))
    lines = text_of(lines_of(cast_report.report(found), Screen(width))).splitlines()
    for character in found:
        rows = " ".join(line for line in lines if line.startswith(character.who.person.name[:5]))
        for part in character.parts:
            age = short_age(part.age, UNICODE)
            shown = "in" if part.presence == "in" and not age else f"({age})" if part.presence == "unseen" else age
            assert shown in rows, (character.who.person.name, part.season.number)


def test_names_and_ages_stand_below_each_other() -> None:
    found = cast(Chronicle([str(CAST)]), Query.of({"show": "tower", "person": ["sato", "karl"]}))
    *_, codes, years, karl, sato = text_of(lines_of(cast_report.report(found), Screen(80))).splitlines()
    edges = [cell_len(codes[: codes.index(code)]) + 2 for code in ("S1", "S2", "S3")]
    assert [
        cell_len(years[: years.index(year)]) + cell_len(year) for year in ("1921–1923", "1931", "1944–1946")
    ] == edges
    assert [cell_len(sato[: sato.index(age)]) + cell_len(age) for age in ("30–33~", "(41~)", "53–55~")] == edges
    assert [cell_len(karl[: karl.index(age)]) + cell_len(age) for age in ("40–43", "50–51", "†")] == [
        *edges[:2],
        edges[2] + 1,
    ]


def crowd(count: int) -> str:
    """Return a show of so many characters; the one with number N is named by N events."""
    people = "".join(f'[[person]]\nname = "Person {n}"\nactor = "Actor {n}"\n' for n in range(1, count + 1))
    events = "".join(
        f'[[event]]\nid = "e{m}"\ndate = 1970\ntitle = "Event {m}"\nkind = "alt"\nshow = "x"\nseason = 1\n'
        f"people = {json.dumps([f'Person {n}' for n in range(m, count + 1)])}\n"
        for m in range(1, count + 1)
    )
    return f'[[show]]\nid = "x"\n{people}{events}'


def test_of_a_large_cast_those_whom_most_events_name_and_how_many_more_there_are(
    history: Callable[[str], Chronicle],
) -> None:
    report = cast_report.report(cast(history(crowd(33)), Query()))
    lines = text_of(lines_of(report, Screen(80))).splitlines()
    assert lines[0] == "x: 33 characters, 1 season"
    assert lines[-1] == "… 3 more, named by at most 3 events each (--all)"
    assert [line.split("  ")[0] for line in lines if line.startswith("Person")] == [
        f"Person {n}" for n in range(33, 3, -1)
    ]
    every = text_of(lines_of(report, Screen(80, everything=True))).splitlines()
    assert sum(line.startswith("Person") for line in every) == 33
    assert every[-1].startswith("Person 1 ")
    assert text_of(lines_of(report, Screen(80, ASCII))).splitlines()[-1].startswith(".. 3 more")


SHORT = """
[[show]]
id = "x"
[[show.season]]
number = 1
setting = 1969
[[show.season]]
number = 2
setting = 1970
[[person]]
name = "Al"
born = "../1975"
actor = "B"
[[event]]
date = 1969
title = "Go"
kind = "alt"
show = "x"
season = 1
people = ["Al"]
[[event]]
date = 1970
title = "Go on"
kind = "alt"
show = "x"
season = 2
people = ["Cy"]
"""


def test_headers_are_whole_above_short_names_and_titles_and_an_age_may_be_unknown(
    history: Callable[[str], Chronicle],
) -> None:
    world = history(SHORT)
    lines = text_of(lines_of(people_report.report(people(world, Query())), Screen(80))).splitlines()
    assert lines[1].split() == ["Name", "Born", "Played", "by", "Events"]
    lines = text_of(lines_of(life_report.report(life(world, "Al", Query.of({"season": 1}))), Screen(80))).splitlines()
    assert lines[1].split() == ["Date", "Age", "Event"]
    lines = text_of(lines_of(cast_report.report(cast(world, Query())), Screen(80))).splitlines()
    assert [line.split() for line in lines[-2:]] == [["Al", "in", "(?)"], ["Cy", "·", "in"]]
    found = people(world, Query.of({"year": 1800, "person": "Cy"}))
    lines = text_of(lines_of(people_report.report(found), Screen(80))).splitlines()
    assert lines[0] == "1800: 1 not known to be alive"


def test_a_rest_of_one_is_listed(history: Callable[[str], Chronicle]) -> None:
    lines = text_of(lines_of(cast_report.report(cast(history(crowd(31)), Query())), Screen(80))).splitlines()
    assert sum(line.startswith("Person") for line in lines) == 31
    assert lines[-1].startswith("Person 1 ")


def test_many_seasons_stand_in_blocks_of_about_one_size(history: Callable[[str], Chronicle]) -> None:
    """Beside a name of 14 cells, 80 cells have room for 6 seasons of 10; 7 of 13 would leave a block of 1."""
    numbers = range(1, 14)
    tables = "".join(f"[[show.season]]\nnumber = {n}\nsetting = '19{n + 10}/19{n + 11}'\n" for n in numbers)
    events = "".join(
        f'[[event]]\ndate = 19{n + 10}\ntitle = "Event {n}"\nkind = "alt"\nshow = "x"\nseason = {n}\npeople = ["Ann"]\n'
        for n in numbers
    )
    world = history(f'[[show]]\nid = "x"\n{tables}[[person]]\nname = "Ann"\nborn = 1900\n{events}')
    lines = text_of(lines_of(cast_report.report(cast(world, Query())), Screen(80))).splitlines()
    assert [line.split() for line in lines if line.lstrip().startswith("S")] == [
        [f"S{n}" for n in block] for block in (range(1, 6), range(6, 11), range(11, 14))
    ]
    assert [len(line.split()) - 1 for line in lines if line.startswith("Ann ")] == [5, 5, 3]


def test_signs_in_ascii_are_told_apart() -> None:
    found = cast(Chronicle([str(CAST)]), Query.of({"show": "tower"}))
    text = text_of(lines_of(cast_report.report(found), Screen(140, ASCII)))
    assert "53-55~+" in text
    assert "+ dies   + alone: died before   . unborn, dead or untold" in text
    assert set(text) & set("†·–…") == set()


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (None, ""),
        (Years(72, 72, "72"), "72"),
        (Years(71, 72, "71 or 72"), "71–72"),
        (Years(63, 73, "63 to 73"), "63–73"),
        (Years(71, 72, "about 72"), "72~"),
        (Years(37, 39, "about 37 to 39"), "37–39~"),
        (Years(39, None, "39 or more"), "39…"),
        (Years(None, 40, "about 40 or less"), "…40~"),
        (Years(None, None, "dead"), "dead"),
        (Years(None, None, "not yet born"), "unborn"),
    ],
)
def test_ages_in_a_few_cells(age: Years | None, text: str) -> None:
    assert short_age(age, UNICODE) == text
    assert short_age(age, ASCII) == text.replace("–", "-").replace("…", "..")


@pytest.mark.parametrize(
    ("least", "most", "text"),
    [
        (27, 30, "+27–30"),
        (1, 1, "+1"),
        (0, 0, "0"),
        (0, 9, "+0–9"),
        (-3, 5, "-3…+5"),
        (-9, -3, "-9…-3"),
        (-6, 0, "-6…0"),
    ],
)
def test_gaps_in_a_few_cells(least: int, most: int, text: str) -> None:
    assert short_gap(Years(least, most, ""), UNICODE) == text
    assert short_gap(None, UNICODE) == short_gap(Years(1, None, ""), UNICODE) == ""


@given(histories(), st.sampled_from(WIDTHS))
@settings(max_examples=60)
def test_no_line_of_any_history_is_wider_than_the_screen(text: str, width: int) -> None:
    document = load_document(["/drawn.toml"], {"/drawn.toml": text})
    if document.problems.has_errors:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.toml"
        path.write_text(text, encoding="utf-8")
        for report in reports(Chronicle([str(path)])):
            for signs in (UNICODE, ASCII):
                assert too_wide(report, Screen(width, signs)) == []
