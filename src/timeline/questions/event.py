"""All that a history knows of one event: counterparts, causes and consequences, people with their ages, episode."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import REAL
from timeline.model.query import Query
from timeline.questions.diverge import STATUSES, Divergence, diverge
from timeline.questions.moments import casting_for
from timeline.questions.roster import roster
from timeline.questions.seasons import known_seasons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.people import Casting, Person
    from timeline.model.shows import Episode, Season, Show
    from timeline.model.world import Timeline
    from timeline.store.chronicle import Chronicle


class Present(NamedTuple):
    """Somebody whom an event names."""

    person: Person
    age: Years | None
    """On the day of the event; None where nothing is known of it, and for the dead."""
    died: EdtfDate | None
    """When they died, for those who are dead by then in the timeline of the event."""
    casting: Casting | None
    """Who plays them there."""


class EventAnswer(NamedTuple):
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


def event(chronicle: Chronicle, asked: Event) -> EventAnswer:
    """Return everything that a history knows of one event."""
    world = chronicle.world
    causes = set(asked.because) - {asked.id}
    return EventAnswer(
        asked,
        tuple(world.timelines[timeline] for timeline in world.holding(asked)),
        world.pod_of(asked.id),
        tuple(_pairs(chronicle, asked)),
        tuple(other for other in chronicle if other.id in causes),
        tuple(other for other in chronicle if asked.id in other.because and other.id != asked.id),
        tuple(_people(chronicle, asked)),
        world.shows.get(asked.show or ""),
        world.season(asked),
        world.episode(asked),
    )


def _pairs(chronicle: Chronicle, event: Event) -> list[Divergence]:
    """Return the divergences that an event is part of, of every ATL from its parent and from our history, each once.

    Where it has a counterpart in either, that nothing stands against it in the other says nothing.
    """
    query = Query(id=(event.id,))
    found = diverge(chronicle, query, statuses=STATUSES)
    for timeline in chronicle.world.alternates:
        if timeline.parent != REAL:
            found += diverge(chronicle, query, between=(REAL, timeline.id), statuses=STATUSES)
    once = {(pair.status, pair.base and pair.base.id, pair.alt and pair.alt.id): pair for pair in reversed(found)}
    pairs = list(once.values())[::-1]
    has_counterpart = any(pair.base and pair.alt is not None and pair.alt.id == event.id for pair in pairs)
    return [pair for pair in pairs if not (has_counterpart and pair.status == "added")]


def _people(chronicle: Chronicle, event: Event) -> Iterable[Present]:
    if not event.people:
        return
    everybody, seasons = roster(chronicle), known_seasons(chronicle)
    for key in dict.fromkeys(chronicle.world.directory.key(name) for name in event.people):
        who = everybody[key]
        casting = casting_for(event, who.person, seasons)
        yield Present(who.person, who.age_at(event), who.death_before(event), casting)
