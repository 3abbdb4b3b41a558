"""The package `edtf` as an oracle: it gives the same bounds, but for the differences that one table names with a reason."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from edtf import EDTFParseException, parse_edtf
from edtf_texts import either_way_intervals, valid_dates
from hypothesis import given, settings

from timeline.model.calendar import year_text
from timeline.model.dates import parse_date
from timeline.model.errors import DateError

REFUSED = "refused"
Bounds = tuple[str | None, str | None] | str
"""First and last day, None where that end is open; or `REFUSED`."""


def ours(text: str) -> Bounds:
    try:
        date = parse_date(text)
    except DateError:
        return REFUSED
    return date.earliest_iso, date.latest_iso


def theirs(text: str) -> Bounds:
    try:
        date = parse_edtf(text)
    except EDTFParseException:
        return REFUSED
    return _iso(date.lower_strict()), _iso(date.upper_strict())


def _iso(bound: object) -> str | None:
    """Return a `struct_time` as ISO 8601; an open end is an infinite float there."""
    if isinstance(bound, float):
        return None
    assert isinstance(bound, tuple)
    year, month, day = bound[:3]
    return f"{year_text(year)}-{month:02d}-{day:02d}"


class Difference(NamedTuple):
    """A form that edtf 5 reads otherwise: which texts it takes in, and examples with our bounds and theirs."""

    reason: str
    pattern: str
    examples: tuple[tuple[str, Bounds, Bounds], ...]


DIFFERENCES = [
    Difference(
        "winter lasts to the end of February: edtf ends it in December, so that it sorts before the next year",
        r"(?:.*/)?-?\d{4}-24[?~%]?",
        (
            ("1969-24", ("1969-12-01", "1970-02-28"), ("1969-12-01", "1969-12-31")),
            ("1967-24", ("1967-12-01", "1968-02-29"), ("1967-12-01", "1967-12-31")),
            ("1969-21/1969-24", ("1969-03-01", "1970-02-28"), ("1969-03-01", "1969-12-31")),
        ),
    ),
    Difference(
        "an unknown end is not known to be near: edtf puts it ten years off",
        r"/.+|.+/",
        (
            ("1969/", ("1969-01-01", None), ("1969-01-01", "1979-01-01")),
            ("1969-07-20/", ("1969-07-20", None), ("1969-07-20", "1979-07-20")),
            ("/1969", (None, "1969-12-31"), ("1959-12-31", "1969-12-31")),
        ),
    ),
    Difference(
        "before year 0 only the digits of the year run backwards: edtf turns month and day round as well",
        r"-\d{4}-(?:XX|\d\d-XX).*",
        (
            ("-0044-XX", ("-0044-01-01", "-0044-12-31"), ("-0044-12-01", "-0044-01-31")),
            ("-0044-02-XX", ("-0044-02-01", "-0044-02-29"), ("-0044-02-29", "-0044-02-01")),
            ("-0044-XX-XX", ("-0044-01-01", "-0044-12-31"), ("-0044-12-31", "-0044-01-01")),
        ),
    ),
    Difference(
        "a season can be as uncertain alone as edtf lets it be inside an interval",
        r"-?\d{4}-2[1-4][?~%]",
        (("1969-21?", ("1969-03-01", "1969-05-31"), REFUSED), ("1969-23%", ("1969-09-01", "1969-11-30"), REFUSED)),
    ),
    Difference(
        "a year of more than four digits can be uncertain, and an end of an interval, as any other year",
        r"Y-?\d+[?~%]|.*Y.*/.*|.*/.*Y.*",
        (
            ("Y12345~", ("+12345-01-01", "+12345-12-31"), REFUSED),
            ("Y-13000/-9999", ("-13000-01-01", "-9999-12-31"), REFUSED),
            ("Y12345/..", ("+12345-01-01", None), REFUSED),
        ),
    ),
    Difference(
        "TOML writes fractions of a second and the zone +00:00: edtf reads neither",
        r".*T.*(?:\.\d+.*|[+-]00(?::00)?)",
        (
            ("1969-07-20T20:17:40.5Z", ("1969-07-20", "1969-07-20"), REFUSED),
            ("1969-07-20T20:17:40+00:00", ("1969-07-20", "1969-07-20"), REFUSED),
        ),
    ),
    Difference(
        "a time may leave out its seconds, as in ISO 8601-1: the specification of EDTF and edtf have complete times only",
        r".*T\d\d:\d\d(?:Z|[+-].*)?",
        (
            ("1969-07-20T20:17", ("1969-07-20", "1969-07-20"), REFUSED),
            ("1969-07-20T20:17Z", ("1969-07-20", "1969-07-20"), REFUSED),
        ),
    ),
    Difference(
        "an interval that runs backwards is a mistake: edtf gives it bounds that do",
        r"",
        (
            ("1974/1969", REFUSED, ("1974-01-01", "1969-12-31")),
            ("1969-07-24/1969-07-16", REFUSED, ("1969-07-24", "1969-07-16")),
            ("0014/-0044", REFUSED, ("0014-01-01", "-0044-12-31")),
        ),
    ),
    Difference(
        "an interval without any date says nothing: edtf takes it for all of time",
        r"",
        (("../..", REFUSED, (None, None)),),
    ),
    Difference(
        "a common year has no 29 February: edtf gives every year one",
        r"",
        (
            ("1969-02-29", REFUSED, ("1969-02-29", "1969-02-29")),
            ("1900-02-29", REFUSED, ("1900-02-29", "1900-02-29")),
            ("1969-02-29/1970", REFUSED, ("1969-02-29", "1970-12-31")),
        ),
    ),
    Difference(
        "ISO 8601:2019 has no 24th hour: edtf keeps that of the edition before, and the day with it",
        r"",
        (("1969-07-20T24:00:00Z", REFUSED, ("1969-07-20", "1969-07-20")),),
    ),
    Difference(
        "three unspecified digits of a year are level 2: edtf takes them for level 1",
        r"",
        (("1XXX", REFUSED, ("1000-01-01", "1999-12-31")), ("-1XXX", REFUSED, ("-1999-01-01", "-1000-12-31"))),
    ),
    Difference(
        "space around a date is not part of the format: edtf drops it",
        r"",
        ((" 1969", REFUSED, ("1969-01-01", "1969-12-31")), ("1969 ", REFUSED, ("1969-01-01", "1969-12-31"))),
    ),
]
"""An empty pattern is that of texts which are no dates here: none of them is generated."""

EXAMPLES = [(each, *example) for each in DIFFERENCES for example in each.examples]


def differing(text: str) -> list[Difference]:
    return [each for each in DIFFERENCES if each.pattern and re.fullmatch(each.pattern, text)]


@pytest.mark.parametrize(("each", "text", "our_bounds", "their_bounds"), EXAMPLES, ids=[row[1] for row in EXAMPLES])
def test_named_difference_is_still_there(each: Difference, text: str, our_bounds: Bounds, their_bounds: Bounds) -> None:
    assert ours(text) == our_bounds
    assert theirs(text) == their_bounds
    assert our_bounds != their_bounds
    assert (our_bounds == REFUSED) is (not each.pattern)
    assert not each.pattern or each in differing(text)


LISTED = """
1969 0001 0000 -0044 9999 1969-07 1969-02 1968-02 1900-02 2000-02 0000-02 -0004-02 -0100-02 1969-07-20 1968-02-29
-0044-03-15 0000-02-29 1969-07-20T20:17:40 1969-07-20T20:17:40Z 1969-07-20T00:17:40+05:30 1969-07-20T23:17:40-12
1969? 1969~ 1969% 1969-07? 1969-07-20% -0044~ 196X 196X? 19XX 19XX~ 000X 00XX -000X -004X -00XX -01XX 1969-XX 1968-XX?
1969-02-XX 1968-02-XX 1900-02-XX 1969-XX-XX 1969-XX-XX~ 1969-21 1969-22 1969-23 -0044-21 0000-23
Y12345 Y-13000 Y10000 Y170000002 Y999999999999999
1969-07-16/1969-07-24 1969/1974 1969-07/1974-02 1969/1969 1969-02/1969-02-05 -0044/0014 2003/.. ../1969 1969~/..
-0044-03-15/.. ../0000 1969?/1970~ 1969-21/1969-23 1969-24/.. 1969-21?/1970
"""


@pytest.mark.parametrize("text", LISTED.split())
def test_listed_date_has_the_bounds_of_edtf(text: str) -> None:
    assert not differing(text)
    assert ours(text) != REFUSED
    assert ours(text) == theirs(text)


@settings(max_examples=200)
@given(valid_dates.filter(lambda text: not differing(text)))
def test_generated_date_has_the_bounds_of_edtf(text: str) -> None:
    assert ours(text) == theirs(text)


@settings(max_examples=100)
@given(either_way_intervals.filter(lambda text: not differing(text)))
def test_generated_interval_has_the_bounds_of_edtf_or_runs_backwards_there(text: str) -> None:
    date = parse_edtf(text)
    if tuple(date.lower_strict()) <= tuple(date.upper_strict()):
        assert ours(text) == theirs(text)
    else:
        assert ours(text) == REFUSED


@pytest.mark.parametrize(("mark", "attribute"), [("?", "is_uncertain"), ("~", "is_approximate"), ("%", "both")])
def test_certainty_is_that_of_edtf(mark: str, attribute: str) -> None:
    name = "is_uncertain_and_approximate" if attribute == "both" else attribute
    for text in ("1969", "1969-07", "1969-07-20", "196X", "1969-XX", "1969/1970"):
        assert parse_date(text).certain is not getattr(parse_edtf(text), name)
        assert parse_date(text + mark).certain is not getattr(parse_edtf(text + mark), name)
