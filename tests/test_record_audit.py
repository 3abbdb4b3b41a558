"""What an audit of rows drawn at random corrected in the bundled history, each by its value."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from timeline.bundled import bundled_events
from timeline.source.load import load_document

if TYPE_CHECKING:
    from timeline.model.events import Event
    from timeline.source.document import Document


@cache
def document() -> Document:
    return load_document([str(bundled_events())])


@cache
def events() -> dict[str, Event]:
    return {event.id: event for event in document().events}


# --- The episode that shows it, not the one that tells of it afterwards ---


def test_the_jet_is_lost_in_the_episode_before_the_reprimand() -> None:
    """The recaps of S2E5 speak of the accident as last week's cliffhanger."""
    event = events()["baldwin-ejects-over-gulf"]
    assert (event.season, event.episode) == (2, 4)
    assert event.source[0] == "For All Mankind S2E4"
    assert "reprimands them in the next episode" in (event.summary or "")


@pytest.mark.parametrize(
    ("event_id", "episode"),
    [
        ("patty-doyle-killed", (1, 3)),
        ("shane-hit-by-car", (1, 7)),
        ("cobb-saves-ockels", (2, 1)),
        ("marines-shoot-cosmonauts", (2, 8)),
        ("cosmonauts-storm-jamestown", (2, 9)),
        ("mars-rescue-collision", (3, 4)),
        ("mars-drill-landslide", (3, 7)),
        ("lee-found-on-mars", (3, 9)),
    ],
)
def test_a_last_scene_belongs_to_the_episode_that_it_ends(event_id: str, episode: tuple[int, int]) -> None:
    event = events()[event_id]
    assert (event.season, event.episode) == episode


# --- Statements made exact ---


def test_the_size_of_goldilocks_is_a_lower_bound() -> None:
    assert "more than a kilometer wide" in (events()["goldilocks-valued"].summary or "")


def test_several_recaps_tell_that_karen_quits() -> None:
    event = events()["karen-leaves-helios"]
    assert event.summary == "She tells Dev Ayesa what she thinks of him and goes home."
    assert sum("episode-5" in page for page in event.source) == 2


def test_the_first_woman_flight_director_is_named_in_a_known_month() -> None:
    event = events()["linda-ham-flight-director"]
    assert event.date.text == "1991-05"
    assert "STS-45, in March 1992" in (event.summary or "")


def test_the_tune_from_luna_10_is_a_recording() -> None:
    assert "a recording from the night before" in (events()["luna-10-orbits-moon"].summary or "")


def test_the_morse_code_rests_on_two_pages() -> None:
    assert any("highonfilms.com" in page for page in events()["ayesa-warns-in-morse"].source)


# --- Facts of the article of April 2024 that no words found ---


@pytest.mark.parametrize(
    ("event_id", "words"),
    [("star-city-announced", "paranoid thriller"), ("poole-crew-trains-in-ussr", "exchange crews")],
)
def test_words_of_the_article(event_id: str, words: str) -> None:
    event = events()[event_id]
    assert words in (event.summary or "")
    assert "Inverse, April 2024" in event.source


def test_titles_of_the_first_two_episodes_of_star_city() -> None:
    season = next(season for season in document().world.shows["star-city"].seasons if season.number == 1)
    episodes = {episode.number: episode.title for episode in season.episodes}
    assert (episodes[1], episodes[2]) == ("The Eyes", "A Bear on a Chain")
