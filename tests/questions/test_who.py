"""Who held what: what a timeline inherits, has in common and has of its own, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query
from timeline.questions.who import offices, since, who
from timeline.store.chronicle import Chronicle

Load = Callable[[str], Chronicle]

PODS = """
[[timeline]]
id = "a"
[[timeline]]
id = "b"
parent = "a"
[[event]]
title = "The point of divergence of a"
date = 1966-01-14
kind = "alt"
timeline = "a"
[[event]]
title = "The point of divergence of b"
date = 1980
kind = "alt"
timeline = "b"
"""


def states(*rows: str) -> str:
    """Return states of one office from rows of holder, date, kind, timeline."""
    text = PODS
    for row in rows:
        name, date, kind, *timeline = row.split()
        text += f'[[state]]\nof = "The Chair"\nis = "{name}"\ndate = "{date}"\nkind = "{kind}"\n'
        text += f'timeline = "{timeline[0]}"\n' if timeline else ""
    return text


CHAIR = states(
    "Ann 1950/1960-06-01 real",
    "Bob 1960-06-01/1975-03-01 real",
    "Cid 1975-03-01/1990 real",
    "Dot 1970~/1985 alt a",
    "Eve 1982-05/ alt b",
    "Fay 1990/1995 both",
)


def terms(chronicle: Chronicle, office: str = "the chair", **filters: Any) -> list[str]:
    """Return terms as `timeline date holder`, with an asterisk for what is inherited."""
    found = who(chronicle, office, Query.of(Filters(**filters)))
    return [f"{t.timeline} {t.date} {t.state.is_}{'*' if t.is_inherited else ''}" for t in found]


def test_a_timeline_has_what_it_inherits_its_own_and_both(history: Load) -> None:
    chronicle = history(CHAIR)
    assert terms(chronicle, timeline="real") == [
        "real 1950/1960-06-01 Ann",
        "real 1960-06-01/1975-03-01 Bob",
        "real 1975-03-01/1990 Cid",
        "real 1990/1995 Fay",
    ]
    assert terms(chronicle, timeline="a") == [
        "a 1950/1960-06-01 Ann*",
        "a 1960-06-01/1970~ Bob*",
        "a 1970~/1985 Dot",
        "a 1990/1995 Fay",
    ]
    assert terms(chronicle, timeline="b") == [
        "b 1950/1960-06-01 Ann*",
        "b 1960-06-01/1970~ Bob*",
        "b 1970~/1982-05 Dot*",
        "b 1982-05/ Eve",
        "b 1990/1995 Fay",
    ]


def test_years_and_dates_select_by_overlap(history: Load) -> None:
    chronicle = history(CHAIR)
    assert terms(chronicle, year="1975", timeline=("real", "a")) == [
        "real 1960-06-01/1975-03-01 Bob",
        "a 1970~/1985 Dot",
        "real 1975-03-01/1990 Cid",
    ]
    assert terms(chronicle, from_="1960-06-02", to="1969-12-31") == [
        "a 1960-06-01/1970~ Bob*",
        "b 1960-06-01/1970~ Bob*",
        "real 1960-06-01/1975-03-01 Bob",
    ]
    assert terms(chronicle, year=("1955", "1959"), from_="1956", timeline="real") == ["real 1950/1960-06-01 Ann"]
    assert terms(chronicle, year="1900") == []


def test_an_own_state_from_before_does_not_end_an_inherited_one(history: Load) -> None:
    text = states("Bob 1960/1970 real", "Dot 1970-12-31/1985 alt a", "Old 1955/1958 alt a")
    assert terms(history(text), timeline="a") == ["a 1955/1958 Old", "a 1960/1970 Bob*", "a 1970-12-31/1985 Dot"]


@pytest.mark.parametrize(
    ("inherited", "own", "cut"),
    [
        ("1960/..", "1968-XX", "1960/1968-01-01"),
        ("../1980", "1970~", "../1970~"),
        ("/1980", "1970", "/1970"),
        ("1960/..", "1970/..", "1960/1970"),
        ("1965/1967", "1966-07-04", "1965/1966-07-04"),
    ],
)
def test_every_form_of_date_can_be_cut(history: Load, inherited: str, own: str, cut: str) -> None:
    chronicle = history(states(f"Bob {inherited} real", f"Dot {own} alt a"))
    found = next(term for term in who(chronicle, "The Chair") if (term.timeline, term.state.is_) == ("a", "Bob"))
    assert found.date.text == cut


def test_when_a_term_may_be_over(history: Load) -> None:
    bob, dot, *_ = who(history(CHAIR), "The Chair", Query.of({"timeline": "a", "from_": "1965"}))
    assert [term.may_end - term.date.first for term in (bob, dot)] == [3501, 5479]


def test_offices_and_their_holders(history: Load) -> None:
    text = CHAIR + '[[state]]\nof = "THE  chair"\nis = "Gus"\ndate = 2000\nkind = "real"\n'
    text += '[[state]]\nof = "A base"\nis = "Jamestown"\ndate = 1973\nkind = "alt"\ntimeline = "a"\n'
    chair, base = offices(history(text))
    assert (chair.name, chair.holders) == ("The Chair", ("Ann", "Bob", "Dot", "Cid", "Eve", "Fay", "Gus"))
    assert (base.name, base.timelines) == ("A base", ("a", "b"))
    assert [office.name for office in offices(history(text), Query.of({"year": "1999", "timeline": "real"}))] == []


def test_what_nobody_holds(history: Load) -> None:
    with pytest.raises(UsageError) as found:
        who(history(CHAIR), "chiar")
    assert found.value.hint == 'did you mean "The Chair"?'
    with pytest.raises(UsageError, match="no timeline"):
        terms(history(CHAIR), timeline="c")
    assert offices(history(PODS)) == []


def test_the_first_day_that_is_asked_about() -> None:
    assert since(Query.of({})) is None
    first = since(Query.of({"year": ("1975", "1971")}))
    assert first == since(Query.of({"from_": "1971"})) == since(Query.of({"year": "..1990", "from_": "1971"}))


WATCHED = """
[[timeline]]
id = "a"
diverges_at = "pod"
[[show]]
id = "sa"
timeline = "a"
[[show]]
id = "sb"
timeline = "a"
[[event]]
id = "pod"
date = 1945
title = "Pod"
show = "sa"
season = 1
episode = 1
[[event]]
date = 1960
title = "Later"
show = "sb"
season = 1
episode = 1
[[state]]
of = "King"
is = "George"
date = "1940/1999"
[[state]]
of = "King"
is = "Ann"
date = "1948/1953-01"
show = "sa"
season = 1
episode = 1
"""
HIDDEN = """
[[state]]
of = "King"
is = "Bob"
date = "1946/1947"
show = "sb"
season = 1
episode = 1
"""


@pytest.mark.parametrize("limit", ["sa:s1e1", "sa:s1", "sa"])
@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (WATCHED, "a 1940/1948 George*"),  # the successor is visible
        (WATCHED + HIDDEN, "a 1940/ George*"),  # a hidden one comes before
    ],
)
def test_a_fence_shows_the_true_end_of_a_term_or_none(
    write: Callable[..., Any], limit: str, text: str, ends: str
) -> None:
    chronicle = Chronicle([str(write(text))], up_to=[limit])
    assert terms(chronicle, "king", timeline=["a"]) == [ends, "a 1948/1953-01 Ann"]
