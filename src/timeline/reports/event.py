"""One event in full: columns, JSON, and the screen with facts, both histories, causes and consequences."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.fit import TITLE, ScreenColumn, fitted
from timeline.formats.grid import Cell, grid_lines
from timeline.formats.lines import mark
from timeline.formats.report import Column, Report
from timeline.reports import diff
from timeline.reports.columns import event_columns_of, extra_columns_of, in_time
from timeline.reports.diverge import divergence_record
from timeline.reports.people import castings_record
from timeline.reports.rows import id_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Line, Screen
    from timeline.model.events import Event
    from timeline.questions.event import EventAnswer, Present

_EVENT_OF: Callable[[EventAnswer], Event] = attrgetter("event")
_EVENT: Sequence[Column[EventAnswer]] = event_columns_of(_EVENT_OF)
_COLUMNS: Sequence[Column[EventAnswer]] = (
    *(column for column in _EVENT if column.name != "timelines"),  # here, all that hold it
    Column("status", lambda whole: tuple(pair.status for pair in whole.pairs)),
    Column("counterparts", lambda whole: tuple(event.id for event in _counterparts(whole))),
    Column("drift", lambda whole: tuple(pair.drift.words for pair in whole.pairs if pair.drift)),
    Column("effects", lambda whole: tuple(event.id for event in whole.effects)),
    Column("ages", lambda whole: tuple(_with_age(each) for each in whole.people)),
    Column("timelines", lambda whole: tuple(timeline.id for timeline in whole.timelines)),
    Column("pod_of", lambda whole: whole.pod_of),
    Column("episode_title", lambda whole: whole.episode.title if whole.episode else None),
)

_EXTRA: Sequence[Column[EventAnswer]] = (
    *extra_columns_of(_EVENT_OF),
    Column("reach", lambda whole: whole.reach.events),
    Column("reach_years", lambda whole: whole.reach.years),
)


def report(wholes: Sequence[EventAnswer]) -> Report[EventAnswer]:
    """Report on events."""
    return Report(
        _COLUMNS, wholes, _record, events=in_time(whole.event for whole in wholes), lines=_lines, extra=_EXTRA
    )


def _counterparts(whole: EventAnswer) -> list[Event]:
    """Return the counterparts of the event, each once."""
    sides = (event for pair in whole.pairs for event in (pair.base, pair.alt) if event)
    return list({event.id: event for event in sides if event.id != whole.event.id}.values())


def _record(whole: EventAnswer) -> dict[str, object]:
    """Return the JSON object of an event, with all related events in full."""
    season, episode = whole.season, whole.episode
    return {
        "id": whole.event.id,
        "event": whole.event.to_dict(),
        "timelines": [timeline.id for timeline in whole.timelines],
        "pod_of": list(whole.pod_of),
        "divergences": [divergence_record(pair) for pair in whole.pairs],
        "causes": [event.to_dict() for event in whole.causes],
        "effects": [event.to_dict() for event in whole.effects],
        "reach": {"events": whole.reach.events, "years": whole.reach.years},
        "people": [_person_record(each) for each in whole.people],
        "show": whole.show.name if whole.show else None,
        "season_aired": season.aired.text if season and season.aired else None,
        "episode_title": episode.title if episode else None,
        "episode_aired": episode.aired.text if episode and episode.aired else None,
    }


def _person_record(each: Present) -> dict[str, object]:
    return {
        "id": each.person.id,
        "name": each.person.name,
        "age": each.age.words if each.age else None,
        "age_min": each.age.least if each.age else None,
        "age_max": each.age.most if each.age else None,
        "died": each.died.text if each.died else None,
        "actor": each.casting.name if each.casting else None,
        "played_by": castings_record(each.person),
    }


def _with_age(each: Present) -> str:
    """Return a name with the age on that day, or with the date of death."""
    about = f"died {each.died}" if each.died else each.age.words if each.age else ""
    return f"{each.person.name}, {about}" if about else each.person.name


# --- The screen ---


class _Fact(NamedTuple):
    """A label and its values on the screen."""

    label: str
    values: list[Cell]


def _lines(rows: Sequence[EventAnswer], screen: Screen) -> Iterator[Line]:
    """Yield events in full, each below the one before."""
    for number, whole in enumerate(rows):
        if number:
            yield []
        yield from _whole(whole, screen)


def _whole(whole: EventAnswer, screen: Screen) -> Iterator[Line]:
    """Yield the facts, what stands against the event in other histories, and what it came from and led to."""
    facts: list[ScreenColumn[_Fact]] = [_LABEL, ScreenColumn("", lambda fact: fact.values, wraps=True)]
    for line in grid_lines(fitted([_facts(whole)], facts, screen.width, ""), screen):
        yield [mark(whole.event.id), *line] if screen.marks else line
    if whole.pairs:
        yield []
        yield from diff.lines(whole.pairs, screen)
    related = _related(whole, screen)
    if related is not None:
        yield []
        yield from grid_lines(related, screen)


def _facts(whole: EventAnswer) -> list[_Fact]:
    event = whole.event
    facts: dict[str, Sequence[str | None]] = {
        "Id": [event.id],
        "Date": [event.date.text],
        "Kind": [event.kind],
        "Held by": ["; ".join(timeline.name for timeline in whole.timelines)],
        "POD of": whole.pod_of,
        "Told in": [_episode(whole)],
        "Place": [event.place],
        "People": [_with_age(each) + _played_by(each) for each in whole.people],
        "Tags": [", ".join(event.tags)],
        "Canon": [event.canon if event.canon != "screen" else None],
        "Summary": [event.summary],
        "Sources": event.source,
    }
    known = [_Fact(label, [Cell(value) for value in values if value]) for label, values in facts.items()]
    return [_Fact("Event", [Cell(event.title, "strong")]), *(fact for fact in known if fact.values)]


def _played_by(each: Present) -> str:
    return f" (played by {each.casting.name})" if each.casting else ""


def _episode(whole: EventAnswer) -> str:
    """Return the episode that tells of the event: 'For All Mankind, season 1, episode 1, "Red Moon", aired 2019-11-01'."""
    event, episode, season = whole.event, whole.episode, whole.season
    aired = episode.aired if episode else season.aired if season else None
    parts = (
        whole.show.name if whole.show else event.show,
        None if event.season is None else f"season {event.season}",
        None if event.episode is None else f"episode {event.episode}",
        f'"{episode.title}"' if episode and episode.title else None,
        f"aired {aired}" if aired else None,
    )
    return ", ".join(part for part in parts if part)


_LABEL: ScreenColumn[_Fact] = ScreenColumn("", lambda fact: Cell(fact.label, "dim"))


def _related(whole: EventAnswer, screen: Screen) -> Grid | None:
    """Lay out the direct causes and consequences; None if there are none."""
    related = {"Because of": whole.causes, "Leads to": whole.effects}
    groups = [[(label, event) for event in events] for label, events in related.items() if events]
    ids: list[ScreenColumn[tuple[str, Event]]] = id_columns(lambda each: each[1], screen)
    columns: list[ScreenColumn[tuple[str, Event]]] = [
        ScreenColumn("", lambda each: Cell(each[0], "dim"), once=True),
        ScreenColumn("", lambda each: each[1].date.text),
        ScreenColumn("", lambda each: each[1].title, wraps=True, least=TITLE),
        *(column._replace(header="") for column in ids),
    ]
    return fitted(groups, columns, screen.width, "", is_spaced=True) if groups else None
