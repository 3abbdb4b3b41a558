"""A graph of histories: columns, JSON, and the screen with lanes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.formats.report import Column, Report
from timeline.reports.columns import in_time
from timeline.reports.diverge import COLUMNS, divergence_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.formats.lines import Line, Screen
    from timeline.questions.diverge import Divergence
    from timeline.questions.graph import Graph
    from timeline.questions.nodes import Join

T = TypeVar("T")


def _pair(join: Join) -> Divergence:
    return join.pair


_COLUMNS: Sequence[Column[Join]] = (
    *(column.of(_pair) for column in COLUMNS),
    Column("lanes", lambda join: join.lanes),
)


class _Later(Sequence[T]):
    """Rows that are made when they are asked for, so that the first are written before the last are read."""

    def __init__(self, number: int, make: Callable[[], Iterable[T]]) -> None:
        self._number, self._make = number, make

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[T]:
        return iter(self._make())

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index] if isinstance(index, slice) or index < 0 else next(islice(self, index, None))


def report(graph: Graph) -> Report[Join]:
    """Report on a graph; its rows are those of `diverge`, with the lanes that they stand in."""
    events = _Later(
        len(graph), lambda: in_time(each for join in graph.joins() for each in (join.pair.base, join.pair.alt))
    )
    return Report(_COLUMNS, _Later(len(graph), graph.joins), _record, events=events, lines=partial(_lines, graph))


def _record(join: Join) -> dict[str, object]:
    return {**divergence_record(join.pair), "lanes": list(join.lanes)}


def _lines(graph: Graph, _: Sequence[Join], screen: Screen) -> Iterator[Line]:
    from timeline.reports.graph_lines import lines

    return lines(graph, screen)
