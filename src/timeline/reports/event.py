"""One event whole: its columns, then its JSON record, then the screen: facts, both histories side by side, causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report, Selection
from timeline.reports.columns import event_columns_of, event_record
from timeline.reports.diverge import divergence_grid, divergence_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.events import Event
    from timeline.questions.diverge import Divergence
    from timeline.questions.event import EventAnswer, Present
    from timeline.store.chronicle import Chronicle

_SIDE_BY_SIDE = 50
"""With less room than this, the histories stand above each other."""


def _event_of(whole: EventAnswer) -> Event:
    return whole.event


_COLUMNS: Sequence[Column[EventAnswer]] = (
    *event_columns_of(_event_of),
    Column("status", lambda whole: tuple(pair.status for pair in whole.pairs)),
    Column("counterparts", lambda whole: tuple(event.id for event in _counterparts(whole)), is_prose=True),
    Column("drift", lambda whole: tuple(pair.drift.words for pair in whole.pairs if pair.drift)),
    Column("effects", lambda whole: tuple(event.id for event in whole.effects), is_prose=True),
    Column("ages", lambda whole: tuple(_with_age(each) for each in whole.people), is_prose=True),
    Column("timelines", lambda whole: tuple(timeline.id for timeline in whole.timelines), is_prose=True),
    Column("pod_of", lambda whole: whole.pod_of, is_prose=True),
    Column("episode_title", lambda whole: whole.episode.title if whole.episode else None, is_prose=True),
)


def event_report(chronicle: Chronicle, whole: EventAnswer) -> Report[EventAnswer]:
    """Report on one event."""
    return Report(_COLUMNS, [whole], event_answer_record, _grid, Selection(chronicle, [whole.event]))


def _counterparts(whole: EventAnswer) -> list[Event]:
    """Return the events that stand against this one, each once."""
    sides = (event for pair in whole.pairs for event in (pair.base, pair.alt) if event)
    return list({event.id: event for event in sides if event.id != whole.event.id}.values())


def event_answer_record(whole: EventAnswer) -> dict[str, object]:
    """Return the JSON object of an event whole, with all other events that belong to it whole, too."""
    show, season, episode = whole.show, whole.season, whole.episode
    return {
        "event": event_record(whole.event),
        "timelines": [timeline.id for timeline in whole.timelines],
        "pod_of": list(whole.pod_of),
        "divergences": [{**divergence_record(pair), "timeline": pair.timeline} for pair in whole.pairs],
        "causes": [event_record(event) for event in whole.causes],
        "effects": [event_record(event) for event in whole.effects],
        "people": [_person_record(each) for each in whole.people],
        "show": show.name if show else None,
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
        "actor": each.person.actor,
    }


def _with_age(each: Present) -> str:
    """Say who it is and how old that day, or that they are dead by then."""
    about = f"died {each.died}" if each.died else each.age.words if each.age else ""
    return f"{each.person.name}, {about}" if about else each.person.name


# --- The screen ---


def _grid(rows: Sequence[EventAnswer], width: int) -> Grid:
    (whole,) = rows
    is_narrow = width < _SIDE_BY_SIDE
    related = _related(whole, is_narrow)
    pairs = related
    if whole.pairs:
        pairs = (divergence_grid(whole.pairs, width) if is_narrow else _side_by_side(whole.pairs))._replace(
            then=related
        )
    return Grid([GridColumn(""), GridColumn("", wraps=True)], _facts(whole), then=pairs)


def _facts(whole: EventAnswer) -> list[list[list[Cell]]]:
    """Return a row for each thing that is known of the event itself."""
    event = whole.event
    facts: list[tuple[str, Sequence[str]]] = [
        ("Id", [event.id]),
        ("Date", [event.date.text]),
        ("Kind", [event.kind]),
        ("Held by", ["; ".join(timeline.name for timeline in whole.timelines)]),
        ("POD of", whole.pod_of),
        ("Told in", [_told_in(whole)]),
        ("Place", [event.place or ""]),
        ("People", [_with_age(each) + _played_by(each) for each in whole.people]),
        ("Tags", [", ".join(event.tags)]),
        ("Canon", [event.canon if event.canon != "screen" else ""]),
        ("Summary", [event.summary or ""]),
        ("Sources", event.source),
    ]
    groups = [[[Cell("Event", "dim"), Cell(event.title, "strong")]]]
    for label, values in facts:
        said = [value for value in values if value]
        groups.append([[Cell("" if index else label, "dim"), Cell(value)] for index, value in enumerate(said)])
    return [group for group in groups if group]


def _played_by(each: Present) -> str:
    return f" (played by {each.person.actor})" if each.person.actor else ""


def _told_in(whole: EventAnswer) -> str:
    """Say what tells of the event: 'For All Mankind, season 1, episode 1, "Red Moon", aired 2019-11-01'."""
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


def _side_by_side(pairs: Sequence[Divergence]) -> Grid:
    """Lay both histories out beside each other: for each pair the dates, the titles and how far they are apart."""
    columns = [GridColumn("Status"), GridColumn("- Base", wraps=True), GridColumn("+ Alternate", wraps=True)]
    groups = []
    for pair in pairs:
        base, alt = pair.base, pair.alt
        unsaid = "nothing is told of it" if pair.status == "untold" else "it never happens"
        rows = [
            [Cell(pair.status, "strong"), Cell(base.date.text if base else ""), Cell(alt.date.text if alt else "")],
            [
                Cell(pair.timeline, "dim"),
                Cell(base.title, "gone" if alt is not base else "both") if base else Cell("nothing like it", "dim"),
                Cell(alt.title, "new" if alt is not base else "both") if alt else Cell(unsaid, "dim"),
            ],
        ]
        if pair.drift:
            rows.append([Cell(""), Cell(""), Cell(pair.drift.words)])
        groups.append(rows)
    return Grid(columns, groups, spaced=True)


def _related(whole: EventAnswer, is_narrow: bool) -> Grid | None:
    """Lay out the direct causes and consequences; None where there are none."""
    groups = []
    for label, events in (("Because of", whole.causes), ("Leads to", whole.effects)):
        rows = []
        for index, event in enumerate(events):
            cells = [Cell(f"{event.date}  {event.title}")] if is_narrow else [Cell(event.date.text), Cell(event.title)]
            rows.append([Cell("" if index else label, "dim"), *cells])
        groups += [rows] if rows else []
    columns = [GridColumn(""), *([] if is_narrow else [GridColumn("")]), GridColumn("", wraps=True)]
    return Grid(columns, groups, spaced=True) if groups else None
