"""The page of the bundled history in a real browser: that it fits, that it is whole, and that it asks for nothing.

Every visit fails its test if the page asks for anything, logs an error or violates its Content-Security-Policy.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

import pytest
from page_reading import READ_LABELS, address, classes, counts, draw_all, go, overlaps, shown_fates, until

from timeline.__main__ import run
from timeline.bundled import bundled_events
from timeline.exports.files import ExportOptions
from timeline.exports.html.page import LARGEST, render
from timeline.model.query import Query
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Visit

WIDTHS = (1024, 1280, 1440, 1920, 2560)
ZOOMS = (0, 15, 40, 60, 80, 100)


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return Chronicle([str(bundled_events())])


@pytest.fixture(scope="module")
def bundled(chronicle: Chronicle) -> str:
    return render(chronicle)


def test_it_is_one_small_file_and_the_same_every_time(bundled: str, chronicle: Chronicle, tmp_path: Path) -> None:
    assert len(bundled.encode()) < LARGEST
    assert run(["export", str(tmp_path / "history.html")]) == 0
    assert (tmp_path / "history.html").read_text(encoding="utf-8") == bundled == render(chronicle)
    assert "innerHTML" not in bundled
    assert re.search(r"\son\w+=|<style[^>]*\ssrc|<link|style=\"", bundled) is None


def test_nothing_overlaps_at_any_width_and_zoom(visit: Callable[..., Visit], bundled: str) -> None:
    seen = visit(html=bundled, width=WIDTHS[0], height=1000)
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 1000})
        named = []
        for zoom, stops in zip(ZOOMS, seen.page.evaluate(READ_ZOOMS, ZOOMS), strict=True):
            for labels, years, joins, is_fitting, _ in stops:
                assert is_fitting, (width, zoom)
                assert [overlaps(boxes) for boxes in (labels, years, joins)] == [[], [], []], (width, zoom)
                assert all(box[2] >= 0 and box[4] <= width for box in labels)
            assert {box[1] for labels, *_ in stops for box in labels} == {0, 1}
            named.append(stops[0][-1])
        assert named == sorted(named)
        assert named[0] > 20
        everything = {box[0] for labels, *_ in stops for box in labels}
        assert everything == set(shown_fates(seen.page)), "at the highest zoom, all are named"
        assert named[-1] == len(everything)


READ_ZOOMS = f"""async zooms => {{
  const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const texts = selector => [...document.querySelectorAll(selector)].map(e => {{
    const box = e.getBoundingClientRect();
    return [e.textContent, 0, box.left, box.top + 3, box.right, box.bottom - 3];
  }});
  const named = () => Number(/(?:^|, )([\\d,]+) (?:events|labelled)(?!.*labelled)/
    .exec(document.querySelector("[data-ui=count]").textContent)[1].replace(",", ""));
  const found = [];
  for (const zoom of zooms) {{
    scrollTo(0, 0);
    location.hash = `?z=${{zoom}}`;
    await drawn();
    const stops = [];
    for (let top = 0; ; top += 2900) {{ // what is more than a window away is not drawn
      scrollTo(0, top);
      if (top) await drawn();
      stops.push([({READ_LABELS})(), texts(".toggle text, .gap-years, .month"), texts(".jl"),
        document.documentElement.scrollWidth <= innerWidth, named()]);
      if (top + 1500 > document.documentElement.scrollHeight || (zoom < 100 && top)) break;
    }}
    found.push(stops);
  }}
  return found;
}}"""


def test_a_label_stands_near_its_mark(visit: Callable[..., Visit], bundled: str) -> None:
    """At least at the lowest zoom, where no year is so tall that its labels may stand anywhere in it."""
    page = visit(html=bundled, width=1440, height=1000).page
    leaders = re.findall(r"M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)", page.get_attribute(".leader", "d") or "")
    assert len(leaders) > 20
    assert max(abs(float(mark) - float(label)) for mark, label in leaders) < 40


@pytest.mark.parametrize(
    ("fragment", "opened"), [("", 320), ("?view=list", 899), ("women-astronaut-class-1970?z=40", 1241)]
)
def test_nothing_scrolls_sideways(visit: Callable[..., Visit], bundled: str, fragment: str, opened: int) -> None:
    seen = visit(html=bundled, width=opened, height=800, fragment=fragment)
    for width in (opened, 320, 375, 768, 899, 900, 1024, 1241):
        seen.page.set_viewport_size({"width": width, "height": 800})
        go(seen.page, fragment)
        assert seen.fits_the_width(), width
        seen.page.mouse.wheel(0, 5000)
        assert seen.fits_the_width(), width


def test_every_event_is_in_the_list_once(visit: Callable[..., Visit], bundled: str, chronicle: Chronicle) -> None:
    page = visit(html=bundled).page
    ids = page.evaluate("[...document.querySelectorAll('ol li.e')].map(e => e.id)")
    assert ids == [event.id for event in chronicle]
    page.keyboard.press("l")
    assert page.evaluate("[...document.querySelectorAll('ol li.e')].map(e => e.id)") == ids
    draw_all(page)
    tree = page.locator("ol.list").aria_snapshot()
    assert "Alexei Leonov is the first human on the Moon" in tree


def test_what_is_only_dotted_can_be_heard(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled).page
    dotted = page.evaluate("[...document.querySelectorAll('li.e:not(.on):not(.no) b')].map(e => e.textContent)")
    assert len(dotted) > 500
    draw_all(page)
    heard = page.locator("ol.list").aria_snapshot()
    assert [title for title in dotted[:50] if title[:30] not in heard.replace('\\"', '"')] == []


def test_numbers_are_those_of_diverge(visit: Callable[..., Visit], bundled: str, chronicle: Chronicle) -> None:
    from timeline.questions.diverge import diverge
    from timeline.questions.pairs import STATUSES

    page = visit(html=bundled).page
    pairs = diverge(chronicle, statuses=STATUSES)
    shown = counts(page)
    assert {status: shown[status] for status in STATUSES} == {
        status: sum(pair.status == status for pair in pairs) for status in STATUSES
    }
    intro = page.inner_text("[data-ui=intro]")
    moved, replaced = shown["moved"], shown["replaced"]
    assert f"{moved} things happen at another time, {replaced} are replaced" in intro


def test_filters_keep_pairs_together_as_diverge_does(visit: Callable[..., Visit], bundled: str) -> None:
    """By clicks: a tag, then a person; the counts are those of `diverge` with the same filters."""
    from timeline.model.query import Query
    from timeline.questions.diverge import diverge
    from timeline.questions.pairs import STATUSES

    page = visit(html=bundled).page
    page.click("details[data-menu=tag] summary")
    page.check("details[data-menu=tag] label:has-text('moon') input >> nth=0")
    tag = page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('tag')")
    chronicle = Chronicle([str(bundled_events())])
    pairs = diverge(chronicle, Query.of({"tag": [tag]}), statuses=STATUSES)
    assert {status: counts(page)[status] for status in STATUSES} == {
        status: sum(pair.status == status for pair in pairs) for status in STATUSES
    }
    ids = {event.id for pair in pairs for event in (pair.base, pair.alt) if event}
    assert ids <= set(shown_fates(page))
    page.click("details[data-menu=who] summary")
    page.fill("details[data-menu=who] input[type=search]", "leonov")
    page.check("details[data-menu=who] label:not([hidden]) input >> nth=0")
    assert 0 < len(shown_fates(page)) < len(ids)
    page.keyboard.press("Escape")
    page.click("[data-ui=reset]")
    assert address(page).endswith(".html")


def test_search_finds_words_of_titles_summaries_and_people(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled).page
    page.keyboard.press("/")
    page.keyboard.type("leonov moon")
    until(page, "location.hash.includes('q=leonov+moon')")
    found = [event for event, names in classes(page).items() if "no" not in names]
    assert 0 < len(found) < 60
    page.keyboard.press("Escape")
    until(page, "!location.hash.includes('q=')")
    assert len(shown_fates(page)) > 900


def test_the_address_brings_everything_back(visit: Callable[..., Visit], bundled: str) -> None:
    fragment = (
        "women-astronaut-class-1970?q=astronaut&tag=women&tag=nasa&who=Sally+Ride&told=fam%3A1&told=fam%3A2&up=fam%3As2e5"
        "&z=40&rip=1&hide=untold&show=making&open=1970"
    )
    first = visit(html=bundled, fragment=fragment)
    state = (
        "() => [document.querySelector('[data-ui=count]').textContent, document.querySelector('aside h2').textContent]"
    )
    before = first.page.evaluate(state)
    first.page.keyboard.press("+")
    first.page.keyboard.press("-")
    address = first.page.evaluate("location.hash.slice(1)")
    assert address == fragment
    again = visit(html=bundled, fragment=address).page
    assert again.evaluate(state) == before
    go(again, "")
    whole = len(shown_fates(again))
    go(again, "no-such-event?z=abc&up=nothing&pair=x,y&who=Nobody")
    again.reload()
    assert again.evaluate("document.querySelector('aside').hidden")
    assert len(shown_fates(again)) == whole


def test_back_undoes_a_selection(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled).page
    first = page.locator("li.e.on > a").nth(3)
    title = first.locator("b").inner_text()
    first.click()
    assert page.inner_text("aside h2") == title
    page.locator("aside .card a, aside ul a").first.click()
    assert page.inner_text("aside h2") != title
    page.go_back()
    assert page.inner_text("aside h2") == title
    page.go_back()
    assert page.evaluate("document.querySelector('aside').hidden")


def test_keys_alone_reach_everything(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1440).page
    stops = page.evaluate("[...document.querySelectorAll('li.e a')].filter(a => a.tabIndex === 0).length")
    assert stops == 1
    page.evaluate("document.querySelector('li.e a[tabindex=\"0\"]').focus()")
    focused = "() => document.activeElement.closest('li.e')?.id"
    first = page.evaluate(focused)
    page.keyboard.press("ArrowDown")
    second = page.evaluate(focused)
    assert first != second
    page.keyboard.press("ArrowRight")
    across = page.evaluate(focused)
    assert "R" in classes(page)[across]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    opened = page.inner_text("aside h2")
    page.keyboard.press("j")
    assert page.inner_text("aside h2") != opened
    page.keyboard.press("k")
    assert page.inner_text("aside h2") == opened
    page.keyboard.press("r")
    assert page.evaluate("document.documentElement.classList.contains('rip')")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('aside').hidden")
    assert page.evaluate(focused) is not None
    page.keyboard.press("+")
    assert "z=15" in address(page)
    page.keyboard.press("0")
    assert "z=" not in address(page)
    page.keyboard.press("l")
    assert "view=list" in address(page)


@pytest.mark.parametrize("view", ["chart", "list"])
def test_enter_leads_from_the_search_to_what_it_found(visit: Callable[..., Visit], bundled: str, view: str) -> None:
    page = visit(html=bundled, width=1440, fragment=f"?view={view}").page
    page.keyboard.press("/")
    page.keyboard.type("leonov moon")
    page.keyboard.press("Enter")
    assert "leonov" in page.evaluate("document.activeElement.closest('li.e').textContent.toLowerCase()")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_a_button_of_the_details_keeps_the_focus(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, fragment="women-astronaut-class-1970").page
    page.focus('aside [data-act="ripple"]')
    page.keyboard.press("Enter")
    assert page.inner_text(":focus") == "Show everything"


DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

LANDED = """id => {
  const nodes = [document.getElementById(id), document.querySelector("aside")];
  const [item, panel] = nodes.map(each => each.getBoundingClientRect());
  return [item.top, item.bottom, panel.top];
}"""

TAPPED = """share => {
  const headings = [...document.querySelectorAll("li.yr:not(.no)")], years = headings.map(each => Number(each.dataset.y));
  const [first, last] = [years[0], years[years.length - 1] + 1];
  return [first + share * (last - first), years[headings.findLastIndex(each => each.getBoundingClientRect().top < 130)]];
}"""


def test_what_an_address_or_a_tap_leads_to_is_in_sight(
    visit: Callable[..., Visit], bundled: str, chronicle: Chronicle
) -> None:
    """On a phone, items are of many heights, and the details cover the lower half."""
    page = visit(html=bundled, width=375, height=900).page
    ids = [event.id for event in chronicle if event.kind != "real" or event.show is None]
    for place in (40, -1, 300, 10):
        go(page, ids[place])
        page.evaluate(DRAWN)
        top, bottom, details = page.evaluate(LANDED, ids[place])
        assert 0 < top < bottom <= details, ids[place]
    go(page, "?q=moon")
    for share in (0.9, 0.2):
        page.locator(".overview").click(position={"x": 12 + share * 351, "y": 20})
        page.evaluate(DRAWN)
        tapped, year = page.evaluate(TAPPED, share)
        assert year <= tapped + 1
        assert tapped - year < 8


def test_a_pair_leads_across_and_back(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, fragment="women-astronaut-class-1970").page
    assert "8 years 10 days earlier" in page.inner_text("aside")
    page.keyboard.press("o")
    assert page.inner_text("aside h2") == "NASA chooses its first six women astronauts"
    page.keyboard.press("o")
    assert "women-astronaut-class-1970" in address(page)


READ_YEAR = """year => [...document.querySelectorAll('li.e:not(.no):not(.making)')]
  .filter(e => !e.querySelector('time').textContent.includes('–') && e.querySelector('time').textContent.includes(year))
  .map(e => e.classList.contains('on'))"""


def test_a_year_opens_whole(visit: Callable[..., Visit], bundled: str) -> None:
    """By a click on its number, and by y on one of its events; a second time closes it."""
    page = visit(html=bundled, width=1440).page
    page.locator(".toggle[data-year='1970'] .year").click()
    assert "open=1970" in address(page)
    named = page.evaluate(READ_YEAR, "1970")
    assert len(named) > 2
    assert all(named)
    page.locator(".toggle[data-year='1970'] .year").click()
    assert "open=" not in address(page)
    assert not all(page.evaluate(READ_YEAR, "1970"))
    go(page, "women-astronaut-class-1970")
    page.keyboard.press("y")
    assert "open=1970" in address(page)
    assert all(page.evaluate(READ_YEAR, "1970"))


def test_ctrl_and_wheel_zoom_at_the_pointer(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1440, fragment="?z=60").page
    page.evaluate("scrollTo(0, 2500)")
    go(page, "?z=60")
    label = page.evaluate(
        """() => [...document.querySelectorAll('li.e.on.R')].map(e => [e.id, e.getBoundingClientRect().top])
          .find(([, y]) => y > 300 && y < 700)"""
    )
    page.mouse.move(900, label[1])
    page.keyboard.down("Control")
    page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    until(page, "location.hash.includes('z=70')")
    after = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", label[0])
    assert abs(after - label[1]) < 120


def test_two_fingers_zoom(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1180, height=820, has_touch=True).page
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *heights: int) -> None:
        points = [{"x": 600, "y": height, "id": number} for number, height in enumerate(heights)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 450, 550)
    for apart in (60, 90, 120, 160):
        touch("touchMove", 500 - apart, 500 + apart)
    touch("touchEnd")
    until(page, "Number(new URLSearchParams(location.hash.split('?')[1]).get('z')) > 30")


def test_the_fence_goes_by_keys(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1440).page
    whole = counts(page)
    page.focus("[data-ui=fence]")
    page.keyboard.press("ArrowLeft")
    assert "up=" in address(page)
    assert page.inner_text("[data-ui=fence-name]").startswith("up to ")
    page.keyboard.press("Home")
    assert "up=none" in address(page)
    assert page.inner_text("[data-ui=fence-name]") == "nothing yet"
    assert counts(page)["moved"] == 0 < whole["moved"]
    assert page.locator("li.e.averted:not(.no)").count() == 0
    page.keyboard.press("End")
    assert counts(page) == whole


def test_each_show_has_a_fence_of_its_own(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1440).page
    page.click("details[data-menu=shows] summary")
    page.focus("[data-show='1']")
    page.keyboard.press("Home")
    assert page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('up')") == "fam"
    assert "nothing" in page.inner_text("[data-seen='1']")
    assert page.locator("li.e:not(.no)").count() < 1014


def test_a_dot_has_a_name_and_opens(visit: Callable[..., Visit], bundled: str) -> None:
    seen = visit(html=bundled, width=1440)
    x, y = seen.page.evaluate(
        """() => { const box = document.querySelector('.marks path[stroke-width="1.8"]').getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2] }"""
    )
    seen.page.mouse.move(x, y)
    assert seen.page.locator(".tip b").inner_text()
    seen.page.mouse.click(x, y)
    assert seen.page.inner_text("aside h2")


def test_without_script_it_is_a_list_with_its_summaries(visit: Callable[..., Visit], bundled: str) -> None:
    seen = visit(html=bundled, script=False, width=800)
    page = seen.page
    assert not page.locator(".bar").is_visible()
    assert page.locator("li.e").count() > 1000
    assert (page.locator("#women-astronaut-class-1970 .vs").text_content() or "").startswith("moved from")
    page.locator("#women-astronaut-class-1970 summary").click()
    assert "Mercury 13" in page.locator("#women-astronaut-class-1970 details").inner_text()
    assert seen.fits_the_width()


@pytest.mark.parametrize("fragment", ["?z=50", "?view=list"])
def test_it_prints_whole(visit: Callable[..., Visit], bundled: str, chronicle: Chronicle, fragment: str) -> None:
    page = visit(html=bundled, fragment=fragment).page
    page.emulate_media(media="print")
    boxes: list[Any] = page.evaluate(
        """() => [...document.querySelectorAll('li.e:not(.no)')].map(e => [e.id, e.getBoundingClientRect()])
          .map(([id, box]) => [id, 0, box.left, box.top, box.right, box.bottom])"""
    )
    assert len(boxes) == len(shown_fates(page))
    assert all(box[5] - box[3] > 8 and box[4] - box[2] > 100 for box in boxes)
    assert overlaps(boxes) == []
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 15 < len(pages) < 45


def test_axe_has_nothing_serious(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1440, bypass_csp=True, reduced_motion="reduce").page
    assert serious(page) == []


@pytest.mark.parametrize(
    ("fragment", "width"), [("", 1440), ("women-astronaut-class-1970?z=50", 1440), ("", 375), ("?view=list", 1024)]
)
def test_axe_has_nothing_serious_in_any_view(
    visit: Callable[..., Visit], chronicle: Chronicle, fragment: str, width: int
) -> None:
    """In the colors of both schemes; some years have events of every fate, and axe takes its time for each."""
    some = ExportOptions(Query.of({"from_": "1964", "to": "1971"}))
    page = visit(
        html=render(chronicle, some), fragment=fragment, width=width, bypass_csp=True, reduced_motion="reduce"
    ).page
    assert {"shared", "moved", "replaced", "averted", "added", "untold"} <= set(shown_fates(page).values())
    assert serious(page) == []
    page.emulate_media(color_scheme="dark")
    assert serious(page, "color-contrast") == []


def serious(page: Any, *rules: str) -> list[tuple[str, str]]:
    """Return what axe finds of these rules, or of all, that keeps people out."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    draw_all(page)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = axe.Axe().run(page, options=options).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")]


