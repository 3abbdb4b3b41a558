"""Divergences counted by group: each pair in the groups of the event that places it in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline.model.query import EVERY_EVENT
from timeline.questions.diverge import paired
from timeline.questions.diverge_stat import GROUPINGS, By, tally
from timeline.questions.pairs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.store.chronicle import Chronicle

HISTORY = """
[[show]]
id = "fam"
timeline = "fam"
[[event]]
id = "real"
date = 1969
title = "Real"
tags = ["moon"]
[[event]]
id = "lost"
date = 1972
title = "Lost"
[[event]]
id = "pod"
date = 1966
title = "Pod"
show = "fam"
season = 2
people = ["Ann", "Bob"]
[[event]]
id = "moved"
date = "196X"
title = "Moved"
show = "fam"
season = 1
tags = ["moon", "first"]
people = ["Bob"]
moves = "real"
averts = "lost"
[[event]]
id = "bare"
date = 1975
title = "Bare"
timeline = "fam"
"""


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("year", [("1966", {"added": 1}), ("1969", {"moved": 1, "averted": 1}), ("1975", {"added": 1})]),
        ("decade", [("1960s", {"added": 1, "moved": 1, "averted": 1}), ("1970s", {"added": 1})]),
        ("season", [("fam S1", {"moved": 1, "averted": 1}), ("fam S2", {"added": 1}), ("", {"added": 1})]),
        ("tag", [("first", {"moved": 1, "averted": 1}), ("moon", {"moved": 1, "averted": 1}), ("", {"added": 2})]),
        ("person", [("Bob", {"added": 1, "moved": 1, "averted": 1}), ("Ann", {"added": 1}), ("", {"added": 1})]),
    ],
)
def test_groups(history: Callable[[str], Chronicle], by: By, expected: list[tuple[str, dict[str, int]]]) -> None:
    chronicle = history(HISTORY)
    rows = tally(chronicle, paired(chronicle, EVERY_EVENT), by)
    assert [(row.group, dict(row.counts)) for row in rows] == expected
    assert [row.total for row in rows] == [sum(counts.values()) for _, counts in expected]


def test_every_pair_counts_once_by_time_and_season(history: Callable[[str], Chronicle]) -> None:
    chronicle = history(HISTORY)
    pairs = paired(chronicle, EVERY_EVENT, statuses=STATUSES)
    for by in GROUPINGS[:3]:
        assert sum(row.total for row in tally(chronicle, pairs, by)) == len(pairs)
