"""Pages of other histories: of no, one and two events, hostile, nested, ancient, open at both ends, and long ones."""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from page_reading import READ_LABELS, address, counts, go, overlaps, ready, shown_fates
from test_page_fence import expected

from timeline.__main__ import run
from timeline.exports.html.page import LISTED, render
from timeline.questions.panorama import panorama
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Visit

Write = "Callable[..., Path]"


def page_of(source: Path, *, listed: int = LISTED) -> str:
    return render(Chronicle([str(source)]), listed=listed)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_few_events(visit: Callable[..., Visit], write: Callable[..., Path], count: int) -> None:
    one, two = "date = 1969-07-20\ntitle = 'One'", "date = 1970\ntitle = 'Two'\nkind = 'alt'\ntimeline = 'x'"
    source = write("format = 1\n" + "".join(f"[[event]]\n{each}\n" for each in (one, two)[:count]))
    seen = visit(html=page_of(source))
    assert len(shown_fates(seen.page)) == seen.page.locator("li.e").count() == count
    assert seen.page.locator("li.e.on").count() == count
    assert seen.fits_the_width()
    seen.page.keyboard.press("+")
    seen.page.keyboard.press("l")
    assert seen.page.locator("li.e:visible").count() == count


HOSTILE = [
    "</script><script>document.title = 'owned'</script>",
    "<img src=x onerror=\"document.title = 'owned'\">",
    "\"'><b>bold</b> & {{ 7 * 7 }} {% raw %} ${1} \\u003c <!-- -->",
    "\u202egnihtemos sesrever siht",
    "x" * 300,
    "]]></style><style>body { display: none }</style>",
]


BEYOND_THEIR_COLUMN = """() => [...document.querySelectorAll("li.e")].filter(each =>
  each.querySelector("b").getBoundingClientRect().right > each.getBoundingClientRect().right + 1).map(each => each.id)"""


@pytest.mark.parametrize("listed", [LISTED, 0])
def test_hostile_texts_stay_text(visit: Callable[..., Visit], tmp_path: Path, listed: int) -> None:
    import json

    def quoted(text: str) -> str:
        return json.dumps(text)

    lines = ["format = 1", f"name = {quoted(HOSTILE[0])}"]
    lines += [f"[[timeline]]\nid = {quoted('t<b>')}\nname = {quoted(HOSTILE[1])}"]
    for number, text in enumerate(HOSTILE):
        both = [quoted(text), quoted(HOSTILE[0]), quoted("javascript:alert(1)"), quoted("https://x/'\"><script>")]
        lines.append(
            f"[[event]]\nid = {quoted(f'e{number}')}\ndate = {1960 + number}\ntitle = {both[0]}\n"
            f"summary = {both[0]}\nplace = {both[0]}\n"
            f"people = [{both[0]}]\ntags = [{both[0]}]\nsource = [{', '.join(both)}]"
        )
    lines.append(
        f'[[event]]\nid = "pod"\ndate = 1963\ntitle = {quoted(HOSTILE[0])}\ntimeline = {quoted("t<b>")}\n'
        'kind = "alt"\nreplaces = "e1"'
    )
    path = tmp_path / "hostile.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    seen = visit(html=page_of(path, listed=listed), fragment="e0")
    page = seen.page
    ready(page)
    titles = page.locator("li.e b").all_text_contents()
    assert HOSTILE[0] in titles
    assert HOSTILE[2] in titles
    assert not any("\u202e" in title for title in titles)
    assert page.title() == HOSTILE[0]
    assert page.locator("li.e img, li.e b b, aside img, aside b b").count() == 0
    for number in range(len(HOSTILE)):
        go(page, f"e{number}")
        assert page.locator("aside h2").text_content() == page.locator(f"#e{number} b").text_content()
        assert page.locator("aside a[href^='javascript']").count() == 0
    page.set_viewport_size({"width": 1920, "height": 900})
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.emulate_media(media="print")
    assert page.evaluate(BEYOND_THEIR_COLUMN) == []
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.click("details[data-menu=tag] summary")
    page.click("details[data-menu=who] summary")
    go(page, "pod?view=list")
    assert page.title() == HOSTILE[0]
    assert all(link.startswith(("http://", "https://", "#")) for link in links(page))
    assert seen.fits_the_width()


def links(page: Any) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    return found


