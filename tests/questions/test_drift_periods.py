"""How far two histories are apart: every figure against an answer made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from timeline.model.errors import UsageError
from timeline.model.query import Filters, Query
from timeline.questions.drift import DriftPeriod, drift, parse_unit
from timeline.questions.pairs import STATUSES
from timeline.store.chronicle import Chronicle

Load = Callable[[str], Chronicle]

TWO_DECADES = """
    [[show]]
    id = "a"
    [[show.season]]
    number = 1
    setting = "1966/1969"
    [[show.season]]
    number = 2
    setting = "1969/1973"
    [[show.season]]
    number = 3
    setting = "1980/"

    [[event]]
    id = "before"
    title = "Shared history does not count"
    date = 1957-10-04
    kind = "both"
    [[event]]
    id = "tragedy"
    title = "Averted"
    date = 1967-01-27
    kind = "real"
    [[event]]
    id = "landing"
    title = "Moved to an exact day"
    date = 1969-07-20
    kind = "real"
    [[event]]
    id = "station"
    title = "Moved to a year"
    date = 1971
    kind = "real"
    [[event]]
    id = "open"
    title = "Moved, but nobody knows how far"
    date = "1972/.."
    kind = "real"
    [[event]]
    id = "ford"
    title = "Replaced"
    date = 1974-08-09
    kind = "real"
    [[event]]
    id = "lost"
    title = "Untold"
    date = 1969-11-14
    kind = "real"
    [[event]]
    id = "late"
    title = "Untold, in no season"
    date = 1985
    kind = "real"
    [[event]]
    id = "war"
    title = "Kept"
    date = "1968"
    kind = "both"
    [[event]]
    id = "premiere"
    title = "The making of the show does not count"
    date = 2019-11-01
    kind = "real"
    show = "a"

    [[event]]
    id = "pod"
    title = "Averts one"
    date = 1966-01-14
    kind = "alt"
    show = "a"
    season = 1
    averts = "tragedy"
    [[event]]
    id = "soviet"
    title = "24 days earlier"
    date = 1969-06-26
    kind = "alt"
    show = "a"
    season = 1
    moves = "landing"
    [[event]]
    id = "alt-station"
    title = "Three years later, middle to middle 1096 days"
    date = 1974
    kind = "alt"
    show = "a"
    season = 2
    moves = "station"
    [[event]]
    id = "alt-open"
    title = "Of no known shift"
    date = 1969
    kind = "alt"
    show = "a"
    season = 2
    moves = "open"
    [[event]]
    id = "kennedy"
    title = "Replaces"
    date = 1973-01-20
    kind = "alt"
    show = "a"
    season = 2
    replaces = "ford"
    [[event]]
    id = "base"
    title = "Added"
    date = "197X"
    kind = "alt"
    show = "a"
"""


def figures(row: DriftPeriod) -> tuple[str, list[int]]:
    """Return a period with its counts: moved, replaced, averted, added, kept, untold."""
    return row.period, [row.counts[status] for status in STATUSES]


def asked(chronicle: Chronicle, by: str, **filters: Any) -> list[tuple[str, list[int]]]:
    return [figures(row) for row in drift(chronicle, Query.of(Filters(**filters)), by=parse_unit(by))]


def test_years_count_pairs_where_their_event_begins(history: Load) -> None:
    assert asked(history(TWO_DECADES), "year") == [
        ("1966", [0, 0, 1, 0, 0, 0]),
        ("1968", [0, 0, 0, 0, 1, 0]),
        ("1969", [2, 0, 0, 0, 0, 1]),
        ("1970", [0, 0, 0, 1, 0, 0]),
        ("1973", [0, 1, 0, 0, 0, 0]),
        ("1974", [1, 0, 0, 0, 0, 0]),
        ("1985", [0, 0, 0, 0, 0, 1]),
    ]


def test_decades(history: Load) -> None:
    assert asked(history(TWO_DECADES), "decade") == [
        ("1960s", [2, 0, 1, 0, 1, 1]),
        ("1970s", [1, 1, 0, 1, 0, 0]),
        ("1980s", [0, 0, 0, 0, 0, 1]),
    ]


def test_seasons_hold_what_they_tell_and_what_their_setting_covers(history: Load) -> None:
    """The war of 1968 and what is lost in 1969 lie in the first setting; a setting of unknown end covers nothing."""
    assert asked(history(TWO_DECADES), "season") == [
        ("a S1", [1, 0, 1, 0, 1, 1]),
        ("a S2", [2, 1, 0, 1, 0, 0]),
        ("", [0, 0, 0, 0, 0, 1]),
    ]


def test_share_and_shifts(history: Load) -> None:
    sixties, seventies, eighties = drift(history(TWO_DECADES), by="decade")
    assert (sixties.differ, sixties.recorded, sixties.share) == (3, 5, 0.6)
    assert (sixties.shifts, sixties.mean_shift, sixties.mean_distance) == ((-24.0,), -24.0, 24.0)
    assert (seventies.shifts, seventies.share) == ((1096.0,), 1.0)
    assert (eighties.share, eighties.mean_shift, eighties.mean_distance) == (0.0, None, None)


def test_means_go_over_all_that_is_moved(history: Load) -> None:
    (first, second, _) = drift(history(TWO_DECADES), by="season")
    assert (first.mean_shift, second.mean_shift) == (-24.0, 1096.0)
    both = DriftPeriod("a", "x", dict.fromkeys(STATUSES, 1), (-24.0, 1096.0, 2.0))
    assert both.mean_shift == pytest.approx(358.0)
    assert both.mean_distance == pytest.approx(374.0)


def test_filters_choose_pairs_and_order_and_limit_are_about_periods(history: Load) -> None:
    chronicle = history(TWO_DECADES)
    assert asked(chronicle, "decade", year="1969") == [("1960s", [2, 0, 0, 0, 0, 1])]
    assert asked(chronicle, "decade", reverse=True, limit=1) == [("1980s", [0, 0, 0, 0, 0, 1])]
    assert drift(chronicle, Query.of({"year": 1800})) == []


def test_between_any_two(history: Load) -> None:
    rows = drift(history(TWO_DECADES), between=("a", "real"), by="decade")
    assert {row.timeline for row in rows} == {"real"}
    assert [figures(row) for row in rows][-1] == ("1980s", [0, 0, 0, 1, 0, 0])


def test_what_makes_no_sense(history: Load) -> None:
    with pytest.raises(UsageError) as found:
        parse_unit("decades")
    assert found.value.hint == 'did you mean "decade"?'
    with pytest.raises(UsageError, match="always sorted by date"):
        drift(history(TWO_DECADES), Query.of({"sort": "aired"}))
