"""One life: birth, events and deaths, as columns, JSON and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.report import Column, Report
from timeline.reports.people import person_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
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
    events = [step.event for step in steps if step.event]
    return Report(_COLUMNS, steps, _record, events=events, lines=_lines)


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


def _lines(steps: Sequence[Step], screen: Screen) -> Iterator[Line]:
    from timeline.reports.life_screen import lines

    return lines(steps, screen)
