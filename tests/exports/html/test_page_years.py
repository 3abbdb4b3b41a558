"""The list of the page has the order of `timeline show`, and the years above it never fall."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from timeline.exports.html.data import page_data
from timeline.exports.html.page import render
from timeline.exports.html.years import list_years
from timeline.questions.panorama import panorama
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DATES = [
    "../-0300",
    "Y-12900",
    "/-0290",
    "-0300-03-01",
    "../1961",
    "18XX",
    "1861",
    "1961-03",
    "1900",
    "-0250/..",
    "196X",
]


@pytest.fixture
def chronicle(write: Callable[..., Path]) -> Chronicle:
    events = [f'[[event]]\nid = "e{n}"\ndate = "{date}"\ntitle = "{date}"\n' for n, date in enumerate(DATES)]
    events.append('[[event]]\nid = "effect"\ndate = "1963"\ntitle = "Effect"\nbecause = "e10"\n')
    return Chronicle([str(write("".join(events)))])


def test_the_order_is_that_of_show_and_each_year_stands_above_its_events_once(chronicle: Chronicle) -> None:
    found = re.findall(r'<li class="yr"[^>]*>([^<]*)|<li id="(\w+)"', render(chronicle))
    assert [event for _, event in found if event] == [event.id for event in chronicle]
    assert [heading or event for heading, event in found] == [
        *("No known beginning", "e0", "e2", "e4", "12901 BC", "e1", "301 BC", "e3", "251 BC", "e9", "1861", "e6"),
        *("1899", "e5", "1900", "e8", "1961", "e7", "1963", "e10", "effect"),
    ]


def test_a_cause_stands_under_the_year_of_what_it_comes_before(chronicle: Chronicle) -> None:
    years = dict(zip((event.id for event in chronicle), list_years(list(chronicle)), strict=True))
    assert (years["e10"], years["effect"], years["e4"]) == (1963, 1963, None)


def test_a_distance_that_is_not_known_is_not_told(write: Callable[..., Path]) -> None:
    source = write(
        '[[event]]\nid = "one"\ndate = "1960/1969"\ntitle = "One"\n'
        '[[event]]\ndate = "1962/.."\ntitle = "Two"\ntimeline = "x"\nreplaces = "one"\n'
    )
    chronicle = Chronicle([str(source)])
    page = render(chronicle)
    assert "replaced by" in page
    assert "unknown" not in page.partition("<script")[0]
    (join,) = page_data(chronicle, panorama(chronicle), set(), {"real": 0, "x": 1})["comparisons"][0]["joins"]
    assert join[2:] == ["r", "", ""]


def test_the_script_has_the_same_years(chronicle: Chronicle) -> None:
    data = page_data(chronicle, panorama(chronicle), set(), {"real": 0})
    assert data["events"]["year"] == list_years(list(chronicle))
