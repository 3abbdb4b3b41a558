"""One life: birth, events and deaths, as columns, JSON and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.grid import Cell, Grid, GridColumn
from timeline.formats.narrow import fitted
from timeline.formats.report import Column, Report, Selection
from timeline.reports.columns import event_record, told_in
from timeline.reports.people import _person_record, _words, _years_record
from timeline.reports.show import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.questions.life import Step
    from timeline.store.chronicle import Chronicle


LIFE_COLUMNS: Sequence[Column[Step]] = (
    Column("date", lambda step: step.date.text, brief=True),
    Column("kind", lambda step: step.event.kind if step.event else None, brief=True),
    Column("show", lambda step: step.event.show if step.event else None, brief=True, is_prose=True),
    Column("season", lambda step: step.event.season if step.event else None, brief=True),
    Column("title", lambda step: step.title, brief=True, is_prose=True),
    Column("what", lambda step: step.what),
    Column("age", lambda step: _words(step.age), brief=True),
    Column("actor_age", lambda step: _words(step.actor_age), brief=True),
    Column("timelines", lambda step: step.timelines, brief=True, is_prose=True),
    Column("episode", lambda step: step.event.episode if step.event else None),
    Column("id", lambda step: step.event.id if step.event else None, is_prose=True),
    Column("age_min", lambda step: step.age.least if step.age else None),
    Column("age_max", lambda step: step.age.most if step.age else None),
    Column("person", lambda step: step.who.person.name, is_prose=True),
)


def life_report(chronicle: Chronicle, steps: Sequence[Step]) -> Report[Step]:
    """Report on one life; as an events file it is the events that name the person."""
    events = [step.event for step in steps if step.event]
    return Report(LIFE_COLUMNS, steps, life_record, life_grid, Selection(chronicle, events))


def life_record(step: Step) -> dict[str, object]:
    """Return the JSON object of a step, with its event and the person whole."""
    return {
        "what": step.what,
        "date": step.date.text,
        "title": step.title,
        "timelines": list(step.timelines),
        **_years_record("age", step.age),
        **_years_record("actor_age", step.actor_age),
        "event": event_record(step.event) if step.event else None,
        "person": _person_record(step.who),
    }


def life_grid(steps: Sequence[Step], width: int) -> Grid:
    """Lay one life out, a row a step, and below it who plays the part."""
    person = steps[0].who.person
    wide = width >= WIDE
    columns = [GridColumn("Date"), GridColumn("Age"), GridColumn("Kind"), GridColumn("Told in")]
    columns += [GridColumn("Title", wraps=True)]
    columns += [GridColumn("Actor's age"), GridColumn("Place", wraps=True)] if wide else []
    below = []
    if person.actor:
        born = f", born {person.actor_born}" if person.actor_born else ""
        below.append(Cell(f"{person.name} is played by {person.actor}{born}.", "dim"))
    return fitted(Grid(columns, [[_step_row(step, wide) for step in steps]], below=below), width, "Life")


def _step_row(step: Step, wide: bool) -> list[Cell]:
    event = step.event
    where = f" ({', '.join(step.timelines)})" if step.timelines else ""
    cells = [
        Cell(step.date.text),
        Cell(_words(step.age) or ""),
        Cell(event.kind, event.kind) if event else Cell(""),
        Cell(told_in(event.show, event.season, event.episode) if event else "", "dim"),
        Cell(f"{step.title}{where}", "plain" if event and event.kind != "alt" else "strong"),
    ]
    if wide:
        cells += [Cell(_words(step.actor_age) or ""), Cell((event.place if event else None) or "", "dim")]
    return cells
