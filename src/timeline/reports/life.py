"""One life: birth, events and deaths, as columns, JSON and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.fit import TITLE, WIDE, ScreenColumn, fitted
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report
from timeline.reports.people import casting_words, person_record
from timeline.reports.rows import code_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
    from timeline.questions.life import Step

_COLUMNS: Sequence[Column[Step]] = (
    Column("date", lambda step: step.date, brief=True),
    Column("kind", lambda step: step.event.kind if step.event else None, brief=True),
    Column("show", lambda step: step.event.show if step.event else None, brief=True),
    Column("season", lambda step: step.event.season if step.event else None, brief=True),
    Column("title", lambda step: step.title, brief=True),
    Column("what", lambda step: step.what),
    Column("age", lambda step: step.age.words if step.age else None, brief=True),
    Column("actor_age", lambda step: step.actor_age.words if step.actor_age else None, brief=True),
    Column("timelines", lambda step: step.timelines, brief=True),
    Column("episode", lambda step: step.event.episode if step.event else None),
    Column("id", lambda step: step.event.id if step.event else None),
    Column("age_min", lambda step: step.age.least if step.age else None),
    Column("age_max", lambda step: step.age.most if step.age else None),
    Column("person", lambda step: step.who.person.name),
    Column("actor", lambda step: step.casting.name if step.casting else None),
)


def report(steps: Sequence[Step]) -> Report[Step]:
    """Report on one life; an export has the events that name the person."""
    return Report(_COLUMNS, steps, _record, _grid, [step.event for step in steps if step.event])


def _record(step: Step) -> dict[str, object]:
    """Return the JSON object of a step, with the complete event and person."""
    return {
        "id": step.event.id if step.event else None,
        "what": step.what,
        "date": step.date.text,
        "title": step.title,
        "timelines": list(step.timelines),
        "age": step.age.words if step.age else None,
        "age_min": step.age.least if step.age else None,
        "age_max": step.age.most if step.age else None,
        "actor_age": step.actor_age.words if step.actor_age else None,
        "actor_age_min": step.actor_age.least if step.actor_age else None,
        "actor_age_max": step.actor_age.most if step.actor_age else None,
        "actor": step.casting.name if step.casting else None,
        "event": step.event.to_dict() if step.event else None,
        "person": person_record(step.who),
    }


def _title(step: Step) -> Cell:
    where = f" ({', '.join(step.timelines)})" if step.timelines else ""
    return Cell(f"{step.title}{where}", "plain" if step.event and step.event.kind != "alt" else "strong")


def _place(step: Step) -> Cell:
    return Cell((step.event.place if step.event else None) or "", "dim")


_SCREEN: Sequence[ScreenColumn[Step]] = (
    ScreenColumn("Date", lambda step: step.date.text),
    ScreenColumn("Age", lambda step: step.age.words if step.age else None),
    ScreenColumn("Kind", lambda step: Cell(step.event.kind, step.event.kind) if step.event else None),
    ScreenColumn("Told in", lambda step: code_cell(step.event) if step.event else None),
    ScreenColumn("Title", _title, wraps=True, least=TITLE),
    ScreenColumn("Actor's age", lambda step: step.actor_age.words if step.actor_age else None, from_width=WIDE),
    ScreenColumn("Place", _place, wraps=True, from_width=WIDE),
)


def _grid(steps: Sequence[Step], screen: Screen) -> Grid:
    """Lay out one life, one row per step, and more about the person below it."""
    person = steps[0].who.person
    actors = "; ".join(casting_words(casting) for casting in person.castings)
    about = (
        f"{person.name} is played by {actors}." if actors else None,
        person.summary,
        f"Sources: {'; '.join(person.source)}" if person.source else None,
    )
    return fitted([steps], _SCREEN, screen.width, "Life", below=[Cell(text, "dim") for text in about if text])
