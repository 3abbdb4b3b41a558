"""The story of seasons 1 and 2 of For All Mankind in the bundled history: corrected values, and a check of each kind."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from timeline.bundled import bundled_events
from timeline.model.dates import parse_date
from timeline.source.load import load_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.source.document import Document

SILENT = {
    "sputnik-1-reaches-orbit": "shared history that no episode tells of",
    "nasa-act-signed": "shared history that no episode tells of",
    "kennedy-rice-speech": "shared history that no episode tells of",
    "rosales-cross-border": "the pages do not say which episode shows it",
    "paine-stays-at-nasa": "nobody speaks of it",
    "apollo-18-to-20-fly": "between two episodes",
    "kennedy-mars-vow": "the pages do not name the episode",
    "margo-teaches-aleida": "the pages do not name the episode",
    "ellen-and-pam-part": "inferred from the romance and the marriage",
    "stevenses-at-big-bend": "companion material",
    "schools-teach-space-politics": "companion material",
    "d-mail-on-home-computers": "companion material",
    "lakewood-homecoming-dance": "companion material",
    "first-sea-dragon-launch": "told by the fan wiki alone",
    "air-force-shuttle-fleet": "told by the fan wiki alone",
    "cell-phones-early": "a review of the season as a whole",
    "nasa-lives-on-patents": "a review of the season as a whole",
    "kelly-hides-brochure": "the pages do not name the episode",
}
"""What seasons 1 and 2 tell without an episode that a source names, with the reason."""

DATED_TO_THE_DAY = {
    "1966-01-14",  # Korolev's operation
    "1969-06-26",  # Leonov on the Moon
    "1969-06-30",  # fandom Timeline
    "1969-07-16",  # Apollo 11, as in our history
    "1969-07-20",  # the same
    "1970-01-06",  # thelogbook.com, Nixon's Women
    "1972-04-03",  # Kelly Baldwin's essay
    "1973-10-12",  # fandom Jamestown
    "1974-08-24",  # fandom Home_Again
    "1974-11-09",  # a caption of S1E7
    "1979-09-15",  # a poster in the app Time Capsule
    "1983-05-21",  # a caption of S2E1
    "1983-09-01",  # the airliner
}
"""The days that a page gives for the story; all others are about, however the file writes them."""


@cache
def document() -> Document:
    return load_document([str(bundled_events())])


@cache
def events() -> Mapping[str, Event]:
    return {event.id: event for event in document().events}


def person(name: str) -> Person:
    return next(each for each in document().world.people if name in each.names)


def told() -> list[Event]:
    """Return what For All Mankind tells of the story, in any season."""
    return [event for event in document().events if event.kind != "real" and event.show == "fam"]


def ours() -> list[Event]:
    return [event for event in told() if event.season in (1, 2)]


def place(event: Event) -> tuple[int, int]:
    """Where the show tells it; without an episode, with the last one of the season."""
    return event.season or 0, event.episode or 99


def text(event: Event) -> str:
    return f"{event.title} {event.summary}"


def days(date: EdtfDate) -> range:
    assert date.earliest is not None
    assert date.latest is not None
    return range(date.earliest, date.latest + 1)


# --- Corrections, by value ---


@pytest.mark.parametrize(
    ("event_id", "date"),
    [
        ("kennedy-skips-chappaquiddick", "1969-07-18~/1969-07-19~"),
        ("kennedy-beats-nixon", "1972-11-07~"),
        ("reagan-beats-kennedy", "1976-11-02~"),
        ("reagan-wins-second-term", "1980-11-04~"),
        ("apollo-22-relieves-jamestown", "1974-07~/1974-08~"),
        ("poole-first-black-woman", "1974-07~/1974-08~"),
        ("iran-crisis-ends-early", "1979-11-04~/1980-02~"),
        ("baldwin-runs-astronaut-office", "1975~"),
        ("kelly-born-in-saigon", "1963/1966-07-14"),
        ("armstrong-second-on-moon", "1969-07-21~"),
        ("valve-contract-for-era", "1973~/1974-08~"),
        ("polanski-arrested", "1978-02~"),
        ("cape-kennedy-keeps-name", "1973-10-09~"),
    ],
)
def test_dates(event_id: str, date: str) -> None:
    assert events()[event_id].date.text == date


def test_apollo_22_left_145_days_before_two_of_its_crew_came_home() -> None:
    home = days(events()["gordo-breaks-down-on-moon"].date)
    arrival = days(events()["apollo-22-relieves-jamestown"].date)
    assert {home.start - 145, home.stop - 1 - 145} <= set(arrival)


@pytest.mark.parametrize(
    ("alt", "link", "real"),
    [
        ("apollo-11-hard-landing", "replaces", ["eagle-lands"]),
        ("armstrong-second-on-moon", "replaces", ["armstrong-first-step"]),
        ("leonov-first-on-moon", "replaces", ["apollo-11-first-on-moon"]),
        ("leonov-first-on-moon", "averts", []),
        ("n1-flight-called-uncrewed", "replaces", ["first-n1-launch-fails"]),
        ("belikova-first-woman-on-moon", "moves", ["savitskaya-spacewalk"]),
        ("nixon-vietnam-pullout-for-space", "replaces", ["nixon-announces-vietnam-withdrawal"]),
        ("nixon-orders-moon-base", "replaces", ["shuttle-approved"]),
        ("slayton-names-four-women", "moves", ["first-women-finish-training"]),
        ("cobb-joins-apollo-15-crew", "moves", ["ride-named-to-crew"]),
        ("kennedy-beats-nixon", "replaces", ["nixon-reelected-1972", "ted-kennedy-1980-campaign"]),
        ("kennedy-mars-vow", "moves", ["space-exploration-initiative"]),
        ("first-jamestown-crew", "moves", ["collins-commands-shuttle", "whitson-commands-station"]),
        ("weisner-heads-nasa", "replaces", ["fletcher-heads-nasa"]),
        ("paine-returns-to-nasa", "replaces", ["frosch-heads-nasa"]),
        ("cape-kennedy-keeps-name", "averts", ["cape-canaveral-name-restored"]),
        ("reagan-campaigns-on-nostalgia", "replaces", ["reagan-challenges-ford"]),
        ("slayton-dies-in-space", "averts", ["deke-slayton-dies"]),
        ("baldwin-runs-astronaut-office", "replaces", ["young-heads-astronaut-office"]),
        ("shuttles-fly-to-moon", "moves", ["sts-1-flies"]),
        ("shuttles-fly-to-moon", "replaces", ["shuttle-enterprise-rolled-out"]),
        ("nasa-ten-shuttles", "replaces", ["atlantis-first-flight"]),
        ("air-force-shuttle-fleet", "replaces", ["air-force-shuttle-program-ends"]),
        ("polanski-arrested", "replaces", ["polanski-flees"]),
        ("margo-directs-jsc", "moves", ["huntoon-directs-jsc"]),
        ("electric-cars-in-1983", "moves", ["gm-unveils-ev1"]),
        ("cell-phones-early", "moves", ["first-us-cellular-network"]),
        ("email-for-everyone", "moves", ["hotmail-launched"]),
        ("ockels-at-jamestown", "moves", ["ockels-flies-on-challenger"]),
        ("ellen-deputy-administrator", "moves", ["dale-deputy-administrator"]),
        ("reagan-asks-for-handshake", "moves", ["apollo-soyuz-agreement"]),
        ("cobb-heads-astronaut-office", "moves", ["whitson-heads-astronaut-office"]),
        ("poole-wins-apollo-soyuz-command", "moves", ["gregory-commands-shuttle"]),
        ("soviet-engineers-in-houston", "moves", ["soviet-engineers-visit-houston"]),
        ("margo-sergei-secret-design", "moves", ["docking-system-agreed"]),
        ("poole-crew-trains-in-ussr", "moves", ["astronauts-train-in-star-city"]),
        ("ellen-acting-nasa-head", "moves", ["petro-heads-nasa"]),
        ("buran-lifts-off", "moves", ["buran-flies"]),
        ("pathfinder-launched-early", "replaces", ["nerva-shut-down"]),
        ("reagan-andropov-peace-talks", "moves", ["geneva-summit"]),
    ],
)
def test_pairs(alt: str, link: str, real: list[str]) -> None:
    assert list(getattr(events()[alt], link)) == real


@pytest.mark.parametrize(
    "event_id", ["skylab-bent-to-moon-base", "zvezda-base-opens", "cobb-saves-ockels", "buran-blockades-moon"]
)
def test_what_has_no_like_in_our_history_is_linked_to_nothing(event_id: str) -> None:
    assert not events()[event_id].links


@pytest.mark.parametrize("event_id", ["kopechne-lives", "no-1975-orbital-handshake", "octavio-faces-deportation"])
def test_what_is_no_event_of_its_own_is_gone(event_id: str) -> None:
    assert event_id not in events()


@pytest.mark.parametrize(
    ("event_id", "because"),
    [
        ("apollo-23-explodes", ["valve-contract-for-era", "apollo-22-relieves-jamestown"]),
        ("kranz-killed-in-blast", ["apollo-23-explodes"]),
        ("era-ratified", ["kennedy-youngest-president", "valve-contract-for-era"]),
        ("valve-contract-for-era", ["kennedy-youngest-president"]),
        ("reagan-beats-kennedy", ["reagan-campaigns-on-nostalgia"]),
        ("sadat-survives", []),
        ("tracy-marries-sam-cleveland", ["tracy-announces-engagement"]),
        ("aleida-joins-nasa", ["aleida-meets-margo-again", "reagan-asks-for-handshake"]),
        ("karen-sleeps-with-danny", ["danny-tends-bar"]),
        ("ayesa-father-loses-job", ["apollo-23-explodes"]),
    ],
)
def test_causes(event_id: str, because: list[str]) -> None:
    assert list(events()[event_id].because) == because


def test_the_cape_is_still_called_kennedy() -> None:
    for event_id in ("apollo-23-explodes", "kranz-killed-in-blast", "cape-kennedy-keeps-name"):
        assert events()[event_id].place == "Cape Kennedy, Florida"


@pytest.mark.parametrize(
    ("event_id", "season", "episode"),
    [
        ("korolev-survives", 1, 1),
        ("leonov-first-spacewalk", 1, 1),
        ("margo-joins-mission-control", 1, 2),
        ("moon-landings-go-on", 1, 5),
        ("first-jamestown-crew", 1, 5),
        ("weisner-heads-nasa", 1, 6),
        ("ford-never-president", 1, 6),
        ("watergate-burglars-arrested", 1, 6),
        ("kelly-born-in-saigon", 2, 1),
        ("panama-canal-crisis", 2, 3),
        ("star-trek-premieres", 2, 5),
        ("secret-second-reactor", 2, 10),
    ],
)
def test_episodes(event_id: str, season: int, episode: int) -> None:
    assert (events()[event_id].season, events()[event_id].episode) == (season, episode)


def test_what_the_story_builds_on_is_in_both_histories() -> None:
    assert {events()[each].kind for each in ("watergate-burglars-arrested", "star-trek-premieres")} == {"both"}


@pytest.mark.parametrize(
    ("event_id", "word"),
    [
        ("kennedy-skips-chappaquiddick", "White House"),
        ("cobb-saves-ockels", "eyes"),
        ("baldwin-takes-pathfinder", "Cobb"),
        ("cell-phones-early", "years before"),
        ("iran-crisis-ends-early", "weeks"),
        ("kelly-born-in-saigon", "Hanh"),
    ],
)
def test_words_that_were_wrong_or_told_too_much(event_id: str, word: str) -> None:
    assert word not in text(events()[event_id])


# --- A check of each kind ---


def test_each_event_has_an_episode_or_a_reason_for_having_none() -> None:
    without = {event.id: event.kind for event in ours() if event.episode is None}
    assert set(without) <= set(SILENT)
    assert {event_id for event_id in SILENT if events()[event_id].kind == "alt"} <= set(without)


def test_no_title_or_summary_names_somebody_who_is_met_in_a_later_episode() -> None:
    first: dict[str, tuple[int, int]] = {}
    for event in told():
        for name in event.people:
            first[name] = min(first.get(name, place(event)), place(event))
    names = {name: each.name for each in document().world.people for name in (each.name, *each.aliases)}
    early = [
        (event.id, name)
        for event in ours()
        for name, whose in names.items()
        if first.get(whose, (0, 0)) > place(event) and re.search(rf"\b{re.escape(name)}\b", text(event))
    ]
    assert early == []


def test_no_date_is_a_certain_day_that_no_source_gives() -> None:
    certain = {event.date.text for event in ours() if event.kind == "alt" and event.date.is_one_day}
    assert {day for day in certain if "~" not in day and "?" not in day} <= DATED_TO_THE_DAY


def test_what_does_not_happen_is_told_only_where_it_averts_or_replaces_something() -> None:
    negative = re.compile(
        r"^No\b|\b(does|do) not (meet|get|come|happen)\b|\bnever becomes?\b|\bno troops\b|\bcomes? to no\b"
    )
    assert [
        event.id for event in ours() if event.kind == "alt" and negative.search(event.title) and not event.links
    ] == []


def test_a_death_at_another_time_averts_the_real_one() -> None:
    dying = [event for event in document().events if event.kind == "alt" and "death" in event.tags]
    wrong = [
        (event.id, target)
        for event in dying
        for target in (*event.moves, *event.replaces)
        if "death" in events()[target].tags and events()[target].id.endswith("-dies")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("alt", "real"),
    [
        ("kennedy-skips-chappaquiddick", "chappaquiddick-crash"),
        ("paine-stays-at-nasa", "paine-resigns"),
        ("moon-landings-go-on", "last-humans-leave-moon"),
        ("cape-kennedy-keeps-name", "cape-canaveral-name-restored"),
        ("ford-never-president", "nixon-resigns"),
        ("carter-stays-a-senator", "carter-inaugurated"),
        ("no-camp-david-deal", "camp-david-accords"),
        ("skylab-stays-in-orbit", "skylab-falls"),
        ("no-soviet-afghan-invasion", "soviet-afghan-war"),
        ("lennon-survives", "lennon-murdered"),
        ("sadat-survives", "sadat-assassinated"),
    ],
)
def test_what_is_averted_stands_at_about_the_real_time(alt: str, real: str) -> None:
    assert real in events()[alt].averts
    assert "~" in events()[alt].date.text
    assert events()[alt].date.earliest == events()[real].date.earliest


def test_elections_stand_as_about_a_day() -> None:
    elections = [
        event
        for event in ours()
        if {"nixon-reelected-1972", "carter-elected", "reagan-elected-1980"} & {*event.replaces}
    ]
    assert len(elections) == 3
    assert all(re.fullmatch(r"\d{4}-11-\d\d~", event.date.text) for event in elections)


def test_the_story_leads_back_to_the_contract_and_to_the_pod() -> None:
    causes, found = ["apollo-23-explodes"], set[str]()
    while causes:
        found.add(causes[-1])
        causes += [each for each in events()[causes.pop()].because if each not in found]
    assert {
        "valve-contract-for-era",
        "kennedy-skips-chappaquiddick",
        "leonov-first-on-moon",
        "korolev-survives",
    } <= found


# --- People ---


@pytest.mark.parametrize(
    ("name", "show", "season", "actors"),
    [
        ("Aleida Rosales", "fam", 1, ["Olivia Trujillo"]),
        ("Aleida Rosales", "fam", 2, ["Coral Peña"]),
        ("Aleida Rosales", "fam", 5, ["Coral Peña"]),
        ("Shane Baldwin", "fam", 1, ["Tait Blum", "Teddy Blum"]),
        ("Danny Stevens", "fam", 1, ["Jason Scott David", "Mason Thames"]),
        ("Danny Stevens", "fam", 3, ["Casey W. Johnson"]),
        ("Kelly Baldwin", "fam", 1, []),
        ("Kelly Baldwin", "fam", 2, ["Cynthy Wu"]),
        ("Jimmy Stevens", "fam", 1, []),
        ("Jimmy Stevens", "fam", 3, ["David Chandler"]),
        ("Alex Poletov Baldwin", "fam", 4, ["Ezrah Lin"]),
        ("Alex Poletov Baldwin", "fam", 5, ["Sean Kaufman"]),
        ("Lily Dale", "fam", 4, []),
        ("Lily Dale", "fam", 5, ["Ruby Cruz"]),
        ("Sergei Nikulov", "fam", 2, ["Piotr Adamczyk"]),
        ("Sergei Nikulov", "star-city", 1, ["Josef Davies"]),
        ("Irina Morozova", "fam", 4, ["Svetlana Efremova"]),
        ("Irina Morozova", "star-city", 1, ["Agnes O'Casey"]),
        ("Anastasia Belikova", "star-city", 1, ["Alice Englert"]),
        ("Anastasia Belikova", "fam", 1, []),
        ("Michael Collins", "fam", 1, ["Ryan Kennedy"]),
        ("John Glenn", "fam", 1, ["Matt Battaglia"]),
    ],
)
def test_who_plays_whom(name: str, show: str, season: int, actors: list[str]) -> None:
    assert [casting.name for casting in person(name).castings if casting.fits(show, season)] == actors


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Kelly Baldwin", "1963/1966-07-14"),
        ("Danny Stevens", "1962/1965"),
        ("Jimmy Stevens", "1962/1974"),
        ("Shane Baldwin", "1963~"),
    ],
)
def test_births(name: str, born: str) -> None:
    birth = person(name).born
    assert birth == parse_date(born)


def test_births_told_as_events_have_the_date_of_the_person() -> None:
    told_births = {"kelly-born-in-saigon": "Kelly Baldwin"}
    for event_id, name in told_births.items():
        assert events()[event_id].date == person(name).born


@pytest.mark.parametrize(
    ("event_id", "who"),
    [
        ("patty-doyle-killed", ["Patty Doyle"]),
        ("kranz-killed-in-blast", ["Gene Kranz"]),
        ("shane-baldwin-dies", ["Shane Baldwin"]),
        ("harrison-liu-killed", ["Harrison Liu"]),
        ("slayton-dies-in-space", ["Deke Slayton"]),
        ("clayton-poole-dies", ["Clayton Poole"]),
        ("kal-007-kills-paine", ["Thomas Paine"]),
        ("gordo-and-tracy-die", ["Gordo Stevens", "Tracy Stevens"]),
        ("aleida-loses-mother", ["Graciana Rosales"]),
    ],
)
def test_deaths_told_as_events_have_the_date_of_the_person(event_id: str, who: list[str]) -> None:
    for name in who:
        died = person(name).died
        assert died is not None
        date = died.get("fam") if hasattr(died, "get") else died
        assert date == events()[event_id].date, name


@pytest.mark.parametrize(
    "name",
    [
        *["Kelly Baldwin", "Ed Baldwin", "Danielle Poole", "Margo Madison", "Margot Madison", "Aleida Rosales"],
        *["Irina Morozova", "Sergei Nikulov", "Kuz", "Gordo Stevens", "Ellen Wilson", "Tracy Stevens"],
    ],
)
def test_every_character_of_the_article_is_in_the_file(name: str) -> None:
    found = person(name)
    assert found.castings
    assert any(found.name in event.people for event in document().events)


def test_every_actor_of_the_article_is_in_the_file() -> None:
    actors = {casting.name for each in document().world.people for casting in each.castings}
    named = ["Cynthy Wu", "Joel Kinnaman", "Krys Marshall", "Wrenn Schmidt", "Coral Peña", "Svetlana Efremova"]
    assert {*named, "Piotr Adamczyk"} <= actors


def test_people_of_the_story_are_named_where_it_tells_of_them() -> None:
    """A new event whose title names a person of the file lists that person."""
    leading = [
        "Gordo Stevens",
        "Danny Stevens",
        "Molly Cobb",
        "Karen Baldwin",
        "Aleida Rosales",
        "Ellen Wilson",
        "Danielle Poole",
    ]
    missing = [
        (event.id, name)
        for event, name in chain.from_iterable(((event, name) for name in leading) for event in ours())
        if name in event.title and name not in event.people
    ]
    assert missing == []
