"""Events: what happened, when, in which history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.model.dates import EdtfDate

REAL = "real"
"""The id of our own timeline (OTL), which always exists."""

Kind = Literal["real", "alt", "both"]
Link = Literal["moves", "replaces", "averts"]
KINDS: tuple[Kind, ...] = ("real", "alt", "both")
LINKS: tuple[Link, ...] = ("moves", "replaces", "averts")
CANONS = ("screen", "companion", "creators", "inferred")


class Origin(NamedTuple):
    """Where a table stands: which file of a history (by its number), which array of tables, which of them."""

    file: int
    table: str
    number: int | None = None
    """None for a table that stands once in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, in our timeline (`real`), in an alternate one (`alt`) or in both.

    The fields are those of the events file under the same names. Show and timeline are resolved to their ids, a missing
    `id` is the title as a slug, lists that the file leaves out are empty.
    """

    id: str
    date: EdtfDate
    title: str
    kind: Kind
    show: str | None = None
    season: int | None = None
    episode: int | None = None
    timeline: str | None = None
    """The timeline that the event belongs to; None for a `both` that names none and so happens in all of them."""
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    place: str | None = None
    summary: str | None = None
    source: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    averts: tuple[str, ...] = ()
    order: int = 0
    canon: str = "screen"
    allow: tuple[str, ...] = ()
    x: Mapping[str, object] | None = None
    at: Origin | None = field(default=None, compare=False)
    """Where the event stands in its file."""

    @property
    def links(self) -> tuple[tuple[Link, str], ...]:
        """The links to the parent's history, each once, in the order moves, replaces, averts."""
        return tuple((link, target) for link in LINKS for target in dict.fromkeys(getattr(self, link)))

    @property
    def sort_key(self) -> tuple[float, ...]:
        """Order by date, then by `order`, then as the files have it."""
        at = self.at or Origin(0, "event", 0)
        return (*self.date.sort_key, self.order, at.file, at.number or 0)
