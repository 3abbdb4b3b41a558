"""How many divergences a graph has in each year, decade or season: columns, and the screen with bars."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from timeline.formats.report import Column, Report
from timeline.questions.diverge import DIVERGENT, STATUSES
from timeline.reports.statuses import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.formats.signs import Signs
    from timeline.questions.diverge import Status
    from timeline.questions.graph import Graph
    from timeline.questions.graph_periods import Period


def _count(status: Status, row: Period) -> int:
    return row.counts.get(status, 0)


_COLUMNS: Sequence[Column[Period]] = (
    Column("period", lambda row: row.name, brief=True),
    Column("differ", lambda row: row.differ, brief=True),
    *(Column[Period](status, partial(_count, status), brief=True) for status in STATUSES),
)
