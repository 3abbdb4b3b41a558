"""Words on the page stay clear of each other and of lines: names along bars, remarks, the heading of the details."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from page_reading import go

from timeline.bundled import bundled_events
from timeline.exports.html.page import render
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Visit

BEYOND_THEIR_BARS = """() => [...document.querySelectorAll('.term')].filter(term => {
  const [bar, ...names] = [...term.querySelectorAll('rect, text')].map(each => each.getBoundingClientRect());
  return names.some(name => name.bottom > bar.bottom + 1);
}).map(term => term.textContent)"""

ON_LABELS = """() => [...document.querySelectorAll('.untold-yet')].flatMap(text => {
  const own = text.getBoundingClientRect();
  return [...document.querySelectorAll('li.e.on')].filter(each => {
    const box = each.getBoundingClientRect();
    return own.left < box.right && box.left < own.right && own.top + 2 < box.bottom && box.top < own.bottom - 2;
  }).map(each => each.id);
})"""

DATES_ON_TITLES = """() => [...document.querySelectorAll('li.e.on')].filter(each => {
  const words = document.createRange();
  words.selectNodeContents(each.querySelector('time'));
  const [date, title] = [words.getBoundingClientRect(), each.querySelector('b').getBoundingClientRect()];
  return date.right > title.left - 1 && title.right > date.left - 1;
}).map(each => each.id)"""

BROKEN_DATES = """() => [...document.querySelectorAll('li.e.on time')].filter(
  each => /^\\d+ \\w+ \\d{4}$/.test(each.textContent) && each.getClientRects()[0].height > 20
).map(each => each.textContent)"""


WORDS_ON_NAMES = """() => {
  const boxes = which => [...document.querySelectorAll(which)].map(each => each.getBoundingClientRect());
  const [words, names] = [boxes(".jl"), boxes(".other .name")];
  const clash = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return [words.length, names.length, words.filter(word => names.some(name => clash(word, name))).length];
}"""


@pytest.fixture(scope="module")
def bundled() -> str:
    return render(Chronicle([str(bundled_events())]))


@pytest.mark.parametrize("width", [1100, 1440, 1920])
def test_words_stay_clear_of_each_other(visit: Callable[..., Visit], bundled: str, width: int) -> None:
    page = visit(html=bundled, width=width, height=900).page
    for fragment in ("?z=0", "?z=30", "leonov-first-on-moon", "?told=s1"):
        go(page, fragment)
        for read in (BEYOND_THEIR_BARS, ON_LABELS, DATES_ON_TITLES, BROKEN_DATES):
            assert page.evaluate(read) == [], (fragment, read)


def test_the_details_are_whole_however_far_the_page_is_scrolled(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1300, height=700, fragment="leonov-first-on-moon").page
    for width, height in [(1300, 700), (1440, 900), (1920, 1080)]:
        page.set_viewport_size({"width": width, "height": height})
        for where in (0, 10**6):
            page.evaluate("top => scrollTo(0, top)", where)
            bar = page.locator(".bar").bounding_box()
            panel = page.locator("aside").bounding_box()
            assert bar is not None
            assert panel is not None
            assert panel["y"] >= bar["y"] + bar["height"] - 1


def test_no_line_is_drawn_over_words(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1440, fragment="leonov-first-on-moon").page
    above = (
        "[...document.querySelectorAll('.chart-svg .jl ~ *')].filter(each => !each.matches('.jl, .marks, text')).length"
    )
    assert page.locator(".jl").count() > 5
    assert page.evaluate(above) == 0
    assert (
        page.locator(".marks [d*='H']:not(.leader)").evaluate_all(
            "marks => marks.filter(each => each.getBBox().width > 60 && getComputedStyle(each).fill === 'none').length"
        )
        == 0
    )


def test_a_term_too_short_for_a_name_has_none(visit: Callable[..., Visit], write: Callable[..., Path]) -> None:
    """The widest letters there are: an estimate by the number of letters would take them for half as long."""
    states = "".join(
        f"[[state]]\nof = 'Consul'\nis = '{'W' * 12} {'M' * 9} {n}'\ndate = '{1900 + 4 * n}/{1904 + 4 * n}'\n"
        for n in range(10)
    )
    events = "".join(f"[[event]]\ndate = {1900 + n}\ntitle = 'Year {n}'\n" for n in range(40))
    page = visit(html=render(Chronicle([str(write(states + events))])), width=1440).page
    for zoom in (0, 20, 40, 60):
        go(page, f"?z={zoom}")
        assert page.locator(".term").count() > 5
        assert page.evaluate(BEYOND_THEIR_BARS) == []


@pytest.mark.parametrize("width", [320, 375, 768])
def test_the_years_of_the_flat_overview_are_whole(
    visit: Callable[..., Visit], write: Callable[..., Path], width: int
) -> None:
    events = "".join(f"[[event]]\ndate = '-{300 - 5 * n:04}'\ntitle = 'Year {n}'\n" for n in range(60))
    page = visit(html=render(Chronicle([str(write(events))])), width=width).page
    boxes = page.locator(".overview text").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert len(boxes) > 3
    assert all(left >= -0.5 and right <= width + 0.5 for left, right in boxes)
    assert all(one[1] < other[0] for one, other in pairwise(boxes))


def test_words_on_joins_leave_the_names_of_other_histories_free(
    visit: Callable[..., Visit], write: Callable[..., Path]
) -> None:
    events = "".join(
        f"[[event]]\nid = 'r{n}'\ndate = {1900 + n}\ntitle = 'Ours {n}'\n"
        f"[[event]]\ndate = {1901 + n + n % 3}\ntitle = 'Theirs {n}'\ntimeline = 'a'\nmoves = 'r{n}'\n"
        for n in range(60)
    )
    others = "".join(
        f"[[event]]\ndate = {1903 + 9 * n}\ntitle = 'Another {n}'\ntimeline = '{'another-history' * 2}-{n}'\n"
        for n in range(4)
    )
    page = visit(html=render(Chronicle([str(write(events + others))])), width=1440).page
    for zoom in (0, 40, 100):
        go(page, f"?z={zoom}")
        words, names, clashes = page.evaluate(WORDS_ON_NAMES)
        assert words > 5
        assert names == 4
        assert clashes == 0, zoom


def test_the_bars_of_the_overview_stand_beside_its_longest_years(
    visit: Callable[..., Visit], write: Callable[..., Path]
) -> None:
    events = "".join(f"[[event]]\ndate = 'Y-{19900 - 90 * max(0, n - 20)}'\ntitle = 'Year {n}'\n" for n in range(100))
    theirs = "[[event]]\ndate = 'Y-15000'\ntitle = 'Theirs'\ntimeline = 'x'\n"
    page = visit(html=render(Chronicle([str(write(events + theirs))])), width=1024).page
    edges = page.evaluate(
        """() => {
          const box = each => each.getBoundingClientRect();
          const boxes = which => [...document.querySelectorAll(".overview " + which)].map(box);
          const svg = box(document.querySelector(".overview")), bars = boxes("rect[fill^='var(--']");
          return [Math.max(...boxes("text").map(box => box.right)), Math.min(...bars.map(box => box.left)),
            Math.max(...bars.map(box => box.right)), svg.right];
        }"""
    )
    assert edges == sorted(edges)


def test_a_remark_gives_way_to_labels(visit: Callable[..., Visit], write: Callable[..., Path]) -> None:
    """Of many on one day, some stand far above the place where the histories part."""
    ours = "".join(f"[[event]]\nid = 'o{n}'\ndate = '1969'\ntitle = 'Ours {n}'\n" for n in range(25))
    theirs = "".join(
        f"[[event]]\ndate = 1969-07-20\ntitle = 'Theirs {n}'\ntimeline = 's'\nmoves = 'o{n}'\n" for n in range(25)
    )
    page = visit(html=render(Chronicle([str(write(ours + theirs))])), width=1024).page
    for zoom in (0, 50, 100):
        go(page, f"?z={zoom}")
        assert page.evaluate(ON_LABELS.replace(".untold-yet", ".over text, .chart-svg text:not([class])")) == [], zoom
