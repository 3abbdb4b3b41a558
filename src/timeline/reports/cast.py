"""The characters of shows by season: columns, and a screen with a column of ages for each season."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from timeline.formats.report import Column, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.lines import Line, Screen
    from timeline.questions.cast import Character, Part

_COLUMNS: Sequence[Column[Part]] = (
    Column("show", lambda part: part.season.show.id, brief=True),
    Column("season", lambda part: part.season.number, brief=True),
    Column("name", lambda part: part.who.person.name, brief=True),
    Column("presence", lambda part: part.presence, brief=True),
    Column("age", lambda part: part.age.words if part.age else None, brief=True),
    Column("dies", lambda part: part.dies, brief=True),
    Column("events", lambda part: part.events, brief=True),
    Column("actor", lambda part: part.casting.name if part.casting else None, brief=True),
    Column("actor_age", lambda part: part.actor_age.words if part.actor_age else None, brief=True),
    Column("gap", lambda part: part.gap.words if part.gap else None, brief=True, signed=True),
    Column("id", lambda part: part.who.person.id),
    Column("age_min", lambda part: part.age.least if part.age else None),
    Column("age_max", lambda part: part.age.most if part.age else None),
    Column("actor_age_min", lambda part: part.actor_age.least if part.actor_age else None),
    Column("actor_age_max", lambda part: part.actor_age.most if part.actor_age else None),
    Column("gap_min", lambda part: part.gap.least if part.gap else None),
    Column("gap_max", lambda part: part.gap.most if part.gap else None),
    Column("born", lambda part: part.who.births.get(part.season.timeline)),
    Column("died", lambda part: part.who.deaths.get(part.season.timeline)),
    Column("setting_start", lambda part: part.setting.earliest_iso if part.setting else None, signed=True),
    Column("setting_end", lambda part: part.setting.latest_iso if part.setting else None, signed=True),
    Column("timeline", lambda part: part.season.timeline),
)


def report(characters: Sequence[Character], *, actors: bool = False) -> Report[Part]:
    """Report on characters, a row for each season of each; on a screen, with the ages of the actors if asked for."""
    parts = [part for character in characters for part in character.parts]
    return Report(_COLUMNS, parts, lines=partial(_lines, characters, actors))


def _lines(characters: Sequence[Character], actors: bool, _: Sequence[Part], screen: Screen) -> Iterator[Line]:
    from timeline.reports.cast_screen import lines

    return lines(characters, screen, actors=actors)
