"""All that a history knows of one event: counterparts, causes and consequences, people with their ages, episode."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.model.events import REAL
from timeline.model.query import Query
from timeline.questions.diverge import STATUSES, Divergence, diverge
from timeline.questions.people import years
from timeline.questions.roster import Names, roster

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.world import Episode, Person, Season, Show, Timeline
    from timeline.questions.roster import Somebody
    from timeline.store.chronicle import Chronicle


class Present(NamedTuple):
    """Somebody whom an event names."""

    person: Person
    age: Years | None
    """On the day of the event; None where nothing is known of it, and for the dead."""
    died: EdtfDate | None
    """When they died, for those who are dead by then in the timeline of the event."""


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


def event(chronicle: Chronicle, event: Event) -> EventAnswer:
    """Return an event whole."""
    show = chronicle.shows.get(event.show or "")
    season = next((each for each in show.seasons if each.number == event.season), None) if show else None
    episode = next((each for each in season.episodes if each.number == event.episode), None) if season else None
    causes = set(event.because) - {event.id}
    return EventAnswer(
        event,
        tuple(each for each in chronicle.timelines.values() if chronicle.lineage(each.id).holds(event)),
        tuple(timeline for timeline, pod in chronicle.pods.items() if pod == event.id),
        tuple(_pairs(chronicle, event)),
        tuple(other for other in chronicle if other.id in causes),
        tuple(other for other in chronicle if event.id in other.because and other.id != event.id),
        tuple(_people(chronicle, event)),
        show,
        season,
        episode,
    )


def _pairs(chronicle: Chronicle, event: Event) -> list[Divergence]:
    """Return the divergences that an event is part of, of every ATL from its parent and from our history, each once.

    Where it has a counterpart in either, that nothing stands against it in the other says nothing.
    """
    query = Query(ids=(event.id,))
    found = diverge(chronicle, query, statuses=STATUSES)
    for timeline in chronicle.alternates:
        if timeline.parent != REAL:
            found += diverge(chronicle, query, between=(REAL, timeline.id), statuses=STATUSES)
    once = {(pair.status, pair.base and pair.base.id, pair.alt and pair.alt.id): pair for pair in reversed(found)}
    pairs = list(once.values())[::-1]
    has_counterpart = any(pair.base and pair.alt is not None and pair.alt.id == event.id for pair in pairs)
    return [pair for pair in pairs if not (has_counterpart and pair.status == "added")]


def _people(chronicle: Chronicle, event: Event) -> Iterable[Present]:
    if not event.people:
        return
    names = Names(chronicle)
    everybody = roster(chronicle, names)
    for key in dict.fromkeys(names.key(name) for name in event.people):
        who = everybody[key]
        died = _death_before(who, event)
        yield Present(who.person, None if died else years(who.person.born, event.date), died)


def _death_before(who: Somebody, event: Event) -> EdtfDate | None:
    """Return the death of somebody who is dead by the event in every timeline that it belongs to: the first told."""
    deaths = [who.deaths.get(timeline) for timeline in ([event.timeline] if event.timeline else who.timelines)]
    is_dead = bool(deaths) and all(died is not None and died.is_before(event.date) for died in deaths)
    return deaths[0] if is_dead else None
