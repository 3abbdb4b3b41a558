"""A report: named, typed columns and rows, which every format renders in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline.formats.grid import Grid
    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle

R = TypeVar("R")
Value = str | int | tuple[str, ...] | None


class Column(NamedTuple, Generic[R]):
    """One column of a report."""

    name: str
    value: Callable[[R], Value]
    brief: bool = False
    """Whether it stands in the formats for readers too (md), not only in those for programs."""
    is_prose: bool = False
    """Whether it holds text that a person wrote, which a spreadsheet must not take for a formula."""


class Report(NamedTuple, Generic[R]):
    """An answer, ready to be rendered."""

    columns: Sequence[Column[R]]
    rows: Sequence[R]
    record: Callable[[R], Mapping[str, object]]
    """Gives a row's JSON object."""
    grid: Callable[[Sequence[R], int], Grid]
    """Lays rows out for a screen of so many columns."""
    selection: Selection | None = None
    """What the rows are about, as an events file again; None where they are no events."""


class Selection(NamedTuple):
    """Some of a history's events, with the history that they are from."""

    chronicle: Chronicle
    events: Sequence[Event]