def test_our_own_history_alone(visit: Callable[..., Visit], write: Callable[..., Path]) -> None:
    source = write("".join(f'[[event]]\ndate = {year}\ntitle = "In {year}"\n' for year in range(1900, 1990, 3)))
    page = visit(html=page_of(source), width=1440).page
    assert set(shown_fates(page).values()) == {"shared"}
    assert page.evaluate("document.documentElement.className.startsWith('js l0 r0')"), "one history has one color"
    labels = page.evaluate(READ_LABELS)
    assert len(labels) > 20
    assert {label[1] for label in labels} == {0}
    assert overlaps(labels) == []


def test_before_the_year_1_and_runs_of_empty_years(visit: Callable[..., Visit], write: Callable[..., Path]) -> None:
    source = write(
        "".join(
            f'[[event]]\ndate = "{date}"\ntitle = "{title}"\n'
            for date, title in [
                ("-0044-03-15", "Ides"),
                ("-0042", "Philippi"),
                ("0001", "One"),
                ("1204-04-13", "Sack"),
                ("Y-12000", "Ice"),
            ]
        )
    )
    page = visit(html=page_of(source), width=1440).page
    years = page.locator(".toggle text").all_text_contents()
    assert {"45 BC", "AD 1"} <= set(years) or {"45 BC"} <= set(years)
    assert "⋯ 1,202 y" in page.locator(".gap-years").all_text_contents()
    order = [label[0] for label in sorted(page.evaluate(READ_LABELS), key=lambda label: label[3])]
    assert order == ["ice", "ides", "philippi", "one", "sack"]


@pytest.mark.parametrize("listed", [LISTED, 0])
def test_spans_that_are_open(visit: Callable[..., Visit], write: Callable[..., Path], listed: int) -> None:
    source = write(
        "".join(
            f'[[event]]\ndate = "{date}"\ntitle = "{date}"\nid = "e{number}"\n'
            for number, date in enumerate(["../1961", "1960/..", "1970/", "1955/1999", "1969-07-20"])
        )
    )
    page = visit(html=page_of(source, listed=listed), width=1440).page
    ready(page)
    assert page.locator("li.e.on").count() == 5
    for number in range(5):
        go(page, f"e{number}")
        assert page.locator("aside h2").text_content()
    go(page, "?view=list")
    assert page.locator("ol.list > :is(li.yr, li.e)").evaluate_all(
        "all => all.map(each => each.id || each.textContent)"
    ) == [
        *("No known beginning", "e0", "1955", "e3", "1960", "e1", "1969", "e4", "1970", "e2"),
    ]
    page.set_viewport_size({"width": 375, "height": 400})
    frame = page.locator(".overview rect").last
    assert 0 <= float(frame.get_attribute("x") or "-1") < 40


def nested(seed: int) -> str:
    """Return a history of five timelines and two shows, drawn by chance: a nested one, brothers, links of all kinds."""
    draw = random.Random(seed)
    parents = {"a": "real", "b": "a", "c": "a", "d": "real"}
    shows = {"a": "one", "b": "two"}
    text = ['format = 1\nname = "Drawn"']
    text += [
        f'[[timeline]]\nid = "{each}"\nname = "Line {each}"\nparent = "{parent}"' for each, parent in parents.items()
    ]
    text += ['[[show]]\nid = "one"\nname = "One"\ntimeline = "a"\n[[show]]\nid = "two"\nname = "Two"\ntimeline = "b"']
    events: list[tuple[str, str, int]] = []

    def add(timeline: str, year: int, **keys: Any) -> None:
        name = f"{timeline}{len(events)}"
        lines = [f'[[event]]\nid = "{name}"\ndate = "{year}"\ntitle = "Event {name}"']
        lines.append(f'kind = "{timeline if timeline in ("real", "both") else "alt"}"')
        if timeline != "both":
            lines.append(f'timeline = "{timeline}"')
        lines += [f"{key} = {value}" for key, value in keys.items()]
        text.append("\n".join(lines))
        events.append((name, timeline, year))

    for _ in range(25):
        add("real", draw.randint(1900, 1999))
    for _ in range(8):
        add("both", draw.randint(1900, 1999))
    for timeline, parting in (("a", 1920), ("d", 1930), ("b", 1950), ("c", 1960)):
        for place in range(10):
            year = parting if place == 0 else draw.randint(parting + 1, 1999)
            keys: dict[str, Any] = {}
            if timeline in shows and (place or timeline == "a"):
                keys = {"show": f'"{shows[timeline]}"', "season": draw.randint(1, 2)}
                if draw.random() < 0.7:
                    keys["episode"] = draw.randint(1, 3)
            elders = {"a": ["real"], "d": ["real"], "b": ["a", "real"], "c": ["a", "real"]}[timeline]
            targets = [name for name, own, when in events if own in (*elders, "both") and (own != "a" or when > 1920)]
            if place and targets and draw.random() < 0.7:
                few = targets[-4:] if timeline in "bc" else targets  # so that brothers link to the same
                keys[draw.choice(["moves", "replaces", "averts"])] = f'"{draw.choice(few)}"'
            add(timeline, year, **keys)
    return "\n".join(text)


