"""Who lives when, how old they are, who plays them, and how old the actor was.

The query's years, dates and seasons are the time asked about. Other filters keep the people that a matching event names.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.model.calendar import FUTURE
from timeline.model.errors import UsageError
from timeline.model.query import EVERY_EVENT
from timeline.questions.acts import Acts
from timeline.questions.living import Living, living_at
from timeline.questions.moments import chosen_seasons, moments
from timeline.questions.roster import Somebody, roster
from timeline.store.conditions import EVERYTHING, held_by, of_kind, overlapping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from timeline.model.query import Query
    from timeline.questions.moments import Moment
    from timeline.store.chronicle import Chronicle
    from timeline.store.conditions import Condition


def people(chronicle: Chronicle, query: Query, name: str | None = None, *, in_all: bool = False) -> list[Living]:
    """Return everybody, or the people named by `name` and the query; if a time is asked about, only who may be alive then.

    They are in the order of birth, with unknown births last; at a time, those whom most of its events name come first.
    People asked for by name are included even if not alive. `in_all` keeps those whom an event of each of the times
    names, which are all the seasons of one show if seasons are asked about.
    Raises `UsageError` for an unknown name, for a season that does not exist or whose setting is unknown, and for
    `in_all` without a time.
    """
    wanted = (*query.person, *([] if name is None else [name]))
    asked = list(dict.fromkeys(chronicle.resolve("person", text) for text in wanted))
    timelines = {chronicle.resolve("timeline", each) for each in query.timeline}
    times = moments(chronicle, query)
    if in_all and not times:
        raise UsageError("nobody is in all of no seasons or years", "name them: --season 1 --season 4 --in-all")
    narrow = _narrowed(query)
    fits = EVERYTHING if narrow == EVERY_EVENT else chronicle.where(narrow)
    found = [each for each in _found(chronicle, asked, fits) if not timelines or timelines & set(each.who.timelines)]
    if not times:
        rows = [_without_a_time(row, timelines) for row in found]
        return sorted(rows, key=lambda row: birth_key(row.who), reverse=query.reverse)[: query.limit]
    rows = list(_at_times(chronicle, query, found, times, timelines, fits, all_stay=bool(asked)))
    if in_all:
        rows = _in_all(rows, times, set(query.season))
    return _by_part(rows, reverse=query.reverse)[: query.limit]


def _found(chronicle: Chronicle, asked: Sequence[str], fits: Condition) -> Iterator[Living]:
    """Yield everybody, or those who are asked for; only whom an event names that fits, unless all do."""
    if fits == EVERYTHING:
        for who in roster(chronicle, asked or None).values():
            yield Living(who, who.named.events)
        return
    mentions = Acts(chronicle, asked or None).counts(fits)
    for key, who in roster(chronicle, mentions).items():
        yield Living(who, mentions[key])


def _narrowed(query: Query) -> Query:
    """Return the filters that select events: all but times, timelines and people.

    A season and its show are a time, unless an episode is given as well.
    """
    rest = query._replace(year=(), from_=(), to=(), timeline=(), person=(), reverse=False, limit=None, sort="date")
    return rest._replace(season=(), show=()) if query.season and not query.episode else rest


def _without_a_time(row: Living, timelines: Collection[str]) -> Living:
    casting = next(iter(row.who.person.castings), None)
    return row._replace(born=row.who.born_in(timelines or row.who.timelines), casting=casting)


def _at_times(
    chronicle: Chronicle,
    query: Query,
    people: Sequence[Living],
    times: Sequence[Moment],
    timelines: Collection[str],
    fits: Condition,
    *,
    all_stay: bool,
) -> Iterator[Living]:
    """Yield each person at each time; only who may be alive then, unless all stay."""
    seasons = chosen_seasons(chronicle, query)
    acts = people[0].who.acts if people else Acts(chronicle)
    counted = [(time, acts.counts(fits & _acts_at(chronicle, time, timelines))) for time in times]
    for person in people:
        for time, counts in counted:
            row = living_at(person, time, timelines, seasons)._replace(acts=counts.get(person.who.code, 0))
            if all_stay or (row.lives and _has_part(row, time)):
                yield row


def _acts_at(chronicle: Chronicle, time: Moment, timelines: Collection[str]) -> Condition:
    """Return the condition that an event is of a time: its season tells it, or it may fall in it, in some timelines."""
    season, then = time.season, overlapping([(time.on.earliest, time.on.latest)])
    if season is None:
        return then & held_by(*(chronicle.world.lineage(timeline) for timeline in timelines))
    told = season.told & of_kind(["alt"])
    return told if time.is_of_season else told & then


def _has_part(row: Living, time: Moment) -> bool:
    """Return whether a person belongs to a season: its events name them, or they may appear in it.

    They may appear if other events of its show name them, or if no event does but an actor plays them, and if they are not
    known to be dead by then in any timeline.
    """
    if time.season is None:
        return True
    who, show, number = row.who, time.season.show.id, time.season.number
    seasons = {season for each, season in who.told if each == show}
    if number in seasons:
        return True
    is_dead = any(died.is_before(time.on) for died in who.deaths.values())
    return not is_dead and (bool(seasons) or (not who.named.events and row.casting is not None))


def _in_all(rows: Sequence[Living], times: Sequence[Moment], numbers: Collection[int]) -> list[Living]:
    """Return the rows of people whom events of all the times name; of seasons, of all those of one show."""
    wanted: dict[str | None, list[Moment]] = {}
    for time in times:
        wanted.setdefault(time.season.show.id if time.season else None, []).append(time)
    kept = []
    for _, group in groupby(rows, lambda row: row.who.key):
        own = list(group)
        named = [row.time for row in own if row.acts]
        for each in wanted.values():
            has_all_numbers = {time.season.number for time in each if time.season} >= set(numbers)
            if has_all_numbers and all(time in named for time in each):
                kept += [row for row in own if row.time in each]
    return kept


def _by_part(rows: Sequence[Living], *, reverse: bool) -> list[Living]:
    """Return rows with the people first whom most of the events of the times name, then in the order of birth.

    The times of one person stay together.
    """
    acts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        acts[row.who.key] += row.acts
    keys = {row.who.key: (-acts[row.who.key], *birth_key(row.who)) for row in rows}
    return sorted(rows, key=lambda row: keys[row.who.key], reverse=reverse)


def birth_key(who: Somebody) -> tuple[float, float, str, str]:
    """Return the key of the order of birth, in which unknown births come last."""
    name = who.person.name.casefold()
    born = who.born_in(who.timelines)
    if born is None:
        return FUTURE, FUTURE, name, who.person.id
    return *born.sort_key[:2], name, who.person.id
