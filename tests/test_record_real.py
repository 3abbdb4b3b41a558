"""Our own side of the bundled history: what was once wrong is right, days follow one clock, offices have no holes."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import timeline
from timeline.bundled import bundled_events
from timeline.model.dates import parse_date
from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.model.world import State
    from timeline.source.document import Document
    from timeline.store.chronicle import Chronicle

ROOT = Path(__file__).resolve().parents[1]


@cache
def document() -> Document:
    return load_document([str(bundled_events())])


@cache
def history() -> Chronicle:
    return timeline.load()


@cache
def events() -> dict[str, Event]:
    return {event.id: event for event in document().events}


@cache
def people() -> dict[str, Person]:
    return {person.name: person for person in document().world.people}


def ours() -> list[Event]:
    """Return the events of our own history, without those of the making of the shows."""
    return [event for event in document().events if event.kind == "real" and event.show is None]


# --- What the record holds ---


def test_our_own_history_has_420_events_and_no_empty_year() -> None:
    assert sum(event.kind == "real" for event in document().events) >= 440
    assert len(ours()) >= 400
    years = {event.date.text[:4] for event in ours()}
    assert [year for year in range(1957, 2027) if str(year) not in years] == []


def test_headings_tell_no_range_that_new_events_outgrow() -> None:
    text = bundled_events().read_text(encoding="utf-8")
    assert [
        heading for heading in ("Real history", "The making of the shows") if f"\n# === {heading} ===\n" not in text
    ] == []


@pytest.mark.parametrize(
    ("event_id", "day", "words"),
    [
        ("kennedy-elected-1960", "1960-11-08", "303 to 219"),
        ("berlin-wall-built", "1961-08-13", "28 years"),
        ("cuban-missile-crisis", "1962-10-16/1962-10-28", "DEFCON 2"),
        ("khrushchev-ousted", "1964-10-14", "vacation"),
        ("rogers-commission-reports", "1986-06-09", "dated 6 June"),
        ("hubble-repaired", "1993-12-02/1993-12-13", "five spacewalks"),
        ("polyakov-returns-from-mir", "1995-03-22", "January 1994"),
        ("glenn-flies-again", "1998-10-29/1998-11-07", "36 years"),
        ("yeltsin-resigns", "1999-12-31", "acting president"),
        ("phoenix-finds-ice-on-mars", "2008-05-25", "23:53 UTC"),
        ("obergefell-v-hodges", "2015-06-26", "five votes to four"),
        ("trump-elected-2016", "2016-11-08", "304 to 227"),
        ("demo-2-flies", "2020-05-30", "19:22 UTC"),
        ("biden-elected", "2020-11-03", "306 to 232"),
        ("funk-flies-at-82", "2021-07-20", "Sixty years"),
        ("dobbs-v-jackson", "2022-06-24", "no right to abortion"),
        ("polaris-dawn-spacewalk", "2024-09-10/2024-09-15", "12 September"),
        ("trump-elected-2024", "2024-11-05", "312 to 226"),
        ("isaacman-heads-nasa", "2025-12-18", "67 votes to 30"),
        ("artemis-ii-rounds-moon", "2026-04-01/2026-04-11", "406,778 km"),
    ],
)
def test_facts_of_the_years_that_were_missing(event_id: str, day: str, words: str) -> None:
    event = events()[event_id]
    assert (event.date.text, event.kind) == (day, "real")
    assert words in (event.summary or "")


# --- Facts that were once wrong ---


@pytest.mark.parametrize(
    ("event_id", "right", "wrong"),
    [
        ("mars-3-lands", "silent 110 seconds later, after it has sent for 14 to 20 seconds", "two minutes"),
        ("mir-launched", "lifts off at 21:28 UTC", "In orbit at"),
        ("falklands-war", "ten weeks and three days", "within ten weeks"),
        ("luna-16-returns-soil", "landed on 20 September", "reached the Moon"),
        ("miracle-on-ice", "ten minutes before the end", "late goal"),
        ("charles-marries-camilla", "seven years and seven months", "eight years"),
        ("kranz-retires", "announced on 14 January", "has left"),
        ("fam-seven-season-plan", "the sixth season is announced as the last", "creator"),
        ("fam-s2-renewal", "Sources differ", "two weeks"),
        ("fam-s5-dates-announced", "castings had been reported before", "new"),
    ],
)
def test_summaries_that_were_wrong(event_id: str, right: str, wrong: str) -> None:
    summary = events()[event_id].summary or ""
    assert right in summary
    assert wrong not in summary


@pytest.mark.parametrize(
    ("event_id", "title"),
    [
        ("apollo-15-lands-at-hadley", "Apollo 15 lands at Hadley Rille with the first car driven on the Moon"),
        ("lunokhod-1-lands", "Lunokhod 1 is the first vehicle to drive on another world"),
        ("ted-kennedy-1980-campaign", "Ted Kennedy challenges President Carter for the nomination"),
        ("fam-s2-renewal", "Season 2 of For All Mankind is reported ordered before season 1 airs"),
    ],
)
def test_titles_that_were_wrong(event_id: str, title: str) -> None:
    assert events()[event_id].title == title


@pytest.mark.parametrize(
    ("event_id", "day"),
    [
        ("chappaquiddick-crash", "1969-07-18/1969-07-19"),
        ("kennedy-skips-chappaquiddick", "1969-07-18~/1969-07-19~"),
        ("fam-series-order", "2017-12-15"),
        ("fam-s2-renewal-confirmed", "2019-11-07"),
        ("fam-s2-filming-resumes", "2020-08"),
        ("fam-s3-confirmed", "2020-12-08"),
        ("fam-s4-teaser", "2023-09-13"),
        ("fam-s4-trailer", "2023-10-12"),
        ("fam-s5-filming", "2024-07-26~"),
        ("fam-s5-labine-cast", "2024-08-06"),
        ("star-city-martin-cast", "2025-02-06"),
        ("star-city-three-cast", "2025-02-14"),
    ],
)
def test_dates_that_were_wrong_or_missing(event_id: str, day: str) -> None:
    assert events()[event_id].date.text == day


def test_the_bear_hug_came_out_on_a_wednesday() -> None:
    season = next(season for season in document().world.shows["fam"].seasons if season.number == 4)
    episode = next(episode for episode in season.episodes if episode.number == 3)
    assert episode.aired is not None
    assert (episode.title, episode.aired.text) == ("The Bear Hug", "2023-11-22")


def test_what_the_show_builds_on_is_in_both_histories() -> None:
    assert {events()[event_id].kind for event_id in ("watergate-burglars-arrested", "star-trek-premieres")} == {"both"}


def test_sources_are_pages_that_tell_the_fact() -> None:
    text = bundled_events().read_text(encoding="utf-8")
    assert "French news page" not in text
    assert "http://lcross.arc.nasa.gov/prospector.htm" in events()["lunar-prospector-polar-ice"].source


@pytest.mark.parametrize(
    ("name", "born", "died"),
    [
        ("David McKay", "1936-09-25", "2013-02-20"),
        ("Jane Hart", "1921-10-21", "2015-06-05"),
        ("Kalpana Chawla", "1961-07-01/1962-03-17", "2003-02-01"),
        ("Kim Jong-il", "1941/1942", "2011-12-17"),
        ("Le Duc Tho", "1911-10", "1990-10-13"),
        ("Ruhollah Khomeini", "1900/1902", "1989-06-03"),
        ("Mary Jo Kopechne", "1940-07-26", "1969-07-18/1969-07-19"),
        ("Adam Nagaitis", "1985-06-07", None),
        ("Sean Kaufman", "1999-09/2000-09", None),
        ("James Webb", "1906-10-07", "1992-03-27"),
        ("T. Keith Glennan", "1905-09-08", "1995-04-11"),
        ("Robert Frosch", "1928-05-22", "2020-12-30"),
        ("James Beggs", "1926-01-09", "2020-04-23"),
        ("Sean O'Keefe", "1956-01-27", None),
        ("Michael Griffin", "1949-11-01", None),
        ("Jim Bridenstine", "1975-06-15", None),
        ("Donald Trump", "1946-06-14", None),
        ("Dick Cheney", "1941-01-30", "2025-11-03"),
    ],
)
def test_births_and_deaths_that_were_missing_or_without_a_source(name: str, born: str, died: str | None) -> None:
    person = people()[name]
    ends = person.died
    end = ends.get("real") if ends is not None and hasattr(ends, "get") else ends
    assert person.born is not None
    assert (person.born.text, end.text if end else None) == (born, died)
    assert person.source or name in {"Mary Jo Kopechne", "Sean Kaufman"}  # told by their events and comments


# --- One clock ---

MIDNIGHT = {
    "sputnik-1-reaches-orbit": ("1957-10-04", "5 October"),
    "explorer-1-reaches-orbit": ("1958-02-01", "31 January"),
    "luna-2-hits-moon": ("1959-09-13", "14 September"),
    "mariner-4-passes-mars": ("1965-07-15", "14 July"),
    "gemini-8-first-docking": ("1966-03-16/1966-03-17", "still 16 March"),
    "surveyor-1-lands-on-moon": ("1966-06-02", "1 June"),
    "zond-5-rounds-moon": ("1968-09-14/1968-09-21", "15 September"),
    "apollo-8-orbits-moon": ("1968-12-21/1968-12-27", "Christmas Eve"),
    "second-n1-launch-fails": ("1969-07-03", "4 July"),
    "armstrong-first-step": ("1969-07-21", "20 July"),
    "zond-7-rounds-moon": ("1969-08-07/1969-08-14", "8 August"),
    "first-arpanet-message": ("1969-10-29", "30 October"),
    "apollo-13-survives-explosion": ("1970-04-11/1970-04-17", "13 April"),
    "third-n1-launch-fails": ("1971-06-26", "27 June"),
    "soyuz-11-crew-dies": ("1971-06-29", "30 June"),
    "mariner-9-orbits-mars": ("1971-11-14", "13 November"),
    "last-humans-leave-moon": ("1972-12-14", "13 December"),
    "pioneer-10-passes-jupiter": ("1973-12-04", "3 December"),
    "skylab-falls": ("1979-07-11", "12 July"),
    "lennon-murdered": ("1980-12-08", "9 December"),
    "salyut-7-launched": ("1982-04-19", "20 April"),
    "kal-007-shot-down": ("1983-09-01", "31 August"),
    "petrov-false-alarm": ("1983-09-26", "25 September"),
    "mir-launched": ("1986-02-19", "20 February"),
    "chernobyl-explodes": ("1986-04-26", "25 April"),
    "gulf-war": ("1991-01-17/1991-02-28", "16 January"),
    "mars-observer-lost": ("1993-08-22", "21 August"),
    "tftr-burns-tritium": ("1993-12-09", "10 December"),
    "mars-96-lost": ("1996-11-16/1996-11-17", "17 November"),
    "sojourner-drives-on-mars": ("1997-07-06", "5 July"),
    "iraq-invasion": ("2003-03-20", "19 March"),
    "spirit-lands": ("2004-01-04", "3 January"),
    "opportunity-lands": ("2004-01-25", "24 January"),
    "falcon-1-reaches-orbit": ("2008-09-28", "29 September"),
    "kepler-launched": ("2009-03-07", "6 March"),
    "bin-laden-killed": ("2011-05-02", "1 May"),
    "curiosity-lands-on-mars": ("2012-08-06", "5 August"),
    "india-orbits-mars": ("2014-09-24", "23 September"),
    "falcon-9-booster-lands": ("2015-12-22", "21 December"),
    "kelly-returns-after-340-days": ("2016-03-02", "1 March"),
    "change-4-lands-on-far-side": ("2019-01-03", "2 January"),
    "change-5-returns-soil": ("2020-12-16", "17 December"),
    "zhurong-lands-on-mars": ("2021-05-14", "15 May"),
    "inspiration4-flies": ("2021-09-16/2021-09-18", "15 September"),
    "dart-hits-dimorphos": ("2022-09-26", "27 September"),
    "slim-lands-on-moon": ("2024-01-19", "20 January"),
    "fram2-orbits-poles": ("2025-04-01/2025-04-04", "31 March"),
    "artemis-ii-rounds-moon": ("2026-04-01/2026-04-11", "10 April"),
}
"""Events of which two days are met, with the day that they have here and the other, which their summary names."""


@pytest.mark.parametrize("event_id", MIDNIGHT)
def test_where_midnight_matters_the_summary_names_the_other_day(event_id: str) -> None:
    event = events()[event_id]
    day, other = MIDNIGHT[event_id]
    assert event.date.text == day
    assert other in (event.summary or "")


HOURS = {
    "Baikonur": 5,
    "Kazakhstan": 6,
    "Kennedy Space Center, Florida": -5,
    "Cape Canaveral, Florida": -5,
    "Omelek Island, Kwajalein Atoll": 12,
    "Jiuquan, China": 8,
    "Wenchang, China": 8,
    "Inner Mongolia, China": 8,
    "Sohae, North Korea": 9,
    "Kourou, French Guiana": -3,
    "Western Australia": 8,
    "Van Horn, Texas": -6,
    "Utah": -7,
}
"""Where ships leave and come down, and the hours by which the clock there is ahead of UTC in winter."""

WINTER = re.compile(r"-(1[0-2]|0[1-4])-")


def test_a_launch_on_another_local_day_says_so() -> None:
    checked = 0
    for event in document().events:
        time = re.search(r"(\d\d):(\d\d) UTC", event.summary or "")
        if event.kind == "alt" or event.place not in HOURS or time is None or event.date.earliest_iso is None:
            continue
        checked += 1
        day = datetime.fromisoformat(event.date.earliest_iso).replace(
            hour=int(time[1]), minute=int(time[2]), tzinfo=UTC
        )
        summer = HOURS[event.place] < 0 and not WINTER.search(event.date.text)
        local = day + timedelta(hours=HOURS[event.place] + summer)
        assert local.date() == day.date() or f"{local.day} {local:%B}" in (event.summary or ""), event.id
    assert checked >= 25


def test_the_clock_is_told_once_for_the_file_and_once_for_the_format() -> None:
    head = bundled_events().read_text(encoding="utf-8").split("[tags]")[0]
    assert "# Which clock: a day is that of the place where the thing happens" in head
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert page.count("in spaceflight, from liftoff to landing, it is the day in UTC") == 1


def test_those_who_die_in_spaceflight_die_on_the_day_of_the_event() -> None:
    for name in ("Georgy Dobrovolsky", "Vladislav Volkov", "Viktor Patsayev"):
        ends = people()[name].died
        assert hasattr(ends, "get")
        assert ends.get("real").text == events()["soyuz-11-crew-dies"].date.text == "1971-06-29"


# --- Offices ---


def states(office: str) -> list[State]:
    return [state for state in document().world.states if state.of == office]


@pytest.mark.parametrize(
    ("office", "day", "real", "fam"),
    [
        ("President of the United States", "2008-01-01", ["George W. Bush"], []),
        ("President of the United States", "2012-06-01", ["Barack Obama"], ["Jim Bragg"]),
        ("President of the United States", "2026-11-26", ["Donald Trump"], []),
        ("Vice President of the United States", "1974-10-01", [], []),
        ("Vice President of the United States", "1995-06-01", ["Al Gore"], ["Jim Bragg"]),
        ("Vice President of the United States", "1999-06-01", ["Al Gore"], ["George H. W. Bush"]),
        ("Vice President of the United States", "2022-01-01", ["Kamala Harris"], []),
        ("Leader of the Soviet Union", "1975-01-01", ["Leonid Brezhnev"], ["Leonid Brezhnev"]),
        ("Leader of the Soviet Union", "1992-06-01", [], ["Mikhail Gorbachev"]),
        ("President of Russia", "2010-01-01", ["Dmitry Medvedev"], []),
        ("Prime Minister of the United Kingdom", "1984-10-12", ["Margaret Thatcher"], ["Margaret Thatcher"]),
        ("Prime Minister of the United Kingdom", "1985-01-01", ["Margaret Thatcher"], []),
        ("Prime Minister of the United Kingdom", "2022-10-01", ["Liz Truss"], []),
        ("Administrator of NASA", "1967-01-27", ["James Webb"], ["James Webb"]),
        ("Administrator of NASA", "1968-12-24", ["Thomas Paine (acting)"], []),
        ("Administrator of NASA", "1986-01-28", ["William Graham (acting)"], []),
        ("Administrator of NASA", "2001-11-18", [], []),
        ("Administrator of NASA", "2017-06-01", ["Robert Lightfoot (acting)"], []),
        ("Administrator of NASA", "2025-09-01", ["Sean Duffy (acting)"], []),
        ("Administrator of NASA", "2026-04-01", ["Jared Isaacman"], []),
        ("Director of the Johnson Space Center", "1969-07-20", ["Robert Gilruth"], ["Robert Gilruth"]),
        ("Director of the Johnson Space Center", "1974-08-24", ["Christopher Kraft"], ["Gene Kranz"]),
        ("Director of the Johnson Space Center", "1983-06-01", ["Gerald Griffin"], ["Margo Madison"]),
        ("Director of the Johnson Space Center", "1993-12-02", ["Paul Weitz (acting)"], ["Margo Madison"]),
        ("Head of Roscosmos", "1995-06-01", ["Yuri Koptev"], ["Sergei Nikulov", "Lenara Catiche"]),
        ("Head of Roscosmos", "2023-08-19", ["Yury Borisov"], []),
        ("Head of Helios", "1990-01-01", [], ["Dev Ayesa"]),
        ("Head of Helios", "2000-01-01", [], ["Richard Hilliard"]),
        ("Commander of Jamestown", "1974-11-09", [], ["Ed Baldwin"]),
        ("Commander of Jamestown", "1983-09-01", [], ["Al Rossi"]),
        ("Commander of Happy Valley", "2003-07-01", [], ["Danielle Poole"]),
    ],
)
def test_who_held_what_on_a_day(office: str, day: str, real: list[str], fam: list[str]) -> None:
    held: dict[str, list[str]] = {"real": [], "fam": []}
    for term in timeline.who(history(), office, from_=day, to=day):
        assert term.state.of == office
        held[term.timeline].append(f"{term.state.is_} (acting)" if term.state.acting else term.state.is_)
    assert held == {"real": real, "fam": fam}


HOLES = {
    "Vice President of the United States": [
        ("1963-11-23", "1965-01-19"),
        ("1973-10-11", "1973-12-05"),
        ("1974-08-10", "1974-12-18"),
    ],
    "Leader of the Soviet Union": [("1982-11-11", "1982-11-11"), ("1984-02-10", "1984-02-12")],
    "Administrator of NASA": [("2001-11-18", "2001-11-18")],
}
"""The days on which nobody held an office of our own history, as its record has them."""


@pytest.mark.parametrize(
    "office",
    [
        "President of the United States",
        "Vice President of the United States",
        "Leader of the Soviet Union",
        "President of Russia",
        "Prime Minister of the United Kingdom",
        "Administrator of NASA",
        "Director of the Johnson Space Center",
        "Head of Roscosmos",
    ],
)
def test_offices_of_our_history_have_no_holes_but_those_of_the_record(office: str) -> None:
    def day(number: float) -> str:
        return (date(1970, 1, 1) + timedelta(days=int(number - epoch))).isoformat()

    epoch = parse_date("1970-01-01").earliest
    assert epoch is not None
    ours = sorted((s for s in states(office) if s.kind != "alt"), key=lambda state: state.date.first)
    assert len(ours) >= 4
    holes, reached = [], ours[0].date.last
    for _, state in pairwise(ours):
        if state.date.first > reached + 1:
            holes.append((day(reached + 1), day(state.date.first - 1)))
        reached = max(reached, state.date.last)
    assert holes == HOLES.get(office, [])


def test_check_looks_for_holes_and_each_one_is_explained() -> None:
    text = bundled_events().read_text(encoding="utf-8")
    assert "C402" not in tomllib.loads(text)["check"]["off"]
    explained = [state for state in document().world.states if "C402" in state.allow]
    assert 10 <= len(explained) <= 20


def test_the_last_holders_of_the_story_have_no_longer_terms_than_it_tells() -> None:
    ends = {(s.of, s.is_): s.date.text for s in document().world.states if s.kind == "alt"}
    assert ends["President of the United States", "Al Gore"] == "2001-01-20~/2003"
    assert ends["President of the United States", "Jim Bragg"] == "2012"
    assert ends["Administrator of NASA", "Eli Hobson"] == "2003"
    assert ends["Leader of the Soviet Union", "Yuri Andropov"] == "1983-09~"


def test_states_of_the_story_name_what_tells_of_them() -> None:
    told = [state for state in document().world.states if state.kind == "alt"]
    assert len(told) >= 30
    for state in told:
        episode = "" if state.episode is None else f"E{state.episode}"
        assert state.show == "fam"
        assert state.season is not None
        assert state.source[0] == f"For All Mankind S{state.season}{episode}", state
    assert [state.show for state in document().world.states if state.kind == "real" and state.show] == []


def test_office_holders_are_people_of_the_file() -> None:
    unknown = {state.is_ for state in document().world.states if "W401" not in state.allow} - set(people())
    assert unknown == set()


def test_births_and_deaths_of_those_who_held_an_office_have_a_source() -> None:
    holders = [people()[state.is_] for state in document().world.states if state.kind != "alt"]
    assert sorted({p.name for p in holders if (p.born or p.died) and not p.source}) == []
