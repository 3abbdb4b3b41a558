"""The six statuses, which pairs there are between any two timelines, and every comparison against the oracle."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import History, Pair
from strategies import filters, histories

from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query
from timeline.questions.diverge import Divergence, diverge
from timeline.questions.pairs import STATUSES, Status
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


def pairs_of(found: Iterable[Divergence]) -> list[str]:
    """Return divergences as `status base alt`, `-` for the side that has none."""
    return [f"{p.status} {p.base.id if p.base else '-'} {p.alt.id if p.alt else '-'}" for p in found]


def compared(
    chronicle: Chronicle, base: str, alt: str, statuses: Iterable[Status] = STATUSES, **filters: Any
) -> list[str]:
    return pairs_of(diverge(chronicle, Query.of(Filters(**filters)), between=(base, alt), statuses=statuses))


SIX = events(
    "early 1950 real",
    "shared 1955 both",
    "landing 1969-07-20 real",
    "ford 1974 real",
    "tragedy 1967 real",
    "lost 1970 real",
    "war 1968 both",
    'premiere 2019-11-01 real show="a"',
    'pod 1966-01-14 alt timeline="a"',
    'soviet 1969-06-26 alt timeline="a"; replaces="landing"',
    'kennedy 1973 alt timeline="a"; moves="ford"',
    'safety 1966-02 alt timeline="a"; averts="tragedy"',
    'base 1973-01 alt timeline="a"',
)
SIX_PAIRS = [
    "added - pod",
    "averted tragedy safety",
    "kept war war",
    "replaced landing soviet",
    "untold lost -",
    "added - base",
    "moved ford kennedy",
]


def test_each_of_the_six_statuses(history: Load) -> None:
    assert compared(history(SIX), "real", "a") == SIX_PAIRS


def test_default_leaves_out_kept_and_untold(history: Load) -> None:
    expected = [pair for pair in SIX_PAIRS if pair.split()[0] not in ("kept", "untold")]
    assert pairs_of(diverge(history(SIX))) == expected


@pytest.mark.parametrize("status", STATUSES)
def test_statuses_choose_pairs(history: Load, status: Status) -> None:
    expected = [pair for pair in SIX_PAIRS if pair.startswith(status)]
    assert expected
    assert compared(history(SIX), "real", "a", [status]) == expected


def test_drift_is_alternate_minus_base(history: Load) -> None:
    found = {pair.event.id: pair.drift for pair in diverge(history(SIX))}
    soviet, kennedy = found["soviet"], found["kennedy"]
    assert soviet is not None
    assert (soviet.days, soviet.minimum, soviet.maximum, soviet.words) == (-24, -24, -24, "24 days earlier")
    assert kennedy is not None
    assert (kennedy.days, kennedy.minimum, kennedy.maximum) == (None, -729, -1)
    assert found["safety"] is None
    assert found["pod"] is None


@pytest.mark.parametrize(
    ("base", "alt", "expected"),
    [
        ("1969-07-20", "1969-07-20", (0, 0, 0)),
        ("1969-07-20", "1969-07-21T01:00:00Z", (1, 1, 1)),
        ("1969-07-20?", "1969-07-21", (None, 1, 1)),
        ("1969-07", "1969-08", (None, 1, 61)),
        ("1969-07-20", "1969/..", (None, -200, None)),
        ("../1969-07-20", "1969-07-21", (None, 1, None)),
        ("1969-07-20/", "1969-07-21", (None, None, 1)),
        ("-0001-12-31", "0000-01-01", (1, 1, 1)),
        ("Y-13000", "2000", (None, 5478273, 5479002)),
    ],
)
def test_drift_spans_what_the_dates_leave_open(
    history: Load, base: str, alt: str, expected: tuple[int | None, ...]
) -> None:
    text = events(f"old {base} real", f'new {alt} alt timeline="a"; moves="old"')
    (pair,) = diverge(history(text))
    assert pair.drift is not None
    assert (pair.drift.days, pair.drift.minimum, pair.drift.maximum) == expected


def test_each_link_is_one_divergence(history: Load) -> None:
    text = events(
        *("one 1970 real", "two 1971 real", "three 1972 real", "four 1973 both"),
        'pod 1969 alt timeline="a"; moves="one"; replaces=["two", "one", "two"]; averts=["three", "four"]',
    )
    expected = ["moved one pod", "replaced two pod", "replaced one pod", "averted three pod", "averted four pod"]
    assert compared(history(text), "real", "a") == expected


def test_two_events_may_answer_one(history: Load) -> None:
    text = events("one 1970 real", 'pod 1969 alt timeline="a"; replaces="one"', 'b 1972 alt timeline="a"; moves="one"')
    assert compared(history(text), "real", "a") == ["replaced one pod", "moved one b"]


def test_link_to_what_was_before_the_pod_counts(history: Load) -> None:
    text = events("one 1950 real", 'pod 1969 alt timeline="a"; averts="one"')
    assert compared(history(text), "real", "a") == ["averted one pod"]


def test_both_of_another_timeline_is_kept_there_and_untold_here(history: Load) -> None:
    text = events(
        *('pod-a 1960 alt timeline="a"', 'pod-b 1960 alt timeline="b"'),
        *('common 1970 both timeline="b"', "all 1971 both", 'early 1950 both timeline="b"'),
    )
    chronicle = history(text)
    assert compared(chronicle, "real", "a") == ["added - pod-a", "untold common -", "kept all all"]
    assert compared(chronicle, "real", "b") == ["added - pod-b", "kept common common", "kept all all"]
    assert [event.id for event in chronicle.events(timeline="a")] == ["early", "pod-a", "all"]


def test_making_of_a_show_is_no_part_of_the_story(history: Load) -> None:
    text = events('renewal 2020 real show="a"', 'early 1950 real show="a"', 'pod 1969 alt show="a"')
    chronicle = history(text)
    assert compared(chronicle, "real", "a") == ["added - pod"]
    assert compared(chronicle, "a", "real") == ["untold pod -"]
    assert [event.id for event in chronicle.events(show="a")] == ["early", "pod", "renewal"]


def test_declared_pod_comes_first_and_sets_what_is_shared(history: Load) -> None:
    text = '[[timeline]]\nid = "a"\ndiverges_at = "pod"\n' + events(
        *('omen 1950 alt timeline="a"', "shared 1955 real", "shared-too 1957 both"),
        *('pod 1960 alt timeline="a"', "same-day 1960 real", "within 1960-06 real", "open ../1970 real"),
    )
    chronicle = history(text)
    expected = ["added - pod", "added - omen", "untold same-day -"]  # June 1960 stands before the year
    assert compared(chronicle, "real", "a") == expected
    assert compared(chronicle, "real", "a", reverse=True) == expected[::-1]
    assert compared(chronicle, "real", "a", limit=1) == ["added - pod"]
    assert [pair.is_pod for pair in diverge(chronicle)] == [True, False]


def test_earliest_alt_event_is_the_pod_unless_said(history: Load) -> None:
    text = events("shared 1955 real", 'late 1970 alt timeline="a"', 'pod 1960 alt timeline="a"', "after 1961 real")
    assert compared(history(text), "real", "a") == ["added - pod", "untold after -", "added - late"]


@pytest.mark.parametrize(("pod", "shared"), [("../1970", ""), ("196X", "1955 1965"), ("1969/..", "1955 1965")])
def test_what_has_an_earlier_place_than_the_pod_is_shared(history: Load, pod: str, shared: str) -> None:
    text = events("1955 1955 real", "1965 1965 real", "1975 1975 real", f'pod {pod} alt timeline="a"')
    found = {event.id for event in history(text).events(timeline="a")}
    assert found == {"pod", *shared.split()}


def test_timeline_without_events_of_its_own_never_leaves(history: Load) -> None:
    text = '[[timeline]]\nid = "a"\n' + events("one 1970 real", "two 1971 both")
    chronicle = history(text)
    assert compared(chronicle, "real", "a") == []
    assert [event.id for event in chronicle.events(timeline="a")] == ["one", "two"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"year": 1967}, ["averted tragedy safety"]),  # the base's side
        ({"year": 1966}, ["added - pod", "averted tragedy safety"]),  # the alternate's side
        ({"id": "landing"}, ["replaced landing soviet"]),
        ({"id": ["soviet", "lost", "war"]}, ["kept war war", "replaced landing soviet", "untold lost -"]),
        ({"kind": "both"}, ["kept war war"]),
        ({"year": 1969, "id": "tragedy"}, []),
        ({"year": 1969, "kind": "alt"}, ["replaced landing soviet"]),
        ({"from_": "1969-07", "to": "1969-07", "kind": "alt"}, []),  # no one event meets them all
        ({"words": "safe*"}, ["averted tragedy safety"]),
        ({"year": "1960s", "limit": 2}, ["added - pod", "averted tragedy safety"]),
    ],
    ids=str,
)
def test_filters_keep_a_pair_where_they_fit_either_side(history: Load, asked: Any, expected: list[str]) -> None:
    assert compared(history(SIX), "real", "a", **asked) == expected


def test_all_timelines_are_compared_unless_one_is_named(history: Load) -> None:
    text = events("one 1970 real", 'b1 1969 alt timeline="b"; averts="one"', 'a1 1960 alt timeline="a"; moves="one"')
    chronicle = history(text)
    assert [(pair.timeline, pair.status) for pair in diverge(chronicle)] == [("b", "averted"), ("a", "moved")]
    assert pairs_of(diverge(chronicle, Query.of({"timeline": "A"}))) == ["moved one a1"]
    assert len(diverge(chronicle, Query.of({"timeline": ["a", "b", "a"]}))) == 2


@pytest.mark.parametrize(
    ("asked", "between", "message"),
    [
        ({"timeline": "real"}, None, "has no parent to diverge from"),
        ({"timeline": "zz"}, None, 'there is no timeline "zz"'),
        ({"tag": "zz"}, None, 'there is no tag "zz"'),
        ({}, ("real", "zz"), 'there is no timeline "zz"'),
        ({"timeline": "a"}, ("real", "a"), "cannot be used together"),
    ],
)
def test_question_without_sense_is_an_error_of_usage(
    history: Load, asked: Filters, between: tuple[str, str] | None, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        diverge(history(SIX), Query.of(asked), between=between)


def oracle_form(pair: Divergence) -> Pair:
    drift = (pair.drift.days, pair.drift.minimum, pair.drift.maximum) if pair.drift else (None, None, None)
    return Pair(
        pair.status, pair.base.id if pair.base else None, pair.alt.id if pair.alt else None, *drift, pair.is_pod
    )


@settings(max_examples=80)
@given(text=histories(), data=st.data())
def test_drawn_histories_diverge_as_by_the_oracle(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "diverging.toml"
    path.write_text(text, encoding="utf-8")
    chronicle, history = Chronicle([str(path)]), History(text)
    asked = data.draw(filters(history))
    asked.pop("timeline", None)
    query, fitting = Query.of(Filters(**asked)), set(history.select(**asked))
    timelines = ("real", *history.parents)
    for between in [(base, alt) for base in timelines for alt in timelines]:
        expected = history.diverge(*between)
        found = diverge(chronicle, between=between, statuses=STATUSES)
        assert sorted(map(oracle_form, found), key=str) == sorted(expected, key=str)
        kept = [pair for pair in expected if pair.base in fitting or pair.alt in fitting]
        found = diverge(chronicle, query, between=between, statuses=STATUSES)
        assert sorted(map(oracle_form, found), key=str) == sorted(kept, key=str)
    against_parents = [
        pair
        for atl, parent in history.parents.items()
        for pair in history.diverge(parent, atl)
        if pair.status in STATUSES[:4]
    ]
    assert sorted(map(oracle_form, diverge(chronicle)), key=str) == sorted(against_parents, key=str)
