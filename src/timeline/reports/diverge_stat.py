"""Divergences counted by group: columns, and the screen with a bar for each, as in `git diff --stat`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from timeline.formats.cells import cells
from timeline.formats.lines import Layout, Slot, Span, flowed
from timeline.formats.report import Column, Report
from timeline.questions.pairs import STATUSES
from timeline.reports.rows import counted
from timeline.reports.statuses import counted_statuses, status_bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.questions.diverge_stat import By, Tally
    from timeline.questions.pairs import Pair, Status

_LONGEST = 32
"""The width of a name of a group, at most."""


def report(rows: Sequence[Tally], pairs: Sequence[Pair], by: By) -> Report[Tally]:
    """Report on the divergences of groups; `pairs` are all that were counted."""
    columns: list[Column[Tally]] = [
        Column(by, lambda row: row.group, brief=True),
        *(Column(status, partial(_count, status), brief=True) for status in STATUSES),
        Column("total", lambda row: row.total, brief=True),
    ]
    return Report(columns, rows, lines=partial(_lines, pairs, by))


def _count(status: Status, row: Tally) -> int:
    return row.counts.get(status, 0)


def _lines(pairs: Sequence[Pair], by: By, rows: Sequence[Tally], screen: Screen) -> Iterator[Line]:
    """Yield how many divergences there are, then a line with a bar for each group."""
    groups = counted(len([row for row in rows if row.group]), by, "people" if by == "person" else "")
    count = f"{counted(len(pairs), 'divergence')}, {groups}"
    signs = screen.signs
    yield from flowed([[Span(count, "strong")], *counted_statuses((pair.status for pair in pairs), signs)], screen)
    names = min(max(cells(_name(row, by)) for row in rows), _LONGEST, max(screen.width // 2, 1))
    most = max(row.total for row in rows)
    layout: Layout[Tally]
    layout = Layout(
        [
            Slot(lambda row: Span(_name(row, by)), names, is_cut=True),
            Slot(lambda row: Span(signs.lane, "dim"), 1),
            Slot(lambda row: Span(str(row.total), "strong"), len(str(most)), is_right=True),
            Slot(lambda row: status_bar(row.counts, most, layout.room, signs)),
        ],
        screen,
        least=1,
    )
    for row in rows:
        yield from layout.lines(row)


def _name(row: Tally, by: By) -> str:
    return row.group or f"no {by}"
