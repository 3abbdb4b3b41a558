"""The times at which people's ages are asked for, and the season that tells of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from timeline.model.calendar import from_ordinal, iso_date
from timeline.model.dates import EdtfDate
from timeline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model.events import Event
    from timeline.model.query import Query, Span
    from timeline.model.shows import Season, Show
    from timeline.questions.roster import Somebody
    from timeline.store.chronicle import Chronicle


class Told(NamedTuple):
    """A season of a show."""

    show: Show
    season: Season


class Moment(NamedTuple):
    """A time that is asked for, and the season that is, where one is named."""

    on: EdtfDate
    """Its text says the time: "2003", "1969..1974", or the season, "fam S4"."""
    told: Told | None = None


def moments(chronicle: Chronicle, query: Query) -> list[Moment]:
    """Return the times that a query asks for: its years and dates, else the settings of its seasons; none without either.

    Raises `UsageError` for a season that no show has, or that does not say when it is set.
    """
    seasons = list(_seasons(chronicle, query)) if query.season else [None]
    spans = [*query.year, *_between(query)]
    if spans:
        return [Moment(_date(span), told) for span in spans for told in seasons]
    return [_setting(chronicle, told) for told in seasons if told is not None]


def chosen_shows(chronicle: Chronicle, query: Query) -> list[Show]:
    """Return the shows that a query names, all of them where it names none."""
    ids = {chronicle.resolve("show", name) for name in query.show}
    return [show for show in chronicle.world.shows.values() if not ids or show.id in ids]


def telling(who: Somebody, on: EdtfDate, shows: list[Show]) -> Told | None:
    """Return the season in which somebody's part at a time was played: one whose setting covers the time.

    Only a show that tells of them counts, any for whom no event names. A season that names them comes before one that
    does not, then the one of the shorter setting. A setting whose end is open or unknown lasts up to what the season tells
    of them, a day where that is nothing.
    """
    parts: dict[tuple[str, int | None], list[Event]] = {}
    for event in who.events:
        if event.show and event.kind != "real":
            parts.setdefault((event.show, event.season), []).append(event)
    named = {show for show, _ in parts}
    fitting = []
    for show in shows:
        for season in show.seasons:
            if season.setting and (not named or show.id in named):
                told = parts.get((show.id, season.number), [])
                setting = _closed(season.setting, told)
                if setting.overlaps(on):
                    fitting.append(((not told, setting.last - setting.first), Told(show, season)))
    return min(fitting, key=lambda each: each[0])[1] if fitting else None


def _closed(setting: EdtfDate, told: list[Event]) -> EdtfDate:
    """Return a setting with an end: its own, else that of the last event."""
    if setting.latest is not None:
        return setting
    days = [day for event in told for day in (event.date.latest, setting.earliest) if day is not None]
    return replace(setting, latest=max(days, default=setting.earliest))


def _seasons(chronicle: Chronicle, query: Query) -> Iterator[Told]:
    shows = chosen_shows(chronicle, query)
    for number in query.season:
        found = [Told(show, season) for show in shows for season in show.seasons if season.number == number]
        if not found:
            known = [f"{show.id} S{season.number}" for show in shows for season in show.seasons]
            raise UsageError(f"no show declares a season {number}", f"known are {', '.join(known)}" if known else None)
        yield from found


def _setting(chronicle: Chronicle, told: Told) -> Moment:
    """Return the setting of a season, an unknown end closed by the day up to which a spoiler fence lets it be known."""
    name = f"{told.show.id} S{told.season.number}"
    setting = told.season.setting
    if setting is None:
        raise UsageError(f"{name} does not say when it is set", "ask for a year: --year 1969")
    until = chronicle.world.known_until.get(told.show.timeline or told.show.id)
    latest = setting.latest if setting.latest is not None or until is None else int(max(until, setting.first))
    return Moment(EdtfDate(name, setting.earliest, latest, setting.certain, setting.precision), told)


def _between(query: Query) -> Iterator[Span]:
    """Return the span from the first start to the last end of a query, where it has either."""
    if query.from_ or query.to:
        starts = [date.earliest for date in query.from_]
        ends = [date.latest for date in query.to]
        first = None if not starts or None in starts else min(start for start in starts if start is not None)
        yield first, None if not ends or None in ends else max(end for end in ends if end is not None)


def _date(span: Span) -> EdtfDate:
    """Return a span as a date that says it in words: years where it begins and ends with one."""
    first, last = span
    whole = (first is None or iso_date(first).endswith("-01-01")) and (
        last is None or iso_date(last).endswith("-12-31")
    )
    texts = ["" if day is None else _year(day) if whole else iso_date(day) for day in span]
    return EdtfDate(texts[0] if texts[0] == texts[1] else "..".join(texts), first, last)


def _year(day: int) -> str:
    return str(from_ordinal(day)[0])
