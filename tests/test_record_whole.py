"""The bundled history as one whole: how much it holds, what explains its story, and in which order it is written."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.bundled import bundled_events
from timeline.model.dates import parse_date
from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.source.document import Document

POD = "korolev-survives"
ROOT = Path(__file__).resolve().parents[1]


@cache
def text() -> str:
    return bundled_events().read_text(encoding="utf-8")


@cache
def document() -> Document:
    return load_document([str(bundled_events())])


@cache
def events() -> dict[str, Event]:
    return {event.id: event for event in document().events}


def story() -> list[Event]:
    return [event for event in events().values() if event.kind == "alt"]


def following(roots: set[str]) -> set[str]:
    """Return the alternate events that lead back to one of these, through any number of causes."""
    reached = set(roots)
    while found := {event.id for event in story() if event.id not in reached and reached.intersection(event.because)}:
        reached |= found
    return reached


def rows() -> dict[str, str]:
    """Return the lines of each event by its id."""
    return {
        match[1]: match[0] for match in re.finditer(r'^\[\[event\]\]\nid = "([^"]+)"\n(?:.+\n)+', text(), re.MULTILINE)
    }


# --- How much it holds ---


def test_how_many_events_there_are_of_each_kind() -> None:
    kinds = Counter("made" if event.kind == "real" and event.show else event.kind for event in events().values())
    assert kinds["real"] >= 420
    assert kinds["alt"] >= 550
    assert kinds["both"] >= 15
    assert kinds["made"] >= 40


def test_how_many_pairs_there_are() -> None:
    links = Counter(verb for event in story() for verb, _ in event.links)
    assert links["moves"] >= 45
    assert links["replaces"] >= 70
    assert links["averts"] >= 30
    assert links.total() >= 150


def test_how_many_events_are_known_to_be_of_a_season_but_of_no_episode() -> None:
    silent = Counter((event.show, event.season) for event in story() if event.episode is None)
    assert silent == {
        ("fam", 1): 6,
        ("fam", 2): 9,
        ("fam", 3): 1,
        ("fam", 4): 4,
        ("fam", 5): 27,
        ("star-city", 1): 12,
    }


def test_the_readme_and_the_changelog_tell_no_more_than_there_is() -> None:
    for page in ("README.md", "CHANGELOG.md"):
        told = " ".join((ROOT / page).read_text(encoding="utf-8").split())
        size = re.search(
            r"more than ([\d,]+) events, each with its sources, and (\d+) links between the two histories", told
        )
        assert size, page
        assert int(size[1].replace(",", "")) < len(events())
        assert int(size[2]) == sum(len(event.links) for event in story())


def test_every_event_has_a_source() -> None:
    assert [event.id for event in events().values() if not event.source] == []


# --- What explains the story ---


def test_every_alternate_event_leads_back_to_the_pod_or_to_one_that_nothing_explains() -> None:
    explained, allowed = following({POD}), {event.id for event in story() if "C501" in event.allow}
    assert document().world.timelines["fam"].diverges_at == POD
    assert explained & allowed == set()
    assert len(explained | allowed) / len(story()) >= 0.95
    assert {event.id for event in story()} - following({POD} | allowed) == set()
    assert len(explained) / len(story()) >= 0.8


def test_where_nothing_explains_an_event_its_line_says_why() -> None:
    silent = [event.id for event in story() if "C501" in event.allow]
    reasons = {
        event_id: re.search(r"^allow = .*\]  # (\S+ .+)$", rows()[event_id], re.MULTILINE) for event_id in silent
    }
    assert len(silent) >= 60
    assert [event_id for event_id, reason in reasons.items() if reason is None] == []


# --- Pairs of like things ---


@pytest.mark.parametrize(
    ("alt", "verb", "real"),
    [
        ("mars-94-launches", "replaces", "mars-96-lost"),
        ("goldilocks-stays-at-mars", "moves", "dart-hits-dimorphos"),
        ("polaris-flies-tourists", "moves", "demo-2-flies"),
        ("marriage-inclusion-act", "moves", "obergefell-v-hodges"),
        ("wilson-survives-impeachment", "replaces", "clinton-impeached"),
    ],
)
def test_pairs_across_what_was_gathered_apart(alt: str, verb: str, real: str) -> None:
    assert (verb, real) in events()[alt].links


@pytest.mark.parametrize(
    "real",
    [
        "polaris-dawn-spacewalk",  # a test of suits, not a wedding party in danger
        "ibm-simon-on-sale",  # a telephone, not a picture on a pocket computer
        "tesla-model-s-delivered",  # one maker's first car, not a country's
        "phoenix-finds-ice-on-mars",  # a find, not an agreement to drill
        "north-korea-orbits-satellite",  # a flight, not a program
        "massachusetts-same-sex-marriage",  # one state's law, not the country's
    ],
)
def test_what_has_no_like_in_the_story_is_paired_with_nothing(real: str) -> None:
    assert [event.id for event in story() if real in {target for _, target in event.links}] == []


# --- In which order it is written ---


def test_no_event_is_told_twice() -> None:
    def words(event: Event) -> set[str]:
        return set(re.findall(r"\w{3,}", f"{event.title} {event.summary}".casefold()))

    def near(one: Event, other: Event) -> bool:
        days = one.date.first - other.date.last, other.date.first - one.date.last
        return one.kind == other.kind and max(days) <= 31

    told = [(event, words(event)) for event in events().values()]
    twice = [
        (one.id, other.id)
        for place, (one, said) in enumerate(told)
        for other, again in told[place + 1 :]
        if near(one, other) and len(said & again) > 0.45 * len(said | again)
    ]
    assert twice == []


def test_within_a_year_events_are_in_order_of_their_dates() -> None:
    late = []
    for section in re.split(r"^# ===", text(), flags=re.MULTILINE):
        for year in re.split(r"^# --- \d{4} ---$", section, flags=re.MULTILINE)[1:]:
            dated = [
                (m[1], parse_date(m[2])) for m in re.finditer(r'^id = "(.+)"\ndate = "?([^"\n]+)', year, re.MULTILINE)
            ]
            told = section.startswith((" For All Mankind", " Star City"))  # there, the order of the story counts too
            late += [
                (one, other)
                for (one, before), (other, after) in pairwise(dated)
                if before.first > (after.last if told else after.first)
            ]
    assert late == []
