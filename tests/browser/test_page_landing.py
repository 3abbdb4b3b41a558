"""Whoever follows a link, or taps the overview, sees what it leads to: in the window, and not below the details."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from page_reading import go, until

from timeline.bundled import bundled_events
from timeline.exports.html.page import render
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit

PLACE = """id => {
  const nodes = [document.getElementById(id), document.querySelector("aside")];
  const [item, panel] = nodes.map(each => each.getBoundingClientRect());
  return [item.top, item.bottom, panel.left < item.right ? panel.top : innerHeight];
}"""


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return Chronicle([str(bundled_events())])


@pytest.fixture(scope="module")
def bundled(chronicle: Chronicle) -> str:
    return render(chronicle)


@pytest.mark.parametrize("width", [375, 1440])
def test_an_event_of_the_list_is_in_sight(
    visit: Callable[..., Visit], bundled: str, chronicle: Chronicle, width: int
) -> None:
    page = visit(html=bundled, width=width, height=1000).page
    ids = [event.id for event in chronicle if event.kind != "real" or event.show is None]
    for place in (40, -1, 60, 300, 600, 10, -3):
        go(page, f"{ids[place]}?view=list")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        top, bottom, end = page.evaluate(PLACE, ids[place])
        assert 0 < top < bottom <= end, (place, ids[place])


def test_a_tap_on_the_overview_leads_to_what_the_search_leaves_of_a_year(
    visit: Callable[..., Visit], bundled: str
) -> None:
    page = visit(html=bundled, width=375, height=800, fragment="?q=moon").page
    until(page, "document.querySelectorAll('li.e:not(.no)').length < 400")
    for share in (0.9, 0.2, 0.6):
        page.locator(".overview").click(position={"x": 12 + share * 351, "y": 20})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        year, tapped = page.evaluate(
            """share => {
              const years = [...document.querySelectorAll("li.yr:not(.no)")];
              const at = years.findLast(each => each.getBoundingClientRect().top < 130);
              const [first, last] = [Number(years[0].dataset.y), Number(years[years.length - 1].dataset.y) + 1];
              return [Number(at.dataset.y), first + share * (last - first)];
            }""",
            share,
        )
        assert year <= tapped + 1
        assert tapped - year < 8, share
