"""The times for which a query asks for ages, and the season and the actor that belong to each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal, iso_date
from timeline.model.dates import EdtfDate
from timeline.model.errors import UsageError
from timeline.model.events import episode_code
from timeline.questions.seasons import known_seasons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from timeline.model.events import Event
    from timeline.model.people import Casting, Person
    from timeline.model.query import Query, Span
    from timeline.questions.roster import Somebody
    from timeline.questions.seasons import KnownSeason
    from timeline.store.chronicle import Chronicle


Place = tuple[str | None, int | None]
"""The id of a show and the number of a season; None without a show or without seasons."""


class Moment(NamedTuple):
    """A time for which a query asks for ages."""

    on: EdtfDate
    """Its text names the time: "2003", "1969..1974", or a season, "fam S4"."""
    season: KnownSeason | None
    """The season in the query; None if it has only a date."""
    places: Sequence[Place]
    """The season in the query, else those that are set at the time."""
    is_of_season: bool = False
    """Whether the time is that in which the season is set."""


def moments(chronicle: Chronicle, query: Query) -> list[Moment]:
    """Return the times in a query: its years and dates, else the settings of its seasons.

    Raises `UsageError` for a season that no show has, or whose setting is unknown.
    """
    seasons = chosen_seasons(chronicle, query)
    dates = [_date(span) for span in (*query.year, *_between(query))]
    if not query.season:
        return [Moment(date, None, places_at(date, seasons)) for date in dates]
    asked = list(_asked(query.season, seasons))
    if dates:
        return [Moment(date, season, [_place(season)]) for date in dates for season in asked]
    return [_time_of(season) for season in asked]


def season_moment(season: KnownSeason) -> Moment | None:
    """Return the time in which a season is set; None where it is not known.

    An open or unknown side ends with the first or last event of the season in it.
    """
    setting = season.setting
    if setting is None:
        return None
    first, last = season.days
    on = EdtfDate(episode_code(season.show.id, season.number), first, last, setting.certain, setting.precision)
    return Moment(on, season, [_place(season)], is_of_season=True)


def _time_of(season: KnownSeason) -> Moment:
    """Return the time in which a season is set; raises `UsageError` where it is not known."""
    time = season_moment(season)
    if time is None:
        name = episode_code(season.show.id, season.number)
        raise UsageError(f"the setting of {name} is unknown", "ask for a year: --year 1969")
    return time


def chosen_seasons(chronicle: Chronicle, query: Query) -> list[KnownSeason]:
    """Return the seasons of the shows in a query, by default of all shows."""
    shows = {chronicle.resolve("show", name) for name in query.show}
    return [season for season in known_seasons(chronicle) if not shows or season.show.id in shows]


def _place(season: KnownSeason) -> Place:
    return season.show.id, season.number


def places_at(on: EdtfDate, seasons: Iterable[KnownSeason]) -> list[Place]:
    """Return the seasons that are set at a time; if there is none, the shows."""
    known = list(seasons)
    set_then = [season for season in known if season.setting and season.setting.overlaps(on)]
    shows = dict.fromkeys(season.show.id for season in known)
    return [_place(season) for season in set_then] or [*((show, None) for show in shows), (None, None)]


def casting_in(person: Person, places: Sequence[Place]) -> Casting | None:
    """Return the first entry of `played_by` that fits one of the places; None if none does."""
    return next((casting for casting in person.castings if any(casting.fits(*place) for place in places)), None)


def casting_for(event: Event, person: Person, seasons: Callable[[], Iterable[KnownSeason]]) -> Casting | None:
    """Return who plays a person in an event: in its season, else in the seasons that are set at its date."""
    if event.season is not None or not person.castings:
        return casting_in(person, [(event.show, event.season)])
    found = [season for season in seasons() if event.show in (None, season.show.id)]
    return casting_in(person, places_at(event.date, found))


def season_portraying(
    who: Somebody, casting: Casting, on: EdtfDate, seasons: Iterable[KnownSeason]
) -> KnownSeason | None:
    """Return the season in which an actor plays somebody at a time; None if there is none.

    If events of shows name the person, only these shows count. A season whose events name them comes first, then the one
    with the shortest setting. A setting with an open or unknown end lasts until the last of its events that names them, or
    for one day if there is none.
    """
    named = {show for show, _ in who.told}
    fitting = []
    for season in seasons:
        place = season.show.id, season.number
        if season.table.setting is None or not casting.fits(*place) or (named and season.show.id not in named):
            continue
        events, last = who.told.get(place, (0, None))
        setting = _closed(season.table.setting, last)
        if setting.overlaps(on):
            fitting.append(((not events, setting.last - setting.first), season))
    return min(fitting, key=lambda each: each[0])[1] if fitting else None


def _closed(setting: EdtfDate, last: int | None) -> EdtfDate:
    """Return a setting with an end: its own, else the last day of its events, but not one before its start."""
    if setting.latest is not None:
        return setting
    days = [day for day in (last, setting.earliest) if day is not None]
    return replace(setting, latest=max(days, default=None))


def _asked(numbers: Iterable[int], seasons: Sequence[KnownSeason]) -> Iterator[KnownSeason]:
    for number in numbers:
        found = [season for season in seasons if season.number == number]
        if not found:
            known = [episode_code(season.show.id, season.number) for season in seasons if season.number is not None]
            raise UsageError(f"there is no season {number}", f"known are {', '.join(known)}" if known else None)
        yield from found


def _between(query: Query) -> Iterator[Span]:
    """Yield the span from the first start to the last end in a query, if it has any."""
    if query.from_ or query.to:
        starts = [date.earliest for date in query.from_]
        ends = [date.latest for date in query.to]
        first = None if not starts or None in starts else min(start for start in starts if start is not None)
        yield first, None if not ends or None in ends else max(end for end in ends if end is not None)


def _date(span: Span) -> EdtfDate:
    """Return a span as a date whose text describes it: by years if it consists of whole years."""
    first, last = span
    whole = (first is None or iso_date(first).endswith("-01-01")) and (
        last is None or iso_date(last).endswith("-12-31")
    )
    texts = ["" if day is None else _year(day) if whole else iso_date(day) for day in span]
    return EdtfDate(texts[0] if texts[0] == texts[1] else "..".join(texts), first, last)


def _year(day: int) -> str:
    return str(from_ordinal(day)[0])
