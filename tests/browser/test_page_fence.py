"""The spoiler fence of the page against `--up-to`: at every step the same events, fates, counts and office-holders."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from page_modules import laboratory
from page_reading import counts, go, shown_fates

from timeline.bundled import bundled_events
from timeline.exports.html.data import page_data
from timeline.exports.html.page import render
from timeline.exports.layout.colors import color_numbers
from timeline.model.names import fold
from timeline.model.terms import successions
from timeline.questions.panorama import panorama
from timeline.questions.who import offices
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit

    from timeline.questions.panorama import Panorama

EVERYTHING = "&show=making"


def expected(history: Panorama, number: int = 0) -> tuple[dict[str, str], dict[str, int]]:
    """Return the fate of each event by its id, and the counts of the chips, as the program has them."""
    found = history.comparisons[number]
    fates = {event.id: str(fate) for event, fate in zip(history.events, found.fates, strict=True)}
    numbers = {str(status): count for status, count in found.counts.items()}
    numbers["shared"] = sum(fate == "shared" for fate in found.fates)
    return fates, numbers


LIMITS = [
    ("fam:s1e1",), ("fam:s1e3",), ("fam:s1e10",), ("fam:s2e5",), ("fam:s2",), ("fam:s3e1",), ("fam:s3e9",), ("fam:s4e4",),
    ("fam:s4", "star-city:s1e2"), ("fam",), ("star-city",), ("star-city:s1e1",), ("fam:s5e3", "star-city"),
]  # fmt: skip


@cache
def fenced(limits: tuple[str, ...]) -> Chronicle:
    return Chronicle([str(bundled_events())], up_to=limits)


@pytest.fixture(scope="module")
def bundled_page() -> str:
    return render(Chronicle([str(bundled_events())]))


def test_every_fence_of_the_bundled_history_agrees_with_up_to(visit: Callable[..., Visit], bundled_page: str) -> None:
    page = visit(html=bundled_page, fragment="?view=list&show=making").page
    for limits in LIMITS:
        go(page, f"?view=list{EVERYTHING}&up={','.join(limits)}")
        fates, numbers = expected(panorama(fenced(limits)))
        assert shown_fates(page) == fates, limits
        shown = counts(page)
        assert {status: shown[status] for status in numbers} == numbers, limits


def test_the_office_holders_behind_a_fence_are_those_of_who(visit: Callable[..., Visit]) -> None:
    whole = Chronicle([str(bundled_events())])
    shown = panorama(whole)
    data = page_data(whole, shown, set(), color_numbers(whole.world))
    page = visit(html=laboratory("terms", "fence")).page
    page.evaluate("data => { window.data = data }", data)
    for limits in LIMITS:
        found = page.evaluate(
            """limits => {
              const watched = lab.readLimits(data, limits), seen = lab.seenAfter(data, watched);
              return data.offices.map((office, k) => data.timelines.map((timeline, t) =>
                seen.timelines[t] ? lab.termsOf(data, k, t, watched, seen).map(term =>
                  [term.state.name, ...[term.first, term.last].map(day => Number.isFinite(day) ? day : null)]) : []));
            }""",
            ",".join(limits),
        )
        for office, by_timeline in zip(data["offices"], found, strict=True):
            for timeline, terms in zip(data["timelines"], by_timeline, strict=True):
                assert terms == known_terms(fenced(limits), office, timeline["id"]), (limits, office, timeline["id"])


def known_terms(chronicle: Chronicle, office: str, timeline: str) -> list[list[object]]:
    if timeline not in chronicle.world.timelines:
        return []
    terms = successions(chronicle.world, timeline).get(fold(office), [])
    return [[term.state.is_, term.date.earliest, term.date.latest] for term in terms]


def test_menus_offer_nothing_that_is_fenced(visit: Callable[..., Visit], bundled_page: str) -> None:
    page = visit(html=bundled_page, width=1920, fragment="?up=fam:s1e2").page
    history = fenced(("fam:s1e2",))
    known = {
        "tag": {tag for event in history for tag in event.tags},
        "who": {person for event in history for person in event.people},
        "told": {"For All Mankind S1"},
        "office": {office.name for office in offices(history)},
    }
    for name, expected_names in known.items():
        page.click(f"details[data-menu={name}] summary")
        page.wait_for_selector(f"details[data-menu={name}] label")
        assert set(page.locator(f"details[data-menu={name}] label span").all_text_contents()) == expected_names
