"""Pairs that are read as they are shown, and counts of them by rank, against the pairs read whole, in drawn histories."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import histories

from timeline.formats.lines import Screen
from timeline.formats.table import lines_of
from timeline.model.calendar import decade_text, year_text
from timeline.model.order import year_of
from timeline.model.query import EVERY_EVENT, Query
from timeline.questions.compare import compare, side_by_side
from timeline.questions.diverge import diverge, listed
from timeline.questions.diverge_stat import GROUPINGS, By, tally
from timeline.questions.pairs import STATUSES
from timeline.reports.columns import in_time
from timeline.reports.compare import report as compared
from timeline.reports.diverge import report
from timeline.store.chronicle import Chronicle

if TYPE_CHECKING:
    from typing import Any

    from timeline.formats.report import Report
    from timeline.model.events import Event


def groups_of(event: Event, by: By) -> list[str]:
    year = year_of(event)
    season = "" if event.show is None else event.show if event.season is None else f"{event.show} S{event.season}"
    return {
        "year": [year_text(year)],
        "decade": [decade_text(year // 10 * 10)],
        "season": [season],
        "tag": list(event.tags or ("",)),
        "person": list(event.people or ("",)),
    }[by]


def on_screen(report: Report[Any], width: int) -> list[object]:
    return list(lines_of(report, Screen(width))) if report.rows else []


@given(histories(most=16), st.booleans(), st.sampled_from(["date", "aired"]), st.sampled_from([None, 3]))
@settings(max_examples=40, deadline=None)
def test_what_is_listed_is_what_is_read_at_once(text: str, is_reversed: bool, sort: Any, limit: int | None) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        path = Path(folder) / "drawn.toml"
        path.write_text(text, encoding="utf-8")
        chronicle = Chronicle([str(path)])
        query = EVERY_EVENT._replace(reverse=is_reversed, sort=sort, limit=limit)
        whole = diverge(chronicle, query, statuses=STATUSES)
        patched.setattr("timeline.questions.listed.AT_ONCE", 2)
        parts = listed(chronicle, query, statuses=STATUSES)
        assert list(parts) == whole
        assert list(parts[1:4]) == whole[1:4]
        assert [pair.rank for pair in parts.pairs] == [pair.rank for pair in whole]
        for width in (60, 130):
            assert on_screen(report(parts), width) == on_screen(report(whole), width)
        assert list(report(parts).events or ()) == in_time(each for pair in whole for each in (pair.base, pair.alt))
        for by in GROUPINGS:
            counts = Counter((group, pair.status) for pair in whole for group in groups_of(pair.event, by))
            rows = tally(chronicle, parts.pairs, by)
            found = {(row.group, status): count for row in rows for status, count in row.counts.items()}
            assert found == counts
        for timeline in chronicle.world.alternates:
            asked = Query(timeline=(timeline.id,), reverse=is_reversed, limit=limit)
            one, other = compare(chronicle, asked), side_by_side(chronicle, asked)
            assert one is not None
            assert other is not None
            assert list(other.lines) == one.lines
            for width in (60, 130):
                screens = [
                    on_screen(compared(each.lines, each.base, each.alt, has_common=False), width)
                    for each in (one, other)
                ]
                assert screens[0] == screens[1]
        chronicle.close()
