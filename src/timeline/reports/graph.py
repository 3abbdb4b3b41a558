"""A graph of histories: columns, JSON, and the screen with lanes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from timeline.formats.report import Column, Report
from timeline.reports.columns import in_time
from timeline.reports.diverge import COLUMNS, divergence_record
from timeline.reports.later import Later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.questions.diverge import Divergence
    from timeline.questions.graph import Graph
    from timeline.questions.nodes import Join


def _pair(join: Join) -> Divergence:
    return join.pair


_COLUMNS: Sequence[Column[Join]] = (
    *(column.of(_pair) for column in COLUMNS),
    Column("lanes", lambda join: join.lanes),
)


def report(graph: Graph) -> Report[Join]:
    """Report on a graph; its rows are those of `diverge`, with the lanes that they stand in."""
    events = Later(
        len(graph), lambda: in_time(each for join in graph.joins() for each in (join.pair.base, join.pair.alt))
    )
    return Report(_COLUMNS, Later(len(graph), graph.joins), _record, events=events, lines=partial(_lines, graph))


def _record(join: Join) -> dict[str, object]:
    return {**divergence_record(join.pair), "lanes": list(join.lanes)}


def _lines(graph: Graph, _: Sequence[Join], screen: Screen) -> Iterator[Line]:
    from timeline.reports.graph_lines import lines

    return lines(graph, screen)
