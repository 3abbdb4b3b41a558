"""What becomes of a history without one of its events, and a ranking of events by that: columns, JSON and screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.fit import TITLE, ScreenColumn, fitted, stacked, table
from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.report import Column, Report, record_of
from timeline.model.date_text import year_words
from timeline.reports.columns import event_columns_of, extra_columns_of, in_time
from timeline.reports.rows import code_cell, id_columns
from timeline.reports.why import ROOMY, figure, id_of, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.lines import Screen
    from timeline.model.events import Event
    from timeline.model.hinges import Fall
    from timeline.questions.whatif import Hinge, Outcome, WhatIf


def report(answer: WhatIf) -> Report[Outcome]:
    """Report on what falls, stands again and is weakened without an event."""
    rows = answer.outcomes
    figures: list[Column[Outcome]] = [
        Column("fate", lambda row: row.fate, brief=True),
        Column("depth", lambda row: row.depth, brief=True),
        Column("falls", lambda row: row.fall.events if row.fall else None, brief=True),
        Column("first_year", lambda row: row.fall.first_year if row.fall else None),
        Column("last_year", lambda row: row.fall.last_year if row.fall else None),
        Column("falls_with", lambda row: id_of(rows, row.after)),
        Column("instead_of", lambda row: _ids(row.instead_of)),
        Column("stands_in", lambda row: row.stands_in),
        Column("loses", lambda row: _ids(row.loses)),
        Column("keeps", lambda row: _ids(row.keeps)),
        Column("pod_of", lambda row: row.pod_of),
    ]

    def record(row: Outcome) -> dict[str, object]:
        return {"id": row.event.id, **record_of(figures, row), "event": row.event.to_dict()}

    columns = [*event_columns_of(_event_of), *figures]
    events, extra = in_time(row.event for row in rows), extra_columns_of(_event_of)
    return Report(columns, rows, record, lambda _, screen: _grid(answer, screen), events, extra=extra)


def ranking(hinges: Sequence[Hinge]) -> Report[Hinge]:
    """Report on how much depends on events alone."""
    figures: list[Column[Hinge]] = [
        Column("rank", lambda hinge: hinge.rank, brief=True),
        Column("falls", lambda hinge: hinge.fall.events, brief=True),
        Column("first_year", lambda hinge: hinge.fall.first_year, brief=True),
        Column("last_year", lambda hinge: hinge.fall.last_year, brief=True),
        Column("pod_of", lambda hinge: hinge.pod_of),
    ]

    def record(hinge: Hinge) -> dict[str, object]:
        return {"id": hinge.event.id, **record_of(figures, hinge), "event": hinge.event.to_dict()}

    columns = [*event_columns_of(_hinge_event), *figures]
    events, extra = in_time(hinge.event for hinge in hinges), extra_columns_of(_hinge_event)
    return Report(columns, hinges, record, _ranking, events, extra=extra)


def _event_of(row: Outcome) -> Event:
    return row.event


def _hinge_event(hinge: Hinge) -> Event:
    return hinge.event


def _ids(events: Sequence[Event]) -> tuple[str, ...]:
    return tuple(event.id for event in events)


# --- The screen ---


def headline(answer: WhatIf) -> str:
    """Return the answer in a sentence: 'Without "Title": 2 events fall (1966–1995), 1 stands again'."""
    title, fall = answer.outcomes[0].event.title, answer.fall
    again, weak = answer.standing_again, answer.weakened
    counts = [
        f"{_events(fall.events)} {'falls' if fall.events == 1 else 'fall'} ({_years(fall)})" if fall.events else "",
        f"{again} {'stands' if again == 1 else 'stand'} again" if again else "",
        f"{weak} {'is' if weak == 1 else 'are'} weakened" if weak else "",
    ]
    return f'Without "{title}": {", ".join(count for count in counts if count) or "nothing else falls"}'


def _events(count: int) -> str:
    return f"{count:,} event{'s' * (count != 1)}"


def _years(fall: Fall) -> str:
    """Return the years of what falls: "1969", "1969–1995", "44–40 BC"; empty if nothing falls."""
    if fall.first_year is None or fall.last_year is None:
        return ""
    first, last = year_words(fall.first_year), year_words(fall.last_year)
    return first if first == last else f"{first}–{last}"


def _grid(answer: WhatIf, screen: Screen) -> Grid:
    """Lay out the headline, and below it the tree of what falls, what stands again and what is weakened."""
    rows = answer.outcomes
    fallen = [row for row in rows if row.depth is not None]
    with_it: ScreenColumn[Outcome] = figure("With it", lambda row: row.fall.events if row.fall else None)
    parts = [
        tree(fallen, screen, with_it, by="with", because=lambda row: _because(fallen, row))
        if len(fallen) > 1
        else None,
        _listed([row for row in rows if row.fate == "stands again"], "Stands again", screen),
        _listed([row for row in rows if row.fate == "weakened"], "Weakened", screen),
    ]
    below = None
    for part in reversed(parts):
        below = part._replace(then=below) if part else below
    return Grid([GridColumn("", wraps=True)], [[[Cell(headline(answer), "strong")]]], then=below)


def _because(rows: Sequence[Outcome], row: Outcome) -> str:
    """Return what precedes the causes of a row: without "also" if the row above it in the tree is no cause of it."""
    above = id_of(rows, row.after)
    return "also because of" if above in row.event.because else "because of"


def _listed(rows: Sequence[Outcome], name: str, screen: Screen) -> Grid | None:
    """Lay out events that do not fall; None if there are none."""
    columns: list[ScreenColumn[Outcome]] = [
        ScreenColumn("Date", lambda row: row.event.date.text),
        ScreenColumn(name, _titles, wraps=True, least=TITLE),
        *id_columns(_event_of, screen),
        ScreenColumn("Told in", lambda row: code_cell(row.event), from_width=ROOMY),
    ]
    return fitted([rows], columns, screen.width, name) if rows else None


def _titles(row: Outcome) -> list[Cell]:
    """Return the title of an event that does not fall, and below it why."""
    if row.fate == "weakened":
        why = f"keeps: {_named(row.keeps)}"
    else:
        why = f"in {', '.join(row.stands_in)}, instead of: {_named(row.instead_of)}"
    return [Cell(row.event.title), Cell(why, "dim")]


def _named(events: Sequence[Event]) -> str:
    return "; ".join(event.title for event in events)


def _ranking(hinges: Sequence[Hinge], screen: Screen) -> Grid:
    figures: list[ScreenColumn[Hinge]] = [
        ScreenColumn("Falls", lambda hinge: Cell(str(hinge.fall.events), "strong"), align_right=True),
        ScreenColumn("Years", lambda hinge: _years(hinge.fall)),
    ]
    event: list[ScreenColumn[Hinge]] = [
        ScreenColumn("Date", lambda hinge: hinge.event.date.text),
        ScreenColumn("Event", _hinge_title, wraps=True, least=TITLE),
        *id_columns(_hinge_event, screen),
        ScreenColumn("Told in", lambda hinge: code_cell(hinge.event), from_width=ROOMY),
    ]
    grid = table([hinges], [*figures, *event], screen.width)
    return grid or stacked([hinges], [*event, *figures], screen.width, "Events", is_labelled=True)


def _hinge_title(hinge: Hinge) -> Cell:
    return Cell(f"POD: {hinge.event.title}", "strong") if hinge.pod_of else Cell(hinge.event.title)
