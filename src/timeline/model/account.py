"""One event whole: all that a history knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline.model.dates import EdtfDate
    from timeline.model.divergence import Divergence
    from timeline.model.events import Event
    from timeline.model.people import Years
    from timeline.model.world import Episode, Person, Season, Show, Timeline


class Present(NamedTuple):
    """Somebody whom an event names."""

    person: Person
    age: Years | None
    """On the day of the event; None where nothing is known of it, and for the dead."""
    died: EdtfDate | None
    """When they died, for those who are dead by then in the timeline of the event."""


class Account(NamedTuple):
    """An event, with what stands against it, what it comes from and leads to, who was there and what tells of it."""

    event: Event
    timelines: tuple[Timeline, ...]
    """Those that hold it."""
    pod_of: tuple[str, ...]
    """The ids of those of which it is the point of divergence."""
    pairs: tuple[Divergence, ...]
    """How it stands to its counterparts; empty for what is shared before the histories part."""
    causes: tuple[Event, ...]
    effects: tuple[Event, ...]
    people: tuple[Present, ...]
    show: Show | None
    season: Season | None
    episode: Episode | None
