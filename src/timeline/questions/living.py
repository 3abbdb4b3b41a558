"""A person at a time: whether they may be alive, how old they are, who plays them, and how old the actor was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.ages import OLDEST, Years, years
from timeline.model.calendar import PAST, from_ordinal, to_ordinal
from timeline.questions.moments import Moment, casting_in, season_portraying

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from timeline.model.dates import EdtfDate
    from timeline.model.people import Casting
    from timeline.questions.roster import Somebody
    from timeline.questions.seasons import KnownSeason


class Living(NamedTuple):
    """A person, and their age at the time asked about, if there is one."""

    who: Somebody
    mentions: int
    """How many of the matching events name them."""
    time: Moment | None = None
    """The time asked about."""
    acts: int = 0
    """How many of the matching events of that time name them: those that the season tells, or that may fall in it."""
    lives: tuple[str, ...] = ()
    """The ids of the timelines in which they may be alive then."""
    born: EdtfDate | None = None
    """Their date of birth in those timelines, or in all of theirs."""
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

    @property
    def at(self) -> str | None:
        """The time asked about, as text."""
        return self.time.on.text if self.time else None


def living_at(row: Living, time: Moment, wanted: Collection[str], seasons: Sequence[KnownSeason]) -> Living:
    """Add a time to a row, with the ages and the actor then, in some timelines or, without any, in all of the person's.

    A season is in the timeline of its show.
    """
    who = row.who
    if not wanted and time.season is not None:
        wanted = (time.season.timeline,)
    asked = [timeline for timeline in who.timelines if not wanted or timeline in wanted]
    timelines = [timeline for timeline in asked if who.is_known(timeline, time.on)]
    lives = tuple(timeline for timeline in timelines if may_live(who, timeline, time.on))
    casting = casting_in(who.person, time.places)
    born = who.born_in(lives or asked)
    age = _age(who, timelines, lives, time.on) if timelines or not asked else None
    row = row._replace(time=time, lives=lives, born=born, age=age, casting=casting)
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
        return who.may_act(on)
    if on.is_before(born):
        return False
    if died or born.latest is None:
        return True
    return on.first <= max(after(born.latest, OLDEST), who.named.last.get(timeline, PAST))


def after(day: int, count: int) -> int:
    """Return the day that is a number of years after another."""
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
