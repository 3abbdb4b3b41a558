"""Spans of several dates: what covers them, what two share, and the two ends of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.dates import parse_date
from timeline.model.spans import first_part, hull, last_part, shared

DATES = (
    *("1969", "1969-07", "1969-07-20", "1969-07-20T20:17:40Z", "1969?", "196X", "19XX", "1969-XX", "1969-07-XX"),
    *("1969-XX-XX", "1969-24", "1969-07-16/1969-07-24", "1969/", "../1969", "2003/..", "-0044-03-15", "-004X", "0000"),
    *("Y-13000", "1969-07~/1969-12~", "/1970", "196X~"),
)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], None),
        (["1969-07-20"], "1969-07-20"),
        (["1969-07-20T20:17:40Z"], "1969-07-20"),
        (["1969-07-20", "1969-06-26"], "1969-06-26/1969-07-20"),
        (["1969", "1970-03", "1969-06-26"], "1969/1970-03"),
        (["1969", "1969-12-31"], "1969"),  # the year says all of it
        (["1969-07~/1969-12~", "1969-09~"], "1969-07~/1969-12~"),
        (["196X", "1965"], "1960/1969"),
        (["196X~", "1975"], "1960~/1975"),
        (["1969-XX", "1970-02-XX"], "1969/1970-02"),
        (["-004X"], "-0049/-0040"),
        (["1969/", "1965"], "1965/"),
        (["2003/..", "2001-05"], "2001-05/.."),
        (["../1969", "1970"], "../1970"),
        (["../1969", "2003/.."], None),
    ],
)
def test_hull(dates: list[str], expected: str | None) -> None:
    found = hull(map(parse_date, dates))
    assert (found and found.text) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1969/1974", "1970", "1970"),
        ("1969/1974", "1974-12~", "1974-12~"),
        ("1983-05/1983-09", "1983", "1983-05/1983-09"),
        ("1983-05/1983-09", "1975~/1983-06~", "1983-05/1983-06~"),
        ("1983-05/1983-09", "1984", None),
        ("1969-06/", "1969~", "1969-06/1969~"),
        ("1969-06/", "1970/..", "1970/"),
        ("../1969", "1969-07/", "1969-07/1969"),
    ],
)
def test_shared(one: str, other: str, expected: str | None) -> None:
    for pair in ((one, other), (other, one)):
        found = shared(*map(parse_date, pair))
        assert (found and found.text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1969/1974", "1969", "1974"),
        ("1983-05~", "1983-05~", "1983-05~"),
        ("1969-06/", "1969-06", None),
        ("../1969", None, "1969"),
        ("196X", "1960", "1969"),
    ],
)
def test_parts(text: str, first: str | None, last: str | None) -> None:
    when = parse_date(text)
    parts = first_part(when), last_part(when)
    assert tuple(part and part.text for part in parts) == (first, last)


@given(st.lists(st.sampled_from(DATES), min_size=1, max_size=4))
def test_a_hull_begins_and_ends_with_its_dates(texts: list[str]) -> None:
    dates = [parse_date(text) for text in texts]
    found = hull(dates)
    starts, ends = [date.earliest for date in dates], [date.latest for date in dates]
    earliest = None if None in starts else min(start for start in starts if start is not None)
    latest = None if None in ends else max(end for end in ends if end is not None)
    assert (found is None) == (earliest is None and latest is None)
    if found:
        assert (found.earliest, found.latest) == (earliest, latest)


@given(st.sampled_from(DATES), st.sampled_from(DATES))
def test_what_two_share_lies_in_both(one: str, other: str) -> None:
    a, b = parse_date(one), parse_date(other)
    found = shared(a, b)
    starts = [start for start in (a.earliest, b.earliest) if start is not None]
    ends = [end for end in (a.latest, b.latest) if end is not None]
    meet = not starts or not ends or max(starts) <= min(ends)
    assert (found is not None) == meet
    if found:
        assert (found.earliest, found.latest) == (max(starts, default=None), min(ends, default=None))
