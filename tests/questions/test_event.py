"""One event whole: against what it stands, what it comes from and leads to, who was there and what tells of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.questions.event import event
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from timeline.questions.event import EventAnswer

HISTORY = Path(__file__).parents[1] / "golden" / "causes.toml"


@pytest.fixture
def chronicle() -> Chronicle:
    return Chronicle([str(HISTORY)])


def pairs(whole: EventAnswer) -> list[tuple[str, str | None, str | None, str]]:
    return [(p.status, p.base and p.base.id, p.alt and p.alt.id, p.timeline) for p in whole.pairs]


def test_an_alternate_event_stands_against_each_of_its_links(chronicle: Chronicle) -> None:
    whole = event(chronicle, chronicle.event("red-landing"))
    assert pairs(whole) == [
        ("moved", "landing", "red-landing", "red"),
        ("averted", "quarantine", "red-landing", "red"),
    ]
    assert [pair.drift and pair.drift.words for pair in whole.pairs] == ["24 days earlier", None]
    assert [timeline.id for timeline in whole.timelines] == ["red", "cold"]
    assert [event.id for event in whole.causes] == ["engineer-lives", "rocket-flies"]
    assert [event.id for event in whole.effects] == ["red-base"]
    assert whole.pod_of == ()


@pytest.mark.parametrize(
    ("event_id", "expected"),
    [
        ("landing", [("moved", "landing", "red-landing", "red")]),
        ("flight", []),  # shared by all
        ("wedding", [("kept", "wedding", "wedding", "red")]),
        ("rocket-flies", [("added", None, "rocket-flies", "red")]),
        ("mars-lost", [("moved", "mars-won", "mars-lost", "cold")]),  # though added, compared with our history
        ("mars-won", [("moved", "mars-won", "mars-lost", "cold"), ("added", None, "mars-won", "red")]),
    ],
)
def test_each_counterpart_is_there_once(
    chronicle: Chronicle, event_id: str, expected: list[tuple[str, str | None, str | None, str]]
) -> None:
    assert pairs(event(chronicle, chronicle.event(event_id))) == expected


def test_people_have_the_age_of_that_day_and_the_dead_have_none(chronicle: Chronicle) -> None:
    whole = event(chronicle, chronicle.event("red-landing"))
    assert [(each.person.name, each.age and each.age.words, each.died and each.died.text) for each in whole.people] == [
        ("Ann Ace", "37", None),
        ("The Engineer", None, "1968-05-01"),
        ("Nobody Knows", None, None),
    ]
    (engineer,) = event(chronicle, chronicle.event("engineer-lives")).people
    assert (engineer.age and engineer.age.words, engineer.died) == ("about 59", None), (
        "dies that day in our history only"
    )


def test_what_tells_of_it(chronicle: Chronicle) -> None:
    whole = event(chronicle, chronicle.event("red-landing"))
    assert (whole.show and whole.show.name, whole.season and whole.season.number) == ("Red Moon", 1)
    assert whole.episode
    assert whole.episode.title == "Dawn"
    untold = event(chronicle, chronicle.event("landing"))
    assert (untold.show, untold.season, untold.episode) == (None, None, None)
    assert event(chronicle, chronicle.event("engineer-lives")).pod_of == ("red",)