def test_a_redraw_asks_for_few_layouts_and_draws_what_is_near(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1920, height=1080).page
    require_little_work(page, nodes=2500)


def require_little_work(page: Any, nodes: int) -> None:
    """Require that a redraw makes the browser lay out the page a few times only, and draws at most so many nodes.

    How long it takes depends on what else the machine does; these do not.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def counts() -> list[float]:
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return [float(metrics[name]) for name in ("LayoutCount", "RecalcStyleCount")]

    for fragment in ["?z=50", "?z=100", "?z=0"] * 2:
        before = counts()
        go(page, fragment)
        assert max(after - once for after, once in zip(counts(), before, strict=True)) <= 8
        assert 100 < page.locator("main svg *").count() <= nodes


def test_the_chart_is_there_when_the_page_is_loaded(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled).page
    page.wait_for_selector(".chart li.e.on")
    until(page, "performance.getEntriesByType('paint').length > 0")


def test_only_what_is_near_the_window_is_laid_out(visit: Callable[..., Visit], bundled: str) -> None:
    """Between chart and list, every item changes its looks: hundreds of milliseconds, if a browser had to work them out."""
    page = visit(html=bundled, width=1440, height=1000).page
    for view in ("list", "chart"):
        page.locator(f"[data-view={view}]").click()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        shown, all_items = page.evaluate(READ_LAID_OUT)
        assert 10 < shown < all_items / 5
    page.keyboard.press("Tab")
    shown, all_items = page.evaluate(READ_LAID_OUT)
    assert shown > all_items / 2, "Tab passes them all, and takes its time for each that is not laid out"
    assert page.locator("li.e .vs:not([aria-hidden]), li.e details:not([aria-hidden])").count() == 0


def test_chart_and_list_show_the_same_years(visit: Callable[..., Visit], bundled: str) -> None:
    page = visit(html=bundled, width=1440, height=1000, fragment="?z=100").page
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    now = "Number(document.querySelector('[data-ui=now] span').textContent)"
    until(page, f"{now} > 1960")
    year = page.evaluate(now)
    page.keyboard.press("l")
    top = page.evaluate(READ_TOP)
    assert year <= top <= year + 4, "the middle of the chart is the top of the list"
    page.keyboard.press("l")
    until(page, f"Math.abs({now} - {year}) <= 2")


READ_TOP = """() => {
  const seen = [...document.querySelectorAll("li.e")].find(each => each.getBoundingClientRect().top > 100);
  let heading = seen;
  while (!heading.matches(".yr")) heading = heading.previousElementSibling;
  return Number(heading.textContent);
}"""

READ_LAID_OUT = """() => {
  const titles = [...document.querySelectorAll("li.e b")];
  return [titles.filter(each => each.checkVisibility({ contentVisibilityAuto: true })).length, titles.length];
}"""


def test_a_title_that_is_cut_ends_with_dots_that_can_be_seen(visit: Callable[..., Visit], bundled: str) -> None:
    """In each column: the last line has ink at its end, and none where it would be cut."""
    page = visit(html=bundled, width=910, height=1600, fragment="?z=60").page
    boxes = page.evaluate(READ_CUT)
    assert {side for side, *_ in boxes} == {0, 1}
    picture = base64.b64encode(page.screenshot(animations="disabled")).decode()
    for side, right, inked in page.evaluate(READ_INK, [picture, boxes]):
        assert inked < right - 1, "the dots are cut"
        assert side or inked > right - 24, "the dots end the line"


READ_CUT = """() => [...document.querySelectorAll(".e.on b")].flatMap(b => {
  const box = b.getBoundingClientRect();
  const isSeen = box.top > 200 && box.bottom < innerHeight;
  const side = b.closest(".left") ? 0 : 1;
  return isSeen && b.scrollHeight > b.clientHeight + 1 ? [[side, box.left, box.top + 17, box.right, box.bottom - 1]] : [];
})"""

READ_INK = """async ([picture, boxes]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const { width: wide, height: high } = image;
  const pen = Object.assign(document.createElement("canvas"), { width: wide, height: high }).getContext("2d");
  pen.drawImage(image, 0, 0);
  return boxes.map(([side, left, top, right, bottom]) => {
    const [x, y] = [Math.round(left), Math.round(top)];
    const [width, height] = [Math.round(right) - x, Math.round(bottom) - y];
    const { data } = pen.getImageData(x, y, width, height);
    const shade = k => data[k] + data[k + 1] + data[k + 2];
    let last = 0;
    for (let column = 0; column < width; column += 1) {
      for (let row = Math.round(height / 2); row < height; row += 1) {
        if (shade(4 * (row * width + column)) < 500) last = column;
      }
    }
    return [side, right, x + last];
  });
}"""
