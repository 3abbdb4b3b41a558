"""All that a history knows of one event: counterparts, causes and consequences, people with their ages, episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.checks.rule import wholly_before
from timeline.model.account import Account, Present
from timeline.model.divergence import STATUSES, Divergence
from timeline.model.events import REAL
from timeline.model.query import Query
from timeline.questions.diverge import diverge
from timeline.questions.people import years
from timeline.questions.roster import Names, roster

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.people import Somebody
    from timeline.store.chronicle import Chronicle


def account(chronicle: Chronicle, event: Event) -> Account:
    """Return an event whole."""
    show = chronicle.shows.get(event.show or "")
    season = next((each for each in show.seasons if each.number == event.season), None) if show else None
    episode = next((each for each in season.episodes if each.number == event.episode), None) if season else None
    causes = set(event.because) - {event.id}
    return Account(
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
    is_dead = bool(deaths) and all(died is not None and wholly_before(died, event.date) for died in deaths)
    return deaths[0] if is_dead else None
