"""People, with ages at a given time: columns and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.fit import WIDE, ScreenColumn, fitted
from timeline.formats.grid import Cell
from timeline.formats.report import Column, Report, record_of
from timeline.model.event_json import plain
from timeline.model.events import episode_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.formats.grid import Grid
    from timeline.formats.lines import Screen
    from timeline.model.people import Casting, Person
    from timeline.questions.people import Living
    from timeline.questions.roster import Somebody

PERSON_COLUMNS: Sequence[Column[Somebody]] = (
    Column("id", lambda who: who.person.id),
    Column("name", lambda who: who.person.name, brief=True),
    Column("aliases", lambda who: who.person.aliases),
    Column("born", lambda who: who.person.born, brief=True),
    Column("died", lambda who: who.deaths, brief=True),
    Column("actor", lambda who: who.person.castings[0].name if who.person.castings else None),
    Column("actor_born", lambda who: who.person.castings[0].born if who.person.castings else None),
    Column("timelines", lambda who: who.timelines),
    Column("played_by", lambda who: tuple(casting_words(casting) for casting in who.person.castings)),
    Column("summary", lambda who: who.person.summary),
    Column("source", lambda who: who.person.source),
    Column("allow", lambda who: who.person.allow),
)
"""The columns that do not depend on a time."""


def person_record(who: Somebody) -> dict[str, object]:
    """Return the JSON object of a person, with everyone who plays them."""
    more = {"played_by": castings_record(who.person), "x": plain(who.person.x)}
    return record_of(PERSON_COLUMNS, who) | more


def castings_record(person: Person) -> list[dict[str, object]]:
    """Return the JSON form of everyone who plays a person, under the keys of the file."""
    return [
        {
            "name": casting.name,
            "show": casting.show,
            "season": list(casting.season),
            "born": casting.born.text if casting.born else None,
        }
        for casting in person.castings
    ]


def casting_words(casting: Casting) -> str:
    """Return who plays a person, and where: "Coral Peña, born 1993 (fam S2, S3)"."""
    seasons = ", ".join(f"S{number}" for number in casting.season)
    where = " ".join(part for part in (casting.show, seasons) if part)
    return f"{casting.name}{f', born {casting.born}' if casting.born else ''}{f' ({where})' if where else ''}"


def _who(row: Living) -> Somebody:
    return row.who


_PERSON = {column.name: column.of(_who) for column in PERSON_COLUMNS}

_COLUMNS: Sequence[Column[Living]] = (
    _PERSON["name"],
    Column("at", lambda row: row.at, brief=True),
    Column("age", lambda row: row.age.words if row.age else None, brief=True),
    Column("actor", lambda row: row.casting.name if row.casting else None, brief=True),
    Column("actor_age", lambda row: row.actor_age.words if row.actor_age else None, brief=True),
    Column("gap", lambda row: row.gap.words if row.gap else None, brief=True, signed=True),
    _PERSON["born"],
    _PERSON["died"],
    Column("lives", lambda row: row.lives),
    Column("events", lambda row: row.mentions, brief=True),
    Column("show", lambda row: row.show),
    Column("season", lambda row: row.season),
    Column("age_min", lambda row: row.age.least if row.age else None),
    Column("age_max", lambda row: row.age.most if row.age else None),
    Column("actor_age_min", lambda row: row.actor_age.least if row.actor_age else None),
    Column("actor_age_max", lambda row: row.actor_age.most if row.actor_age else None),
    Column("gap_min", lambda row: row.gap.least if row.gap else None),
    Column("gap_max", lambda row: row.gap.most if row.gap else None),
    Column("actor_born", lambda row: row.casting.born if row.casting else None),
    _PERSON["timelines"],
    _PERSON["aliases"],
    _PERSON["id"],
    _PERSON["played_by"],
    _PERSON["summary"],
    _PERSON["source"],
    _PERSON["allow"],
)


def report(rows: Sequence[Living]) -> Report[Living]:
    """Report on people."""
    return Report(_COLUMNS, rows, _record, _grid)


def _record(row: Living) -> dict[str, object]:
    person = person_record(row.who)
    return {**person, **record_of(_COLUMNS, row), "played_by": person["played_by"]}


def _grid(rows: Sequence[Living], screen: Screen) -> Grid:
    """Lay out people: with ages if a time was given, else with births and deaths."""
    if any(row.at is not None for row in rows):
        columns = _at_a_time(is_several=len({row.at for row in rows}) > 1)
    else:
        columns = [_NAME, _BORN, _DIED, _ACTOR, _EVENTS, _TIMELINES]
    return fitted([rows], columns, screen.width, "People", is_labelled=True)


def _at_a_time(*, is_several: bool) -> list[ScreenColumn[Living]]:
    return [
        _NAME,
        *([_AT] if is_several else []),
        ScreenColumn("Age", lambda row: row.age.words if row.age else None),
        _ACTOR,
        ScreenColumn("Aged", lambda row: row.actor_age.words if row.actor_age else None),
        ScreenColumn("Gap", lambda row: row.gap.words if row.gap else None),
        ScreenColumn("Made for", lambda row: Cell(episode_code(row.show, row.season), "dim"), from_width=WIDE),
        _BORN._replace(from_width=WIDE),
        _DIED,
        _EVENTS._replace(from_width=WIDE),
        ScreenColumn("Lives in", lambda row: Cell(", ".join(row.lives), "dim"), from_width=WIDE),
    ]


_NAME: ScreenColumn[Living] = ScreenColumn("Name", lambda row: Cell(row.who.person.name, "strong"), wraps=True)
_AT: ScreenColumn[Living] = ScreenColumn("At", lambda row: row.at)
_ACTOR: ScreenColumn[Living] = ScreenColumn(
    "Played by", lambda row: Cell(row.casting.name if row.casting else "", "dim"), wraps=True
)
_BORN: ScreenColumn[Living] = ScreenColumn("Born", _PERSON["born"].text)
_DIED: ScreenColumn[Living] = ScreenColumn("Died", _PERSON["died"].on_screen, wraps=True)
_EVENTS: ScreenColumn[Living] = ScreenColumn("Events", lambda row: str(row.mentions), align_right=True)
_TIMELINES: ScreenColumn[Living] = ScreenColumn(
    "Timelines", lambda row: Cell(", ".join(row.who.timelines), "dim"), from_width=WIDE
)
