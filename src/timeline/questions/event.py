"""One event in full: counterparts, causes and consequences, people with their ages, and its episode."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from timeline.questions.consequences import Consequences
from timeline.questions.counterparts import counterparts
from timeline.questions.moments import casting_for
from timeline.questions.roster import life_in, person_with
from timeline.questions.seasons import known_seasons
from timeline.store.conditions import ranked, with_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model.ages import Years
    from timeline.model.causality import Reach
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.people import Casting, Person
    from timeline.model.shows import Episode, Season, Show
    from timeline.model.world import Timeline
    from timeline.questions.diverge import Divergence
    from timeline.questions.seasons import KnownSeason
    from timeline.store.chronicle import Chronicle


class Present(NamedTuple):
    """A person that an event names."""

    person: Person
    age: Years | None
    """The age on the day of the event; None if it is unknown or they are dead by then."""
    died: EdtfDate | None
    """The date of death, if they are dead by then in the timeline of the event."""
    casting: Casting | None
    """Who plays them in the event."""


class EventAnswer(NamedTuple):
    """An event with its counterparts, causes, effects, people and episode."""

    event: Event
    timelines: tuple[Timeline, ...]
    """The timelines in which it happens."""
    pod_of: tuple[str, ...]
    """The ids of the timelines whose point of divergence it is."""
    pairs: tuple[Divergence, ...]
    """Its divergences; empty for an event that the histories share."""
    causes: tuple[Event, ...]
    effects: tuple[Event, ...]
    people: tuple[Present, ...]
    show: Show | None
    season: Season | None
    episode: Episode | None
    reach: Reach
    """How many events follow from it, over any number of links, and over how many years."""


class _History:
    """What the answers about several events of a history share, each part read once it is needed."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle

    @cached_property
    def seasons(self) -> list[KnownSeason]:
        return known_seasons(self.chronicle)


def event(chronicle: Chronicle, asked: Event) -> EventAnswer:
    """Return everything that a history says about one event."""
    return _answer(_History(chronicle), asked)


def in_full(chronicle: Chronicle, asked: Iterable[Event]) -> list[EventAnswer]:
    """Return everything that a history says about each of several events."""
    history = _History(chronicle)
    return [_answer(history, each) for each in asked]


def _answer(history: _History, asked: Event) -> EventAnswer:
    chronicle, world = history.chronicle, history.chronicle.world
    ranks = chronicle.ranks(with_id([asked.id]))
    causes = [cause for _, cause in chronicle.ties_from(ranks, "because")]
    effects = [effect for effect, _ in chronicle.ties_to(ranks, "because")]
    timelines = tuple(world.timelines[timeline] for timeline in world.holding(asked))
    return EventAnswer(
        asked,
        timelines,
        world.pod_of(asked.id),
        tuple(counterparts(chronicle, asked, ranks)),
        tuple(chronicle.select(ranked(causes))),
        tuple(chronicle.select(ranked(effects))),
        tuple(_people(history, asked, timelines)),
        world.shows.get(asked.show or ""),
        world.season(asked),
        world.episode(asked),
        Consequences(chronicle, [asked]).reach(asked),
    )


def _people(history: _History, event: Event, happens_in: Iterable[Timeline]) -> Iterable[Present]:
    world, timelines = history.chronicle.world, tuple(timeline.id for timeline in happens_in)
    for key in dict.fromkeys(world.directory.key(name) for name in event.people):
        who = life_in(world, person_with(history.chronicle, key), timelines)
        casting = casting_for(event, who.person, lambda: history.seasons)
        yield Present(who.person, who.age_at(event), who.death_before(event), casting)
