"""A whole history as its files tell it, checked and with every name resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.model.errors import DataError
from timeline.model.events import REAL, Event
from timeline.model.world import Person, Show, State, Timeline
from timeline.source.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.model.events import Origin
    from timeline.source.files import SourceFile


@dataclass(slots=True)
class Document:
    """Everything that a history's files hold, merged.

    It is complete even where `problems` has errors, less the rows that could not be read, so that a check sees the rest.
    """

    name: str | None = None
    timelines: dict[str, Timeline] = field(
        default_factory=lambda: {REAL: Timeline(id=REAL, name="Real history", parent=None, declared=False)}
    )
    shows: dict[str, Show] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    """In the order of time; on a tie by `order`, then as the files have them."""
    states: list[State] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    tag_places: dict[str, Origin] = field(default_factory=dict)
    """Where each tag of the vocabulary is declared: the `tags` table of its file."""
    check_off: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The codes that `check` leaves out, by the number of the file that says so."""
    pods: dict[str, Event] = field(default_factory=dict)
    """The point of divergence of each ATL that has an event of its own."""
    problems: Problems = field(default_factory=Problems)

    @property
    def files(self) -> Sequence[SourceFile]:
        return self.problems.files

    def require_valid(self) -> None:
        """Raise `DataError` with every problem where one of them is an error."""
        if self.problems.has_errors:
            raise DataError(self.problems.diagnostics())


def ancestors(timelines: Mapping[str, Timeline], timeline: str) -> list[str]:
    """Return the ids of the timelines that `timeline` descends from, its parent first; a cycle ends where it closes."""
    path: list[str] = []
    parent = timelines[timeline].parent
    while parent is not None and parent in timelines and parent not in path and parent != timeline:
        path.append(parent)
        parent = timelines[parent].parent
    return path
