"""A whole history as its files tell it, checked and with every name resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.model.errors import DataError
from timeline.model.world import World
from timeline.source.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.events import Event, Origin
    from timeline.model.telling import Telling
    from timeline.source.contents import Contents
    from timeline.source.files import SourceFile


@dataclass(slots=True)
class Document:
    """Everything that a history's files hold, merged: events, world and problems.

    If `problems` has errors, only the rows that could not be read are missing, so that a check sees the rest.
    """

    world: World = field(default_factory=World.empty)
    events: list[Event] = field(default_factory=list)
    """In the order of time; on a tie by `order`, then as the files have them."""
    is_straight: bool = False
    """Whether no cause had to move before its effect, so that places and `order` alone make the order of time."""
    telling: Telling | None = None
    """The order in which the shows told the whole history, where this is a part of one."""
    tag_origins: dict[str, Origin] = field(default_factory=dict)
    """Where each tag of the vocabulary is declared: the `tags` table of its file."""
    check_off: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The codes that `check` leaves out, by the number of the file that says so."""
    problems: Problems = field(default_factory=Problems)
    contents: dict[int, Contents] = field(default_factory=dict)
    """What each file holds, by its number."""
    dropped_links: int = 0
    """How many links of rows (JSON, NDJSON, CSV) lead to no event of the history."""

    @property
    def files(self) -> Sequence[SourceFile]:
        return self.problems.files

    def is_of_rows(self, at: Origin | None) -> bool:
        """Return whether a table comes from a file of rows, which may be a part of a history."""
        return at is not None and self.files[at.file].is_rows

    def require_valid(self) -> None:
        """Raise `DataError` with every problem if one of them is an error."""
        if self.problems.has_errors:
            raise DataError(self.problems.diagnostics())
