"""What the index says of events without reading them, against the events themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.bundled import bundled_events
from timeline.model.dates import parse_date
from timeline.model.spans import hull, shared
from timeline.questions.consequences import Consequences
from timeline.store.chronicle import Chronicle
from timeline.store.conditions import EVERYTHING, of_kind

if TYPE_CHECKING:
    import pytest

    from timeline.model.dates import EdtfDate

DATES = (
    *("1969", "1969~", "1969-07", "1969-07-20", "1969-07-20T20:17:40Z", "196X", "1969-07-XX", "1969-XX", "1969-21"),
    *("1968-12/1969-07", "1969-07-16/1969-07-24", "1960/1970", "../1969", "1969/..", "1969/", "-0044-03-15"),
)
SETTINGS = ("1969", "1969-07", "196X", "1968/1969-07-16", "../1969-07", "1969-07-17/..")


def naive_hull(dates: list[EdtfDate], within: EdtfDate | None) -> EdtfDate | None:
    parts = dates if within is None else [part for date in dates if (part := shared(date, within)) is not None]
    return hull(parts)


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(st.sampled_from(DATES), st.none() | st.integers(1, 2)), min_size=1, max_size=8),
    setting=st.none() | st.sampled_from(SETTINGS),
)
def test_the_outer_dates_have_the_hull_of_all(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int | None]], setting: str | None
) -> None:
    path = tmp_path_factory.getbasetemp() / "outer.toml"
    event = '[[event]]\nid = "e{0}"\ndate = "{1}"\ntitle = "T"\nkind = "alt"\nshow = "s"\nseason = 1\n'
    path.write_text(
        "".join(
            event.format(n, date) + (f"episode = {episode}\n" if episode else "")
            for n, (date, episode) in enumerate(rows)
        ),
        encoding="utf-8",
    )
    chronicle, within = Chronicle([str(path)]), parse_date(setting) if setting else None
    found = chronicle.outer_dates(EVERYTHING, within)
    for part in (None, 1, 2):
        dates = [parse_date(date) for date, episode in rows if episode == part]
        outer = found.get(part, [])
        assert naive_hull(outer, within) == naive_hull(dates, within)
        assert set(outer) <= set(dates)
    if within is not None:
        overlapping = [part for date, _ in rows if (part := shared(parse_date(date), within)) is not None]
        starts = [part.earliest for part in overlapping if part.earliest is not None]
        ends = [part.latest for part in overlapping if part.latest is not None]
        first, last = chronicle.known_days(EVERYTHING, within)
        if within.earliest is None:
            assert first == min(starts, default=None)
        if within.latest is None:
            assert last == max(ends, default=None)
    assert chronicle.told(EVERYTHING) == {
        (1, part): n for part in (None, 1, 2) if (n := [e for _, e in rows].count(part))
    }


FILE = """
[[event]]
id = "a"
date = 1960
title = "A crew lands"
kind = "real"
[[event]]
id = "b"
date = "../1961"
title = "Crew of two"
kind = "alt"
timeline = "x"
because = ["a", "b"]
averts = ["a", "c"]
moves = "a"
[[event]]
id = "c"
date = 1962
title = "Nobody"
kind = "real"
because = ["a"]
"""


def test_ties_lead_both_ways_and_links_keep_their_order(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "ties.toml"
    path.write_text(FILE, encoding="utf-8")
    chronicle = Chronicle([str(path)])
    b, a, c = (chronicle[each] for each in "bac")
    one, two, three = chronicle.ranks()
    assert chronicle.by_rank([three, one]) == {one: a, three: c}
    assert chronicle.ranks(of_kind(["real"])) == [one, three]
    found = sorted(chronicle.ties("because"))
    assert found == [(two, "because", one), (three, "because", one)], "not of an event by itself"
    assert chronicle.causes([one, two, three]) == {two: [one], three: [one]}
    assert chronicle.ties_to([one], "because", "moves") == [(two, one), (two, one), (three, one)]
    assert chronicle.reached([one], "effects") == {one: [two, three]}
    assert chronicle.reached([three], "causes") == {three: [one]}
    assert chronicle.links([one, two]) == [(two, "moves", one), (two, "averts", one), (two, "averts", three)]
    assert chronicle.spans([two]) == {two: (None, b.date.latest)}
    assert chronicle.years([one, two, three]) == {one: a.date.year, two: b.date.year, three: c.date.year}
    assert chronicle.titles(of_kind(["real"])) == [("a", "A crew lands"), ("c", "Nobody")]


def test_an_event_has_the_rank_of_its_row_behind_a_fence_too() -> None:
    for limits in ((), ("fam:s1e2",), ("star-city",)):
        fenced = Chronicle([str(bundled_events())], up_to=limits)
        events = list(fenced)
        assert [event.rank for event in events] == fenced.ranks()
        assert {pod.id: pod.rank for pod in fenced.world.pods.values()}.items() <= {
            e.id: e.rank for e in events
        }.items()
        assert fenced.ranks(sort="aired") == sorted(fenced.ranks(), key=fenced.aired(fenced.ranks()).__getitem__)


def test_what_follows_is_counted_behind_a_fence() -> None:
    fenced = Chronicle([str(bundled_events())], up_to=["fam:s1e2"])
    events = list(fenced)
    consequences = Consequences(fenced)
    causes = {event.id: event.because for event in events}
    for event in events:
        found, waiting = {event.id}, [event.id]
        while waiting:
            this = waiting.pop()
            new = [each for each, because in causes.items() if this in because and each not in found]
            found.update(new)
            waiting += new
        assert consequences.reach(event).events == len(found) - 1
        assert Consequences(fenced, [event]).reach(event).events == len(found) - 1
        assert set(consequences.followers(event)) == {each for each, because in causes.items() if event.id in because}
