"""The characters of shows by season: who is in it, how old they are, who dies in it, who plays them, how old the actor was.

A character is somebody whom an event of the show names while they are alive: all such people in a show that nobody plays
in, such as a novel; else those whom somebody plays, and those whom our own history does not know. People who are asked for
by name count in any case.

What is said of a season follows from its setting, its events, births, and deaths. It never follows from later seasons, so
that it is the same behind a spoiler fence.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.model.ages import OLDEST
from timeline.model.events import REAL
from timeline.questions.living import Living, after, living_at
from timeline.questions.moments import season_moment
from timeline.questions.people import birth_key
from timeline.questions.roster import roster
from timeline.questions.seasons import WantedSeasons, known_seasons
from timeline.store.conditions import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.model.ages import Years
    from timeline.model.dates import EdtfDate
    from timeline.model.people import Casting
    from timeline.model.query import Query
    from timeline.model.shows import Show
    from timeline.questions.moments import Moment
    from timeline.questions.roster import Somebody
    from timeline.questions.seasons import KnownSeason
    from timeline.store.chronicle import Chronicle

Presence = Literal["in", "unseen", "unborn", "dead", "untold"]
"""In: its events name them. Unseen: they do not, but they may be alive. Untold: their birth is not known either."""


class Part(NamedTuple):
    """A character in one season."""

    who: Somebody
    season: KnownSeason
    setting: EdtfDate | None
    """The time in which the season is set; an open side ends with the first or last event of the season in it."""
    presence: Presence
    events: int
    """How many events of the season name them."""
    dies: bool = False
    """Whether they die in it, or may."""
    age: Years | None = None
    casting: Casting | None = None
    """Who plays them in it; None also where they are not in it."""
    actor_age: Years | None = None
    """The actor's age when it was aired."""
    gap: Years | None = None
    """The age minus the actor's age."""


class Character(NamedTuple):
    """A character of a show."""

    who: Somebody
    show: Show
    parts: Sequence[Part]
    """One for each season, in their order."""

    @property
    def events(self) -> int:
        """How many events of all these seasons name them."""
        return sum(part.events for part in self.parts)

    @property
    def inside(self) -> Sequence[Part]:
        """The seasons that they are in."""
        return [part for part in self.parts if part.presence == "in"]

    @property
    def actors(self) -> Sequence[str]:
        """The names of those who play them in these seasons, each once."""
        return list(dict.fromkeys(part.casting.name for part in self.inside if part.casting))

    @property
    def gap(self) -> Years | None:
        """The gap in the last season that they are in and for which it is known."""
        return next((part.gap for part in reversed(self.inside) if part.gap), None)


def cast(chronicle: Chronicle, query: Query) -> list[Character]:
    """Return the characters by show: first those of its first season, then those who are in most seasons.

    The query's shows, seasons and people are those to return. Raises `UsageError` for an unknown show or person.
    """
    wanted = WantedSeasons.of(chronicle, query.show, query.season)
    asked = list(dict.fromkeys(chronicle.resolve("person", name) for name in query.person))
    everybody = roster(chronicle, asked or None)
    found: list[Character] = []
    for _, group in groupby(known_seasons(chronicle), lambda season: season.show.id):
        seasons = [season for season in group if wanted.has(season.show, season.number)]
        if seasons:
            found += _cast_of(chronicle, seasons, everybody, are_asked=bool(asked))
    return found


def _cast_of(
    chronicle: Chronicle, seasons: Sequence[KnownSeason], everybody: Mapping[str, Somebody], *, are_asked: bool
) -> list[Character]:
    """Return the characters of one show in some of its seasons; a season that names nobody is left out."""
    show = seasons[0].show
    told = [(season, season_moment(season), count) for season in seasons if (count := _counted(chronicle, season))]
    named = {key: who for key, who in everybody.items() if any(key in count for _, _, count in told)}
    played = {key for key, who in named.items() if any(each.show in (None, show.id) for each in who.person.castings)}
    found = []
    for key, who in named.items():
        if are_asked or key in played or not played or REAL not in who.timelines:
            parts = [_part(who, season, time, count.get(key, 0)) for season, time, count in told]
            found.append(Character(who, show, parts))
    return sorted((each for each in found if each.inside), key=_order)


def _counted(chronicle: Chronicle, season: KnownSeason) -> Mapping[str, int]:
    """Return how many events of a season name each person, by `Directory.key`."""
    return chronicle.mentions().counts(season.told & of_kind(["alt"]))


def _part(who: Somebody, season: KnownSeason, time: Moment | None, events: int) -> Part:
    if time is None:
        return Part(who, season, None, "in" if events else "untold", events)
    presence = _presence(who, season.timeline, time.on, events)
    if presence not in ("in", "unseen"):
        return Part(who, season, time.on, presence, events)
    row = living_at(Living(who, events), time, (season.timeline,), ())
    died = who.deaths.get(season.timeline)
    part = Part(who, season, time.on, presence, events, died is not None and died.overlaps(time.on), row.age)
    if presence == "unseen":
        return part
    return part._replace(casting=row.casting, actor_age=row.actor_age, gap=row.gap)


def _presence(who: Somebody, timeline: str, on: EdtfDate, events: int) -> Presence:
    born, died = who.births.get(timeline), who.deaths.get(timeline)
    if died is not None and died.is_before(on):
        return "dead"
    if born is not None and on.is_before(born):
        return "unborn"
    if events:
        return "in"
    if born is None or born.latest is None or on.first > after(born.latest, OLDEST):
        return "untold"
    return "unseen"


def _order(character: Character) -> tuple[object, ...]:
    first = next(n for n, part in enumerate(character.parts) if part.presence == "in")
    return first, -len(character.inside), -character.events, *birth_key(character.who)


def in_all(characters: Iterable[Character]) -> Iterator[Character]:
    """Yield the characters that are in every season."""
    return (each for each in characters if len(each.inside) == len(each.parts))


def in_first_and_last(characters: Iterable[Character]) -> Iterator[Character]:
    """Yield the characters that are in the first and in the last season, but not in all of them."""
    return (
        each
        for each in characters
        if each.parts[0].presence == each.parts[-1].presence == "in" and len(each.inside) < len(each.parts)
    )
