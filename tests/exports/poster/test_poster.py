"""Posters of the bundled history, of parts of it and of others: nothing overlaps, and every count is right."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History
from poster_histories import BIG, HOSTILE, LONE, NESTED, NOTHING, ONE, OPEN, PRODUCTION, ROME, SHARED, TWO
from poster_texts import overlaps, sheet, texts
from strategies import filters, histories

from timeline import load
from timeline.exports.files import ExportOptions
from timeline.exports.svg.marks import MEANINGS
from timeline.exports.svg.poster import render
from timeline.exports.svg.text import clean
from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query
from timeline.questions.diverge import diverge
from timeline.questions.pairs import STATUSES
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Load = Callable[[str], Chronicle]

A3 = (0, 0, 1400, 1980)


@pytest.fixture(scope="module")
def bundled() -> Iterator[Chronicle]:
    with load() as chronicle:
        yield chronicle


def options(labels: int | None = None, title: str | None = None, **asked: Any) -> ExportOptions:
    plain = {name: asked.pop(name) for name in ("between", "dark", "landscape") if name in asked}
    return ExportOptions(Query.of(Filters(**asked)), labels=labels, title=title, **plain)


def words(svg: str) -> list[str]:
    return [each.text for each in texts(svg)]


def counts(svg: str) -> dict[str, int]:
    """Return the counts of the legend: each number stands above its status."""
    shown = texts(svg)
    found = {}
    for number, status in pairwise(shown):
        if status.text in MEANINGS and re.fullmatch(r"[\d,]+", number.text):
            found[status.text] = int(number.text.replace(",", ""))
    return found


def named(svg: str) -> tuple[int, int]:
    """Return how many of how many events are named, as the poster says."""
    text = " ".join(words(svg))
    some = re.search(r"([\d,]+) of ([\d,]+) events are named", text)
    every = re.search(r"All ([\d,]+) events are named|The one event is named|No event is to be seen", text)
    if some:
        return int(some[1].replace(",", "")), int(some[2].replace(",", ""))
    assert every
    number = int(every[1].replace(",", "")) if every[1] else int("one" in every[0])
    return number, number


PARTS: list[dict[str, Any]] = [
    {},
    {"dark": True},
    {"landscape": True},
    {"labels": 60},
    {"labels": 130},
    {"between": ("fam", "real")},
    *({"season": number} for number in range(1, 6)),
    {"season": 3, "landscape": True},
    *({"person": name} for name in ("Ed Baldwin", "Sally Ride", "Sergei Korolev", "Molly Cobb")),
    {"person": "Sally Ride", "landscape": True},
    {"tag": "production"},
    {"year": "1969"},
    {"words": ["moon*"]},
    {"kind": "real"},
    {"to": "1965"},
    {"title": "Reaching for it: " + "a very long title of a poster " * 9},
    {"title": "Very" * 60, "landscape": True},
]


@pytest.mark.parametrize("asked", PARTS, ids=str)
def test_nothing_overlaps_and_every_count_is_that_of_diverge(bundled: Chronicle, asked: dict[str, Any]) -> None:
    chosen = options(**asked)
    svg = render(bundled, chosen)
    assert list(overlaps(svg)) == []
    pairs = diverge(bundled, chosen.query, between=chosen.between, statuses=STATUSES)
    expected = {status: sum(pair.status == status for pair in pairs) for status in STATUSES}
    assert counts(svg) == (expected if any(expected.values()) else {})
    some, all_ = named(svg)
    assert some <= min(all_, asked.get("labels") or 112)


def test_the_poster_of_all_is_a_sheet_of_a3_with_about_as_many_labels_as_asked(bundled: Chronicle) -> None:
    for labels in (60, 90, 112, 130):
        svg = render(bundled, options(labels))
        assert sheet(svg) == A3
        assert 'width="297mm" height="420mm"' in svg
        assert labels - 6 <= named(svg)[0] <= labels
    assert sheet(render(bundled, options(landscape=True))) == (0, 0, 1980, 1400)


def test_the_point_of_divergence_is_always_named(bundled: Chronicle) -> None:
    for labels in (60, 130):
        shown = words(render(bundled, options(labels)))
        assert "Sergei Korolev survives his operation in Moscow" in shown
        assert "POINT OF DIVERGENCE" in shown


def test_what_a_fence_hides_is_not_in_the_file(bundled: Chronicle) -> None:
    with load(up_to=["fam:s2e3"]) as fenced:
        svg = render(fenced)
        left = fenced.ids()
    assert "Told as far as fam:s2e3." in " ".join(words(svg))
    hidden = [event.title for event in bundled if event.id not in left]
    assert len(hidden) > 100
    assert not [
        title for title in hidden if title in svg and title not in {e.title for e in fenced_titles(left, bundled)}
    ]
    assert list(overlaps(svg)) == []


def fenced_titles(left: set[str], chronicle: Chronicle) -> list[Any]:
    return [event for event in chronicle if event.id in left]


def test_the_same_history_gives_the_same_bytes(bundled: Chronicle) -> None:
    first = render(bundled)
    with load() as again:
        assert render(again) == first


OTHERS = {
    "nested": NESTED, "rome": ROME, "big": BIG, "lone": LONE, "nothing": NOTHING, "one": ONE, "two": TWO,
    "open": OPEN, "production": PRODUCTION, "shared": SHARED, "hostile": HOSTILE,
}  # fmt: skip


@pytest.mark.parametrize("is_landscape", [False, True])
@pytest.mark.parametrize("name", OTHERS)
def test_histories_about_anything_make_a_poster(history: Load, name: str, is_landscape: bool) -> None:
    svg = render(history(OTHERS[name]), options(landscape=is_landscape))
    assert list(overlaps(svg)) == []
    width, height = sheet(svg)[2:]
    assert (width, height) == (1980, 1400) if is_landscape else (width == 1400 and 700 <= height <= 1980)


@pytest.mark.parametrize("name", ["one", "two", "lone", "open", "rome", "nested", "hostile"])
def test_few_events_are_all_named(history: Load, name: str) -> None:
    chronicle = history(OTHERS[name])
    svg = render(chronicle)
    some, all_ = named(svg)
    assert some == all_ > 0


def test_few_events_make_a_shorter_sheet(history: Load) -> None:
    assert sheet(render(history(TWO)))[3] < 800
    assert sheet(render(history(LONE)))[3] < 1000


def test_a_single_history_has_one_rail_and_counts_of_its_own(history: Load) -> None:
    shown = words(render(history(LONE)))
    assert "The Life of Ada Lovelace" in shown
    assert "6 events, from 1815 to 1852." in shown
    assert {"events", "years", "person", "place"} <= set(shown)
    assert not {"moved", "POINT OF DIVERGENCE", "not told yet"} & set(shown)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({"year": "1958"}, "Our history and For All Mankind share them: the two part on 14 Jan 1966."),
        ({"tag": "production"}, "events, from 20"),
    ],
)
def test_what_is_not_of_two_histories_is_drawn_as_one(bundled: Chronicle, asked: dict[str, Any], text: str) -> None:
    svg = render(bundled, options(**asked))
    assert text in " ".join(words(svg))
    sides = {each.box.left > 700 for each in texts(svg) if re.fullmatch(r"\d+ \w{3} \d{4}", each.text)}
    assert sides == {False, True}
    assert not counts(svg)


def test_further_histories_are_thin_rails_with_names(history: Load) -> None:
    chronicle = history(NESTED)
    shown = words(render(chronicle))
    assert {"Our history", "Napoleon wins"} <= set(shown)
    assert [name for name in shown if name in ("The Regency", "Prussia alone", "War at sea", "The Republic")] == [
        "The Regency", "War at sea", "The Republic", "Prussia alone",
    ]  # fmt: skip
    inner = words(render(chronicle, options(between=("reg", "sea"))))
    assert {"The Regency", "War at sea", "Our history", "Napoleon wins"} <= set(inner)
    assert "Something in the year 1790" in inner


def test_more_histories_than_rails_are_counted(history: Load) -> None:
    text = "".join(f'[[event]]\ndate = {1900 + n}\ntitle = "Parting {n}"\ntimeline = "t{n}"\n' for n in range(8))
    shown = words(render(history(text)))
    assert "+3 histories, not drawn: t5, t6, t7" in shown


def test_years_before_1_and_runs_of_empty_years_are_on_the_scale(history: Load) -> None:
    shown = words(render(history(ROME)))
    assert {"753 BC", "44 BC", "AD 14", "1969", "12000", "… 10,030 years …"} <= set(shown)
    assert "They are one until 15 Mar 44 BC: Caesar reads the note and stays at home." in " ".join(shown)


def test_round_years_before_1_are_those_that_people_count(history: Load) -> None:
    """Cells of ten years begin in 501 BC and the like, as astronomers count; the round year in them is their name."""
    known = [year for year in range(54, 600) if year % 10 in (4, 8)]
    shown = words(render(history("".join(f'[[event]]\ndate = "{-year:05}"\ntitle = "In {year}"\n' for year in known))))
    years = {int(each.removesuffix(" BC")) for each in shown if re.fullmatch(r"\d+0 BC", each)}
    assert {500, 400, 300, 200, 100} <= years
    assert not any(re.fullmatch(r"\d+1 BC", each) for each in shown)


def test_hostile_texts_stay_texts(history: Load) -> None:
    chronicle = history(HOSTILE)
    svg = render(chronicle, options(title='</svg><script>alert("1")</script>\u202e\x07'))
    root = ElementTree.fromstring(svg.encode())
    tags = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "linearGradient", "stop", "rect", "path", "circle", "g", "text"}
    assert "<script" not in svg
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufffe]", svg)
    assert "\u65e5\u672c\u8a9e" in svg
    drawn = {each.text for each in texts(svg)}
    assert clean('</svg><script>alert("1")</script>\u202e\x07') in drawn


@pytest.mark.parametrize("labels", [0, 59, 131, 5000])
def test_a_number_of_labels_that_does_not_fit_is_refused(bundled: Chronicle, labels: int) -> None:
    with pytest.raises(UsageError, match="60 to 130"):
        render(bundled, options(labels))


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ({"season": 2}, "Season 2"),
        ({"season": "1-3"}, "Seasons 1, 2 and 3"),
        ({"person": "ed baldwin"}, "Ed Baldwin"),
        ({"person": "Ed Baldwin", "year": "1983"}, "Ed Baldwin; 1983"),
        ({"show": "star-city"}, "Star City"),
        ({"year": "1960s"}, "1960 to 1969"),
        ({"from_": "1969-07", "to": "1970"}, "From Jul 1969; until 1970"),
        ({"tag": "moon", "not_tag": "soviet"}, "Moon; without soviet"),
        ({"kind": "alt"}, "Alternate events"),
        ({"season": 2, "title": "Mine"}, "Mine"),
        ({}, "Two histories, one past"),
    ],
)
def test_the_heading_says_what_is_to_be_seen(bundled: Chronicle, asked: dict[str, Any], heading: str) -> None:
    assert words(render(bundled, options(**asked)))[1] == heading


@settings(max_examples=40)
@given(text=histories(), data=st.data())
def test_drawn_histories_make_posters_without_overlaps(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "poster.toml"
    path.write_text(text, encoding="utf-8")
    chronicle, oracle = Chronicle([str(path)]), History(text)
    asked = data.draw(filters(oracle)) if data.draw(st.booleans()) else {}
    asked.pop("timeline", None)
    timelines = ["real", *oracle.parents]
    between = tuple(data.draw(st.sampled_from(timelines)) for _ in range(2)) if data.draw(st.booleans()) else None
    svg = render(chronicle, options(between=between, landscape=data.draw(st.booleans()), **asked))
    assert list(overlaps(svg)) == []
    if between and between[0] != between[1]:
        pairs = oracle.diverge(*between)
        fitting = set(oracle.select(**asked))
        kept = [pair for pair in pairs if not asked or pair.base in fitting or pair.alt in fitting]
        expected = {status: sum(pair.status == status for pair in kept) for status in STATUSES}
        assert counts(svg) == expected or (not any(expected.values()) and not counts(svg))


def test_overlaps_are_seen() -> None:
    """What holds the other tests up."""
    text = '<text x="{}" y="20" font-family="Liberation Sans" font-size="10">Some words</text>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'
    assert list(overlaps(svg.format(text.format(0)))) == []
    assert len(list(overlaps(svg.format(text.format(0) + text.format(40))))) == 1
    assert len(list(overlaps(svg.format(text.format(70))))) == 1
