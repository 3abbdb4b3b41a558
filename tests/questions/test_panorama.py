"""The answer that the page and the poster draw: which events it has, where they stand, and what `diverge` says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History
from strategies import filters, histories

from timeline import load
from timeline.model.dates import parse_date
from timeline.model.drift import Drift, drift_between
from timeline.model.errors import UsageError
from timeline.model.fence import Limit
from timeline.model.query import EVERY_EVENT, Filters, Query
from timeline.questions.compare import compare
from timeline.questions.diverge import Divergence, diverge
from timeline.questions.pairs import STATUSES
from timeline.questions.panorama import Panorama, panorama
from timeline.questions.panorama_sides import Comparison, short_words
from timeline.questions.panorama_steps import NOWHERE, Told
from timeline.store.chronicle import Chronicle

Load = Callable[[str], Chronicle]


def events(*rows: str) -> str:
    """Return events from rows of id, date, kind and further lines: `pod 1960 alt timeline="a"; averts="x"`."""
    text = ""
    for row in rows:
        name, date, kind, *rest = row.split(" ", 3)
        more = "\n".join(part.strip() for part in "".join(rest).split(";"))
        text += f'[[event]]\nid = "{name}"\ntitle = "{name}"\ndate = "{date}"\nkind = "{kind}"\n{more}\n'
    return text


NESTED = """
name = "Nested"
[[timeline]]
id = "a"
name = "First branch"
[[timeline]]
id = "b"
parent = "a"
[[timeline]]
id = "c"
""" + events(
    "early 1950 real",
    "loss 1962 real",
    "landing 1969 real",
    "war 1968 both",
    'premiere 2019 real show="s"',
    'pod-a 1960 alt timeline="a"; averts="loss"',
    'landing-a 1966 alt timeline="a"; moves="landing"; because="pod-a"; tags=["moon"]',
    'pod-b 1965 alt timeline="b"; because="pod-a"',
    'landing-b 1967 alt timeline="b"; replaces="landing-a"; because="pod-b"',
    'pod-c 1967 alt timeline="c"',
)


def stands(found: Panorama, which: int = 0) -> list[str]:
    """Return where each event stands in a comparison: "landing base moved"."""
    seen = found.comparisons[which]
    return [f"{e.id} {side} {fate}" for e, side, fate in zip(found.events, seen.sides, seen.fates, strict=True)]


def joined(found: Panorama, which: int = 0) -> list[str]:
    """Return the lines of a comparison by ids: "landing moved landing-a"."""
    ids = [event.id for event in found.events]
    return [f"{ids[j.base]} {j.status} {ids[j.alt]}" for j in found.comparisons[which].joins]


def test_every_alternate_is_compared_with_its_parent(history: Load) -> None:
    found = panorama(history(NESTED))
    assert [(each.base, each.alt) for each in found.comparisons] == [("real", "a"), ("a", "b"), ("real", "c")]
    assert [branch.timeline.id for branch in found.timelines] == ["real", "a", "b", "c"]
    assert stands(found) == [
        "early shared shared",
        "pod-a alt averted",
        "loss base averted",
        "pod-b aside aside",
        "landing-a alt moved",
        "landing-b aside aside",
        "pod-c aside aside",
        "war both kept",
        "landing base moved",
        "premiere base making",
    ]
    assert joined(found) == ["loss averted pod-a", "landing moved landing-a"]
    assert joined(found, 1) == ["landing-a replaced landing-b"]
    seen = found.comparisons[1]
    assert seen.parting is not None
    assert (seen.parting.id, seen.parting_index) == ("pod-b", 3)
    assert stands(found, 1)[:4] == ["early shared shared", "pod-a shared shared", "loss aside aside", "pod-b alt added"]
    assert seen.counts == {"replaced": 1, "added": 1, "kept": 1}


def test_what_surrounds_the_events(history: Load) -> None:
    found = panorama(history(NESTED))
    assert found.title == "Nested"
    assert [found.causes[i] for i in range(6)] == [(), (), (), (1,), (1,), (3,)]
    assert [found.reach[i] for i in range(6)] == [0, 3, 0, 1, 0, 0]


def test_the_asked_comparison_comes_first(history: Load) -> None:
    chronicle = history(NESTED)
    found = panorama(chronicle, between=("real", "b"))
    assert [(each.base, each.alt) for each in found.comparisons][:2] == [("real", "b"), ("real", "a")]
    assert joined(found) == ["loss averted pod-a"]  # which `b` inherits; what it replaces is nothing of ours
    again = panorama(chronicle, between=("a", "b"))
    assert [(each.base, each.alt) for each in again.comparisons] == [("a", "b"), ("real", "a"), ("real", "c")]


def test_chosen_timelines_are_shown_with_what_they_descend_from(history: Load) -> None:
    found = panorama(history(NESTED), Query.of({"timeline": "b"}))
    assert [branch.timeline.id for branch in found.timelines] == ["real", "a", "b"]
    assert [(each.base, each.alt) for each in found.comparisons] == [("a", "b")]
    assert "pod-c" not in [event.id for event in found.events]


def test_a_pair_stays_together_and_the_parting_is_known_without_being_shown(history: Load) -> None:
    found = panorama(history(NESTED), Query.of({"tag": "moon"}), title="Moon & Co.")
    assert stands(found) == ["landing-a alt moved", "landing-b aside aside", "landing base moved"]
    assert stands(found, 1) == ["landing-a base replaced", "landing-b alt replaced", "landing aside aside"]
    seen = found.comparisons[0]
    assert seen.parting is not None
    assert (seen.parting.id, seen.parting_index) == ("pod-a", None)
    assert (found.title, found.reach) == ("Moon & Co.", [0, 0, 0])


def test_our_own_history_alone_is_compared_with_itself(history: Load) -> None:
    found = panorama(history(events("one 1950 real", "two 1960 both")))
    (only,) = found.comparisons
    assert (only.base, only.alt, only.parting, only.counts) == ("real", "real", None, {})
    assert stands(found) == ["one shared shared", "two shared shared"]
    assert found.title == "Real history"


def test_siblings_that_avert_the_same_are_alike(history: Load) -> None:
    text = events(
        "loss 1970 real",
        *('pod-a 1960 alt timeline="a"', 'pod-b 1961 alt timeline="b"'),
        *('saved-a 1965 alt timeline="a"; averts="loss"', 'saved-b 1966 alt timeline="b"; averts="loss"'),
    )
    chronicle = history(text)
    found = panorama(chronicle, between=("a", "b"))
    assert stands(found)[2:4] == ["saved-a base alike", "saved-b alt alike"]
    assert found.comparisons[0].counts == {"added": 1, "untold": 1}


@pytest.mark.parametrize(
    ("asked", "between", "message"),
    [
        ({"timeline": "real"}, None, "has no parent"),
        ({"timeline": "zz"}, None, 'there is no timeline "zz"'),
        ({"timeline": "a"}, ("real", "a"), "cannot be used together"),
        ({}, ("real", "zz"), 'there is no timeline "zz"'),
        ({"limit": 3}, None, "every event in the order of time"),
        ({"reverse": True}, None, "every event in the order of time"),
        ({"sort": "aired"}, None, "every event in the order of time"),
        ({"person": "zz"}, None, "no person"),
    ],
)
def test_what_has_no_picture_is_refused(
    history: Load, asked: Filters, between: tuple[str, str] | None, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        panorama(history(NESTED), Query.of(asked), between=between)


SHOWS = """
[[show]]
id = "s"
name = "The Show"
timeline = "a"
[[show.season]]
number = 1
setting = "1960/1965"
[[show.season.episode]]
number = 1
title = "Pilot"
aired = 2001-01-01
[[show.season.episode]]
number = 3
aired = 2001-01-20
[[show.season]]
number = 2
aired = "2002-02"
[[show]]
id = "n"
name = "A novel"
timeline = "a"
aired = 2001-01-10
""" + events(
    "ours 1950 real",
    *('e1 1960 alt show="s"; season=1; episode=1', 'e2 1961 alt show="s"; season=1; episode=3'),
    *('e4 1963 alt show="s"; season=1', 'e5 1964 alt show="s"'),
    *('e6 1965 alt show="s"; season=2; episode=7', 'e7 1966 alt show="n"'),
)


def test_each_event_is_told_from_a_step_on(history: Load) -> None:
    story = panorama(history(SHOWS)).story
    assert [(s.season, s.episode, s.title, s.limit) for s in story.steps["s"]] == [
        (1, 1, "Pilot", Limit(1, 1)),
        (1, 3, None, Limit(1, None)),
        (2, 7, None, Limit(None, None)),
    ]
    assert [(s.season, s.title) for s in story.steps["n"]] == [(None, "A novel")]
    assert story.told == [NOWHERE, *(Told("s", n) for n in (1, 2, 2, 3, 3)), Told("n", 1)]
    assert story.airing == [Told("s", 1), Told("n", 1), Told("s", 2), Told("s", 3)]


def test_seasons_are_bars_of_known_days(history: Load) -> None:
    chronicle = history(SHOWS)
    bars = panorama(chronicle).seasons
    assert [(bar.show.id, bar.number, bar.timeline, bar.first) for bar in bars] == [
        ("s", 1, "a", parse_date("1960").first),
        ("s", 2, "a", parse_date("1965").first),
        ("n", None, "a", parse_date("1966").first),
    ]
    assert [bar.number for bar in panorama(chronicle, Query.of({"season": 2})).seasons] == [2]


def test_offices_of_states_held_in_most_timelines_come_first(history: Load) -> None:
    def state(of: str, is_: str, date: str, more: str) -> str:
        return f'[[state]]\nof = "{of}"\nis = "{is_}"\ndate = "{date}"\n{more}\n'

    text = NESTED + "".join(
        [
            *(
                state("Chief of X", "A", "1950/1955", 'kind="real"'),
                state("Chief of X", "B", "1955/1958", 'kind="real"'),
            ),
            *(
                state("President of Y", "C", "1950/1990", 'kind="real"'),
                state("Base", "D", "1970/1971", 'timeline="b"'),
            ),
        ]
    )
    found = panorama(history(text)).offices
    assert [office.name for office in found] == ["President of Y", "Chief of X", "Base"]


@pytest.mark.parametrize(
    ("base", "alt", "short"),
    [
        ("1969-07-20", "1961-07-10", "8y 10d earlier"),
        ("1969-07", "1969-11", "≈ 4mo later"),
        ("1969-07-20", "1969-07-20", "same day"),
        ("1969", "1969", "≈ same time"),
        ("1969-07-20", "1969-07-19", "1d earlier"),
        ("1969", "1968", "≈ 1y earlier"),
        ("1969-06", "1969-07", "≈ 1mo later"),
        ("1969", "1980/..", "later"),
        ("1969/..", "1970/..", ""),
    ],
)
def test_drifts_are_short_and_no_finer_than_their_words(base: str, alt: str, short: str) -> None:
    assert short_words(drift_between(parse_date(base), parse_date(alt))) == short


@pytest.mark.parametrize(
    ("words", "short"),
    [("less than a year later", "< 1y later"), ("less than 3 months earlier", "< 3mo earlier"), ("unknown", "")],
)
def test_small_drifts_are_short_too(words: str, short: str) -> None:
    assert short_words(Drift(None, 1, 9, words)) == short


def counted(pairs: Iterable[Divergence]) -> Counter[str]:
    return Counter(pair.status for pair in pairs)


def agrees(chronicle: Chronicle, query: Query, found: Panorama, seen: Comparison) -> None:
    """Hold a comparison against `diverge --all` and `compare`: counts, fates of both ends, lines, the shared past."""
    between = (seen.base, seen.alt)
    query = query._replace(timeline=())
    pairs = diverge(chronicle, query, between=between, statuses=STATUSES)
    assert seen.counts == counted(pairs)
    fates = dict(zip((event.id for event in found.events), seen.fates, strict=True))
    first: dict[str, str] = {}
    for pair in sorted(pairs, key=lambda pair: STATUSES.index(pair.status)):
        for event in (pair.base, pair.alt):
            if event is not None:
                first.setdefault(event.id, pair.status)
    assert {id_: fate for id_, fate in fates.items() if fate in STATUSES} == first
    ids = [event.id for event in found.events]
    lines = sorted((ids[j.base], ids[j.alt], j.status, j.drift) for j in seen.joins if j.drift is None)
    assert lines == sorted(
        (p.base.id, p.alt.id, p.status, None) for p in pairs if p.status == "averted" and p.base and p.alt
    )
    lines = [(ids[j.base], ids[j.alt], j.status, j.drift) for j in seen.joins if j.drift is not None]
    assert sorted(lines, key=str) == sorted(
        ((p.base.id, p.alt.id, p.status, p.drift) for p in pairs if p.drift and p.base and p.alt), key=str
    )
    compared = compare(chronicle, query, between=between)
    assert compared is not None
    past = {line.event.id for line in compared.lines if line.status == "shared"}
    assert {id_ for id_, fate in fates.items() if fate == "shared"} == past


@settings(max_examples=60)
@given(text=histories(), data=st.data())
def test_drawn_histories_agree_with_diverge_and_the_oracle(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "panorama.toml"
    path.write_text(text, encoding="utf-8")
    chronicle, oracle = Chronicle([str(path)]), History(text)
    asked = data.draw(filters(oracle))
    asked.pop("timeline", None)
    base, alt = (data.draw(st.sampled_from(["real", *oracle.parents])) for _ in range(2))
    for query in (EVERY_EVENT, Query.of(Filters(**asked))):
        found = panorama(chronicle, query, between=(base, alt))
        assert [e.rank for e in found.events] == sorted({e.rank for e in found.events})
        for seen in found.comparisons:
            agrees(chronicle, query, found, seen)
    whole = panorama(chronicle)
    assert [event.id for event in whole.events] == [event["id"] for event in oracle.events]
    for seen in whole.comparisons if oracle.parents else ():
        held = {side: {e["id"] for e in oracle.held(side)} for side in (seen.base, seen.alt)}
        for event, side in zip(whole.events, seen.sides, strict=True):
            assert (event.id in held[seen.base]) == (side in ("shared", "base", "both")), (event.id, side)
            assert (event.id in held[seen.alt]) == (side in ("shared", "alt", "both")), (event.id, side)
        assert seen.counts == Counter(pair.status for pair in oracle.diverge(seen.base, seen.alt))


@pytest.mark.parametrize("asked", [{}, {"season": 2}, {"person": "Ed Baldwin"}, {"year": "1960s"}, {"kind": "real"}])
@pytest.mark.parametrize("up_to", [[], ["fam:s2e3"], ["fam:s1", "star-city"]])
def test_the_bundled_history_agrees_with_diverge(asked: Filters, up_to: list[str]) -> None:
    with load(up_to=up_to) as chronicle:
        query: Any = Query.of(asked)
        found = panorama(chronicle, query)
        agrees(chronicle, query, found, found.comparisons[0])


def test_the_steps_of_the_bundled_history_are_those_of_the_fence() -> None:
    """What an event is told from is what `--up-to` leaves: at every step, the same events."""
    with load() as chronicle:
        whole = panorama(chronicle)
        pods = {pod.id for pod in chronicle.world.pods.values()}
    for show, steps in whole.story.steps.items():
        for number, step in list(enumerate(steps, start=1))[::7]:
            season, episode = step.limit
            limit = show if season is None else f"{show}:s{season}" + ("" if episode is None else f"e{episode}")
            with load(up_to=[limit]) as fenced:
                left = fenced.ids() - pods
            seen = {
                event.id
                for event, told in zip(whole.events, whole.story.told, strict=True)
                if told == NOWHERE or (told.show == show and told.step <= number)
            }
            assert left == seen - pods
