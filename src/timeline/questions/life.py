"""One life: the birth, every event that names the person, and the death, by timeline."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.ages import years
from timeline.model.query import EVERY_EVENT
from timeline.questions.moments import casting_for
from timeline.questions.roster import Somebody, somebody
from timeline.questions.seasons import known_seasons
from timeline.store.conditions import with_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.model.people import Casting
    from timeline.model.query import Query
    from timeline.questions.seasons import KnownSeason
    from timeline.store.chronicle import Chronicle


class Step(NamedTuple):
    """One step of a life: a birth, an event or a death."""

    who: Somebody
    what: Literal["born", "event", "died"]
    date: EdtfDate
    timelines: tuple[str, ...] = ()
    """The timelines of a death, and those of a birth if there are several births."""
    event: Event | None = None
    age: Years | None = None
    casting: Casting | None = None
    """Who plays the person in the event."""
    actor_age: Years | None = None
    """The actor's age when the episode or season of the event aired."""

    @property
    def title(self) -> str:
        """The step in words."""
        if self.event is not None:
            return self.event.title
        return f"{self.who.person.name} {'is born' if self.what == 'born' else 'dies'}"


def life(chronicle: Chronicle, name: str, query: Query) -> list[Step]:
    """Return the steps of a person's life, with the ages of the person and the actor.

    A query that filters events leaves out births and deaths, unless it filters by timeline only.
    Raises `UsageError` for an unknown or ambiguous name.
    """
    who = somebody(chronicle, name)
    own = chronicle.where(query) & with_id(event.id for event in who.events)
    fitting = chronicle.select(own, sort=query.sort)
    seasons = cache(lambda: known_seasons(chronicle))
    steps = [_step(chronicle, who, event, seasons) for event in fitting]
    if query._replace(timeline=(), reverse=False, limit=None, sort="date") == EVERY_EVENT:
        steps = _whole(who, steps, {chronicle.resolve("timeline", each) for each in query.timeline})
        if query.sort == "date":
            steps.sort(key=_day)
    if query.reverse:
        steps.reverse()
    return steps[: query.limit]


def _whole(who: Somebody, events: list[Step], timelines: set[str]) -> list[Step]:
    """Return the births, the events and the deaths."""
    births = _by_date(who.births, timelines)
    born = [Step(who, "born", date, tuple(where) if len(births) > 1 else ()) for date, where in births]
    died = [
        Step(who, "died", date, tuple(where), age=years(who.born_in(where), date))
        for date, where in _by_date(who.deaths, timelines)
    ]
    return [*born, *events, *died]


def _by_date(dates: Mapping[str, EdtfDate], timelines: set[str]) -> list[tuple[EdtfDate, list[str]]]:
    """Return births or deaths in some timelines (in all if none is given), each with its timelines."""
    found: dict[EdtfDate, list[str]] = {}
    for timeline, date in dates.items():
        if not timelines or timeline in timelines:
            found.setdefault(date, []).append(timeline)
    return sorted(found.items(), key=lambda item: item[0].sort_key)


def _day(step: Step) -> float:
    """Return the day by which a step is ordered: the last possible day of a death, the first of everything else."""
    if step.what == "died":
        return step.date.last
    return step.date.first


def _step(chronicle: Chronicle, who: Somebody, event: Event, seasons: Callable[[], list[KnownSeason]]) -> Step:
    """Return an event as a step. Dead people have no age."""
    casting = casting_for(event, who.person, seasons)
    shown = chronicle.world.airing(event) if event.kind != "real" and casting else None
    return Step(
        who,
        "event",
        event.date,
        event=event,
        age=who.age_at(event),
        casting=casting,
        actor_age=years(casting.born, shown) if casting and shown else None,
    )
