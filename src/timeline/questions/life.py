"""One life, step by step: the birth, every event that names the person, and their deaths, timeline by timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.query import Query
from timeline.questions.people import years
from timeline.questions.roster import Somebody, find_person, roster

if TYPE_CHECKING:
    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.events import Event
    from timeline.store.chronicle import Chronicle


class Step(NamedTuple):
    """One step of a life: the birth, an event, a death."""

    who: Somebody
    what: Literal["born", "event", "died"]
    date: EdtfDate
    timelines: tuple[str, ...] = ()
    """Of a death: in which timelines."""
    event: Event | None = None
    age: Years | None = None
    actor_age: Years | None = None
    """When the episode, else the season, that tells of the event was aired."""

    @property
    def title(self) -> str:
        """What happens, in words."""
        if self.event is not None:
            return self.event.title
        return f"{self.who.person.name} {'is born' if self.what == 'born' else 'dies'}"


def life(chronicle: Chronicle, name: str, query: Query) -> list[Step]:
    """Return the steps of a person's life, their own ages and their actor's with each.

    A query that filters events keeps those that fit it, and leaves birth and deaths out; one for timelines keeps the
    deaths that are told there.
    Raises `UsageError` where nobody bears the name, or several may.
    """
    who = find_person(chronicle, roster(chronicle), name)
    own = {event.id for event in who.events}
    fitting = chronicle.ask(query._replace(reverse=False, limit=None))
    steps = [_told(chronicle, who, event) for event in fitting if event.id in own]
    if query._replace(timeline=(), reverse=False, limit=None, sort="date") == Query():
        steps = _whole(who, steps, {chronicle.resolve("timeline", each) for each in query.timeline})
        if query.sort == "date":
            steps.sort(key=_day)
    if query.reverse:
        steps.reverse()
    return steps[: query.limit]


def _whole(who: Somebody, told: list[Step], timelines: set[str]) -> list[Step]:
    """Return what events tell, with the birth before and the deaths after it."""
    born = [Step(who, "born", who.person.born)] if who.person.born else []
    return [*born, *told, *_deaths(who, timelines)]


def _deaths(who: Somebody, timelines: set[str]) -> list[Step]:
    """Return the deaths of a person in these timelines, in all where there are none; those on one date are one."""
    by_date: dict[EdtfDate, list[str]] = {}
    for timeline, died in who.deaths.items():
        if not timelines or timeline in timelines:
            by_date.setdefault(died, []).append(timeline)
    return [
        Step(who, "died", died, tuple(where), age=years(who.person.born, died))
        for died, where in sorted(by_date.items(), key=lambda item: item[0].sort_key)
    ]


def _day(step: Step) -> float:
    """Return where a step stands in the order of time: a death on the last day that it can be, all else on the first."""
    if step.what == "died":
        return step.date.last
    return step.date.first


def _told(chronicle: Chronicle, who: Somebody, event: Event) -> Step:
    """Return an event as a step; the dead have no age."""
    shown = chronicle.world.airing(event) if event.kind != "real" and who.person.actor else None
    return Step(
        who,
        "event",
        event.date,
        event=event,
        age=None if who.death_before(event) else years(who.person.born, event.date),
        actor_age=years(who.person.actor_born, shown) if shown else None,
    )
