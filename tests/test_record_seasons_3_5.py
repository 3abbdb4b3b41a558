"""Seasons 3 to 5 and Star City in the bundled history: what an audit corrected, by value, and each kind of mistake."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from timeline.bundled import bundled_events
from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.model.people import Person
    from timeline.source.document import Document

LATE = date(9999, 1, 1)

NO_EPISODE = {
    **dict.fromkeys(("sojourner-2-begun", "unity-speed-record"), "the fan wiki's page of the ships names no episode"),
    **dict.fromkeys(
        ("bragg-challenges-wilson", "soviet-bloc-joins-m-7", "china-canada-stay-out"),
        "news clips that were shown ahead of season 4, not in an episode",
    ),
    **dict.fromkeys(
        (
            "baldwin-sides-with-martians",
            "alex-poletov-grown-up",
            "alex-claims-mars",
            "aleida-outer-life-search",
            "kelly-speaks-of-discovery",
            "bragg-is-president",
            "bragg-wants-to-stop-paying",
            "bragg-threatens-martians",
            "ayesa-wants-self-reliant-mars",
            "mars-police-clash",
            "mars-declares-independence",
            "space-race-still-on",
        ),
        "known from the trailers of season 5",
    ),
    **dict.fromkeys(
        (
            "happy-valley-town",
            "happy-valley-springboard",
            "earth-demands-order-on-mars",
            "mars-peacekeeper-force",
            "fred-is-peacekeeper",
            "marine-jarrett-trains",
            "alex-leaves-school",
            "marcus-leaves-school",
            "lily-dale-new-generation",
            "irina-joins-listeners",
            "sasha-yet-to-prove-himself",
            "belikova-untried",
            "tanya-feels-shut-in",
        ),
        "known from Apple's synopsis or from the news of a casting",
    ),
    **dict.fromkeys(
        (
            "martian-revolution-bloody",
            "mars-alliance-of-six",
            "soviet-us-alliance-on-mars",
            "moscow-backs-martian-rebels",
            "martian-iridium-at-risk",
            "early-technology-normal",
            "kgb-bugs-star-city",
            "irina-informs-on-couple",
            "nikulov-in-ground-control",
            "n1-moon-rocket-works",
            "soviet-arranged-marriages",
            "soviet-landings-in-siberia",
            "women-cosmonauts-in-cage",
            "hidden-soviet-space-program",
        ),
        "known from reviews and essays that speak of the season as a whole",
    ),
}
"""The events that no source puts into an episode, with what is known of them instead."""

CERTAIN_DAYS = {
    "thatcher-killed-in-brighton": "the newsreel's date, in Collider",
    "jimmy-mocks-stevens-legend": "the day of the wedding",
    "danny-stevens-weds-in-orbit": "the fan wiki's page of the hotel",
    "polaris-spins-out-of-control": "the fan wiki's page of the hotel",
    "sam-cleveland-killed": "the fan wiki's page of the hotel",
    "paine-telescope-spots-2003lc": "shown on screen, in Geek Girl Authority",
    "kgb-fetches-moonwalker-wife": "the day of the first Moon landing",
}
"""The only story events that carry a bare day, and who gives it."""


@cache
def document() -> Document:
    return load_document([str(bundled_events())])


@cache
def events() -> dict[str, Event]:
    return {event.id: event for event in document().events}


@cache
def people() -> dict[str, Person]:
    return {person.name: person for person in document().world.people}


@cache
def aired() -> dict[tuple[str, int, int | None], date]:
    """Return the day on which each episode was first shown, and for a season as a whole the day of its last one."""
    days: dict[tuple[str, int, int | None], date] = {}
    for show in document().world.shows.values():
        for season in show.seasons:
            for episode in season.episodes:
                assert episode.aired is not None
                days[show.id, season.number, episode.number] = date.fromisoformat(episode.aired.text)
            days[show.id, season.number, None] = max(d for k, d in days.items() if k[:2] == (show.id, season.number))
    return days


def told(event: Event) -> date:
    return LATE if event.season is None else aired()[event.show or "", event.season, event.episode]


def ours() -> list[Event]:
    return [e for e in events().values() if e.kind == "alt" and (e.show == "star-city" or (e.season or 0) >= 3)]


def links(event: Event) -> set[tuple[str, str]]:
    return {(verb, target) for verb in ("moves", "replaces", "averts") for target in getattr(event, verb)}


# --- Each kind of mistake ---


def test_no_title_or_summary_names_a_person_of_a_later_episode() -> None:
    first: dict[str, date] = {}
    for event in events().values():
        for name in event.people:
            first[name] = min(first.get(name, LATE), told(event) if event.kind == "alt" else date.min)
    wrong = [
        (event.id, name)
        for event in ours()
        for name in first
        if first[name] > told(event) and re.search(rf"\b{re.escape(name)}\b", f"{event.title} {event.summary}")
    ]
    assert wrong == []


def test_every_event_has_an_episode_or_a_reason_why_not() -> None:
    assert sorted(event.id for event in ours() if event.episode is None) == sorted(NO_EPISODE)


def test_a_bare_day_is_one_that_a_source_gives() -> None:
    assert sorted(event.id for event in ours() if event.date.is_one_day and "~" not in event.date.text) == sorted(
        CERTAIN_DAYS
    )


def test_what_never_happens_averts_something() -> None:
    never = re.compile(r"\b(never|avoided|comes to no|is not|does not|are not|no longer)\b")
    found = [event for event in ours() if never.search(event.title)]
    assert len(found) >= 2
    assert [event.id for event in found if not event.averts] == []


def test_both_sides_of_a_pair_are_of_one_kind() -> None:
    pairs = [(event, events()[target]) for event in ours() for _, target in links(event)]
    assert len(pairs) >= 60
    assert [(a.id, b.id) for a, b in pairs if not set(a.tags) & set(b.tags)] == []


def test_season_5_says_what_each_event_rests_on() -> None:
    silent = [e.id for e in ours() if e.season == 5 and e.episode is None and e.canon == "screen"]
    assert silent == ["early-technology-normal"]  # a review of the season tells of it


def test_invented_pages_are_not_cited() -> None:
    sources = [source for event in document().events for source in event.source]
    assert [s for s in sources if re.search(r"eatsip365\.com|winenfood\.com|shapes\.inc", s)] == []


# --- Seasons, episodes, titles ---


@pytest.mark.parametrize(
    ("show", "season", "episode", "title", "day"),
    [
        ("fam", 4, 3, "The Bear Hug", "2023-11-22"),
        ("fam", 5, 6, "Peace on the Ground", "2026-05-01"),
        ("fam", 5, 7, "The Sirens of Titan", "2026-05-08"),
        ("star-city", 1, 5, "Bite Your Elbow", "2026-06-19"),
        ("star-city", 1, 7, "Plow Deep", "2026-07-03"),
    ],
)
def test_titles_and_air_dates(show: str, season: int, episode: int, title: str, day: str) -> None:
    told_of = document().world.shows[show].seasons[season - 1].episodes[episode - 1]
    assert (told_of.title, aired()[show, season, episode].isoformat()) == (title, day)


@pytest.mark.parametrize(
    ("event_id", "season", "episode"),
    [
        ("fusion-reactor-works", 3, 1),
        ("polaris-flies-tourists", 3, 1),
        ("polaris-becomes-phoenix", 3, 3),
        ("ellen-takes-office", 3, 4),
        ("mars-cargo-sent-ahead", 3, 6),
        ("phoenix-mars-station", 4, 1),
        ("ayesa-robotics-company", 4, 1),
        ("asteroid-program-paused", 4, 2),
        ("ayesa-father-loses-job", 4, 3),
        ("irina-heads-roscosmos", 4, 4),
    ],
)
def test_episodes_of_events(event_id: str, season: int, episode: int) -> None:
    event = events()[event_id]
    assert (event.season, event.episode, event.source[0]) == (season, episode, f"For All Mankind S{season}E{episode}")


# --- Dates, canon, words ---


@pytest.mark.parametrize(
    ("event_id", "text"),
    [
        ("hart-elected", "1984-11-06~"),
        ("hart-reelected", "1988-11-08~"),
        ("ellen-elected-president", "1992-11-03~"),
        ("wilson-reelected", "1996-11-05~"),
        ("gore-beats-bush-senior", "2000-11-07~"),
        ("mars-cargo-sent-ahead", "1993~/1995~"),
        ("mars-crews-join", "1994-09~/1995-03~"),
        ("sojourner-1-lands", "1995-02~/1995-03~"),
        ("sojourner-2-begun", "1995-03"),
        ("leningrad-keeps-name", "1991-09-06~"),
        ("three-star-trek-series", "1995-01-16~"),
        ("ed-baldwin-dies", "2012~"),
    ],
)
def test_dates(event_id: str, text: str) -> None:
    assert events()[event_id].date.text == text


@pytest.mark.parametrize(
    ("event_id", "canon"),
    [
        ("chernobyl-avoided", "inferred"),
        ("ed-baldwin-dies", "inferred"),
        ("poole-meets-grandchild", "screen"),
        ("n1-moon-rocket-works", "creators"),
        ("alex-claims-mars", "companion"),
        ("aleida-outer-life-search", "companion"),
        ("bragg-threatens-martians", "companion"),
        ("marine-jarrett-trains", "creators"),
        ("martian-revolution-bloody", "inferred"),
        ("mars-declares-independence", "inferred"),
    ],
)
def test_what_an_event_rests_on(event_id: str, canon: str) -> None:
    assert events()[event_id].canon == canon


@pytest.mark.parametrize(
    ("event_id", "words"),
    [
        ("kronos-capture-fails", ("slips", "kills Tom Parker at once", "cut the ship loose")),
        ("phoenix-mars-station", ("Sources differ", "station", "ferries")),
        ("soviet-bloc-joins-m-7", ("Sources differ",)),
        ("gore-beats-bush-senior", ("One recap names his son",)),
        ("hart-reelected", ("Dukakis",)),
        ("sam-cleveland-killed", ("husband",)),
        ("margo-heads-nasa", ("Sources differ",)),
        ("sojourner-1-lands", ("push Kuznetsov off the ramp",)),
    ],
)
def test_summaries_tell_of_what_was_corrected_or_is_disputed(event_id: str, words: tuple[str, ...]) -> None:
    assert [word for word in words if word not in (events()[event_id].summary or "")] == []


# --- Links and causes ---


@pytest.mark.parametrize(
    ("alt", "verb", "base"),
    [
        ("lunar-peace-treaty", "replaces", "moon-agreement-opened"),
        ("helium-3-found", "replaces", "lunar-helium-3-proposed"),
        ("beatles-reunion-tour", "replaces", "free-as-a-bird-released"),
        ("north-korea-space-program", "replaces", "north-korea-nuclear-test"),
        ("north-korean-rocket-breaks-up", "replaces", "kwangmyongsong-1-fails"),
        ("hart-elected", "averts", "hart-quits-race"),
        ("hart-democratic-nominee", "averts", "ferraro-named-running-mate"),
        ("hart-takes-office", "replaces", "reagan-second-inauguration"),
        ("jordan-not-a-bull", "averts", "jordan-returns"),
        ("thatcher-killed-in-brighton", "averts", "major-succeeds-thatcher"),
        ("soviet-union-outlives-1991", "averts", "gorbachev-resigns"),
        ("wilson-dont-ask-order", "replaces", "dont-ask-law-signed"),
        ("ellen-texas-senator", "moves", "hutchison-elected"),
        ("polaris-flies-tourists", "moves", "spaceshipone-reaches-space"),
        ("polaris-flies-tourists", "moves", "dragon-recovered-from-orbit"),
        ("polaris-hotel-built", "replaces", "genesis-i-reaches-orbit"),
        ("newton-video-calls", "moves", "facetime-shown"),
        ("margo-heads-nasa", "replaces", "goldin-heads-nasa"),
        ("ellen-runs-for-president", "moves", "hillary-clinton-nominated"),
        ("ellen-runs-for-president", "replaces", "bush-renominated-1992"),
        ("danny-stevens-weds-in-orbit", "moves", "malenchenko-weds-from-orbit"),
        ("wilson-clinton-debate", "replaces", "first-debate-1992"),
        ("tyler-comes-out-on-mars", "moves", "ride-partner-made-known"),
        ("wilson-opens-forces", "moves", "dont-ask-repealed"),
        ("wilson-survives-impeachment", "replaces", "senate-acquits-clinton"),
        ("wilson-renominated", "replaces", "dole-nominated-1996"),
        ("marriage-inclusion-act", "replaces", "defense-of-marriage-act"),
        ("marriage-inclusion-act", "moves", "obergefell-v-hodges"),
        ("three-star-trek-series", "averts", "star-trek-voyager-premieres"),
        ("three-star-trek-series", "averts", "star-trek-enterprise-premieres"),
        ("moon-miners-show", "replaces", "survivor-premieres"),
        ("jordan-plays-for-mariners", "replaces", "jordan-plays-baseball"),
        ("eastwood-plays-baldwin", "replaces", "space-cowboys-released"),
        ("gore-takes-office", "replaces", "bush-inaugurated-2001"),
        ("hardliners-topple-gorbachev", "replaces", "august-coup-fails"),  # it succeeds: another outcome
        ("paine-space-telescope", "replaces", "hubble-launched"),
        ("hobson-heads-nasa", "replaces", "okeefe-heads-nasa"),
        ("bragg-is-president", "replaces", "obama-inaugurated"),
    ],
)
def test_pairs(alt: str, verb: str, base: str) -> None:
    assert (verb, base) in links(events()[alt])


@pytest.mark.parametrize("base", ["hansen-warns-senate", "clinton-picks-gore"])
def test_real_events_without_a_counterpart(base: str) -> None:
    assert [event.id for event in ours() if base in {target for _, target in links(event)}] == []


@pytest.mark.parametrize("alt", ["fusion-slows-warming", "ellen-picks-bragg", "clintons-divorce", "ellen-marries-pam"])
def test_alternate_events_without_a_counterpart(alt: str) -> None:
    assert links(events()[alt]) == set()


@pytest.mark.parametrize(
    ("event_id", "causes"),
    [
        ("north-korea-space-program", ()),
        ("irina-heads-roscosmos", ()),
        ("nikulov-in-ground-control", ()),
        ("marine-jarrett-trains", ()),
        ("baldwins-divorce", ()),
        ("jsc-truck-bombing", ("jimmy-joins-conspiracists",)),
        ("paine-telescope-spots-2003lc", ("paine-space-telescope",)),
        ("paine-space-telescope", ("kal-007-kills-paine",)),
        ("wilson-opens-forces", ("wilson-comes-out", "wilson-dont-ask-order")),
        ("lenara-presses-margo", ("mars-crews-join", "kgb-forces-margo")),
        ("sergei-brought-to-houston", ("lenara-presses-margo", "sergei-imprisoned")),
        ("kelly-pregnant-on-mars", ("kelly-and-poletov-in-love",)),
        ("sergei-shot-in-houston", ("sergei-found-in-iowa", "sergei-warns-margo")),
    ],
)
def test_causes(event_id: str, causes: tuple[str, ...]) -> None:
    assert tuple(events()[event_id].because) == causes


def test_events_that_did_not_happen_are_gone() -> None:
    assert "shuttle-era-without-challenger" not in events()


# --- People ---


@pytest.mark.parametrize(
    ("name", "actor", "actor_born"),
    [
        ("Alexei Poletov", "Pawel Szajda", "1982-01-13"),
        ("Bill Strausser", "Noah Harpster", "1976"),
        ("Amanda Dale", "Shannon Lucio", "1980-06-25"),
        ("Mikhail Vasiliev", "Mark Ivanir", "1968-09"),
        ("Stepan Alekseev", "Nikola Djuricko", "1974-07"),
        ("Valya Mironov", "Adam Nagaitis", "1985-06-07"),
        ("Tanya Mironova", "Ruby Ashbourne Serkis", "1997-10/1998-03"),
        ("Sasha", "Solly McLeod", "2000/2001"),
        ("Lily Dale", "Ruby Cruz", "1998-04-17/2001-01-24"),
        ("Fred", "Tyler Labine", None),
        ("Marcus", "Barrett Carnahan", None),
        ("Willie Baron", "Patrick Labyorteaux", None),
        ("Elliott Lewis", "Michael McMillian", None),
        ("Jeremy Zielke", "John Forest", None),
    ],
)
def test_actors(name: str, actor: str, actor_born: str | None) -> None:
    assert (actor, actor_born) in [(c.name, c.born.text if c.born else None) for c in people()[name].castings]