@pytest.mark.parametrize(("seed", "listed"), [(1, LISTED), (2, LISTED), (3, 0)])
def test_nested_histories_agree_with_up_to_at_every_fence(
    visit: Callable[..., Visit], tmp_path: Path, seed: int, listed: int
) -> None:
    path = tmp_path / "nested.toml"
    path.write_text(nested(seed), encoding="utf-8")
    whole = panorama(Chronicle([str(path)]))
    page = visit(html=page_of(path, listed=listed), height=900 if listed else 5000).page  # all near
    ready(page)
    steps = {
        show: [f"{show}:s{step.season}" + ("" if step.episode is None else f"e{step.episode}") for step in own]
        for show, own in whole.story.steps.items()
    }
    choices = list(product(["", *steps["one"]], ["", *steps["two"]]))
    for limits in random.Random(seed).sample(choices, 12):
        given = [limit for limit in limits if limit]
        fenced = panorama(Chronicle([str(path)], up_to=given)) if given else None
        for number, each in enumerate(fenced.comparisons if fenced else []):
            if each.base == each.alt:
                continue
            go(page, f"?view=list&show=making&pair={each.base},{each.alt}&up={','.join(given)}")
            assert fenced is not None
            fates, numbers = expected(fenced, number)
            assert shown_fates(page) == fates, (limits, each.base, each.alt)
            shown = counts(page)
            assert {status: shown[status] for status in numbers} == numbers, (limits, each.base, each.alt)


@pytest.mark.parametrize("seed", [7, 8, 12])
def test_brothers_agree_with_diverge(visit: Callable[..., Visit], tmp_path: Path, seed: int) -> None:
    path = tmp_path / "nested.toml"
    path.write_text(nested(seed), encoding="utf-8")
    assert run(["export", str(tmp_path / "n.html"), "--data", str(path), "--between", "b", "c"]) == 0
    page = visit(tmp_path / "n.html", fragment="?view=list&show=making").page
    for limits in ([], ["one:s1", "two:s1"], ["one", "two:s1"]):
        go(page, f"?view=list&show=making&up={','.join(limits)}" if limits else "?view=list&show=making")
        fates, numbers = expected(panorama(Chronicle([str(path)], up_to=limits), between=("b", "c")))
        assert shown_fates(page) == fates, limits
        shown = counts(page)
        assert {status: shown[status] for status in numbers} == numbers, limits


def test_a_rail_opens_its_pair(visit: Callable[..., Visit], tmp_path: Path) -> None:
    path = tmp_path / "nested.toml"
    path.write_text(nested(5), encoding="utf-8")
    page = visit(html=page_of(path), width=1440).page
    assert page.locator(".other").count() == 3
    box = page.evaluate(
        """() => { const path = document.querySelector('.other .aside'), svg = document.querySelector('.chart-svg');
          const end = path.getPointAtLength(130);
          scrollTo(0, svg.getBoundingClientRect().top + scrollY + end.y - 500);
          const box = svg.getBoundingClientRect();
          return [box.left + end.x, box.top + end.y] }"""
    )
    page.mouse.click(*box)
    assert "pair=" in address(page)
    opened = page.locator("nav button[aria-pressed=true]").inner_text()
    assert page.evaluate("document.querySelector('.now span:nth-child(3)').textContent") in opened
    assert overlaps(page.evaluate(READ_LABELS)) == []
    page.go_back()
    assert "pair=" not in address(page)
    page.locator("nav button").nth(2).focus()
    page.keyboard.press("Enter")
    assert "pair=" in address(page)


def test_a_public_page_has_nothing_that_is_fenced(tmp_path: Path) -> None:
    path = tmp_path / "nested.toml"
    path.write_text(nested(6), encoding="utf-8")
    assert run(["export", str(tmp_path / "p.html"), "--data", str(path), "--up-to", "one:s1"]) == 0
    text = (tmp_path / "p.html").read_text(encoding="utf-8")
    told = {event.id for event in Chronicle([str(path)], up_to=["one:s1"])}
    hidden = {event.id for event in Chronicle([str(path)])} - told
    assert len(hidden) > 5
    assert [event for event in hidden if f'id="{event}"' in text or f"Event {event}<" in text] == []
    assert all(f'id="{event}"' in text for event in told)
