"""Who lives when, how old they are, who plays them, and how old the actor was.

The query's years, dates and seasons are the time of the question. Other filters keep the people that a matching event
names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.ages import OLDEST, Years, years
from timeline.model.calendar import FUTURE, PAST, from_ordinal, to_ordinal
from timeline.model.query import EVERY_EVENT
from timeline.questions.moments import Moment, casting_in, chosen_seasons, moments, season_portraying
from timeline.questions.roster import Somebody, find_person, roster

if TYPE_CHECKING:
    from collections.abc import Collection

    from timeline.model.dates import EdtfDate
    from timeline.model.people import Casting
    from timeline.model.query import Query
    from timeline.questions.seasons import KnownSeason
    from timeline.store.chronicle import Chronicle


class Living(NamedTuple):
    """A person, with their age at the time of the question, if it has one."""

    who: Somebody
    mentions: int
    """How many of the matching events name them."""
    at: str | None = None
    """The time of the question, as text."""
    lives: tuple[str, ...] = ()
    """The ids of the timelines in which they may be alive then."""
    born: EdtfDate | None = None
    """Their date of birth in those timelines, else in all of theirs."""
    age: Years | None = None
    casting: Casting | None = None
    """Who plays them at the time; without a time, the first entry of `played_by`."""
    show: str | None = None
    """The id of the show that is set at the time."""
    season: int | None = None
    """Its season."""
    actor_age: Years | None = None
    """The actor's age when that season aired."""
    gap: Years | None = None
    """The age minus the actor's age: positive if the part is older."""


def people(chronicle: Chronicle, query: Query, name: str | None = None) -> list[Living]:
    """Return all people, or those in `name` and the query; if the query has a time, only those who may be alive then.

    They are sorted by birth, with unknown births last. People asked for by name are included even if they are not alive.
    Raises `UsageError` for an unknown name, and for a season that does not exist or whose setting is unknown.
    """
    everybody = roster(chronicle)
    wanted = (*query.person, *([] if name is None else [name]))
    found_by_name = [find_person(chronicle, everybody, text) for text in wanted]
    asked = list({who.person.id: who for who in found_by_name}.values())
    timelines = {chronicle.resolve("timeline", each) for each in query.timeline}
    narrow = _narrowed(query)
    fitting = None if narrow == EVERY_EVENT else chronicle.ids(chronicle.where(narrow))
    times, seasons = moments(chronicle, query), chosen_seasons(chronicle, query)
    found = []
    for who in asked or everybody.values():
        mentions = sum(fitting is None or event.id in fitting for event in who.events)
        if (fitting is not None and not mentions) or (timelines and not timelines & set(who.timelines)):
            continue
        if not times:
            casting = next(iter(who.person.castings), None)
            found.append(Living(who, mentions, born=who.born_in(timelines or who.timelines), casting=casting))
        for time in times:
            row = _at(Living(who, mentions, time.on.text), time, timelines, seasons)
            if asked or (row.lives and _has_part(row, time)):
                found.append(row)
    found = sorted(found, key=lambda row: _birth_key(row.who), reverse=query.reverse)
    return found[: query.limit]


def _narrowed(query: Query) -> Query:
    """Return the filters that select events: all but times, timelines and people.

    A season and its show are a time, unless there is an episode as well.
    """
    rest = query._replace(year=(), from_=(), to=(), timeline=(), person=(), reverse=False, limit=None, sort="date")
    return rest._replace(season=(), show=()) if query.season and not query.episode else rest


def _has_part(row: Living, time: Moment) -> bool:
    """Return whether a person belongs to a season: its events name them, or they may appear in it.

    They may appear if other events of its show name them, or if no event names them but an actor plays them. They may not
    if they are known to be dead by then in any timeline.
    """
    if time.season is None:
        return True
    who, show, number = row.who, time.season.show.id, time.season.number
    seasons = {event.season for event in who.events if event.show == show and event.kind != "real"}
    if number in seasons:
        return True
    is_dead = any(died.is_before(time.on) for died in who.deaths.values())
    return not is_dead and (bool(seasons) or (not who.events and row.casting is not None))


def _at(row: Living, time: Moment, wanted: Collection[str], seasons: list[KnownSeason]) -> Living:
    """Add the ages and the actor at a time to a row."""
    who = row.who
    if not wanted and time.season is not None and time.season.show.timeline:
        wanted = (time.season.show.timeline,)
    asked = [timeline for timeline in who.timelines if not wanted or timeline in wanted]
    timelines = [timeline for timeline in asked if who.is_known(timeline, time.on)]
    lives = tuple(timeline for timeline in timelines if may_live(who, timeline, time.on))
    casting = casting_in(who.person, time.places)
    born = who.born_in(lives or asked)
    age = _age(who, timelines, lives, time.on) if timelines or not asked else None
    row = row._replace(lives=lives, born=born, age=age, casting=casting)
    season = (time.season or season_portraying(who, casting, time.on, seasons)) if casting else None
    if casting is None or season is None:
        return row
    shown = season.table.airing
    actor_age = years(casting.born, shown) if shown else None
    gap = gap_between(row.age, actor_age) if lives else None
    return row._replace(show=season.show.id, season=season.number, actor_age=actor_age, gap=gap)


def may_live(who: Somebody, timeline: str, on: EdtfDate) -> bool:
    """Return whether a person may be alive in a timeline at a time.

    Without a known birth, they live from the first event that names them to the last, in any timeline. Without a known
    death, they live for `OLDEST` years, or until the last event of the timeline that names them.
    """
    born, died = who.births.get(timeline), who.deaths.get(timeline)
    if died and died.is_before(on):
        return False
    if born is None:
        dates = [event.date for event in who.events]
        return any(date.overlaps(on) for date in dates) or _is_between(dates, on)
    if on.is_before(born):
        return False
    if died or born.latest is None:
        return True
    return on.first <= max(_after(born.latest, OLDEST), who.last_acts.get(timeline, PAST))


def _is_between(dates: list[EdtfDate], on: EdtfDate) -> bool:
    """Return whether a time lies between two of the dates."""
    return any(date.is_before(on) for date in dates) and any(on.is_before(date) for date in dates)


def _after(day: int, count: int) -> int:
    year, month, day_of_month = from_ordinal(day)
    return to_ordinal(year + count, month, day_of_month)


def _age(who: Somebody, timelines: list[str], lives: tuple[str, ...], on: EdtfDate) -> Years | None:
    """Return the age at a time, or at death if that comes first; "dead" if they are dead before it."""
    deaths = [who.deaths[timeline].latest for timeline in lives if timeline in who.deaths]
    if not lives and any(timeline in who.deaths and who.deaths[timeline].is_before(on) for timeline in timelines):
        return Years(None, None, "dead")
    if lives and len(deaths) == len(lives) and None not in deaths:
        last = max(death for death in deaths if death is not None)
        on = replace(on, latest=last if on.latest is None else min(last, on.latest))
    return years(who.born_in(lives or timelines), on)


def gap_between(part: Years | None, actor: Years | None) -> Years | None:
    """Return how many years older a part is than its actor (negative: younger); None if either age is not bounded."""
    if part is None or actor is None:
        return None
    if part.least is None or part.most is None or actor.least is None or actor.most is None:
        return None
    least, most = part.least - actor.most, part.most - actor.least
    return Years(least, most, str(least) if least == most else f"{least} to {most}")


def _birth_key(who: Somebody) -> tuple[float, float, str]:
    born = who.born_in(who.timelines)
    if born is None:
        return FUTURE, FUTURE, who.person.name.casefold()
    return *born.sort_key[:2], who.person.name.casefold()
