"""Long histories: what is in the document follows the window, and everything can still be reached.

`render` writes a history of any length as it writes a very long one (`listed=0`), so that small ones prove most of it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from page_reading import READ_LABELS, address, counts, go, overlaps, ready, until
from test_page import READ_ZOOMS, require_little_work

from timeline.bundled import bundled_events
from timeline.exports.html.digest import DIGEST
from timeline.exports.html.page import LISTED, LONG, render
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Visit
    from playwright.sync_api import Page

MOST_NODES = 6_000
"""Elements in the document, with the bar and the menus; the page of the bundled history has over 15,000."""

READ_LIST = """async () => {
  const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const found = [], most = [0];
  scrollTo(0, 0);
  for (;;) {
    await drawn();
    most[0] = Math.max(most[0], document.querySelectorAll("*").length);
    for (const e of document.querySelectorAll(".list > :is(.e, .yr):not(.away)")) {
      const box = e.getBoundingClientRect();
      if (box.bottom > 0 && box.top < innerHeight) {
        found.push(e.id ? [e.id, Number(e.ariaPosInSet), Number(e.ariaSetSize)] : [e.textContent, 0, 0]);
      }
    }
    if (scrollY + innerHeight >= document.documentElement.scrollHeight - 1) break;
    scrollBy(0, innerHeight);
  }
  return [found, most[0]];
}"""


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return Chronicle([str(bundled_events())])


@pytest.fixture(scope="module")
def packed(chronicle: Chronicle) -> str:
    """Return the bundled history as a very long one is written."""
    return render(chronicle, listed=0)


def opened(seen: Visit) -> Page:
    ready(seen.page)
    return seen.page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('li.e')?.id"))


def test_it_is_the_same_every_time_and_small(packed: str, chronicle: Chronicle) -> None:
    assert packed == render(chronicle, listed=0)
    assert len(packed.encode()) < 700_000
    assert "innerHTML" not in packed


@pytest.mark.parametrize("width", [375, 1280])
def test_the_list_has_every_event_in_order_as_it_is_scrolled(
    visit: Callable[..., Visit], packed: str, chronicle: Chronicle, width: int
) -> None:
    page = opened(visit(html=packed, width=width, height=1200, fragment="?view=list&show=making"))
    rows, nodes = page.evaluate(READ_LIST)
    assert nodes < MOST_NODES
    events = list(chronicle)
    found = dict.fromkeys(tuple(row) for row in rows if row[1])
    assert list(found) == [(event.id, place, len(events)) for place, event in enumerate(events, start=1)]
    years = {event.date.year for event in events}
    assert {row[0] for row in rows if not row[1]} == {str(year) for year in years}


def test_the_chart_names_everything_without_overlaps(
    visit: Callable[..., Visit], packed: str, chronicle: Chronicle
) -> None:
    page = opened(visit(html=packed, width=1440, height=1000))
    zooms = page.evaluate(READ_ZOOMS, [0, 40, 100])
    for stops in zooms:
        for labels, years, joins, is_fitting, _ in stops:
            assert is_fitting
            assert [overlaps(boxes) for boxes in (labels, years, joins)] == [[], [], []]
            assert len(labels) <= 400
    named = {box[0] for labels, *_ in zooms[-1] for box in labels}
    assert named == {event.id for event in chronicle if event.kind != "real" or event.show is None}
    require_little_work(page, nodes=1500)
    assert page.evaluate("document.querySelectorAll('*').length") < MOST_NODES
    assert page.evaluate("document.querySelectorAll('.chart-svg .j, .chart-svg .marks').length") == 0
    assert page.evaluate(PAINTED) > 1000


PAINTED = """() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, k) => k % 4 === 3 && value > 0).length;
}"""


def test_numbers_are_those_of_diverge(visit: Callable[..., Visit], packed: str, chronicle: Chronicle) -> None:
    from timeline.questions.diverge import diverge
    from timeline.questions.pairs import STATUSES

    page = opened(visit(html=packed))
    pairs = diverge(chronicle, statuses=STATUSES)
    numbers = counts(page)
    assert {status: numbers[status] for status in STATUSES} == {
        status: sum(pair.status == status for pair in pairs) for status in STATUSES
    }


def test_addresses_search_and_back_reach_what_is_far(
    visit: Callable[..., Visit], packed: str, chronicle: Chronicle
) -> None:
    events = [event for event in chronicle if event.kind != "real" or event.show is None]
    page = opened(visit(html=packed, fragment=f"{events[-1].id}?z=80"))
    until(page, "document.querySelector('aside h2') !== null")
    for view in ("?z=80", "?view=list"):
        for event in events[:: len(events) // 8]:
            go(page, f"{event.id}{view}")
            assert page.locator("aside h2").text_content() == event.title
            top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", event.id)
            assert 0 < top < 900, (event.id, view)
    page.go_back()
    assert page.locator("aside h2").text_content() == events[:: len(events) // 8][-2].title
    go(page, "?q=leonov+moon&view=list")
    found = page.evaluate("[...document.querySelectorAll('li.e')].map(e => [e.id, e.getBoundingClientRect().height])")
    assert 0 < len(found) < 60
    assert all(height > 20 for _, height in found)
    assert page.evaluate("Number(document.querySelector('li.e').ariaSetSize)") == len(found)


def test_keys_walk_and_keep_the_focus(visit: Callable[..., Visit], packed: str) -> None:
    page = opened(visit(html=packed, width=1440))
    stops = "[...document.querySelectorAll('li.e a')].filter(a => a.tabIndex === 0).length"
    assert page.evaluate(stops) == 1
    page.evaluate("document.querySelector('li.e a[tabindex=\"0\"]').focus()")
    page.keyboard.press("0")
    walked = [focused(page)]
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        walked.append(focused(page))
    assert len(set(walked)) == 13
    page.keyboard.press("ArrowRight")
    assert "R" in page.evaluate("[...document.activeElement.closest('li.e').classList]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    event = address(page).partition("#")[2].partition("?")[0]
    page.keyboard.press("Escape")
    assert focused(page) == event
    page.keyboard.press("l")
    assert focused(page) == event
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert 0 < box["top"] < 900
    far = focused(page)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert focused(page) == far, "the window is elsewhere, and the focus is not lost"
    page.keyboard.press("ArrowDown")
    assert 0 < page.evaluate("document.activeElement.getBoundingClientRect().top") < 900
    page.keyboard.press("l")
    assert page.evaluate(stops) == 1


def test_a_dot_on_the_canvas_has_a_name_and_opens(visit: Callable[..., Visit], packed: str) -> None:
    page = opened(visit(html=packed, width=1440))
    box = page.evaluate("document.querySelector('.list').getBoundingClientRect().toJSON()")
    for x in range(int(box["x"]) + 400, int(box["x"]) + 900, 4):
        page.mouse.move(x, 600)
        if page.locator(".tip").is_visible():
            break
    title = page.locator(".tip b").text_content()
    page.mouse.click(x, 600)
    assert page.locator("aside h2").text_content() == title


def test_axe_has_nothing_serious(visit: Callable[..., Visit], packed: str) -> None:
    from test_page import serious

    page = opened(visit(html=packed, width=1440, bypass_csp=True, reduced_motion="reduce"))
    assert serious(page) == []
    go(page, "?view=list")
    assert serious(page) == []


def test_without_script_it_has_the_heaviest_and_says_so(visit: Callable[..., Visit], packed: str) -> None:
    page = visit(html=packed, script=False, width=800).page
    assert page.locator("li.e").count() == DIGEST
    assert page.locator("li.e.pod").count() == 1
    assert f"Here are {DIGEST} of 1,054 events" in (page.locator(".note").text_content() or "")
    heights = page.locator("li.e").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
    assert all(one < other for one, other in pairwise(heights))


def made(count: int) -> str:
    """Return a history of so many events, half of them of another timeline, some of which move an event of ours."""
    lines = ['format = 1\nname = "A long history"\n[[show]]\nid = "one"\nname = "One"\n']
    for number in range(count):
        own = f'[[event]]\nid = "e{number}"\ndate = "{1000 + number // 30}-{number % 12 + 1:02}"\ntitle = "Event {number}"'
        if number > 60 and number % 2:
            own += f'\nkind = "alt"\nshow = "one"\nseason = {1 + number * 4 // count}\nepisode = {number % 9 + 1}'
            own += f'\nmoves = "e{number - 21}"' if number % 20 == 1 else ""
        lines.append(own)
    return "\n".join(lines)


def exported(folder: Path, count: int) -> Path:
    (folder / "long.toml").write_text(made(count), encoding="utf-8")
    (folder / "long.html").write_text(render(Chronicle([str(folder / "long.toml")])), encoding="utf-8")
    return folder / "long.html"


def test_a_long_list_is_whole_beside_a_small_chart(visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = visit(exported(tmp_path, LONG + 1), width=1920, height=1080).page
    assert page.locator("li.e").count() < 500
    assert overlaps(page.evaluate(READ_LABELS)) == []
    require_little_work(page, nodes=1500)
    page.evaluate("scrollTo(0, 9000)")
    page.evaluate("() => { window.later = setTimeout; window.setTimeout = () => 0 }")
    near = []
    for event in ("e40", "e1400", "e60"):
        go(page, f"{event}?z=100&view=list")
        near.append(page.locator("li.e").count())
        assert 0 < page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", event) < 1080
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight * 0.9)")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    near.append(page.locator("li.e").count())
    assert max(near) < 300, "what is near comes first, and what is between two places does not come with it"
    assert 1250 < page.evaluate(IN_THE_MIDDLE) < 1450, "and the window is where it was dragged to"
    page.evaluate("() => { window.setTimeout = window.later }")
    go(page, "e40?z=100&view=list")
    until(page, f"document.querySelectorAll('ol.list > li.e').length === {LONG + 1}")
    everything = page.evaluate("[...document.querySelectorAll('ol.list > li.e')].map(e => [e.id, e.ariaPosInSet])")
    assert len({event for event, _ in everything}) == LONG + 1
    assert [int(place) for _, place in everything] == list(range(1, LONG + 2))
    assert page.evaluate("[...document.querySelectorAll('li.yr')].map(e => e.textContent)")[:2] == ["1000", "1001"]
    assert page.evaluate("getComputedStyle(document.querySelector('#e40')).transform") == "none"
    go(page, "e1400?z=100")
    assert page.locator("li.e.on[id=e1400]").is_visible()
    assert page.locator("li.e").count() < 500
    go(page, "?view=list&q=event+140")
    assert 10 < (found := page.evaluate(IN_SIGHT)) < 20
    assert page.locator("[data-ui=count]").text_content() == f"{found} events"
    go(page, "?z=50")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("li.e").count() == LONG + 1, "a chart is printed as the whole list"


IN_THE_MIDDLE = """() => Number([...document.querySelectorAll("li.e:not(.away)")]
  .findLast(each => each.getBoundingClientRect().top < innerHeight / 2).ariaPosInSet)"""

IN_SIGHT = "[...document.querySelectorAll('li.e')].filter(e => e.getBoundingClientRect().height > 0).length"


def test_more_than_a_list_can_hold(visit: Callable[..., Visit], tmp_path: Path) -> None:
    count = LISTED + 100
    page = opened(visit(exported(tmp_path, count), width=1440))
    words = page.locator("[data-ui=count]").text_content() or ""
    assert re.match(rf"{count:,} events, the heaviest 5,000 drawn, \d+ labelled", words)
    assert page.evaluate("document.querySelectorAll('*').length") < MOST_NODES
    go(page, "?z=60")
    assert "drawn" not in (page.locator("[data-ui=count]").text_content() or "")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("li.e").count() == 5000
    assert f"The first 5,000 of {count:,} events" in (page.locator(".note").text_content() or "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("li.e").count() < 500
    assert page.locator(".note").count() == 0


def test_it_prints_whole(visit: Callable[..., Visit], packed: str) -> None:
    page: Any = opened(visit(html=packed, fragment="?z=50"))
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 15 < len(pages) < 45
    assert page.locator("li.e").count() < 500
