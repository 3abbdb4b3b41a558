"""One event in full: columns, JSON, and the screen with facts, both histories, causes and consequences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from timeline.formats.fit import TITLE, ScreenColumn, fitted, table
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report
from timeline.reports.columns import event_columns_of, in_time
from timeline.reports.diverge import divergence_grid, divergence_record
from timeline.reports.people import castings_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.model.events import Event
    from timeline.questions.diverge import Divergence
    from timeline.questions.event import EventAnswer, Present

_SIDE = 17
"""The width that each history needs to be beside the other."""
_EVENT: Sequence[Column[EventAnswer]] = event_columns_of(lambda whole: whole.event)
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


def report(wholes: Sequence[EventAnswer]) -> Report[EventAnswer]:
    """Report on events."""
    return Report(_COLUMNS, wholes, _record, _grid, in_time(whole.event for whole in wholes))


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


def _grid(rows: Sequence[EventAnswer], width: int) -> Grid:
    """Lay out events in full, each below the one before."""
    first, *others = (_whole(whole, width) for whole in rows)
    for other in others:
        first = _below(first, other)
    return first


def _below(grid: Grid, other: Grid) -> Grid:
    return grid._replace(then=_below(grid.then, other) if grid.then else other)


def _whole(whole: EventAnswer, width: int) -> Grid:
    facts: list[ScreenColumn[_Fact]] = [_LABEL, ScreenColumn("", lambda fact: fact.values, wraps=True)]
    then = _related(whole, width)
    if whole.pairs:
        beside = table([[pair] for pair in whole.pairs], _SIDES, width, is_spaced=True)
        then = (beside or divergence_grid(whole.pairs, width))._replace(then=then)
    return fitted([_facts(whole)], facts, width, "")._replace(then=then)


def _facts(whole: EventAnswer) -> list[_Fact]:
    event = whole.event
    facts: dict[str, Sequence[str | None]] = {
        "Id": [event.id],
        "Date": [event.date.text],
        "Kind": [event.kind],
        "Held by": ["; ".join(timeline.name for timeline in whole.timelines)],
        "POD of": whole.pod_of,
        "Told in": [_told_in(whole)],
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


def _told_in(whole: EventAnswer) -> str:
    """Return the episode of the event: 'For All Mankind, season 1, episode 1, "Red Moon", aired 2019-11-01'."""
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


def _base_cells(pair: Divergence) -> list[Cell]:
    if pair.base is None:
        return [Cell(""), Cell("no counterpart", "dim")]
    return [Cell(pair.base.date.text), Cell(pair.base.title, "both" if pair.alt is pair.base else "gone")]


def _alt_cells(pair: Divergence) -> list[Cell]:
    drift = [Cell(pair.drift.words)] if pair.drift else []
    if pair.alt is None:
        return [Cell(""), Cell("not mentioned" if pair.status == "untold" else "it never happens", "dim")]
    return [Cell(pair.alt.date.text), Cell(pair.alt.title, "both" if pair.alt is pair.base else "new"), *drift]


_SIDES: Sequence[ScreenColumn[Divergence]] = (
    ScreenColumn("Status", lambda pair: [Cell(pair.status, "strong"), Cell(pair.timeline, "dim")]),
    ScreenColumn("- Base", _base_cells, wraps=True, least=_SIDE),
    ScreenColumn("+ Alternate", _alt_cells, wraps=True, least=_SIDE),
)
_LABEL: ScreenColumn[_Fact] = ScreenColumn("", lambda fact: Cell(fact.label, "dim"))


def _related(whole: EventAnswer, width: int) -> Grid | None:
    """Lay out the direct causes and consequences; None if there are none."""
    related = {"Because of": whole.causes, "Leads to": whole.effects}
    groups = [[(label, event) for event in events] for label, events in related.items() if events]
    columns: list[ScreenColumn[tuple[str, Event]]] = [
        ScreenColumn("", lambda each: Cell(each[0], "dim"), once=True),
        ScreenColumn("", lambda each: each[1].date.text),
        ScreenColumn("", lambda each: each[1].title, wraps=True, least=TITLE),
    ]
    return fitted(groups, columns, width, "", is_spaced=True) if groups else None
